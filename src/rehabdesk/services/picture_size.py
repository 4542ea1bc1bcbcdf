"""How large a picture would be if it were unpacked, read from its head alone.

A small file can claim to be a picture of billions of pixels; whoever unpacks it runs out of memory.
"""

from __future__ import annotations

import base64
import binascii

#: More pixels than any photograph of an exercise needs (8,000 × 5,000).
MOST_PIXELS = 40_000_000

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
#: The parts of a JPEG file that tell its size (ITU-T T.81, table B.1): SOF0 to SOF15 but for
#: DHT, JPG and DAC.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
#: Markers without a length.
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})


def pixels_of(picture: bytes) -> int:
    """Return how many pixels a PNG or JPEG file says it has; 0 if it does not say."""
    if picture.startswith(_PNG):
        return int.from_bytes(picture[16:20], "big") * int.from_bytes(picture[20:24], "big")
    return _of_jpeg(picture) if picture.startswith(_JPEG) else 0


def is_too_large(text: str) -> bool:
    """Tell whether a picture in base64, as diaries hold it, has too many pixels."""
    try:
        return pixels_of(base64.b64decode(text)) > MOST_PIXELS
    except (binascii.Error, ValueError):
        return False


def _of_jpeg(picture: bytes) -> int:
    at = 2
    while at + 9 < len(picture):
        if picture[at] != 0xFF:
            return 0
        marker = picture[at + 1]
        if marker == 0xFF or marker in _BARE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker in _FRAMES:
            height = int.from_bytes(picture[at + 5 : at + 7], "big")
            return height * int.from_bytes(picture[at + 7 : at + 9], "big")
        at += 2 + int.from_bytes(picture[at + 2 : at + 4], "big")
    return 0
