"""Makes the pictures of README and guide from the program itself: `./dev shots --docs`.

usage: ./dev shots --docs [NAME...]      all of them, or those named

Every picture of `docs/pictures/` is listed in `SHOTS`; a test looks whether each is used and each
page of the program has one. The diary is the demo and the clock stands still, so what differs from
one run to the next is what the program shows differently.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from rehabdesk.domain.moments import Clock

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
#: A Wednesday evening in summer.
NOW = dt.datetime(2026, 6, 17, 20, 15, tzinfo=dt.timezone(dt.timedelta(hours=2)))
SIZE = (1366, 768)


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture.

    Attributes:
        page: The page it shows.
        at: What the page is opened at: a day, a region, or nothing.
        theme: Light or dark.
        diary: The kind of diary (`rehabdesk.app.shots`), or `shared`: a copy of the demo.
    """

    page: str
    at: str = ""
    theme: Literal["light", "dark"] = "light"
    diary: str = "demo"


SHOTS: Mapping[str, Shot] = MappingProxyType(
    {
        "start": Shot("start", diary="empty"),
        "today": Shot("today"),
        "body-map": Shot("body", "knee_inner:left"),
        "plan": Shot("plan"),
        "session": Shot("session"),
        "history": Shot("history", "2026-06-10"),
        "trends": Shot("trends"),
        "trends-dark": Shot("trends", theme="dark"),
        "report": Shot("report"),
        "learn": Shot("learn"),
        "safety": Shot("safety"),
        "self-tests": Shot("measures"),
        "comments": Shot("comments"),
        "review": Shot("review", diary="shared"),
        "settings": Shot("settings"),
    }
)


def make(names: Iterable[str], folder: Path = FOLDER, home: Path | None = None) -> list[Path]:
    """Make pictures and return their files.

    Args:
        names: Names of `SHOTS`.
        folder: Where they go.
        home: Where the diary is meanwhile; a name that is the same next time, for the settings
            show it.
    """
    home = home or Path(tempfile.gettempdir()) / "rehabdesk-pictures"
    # Qt reads the environment when it is loaded.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = "1"
    wanted = {name: SHOTS[name] for name in names}
    made = []
    for look in dict.fromkeys((one.theme, one.diary) for one in wanted.values()):
        shots = {name: one for name, one in wanted.items() if (one.theme, one.diary) == look}
        made += _alike(shots, *look, folder, home)
    return made


def _alike(
    shots: Mapping[str, Shot], theme: Literal["light", "dark"], diary: str, folder: Path, home: Path
) -> list[Path]:
    """Make the pictures that one start of the program can show."""
    from rehabdesk.app.offscreen import OffscreenDesktop  # noqa: PLC0415 - as above
    from rehabdesk.app.shots import prepare_diary  # noqa: PLC0415 - as above
    from rehabdesk.cli.launch import LaunchOptions  # noqa: PLC0415 - as above
    from rehabdesk.domain.moments import FixedClock  # noqa: PLC0415 - as above

    made = []
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    try:
        clock = FixedClock(NOW)
        file = prepare_diary("demo" if diary == "shared" else diary, home, clock)
        if diary == "shared":
            file = _shared(file, home / "For my physio.rehab", clock)
        options = LaunchOptions(diary=file, language="en_GB", clock=clock)
        with OffscreenDesktop(options, home, theme=theme, size=SIZE) as program:
            for picture, shot in shots.items():
                program.window.show_page(shot.page, shot.at)
                target = folder / f"{picture}.png"
                program.picture(target)
                made.append(target)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return made


def _shared(diary: Path, copy: Path, clock: Clock) -> Path:
    """Make a copy of a diary to give away."""
    from rehabdesk.services.diaries import open_diary  # noqa: PLC0415 - as above
    from rehabdesk.services.sharing import ShareWish, share_copy  # noqa: PLC0415 - as above

    with open_diary(diary, clock, read_only=True).diary as opened:
        share_copy(opened, clock, copy, ShareWish())
    return copy


def main(arguments: Sequence[str]) -> int:
    """Make all pictures, or those named."""
    unknown = set(arguments) - set(SHOTS)
    if unknown:
        print(f"There is no picture {', '.join(sorted(unknown))}; there are {', '.join(SHOTS)}.")
        return 2
    for file in make(arguments or SHOTS):
        print(file.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
