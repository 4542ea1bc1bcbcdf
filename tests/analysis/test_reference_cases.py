"""Published cases: simulated diaries with the answers another implementation found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rehabdesk.analysis.estimate import Estimate, Refusal
from rehabdesk.analysis.link import estimate_link
from rehabdesk.analysis.trend import estimate_change, estimate_trend

CASES = json.loads((Path(__file__).parent / "data" / "reference_cases.json").read_text("utf-8"))
WITHIN = 1e-3


def agree(found: Estimate, expected: dict[str, Any]) -> None:
    if "refusal" in expected:
        assert found.refusal is Refusal(expected["refusal"])
        assert found.effect is found.low is found.high is found.p_value is None
        return
    assert found.refusal is None
    for name, value in expected.items():
        assert getattr(found, name) == pytest.approx(value, abs=WITHIN, rel=0.0), name


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_agrees(case: dict[str, Any]):
    days, pain = case["days"], case["pain"]
    agree(estimate_link(days, pain, case["done"]), case["link"])
    agree(estimate_trend(days, pain), case["trend"])
    agree(estimate_change(days, pain), case["change"])
