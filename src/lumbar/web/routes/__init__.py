"""The pages, one module for each stop on the way from a log to an answer."""
