"""Merging holds for any two stories of one diary."""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.check_in import CheckIn
from rehabdesk.domain.pain import PainEntry
from rehabdesk.store.diary import Diary

from .merge_pair import DAY, Pair, at, content, pain, uid, version

numbers = st.integers(1, 4)
rating = st.integers(0, 10).map(float)
days = st.integers(0, 2).map(lambda number: DAY + dt.timedelta(days=number))


def _known(diary: Diary, row: int) -> PainEntry | None:
    return next((one for one in diary.pain.between(None, None) if one.id == uid(row)), None)


def _pain(diary: Diary, row: int, value: float) -> None:
    there = {str(one["id"]) for one in diary.whole_rows.all(Kind.PAIN_ENTRY)}
    if _known(diary, row) is not None:
        diary.pain.update(pain(row, value))
    elif uid(row) in there:
        diary.pain.restore(uid(row))
    else:
        diary.pain.add(pain(row, value))


def _delete(diary: Diary, row: int) -> None:
    if _known(diary, row) is not None:
        diary.pain.delete(uid(row))


def _check_in(diary: Diary, day: dt.date, note: str, row: int) -> None:
    there = diary.check_ins.for_day(day)
    made = CheckIn(there.id if there else uid(row), day, note=note)
    used = {str(one["id"]) for one in diary.whole_rows.all(Kind.CHECK_IN)}
    if there is not None or made.id not in used:
        diary.check_ins.save(made)


def _plan(diary: Diary, row: int) -> None:
    used = {str(one["id"]) for one in diary.whole_rows.all(Kind.PLAN_VERSION)}
    if uid(row) not in used:
        number = max((one.number for one in diary.plans.versions()), default=0) + 1
        diary.plans.add_version(version(number, row, row + 1))


steps = st.one_of(
    st.tuples(st.just(_pain), numbers, rating),
    st.tuples(st.just(_delete), numbers),
    st.tuples(st.just(_check_in), days, st.sampled_from("xy"), st.integers(20, 60)),
    st.tuples(
        st.just(lambda diary, name, value: diary.settings.set(name, value)),
        st.sampled_from("pq"),
        st.sampled_from("12"),
    ),
    st.tuples(st.just(_plan), st.sampled_from([100, 110, 120, 130])),
)
stories = st.lists(steps, max_size=5)


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[Path]:
    count = itertools.count()
    return (tmp_path / str(number) for number in count)  # type: ignore[return-value]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(before=stories, ours=stories, theirs=stories)
def test_merging_loses_nothing_and_doubles_nothing(
    before: list, ours: list, theirs: list, folders: Iterator[Path]
) -> None:
    folder = next(folders)
    folder.mkdir()
    pair = Pair(folder)
    pair.start()
    for work, *arguments in before:
        pair.change(pair.a, lambda one, do=work, rest=arguments: do(one, *rest))
    shutil.copy(pair.a, pair.b)
    # By turns, so that no two changes of the two sides are made at one moment.
    for path, story in ((pair.a, ours), (pair.b, theirs)):
        for work, *arguments in story:
            pair.change(path, lambda one, do=work, rest=arguments: do(one, *rest))
    first, second = content(pair.a), content(pair.b)
    # merge(a, a) = a
    pair.merge(pair.a, pair.copy(pair.a, "same.rehab"))
    assert content(pair.a) == first
    # Either way round gives the same.
    one, two = pair.copy(pair.a, "one.rehab"), pair.copy(pair.b, "two.rehab")
    pair.merge(one, pair.b)
    pair.merge(two, pair.a)
    merged = content(one)
    assert merged == content(two)
    # All states of both are there, as they are or remembered.
    _holds(one, pair.a)
    _holds(one, pair.b)
    # Merging again, or with each other, adds nothing.
    pair.merge(one, pair.b)
    pair.merge(one, pair.a)
    pair.merge(one, two)
    assert content(one) == merged
    assert second == content(pair.b)


def _holds(merged: Path, part: Path) -> None:
    with (
        Diary.open(merged, at(3000), read_only=True) as whole,
        Diary.open(part, at(3000), read_only=True) as side,
    ):
        for kind in Kind:
            states: dict[str, list[str]] = {}
            for row in whole.whole_rows.all(kind):
                states.setdefault(str(row["id"]), []).append(_said(row))
            for past in whole.whole_rows.past():
                if past.kind is kind:
                    states.setdefault(past.id, []).append(_said(past.before))
            for row in side.whole_rows.all(kind):
                assert _said(row) in states[str(row["id"])]
            for past in side.whole_rows.past():
                if past.kind is kind:
                    assert _said(past.before) in states[past.id]


def _said(row: Mapping[str, object]) -> str:
    return repr(sorted((name, value) for name, value in row.items() if name != "changed_at"))
