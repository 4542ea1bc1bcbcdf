"""`rehabdesk link`, `trend` and `change` as somebody types them."""

from __future__ import annotations

import datetime as dt
import io
import json
import math
from pathlib import Path

import pytest

from rehabdesk.analysis.doses import done_on
from rehabdesk.analysis.link import estimate_link
from rehabdesk.analysis.trend import estimate_change, estimate_trend
from rehabdesk.cli.main import run
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.services.demo import make_demo
from rehabdesk.services.doses import hip_doses
from rehabdesk.store.diary import Diary

NOW = ("--now", "2026-06-17T21:30:00+02:00", "--language", "en_GB")
KEYS = [
    "effect", "low", "high", "p_value", "refusal", "n", "span_days", "half_width",
    "adherence_share", "value_kind", "exploratory", "text_patient", "text_physio",
]  # fmt: skip
KNEE = SidedRegion("knee_inner", Side.LEFT)


def rehabdesk(*argv: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()

    def no_window(_: object) -> int:
        raise AssertionError("a command opened the window")

    code = run([*map(str, argv), *NOW], no_window, out=out, err=err)
    return code, out.getvalue(), err.getvalue()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.rehab"
    make_demo(path, FixedClock(dt.datetime.fromisoformat(NOW[1])))
    return path


def answer(command: str, diary: Path, *more: object) -> dict[str, object]:
    code, out, err = rehabdesk(command, "--diary", diary, "--json", *more)
    assert (code, err) == (0, "")
    found: dict[str, object] = json.loads(out)
    return found


def test_keys_of_the_answers(demo: Path) -> None:
    region = ("--region", "knee_inner:left")
    assert list(answer("link", demo, *region)) == KEYS
    assert list(answer("trend", demo, *region)) == KEYS
    assert list(answer("change", demo, *region)) == [*KEYS, "conf_mcid", "conf_30pct"]


def test_the_demo_equals_the_engine_called_by_hand(demo: Path) -> None:
    clock = FixedClock(dt.datetime.fromisoformat(NOW[1]))
    with Diary.open(demo, clock, read_only=True) as diary:
        means = {day: mean for day, mean, _ in diary.pain.daily_means(KNEE, PainKind.NOW)}
        first, last = min(means), max(means)
        length = (last - first).days + 1
        days = [first + dt.timedelta(days=number) for number in range(length)]
        pain = [means.get(day, math.nan) for day in days]
        doses = hip_doses(diary, first, last - dt.timedelta(days=1))
    done = done_on(doses, first, length)
    ordinals = [day.toordinal() for day in days]
    for command, estimate in (
        ("link", estimate_link(ordinals, pain, done)),
        ("trend", estimate_trend(ordinals, pain)),
        ("change", estimate_change(ordinals, pain)),
    ):
        found = answer(command, demo, "--region", KNEE)
        for key in ("effect", "low", "high", "p_value", "n", "span_days", "half_width"):
            assert found[key] == getattr(estimate, key), (command, key)
        assert found["refusal"] is None
    assert found["conf_mcid"] == estimate_change(ordinals, pain).conf_mcid


def test_the_text_is_what_json_says(demo: Path) -> None:
    found = answer("trend", demo, "--region", "knee_inner:left")
    code, out, err = rehabdesk("trend", "--diary", demo, "--region", "knee_inner:left")
    assert (code, err) == (0, "")
    patient, physio = out.splitlines()
    assert patient == found["text_patient"]
    assert physio == f"For the physio: {found['text_physio']}"


def test_a_period_is_exploratory(demo: Path) -> None:
    period = ("--from", "2026-02-01", "--to", "2026-05-31")
    found = answer("link", demo, "--region", "knee_inner:left", *period)
    assert found["exploratory"] is True
    assert found["span_days"] <= 120
    whole = answer("link", demo, "--region", "knee_inner:left")
    assert whole["exploratory"] is False
    _, out, _ = rehabdesk("link", "--diary", demo, "--region", "knee_inner:left", *period)
    assert out.splitlines()[-1].startswith("Exploratory: this answer is for a period you chose.")


def test_a_routine_can_be_named(demo: Path) -> None:
    region = ("--region", "knee_inner:left")
    by_name = answer("link", demo, *region, "--routine", "Hip strengthening")
    assert by_name == answer("link", demo, *region)
    stretching = answer("link", demo, *region, "--routine", "stretching")
    assert stretching["refusal"] == "adherence_barely_varied"
    assert stretching["adherence_share"] is None


@pytest.mark.parametrize(
    ("region", "says"),
    [
        ("groin:left", "There are no pain entries of this region yet."),
        ("low_back_mid", "There are no pain entries of this region yet."),
    ],
)
def test_a_refusal_is_an_answer(demo: Path, region: str, says: str) -> None:
    for command in ("link", "trend", "change"):
        found = answer(command, demo, "--region", region)
        assert (found["refusal"], found["effect"], found["n"]) == ("too_little_data", None, 0)
        assert found["text_patient"] == says
        assert rehabdesk(command, "--diary", demo, "--region", region) == (0, says + "\n", "")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--region", "shoulder"),
        ("--region", "knee_inner"),
        ("--region", "knee_inner:middle"),
        ("--region", "knee_inner:left", "--routine", "juggling"),
        ("--region", "knee_inner:left", "--from", "yesterday"),
        ("--region", "knee_inner:left", "--to", "2026-02-30"),
        ("--region", "knee_inner:left", "--from", "2026-03-01", "--to", "2026-02-01"),
        ("--region", "knee_inner:left", "--frm", "2026-03-01"),
    ],
)
@pytest.mark.parametrize("command", ["link", "trend", "change"])
def test_bad_usage(demo: Path, command: str, arguments: tuple[str, ...]) -> None:
    code, out, err = rehabdesk(command, "--diary", demo, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("rehabdesk: ")
    assert len(err.splitlines()) == 1


def test_a_missing_diary_is_no_bad_usage(tmp_path: Path) -> None:
    missing = tmp_path / "none.rehab"
    code, out, _ = rehabdesk("link", "--diary", missing, "--region", "knee_inner:left")
    assert (code, out) == (1, "")
    assert not missing.exists()


def test_asking_changes_nothing(demo: Path) -> None:
    before = demo.read_bytes()
    answer("link", demo, "--region", "knee_inner:left")
    assert demo.read_bytes() == before
