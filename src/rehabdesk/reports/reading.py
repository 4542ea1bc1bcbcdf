"""Something to read – an article or the facts about a region – said in the reader's language.

The same `Reading` is shown on the screen, set for paper and copied as text. Layout on paper is in
`resources/typst/reading.typ`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from rehabdesk.domain.article import Link
from rehabdesk.domain.text import Translator
from rehabdesk.reports.home_plan import Labelled, Paper
from rehabdesk.reports.typesetting import Document, Json

_TEMPLATE = "reading.typ"
#: The date in the file: texts that ship with the program have none of their own, and the same
#: article has to give the same file.
_CREATED = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class ReadingLink:
    """A way on, with the words on its button.

    Attributes:
        link: Where it leads.
        text: What the button says.
        name: What it leads to is called.
    """

    link: Link
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.

    Attributes:
        text: What it says.
        note: Small words after it: how sure it is, and by whom.
        links: Ways on.
    """

    text: str
    note: str = ""
    links: tuple[ReadingLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Paragraphs under a heading.

    Attributes:
        heading: The heading.
        paragraphs: What stands under it.
        listed: Whether the paragraphs are points of a list.
        number: The one number and what it counts, shown before the paragraphs, or None.
    """

    heading: str
    paragraphs: tuple[Paragraph, ...]
    listed: bool = False
    number: Labelled | None = None


@dataclass(frozen=True, slots=True)
class PlacedWords:
    """Words on a drawing.

    Attributes:
        text: What they say.
        across: Where they are, as a share of the drawing's width.
        down: Where their middle line is, as a share of its height.
        align: Which part of them is there.
    """

    text: str
    across: float
    down: float
    align: Literal["begin", "end", "middle"]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing on paper.

    Attributes:
        title: What it shows and of which side.
        content: An SVG file without words.
        width_mm: How wide it is printed.
        height_mm: How high it is printed.
        words: The words on it.
    """

    title: str
    content: bytes
    width_mm: float
    height_mm: float
    words: tuple[PlacedWords, ...]


@dataclass(frozen=True, slots=True)
class Illustration:
    """Drawings that belong together, beside each other.

    Attributes:
        caption: What they show; may be empty.
        alternative: The same in full, for who cannot see them.
        drawings: From left to right.
    """

    caption: str
    alternative: str
    drawings: tuple[Drawing, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Something to read.

    Attributes:
        id: The article's or the region's id.
        title: What it is about.
        kind: What kind of text it is, in a few words.
        sureness: How sure the whole is, with its label; None where nothing is graded.
        parts: Its parts in order.
        sources: What it rests on, one line each.
    """

    id: str
    title: str
    kind: str
    sureness: Labelled | None
    parts: tuple[Part, ...]
    sources: tuple[str, ...]


def plain_text(reading: Reading, tr: Translator) -> str:
    """Return a reading as text without any form, for a letter or a message."""
    lines = [reading.title, reading.kind, ""]
    if reading.sureness is not None:
        lines += [f"{reading.sureness.label}: {reading.sureness.value}", ""]
    for part in reading.parts:
        lines.append(part.heading)
        if part.number is not None:
            lines.append(f"{part.number.label}: {part.number.value}")
        mark = "– " if part.listed else ""
        for one in part.paragraphs:
            note = f" ({one.note})" if one.note else ""
            lines.append(f"{mark}{one.text}{note}")
            lines += [f"  → {link.name}" for link in one.links]
        lines.append("")
    lines += [sources_heading(tr), *(f"– {source}" for source in reading.sources), "", _notice(tr)]
    return "\n".join(lines)


def sources_heading(tr: Translator) -> str:
    """Return the heading of the sources."""
    return tr("article", "Sources")


def reading_document(
    reading: Reading, tr: Translator, paper: Paper = "a4", picture: Illustration | None = None
) -> Document:
    """Return a reading as a document that can be set.

    Args:
        reading: What is on it.
        tr: Says the fixed words.
        paper: The size of the sheets.
        picture: Drawings after its first part, or None.
    """
    data: dict[str, Json] = {
        "lang": tr.language.partition("_")[0],
        "paper": paper,
        "document_title": reading.title,
        "heading": reading.title,
        "stamp": reading.kind,
        "footer": _notice(tr),
        "kind": reading.kind,
        "sureness": _labelled(reading.sureness),
        "parts": [_part(part) for part in reading.parts],
        "picture": _illustration(picture),
        "sources": {"heading": sources_heading(tr), "lines": list(reading.sources)},
    }
    drawings = picture.drawings if picture is not None else ()
    files = {_file(number): one.content for number, one in enumerate(drawings)}
    return Document(_TEMPLATE, data, _CREATED, files)


def _illustration(picture: Illustration | None) -> Json:
    if picture is None:
        return None
    return {
        "caption": picture.caption,
        "drawings": [
            {
                "title": one.title,
                "file": _file(number),
                # Said once, with the first; the others are named.
                "alt": one.title if number else picture.alternative,
                "width": one.width_mm,
                "height": one.height_mm,
                "words": [
                    {"text": words.text, "x": words.across, "y": words.down, "align": words.align}
                    for words in one.words
                ],
            }
            for number, one in enumerate(picture.drawings)
        ],
    }


def _file(number: int) -> str:
    return f"drawing-{number}.svg"


def _notice(tr: Translator) -> str:
    return tr("article", "General information, no diagnosis.")


def _labelled(one: Labelled | None) -> Json:
    return None if one is None else {"label": one.label, "value": one.value}


def _part(part: Part) -> Json:
    return {
        "heading": part.heading,
        "listed": part.listed,
        "number": _labelled(part.number),
        "paragraphs": [
            {
                "text": one.text,
                "note": one.note,
                "links": [link.name for link in one.links],
            }
            for one in part.paragraphs
        ],
    }
