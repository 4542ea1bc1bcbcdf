"""Says an article, or what is known about a region, in the reader's language; prints and saves it.

Nothing here tells what somebody has: a region's text says what often hurts there, no more.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from rehabdesk.domain.article import Article, Link, LinkKind, Readings, Rules, Source, Statement
from rehabdesk.domain.regions import Side
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.figures.body.picture import Picture
from rehabdesk.reports.home_plan import Labelled, Paper
from rehabdesk.reports.reading import (
    Paragraph,
    Part,
    Reading,
    ReadingLink,
    plain_text,
    reading_document,
)
from rehabdesk.reports.typesetting import Document, pdf, svg_pages
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.learn import load_readings
from rehabdesk.services.library import load_library
from rehabdesk.services.pictures import illustration, picture_named, region_picture
from rehabdesk.services.rule_texts import pain_limits, stop_parts
from rehabdesk.services.writing import write_whole

#: The pages of the program that texts may lead to, as they are called there.
PAGE_NAMES: Mapping[str, Message] = MappingProxyType(
    {
        "measures": message("page", "Self-tests"),
        "safety": message("page", "Safety"),
        "trends": message("page", "Trends"),
    }
)


def article_reading(article_id: str, tr: Translator) -> Reading:
    """Return an article as it is read.

    Raises:
        KeyError: There is no such article.
    """
    readings = load_readings()
    article = readings.articles[article_id]
    parts = [
        _part(tr("article", "What it means"), article.means, readings, tr),
        *_rules(article, tr),
        _evidence(article, readings, tr),
        _part(tr("article", "What it does not mean"), article.not_means, readings, tr),
        _part(tr("article", "What to do"), article.advice, readings, tr, listed=True),
    ]
    number = article.number
    statements = (*article.means, *article.evidence, *article.not_means, *article.advice)
    used = [*(number.sources if number else ()), *_ids(statements)]
    rests_on_more = any(not one.sources for one in statements)
    return Reading(
        id=article.id,
        title=tr.say(article.title),
        kind=tr.say(readings.directions[article.direction]),
        sureness=_sureness(article, readings, tr),
        parts=tuple(part for part in parts if part.paragraphs),
        sources=_sources(used, readings, tr, general=rests_on_more),
    )


def region_reading(region_id: str, tr: Translator) -> Reading:
    """Return what is known about a region.

    Raises:
        KeyError: There is no such region.
    """
    readings = load_readings()
    region, facts = load_regions()[region_id], readings.regions[region_id]
    often = tr(
        "article",
        "Where it hurts does not tell by itself what is sore. This list is no diagnosis.",
    )
    exercises = [Link(LinkKind.EXERCISE, one) for one in facts.exercises]
    articles = [Link(LinkKind.ARTICLE, one) for one in facts.articles]
    parts = [
        Part(
            tr("article", "What often hurts here"),
            (Paragraph(tr.say(region.structures)), Paragraph(often)),
        ),
        _part(tr("article", "How hip and knee may be involved"), facts.hip, readings, tr),
        Part(
            tr("article", "Exercises people often begin with"),
            (
                Paragraph(
                    tr(
                        "article",
                        "Pick one or two that feel right. Let the traffic light guide you.",
                    ),
                    links=_links(exercises, readings, tr),
                ),
            ),
        ),
        _part(tr("article", "When to ask somebody"), facts.advice, readings, tr, listed=True),
        Part(
            tr("article", "To read on"),
            (Paragraph("", links=_links(articles, readings, tr)),),
        ),
    ]
    used = _ids((*facts.hip, *facts.advice))
    own = tr("article", "What often hurts here: {source}", source=region.source)
    return Reading(
        id=region_id,
        title=tr.say(region.name),
        kind=tr("article", "Region of the body map"),
        sureness=None,
        parts=tuple(parts),
        sources=(own, *_sources(used, readings, tr, general=True)),
    )


def reading_of(key: str, tr: Translator) -> Reading:
    """Return an article or what is known about a region, whichever has this id.

    Raises:
        KeyError: There is neither.
    """
    is_article = key in load_readings().articles
    return article_reading(key, tr) if is_article else region_reading(key, tr)


def picture_of(key: str, tr: Translator, side: Side | None = None) -> Picture | None:
    """Return the picture of an article, or the drawing with a region marked.

    Args:
        key: Id of an article or a region.
        tr: Says the words.
        side: The side of a region, if one is asked for.

    Raises:
        KeyError: There is neither an article nor a region of this id.
    """
    article = load_readings().articles.get(key)
    if article is None:
        return region_picture(key, tr, side)
    return picture_named(article.picture, tr) if article.picture else None


def reading_text(reading: Reading, tr: Translator) -> str:
    """Return a reading as plain text."""
    return plain_text(reading, tr)


def reading_pages(reading: Reading, tr: Translator, paper: Paper = "a4") -> list[bytes]:
    """Return the pages of a reading as SVG, the same as in its PDF file."""
    return list(svg_pages(_document(reading, tr, paper)).pages)


def save_reading(
    reading: Reading, tr: Translator, target: Path, paper: Paper = "a4"
) -> tuple[Message, ...]:
    """Write a reading as a PDF file, which appears complete or not at all.

    Returns:
        What is not as it should be, though the file can be used.

    Raises:
        InputError: The file cannot be written there.
    """
    made = pdf(_document(reading, tr, paper))
    write_whole(target, made.pages[0])
    return made.notices


def _document(reading: Reading, tr: Translator, paper: Paper) -> Document:
    picture = picture_of(reading.id, tr)
    return reading_document(reading, tr, paper, illustration(picture) if picture else None)


def source_line(source: Source, tr: Translator) -> str:
    """Return a source in one line."""
    if source.year is None:
        return tr("article", "{author}: {title}", author=source.author, title=source.title)
    return tr(
        "article",
        "{author} {year}: {title}",
        author=source.author,
        # A year is no amount: it has no comma for thousands.
        year=str(source.year),
        title=source.title,
    )


def _sureness(article: Article, readings: Readings, tr: Translator) -> Labelled | None:
    if article.grade is None:
        return None
    return Labelled(tr("article", "How sure is this?"), tr.say(readings.grades[article.grade]))


def _part(
    heading: str,
    statements: Sequence[Statement],
    readings: Readings,
    tr: Translator,
    *,
    graded: bool = False,
    listed: bool = False,
) -> Part:
    paragraphs = tuple(
        Paragraph(
            tr.say(one.text),
            _note(one, readings, tr) if graded else "",
            _links(one.links, readings, tr),
        )
        for one in statements
    )
    return Part(heading, paragraphs, listed)


def _evidence(article: Article, readings: Readings, tr: Translator) -> Part:
    """Return what studies found, beginning with the one number."""
    heading = tr("article", "What the evidence says")
    part = _part(heading, article.evidence, readings, tr, graded=True)
    number = article.number
    if number is None:
        return part
    said = Labelled(tr.say(number.value), tr.say(number.text))
    return dataclasses.replace(part, number=said)


def _note(statement: Statement, readings: Readings, tr: Translator) -> str:
    """Return how sure a statement is and by whom."""
    authors = [
        _short(readings.sources[one]) for one in statement.sources if one in readings.sources
    ]
    by = tr.list_of(authors) if authors else tr("article", "general clinical knowledge")
    if statement.grade is None:
        return tr("article", "Source: {sources}", sources=by)
    sure = tr.say(readings.grades[statement.grade])
    return tr("article", "{sureness} · {sources}", sureness=sure, sources=by)


def _short(source: Source) -> str:
    return source.author if source.year is None else f"{source.author} {source.year}"


def _rules(article: Article, tr: Translator) -> list[Part]:
    """Return the parts an article takes from the program's rules."""
    if article.rules is Rules.TRAFFIC_LIGHT:
        lines = tuple(Paragraph(f"{one.label}: {one.value}") for one in pain_limits(None, tr))
        return [Part(tr("article", "Pain during an exercise, 0–10"), lines, listed=True)]
    if article.rules is Rules.STOP_AND_CALL:
        return [
            Part(part.title, tuple(map(Paragraph, part.lines)), listed=True)
            for part in stop_parts(tr)
        ]
    return []


def _links(links: Iterable[Link], readings: Readings, tr: Translator) -> tuple[ReadingLink, ...]:
    return tuple(_said(link, readings, tr) for link in links)


def _said(link: Link, readings: Readings, tr: Translator) -> ReadingLink:
    if link.kind is LinkKind.ARTICLE:
        name = tr.say(readings.articles[link.target].title)
        return ReadingLink(link, tr("article", "Read “{name}”", name=name), name)
    if link.kind is LinkKind.EXERCISE:
        name = tr.say(load_library().exercises[link.target].name)
        return ReadingLink(link, tr("article", "To the exercise “{name}”", name=name), name)
    if link.kind is LinkKind.PAGE:
        name = tr.say(PAGE_NAMES[link.target])
        return ReadingLink(link, tr("article", "To the page “{name}”", name=name), name)
    name = tr.say(load_regions()[link.target].name)
    return ReadingLink(link, tr("article", "About the region “{name}”", name=name), name)


def _ids(statements: Iterable[Statement]) -> list[str]:
    return [source for one in statements for source in one.sources]


def _sources(
    ids: Iterable[str], readings: Readings, tr: Translator, *, general: bool
) -> tuple[str, ...]:
    lines = [source_line(readings.sources[one], tr) for one in dict.fromkeys(ids)]
    if general:
        lines.append(tr("article", "Where no source is named: general clinical knowledge."))
    return tuple(lines)
