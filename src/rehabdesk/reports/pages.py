"""Makes pages fit for Qt's reader of SVG, which paints a picture inside a picture as pixels."""

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


def with_drawings_inside(page: bytes) -> bytes:
    """Return a page whose embedded drawings have become part of it, so that they stay lines.

    Args:
        page: An SVG page as typst writes it.
    """
    return _EMBEDDED.sub(_drawing, page)


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
