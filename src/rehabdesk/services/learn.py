"""The articles and the facts about regions, read from the program's resources, and finding them."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from rehabdesk.domain.article import (
    Article,
    Direction,
    KeyNumber,
    Link,
    LinkKind,
    Readings,
    RegionFacts,
    Source,
    Statement,
)
from rehabdesk.domain.text import Message, Translator
from rehabdesk.resources import resource_path
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.learn_data import (
    ArticleData,
    LinkData,
    RegionFactsData,
    StatementData,
    load_article,
    load_learn,
    load_region_facts,
)
from rehabdesk.services.word_search import words_missing, words_of

#: Translation context of the texts in `articles/*.json`, `learn.json` and `region_facts.json`.
CONTEXT = "article"


@functools.cache
def load_readings() -> Readings:
    """Return everything there is to read; the files are read once and it cannot be changed."""
    data = [load_article(path) for path in sorted(resource_path("articles").glob("*.json"))]
    order = list(Direction)
    data.sort(key=lambda one: (order.index(one.direction), one.place, one.id))
    words, facts = load_learn(), load_region_facts().regions
    return Readings(
        articles={one.id: _article(one) for one in data},
        regions={one.id: _facts(facts[one.id]) for one in load_regions()},
        sources={
            name: Source(one.author, one.year, one.title) for name, one in words.sources.items()
        },
        grades={grade: _say(text) for grade, text in words.grades.items()},
        directions={direction: _say(text) for direction, text in words.directions.items()},
    )


class LearnIndex:
    """Finds articles and regions by their words, in the person's language and in English."""

    def __init__(self, readings: Readings, tr: Translator) -> None:
        self.readings = readings
        catalogue = load_regions()
        titles = {
            **{one.id: one.title for one in readings.articles.values()},
            **{region: catalogue[region].name for region in readings.regions},
        }
        texts = {
            **{one.id: _texts_of_article(one) for one in readings.articles.values()},
            **{
                region: [
                    catalogue[region].clinical_name,
                    catalogue[region].structures,
                    *(one.text for one in (*facts.hip, *facts.advice)),
                ]
                for region, facts in readings.regions.items()
            },
        }
        self._titles = {key: tr.say(title) for key, title in titles.items()}
        self._in_title = {key: words_of(_both(title, tr)) for key, title in titles.items()}
        self._in_text = {
            key: words_of(" ".join(_both(text, tr) for text in group))
            for key, group in texts.items()
        }

    def __contains__(self, key: object) -> bool:
        """Tell whether there is an article or a region of this id."""
        return key in self._titles

    def title(self, key: str) -> str:
        """Return what an article or a region is called.

        Raises:
            KeyError: There is neither.
        """
        return self._titles[key]

    def articles(self, query: str = "", direction: Direction | None = None) -> list[str]:
        """Return the ids of the articles that fit, those with the words in their title first.

        Args:
            query: Words; each has to be found.
            direction: Only those that look this way, or None for all.
        """
        wanted = [
            one.id
            for one in self.readings.articles.values()
            if direction is None or one.direction is direction
        ]
        return self._found(query, wanted)

    def regions(self, query: str = "") -> list[str]:
        """Return the ids of the regions that fit, those with the words in their name first."""
        return self._found(query, list(self.readings.regions))

    def _found(self, query: str, keys: Sequence[str]) -> list[str]:
        asked = words_of(query)
        ranked = [
            (missing, place, key)
            for place, key in enumerate(keys)
            if (missing := words_missing(asked, self._in_title[key], self._in_text[key]))
            is not None
        ]
        return [key for _, _, key in sorted(ranked)]


def learn_index(tr: Translator) -> LearnIndex:
    """Return everything there is to read, ready to be searched."""
    return LearnIndex(load_readings(), tr)


def articles_with_exercise(exercise: str) -> tuple[Article, ...]:
    """Return the articles that lead to an exercise, in the order they are listed."""
    link = Link(LinkKind.EXERCISE, exercise)
    return tuple(
        article
        for article in load_readings().articles.values()
        if any(link in one.links for one in article.advice)
    )


def _article(data: ArticleData) -> Article:
    number = data.number
    return Article(
        id=data.id,
        title=_say(data.title),
        direction=data.direction,
        place=data.place,
        grade=data.grade,
        number=KeyNumber(_say(number.value), _say(number.text), number.sources) if number else None,
        means=_statements(data.means),
        evidence=_statements(data.evidence),
        not_means=_statements(data.not_means),
        advice=_statements(data.advice),
        rules=data.rules,
        picture=data.picture or "",
    )


def _facts(data: RegionFactsData) -> RegionFacts:
    return RegionFacts(
        _statements(data.hip), _statements(data.advice), data.exercises, data.articles
    )


def _statements(data: Sequence[StatementData]) -> tuple[Statement, ...]:
    return tuple(
        Statement(_say(one.text), one.sources, one.grade, tuple(map(_link, one.links)))
        for one in data
    )


def _link(data: LinkData) -> Link:
    """Return a link; the tests see to it that exactly one thing is named."""
    named = {kind: getattr(data, kind.value) for kind in LinkKind}
    return next(Link(kind, target) for kind, target in named.items() if target is not None)


def _say(text: str) -> Message:
    return Message(CONTEXT, text)


def _texts_of_article(article: Article) -> list[Message]:
    statements = (*article.means, *article.evidence, *article.not_means, *article.advice)
    number = [article.number.text] if article.number else []
    return [*(one.text for one in statements), *number]


def _both(text: Message, tr: Translator) -> str:
    return f"{tr.say(text)} {text.text}"
