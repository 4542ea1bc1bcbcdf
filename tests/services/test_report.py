"""The report: what it says of a diary, and that it says nothing nobody chose to share."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from rehabdesk.domain.check_in import CheckIn
from rehabdesk.domain.errors import InputError, KnownError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import PainEntry, PainKind
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.reports.drawing.canvas import Picture, Words
from rehabdesk.reports.report import Report, Table
from rehabdesk.reports.report_html import report_html
from rehabdesk.services.demo import make_demo
from rehabdesk.services.diaries import create_diary, open_diary
from rehabdesk.services.language import PSEUDO, translator_for
from rehabdesk.services.progress import CancelledError
from rehabdesk.services.reporting.choices import choose_notes, person, set_person
from rehabdesk.services.reporting.compare import around_change, latest_change
from rehabdesk.services.reporting.data import read_data
from rehabdesk.services.reporting.exercises_part import exercise_numbers
from rehabdesk.services.reporting.notes_part import notes_in
from rehabdesk.services.reporting.options import (
    ALL_SECTIONS,
    NotesShown,
    ReportOptions,
    SectionName,
    Span,
)
from rehabdesk.services.reporting.report import make_report, report_pdf, save_report
from rehabdesk.store.diary import Diary

TR = translator_for("en_GB")
CLOCK = FixedClock(dt.datetime(2026, 6, 17, 21, 30, tzinfo=dt.timezone(dt.timedelta(hours=2))))
LABEL = message("change", "Something done")
KNEE = SidedRegion("knee_inner", Side.LEFT)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Diary]:
    path = tmp_path_factory.mktemp("report") / "demo.rehab"
    make_demo(path, CLOCK, TR)
    with open_diary(path, CLOCK, read_only=True).diary as diary:
        yield diary


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Diary]:
    with create_diary(tmp_path / "empty.rehab", CLOCK).diary as diary:
        yield diary


def report(diary: Diary, **more: object) -> Report:
    return make_report(diary, CLOCK, TR, ReportOptions(**more))  # type: ignore[arg-type]


def texts(one: Report) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(report_pdf(one, TR).pages[0]))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def add_entry(diary: Diary, number: int, value: float, note: str = "", **more: object) -> None:
    day = dt.date(2026, 6, 17) - dt.timedelta(days=number)
    start = PainEntry(f"e{number}", day, None, KNEE, PainKind.NOW, value, note=note)
    with diary.change(LABEL):
        diary.pain.add(dataclasses.replace(start, **more))  # type: ignore[arg-type]


# ---------------------------------------------------------------- page one


def test_first_page_of_the_demo_says_what_a_physio_needs(demo: Diary) -> None:
    pages = texts(report(demo))
    for words in (
        "Rehab summary", "Inner knee L", "Days with an entry", "entered after the day",
        "Where it hurts", "Start:", "Now:", "v2", "Trend a week", "Worthwhile change",
        "Does the routine go together with less pain?", "95 % interval", "Exercises", "Sets done",
        "Pain during", "Morning after worse", "To look at",
        "Self-reported by the patient, not a clinical measurement.", "AR(1)+noise",
    ):  # fmt: skip
        assert words in pages[0], words
    assert "Region by region" in pages[1]


def test_first_page_fits_on_one_page_of_each_paper(demo: Diary) -> None:
    for paper in ("a4", "letter"):
        one = report(demo, paper=paper, sections=frozenset(), notes=NotesShown.ALL)
        assert len(texts(one)) == 1


def test_numbers_are_the_diarys_own(demo: Diary) -> None:
    data = read_data(demo, CLOCK, ReportOptions())
    days = {one.day for one in demo.pain.between(None, None)}
    days |= {one.day for one in demo.check_ins.between(None, None)}
    days |= {one.day for one in demo.sessions.between(None, None)}
    assert data.logged.days == len(days)
    pain = demo.pain.between(None, None)
    late = sum(one.backfilled for one in pain)
    late += sum(one.backfilled for one in demo.sessions.between(None, None))
    late += sum(one.backfilled for one in demo.check_ins.between(None, None))
    assert data.logged.backfilled == late
    fact = report(demo).first.facts[-1]
    assert fact.value == f"{len(days)} of {data.span.days}"


def test_sets_done_of_the_exercises_add_up_to_the_hip_dose(demo: Diary) -> None:
    data = read_data(demo, CLOCK, ReportOptions())
    hip = data.material.book.hip
    numbers = [one for one in exercise_numbers(data) if one.item.exercise in hip]
    due = [one for one in data.doses if one.share is not None]
    assert sum(one.prescribed for one in numbers) == pytest.approx(
        sum(one.prescribed for one in due)
    )
    assert sum(one.performed for one in numbers) == pytest.approx(sum(one.performed for one in due))


def test_empty_diary_has_a_page_that_says_so(empty: Diary) -> None:
    pages = texts(report(empty))
    assert len(pages) == 1
    assert "There are no pain entries in these days" in pages[0]


def test_single_day(empty: Diary) -> None:
    add_entry(empty, 0, 4.0)
    pages = texts(report(empty, sections=frozenset()))
    assert len(pages) == 1
    assert "1 of 1" in pages[0]
    assert "too early to say" in pages[0]


def test_diary_nobody_writes_into_any_more_ends_with_its_last_entry(empty: Diary) -> None:
    add_entry(empty, 400, 4.0)
    add_entry(empty, 390, 3.0)
    data = read_data(empty, CLOCK, ReportOptions())
    assert data.span == Span(dt.date(2025, 5, 13), dt.date(2025, 5, 23))


def test_chosen_period_is_exploratory_and_kept_to(demo: Diary) -> None:
    first, last = dt.date(2026, 3, 1), dt.date(2026, 5, 31)
    one = report(demo, first=first, last=last)
    assert one.stamp == "1 Mar – 31 May 2026"
    assert one.first.link is not None
    assert "exploratory" in " ".join(one.first.link.lines)
    assert "exploratory" not in " ".join((report(demo).first.link or one.first.flags).lines)


def test_period_that_ends_before_it_begins_is_refused(demo: Diary) -> None:
    with pytest.raises(InputError, match="first day is after its last"):
        report(demo, first=dt.date(2026, 5, 2), last=dt.date(2026, 5, 1))


def test_days_before_the_diary_and_after_today_are_not_expected(empty: Diary) -> None:
    for ago in range(10):
        add_entry(empty, ago, 4.0)
    wide = ReportOptions(first=dt.date(1990, 1, 1), last=dt.date(2040, 1, 1))
    span = Span(dt.date(2026, 6, 8), dt.date(2026, 6, 17))
    assert read_data(empty, CLOCK, wide).span == span
    with pytest.raises(InputError, match="still to come"):
        report(empty, first=dt.date(2026, 6, 18))


def test_days_without_any_entry_have_a_page_all_the_same(demo: Diary) -> None:
    gap = ReportOptions(first=dt.date(2026, 3, 3), last=dt.date(2026, 3, 9))
    silent = make_report(demo, CLOCK, TR, gap)
    assert texts(silent)
    early = report(demo, last=dt.date(2020, 1, 1))
    assert "There are no pain entries in these days" in texts(early)[0]


# ---------------------------------------------------------------- what nobody chose to share


def test_note_is_shared_only_if_chosen(empty: Diary) -> None:
    add_entry(empty, 1, 4.0, "walked far")
    add_entry(empty, 0, 4.0, "argued at home")
    with empty.change(LABEL):
        empty.check_ins.save(CheckIn("c1", dt.date(2026, 6, 17), note="slept badly"))
    secret = ("walked far", "argued at home", "slept badly")
    for words in secret:
        assert words not in " ".join(texts(report(empty)))
        assert words not in report_html(report(empty), TR)
        assert words in " ".join(texts(report(empty, notes=NotesShown.ALL)))
    choose_notes(empty, ["e1"])
    shown = " ".join(texts(report(empty)))
    assert "walked far" in shown
    assert "argued at home" not in shown
    assert "slept badly" not in shown
    assert "walked far" not in " ".join(texts(report(empty, notes=NotesShown.NONE)))


def test_notes_are_found_by_day(empty: Diary) -> None:
    add_entry(empty, 0, 4.0, "late")
    add_entry(empty, 5, 4.0, "early")
    span = Span(dt.date(2026, 6, 1), dt.date(2026, 6, 17))
    data = read_data(empty, CLOCK, ReportOptions())
    assert [one.text for one in notes_in(empty, span, data.regions, TR)] == ["early", "late"]


def test_name_is_there_only_if_entered_and_can_be_left_out(empty: Diary) -> None:
    add_entry(empty, 0, 4.0)
    assert report(empty).person == ()
    set_person(empty, "  Ada   Example ", dt.date(1970, 1, 2), dt.date(2026, 6, 17))
    assert report(empty).person == ("Ada Example", "born 2 Jan 1970")
    assert report(empty, with_name=False).person == ()
    assert "Ada" not in " ".join(texts(report(empty, with_name=False)))
    set_person(empty, "", None, dt.date(2026, 6, 17))
    assert (person(empty).name, person(empty).born) == ("", None)
    with pytest.raises(InputError):
        set_person(empty, "", dt.date(2027, 1, 1), dt.date(2026, 6, 17))


# ---------------------------------------------------------------- strange texts


STRANGE = (
    "<script>alert(1)</script>", "\u202eright to left", "שלום עולם", "🦵 sore 🙂",
    "../../etc/passwd", '#import "x"', "=1+1", "$\\sum$", "a" * 3000, "**bold** _x_ @ref <label>",
)  # fmt: skip


def test_strange_texts_are_harmless(empty: Diary) -> None:
    for number, text in enumerate(STRANGE):
        add_entry(empty, number, 4.0, text)
    set_person(empty, STRANGE[0], None, dt.date(2026, 6, 17))
    one = report(empty, notes=NotesShown.ALL)
    shown = " ".join(texts(one))
    assert "<script>alert(1)</script>" in shown
    assert "../../etc/passwd" in shown
    page = report_html(one, TR)
    assert "<script" not in page
    assert "\u202e" not in page
    assert "&lt;script&gt;" in page


# ---------------------------------------------------------------- files


def test_same_diary_gives_the_same_bytes(demo: Diary, tmp_path: Path) -> None:
    later = FixedClock(CLOCK.moment + dt.timedelta(hours=1))
    options = ReportOptions(notes=NotesShown.ALL)
    for name in ("r.pdf", "r.html"):
        save_report(make_report(demo, CLOCK, TR, options), TR, tmp_path / name)
        save_report(make_report(demo, later, TR, options), TR, tmp_path / f"later-{name}")
        assert (tmp_path / name).read_bytes() == (tmp_path / f"later-{name}").read_bytes()


def test_pdf_is_tagged_and_every_figure_has_an_alternative(demo: Diary) -> None:
    content = report_pdf(report(demo), TR).pages[0]
    reader = pypdf.PdfReader(io.BytesIO(content))
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en"
    assert b"pdfuaid:part" in content
    figures = list(_figures(catalogue["/StructTreeRoot"]))
    assert len(figures) > 6
    assert all(str(one.get("/Alt", "")) for one in figures)


def _figures(element: pypdf.generic.DictionaryObject) -> Iterator[pypdf.generic.DictionaryObject]:
    if element.get("/S") == "/Figure":
        yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object()
        if isinstance(found, pypdf.generic.DictionaryObject):
            yield from _figures(found)


def test_only_the_shipped_letters_are_used(demo: Diary) -> None:
    reader = pypdf.PdfReader(io.BytesIO(report_pdf(report(demo), TR).pages[0]))
    fonts = {
        font.get_object()["/BaseFont"].split("+")[-1]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts <= {f"SourceSansPro-{style}" for style in ("Regular", "Semibold", "Bold")} | {
        f"/SourceSansPro-{style}" for style in ("Regular", "Semibold", "Bold")
    }


def test_sections_are_as_wanted(demo: Diary) -> None:
    one = report(demo, sections=frozenset({SectionName.PLAN, SectionName.SESSIONS}))
    assert [section.title for section in one.sections] == ["Sessions", "Plan versions"]
    every = report(demo, sections=ALL_SECTIONS, notes=NotesShown.ALL)
    assert {"Region by region", "Sessions", "Plan versions", "Notes"} <= {
        section.title for section in every.sections
    }


def test_asking_to_stop_stops(demo: Diary) -> None:
    class Stop:
        def report(self, done: int, total: int) -> None:
            assert 0 < done <= total

        def cancelled(self) -> bool:
            return True

    with pytest.raises(CancelledError):
        make_report(demo, CLOCK, TR, ReportOptions(), Stop())


def test_diary_is_never_replaced_by_a_report(demo: Diary) -> None:
    with pytest.raises(KnownError):
        save_report(report(demo), TR, demo.path)


# ---------------------------------------------------------------- two periods


def test_periods_around_a_plan_change_are_equally_long(demo: Diary) -> None:
    found = latest_change(demo, dt.date(2026, 6, 17))
    assert found is not None
    before, after = found
    assert before.days == after.days
    assert before.last + dt.timedelta(days=1) == after.first
    versions = demo.plans.versions()
    assert after.first == versions[-1].from_day
    assert around_change(versions, versions[-1], after.first, after.first) is None


def test_two_periods_are_shown_on_the_same_scales(demo: Diary) -> None:
    spans = (
        Span(dt.date(2026, 3, 1), dt.date(2026, 3, 31)),
        Span(dt.date(2026, 5, 1), dt.date(2026, 6, 14)),
    )
    section = report(demo, compare=spans).sections[0]
    table = section.parts[0]
    assert isinstance(table, Table)
    data = read_data(demo, CLOCK, ReportOptions(first=spans[0].first, last=spans[1].last))
    means = [data.window_mean(KNEE, span) for span in spans]
    assert means[0] is not None
    assert means[1] is not None
    row = next(row for row in table.rows if row[0] == "Inner knee L")
    assert row[1] == f"{means[0][0]:.1f} ({means[0][1]} days)"
    difference = means[1][0] - means[0][0]
    assert row[3].replace("−", "-") == f"{difference:+.1f}"


# ---------------------------------------------------------------- language


def _strings(value: object) -> Iterator[str]:
    """Every text of a report, wherever it stands."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Words):
        yield value.text
    elif isinstance(value, Picture):
        yield from (one.text for one in value.words)
    elif dataclasses.is_dataclass(value):
        for one in dataclasses.fields(value):
            yield from _strings(getattr(value, one.name))
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _strings(part)
    elif callable(value):
        yield from _strings(value())


def test_everything_is_said_through_the_translator(demo: Diary) -> None:
    """In the pseudo-language every translated text is in brackets; what is outside is data."""
    tr = translator_for(PSEUDO)
    compare = latest_change(demo, dt.date(2026, 6, 17))
    options = ReportOptions(notes=NotesShown.NONE, compare=compare)
    one = make_report(demo, CLOCK, tr, options)
    months = {tr.date(dt.date(2026, month, 1), "month") for month in range(1, 13)}
    entered = {version.title for version in demo.plans.versions()}
    entered |= {activity.name for activity in demo.measures.own_activities()}
    entered |= {total.name for total in demo.measures.totals()}
    entered |= {activity.activity for activity in demo.loads.activities(None, None)}
    for text in _strings(one):
        if text in {"a4", "letter", "start", "middle", "end"} or text.startswith("#"):
            continue
        left = [word for word in _untranslated(text, entered) if word not in months]
        assert not left, text


def _untranslated(text: str, entered: set[str]) -> list[str]:
    """The words outside of all brackets that nobody entered."""
    for word in entered:
        text = text.replace(word, "")
    before = ""
    while text != before:
        before, text = text, re.sub(r"\[[^\[\]]*\]", "", text)
    return re.findall(r"[A-Za-z]{2,}", text)
