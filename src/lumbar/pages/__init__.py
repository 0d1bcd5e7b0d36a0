"""What a page shows of an answer: the views, the templates and the style sheets that all pages share.

A view holds an answer as a page has it, in words and in geometry, before any markup. A page written to one file and a
page that is served look and say the same, because both are made of these.
"""
