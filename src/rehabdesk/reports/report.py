"""The report for a physio: what is on it, and its pages on paper.

Whoever fills in `Report` says everything in the reader's language. Layout is in
`resources/typst/report.typ`; the same content as one page of HTML is made by `report_html`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from rehabdesk.domain.text import Translator
from rehabdesk.reports.drawing.canvas import Picture, Words
from rehabdesk.reports.home_plan import Paper
from rehabdesk.reports.typesetting import Document, Json

#: The width between the margins of each paper, in points.
WIDTHS: dict[Paper, float] = {"a4": 532.9, "letter": 549.6}
_TEMPLATE = "report.typ"

Alignment = Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows and columns of text.

    Attributes:
        caption: What it is about.
        head: The names of the columns.
        rows: The cells.
        widths: The columns' shares of the width.
        ends: Which columns hold numbers and end at the right.
        note: A line below it, or "".
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    ends: frozenset[int] = frozenset()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with what it shows in words and in numbers.

    Attributes:
        picture: The drawing.
        alternative: What it shows, in a sentence or two.
        table: Makes the numbers behind it, for HTML; None where the page has them already.
        caption: A line above it, or "".
    """

    picture: Picture
    alternative: str
    table: Callable[[], Table] | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A number that is read first.

    Attributes:
        label: What it is.
        value: The number.
        lines: What belongs to it.
    """

    label: str
    value: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Titled:
    """Sentences under a heading."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Figures side by side, with a line above them."""

    figures: tuple[Figure, ...]
    caption: str = ""


Part = Table | Row | Titled


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the following pages.

    Attributes:
        title: Its heading.
        parts: What it holds, in order.
    """

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Maps:
    """The body at the beginning and at the end of the period.

    Attributes:
        title: The heading.
        pairs: A caption (the days) and the views.
        note: What left and right mean.
        few: Whether they are few enough to stand beside a table.
    """

    title: str
    pairs: tuple[Row, ...]
    note: str
    few: bool


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The page that stands alone.

    Attributes:
        facts: Up to four numbers.
        timelines: Pain and adherence on one axis, from the highest chart to the lowest: the
            template takes the highest that leaves room for the rest. Empty without any entries.
        nothing: What is said instead of the chart.
        maps: Where it hurts.
        regions: Start, now, change and trend by region.
        region_notes: The line below them, with none, one, two … of them left out.
        link: The link in words.
        link_figure: The link as a drawing; None without an answer.
        exercises: What was prescribed and done.
        exercise_notes: The line below them, with none, one, two … of them left out.
        flags: What a reader should not miss.
        more_flags: What is said of the last of them, with none, one, two … of them left out.
        notes: The latest notes chosen for sharing.
        more_notes: What is said of the others, with none, one, two … of these left out.
        method: How it was worked out.
    """

    facts: tuple[Fact, ...]
    timelines: tuple[Figure, ...]
    nothing: str
    maps: Maps | None
    regions: Table | None
    region_notes: tuple[str, ...]
    link: Titled | None
    link_figure: Figure | None
    exercises: Table | None
    exercise_notes: tuple[str, ...]
    flags: Titled
    more_flags: tuple[str, ...]
    notes: Titled | None
    more_notes: tuple[str, ...]
    method: Titled


@dataclass(frozen=True, slots=True)
class Report:
    """Everything in the report.

    Attributes:
        paper: The size of the sheets.
        day: The day it is made.
        title: The document's title.
        subtitle: Whom it is for and what it is made from.
        person: Name and birth date, as far as they are to be there.
        period: The days it is about, in words.
        stamp: Period and title in short, for the following pages.
        first: The page that stands alone.
        sections: The following pages.
        footer: What stands below every page.
    """

    paper: Paper
    day: dt.date
    title: str
    subtitle: str
    person: tuple[str, ...]
    period: tuple[str, ...]
    stamp: str
    first: FirstPage
    sections: tuple[Section, ...]
    footer: str


def report_document(report: Report, tr: Translator) -> Document:
    """Return the report as a document that can be set."""
    pictures = _Pictures()
    first = report.first
    data: dict[str, Json] = {
        "lang": tr.language.partition("_")[0],
        "paper": report.paper,
        "document_title": report.title,
        "heading": report.title,
        "subtitle": report.subtitle,
        "person": list(report.person),
        "period": list(report.period),
        "stamp": report.stamp,
        "footer": report.footer,
        "facts": [
            {"label": one.label, "value": one.value, "lines": list(one.lines)}
            for one in first.facts
        ],
        "timelines": [pictures.add(one) for one in first.timelines],
        "nothing": first.nothing,
        "maps": _maps(first.maps, pictures),
        "regions": _with(_table(first.regions), "notes", first.region_notes),
        "link": _titled(first.link),
        "link_figure": pictures.optional(first.link_figure),
        "exercises": _with(_table(first.exercises), "notes", first.exercise_notes),
        "flags": _with(_titled(first.flags), "more", first.more_flags),
        "notes": _with(_titled(first.notes), "more", first.more_notes),
        "method": _titled(first.method),
        "sections": [
            {"title": one.title, "parts": [_part(part, pictures) for part in one.parts]}
            for one in report.sections
        ],
    }
    # The day alone: the same diary gives the same file all day long.
    created = dt.datetime.combine(report.day, dt.time(12), dt.UTC)
    return Document(_TEMPLATE, data, created, pictures.files)


class _Pictures:
    """Collects the files a document shows."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def add(self, figure: Figure) -> Json:
        """Return a figure as the template reads it."""
        name = f"picture-{len(self.files) + 1}.svg"
        self.files[name] = figure.picture.without_words()
        return {
            "file": name,
            "width": figure.picture.width,
            "height": figure.picture.height,
            "alt": figure.alternative,
            "caption": figure.caption,
            "words": [_words(one) for one in figure.picture.words],
        }

    def optional(self, figure: Figure | None) -> Json:
        """Return a figure, or None."""
        return None if figure is None else self.add(figure)


def _words(words: Words) -> Json:
    return [words.x, words.y, words.text, words.size, words.anchor, words.weight, words.colour]


def _part(part: Part, pictures: _Pictures) -> Json:
    if isinstance(part, Table):
        return {"kind": "table", "table": _table(part)}
    if isinstance(part, Titled):
        return {"kind": "text", "text": _titled(part)}
    return {"kind": "row", "row": _row(part, pictures)}


def _row(row: Row, pictures: _Pictures) -> Json:
    return {"caption": row.caption, "figures": [pictures.add(one) for one in row.figures]}


def _maps(maps: Maps | None, pictures: _Pictures) -> Json:
    if maps is None:
        return None
    pairs: list[Json] = [_row(one, pictures) for one in maps.pairs]
    return {"title": maps.title, "pairs": pairs, "note": maps.note, "few": maps.few}


def _with(data: Json, name: str, lines: Sequence[str]) -> Json:
    return {**data, name: _lines(lines)} if isinstance(data, dict) else None


def _table(table: Table | None) -> Json:
    if table is None:
        return None
    rows: list[Json] = [list(row) for row in table.rows]
    return {
        "caption": table.caption,
        "head": list(table.head),
        "rows": rows,
        "widths": list(table.widths),
        "ends": [*sorted(table.ends)],
        "note": table.note,
    }


def _titled(titled: Titled | None) -> Json:
    return None if titled is None else {"title": titled.title, "lines": _lines(titled.lines)}


def _lines(lines: Sequence[str]) -> Json:
    return list(lines)
