"""Charts on a time axis, drawn from plain data; they know no diary."""
