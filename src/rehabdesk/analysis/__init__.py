"""Numbers about a diary: daily values, smoothing, trends, the link."""
