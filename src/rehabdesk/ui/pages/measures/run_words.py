"""What a go at a self-test says at each of its steps."""

from __future__ import annotations

from rehabdesk.domain.self_test import Take, Timing, Unit
from rehabdesk.domain.text import Translator
from rehabdesk.services.measures import words
from rehabdesk.services.measures.recording import score_of
from rehabdesk.services.measures.rules import load_rules
from rehabdesk.services.measures.run import Phase, TestRun


def title(tr: Translator, run: TestRun) -> str:
    """Return what is to be done now."""
    titles = {
        Phase.PRACTISE: tr("self-test run", "Practise once"),
        Phase.COUNT: tr("self-test run", "How many?")
        if run.test.timing is Timing.COUNT_DOWN
        else tr("self-test run", "How long?"),
        Phase.PAIN: tr("self-test run", "How much did it hurt?"),
        Phase.DONE: tr("self-test run", "Save the result"),
    }
    if run.phase in titles:
        return titles[run.phase]
    if run.test.tries == 1:
        return tr("self-test run", "Now it counts")
    return tr(
        "self-test run", "Try {number} of {count}", number=run.try_number, count=run.test.tries
    )


def meta(tr: Translator, run: TestRun) -> str:
    """Return which try counts."""
    if run.phase in {Phase.PAIN, Phase.DONE}:
        return ""
    if run.test.take is Take.SECOND:
        return tr("self-test run", "the second try counts")
    return tr("self-test run", "the best counts") if run.test.tries > 1 else ""


def line(tr: Translator, run: TestRun) -> str:
    """Return how it is done."""
    if run.phase is Phase.PRACTISE:
        return tr(
            "self-test run",
            "Do it once without counting, so that you know how it goes. {steps}",
            steps=" ".join(tr.say(one) for one in run.test.steps),
        )
    if run.phase is Phase.PAIN:
        return tr(
            "self-test run",
            "0 is no pain. If you leave it out, it is kept as not known. {stop}",
            stop=tr.say(load_rules().text("stop")),
        )
    if run.phase is Phase.DONE:
        return _summary(tr, run)
    return tr.say(run.test.stop_when)


def _summary(tr: Translator, run: TestRun) -> str:
    lines = []
    for trial in run.trials:
        score = score_of(run.test, trial.tries)
        said = (
            tr("self-test run", "no result")
            if score is None
            else words.amount(tr, score, run.test.unit)
        )
        pain = (
            tr("self-test run", "pain not known")
            if trial.pain is None
            else tr("self-test run", "pain {pain}", pain=tr.number(trial.pain))
        )
        lines.append(f"{tr.say(words.your_side(trial.side))}: {said}, {pain}")
    if run.stopped:
        lines.append(
            tr(
                "self-test run",
                "That is enough for today. A result that hurt so much is kept, but not"
                " compared with others.",
            )
        )
    if not lines:
        lines.append(tr("self-test run", "There is nothing to save."))
    return "\n".join(lines)


def tries(tr: Translator, run: TestRun) -> str:
    """Return the tries of this side so far, or ""."""
    if not run.tries or run.phase is Phase.DONE:
        return ""
    said = [words.amount(tr, score, run.test.unit) for score in run.tries]
    return tr("self-test run", "So far: {tries}", tries=", ".join(said))


def action(tr: Translator, run: TestRun, *, asks: bool) -> str:
    """Return what the next thing is called."""
    if asks:
        return tr("self-test run", "Take this result")
    return {
        Phase.PRACTISE: tr("self-test run", "I have practised"),
        Phase.READY: tr("self-test run", "Start the clock"),
        Phase.LEAD_IN: tr("self-test run", "Start at once"),
        Phase.RUNNING: tr("self-test run", "Stop the clock"),
        Phase.PAIN: tr("self-test run", "Go on"),
        Phase.DONE: tr("self-test run", "Save"),
    }.get(run.phase, "")


def unit_name(tr: Translator, unit: Unit) -> str:
    """Return what is typed in."""
    return {
        Unit.REPS: tr("self-test unit", "times"),
        Unit.SECONDS: tr("self-test unit", "seconds"),
        Unit.DEGREES: tr("self-test unit", "degrees"),
        Unit.CENTIMETRES: tr("self-test unit", "centimetres"),
        Unit.FAULTS: tr("self-test unit", "faults"),
    }[unit]
