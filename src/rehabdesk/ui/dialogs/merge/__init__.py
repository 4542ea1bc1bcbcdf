"""Merging another copy of the diary: what it brings, what is chosen, and doing it."""
