"""How large pictures are, from their heads alone."""

from __future__ import annotations

import base64

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from rehabdesk.domain.errors import InputError
from rehabdesk.services.picture_size import MOST_PIXELS, is_too_large, pixels_of
from rehabdesk.services.plans import picture_text


def picture(kind: str, width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)
    return bytes(buffer.data().data())


@pytest.mark.parametrize("kind", ["PNG", "JPG"])
@pytest.mark.parametrize(("width", "height"), [(1, 1), (640, 480), (3, 5000)])
def test_real_pictures(kind: str, width: int, height: int) -> None:
    data = picture(kind, width, height)
    assert pixels_of(data) == width * height
    assert base64.b64decode(picture_text(data)) == data
    assert not is_too_large(base64.b64encode(data).decode())


def test_jpeg_parts_before_the_size_are_passed_over() -> None:
    data = picture("JPG", 20, 30)
    comment = b"\xff\xfe" + (2 + 300).to_bytes(2, "big") + bytes(300)
    assert pixels_of(data[:2] + comment + b"\xff" + data[2:]) == 600


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", b"\xff\xd8", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"\xff\xd8" * 9]
)
def test_what_does_not_say(data: bytes) -> None:
    assert pixels_of(data) == 0
    assert not is_too_large("no base64 !")


def test_too_many_pixels_are_refused() -> None:
    small = bytearray(picture("PNG", 10, 10))
    for width, height in ((8_000, 5_000), (8_001, 5_000), (2**31 - 1, 2**31 - 1)):
        small[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
        large = width * height > MOST_PIXELS
        assert is_too_large(base64.b64encode(small).decode()) == large
        if large:
            with pytest.raises(InputError):
                picture_text(bytes(small))
        else:
            picture_text(bytes(small))
