"""The history page: a calendar, the entries of a day or a period, what they were before."""
