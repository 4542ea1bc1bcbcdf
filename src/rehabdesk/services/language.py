"""Says sentences, dates and numbers in the language a person chose.

Sentences come from gettext catalogues in `resources/translations/<language>/LC_MESSAGES/`; the
English ones are in the code itself and need no catalogue. Dates, numbers and lists are formatted
by Babel, which is imported when the first of them is asked for: a window can be painted without.
"""

from __future__ import annotations

import datetime as dt
import gettext
import math
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from rehabdesk.domain.text import DateStyle, Message, Translator, Value
from rehabdesk.resources import resource_path

if TYPE_CHECKING:
    from babel import Locale
    from babel.dates import DateTimePattern

DOMAIN = "rehabdesk"
ENGLISH = "en_GB"
#: A language made of the English texts with accents, brackets and 30 % more length; whatever is
#: plain English in it was never given to a translator.
PSEUDO = "en_XA"

#: Where English is read with other dates; the sentences stay the same.
_ENGLISH_DATES = ("en_AU", "en_CA", "en_GB", "en_IE", "en_IN", "en_NZ", "en_US", "en_ZA")
_SKELETONS: Mapping[DateStyle, str] = {
    "short": "yMd",
    "medium": "yMMMd",
    "weekday": "MMMMEEEEd",
    "weekday_short": "E",
    "day_month": "MMMd",
    "month": "MMM",
    "month_year": "yMMMM",
}
_MOST_DECIMALS = 3
_UNGROUPED = 1000
_BROKEN = (KeyError, IndexError, ValueError, AttributeError)


class Sentences(Protocol):
    """Where translated sentences come from; `gettext`'s own classes fit."""

    def pgettext(self, context: str, message: str) -> str:
        """Return the translation of a sentence, or the sentence."""

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """Return the translation of the form that fits a count."""


class GettextTranslator:
    """Says texts, dates and numbers in one language (see `domain.text.Translator`)."""

    def __init__(self, language: str, sentences: Sentences) -> None:
        self._language = language
        self._sentences = sentences
        self._patterns: dict[DateStyle, DateTimePattern] = {}

    @property
    def language(self) -> str:
        """The language tag, such as `en_GB`."""
        return self._language

    def __call__(self, context: str, text: str, /, **values: Value) -> str:
        """Translate `text` and fill its fields."""
        translated = self._sentences.pgettext(context, text)
        return self._filled(translated, text, values)

    def n(self, context: str, text: str, plural: str, count: int, /, **values: Value) -> str:
        """Translate the form of a sentence that fits `count`; `{count}` is a field."""
        translated = self._sentences.npgettext(context, text, plural, count)
        english = text if count == 1 else plural
        return self._filled(translated, english, {"count": count, **values})

    def say(self, message: Message) -> str:
        """Translate a message made elsewhere."""
        if message.plural is None or message.count is None:
            return self(message.context, message.text, **message.values)
        return self.n(
            message.context, message.text, message.plural, message.count, **message.values
        )

    def date(self, day: dt.date, style: DateStyle = "medium") -> str:
        """Format a day; of a moment, its own day whatever its time zone."""
        if style not in self._patterns:
            self._patterns[style] = _date_pattern(self._locale, style)
        return self._patterns[style].apply(dt.date(day.year, day.month, day.day), self._locale)

    def time(self, time: dt.time | dt.datetime) -> str:
        """Format hours and minutes as they stand on the clock, whatever their time zone."""
        from babel.dates import format_time  # noqa: PLC0415 - 50 ms that the first paint can spare

        return format_time(dt.time(time.hour, time.minute), "short", locale=self._locale)

    def number(self, value: float, decimals: int | None = None) -> str:
        """Format a number; `decimals=None` keeps what is there (up to three).

        What is not a number is a dash.
        """
        if isinstance(value, int) and decimals is None and 0 <= value < _UNGROUPED:
            # The same in every language we format for: counts in sentences need no Babel.
            return str(value)
        if not math.isfinite(value):
            return "–"
        from babel.numbers import parse_pattern  # noqa: PLC0415 - as in `time`

        rounded = round(float(value), _MOST_DECIMALS if decimals is None else decimals)
        pattern = parse_pattern(self._locale.decimal_formats[None].pattern)
        pattern.frac_prec = (0, _MOST_DECIMALS) if decimals is None else (decimals, decimals)
        # Adding 0.0 turns the zero of "−0.04 without decimals" into a plain one.
        text: str = pattern.apply(rounded + 0.0, self._locale)
        return text.replace("-", "−")

    def list_of(self, items: list[str]) -> str:
        """Join items as a sentence would ("a, b and c")."""
        if len(items) < 2:
            return "".join(items)
        from babel.lists import format_list  # noqa: PLC0415 - as in `time`

        return format_list(items, locale=self._locale)

    @cached_property
    def _locale(self) -> Locale:
        from babel import Locale  # noqa: PLC0415 - as in `time`

        return Locale.parse(ENGLISH if self._language == PSEUDO else self._language)

    def _filled(self, translated: str, english: str, values: Mapping[str, Value]) -> str:
        """Fill the fields of a translation, or of the English text if the translation is broken.

        Raises:
            KeyError: The English text has a field that is not given.
            ValueError: The English text is not well-formed.
        """
        if "{" not in translated and "}" not in translated:
            return translated
        words = {name: self._word(value) for name, value in values.items()}
        if translated != english:
            try:
                return translated.format_map(words)
            except _BROKEN:
                pass
        return english.format_map(words)

    def _word(self, value: Value) -> str:
        if isinstance(value, str):
            return str(value)
        if isinstance(value, dt.datetime):
            return self("moment", "{date}, {time}", date=self.date(value), time=self.time(value))
        if isinstance(value, dt.date):
            return self.date(value)
        return self.number(value)


class PseudoSentences:
    """The English sentences made visibly foreign; their fields stay as they are."""

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - gettext's signature
        """Return a sentence with accents, brackets and more length."""
        return pseudo(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002
        """Return the form for a count with accents, brackets and more length."""
        return pseudo(msgid1 if n == 1 else msgid2)


_PLAIN = "AaCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz"
_ACCENTED = "ÅåÇçĎďÉéĞğĤĥÎîĴĵĶķĻļÑñÖöŘřŠšŢţÛûŴŵÝýŽž"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
_FIELD = re.compile(r"(\{[^{}]*\})")
_LONGER_BY = 0.3


def pseudo(text: str) -> str:
    """Return an English sentence in the pseudo-language: `Save` becomes `[Šåṽé··]`-like text.

    The 30 % that are added are what a translation from English easily needs.
    """
    pieces = _FIELD.split(text)
    accented = "".join(
        piece if index % 2 else piece.translate(_ACCENTS) for index, piece in enumerate(pieces)
    )
    letters = sum(len(piece) for piece in pieces[::2])
    return f"[{accented}{'·' * math.ceil(letters * _LONGER_BY)}]"


def translator_for(language: str = "") -> Translator:
    """Return the translator for a language.

    Args:
        language: A tag as systems give it (`de`, `de_AT`, `de-AT.UTF-8`), or "" for English. What
            there are no translations for is said in English.
    """
    tag = _normalised(language)
    if tag == PSEUDO:
        return GettextTranslator(PSEUDO, PseudoSentences())
    if tag.partition("_")[0] == "en":
        return GettextTranslator(
            tag if tag in _ENGLISH_DATES else ENGLISH, gettext.NullTranslations()
        )
    for candidate in dict.fromkeys((tag, tag.partition("_")[0])):
        catalogue = _catalogue(candidate)
        if catalogue is not None:
            return GettextTranslator(candidate, catalogue)
    return GettextTranslator(ENGLISH, gettext.NullTranslations())


def languages() -> dict[str, str]:
    """Return the languages there are: tag to the language's own name, English first."""
    from babel import Locale  # noqa: PLC0415 - only where languages are chosen

    tags = sorted(path.parent.parent.name for path in _folder_catalogues())
    own_names = {tag: Locale.parse(tag).get_display_name() or tag for tag in tags}
    return {ENGLISH: "English", **{tag: _capital(name) for tag, name in own_names.items()}}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _folder_catalogues() -> list[Path]:
    try:
        folder = resource_path("translations")
    except FileNotFoundError:
        # No translation is ready, and what translators work on does not ship.
        return []
    return list(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))


def _normalised(language: str) -> str:
    """Return `xx` or `xx_YY` of a tag, English for what is not one ("", "C", "POSIX")."""
    match = re.match(
        r"([A-Za-z]{2,3})(?:[-_][A-Za-z]{4})?(?:[-_]([A-Za-z]{2}))?(?![A-Za-z])", language
    )
    if match is None:
        return ENGLISH
    name, country = match[1].lower(), match[2]
    return f"{name}_{country.upper()}" if country else name


def _catalogue(tag: str) -> gettext.GNUTranslations | None:
    try:
        path = resource_path("translations", tag, "LC_MESSAGES", f"{DOMAIN}.mo")
        with path.open("rb") as file:
            return gettext.GNUTranslations(file)
    except OSError:
        return None


def _date_pattern(locale: Locale, style: DateStyle) -> DateTimePattern:
    """Return the pattern of a locale that shows the parts of a date a style asks for."""
    from babel.dates import match_skeleton, parse_pattern  # noqa: PLC0415 - as in `time`

    long: DateTimePattern = locale.date_formats["long"]
    if style == "long":
        return long
    skeletons = locale.datetime_skeletons
    wanted = _SKELETONS[style]
    found = wanted if wanted in skeletons else match_skeleton(wanted, skeletons)
    if found is None:
        return long
    pattern: DateTimePattern = skeletons[found]
    if style != "weekday":
        return pattern
    # Unicode TS 35: the nearest skeleton's words are widened to what was asked for.
    return parse_pattern(re.sub(r"E+|c{3,}", "EEEE", re.sub(r"M{3,}", "MMMM", pattern.pattern)))
