"""What can be read about knees and hips: articles with their evidence, and facts about regions."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from rehabdesk.domain.text import Message


class Direction(enum.StrEnum):
    """Which way an article looks: what the hip does to the knee, the reverse, or neither."""

    HIP_TO_KNEE = "hip_to_knee"
    KNEE_TO_HIP = "knee_to_hip"
    PRACTICAL = "practical"


class Grade(enum.StrEnum):
    """How sure something is; A is the surest. Words for each are in `resources/learn.json`."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Rules(enum.StrEnum):
    """Rules of the program whose own texts an article shows, so that they are said only once."""

    TRAFFIC_LIGHT = "traffic_light"
    STOP_AND_CALL = "stop_and_call"


class LinkKind(enum.StrEnum):
    """What a link in a text leads to."""

    ARTICLE = "article"
    EXERCISE = "exercise"
    PAGE = "page"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from.

    Attributes:
        author: Author or organisation.
        year: The year, or None where it has none.
        title: What it is, in a few words, with its journal where that is known.
    """

    author: str
    year: int | None
    title: str


@dataclass(frozen=True, slots=True)
class Link:
    """A way from a text to something in the program.

    Attributes:
        kind: What it leads to.
        target: Its id.
    """

    kind: LinkKind
    target: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A paragraph with what it rests on.

    Attributes:
        text: What is said.
        sources: Ids of sources; none: general clinical knowledge.
        grade: How sure it is, where it says what studies found.
        links: Where to go from here.
    """

    text: Message
    sources: tuple[str, ...] = ()
    grade: Grade | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """The one number of an article.

    Attributes:
        value: The number as it is shown, such as "17 of 100".
        text: What it counts.
        sources: As in `Statement`.
    """

    value: Message
    text: Message
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article.

    Attributes:
        id: Its stable name.
        title: What it is about.
        direction: Which way it looks.
        place: Its place among the articles of its direction, from 1.
        grade: How sure the whole is, or None for a practical article that rests on no studies.
        number: Its one number, or None where no number would be fair.
        means: What it means.
        evidence: What studies found.
        not_means: What does not follow from it.
        advice: What to do.
        rules: Rules of the program it shows.
        picture: Name of its picture, or "".
    """

    id: str
    title: Message
    direction: Direction
    place: int
    grade: Grade | None
    number: KeyNumber | None
    means: tuple[Statement, ...]
    evidence: tuple[Statement, ...]
    not_means: tuple[Statement, ...]
    advice: tuple[Statement, ...]
    rules: Rules | None
    picture: str


@dataclass(frozen=True, slots=True)
class RegionFacts:
    """What is told about a region beside what often hurts there.

    Attributes:
        hip: How the hip may be involved; of hip regions how the knee may be.
        advice: When to ask somebody.
        exercises: Ids of exercises people with pain there often begin with.
        articles: Ids of articles to read on.
    """

    hip: tuple[Statement, ...]
    advice: tuple[Statement, ...]
    exercises: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Readings:
    """Everything there is to read.

    Attributes:
        articles: By id, in the order they are listed.
        regions: Facts by region id, in the order of the body map's list.
        sources: By id.
        grades: What each grade is called.
        directions: What each direction is called.
    """

    articles: Mapping[str, Article]
    regions: Mapping[str, RegionFacts]
    sources: Mapping[str, Source]
    grades: Mapping[Grade, Message]
    directions: Mapping[Direction, Message]
