"""Readers of calendars: one file, one reader, one function `read(folder)`, which gives the entries
of each calendar file."""
