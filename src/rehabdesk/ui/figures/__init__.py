"""Shows the drawn figures of exercises: painter, still card and animation."""
