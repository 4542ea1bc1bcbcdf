"""What the files about knees and hips may hold: `resources/articles/` and `learn.json`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from rehabdesk.domain.article import Direction, Grade, Rules
from rehabdesk.resources import resource_path

Id = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]{1,59}$")]
Text = Annotated[str, Meta(min_length=1, max_length=600)]
_Some = Meta(min_length=1)


class _Strict(Struct, forbid_unknown_fields=True):
    """Refuses names it does not know."""


class LinkData(_Strict):
    """A link; exactly one of these is given."""

    article: Id | None = None
    exercise: Id | None = None
    page: Id | None = None
    region: Id | None = None


class StatementData(_Strict):
    """A paragraph. No sources: general clinical knowledge."""

    text: Text
    sources: tuple[Id, ...]
    grade: Grade | None = None
    links: tuple[LinkData, ...] = ()


class NumberData(_Strict):
    """The one number."""

    value: Annotated[str, Meta(min_length=1, max_length=24)]
    text: Text
    sources: tuple[Id, ...]


class ArticleData(_Strict):
    """One file of `resources/articles/`."""

    format: Annotated[int, Meta(ge=1, le=1)]
    id: Id
    title: Annotated[str, Meta(min_length=1, max_length=80)]
    direction: Direction
    place: Annotated[int, Meta(ge=1, le=99)]
    grade: Grade | None
    number: NumberData | None
    means: Annotated[tuple[StatementData, ...], _Some]
    evidence: tuple[StatementData, ...]
    not_means: tuple[StatementData, ...]
    advice: Annotated[tuple[StatementData, ...], _Some]
    rules: Rules | None = None
    picture: Id | None = None


class RegionFactsData(_Strict):
    """What is told about a region."""

    hip: Annotated[tuple[StatementData, ...], _Some]
    advice: Annotated[tuple[StatementData, ...], _Some]
    exercises: Annotated[tuple[Id, ...], _Some]
    articles: Annotated[tuple[Id, ...], _Some]


class SourceData(_Strict):
    """A source. What nobody can be named for has none: it is general clinical knowledge."""

    author: Text
    year: Annotated[int, Meta(ge=1900, le=2100)] | None
    title: Text


class LearnData(_Strict):
    """`resources/learn.json`: words, sources, and the facts of each region."""

    format: Annotated[int, Meta(ge=1, le=1)]
    about: str
    review: str
    directions: dict[Direction, Text]
    grades: dict[Grade, Text]
    sources: dict[str, SourceData]


class RegionsData(_Strict):
    """`resources/region_facts.json`."""

    format: Annotated[int, Meta(ge=1, le=1)]
    about: str
    regions: dict[str, RegionFactsData]


def load_learn() -> LearnData:
    """Read words and sources."""
    return msgspec.json.decode(resource_path("learn.json").read_bytes(), type=LearnData)


def load_region_facts() -> RegionsData:
    """Read the facts of the regions."""
    return msgspec.json.decode(resource_path("region_facts.json").read_bytes(), type=RegionsData)


def load_article(path: Path) -> ArticleData:
    """Read one file of `resources/articles/`.

    Raises:
        msgspec.ValidationError: It is not as it should be.
    """
    return msgspec.json.decode(path.read_bytes(), type=ArticleData)
