"""The Trends page: pain over time."""
