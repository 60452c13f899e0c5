"""Catalogues that the readers are tried on, and how they are built."""
