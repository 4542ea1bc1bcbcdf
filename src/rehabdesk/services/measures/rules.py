"""The rules of `resources/rules/measures.json` and the self-tests of `resources/self_tests/`."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from rehabdesk.domain.self_test import (
    After,
    Better,
    Comparing,
    MeasurementError,
    SelfTest,
    Take,
    Timing,
    Unit,
    Version,
)
from rehabdesk.domain.text import Message
from rehabdesk.resources import resource_path

#: Translation contexts of the texts in the files.
TEST_CONTEXT = "self-test"
RULE_CONTEXT = "measures"

_Id = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]{1,59}$")]
_Text = Annotated[str, Meta(min_length=1, max_length=400)]
_Days = Annotated[int, Meta(ge=1, le=366)]
_Size = Annotated[float, Meta(gt=0)]


class _Strict(Struct, forbid_unknown_fields=True, frozen=True):
    """Refuses names it does not know."""


class VersionData(_Strict, frozen=True):
    """A way of doing a test."""

    id: _Id
    name: _Text
    figure: str


class ErrorData(_Strict, frozen=True):
    """How much a result moves by itself."""

    value: _Size
    side_gap_percent: _Size | None
    about: _Text
    source: _Text


class AfterData(_Strict, frozen=True):
    """Another test that has to have gone well enough before.

    Attributes:
        test: Its id.
        at_most: The highest of its scores that is well enough.
        source: Where that comes from.
    """

    test: _Id
    at_most: float
    source: _Text


class SelfTestData(_Strict, frozen=True):
    """One file of `resources/self_tests/`."""

    format: Annotated[int, Meta(ge=1, le=1)]
    id: _Id
    place: int
    name: _Text
    measures: _Text
    needs: _Text
    steps: Annotated[tuple[_Text, ...], Meta(min_length=2, max_length=6)]
    stop_when: _Text
    cautions: Annotated[tuple[_Text, ...], Meta(min_length=1)]
    unit: Unit
    better: Better
    low: float
    cap: float
    by_side: bool
    comparing: Comparing
    tries: Annotated[int, Meta(ge=1, le=5)]
    take: Take
    timing: Timing
    countdown_s: Annotated[int, Meta(ge=1, le=300)] | None
    versions: tuple[VersionData, ...]
    figure: _Id
    error: ErrorData | None
    usual: _Text | None
    usual_source: str
    after: AfterData | None = None


class TestRules(_Strict, frozen=True):
    """When self-tests are due and stop.

    Attributes:
        not_before_days: Days after a test before which it should not be repeated.
        due_after_days: Days after a test from which it is due.
        stop_pain_above: Pain above this stops a test.
        lead_in_s: Seconds to get into position before the clock.
        within_percent: Half the width of the band that is drawn around equal sides.
    """

    __test__ = False

    not_before_days: _Days
    due_after_days: _Days
    stop_pain_above: Annotated[float, Meta(ge=0, le=10)]
    lead_in_s: Annotated[int, Meta(ge=0, le=60)]
    within_percent: _Size


class OwnRules(_Strict, frozen=True):
    """Own activities: how many, how often, and which changes are more than the usual error."""

    most: Annotated[int, Meta(ge=1, le=20)]
    due_after_days: _Days
    error_one: _Size
    error_average: _Size


class ActivityPainRules(_Strict, frozen=True):
    """Pain on activities: how often, and which change is more than the usual error."""

    due_after_days: _Days
    error: _Size


class ChangeRules(_Strict, frozen=True):
    """Overall change: how often."""

    due_after_days: _Days


class FlareDayRule(_Strict, frozen=True):
    """What makes a day one of a flare.

    Attributes:
        points_above_usual: How far pain now is above one's usual, in points.
        usual_days: Over how many days before the usual is taken.
        least_rated: How many of them have to be rated.
    """

    points_above_usual: _Size
    usual_days: _Days
    least_rated: Annotated[int, Meta(ge=1)]


class QuestionnaireData(_Strict, frozen=True):
    """A questionnaire that is known by name; its questions are not kept.

    Attributes:
        name: What it is called.
        low: Its lowest total.
        high: Its highest total.
        better: Which way is better.
        error: The smallest change that is more than its usual error, or None where not known.
        source: Where that comes from.
    """

    name: _Text
    low: float
    high: float
    better: Better
    error: _Size | None
    source: str


class MeasureRules(_Strict, frozen=True):
    """`resources/rules/measures.json`."""

    about: str
    self_tests: TestRules
    own_activities: OwnRules
    activity_pain: ActivityPainRules
    overall_change: ChangeRules
    first_after_days: Annotated[int, Meta(ge=0)]
    flare_day: FlareDayRule
    questionnaires: tuple[QuestionnaireData, ...]
    texts: dict[str, _Text]
    sources: tuple[str, ...]

    def text(self, name: str) -> Message:
        """Return one of the texts."""
        return Message(RULE_CONTEXT, self.texts[name])

    def questionnaire(self, name: str) -> QuestionnaireData | None:
        """Return a known questionnaire by its name, whatever its capitals."""
        wanted = name.strip().casefold()
        return next((one for one in self.questionnaires if one.name.casefold() == wanted), None)


@functools.cache
def load_rules() -> MeasureRules:
    """Return the rules; the file is read once."""
    return msgspec.json.decode(
        resource_path("rules", "measures.json").read_bytes(), type=MeasureRules
    )


@functools.cache
def load_self_tests() -> Mapping[str, SelfTest]:
    """Return the self-tests by id, in the order they are shown; the files are read once."""
    decode = msgspec.json.Decoder(SelfTestData).decode
    data = [decode(path.read_bytes()) for path in resource_path("self_tests").glob("*.json")]
    data.sort(key=lambda one: (one.place, one.id))
    return MappingProxyType({one.id: _self_test(one) for one in data})


def _self_test(data: SelfTestData) -> SelfTest:
    return SelfTest(
        id=data.id,
        name=_say(data.name),
        measures=_say(data.measures),
        needs=_say(data.needs),
        steps=tuple(map(_say, data.steps)),
        stop_when=_say(data.stop_when),
        cautions=tuple(map(_say, data.cautions)),
        unit=data.unit,
        better=data.better,
        low=data.low,
        cap=data.cap,
        by_side=data.by_side,
        comparing=data.comparing,
        tries=data.tries,
        take=data.take,
        timing=data.timing,
        countdown_s=data.countdown_s,
        versions=tuple(Version(one.id, _say(one.name), one.figure) for one in data.versions),
        figure=data.figure,
        error=_error(data.error),
        usual=None if data.usual is None else _say(data.usual),
        usual_source=data.usual_source,
        after=None if data.after is None else After(data.after.test, data.after.at_most),
    )


def _error(data: ErrorData | None) -> MeasurementError | None:
    if data is None:
        return None
    return MeasurementError(data.value, data.side_gap_percent, _say(data.about), data.source)


def _say(text: str) -> Message:
    return Message(TEST_CONTEXT, text)
