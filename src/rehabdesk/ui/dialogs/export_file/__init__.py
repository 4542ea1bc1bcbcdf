"""The export dialog: a format, what belongs to it, a place, and how far it is."""
