"""The app without a display: `python -m rehabdesk.app.tour --out DIR`.

The same window as everywhere runs offscreen on the demo diary. A pain entry is made through the
real widgets, by mouse and keyboard events, and every page is written as a picture.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rehabdesk.cli.launch import LaunchOptions
from rehabdesk.domain.moments import SystemClock
from rehabdesk.domain.regions import Side, SidedRegion

if TYPE_CHECKING:
    from rehabdesk.app.offscreen import OffscreenDesktop

REGION = SidedRegion("knee_inner", Side.LEFT)
RATING = 3


def main(argv: Sequence[str] | None = None) -> int:
    """Make a pain entry, write the pictures, say what was done."""
    parser = argparse.ArgumentParser(prog="tour", description="The app without a display.")
    parser.add_argument("--out", type=Path, default=Path("out"))
    arguments = parser.parse_args(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Qt reads the environment when it is loaded.
    from rehabdesk.app.offscreen import OffscreenDesktop  # noqa: PLC0415
    from rehabdesk.app.shots import prepare_diary  # noqa: PLC0415

    clock = SystemClock()
    with tempfile.TemporaryDirectory() as folder:
        diary = prepare_diary("demo", Path(folder), clock)
        options = LaunchOptions(diary=diary, language="en", clock=clock)
        with OffscreenDesktop(options, Path(folder)) as offscreen:
            saved = make_entry(offscreen)
            files = offscreen.pictures(arguments.out)
    _print(f"Pain entry through the widgets: {saved}")
    for file in files:
        _print(str(file))
    return 0


def make_entry(offscreen: OffscreenDesktop) -> str:
    """Click the inner knee on the map, press a digit, press Enter.

    Returns:
        What the window said about it.
    """
    from PySide6.QtCore import Qt  # noqa: PLC0415
    from PySide6.QtTest import QTest  # noqa: PLC0415

    from rehabdesk.ui.pages.body.page import BodyPage  # noqa: PLC0415

    offscreen.window.show_page("body")
    offscreen.settle()
    page = offscreen.window.current_page
    if not isinstance(page, BodyPage):
        raise TypeError(page)
    said: list[str] = []
    offscreen.desktop.workbench.saved.connect(
        lambda message: said.append(message.text.format(**message.values))
    )
    canvas = page.map.canvases[0]
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(canvas, left, pos=canvas.region_centre(REGION))
    QTest.keyClick(page.panel.pad, Qt.Key(Qt.Key.Key_0 + RATING))
    QTest.keyClick(page.panel.pad, Qt.Key.Key_Return)
    offscreen.wait_until(lambda: bool(said))
    offscreen.settle()
    return said[0]


def _print(text: str) -> None:
    print(text)  # noqa: T201 - the answer of this command


if __name__ == "__main__":
    sys.exit(main())
