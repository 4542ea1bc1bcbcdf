"""The worthwhile-change lines and the rule file behind them."""

from __future__ import annotations

import datetime as dt
import json

import numpy as np
import pytest

from rehabdesk.analysis.daily import DailySeries
from rehabdesk.analysis.worthwhile import WorthwhileChange, worthwhile_lines
from rehabdesk.resources import resource_path

NAN = float("nan")
RULE = WorthwhileChange(points=2.0, share=0.3)


def series(values: list[float]) -> DailySeries:
    return DailySeries(dt.date(2026, 1, 5), np.array(values))


@pytest.mark.parametrize(
    ("baseline", "points_line", "share_line", "both", "reachable"),
    [
        (8.0, 6.0, 5.6, 5.6, True),
        (5.0, 3.0, 3.5, 3.0, True),
        (2.0, 0.0, 1.4, 0.0, True),
        (1.0, -1.0, 0.7, -1.0, False),
    ],
)
def test_lines_from_the_start(
    baseline: float, points_line: float, share_line: float, both: float, reachable: bool
):
    values = [baseline - 1, NAN, baseline, baseline, baseline, baseline + 1]
    lines = worthwhile_lines(series(values), RULE)
    assert lines is not None
    assert lines.baseline == pytest.approx(baseline)
    assert lines.points_line == pytest.approx(points_line)
    assert lines.share_line == pytest.approx(share_line)
    assert lines.both == pytest.approx(both)
    assert lines.reachable is reachable
    assert lines.logged == 5


def test_only_the_first_fourteen_days_count():
    values = [4.0, 4.0, 4.0, 4.0, *[NAN] * 9, 9.0, 9.0]
    lines = worthwhile_lines(series(values), RULE)
    assert lines is not None
    assert lines.baseline == pytest.approx(5.0)  # day 14 counts, day 15 does not


def test_too_few_days_at_the_start_give_no_lines():
    assert worthwhile_lines(series([4.0] * 4 + [NAN] * 10 + [4.0] * 30), RULE) is None


def test_the_rule_file_says_what_the_code_calls_the_rule():
    rule = json.loads(resource_path("rules", "worthwhile_change.json").read_text("utf-8"))
    assert WorthwhileChange(points=rule["points"], share=rule["share"]) == RULE
    assert all(len(source) > 20 for source in rule["sources"])
