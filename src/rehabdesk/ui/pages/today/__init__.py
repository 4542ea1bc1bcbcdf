"""The Today page: the check-in, the week, the last four weeks."""
