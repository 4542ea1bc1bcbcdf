"""Makes pages fit for Qt's reader of SVG.

It paints a picture inside a picture as pixels, and on a printer it outlines what has no line.
"""

from __future__ import annotations

import base64
import re

#: How typst embeds a drawing in a page: `transform`, the drawing, and the size it is shown at.
_EMBEDDED = re.compile(
    rb'<image(?: transform="(?P<place>[^"]*)")?'
    rb' xlink:href="data:image/svg\+xml;base64,(?P<drawing>[^"]*)"'
    rb' width="(?P<width>[^"]*)" height="(?P<height>[^"]*)"[^>]*/>'
)
_ROOT = re.compile(
    rb'<svg[^>]*viewBox="(?P<x>\S+) (?P<y>\S+) (?P<width>\S+) (?P<height>[^"\s]+)"[^>]*>'
    rb"(?P<content>.*)</svg>",
    re.DOTALL,
)


def fit_for_qt(page: bytes) -> bytes:
    """Return a page that Qt shows and prints as it is meant.

    Embedded drawings become part of it, so that they stay lines; and where nothing is said about
    lines they have no width, because Qt draws them around letters in print.

    Args:
        page: An SVG page as typst writes it.
    """
    return _EMBEDDED.sub(_drawing, page).replace(b"<svg ", b'<svg stroke-width="0" ', 1)


def _drawing(found: re.Match[bytes]) -> bytes:
    """Return an embedded drawing as a group; what is no drawing of ours stays as it is."""
    root = _ROOT.search(base64.b64decode(found["drawing"]))
    if root is None:
        return found[0]
    across = float(found["width"]) / float(root["width"])
    down = float(found["height"]) / float(root["height"])
    move = b"translate(%.4f %.4f)" % (-float(root["x"]), -float(root["y"]))
    scale = b"scale(%.6f %.6f)" % (across, down)
    place = found["place"] or b""
    return b'<g transform="%b %b %b">%b</g>' % (place, scale, move, root["content"])
