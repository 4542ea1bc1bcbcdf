"""Paper and files for other people."""
