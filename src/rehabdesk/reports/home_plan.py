"""The home plan on paper: what is on it, and its fixed words.

Layout is in `resources/typst/home_plan.typ`; whoever fills in `HomePlan` says exercises, dosages
and regions in the reader's language.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import Literal

from rehabdesk.domain.text import Translator
from rehabdesk.reports.typesetting import Document, Json

Paper = Literal["a4", "letter"]
PAPERS: tuple[Paper, ...] = ("a4", "letter")

#: The room for one drawing, millimetres; the template has the same numbers.
FIGURE_WIDTH_MM = 41.0
FIGURE_HEIGHT_MM = 29.0
_TEMPLATE = "home_plan.typ"
_MONDAY = dt.date(2026, 1, 5)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing or a photograph beside an exercise.

    Attributes:
        content: The file.
        ending: What kind of file: `svg`, `png` or `jpg`.
        caption: What it shows, in a word or two.
        alternative: The same in a sentence, for who cannot see it.
    """

    content: bytes
    ending: Literal["svg", "png", "jpg"]
    caption: str
    alternative: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """Something with its name above or before it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class PaperExercise:
    """One exercise of the plan.

    Attributes:
        group: The heading it stands under: its body position.
        name: What it is called.
        tag: The side, in a tag; or "".
        one_side: It is for one side only: the tag is filled.
        sides: The rows it has in the sheet, each with the side written beside it.
        dose: Dosage in short pieces.
        often: On how many or which days, as a sentence.
        often_short: Days a week, in short; or "" where days are fixed.
        weekdays: ISO weekdays it is prescribed on; empty for any.
        cue: One sentence to remember.
        lines: More, a line each: an easier way, a note.
        pictures: Start and end, or an own picture, or nothing.
    """

    group: str
    name: str
    tag: str
    one_side: bool
    sides: tuple[str, ...]
    dose: tuple[Labelled, ...]
    often: str
    often_short: str
    weekdays: frozenset[int]
    cue: str
    lines: tuple[Labelled, ...]
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class StopPart:
    """One list of reasons to stop and call somebody."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HomePlan:
    """Everything on the paper.

    Attributes:
        paper: The size of the sheets.
        version: The plan version's number.
        from_day: The day it is in force from.
        title: What the plan is called; may be empty.
        name: The person's name, if it is to be there; else "".
        minutes: About how long a session takes.
        exercises: In the order they are printed.
        pain_where: The region to rate each day, with its side; "" if it is left open.
        pain_kind: Which pain of it to write down.
        limits: Pain ranges with what to do in each.
        stop: When to stop and call somebody.
    """

    paper: Paper
    version: int
    from_day: dt.date
    title: str
    name: str
    minutes: int
    exercises: tuple[PaperExercise, ...]
    pain_where: str
    pain_kind: str
    limits: tuple[Labelled, ...]
    stop: tuple[StopPart, ...]


def home_plan_document(plan: HomePlan, tr: Translator) -> Document:
    """Return the home plan as a document that can be set.

    Args:
        plan: What is on it.
        tr: Says the fixed words.
    """
    files = {
        _file_name(number, place, picture): picture.content
        for number, exercise in enumerate(plan.exercises, 1)
        for place, picture in enumerate(exercise.pictures)
    }
    heading = tr("home plan", "Home plan")
    data: dict[str, Json] = {
        "lang": tr.language.partition("_")[0],
        "paper": plan.paper,
        "document_title": f"{heading}: {plan.title}" if plan.title else heading,
        "heading": heading,
        "name": plan.name,
        "subtitle": _subtitle(plan, tr),
        "stamp": tr(
            "home plan", "Version {number}, from {day}", number=plan.version, day=_day(plan, tr)
        ),
        "notes": tr("home plan", "Notes for your next visit"),
        "footer": tr("home plan", "This plan and your diary stay with you."),
        "exercises": [_exercise(number, one) for number, one in enumerate(plan.exercises, 1)],
        "sheet": _sheet(plan, tr),
        "stop": [{"title": part.title, "lines": list(part.lines)} for part in plan.stop],
        "limits": {
            "title": tr("home plan", "Pain during an exercise, 0–10"),
            "zones": [{"range": one.label, "words": one.value} for one in plan.limits],
            "contact": tr("home plan", "Who to call:"),
        },
    }
    # A fixed moment: printing the same version again gives the same file.
    created = dt.datetime.combine(plan.from_day, dt.time(12), dt.UTC)
    return Document(_TEMPLATE, data, created, files)


def without_own_pictures(plan: HomePlan) -> HomePlan:
    """Return a plan that shows drawings only."""
    exercises = tuple(
        dataclasses.replace(
            one, pictures=tuple(picture for picture in one.pictures if picture.ending == "svg")
        )
        for one in plan.exercises
    )
    return dataclasses.replace(plan, exercises=exercises)


def _subtitle(plan: HomePlan, tr: Translator) -> str:
    length = tr.n(
        "home plan",
        "{count} exercise, about {minutes} min",
        "{count} exercises, about {minutes} min",
        len(plan.exercises),
        minutes=plan.minutes,
    )
    return f"{plan.title} · {length}" if plan.title else length


def _day(plan: HomePlan, tr: Translator) -> str:
    return tr.date(plan.from_day, "long")


def _file_name(number: int, place: int, picture: Picture) -> str:
    return f"figure-{number}-{place}.{picture.ending}"


def _exercise(number: int, exercise: PaperExercise) -> Json:
    return {
        "number": number,
        "group": exercise.group,
        "name": exercise.name,
        "tag": exercise.tag,
        "solid": exercise.one_side,
        "fields": [_labelled(one) for one in exercise.dose],
        "often": exercise.often,
        "cue": exercise.cue,
        "lines": [_labelled(one) for one in exercise.lines],
        "pictures": [
            {
                "file": _file_name(number, place, one),
                "caption": one.caption,
                "alt": one.alternative,
            }
            for place, one in enumerate(exercise.pictures)
        ],
    }


def _labelled(one: Labelled) -> Json:
    return {"label": one.label, "value": one.value}


def _sheet(plan: HomePlan, tr: Translator) -> Json:
    rows: list[Json] = [
        {
            "number": number,
            "name": one.name,
            "sides": list(one.sides),
            "often": one.often_short,
            "due": [not one.weekdays or day in one.weekdays for day in range(1, 8)],
        }
        for number, one in enumerate(plan.exercises, 1)
    ]
    with_days_off = any(0 < len(one.weekdays) < 7 for one in plan.exercises)
    return {
        "title": tr("home plan", "Tick what you have done"),
        "later": tr("home plan", "Print or copy this page for later weeks."),
        "week": tr("home plan", "Week of"),
        "often": tr("home plan", "a week"),
        "days": [tr.date(_MONDAY + dt.timedelta(n), "weekday_short") for n in range(7)],
        "rows": rows,
        "pain": {
            "where": plan.pain_where or tr("home plan", "Where it hurts most: ________"),
            "kind": plan.pain_kind,
        },
        "legend": tr("home plan", "Grey: a day off for this exercise.") if with_days_off else "",
    }
