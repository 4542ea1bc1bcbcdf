"""Red flags, self-tests and other measures in the report; page one stays one page."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdf
import pytest

from rehabdesk.domain.load import ActivityLoad, Help, HelpMark, Swelling
from rehabdesk.domain.measures import (
    ActivityRating,
    ChangeRating,
    OwnActivity,
    QuestionnaireTotal,
)
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import PainEntry, PainKind
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.safety import Cause, Clearance, SafetyAnswer, SafetyCheck
from rehabdesk.domain.self_test import SelfTestResult
from rehabdesk.domain.text import message
from rehabdesk.reports.report import Report, Table
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.demo import make_demo
from rehabdesk.services.diaries import create_diary, open_diary
from rehabdesk.services.language import translator_for
from rehabdesk.services.reporting.choices import set_person
from rehabdesk.services.reporting.options import NotesShown, ReportOptions, SectionName, Span
from rehabdesk.services.reporting.report import make_report, report_pdf
from rehabdesk.services.reporting.safety_lines import safety_lines
from rehabdesk.services.reporting.self_test_parts import self_test_parts
from rehabdesk.services.safety.rules import load_safety_rules
from rehabdesk.store.diary import Diary

TR = translator_for("en_GB")
CLOCK = FixedClock(dt.datetime(2026, 6, 17, 21, 30, tzinfo=dt.timezone(dt.timedelta(hours=2))))
TODAY = dt.date(2026, 6, 17)
SPAN = Span(TODAY - dt.timedelta(days=60), TODAY)
LABEL = message("change", "Something done")
FLAGS = ("cancer", "inflammatory", "spread_nerve", "dvt", "locked")


@pytest.fixture
def diary(tmp_path: Path) -> Iterator[Diary]:
    with create_diary(tmp_path / "d.rehab", CLOCK).diary as diary:
        yield diary


def answer(diary: Diary, flags: Sequence[str], *, yes: bool = True, ago: int = 5) -> None:
    rules = load_safety_rules()
    with diary.change(LABEL):
        for flag in flags:
            found = rules.flag(flag)
            assert found is not None
            day = TODAY - dt.timedelta(days=ago)
            check = SafetyCheck(f"c-{flag}-{ago}", day, CLOCK.now(), Cause.MONTHLY)
            diary.safety.add_check(check)
            diary.safety.add_answer(
                SafetyAnswer(f"a-{flag}-{ago}", check.id, flag, found.urgency, yes, (), CLOCK.now())
            )


def report(diary: Diary, **more: object) -> Report:
    return make_report(diary, CLOCK, TR, ReportOptions(**more))  # type: ignore[arg-type]


def pages(one: Report) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(report_pdf(one, TR).pages[0]))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


# ---------------------------------------------------------------- red flags


def test_nothing_asked_and_nothing_yes_are_different_things(diary: Diary) -> None:
    assert safety_lines(diary, SPAN, TR) == [
        "The red-flag questions were not answered in these days."
    ]
    answer(diary, ["dvt"], yes=False)
    assert safety_lines(diary, SPAN, TR) == [
        "No red-flag question was answered with yes in these days; last asked on 12 Jun."
    ]


def test_most_urgent_yes_comes_first_with_what_became_of_it(diary: Diary) -> None:
    answer(diary, ["spread_nerve", "dvt"])
    with diary.change(LABEL):
        seen = Clearance("k", "a-spread_nerve-5", TODAY, "Dr Private", "a private word")
        diary.safety.add_clearance(seen)
    lines = safety_lines(diary, SPAN, TR)
    assert lines[0].startswith("Red flag, Same day, 12 Jun: Is one calf newly swollen")
    assert lines[0].endswith("Yes; nobody has seen it yet.")
    assert lines[1].endswith("Yes; seen by a professional on 17 Jun.")
    assert "rivate" not in " ".join(pages(report(diary, notes=NotesShown.ALL)))


def test_answers_of_other_days_are_not_in_it(diary: Diary) -> None:
    answer(diary, ["dvt"], ago=200)
    assert safety_lines(diary, SPAN, TR) == [
        "The red-flag questions were not answered in these days."
    ]


# ---------------------------------------------------------------- self-tests and function


def test_self_tests_by_side_with_their_error(diary: Diary) -> None:
    with diary.change(LABEL):
        for number, (side, score, ago) in enumerate(
            ((Side.LEFT, 20.0, 40), (Side.RIGHT, 30.0, 40), (Side.LEFT, 27.0, 2),
             (Side.RIGHT, 30.0, 2), (Side.LEFT, 1.0, 300))
        ):  # fmt: skip
            day = TODAY - dt.timedelta(days=ago)
            diary.self_tests.add(
                SelfTestResult(f"t{number}", day, None, "hip_abd_hold", "", side, score,
                               note="private")
            )  # fmt: skip
    (table,) = self_test_parts(diary, SPAN, TR)
    assert isinstance(table, Table)
    (row,) = table.rows
    assert row[1:4] == ("20 s → 27 s", "30 s → 30 s", "90\u00a0%")
    assert "private" not in " ".join(pages(report(diary, first=SPAN.first, last=SPAN.last)))


def test_own_activities_change_and_totals(diary: Diary) -> None:
    with diary.change(LABEL):
        diary.measures.save_own_activity(OwnActivity("o", "Stairs to the flat", 0))
        for number, value in enumerate((3.0, 7.0)):
            day = TODAY - dt.timedelta(days=20 - 10 * number)
            diary.measures.save_rating(ActivityRating(f"r{number}", day, None, "o", value))
        diary.measures.save_change_rating(ChangeRating("c", TODAY, None, 2, "private"))
        diary.measures.save_total(QuestionnaireTotal("q", TODAY, "KOOS-PS", 40.0, "private"))
    section = report(diary, first=SPAN.first, last=SPAN.last,
                     sections=frozenset({SectionName.SELF_TESTS})).sections[0]  # fmt: skip
    tables = [part for part in section.parts if isinstance(part, Table)]
    cells = [cell for table in tables for row in table.rows for cell in row]
    assert cells[:3] == ["Stairs to the flat", "3 → 7", "2"]
    assert "Much better" in cells
    assert cells[-3:] == ["KOOS-PS", "40", "1"]
    assert "private" not in " ".join(cells)


# ---------------------------------------------------------------- what else was there


def test_swelling_flares_activities_and_what_helped(diary: Diary) -> None:
    with diary.change(LABEL):
        for ago in range(40):
            day = TODAY - dt.timedelta(days=ago)
            value = 8.0 if 10 <= ago < 14 else 2.0
            entry = PainEntry(f"k{ago}", day, None, SidedRegion("knee_inner", Side.LEFT),
                              PainKind.NOW, value)  # fmt: skip
            diary.pain.add(entry)
        for ago in (3, 4):
            day = TODAY - dt.timedelta(days=ago)
            diary.loads.add_swelling(Swelling(f"s{ago}", day, Side.LEFT))
            diary.loads.save_help(HelpMark(f"h{ago}", day, Help.MEDICATION, "a private pill"))
            diary.loads.add_activity(ActivityLoad(f"a{ago}", day, "Walk", 10 * ago, 3))
    one = report(diary, notes=NotesShown.ALL)
    looked_at = " ".join(one.first.flags.lines)
    assert "Swollen knee L on 2 days." in looked_at
    assert "2 flares, the last from 13 Jun." in looked_at
    section = next(part for part in one.sections if part.title == "Activity and what helped")
    rows = [row for part in section.parts if isinstance(part, Table) for row in part.rows]
    assert rows == [("Medication", "2 days"), ("Walk", "2", "35 min", "3")]
    assert "private" not in " ".join(pages(one))


# ---------------------------------------------------------------- page one


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_first_page_stays_one_page_when_everything_is_full(tmp_path: Path, paper: str) -> None:
    path = tmp_path / "full.rehab"
    make_demo(path, CLOCK, TR)
    with open_diary(path, CLOCK).diary as diary:
        with diary.change(LABEL):
            for place, where in enumerate(load_regions().sided()):
                for ago in range(0, 60, 4):
                    day = TODAY - dt.timedelta(days=ago)
                    kind = PainKind.WORST if (place + ago) % 3 else PainKind.NOW
                    diary.pain.add(
                        PainEntry(f"{where}{ago}", day, None, where, kind, float(ago % 11),
                                  note="word " * 60)
                    )  # fmt: skip
        answer(diary, FLAGS)
        set_person(diary, "W" * 80, dt.date(1970, 1, 2), TODAY)
        found = pages(report(diary, notes=NotesShown.ALL, paper=paper))
    assert "Self-reported by the patient, not a clinical measurement." in found[0]
    assert "Does the routine go together" in found[0]
    assert "To look at" in found[1]
    assert found[1].index("To look at") < 80


def test_region_that_is_new_has_no_start(diary: Diary) -> None:
    knee, hip = SidedRegion("knee_inner", Side.LEFT), SidedRegion("hip_outer", Side.LEFT)
    with diary.change(LABEL):
        for ago in range(60):
            day = TODAY - dt.timedelta(days=ago)
            diary.pain.add(PainEntry(f"k{ago}", day, None, knee, PainKind.NOW, 4.0))
            if ago < 5:
                diary.pain.add(PainEntry(f"h{ago}", day, None, hip, PainKind.NOW, 2.0))
    table = report(diary).first.regions
    assert table is not None
    assert [row[1] for row in table.rows] == ["4.0 → 4.0", "– → 2.0"]


def test_short_period_has_one_map_of_all_its_days(diary: Diary) -> None:
    with diary.change(LABEL):
        for ago, value in ((0, 2.0), (19, 6.0)):
            day = TODAY - dt.timedelta(days=ago)
            where = SidedRegion("knee_inner", Side.LEFT)
            diary.pain.add(PainEntry(f"k{ago}", day, None, where, PainKind.NOW, value))
    first = report(diary).first
    assert first.maps is not None
    assert [row.caption for row in first.maps.pairs] == ["All days: 29 May – 17 Jun 2026"]
    assert "Inner knee L 4" in first.maps.pairs[0].figures[0].alternative
    assert first.regions is not None
    assert first.regions.rows[0][1] == "4.0"
