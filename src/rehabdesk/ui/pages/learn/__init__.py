"""The learn page: articles, and what is known about each region."""
