"""Asking the red-flag questions, and saying what waits: for several pages."""
