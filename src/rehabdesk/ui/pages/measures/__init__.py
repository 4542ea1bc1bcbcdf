"""The Self-tests page."""
