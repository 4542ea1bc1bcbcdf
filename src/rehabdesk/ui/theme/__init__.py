"""Colours, sizes and type as tokens, and the style sheet made from them."""
