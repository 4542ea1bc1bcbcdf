"""The Report page: the pages as they will be printed, and what is on them."""
