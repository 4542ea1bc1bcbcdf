"""The sentences an estimate earns, for the patient and for the physio.

One function per kind of estimate; every class has its words and nothing says more than its class
allows. "Goes together with", never "causes"; a refusal never suggests leaving out sessions.
"""

from __future__ import annotations

from dataclasses import dataclass

from rehabdesk.analysis.exposure import TIME_CONSTANT
from rehabdesk.analysis.link import LinkEstimate
from rehabdesk.analysis.outcome import (
    SMALL_POINTS,
    TREND_WORDS_FROM_DAYS,
    ChangeOutcome,
    LinkOutcome,
    TrendOutcome,
    answered,
    classify_change,
    classify_link,
    classify_trend,
)
from rehabdesk.analysis.trend import (
    TREND_LEAST_LOGGED,
    TREND_LEAST_SPAN,
    WORTHWHILE_POINTS,
    ChangeEstimate,
    TrendEstimate,
)
from rehabdesk.domain.text import Message, Value, message, message_n


@dataclass(frozen=True, slots=True)
class Words:
    """What is said about one estimate; the classes are those of `outcome`."""

    patient: Message
    physio: Message


def link_words(
    estimate: LinkEstimate, *, adjusted_p: float | None = None, exploratory: bool = False
) -> Words:
    """Return the words of a link; the arguments are those of `classify_link`."""
    outcome = classify_link(estimate, adjusted_p=adjusted_p, exploratory=exploratory)
    if estimate.refusal is not None:
        return Words(_link_refused(outcome, estimate), _link_refused_physio(outcome, estimate))
    p_value = adjusted_p if adjusted_p is not None else estimate.p_value
    return Words(_link_patient(outcome, estimate), _link_physio(outcome, estimate, p_value or 0.0))


def _link_patient(outcome: LinkOutcome, estimate: LinkEstimate) -> Message:
    effect, low, high = answered(estimate)
    size = _size(effect, low, high)
    if outcome is LinkOutcome.CLEAR:
        return message(
            "link",
            "Pain tended to be lower after the weeks you kept up the routine: about {effect} "
            "points (likely {low} to {high}) between keeping it up fully and not at all. This is "
            "a pattern, not proof that the exercises caused it.",
            **size,
        )
    if outcome is LinkOutcome.CLEAR_WRONG_SIGN:
        return message(
            "link",
            "Pain tended to be higher after the weeks you did more. The load may be too high, or "
            "you did more while something else flared. Show this to your physio.",
        )
    if outcome is LinkOutcome.POSSIBLE and effect < 0.0:
        return message(
            "link",
            "A possible link, not yet firm: about {effect} points lower (likely {low} to {high}) "
            "with the routine kept up. More weeks will tell.",
            **size,
        )
    if outcome is LinkOutcome.POSSIBLE:
        return message(
            "link",
            "A possible link, not yet firm: about {effect} points higher (likely {low} to {high}) "
            "with the routine kept up. More weeks will tell.",
            **size,
        )
    if outcome is LinkOutcome.SMALL_AT_MOST:
        return message_n(
            "link",
            "Your diary suggests the routine makes less than about {count} point of difference to "
            "day-to-day pain either way. It may still help strength and function.",
            "Your diary suggests the routine makes less than about {count} points of difference "
            "to day-to-day pain either way. It may still help strength and function.",
            int(SMALL_POINTS),
        )
    return _link_wide(low, high, size)


def _link_wide(low: float, high: float, size: dict[str, Value]) -> Message:
    if low < 0.0 < high:
        return message(
            "link",
            "We cannot see a clear link yet. The real difference could be anywhere from {low} "
            "points lower to {high} points higher. This does not mean the routine is not working.",
            low=points(-low),
            high=points(high),
        )
    if low < 0.0:
        return message(
            "link",
            "We cannot see a clear link yet. The real difference could be anywhere from {low} to "
            "{high} points lower. This does not mean the routine is not working.",
            **size,
        )
    return message(
        "link",
        "We cannot see a clear link yet. The real difference could be anywhere from {low} to "
        "{high} points higher. This does not mean the routine is not working.",
        **size,
    )


def _link_refused(outcome: LinkOutcome, estimate: LinkEstimate) -> Message:
    if outcome is LinkOutcome.BARELY_VARIED:
        return message(
            "link",
            "You did almost the same amount all along, so there is nothing to compare. Keep going "
            "– do not skip sessions just to create data.",
        )
    if outcome is LinkOutcome.FOLLOWS_TIME:
        return message(
            "link",
            "Your pain and your routine both changed steadily over the same time. Either could "
            "explain the other, or simply time could. We do not credit one for the other.",
        )
    if outcome is LinkOutcome.PAIN_CONSTANT:
        return message(
            "link",
            "Your pain was the same on every day you logged, so there is nothing to compare. "
            "Keep noting what you feel, whatever it is.",
        )
    return message_n(
        "link",
        "Not enough diary days yet to answer this honestly: {n} in {count} day. 8–12 weeks with "
        "logs on good and bad days usually makes it possible to look.",
        "Not enough diary days yet to answer this honestly: {n} in {count} days. 8–12 weeks with "
        "logs on good and bad days usually makes it possible to look.",
        estimate.span_days,
        n=estimate.n,
    )


def _link_physio(outcome: LinkOutcome, estimate: LinkEstimate, p_value: float) -> Message:
    effect, low, high = answered(estimate)
    values: dict[str, Value] = {
        "effect": points(effect),
        "low": points(low),
        "high": points(high),
        "n": estimate.n,
        "tau": int(TIME_CONSTANT),
        **_p(p_value),
    }
    if outcome is LinkOutcome.CLEAR:
        return message(
            "link for the physio",
            "Estimate {effect} points, 95 % interval {low} to {high}, p {sign} {p}; adjusted for "
            "linear trend, start-up, weekday, AR(1)+noise; exposure τ {tau} d, lag 1 d; {n} days. "
            "Observational, one person; illness and workload not excluded.",
            **values,
        )
    if outcome is LinkOutcome.CLEAR_WRONG_SIGN:
        return message(
            "link for the physio",
            "Estimate +{effect} points, 95 % interval {low} to {high}, p {sign} {p}; adjusted for "
            "linear trend, start-up, weekday, AR(1)+noise; exposure τ {tau} d, lag 1 d; {n} days. "
            "Consider load, and reverse causation. Observational, one person; illness and "
            "workload not excluded.",
            **values,
        )
    if outcome is LinkOutcome.POSSIBLE:
        return message(
            "link for the physio",
            "Estimate {effect} points, 95 % interval {low} to {high}, p {sign} {p}, {n} days; not "
            "firm under repeated looks.",
            **values,
        )
    if outcome is LinkOutcome.SMALL_AT_MOST:
        return message(
            "link for the physio",
            "95 % interval {low} to {high} points, {n} days; excludes a difference of {small} "
            "point or more either way.",
            **values,
            small=int(SMALL_POINTS),
        )
    return message(
        "link for the physio",
        "95 % interval {low} to {high} points, {n} days; uninformative.",
        **values,
    )


def _link_refused_physio(outcome: LinkOutcome, estimate: LinkEstimate) -> Message:
    if outcome is LinkOutcome.BARELY_VARIED:
        return message(
            "link for the physio",
            "SD of the exposure {sd}; not identifiable.",
            sd=round(estimate.sd_a or 0.0, 3),
        )
    if outcome is LinkOutcome.FOLLOWS_TIME:
        return message(
            "link for the physio",
            "{share} of the exposure’s SD is left beside time and weekday; collinear with time.",
            share=round((estimate.sd_e or 0.0) / (estimate.sd_a or 1.0), 2),
        )
    if outcome is LinkOutcome.PAIN_CONSTANT:
        return message(
            "link for the physio",
            "Pain identical on all {n} logged days; nothing to estimate.",
            n=estimate.n,
        )
    if estimate.half_width is None:
        return message(
            "link for the physio",
            "{n} of {span} days logged; too few to estimate.",
            n=estimate.n,
            span=estimate.span_days,
        )
    return message(
        "link for the physio",
        "{n} of {span} days logged; the interval to be expected is ±{half_width} points.",
        n=estimate.n,
        span=estimate.span_days,
        half_width=points(estimate.half_width),
    )


def trend_words(estimate: TrendEstimate) -> Words:
    """Return the words of a trend."""
    outcome = classify_trend(estimate)
    if outcome is TrendOutcome.TOO_LITTLE_DATA:
        return _both(
            message(
                "trend",
                "Not enough diary days yet to tell a direction ({n}). It takes at least "
                "{least} logged days over {weeks} weeks.",
                n=estimate.n,
                least=TREND_LEAST_LOGGED,
                weeks=TREND_LEAST_SPAN // 7,
            )
        )
    numbers = _trend_physio(estimate)
    if outcome is TrendOutcome.TOO_EARLY:
        return Words(
            message(
                "trend",
                "Too early to call a direction; from {weeks} weeks of diary on it can be done.",
                weeks=TREND_WORDS_FROM_DAYS // 7,
            ),
            numbers,
        )
    if outcome is TrendOutcome.NO_DIRECTION:
        return Words(message("trend", "No clear direction yet."), numbers)
    effect, low, high = answered(estimate)
    near, far = sorted((abs(low), abs(high)))
    size: dict[str, Value] = {
        "effect": per_week(abs(effect)),
        "low": per_week(near),
        "high": per_week(far),
    }
    if outcome is TrendOutcome.LOWER:
        text = message(
            "trend", "About {effect} points lower per week (likely {low} to {high}).", **size
        )
    else:
        text = message(
            "trend", "About {effect} points higher per week (likely {low} to {high}).", **size
        )
    return Words(text, numbers)


def _trend_physio(estimate: TrendEstimate) -> Message:
    effect, low, high = answered(estimate)
    return message(
        "trend for the physio",
        "{effect} points per week, 95 % interval {low} to {high}, p {sign} {p}; linear, "
        "AR(1)+noise errors, {n} days over {span}.",
        effect=per_week(effect),
        low=per_week(low),
        high=per_week(high),
        n=estimate.n,
        span=estimate.span_days,
        **_p(estimate.p_value or 0.0),
    )


def change_words(estimate: ChangeEstimate) -> Words:
    """Return the words of a change since the start."""
    outcome = classify_change(estimate)
    if outcome is ChangeOutcome.TOO_LITTLE_DATA:
        return _both(
            message(
                "change",
                "Not enough diary days yet to compare with the start. It takes six weeks, with "
                "five logged days in the first two weeks and in the last two.",
            )
        )
    effect, low, high = answered(estimate)
    numbers = message(
        "change for the physio",
        "Last against first 14 days: {effect} points, 95 % interval {low} to {high}, p {sign} {p}; "
        "probability of a fall by {least} points {mcid} %, by 30 % {part} %.",
        effect=points(effect),
        low=points(low),
        high=points(high),
        least=int(WORTHWHILE_POINTS),
        # Never rounded up: 95 % stands for "very likely", 80 % for "probably".
        mcid=int(100.0 * (estimate.conf_mcid or 0.0)),
        part=int(100.0 * (estimate.conf_30pct or 0.0)),
        **_p(estimate.p_value or 0.0),
    )
    least = int(WORTHWHILE_POINTS)
    if outcome is ChangeOutcome.VERY_LIKELY:
        text = message(
            "change",
            "Very likely at least {least} points lower than at the start: a worthwhile change.",
            least=least,
        )
    elif outcome is ChangeOutcome.PROBABLY:
        text = message(
            "change",
            "Probably at least {least} points lower than at the start: a worthwhile change.",
            least=least,
        )
    else:
        text = message("change", "No worthwhile change shown yet.")
    return Words(text, numbers)


def points(value: float) -> float:
    """Round points for reading: one decimal, two below 0.1 and where "1 points" would be read."""
    rounded = round(value, 1)
    return round(value, 2) + 0.0 if abs(value) < 0.1 or abs(rounded) == 1.0 else rounded


def per_week(value: float) -> float:
    """Round points per week for reading: two decimals, three below 0.01."""
    return round(value, 2 if abs(value) >= 0.01 else 3) + 0.0


def _size(effect: float, low: float, high: float) -> dict[str, Value]:
    near, far = sorted((abs(low), abs(high)))
    return {"effect": points(abs(effect)), "low": points(near), "high": points(far)}


def _p(p_value: float) -> dict[str, Value]:
    if p_value < 0.001:
        return {"sign": "<", "p": 0.001}
    return {"sign": "=", "p": round(p_value, 3)}


def _both(text: Message) -> Words:
    return Words(text, text)
