"""Feeds the theme's tokens to the body painter."""

from __future__ import annotations

from rehabdesk.ui.body.colours import BodyColours
from rehabdesk.ui.theme.tokens import Tokens


def body_colours(tokens: Tokens) -> BodyColours:
    """Return the painter's colours for the theme in force."""
    colours = tokens.colours
    dark = tokens.name == "dark"
    return BodyColours(
        dark=dark,
        surface=colours["surface"],
        body=colours["body"],
        body_shade=colours["body_shade"],
        body_highlight=colours["body_highlight"],
        body_line=colours["body_line"],
        garment=colours["garment"],
        ghost=colours["ghost"],
        text=colours["text"],
        text_inverse="#1F2729" if dark else "#FFFFFF",
        primary=colours["primary"],
        soft=colours["soft"],
        focus=colours["focus"],
        control=colours["control"],
        pain=tokens.pain,
    )
