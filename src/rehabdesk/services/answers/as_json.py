"""An answer as JSON holds it, for the command line and for checking by other means."""

from __future__ import annotations

from typing import TypedDict

from rehabdesk.analysis.estimate import Estimate
from rehabdesk.domain.text import Message, Translator
from rehabdesk.services.answers.answers import Basis, ChangeAnswer, LinkAnswer, TrendAnswer


class AnswerRow(TypedDict):
    """One answer.

    Keys: `effect`, `low`, `high`: points of the 0 to 10 scale (per week for the trend) with their
    95 % interval; `p_value`: of no effect, not adjusted for other regions; `refusal`: why there is
    no answer, or null, and then the numbers are null; `n`: logged days used; `span_days`: days
    from the first to the last; `half_width`: half the width of interval that the design promises,
    for the link only; `adherence_share`: performed by prescribed dose over these days;
    `value_kind`: the kind of pain; `exploratory`: somebody chose the period; `text_patient`,
    `text_physio`: what the page says.
    """

    effect: float | None
    low: float | None
    high: float | None
    p_value: float | None
    refusal: str | None
    n: int
    span_days: int
    half_width: float | None
    adherence_share: float | None
    value_kind: str
    exploratory: bool
    text_patient: str
    text_physio: str


class ChangeRow(AnswerRow):
    """The change: also the probabilities of a fall by 2 points and by 30 %, or null."""

    conf_mcid: float | None
    conf_30pct: float | None


def link_row(answer: LinkAnswer, tr: Translator) -> AnswerRow:
    """Return a link as JSON holds it."""
    physio = (answer.physio, *answer.notes)
    return _row(answer.basis, answer.estimate, answer.patient, physio, tr)


def trend_row(answer: TrendAnswer, tr: Translator) -> AnswerRow:
    """Return a trend as JSON holds it."""
    return _row(answer.basis, answer.estimate, answer.patient, (answer.physio,), tr)


def change_row(answer: ChangeAnswer, tr: Translator) -> ChangeRow:
    """Return a change as JSON holds it."""
    row = _row(answer.basis, answer.estimate, answer.patient, (answer.physio,), tr)
    return {
        **row,
        "conf_mcid": answer.estimate.conf_mcid,
        "conf_30pct": answer.estimate.conf_30pct,
    }


def _row(
    basis: Basis, estimate: Estimate, patient: Message, physio: tuple[Message, ...], tr: Translator
) -> AnswerRow:
    return {
        "effect": estimate.effect,
        "low": estimate.low,
        "high": estimate.high,
        "p_value": estimate.p_value,
        "refusal": estimate.refusal.value if estimate.refusal else None,
        "n": estimate.n,
        "span_days": estimate.span_days,
        "half_width": estimate.half_width,
        "adherence_share": basis.adherence_share,
        "value_kind": basis.kind.value,
        "exploratory": basis.exploratory,
        "text_patient": tr.say(patient),
        "text_physio": " ".join(tr.say(one) for one in physio),
    }
