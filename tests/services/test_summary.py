"""The diary in numbers equals what is computed from the same rows by other means."""

from __future__ import annotations

import datetime as dt
import math
from pathlib import Path
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.text import message
from rehabdesk.services.summary import summary
from rehabdesk.store.diary import Diary

NOW = FixedClock(dt.datetime(2026, 11, 20, 20, 0, tzinfo=dt.UTC))

rows = st.lists(
    st.tuples(
        st.dates(dt.date(2015, 1, 1), dt.date(2026, 11, 20)),
        st.sampled_from(["groin", "knee_front"]),
        st.sampled_from(["left", "right"]),
        st.sampled_from(["now", "worst"]),
        st.decimals(0, 10, places=1).map(float),
    ),
    max_size=60,
)


@given(rows)
@settings(max_examples=20)
def test_summary_equals_a_plain_count(
    tmp_path_factory: pytest.TempPathFactory,
    given_rows: list[tuple[dt.date, str, str, str, float]],
) -> None:
    path: Path = tmp_path_factory.mktemp("summary") / "d.rehab"
    with Diary.create(path, NOW) as diary:
        with diary.change(message("change", "x"), undoable=False):
            diary.pain.insert_many(
                (day.isoformat(), None, region, side, kind, value, "", 0, None)
                for day, region, side, kind, value in given_rows
            )
        found = summary(diary)
    days = sorted({row[0] for row in given_rows})
    assert found["days"] == len(days)
    assert found["first"] == (days[0].isoformat() if days else None)
    assert found["last"] == (days[-1].isoformat() if days else None)
    places = sorted({(region, side) for _, region, side, _, _ in given_rows})
    assert [(one["region"], one["side"]) for one in found["regions"]] == places
    for one in found["regions"]:
        mine = [row for row in given_rows if row[1:4] == (one["region"], one["side"], "now")]
        assert one["entries"] == len(mine)
        if mine:
            assert one["mean"] is not None
            assert math.isclose(one["mean"], fmean(row[4] for row in mine), abs_tol=1e-12)
            assert one["first"] == min(row[0] for row in mine).isoformat()
            assert one["last"] == max(row[0] for row in mine).isoformat()
        else:
            assert one["mean"] is None
