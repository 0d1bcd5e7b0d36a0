"""The page's template and its style sheet, as files that are put into it."""
