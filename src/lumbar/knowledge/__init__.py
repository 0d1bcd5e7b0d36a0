"""The tables a person can read and correct: exercises, the names they go by, and what may be suggested for a name.

The tables are plain CSV, so that a physiotherapist can check them in a spreadsheet without reading any code.
"""
