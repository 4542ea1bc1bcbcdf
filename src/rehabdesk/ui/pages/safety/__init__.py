"""The Safety page: the red-flag questions, what was answered, and being seen."""
