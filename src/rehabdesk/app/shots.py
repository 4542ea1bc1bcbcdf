"""Every page as a PNG: `python -m rehabdesk.app.shots DIR [options]`."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rehabdesk.cli.launch import LaunchOptions
from rehabdesk.domain.moments import Clock, FixedClock, SystemClock, diary_day

KINDS = ("empty", "day", "demo", "ten-years", "shared")
TEN_YEARS = 3653


def main(argv: Sequence[str] | None = None) -> int:
    """Write the pictures and name them on standard output."""
    arguments = _arguments(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = str(arguments.scale)
    # Qt reads the environment when it is loaded.
    from rehabdesk.app.offscreen import OffscreenDesktop  # noqa: PLC0415

    clock: Clock = FixedClock(arguments.now) if arguments.now else SystemClock()
    with tempfile.TemporaryDirectory() as folder:
        diary = prepare_diary(arguments.diary, Path(folder), clock)
        options = LaunchOptions(diary=diary, language=arguments.language, clock=clock)
        with OffscreenDesktop(
            options,
            Path(folder),
            theme=arguments.theme,
            text_percent=arguments.text,
            size=arguments.size,
        ) as offscreen:
            for file in offscreen.pictures(arguments.folder):
                print(file)  # noqa: T201 - the answer of this command
    return 0


def prepare_diary(kind: str, folder: Path, clock: Clock) -> Path:
    """Return a throw-away diary.

    Args:
        kind: One of `KINDS`, or the path of a diary, which is copied.
        folder: Where to put it.
        clock: Tells the present.
    """
    # After the environment is set, and not before somebody asks for a diary.
    from rehabdesk.services import demo, diaries  # noqa: PLC0415
    from rehabdesk.store.backups import backup_now  # noqa: PLC0415

    if kind not in KINDS:
        return backup_now(Path(kind), folder, clock)
    path = folder / "Demo diary.rehab"
    if kind == "empty":
        path = folder / "My diary.rehab"
        diaries.close_diary(diaries.create_diary(path, clock).diary)
    elif kind == "ten-years":
        demo.make_demo(path, clock, days=TEN_YEARS, entries=10 * demo.ENTRIES_A_YEAR)
    else:
        demo.make_demo(path, clock, days=1 if kind == "day" else demo.DEMO_DAYS)
    return _shared(path, clock) if kind == "shared" else path


def _shared(path: Path, clock: Clock) -> Path:
    """Return a copy of a diary as somebody gets it to look at: three months, no notes."""
    from rehabdesk.services.sharing import ShareWish, share_copy  # noqa: PLC0415 - as above
    from rehabdesk.store.diary import Diary  # noqa: PLC0415 - as above

    copy = path.with_name(f"{path.stem} shared.rehab")
    first = diary_day(clock.now()) - dt.timedelta(days=90)
    with Diary.open(path, clock, read_only=True) as diary:
        share_copy(diary, clock, copy, ShareWish(first, notes=False))
    return copy


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="shots", description="Every page as a PNG.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--size", type=_size, default=(1366, 768), metavar="WxH")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--text", type=int, default=100, metavar="PERCENT")
    parser.add_argument("--diary", default="demo", metavar="|".join((*KINDS, "FILE")))
    parser.add_argument("--now", type=_moment, default=None, metavar="ISO")
    parser.add_argument("--language", default="en")
    return parser.parse_args(argv)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


def _moment(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    return moment if moment.tzinfo is not None else moment.astimezone()


if __name__ == "__main__":
    sys.exit(main())
