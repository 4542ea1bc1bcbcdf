"""Makes the icons packages need from the drawings: PNG in all sizes, `.ico`, `.icns`.

usage: python packaging/pictures.py FOLDER

FOLDER/hicolor gets the icon theme of Linux, FOLDER itself what Windows and macOS need.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from names import MIME_DIARY, MIME_PLAN, PACKAGE, ROOT
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWINGS = {
    PACKAGE: ROOT / "resources" / "icons" / "rehabdesk.svg",
    MIME_DIARY.replace("/", "-"): ROOT / "packaging" / "icons" / "diary.svg",
    MIME_PLAN.replace("/", "-"): ROOT / "packaging" / "icons" / "plan.svg",
}
THEME_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
#: The kinds of pictures in an .icns file, by their edge in pixels.
ICNS_KINDS: Mapping[bytes, int] = {
    b"icp4": 16,
    b"icp5": 32,
    b"ic11": 32,
    b"icp6": 64,
    b"ic12": 64,
    b"ic07": 128,
    b"ic08": 256,
    b"ic13": 256,
    b"ic09": 512,
    b"ic14": 512,
    b"ic10": 1024,
}
#: Icons on macOS have room around them: the share of the edge that is drawn on.
MAC_SHARE = 0.82


def png(drawing: Path, size: int, share: float = 1.0) -> bytes:
    """Return a drawing as PNG.

    Args:
        drawing: An SVG file.
        size: Edge in pixels.
        share: How much of the edge the drawing takes, in the middle.
    """
    renderer = QSvgRenderer(QByteArray(drawing.read_bytes()))
    if not renderer.isValid():
        raise ValueError(f"{drawing.name} is no drawing")
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    edge = size * share
    renderer.render(painter, QRectF((size - edge) / 2, (size - edge) / 2, edge, edge))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def ico(pictures: Mapping[int, bytes]) -> bytes:
    """Return an icon file of Windows that holds PNG pictures by their edge in pixels."""
    directory, content = b"", b""
    offset = 6 + 16 * len(pictures)
    for size, picture in pictures.items():
        edge = 0 if size == 256 else size
        place = (len(picture), offset + len(content))
        directory += struct.pack("<BBBBHHII", edge, edge, 0, 0, 1, 32, *place)
        content += picture
    return struct.pack("<HHH", 0, 1, len(pictures)) + directory + content


def icns(pictures: Mapping[bytes, bytes]) -> bytes:
    """Return an icon file of macOS that holds PNG pictures by their kind."""
    content = b"".join(
        kind + struct.pack(">I", 8 + len(picture)) + picture for kind, picture in pictures.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(content)) + content


def write_theme(folder: Path) -> None:
    """Write the icons of the program and of its files for an icon theme of Linux."""
    for name, drawing in DRAWINGS.items():
        kind = "apps" if name == PACKAGE else "mimetypes"
        for size in THEME_SIZES:
            file = folder / f"{size}x{size}" / kind / f"{name}.png"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(png(drawing, size))
        scalable = folder / "scalable" / kind / f"{name}.svg"
        scalable.parent.mkdir(parents=True, exist_ok=True)
        scalable.write_bytes(drawing.read_bytes())


def write_all(folder: Path) -> None:
    """Write every icon."""
    folder.mkdir(parents=True, exist_ok=True)
    write_theme(folder / "hicolor")
    for name, drawing in zip(("rehabdesk", "diary", "plan"), DRAWINGS.values(), strict=True):
        pictures = {size: png(drawing, size) for size in ICO_SIZES}
        (folder / f"{name}.ico").write_bytes(ico(pictures))
        on_mac = {kind: png(drawing, size, MAC_SHARE) for kind, size in ICNS_KINDS.items()}
        (folder / f"{name}.icns").write_bytes(icns(on_mac))


def main(arguments: Sequence[str]) -> int:
    """Write every icon into a folder."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(sys.argv[:1])
    write_all(Path(arguments[0]))
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
