"""Results in words: numbers with units, formulas by name, and no word more than is known."""

from __future__ import annotations

from rehabdesk.analysis.symmetry import Formula, Symmetry, gap_percent
from rehabdesk.domain.regions import Side
from rehabdesk.domain.self_test import Better, SelfTest, Unit
from rehabdesk.domain.text import Message, Translator, message

#: Said of a difference that is more than the usual error of a test or measure.
LARGER = message("measure result", "larger than this test’s usual error")
#: Said of one that is not.
NO_DIFFERENCE = message("measure result", "no clear difference")
#: Said where the usual error is not known: nothing can be said then.
ERROR_UNKNOWN = message("measure result", "the usual error of this test is not known")
CANNOT = message("measure result", "cannot be calculated")


def verdict(larger: bool | None) -> Message:
    """Return the words for a difference: true is more than the usual error, None unknown."""
    if larger is None:
        return ERROR_UNKNOWN
    return LARGER if larger else NO_DIFFERENCE


def amount(tr: Translator, value: float, unit: Unit) -> str:
    """Return a number with its unit, such as `31.5 s`."""
    rounded = round(value, 1)
    number = tr.number(int(rounded) if rounded == int(rounded) else rounded)
    count = int(rounded)
    if unit is Unit.SECONDS:
        return tr("measure unit", "{number} s", number=number)
    if unit is Unit.DEGREES:
        return tr("measure unit", "{number}°", number=number)
    if unit is Unit.CENTIMETRES:
        return tr("measure unit", "{number} cm", number=number)
    if unit is Unit.FAULTS:
        return tr.n("measure unit", "{number} fault", "{number} faults", count, number=number)
    return tr.n("measure unit", "{number} time", "{number} times", count, number=number)


def your_side(side: Side) -> Message:
    """Return a side at the beginning of a sentence."""
    return {
        Side.LEFT: message("measure side", "Your left"),
        Side.RIGHT: message("measure side", "Your right"),
    }.get(side, message("measure side", "Both legs"))


def symmetry_text(tr: Translator, found: Symmetry) -> str:
    """Return a symmetry with its formula, such as “Your left ÷ your right (affected side ÷ …)”."""
    formula = tr.say(_FORMULAS[found.formula])
    if found.percent is None:
        return tr(
            "measure symmetry",
            "Symmetry cannot be calculated ({formula}).",
            formula=formula,
        )
    percent = tr.number(round(found.percent))
    if found.side is Side.NONE:
        return tr("measure symmetry", "Symmetry 100 %: both sides alike.")
    side = tr.say(
        message("measure symmetry", "your left")
        if found.side is Side.LEFT
        else message("measure symmetry", "your right")
    )
    affected = found.formula in {Formula.AFFECTED_BY_OTHER, Formula.OTHER_BY_AFFECTED}
    text = (
        message(
            "measure symmetry",
            "Symmetry {percent} % ({formula}; the affected side is {side}).",
            percent=percent,
            formula=formula,
            side=side,
        )
        if affected
        else message(
            "measure symmetry",
            "Symmetry {percent} % ({formula}; the weaker side is {side}).",
            percent=percent,
            formula=formula,
            side=side,
        )
    )
    return tr.say(text)


def sides_text(
    tr: Translator, test: SelfTest, left: float, right: float, differs: bool | None
) -> str:
    """Return how the sides compare in one sentence.

    Args:
        tr: Says it.
        test: The test.
        left: The left side's result.
        right: The right side's result.
        differs: Whether they differ by more than the usual error, or None if not known.
    """
    word = tr.say(verdict(differs))
    if left == right:
        return tr("measure sides", "Both sides gave the same; {verdict}.", verdict=word)
    more = Side.LEFT if left > right else Side.RIGHT
    gap = gap_percent(left, right)
    values = {"side": tr.say(your_side(more)), "verdict": word}
    if test.unit is Unit.SECONDS and gap is not None and test.better is Better.HIGHER:
        return tr(
            "measure sides",
            "{side} side held {percent} % less time than the other; {verdict}.",
            **{**values, "side": tr.say(your_side(more.other)), "percent": tr.number(round(gap))},
        )
    difference = amount(tr, abs(left - right), test.unit)
    return tr(
        "measure sides",
        "{side} side is higher by {difference}; {verdict}.",
        **values,
        difference=difference,
    )


def change_text(
    tr: Translator, test: SelfTest, before: float, now: float, day: str, larger: bool | None
) -> str:
    """Return how a result changed since a day in one sentence."""
    word = tr.say(verdict(larger))
    if before == now:
        return tr("measure change", "As on {day}; {verdict}.", day=day, verdict=word)
    difference = amount(tr, abs(now - before), test.unit)
    if now > before:
        return tr(
            "measure change",
            "{difference} more than on {day}; {verdict}.",
            difference=difference,
            day=day,
            verdict=word,
        )
    return tr(
        "measure change",
        "{difference} less than on {day}; {verdict}.",
        difference=difference,
        day=day,
        verdict=word,
    )


def error_text(tr: Translator, test: SelfTest) -> str:
    """Return the usual error of a test, or that it is not known."""
    if test.error is None:
        return tr("measure error size", "The usual error of this test is not known.")
    return tr(
        "measure error size",
        "Usual error of this test: {amount}.",
        amount=amount(tr, test.error.value, test.unit),
    )


_FORMULAS = {
    Formula.AFFECTED_BY_OTHER: message(
        "symmetry formula", "100 × affected side ÷ other side, higher is better"
    ),
    Formula.OTHER_BY_AFFECTED: message(
        "symmetry formula", "100 × other side ÷ affected side, lower is better"
    ),
    Formula.WEAKER_BY_STRONGER: message(
        "symmetry formula", "100 × weaker side ÷ stronger side, higher is better"
    ),
    Formula.STRONGER_BY_WEAKER: message(
        "symmetry formula", "100 × stronger side ÷ weaker side, lower is better"
    ),
}
