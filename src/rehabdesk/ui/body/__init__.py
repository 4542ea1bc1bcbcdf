"""Paints the body map's drawings and the pain regions on them."""
