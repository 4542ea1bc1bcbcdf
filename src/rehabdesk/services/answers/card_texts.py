"""The sentences of the link card and of what stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rehabdesk.analysis.link import LEAST_LOGGED, LEAST_SPAN
from rehabdesk.analysis.outcome import LinkOutcome
from rehabdesk.domain.regions import RegionCatalogue
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.services.answers.answers import Basis, LinkAnswer
from rehabdesk.services.answers.primary import FIRST_DAYS, PrimaryRegion
from rehabdesk.services.answers.stretches import Stretch
from rehabdesk.services.trend_texts import kind_name, percent, period, region_name, signed

#: What is said after a region's name where there is no answer.
REFUSAL_TITLES: Mapping[LinkOutcome, Message] = MappingProxyType(
    {
        LinkOutcome.TOO_LITTLE_DATA: message("link card", "{region}: too early to say"),
        LinkOutcome.BARELY_VARIED: message("link card", "{region}: nothing to compare"),
        LinkOutcome.FOLLOWS_TIME: message("link card", "{region}: cannot be told apart"),
        LinkOutcome.PAIN_CONSTANT: message("link card", "{region}: nothing to compare"),
    }
)


def refusal_title(tr: Translator, outcome: LinkOutcome, region: str) -> str:
    """Return the title of a card without an answer."""
    found = REFUSAL_TITLES[outcome]
    return tr.say(Message(found.context, found.text, {"region": region}))


def counts_needed(tr: Translator, answer: LinkAnswer) -> list[tuple[str, int, int]]:
    """Return what is counted as (sentence, how many there are, how many are needed).

    Empty where the counts are reached and something else is missing.
    """
    if answer.outcome is not LinkOutcome.TOO_LITTLE_DATA:
        return []
    n, span = answer.estimate.n, answer.estimate.span_days
    if n >= LEAST_LOGGED and span >= LEAST_SPAN:
        return []
    return [
        (
            tr("link card", "{n} of {needed} diary days", n=n, needed=LEAST_LOGGED),
            n,
            LEAST_LOGGED,
        ),
        (
            tr(
                "link card",
                "from first to last {span} of {needed} days",
                span=span,
                needed=LEAST_SPAN,
            ),
            span,
            LEAST_SPAN,
        ),
    ]


def nothing_to_do(tr: Translator) -> str:
    """Return that a refusal asks for nothing."""
    return tr("link card", "There is nothing you need to do differently.")


def basis_line(tr: Translator, basis: Basis) -> str:
    """Return which days, which pain and how much of the routine an answer is about."""
    if basis.first is None or basis.last is None:
        return ""
    line = tr(
        "link card",
        "{period}, {kind}",
        period=period(tr, basis.first, basis.last),
        kind=kind_name(tr, basis.kind),
    )
    if basis.adherence_share is None:
        return line
    share = percent(tr, basis.adherence_share)
    return tr("link card", "{line}; {share} of the prescribed sets done", line=line, share=share)


def whole_episode_note(tr: Translator) -> str:
    """Return that the answer does not follow the period that is shown."""
    return tr(
        "link card",
        "The answer is for the whole present episode of the diary, whatever period the chart "
        "shows, so that nobody can look for a period that suits.",
    )


def interval_in_words(tr: Translator, answer: LinkAnswer) -> str:
    """Return the numbers of the drawing for those who do not see it."""
    estimate = answer.estimate
    if estimate.effect is None or estimate.low is None or estimate.high is None:
        return ""
    return tr(
        "link card",
        "Estimate {effect} points, likely {low} to {high}; 0 means no link.",
        effect=signed(tr, estimate.effect),
        low=signed(tr, estimate.low),
        high=signed(tr, estimate.high),
    )


def primary_line(tr: Translator, primary: PrimaryRegion) -> str:
    """Return why this region is the primary one."""
    if primary.by_person:
        return tr("primary region", "Your primary region: you chose it.")
    return tr.n(
        "primary region",
        "Your primary region: the one used most in the diary’s first {count} day, as nobody has "
        "chosen.",
        "Your primary region: the one used most in the diary’s first {count} days, as nobody has "
        "chosen.",
        FIRST_DAYS,
    )


def other_line(tr: Translator) -> str:
    """Return what is different about a region that is not the primary one."""
    return tr(
        "primary region",
        "Not your primary region: looking at several regions finds more by chance, so it takes "
        "more to be called clear.",
    )


def earlier_line(tr: Translator, regions: RegionCatalogue, primary: PrimaryRegion) -> str:
    """Return what the primary region was before, or "" if it never changed."""
    if not primary.earlier:
        return ""
    latest = primary.earlier[0]
    return tr.n(
        "primary region",
        "Changed {count} time, last on {day}; before that it was {region}.",
        "Changed {count} times, last on {day}; before that it was {region}.",
        len(primary.earlier),
        day=latest.until,
        region=region_name(tr, regions, latest.where),
    )


def primary_explanation(tr: Translator) -> list[str]:
    """Return the paragraphs that stand above the choice of the primary region."""
    return [
        tr(
            "primary region",
            "Choose the region that matters most to you, before looking at its link. Its answer "
            "is given as it is.",
        ),
        tr(
            "primary region",
            "Whoever looks at many regions and keeps the nicest answer will find a link that is "
            "not there. That is why all other regions have to show more before they are called "
            "clear.",
        ),
        tr(
            "primary region",
            "You may change it. Every change stays in the diary with its day, and your physio "
            "can see it.",
        ),
    ]


def stretch_days(tr: Translator, stretch: Stretch) -> str:
    """Return the days of a stretch without their year."""
    first, last = tr.date(stretch.first, "day_month"), tr.date(stretch.last, "day_month")
    return tr("period", "{first} – {last}", first=first, last=last)


def stretch_mean(tr: Translator, stretch: Stretch) -> str:
    """Return the mean of a stretch."""
    if stretch.logged == 0:
        return tr("stretches", "no entries")
    return tr("stretches", "mean {mean}", mean=tr.number(stretch.mean, 1))


def picture_note(tr: Translator) -> str:
    """Return that the small pictures are no test."""
    return tr(
        "stretches",
        "A picture for the eye, not the test: these stretches differ in more than the routine, and "
        "pain also changes with time. The link above takes account of that. Above the middle of "
        "your own smoothed score counts as more; dots are days, lines are means.",
    )
