"""Whether an installed program has everything it needs: the part that needs no window.

Each check does one real thing with what ships and ends with nothing or with a sentence. They are
for people who make or install packages, and for whoever wonders whether an installation is whole.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.core import UnknownLocaleError

from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.moments import SystemClock
from rehabdesk.domain.regions import Side, View
from rehabdesk.domain.text import Message, message
from rehabdesk.figures.body.loading import load_view
from rehabdesk.figures.mannequin.figure import load_figure
from rehabdesk.figures.mannequin.svg import svg
from rehabdesk.reports.typesetting import font_files
from rehabdesk.resources import resource_path
from rehabdesk.services.answers.answers import link_answer, trend_answer
from rehabdesk.services.answers.material import read_material
from rehabdesk.services.calendar_export import calendar_bytes
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.demo import make_demo
from rehabdesk.services.home_plan import home_plan, home_plan_pdf
from rehabdesk.services.interchange.exporting import diary_json
from rehabdesk.services.language import ENGLISH, PSEUDO, languages, translator_for
from rehabdesk.services.library import load_library
from rehabdesk.services.licences import parts
from rehabdesk.store.connection import PlainConnections
from rehabdesk.store.diary import FORMAT, Diary

#: What lists the resources of an installed program; a clone has none.
CONTENTS = "contents.json"
_FONTS = 4


class SelfTestError(KnownError):
    """Something is missing or does not do what it should."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is tried.

    Attributes:
        name: What is tried.
        run: Does it; raises `SelfTestError` if it does not work.
    """

    name: Message
    run: Callable[[], None]


def checks() -> tuple[Check, ...]:
    """Return what is tried without a window, quick things first."""
    return (
        Check(message("self-test", "Resources"), check_resources),
        Check(message("self-test", "Licences"), check_licences),
        Check(message("self-test", "Translations"), check_translations),
        Check(message("self-test", "Figures"), check_figures),
        Check(message("self-test", "Diary, answers and paper"), check_diary_and_paper),
    )


#: How a missing file, module or library makes itself felt. Anything else ends the self-test.
UNEXPECTED = (
    *(ImportError, OSError, LookupError, ValueError, RuntimeError, AttributeError),
    UnknownLocaleError,
)


def unexpected(error: BaseException) -> Message:
    """Return what an error says about itself."""
    return message("self-test", "{kind}: {text}", kind=type(error).__name__, text=str(error))


def outcomes(wanted: tuple[Check, ...]) -> Iterator[tuple[Check, Message | None]]:
    """Run checks one after the other; with each comes what is wrong, or None.

    What a check did not expect is told by its kind and words: a package that misses a module or a
    library says so itself, and nobody's diary is involved.
    """
    for check in wanted:
        try:
            check.run()
        except KnownError as error:
            yield check, error.message
        except UNEXPECTED as error:
            yield check, unexpected(error)
        else:
            yield check, None


def check_resources() -> None:
    """Compare the files that are there with those that were packed.

    Raises:
        SelfTestError: One is missing or was changed.
    """
    try:
        listed: dict[str, str] = json.loads(resource_path(CONTENTS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return
    for name, digest in listed.items():
        try:
            content = resource_path(*name.split("/")).read_bytes()
        except OSError:
            raise SelfTestError(
                message("self-test", "The file “{name}” is missing.", name=name)
            ) from None
        if hashlib.sha256(content).hexdigest() != digest:
            raise SelfTestError(
                message("self-test", "The file “{name}” is not what it was.", name=name)
            )


def check_licences() -> None:
    """Look whether the licences of the parts are at hand.

    Raises:
        SelfTestError: They are not.
    """
    if not any(part.text for part in parts()):
        raise SelfTestError(message("self-test", "The licences of the parts are missing."))


def packed_languages() -> list[str]:
    """Return the languages that should be there besides English.

    Those whose catalogue was packed, whether or not it is still there; in a clone those there are.
    """
    try:
        listed = json.loads(resource_path(CONTENTS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return [tag for tag in languages() if tag != ENGLISH]
    return sorted(
        name.split("/")[1]
        for name in listed
        if name.startswith("translations/") and name.endswith(".mo")
    )


def check_translations() -> None:
    """Say a sentence and a date in each language.

    Raises:
        SelfTestError: A language does not speak.
    """
    day = dt.date(2026, 6, 17)
    english = translator_for(ENGLISH)
    if english.date(day, "long") != "17 June 2026":
        raise SelfTestError(message("self-test", "Dates cannot be written in English."))
    if translator_for(PSEUDO)("page", "Trends") == "Trends":
        raise SelfTestError(message("self-test", "Sentences are not translated."))
    for tag in packed_languages():
        tr = translator_for(tag)
        said = tr("page", "Trends")
        if tr.language != tag or (said == "Trends" and tr("page", "Settings") == "Settings"):
            raise SelfTestError(
                message("self-test", "The translation “{language}” is missing.", language=tag)
            )
        if tr.date(day, "long") == english.date(day, "long"):
            raise SelfTestError(
                message("self-test", "Dates cannot be written in “{language}”.", language=tag)
            )


def check_figures() -> None:
    """Load every drawing of the library and of the body; draw one.

    Raises:
        SelfTestError: One is missing.
    """
    for view in View:
        load_view(view)
    for exercise in load_library().exercises:
        try:
            figure = load_figure(exercise, Side.RIGHT)
        except FileNotFoundError:
            raise SelfTestError(
                message("self-test", "The drawing of “{exercise}” is missing.", exercise=exercise)
            ) from None
    if "<path" not in svg(figure.drawing(figure.shown)):
        raise SelfTestError(message("self-test", "A figure cannot be drawn."))


def check_diary_and_paper() -> None:
    """Make a diary by all steps of its format, answer from it, export it and print its plan.

    Raises:
        SelfTestError: One of these does not work.
    """
    clock, tr = SystemClock(), translator_for(ENGLISH)
    with tempfile.TemporaryDirectory(prefix="rehabdesk-self-test-") as folder:
        path = Path(folder) / "self-test.rehab"
        make_demo(path, clock, tr)
        with Diary.open(path, clock) as diary:
            if PlainConnections().format_of(path) != FORMAT or diary.problems():
                raise SelfTestError(message("self-test", "A new diary is not in order."))
            material = read_material(diary, clock, load_regions())
            for where in material.series:
                link_answer(material, where)
                trend_answer(material, where)
            if not diary_json(diary) or b"BEGIN:VEVENT" not in calendar_bytes(diary, clock, tr):
                raise SelfTestError(message("self-test", "A diary cannot be exported."))
            plan = home_plan(diary, clock, tr)
    if len(font_files()) != _FONTS:
        raise SelfTestError(message("self-test", "The letters for paper are missing."))
    made = home_plan_pdf(plan, tr)
    if not made.pages[0].startswith(b"%PDF") or made.notices:
        raise SelfTestError(message("self-test", "The home plan cannot be printed."))
