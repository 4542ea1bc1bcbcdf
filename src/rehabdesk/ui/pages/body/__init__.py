"""The body map page: where it hurts, how much, and how it was over time."""
