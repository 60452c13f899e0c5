"""Readers of feeds: one file, one reader, one function `read(folder)`, which gives the items of
each feed file."""
