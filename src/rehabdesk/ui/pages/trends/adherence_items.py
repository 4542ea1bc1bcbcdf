"""Turns adherence into what its panel, the day panel and the flags show."""

from __future__ import annotations

import datetime as dt

import numpy as np

from rehabdesk.domain.text import Translator
from rehabdesk.services.adherence import DayMark
from rehabdesk.services.answers.page import AdherencePicture, PageAnswers, last_day_of
from rehabdesk.services.trend_texts import percent
from rehabdesk.ui.charts.adherence_model import AdherenceData, CellMark
from rehabdesk.ui.charts.marks import Marker, Span


def cell_names(tr: Translator) -> dict[CellMark, str]:
    """Return the words for what became of a day."""
    return {
        CellMark.REST: tr("adherence", "rest day"),
        CellMark.DONE: tr("adherence", "done"),
        CellMark.PARTIAL: tr("adherence", "part done"),
        CellMark.NOT_DONE: tr("adherence", "not done"),
        CellMark.SKIPPED: tr("adherence", "skipped"),
        CellMark.UNLOGGED: tr("adherence", "no entry"),
        CellMark.PAUSED: tr("adherence", "pause"),
    }


def adherence_data(tr: Translator, answers: PageAnswers) -> AdherenceData | None:
    """Return what the adherence panel shows, or None if nothing was prescribed yet."""
    picture = answers.adherence
    if picture is None:
        return None
    last = picture.score[np.isfinite(picture.score)]
    score = (
        tr("adherence", "smoothed, last {share}", share=percent(tr, float(last[-1])))
        if last.size
        else ""
    )
    return AdherenceData(
        name=tr.say(answers.routine),
        title=tr("adherence", "{routine}: how much of it was done each week",
                 routine=tr.say(answers.routine)),
        first_day=picture.doses[0].day.toordinal(),
        cells=tuple(CellMark(mark.value) for mark in picture.marks),
        prescribed=np.array([one.prescribed for one in picture.doses]),
        performed=np.array([one.performed for one in picture.doses]),
        score=picture.score,
        score_text=score,
        names=cell_names(tr),
        description=headline(tr, picture),
        markers=plan_markers(tr, picture),
        spans=pause_spans(tr, picture),
    )  # fmt: skip


def headline(tr: Translator, picture: AdherencePicture) -> str:
    """Return the last four weeks in one sentence, the raw counts beside the share."""
    found = picture.headline
    if found.share is None:
        return tr("adherence", "Nothing was prescribed in the last four weeks.")
    return tr(
        "adherence",
        "Last four weeks: {share} of the prescribed sets done ({done} of {prescribed}), on {days} "
        "of {due} days.",
        share=percent(tr, found.share),
        done=tr.number(found.performed, 1),
        prescribed=tr.number(found.prescribed),
        days=found.days_done,
        due=found.days_due,
    )


def day_line(tr: Translator, data: AdherenceData, day: int) -> str:
    """Return what became of a day, or "" outside the days that are known."""
    place = data.index(day)
    if place is None:
        return ""
    mark = data.cells[place]
    if mark not in {CellMark.DONE, CellMark.PARTIAL}:
        return data.names[mark]
    return tr(
        "adherence",
        "{done} of {prescribed} sets",
        done=tr.number(float(data.performed[place]), 1),
        prescribed=tr.number(float(data.prescribed[place])),
    )


def plan_markers(tr: Translator, picture: AdherencePicture) -> tuple[Marker, ...]:
    """Return a flag for each plan version that came into force."""
    days: dict[dt.date, Marker] = {}
    for version in picture.versions:
        short = tr("plan flag", "v{number}", number=version.number)
        text = short
        if version.title:
            text = tr("plan flag", "v{number} {title}", number=version.number, title=version.title)
        days[version.from_day] = Marker(version.from_day.toordinal(), text, short)
    return tuple(days.values())


def pause_spans(tr: Translator, picture: AdherencePicture) -> tuple[Span, ...]:
    """Return the agreed breaks."""
    last = picture.doses[-1].day
    name = cell_names(tr)[CellMark(DayMark.PAUSED.value)]
    return tuple(
        Span(one.first.toordinal(), last_day_of(one, last).toordinal(), name)
        for one in picture.pauses
    )
