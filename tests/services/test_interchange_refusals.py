"""Diaries in JSON that are not let in: one sentence each, nothing changed."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.interchange.importing import add_diary_file, read_diary_file
from rehabdesk.store.diary import Diary

TODAY = dt.date(2026, 6, 17)


def uid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def document(**parts: object) -> dict[str, Any]:
    return {"format": "rehabdesk-diary", "version": 1, **parts}


def refused(content: object) -> str:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    with pytest.raises(InputError) as caught:
        read_diary_file(data, "d.json", load_regions(), TODAY)
    return str(caught.value)


def entry(**values: object) -> dict[str, Any]:
    one = {"day": "2026-06-01", "region": "groin", "side": "left", "value": 3, **values}
    return document(pain_entries=[one])


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"{", "not whole or is not JSON"),
        (b'{"format":"rehabdesk-diary","version":1,"pain_entries":[', "not whole"),
        (b"{\xff}", "not whole or is not JSON"),
        (b"[" * 100_000, "not a diary of RehabDesk"),
        (b'{"a":' * 100_000, "not whole or is not JSON"),
        ([], "not a diary of RehabDesk"),
        ({"resourceType": "Bundle"}, "not a diary of RehabDesk"),
        ({"format": 7}, "not a diary of RehabDesk"),
        (document() | {"version": 2}, "in version 2 of the format"),
        (document(secrets=[]), "does not know: secrets"),
        (entry(colour="red"), "does not know: pain_entries[0].colour"),
        (document(pain_entries=[{"day": "2026-06-01"}]), "pain_entries[0].region is missing"),
        (entry(value=11), "pain_entries[0].value is not as it should be"),
        (entry(value=-0.5), "pain_entries[0].value"),
        (entry(value="5"), "pain_entries[0].value"),
        (entry(value=True), "pain_entries[0].value"),
        (entry(kind="mild"), "pain_entries[0].kind"),
        (entry(day="2026-02-30"), "pain_entries[0].day"),
        (entry(day="1066-10-14"), "The day 1066-10-14 cannot be right"),
        (entry(day="9999-12-31"), "The day 9999-12-31 cannot be right"),
        (entry(at="2026-06-01T25:00:00+02:00"), "The time 2026-06-01T25:00:00+02:00"),
        (entry(at="2026-06-01T20:00:00"), "pain_entries[0].at"),
        (entry(region="knee"), "no region called “knee”"),
        (entry(side="none"), "“groin” needs a side"),
        (entry(id="../../etc/passwd"), "pain_entries[0].id"),
        (entry(note=["x"]), "pain_entries[0].note"),
        (entry(note="x" * 100_001), "pain_entries[0].note"),
        (document(pain_entries=entry(id=uid(1))["pain_entries"] * 2), "more than once"),
        (document(check_ins=[{"day": "2026-06-01"}] * 2), "“2026-06-01” is there more than once"),
        (
            document(plan_versions=[{"number": 1, "from_day": "2026-06-01"}] * 2),
            "more than once in plan_versions",
        ),
        (document(sessions=[{"day": "2026-06-01", "status": "done"}]), "no plan version"),
        (
            document(
                plan_versions=[
                    {
                        "number": 1,
                        "from_day": "2026-06-01",
                        "items": [{"exercise": "../x", "routine": "r"}],
                    }
                ]
            ),
            "plan_versions[0].items[0].exercise",
        ),
        (
            document(
                plan_versions=[
                    {
                        "number": 1,
                        "from_day": "2026-06-01",
                        "items": [{"exercise": "bridge", "routine": "r", "sets": -1}],
                    }
                ]
            ),
            "plan_versions[0].items[0].sets",
        ),
        (
            document(
                history=[
                    {
                        "kind": "pain_entry",
                        "id": uid(1),
                        "changed_at": "2026-06-01T08:00:00Z",
                        "before": {"id": uid(1), "value": 99},
                    }
                ]
            ),
            "cannot be understood",
        ),
    ],
)
def test_what_is_wrong_gets_one_sentence(content: object, part: str) -> None:
    sentence = refused(content)
    assert part in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize(
    "content",
    [
        document(
            pain_entries=entry()["pain_entries"],
            sessions=[{"day": "2026-06-01", "status": "done", "plan_version_id": uid(77)}],
        ),
        document(
            plan_versions=[
                {
                    "number": 1,
                    "from_day": "2026-06-01",
                    "items": [{"exercise": f"own:{uid(77)}", "routine": "r"}],
                }
            ]
        ),
    ],
)
def test_what_refers_to_nothing_changes_nothing(
    content: object, tmp_path: Path, clock: FixedClock
) -> None:
    file = read_diary_file(json.dumps(content).encode(), "d.json", load_regions(), TODAY)
    with Diary.create(tmp_path / "d.rehab", clock) as diary:
        with pytest.raises(InputError, match="neither in it nor in the diary"):
            add_diary_file(diary, file)
        assert diary.revision == 0
        assert diary.pain.between(None, None) == []
        assert diary.plans.versions() == []
