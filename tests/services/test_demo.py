"""The demo diary: the same each time, believable, and readable by everything else."""

from __future__ import annotations

import datetime as dt
import statistics
from pathlib import Path

import pytest

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.plan import ExerciseSide, SessionStatus
from rehabdesk.services import demo
from rehabdesk.services.adherence import adherence
from rehabdesk.services.demo_story import AWAY, FLARE, HIP_OUTER, KNEE_FRONT, KNEE_INNER
from rehabdesk.services.diaries import check_diary
from rehabdesk.services.interchange.exporting import diary_json
from rehabdesk.services.language import translator_for
from rehabdesk.services.session_state import status_of
from rehabdesk.store.diary import Diary


def test_the_story(clock: FixedClock) -> None:
    with demo.throw_away(clock) as diary:
        last = clock.now().date()
        first = last - dt.timedelta(demo.DEMO_DAYS - 1)
        knee = diary.pain.between(None, None, KNEE_INNER)
        values = [one.value for one in knee if one.kind is PainKind.NOW]
        assert statistics.fmean(values[:40]) - statistics.fmean(values[-40:]) >= 2
        assert len(diary.pain.between(None, None, HIP_OUTER)) > 60
        assert 10 < len(diary.pain.between(None, None, KNEE_FRONT)) < len(knee) / 2
        days = set(diary.pain.days())
        assert not days & {first + dt.timedelta(number) for number in AWAY}
        assert min(days) >= first
        assert max(days) == last
        flare = diary.pain.daily_means(KNEE_INNER, PainKind.NOW)
        around = {(day - first).days: mean for day, mean, _ in flare}
        high = [around[n] for n in range(FLARE, FLARE + 4) if n in around]
        low = [around[n] for n in range(FLARE - 10, FLARE) if n in around]
        assert statistics.fmean(high) > statistics.fmean(low) + 1
        several = [day for day in days if len(diary.pain.on_day(day)) >= 4]
        assert several
        assert all(one.value == round(one.value) for one in knee)
        assert any(one.note for one in knee)
        assert any(one.backfilled for one in knee)
        assert any(one.spot for one in knee)
        assert len(diary.check_ins.between(None, None)) > 80


def test_the_plan_and_its_sessions(clock: FixedClock) -> None:
    with demo.throw_away(clock) as diary:
        versions = diary.plans.versions()
        assert [one.number for one in versions] == [1, 2, 3]
        starts = {one.id: one.from_day for one in versions}
        sessions = diary.sessions.between(None, None)
        assert all(one.day >= starts[one.plan_version_id] for one in sessions)
        assert {one.plan_version_id for one in sessions} == set(starts)
        weeks = statistics.fmean(
            [
                sum(one.day.isocalendar()[:2] == week for one in sessions)
                for week in {one.day.isocalendar()[:2] for one in sessions}
            ]
        )
        assert 2 < weeks <= 3
        skipped = [one for one in sessions if one.status is SessionStatus.SKIPPED]
        assert any(one.skip_reason for one in skipped)
        assert SessionStatus.PARTIAL in {one.status for one in sessions}


def test_the_same_moment_gives_the_same_diary(clock: FixedClock) -> None:
    with demo.throw_away(clock) as first, demo.throw_away(clock) as second:
        assert diary_json(first) == diary_json(second)


def test_nothing_is_later_than_the_present() -> None:
    for hour in (4, 7, 12, 23):
        now = dt.datetime(2026, 6, 17, hour, 1, tzinfo=dt.UTC)
        with demo.throw_away(FixedClock(now)) as diary:
            entries = diary.pain.between(None, None)
            assert all(one.at is not None and one.at <= now for one in entries)
            assert any(one.day == now.date() for one in entries)


def test_one_day(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "day.rehab"
    demo.make_demo(path, clock, days=1)
    with Diary.open(path, clock) as diary:
        assert diary.pain.days() == [clock.now().date()]
        assert diary.plans.versions() == []
        assert diary.pain.between(None, None)


def test_ten_years(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "ten.rehab"
    demo.make_demo(path, clock, days=3652, entries=20_000)
    with Diary.open(path, clock) as diary:
        entries = diary.pain.between(None, None)
        assert len(entries) == 20_000
        assert (entries[-1].day - entries[0].day).days > 3640
        assert len(diary.plans.versions()) == 3
    assert check_diary(path) == []


def test_notes_are_in_the_persons_language(clock: FixedClock) -> None:
    with demo.throw_away(clock, translator_for("en_XA")) as diary:
        notes = {one.note for one in diary.pain.between(None, None) if one.note}
        titles = {one.title for one in diary.plans.versions()}
        reasons = {one.skip_reason for one in diary.sessions.between(None, None)} - {""}
    assert all(text.startswith("[") for text in notes | titles | reasons)


def test_a_throw_away_copy_leaves_nothing(clock: FixedClock) -> None:
    with demo.throw_away(clock) as diary:
        folder = diary.path.parent
        assert folder.is_dir()
    assert not folder.exists()
    opened = demo.open_demo_copy(clock)
    opened.diary.close()
    assert [one.name for one in opened.diary.path.parent.iterdir()] == ["demo.rehab"]
    opened.diary.path.unlink()
    opened.diary.path.parent.rmdir()


@pytest.mark.parametrize("days", [0, -1, 1_000_000])
def test_impossible_lengths(days: int, tmp_path: Path, clock: FixedClock) -> None:
    with pytest.raises(InputError, match="1 to 20000 days"):
        demo.make_demo(tmp_path / "x.rehab", clock, days=days)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_not_replaced(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "x.rehab"
    path.write_text("mine")
    with pytest.raises(InputError, match="not replaced"):
        demo.make_demo(path, clock)
    assert path.read_text() == "mine"


def test_sessions_have_sets_and_say_something(clock: FixedClock) -> None:
    with demo.throw_away(clock) as diary:
        sets = diary.sets.between(None, None)
        done = [one for one in diary.sessions.between(None, None) if one.id in sets]
        assert len(done) > 40
        assert all(status_of(sets[one.id]) is one.status for one in done)
        found = adherence(diary, clock)
        assert [one.routine for one in found.totals] == ["hip_strength"]
        assert 0.5 < (found.totals[0].ratio or 0) < 1
        assert {one.side for one in found.sides} == {
            ExerciseSide.LEFT, ExerciseSide.RIGHT, ExerciseSide.NONE,
        }  # fmt: skip
