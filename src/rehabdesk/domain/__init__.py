"""What RehabDesk is about: regions, pain entries, check-ins, plans, days. No I/O, no Qt, no SQL."""
