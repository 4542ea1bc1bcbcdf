"""A diary as a FHIR R4 bundle: valid, with nothing that R4 does not have, and with its values."""

# ruff: noqa: ANN401 - what JSON holds can be anything.
from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fhir.resources.R4B.bundle import Bundle as Model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rehabdesk.domain.moments import FixedClock
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.demo import open_demo_copy
from rehabdesk.services.fhir.codes import load_codes
from rehabdesk.services.fhir.desk import FhirOptions
from rehabdesk.services.fhir.exporting import export_fhir, fhir_bundle
from rehabdesk.services.fhir.names import Names
from rehabdesk.services.interchange.importing import add_diary_file, read_diary_file
from rehabdesk.services.language import ENGLISH, translator_for
from rehabdesk.services.progress import CancelledError, NoProgress
from rehabdesk.store.diary import Diary

Bundle = dict[str, Any]
DATA = Path(__file__).parent / "data"
RICH: dict[str, Any] = json.loads((DATA / "rich_diary.json").read_text("utf-8"))
#: The elements of R4 (4.0.1), out of its own definitions.
ELEMENTS: Bundle = json.loads((DATA / "fhir_r4_elements.json").read_text())["types"]
TODAY = dt.date(2026, 6, 17)
CLOCK = FixedClock(dt.datetime(2026, 6, 17, 12, tzinfo=dt.UTC))
TR = translator_for(ENGLISH)
EVERYTHING = FhirOptions("Ada <b>Müller</b>", dt.date(1990, 2, 1), snomed=True)


@pytest.fixture
def make(tmp_path: Path, clock: FixedClock) -> Iterator[Callable[[dict[str, Any]], Diary]]:
    made: list[Diary] = []

    def new(document: dict[str, Any]) -> Diary:
        diary = Diary.create(tmp_path / f"{len(made)}.rehab", clock)
        made.append(diary)
        data = json.dumps(document).encode()
        add_diary_file(diary, read_diary_file(data, "d.json", load_regions(), TODAY))
        return diary

    yield new
    for diary in made:
        diary.close()


def bundle_of(diary: Diary, options: FhirOptions | None = None) -> Bundle:
    return json.loads(msgspec.json.encode(fhir_bundle(diary, CLOCK, TR, options)))


def resources(bundle: Bundle, kind: str) -> list[Bundle]:
    return [
        entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == kind
    ]


def check_r4b(bundle: Bundle) -> None:
    """Let the public models say whether it is FHIR."""
    parsed = Model.model_validate(bundle)
    assert len(parsed.entry or ()) == len(bundle.get("entry", ()))


PRIMITIVES: dict[str, re.Pattern[str]] = {
    "Id": re.compile(r"[A-Za-z0-9\-.]{1,64}"),
    "Code": re.compile(r"[^\s]+( [^\s]+)*"),
    "Uri": re.compile(r"\S+"),
    "String": re.compile(r"[ \r\n\t\S\x85\u2028\u2029\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+"),
    "Markdown": re.compile(r"\s*(\S|\s)*"),
    "Date": re.compile(r"\d{4}-\d\d-\d\d"),
    "DateTime": re.compile(
        r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00))?"
    ),
    "Instant": re.compile(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)"
    ),
}


def check_r4(value: Any, kind: str, path: str) -> None:
    """Make sure that a value has only what R4 knows, as often as R4 says, and nothing empty."""
    if kind == "Resource":
        kind = value["resourceType"]
    if kind not in ELEMENTS:
        check_primitive(value, kind, path)
        return
    assert isinstance(value, dict), path
    assert value, path
    known = ELEMENTS[kind]
    content = {name: one for name, one in value.items() if name != "resourceType"}
    assert set(content) <= set(known), (path, set(content) - set(known))
    for name, element in known.items():
        assert not element.get("required") or name in content, f"{path}.{name} is needed"
    choices = [known[name]["choice"] for name in content if "choice" in known[name]]
    assert len(choices) == len(set(choices)), path
    for name, one in content.items():
        element = known[name]
        many = one if element.get("many") else [one]
        assert isinstance(many, list), f"{path}.{name}"
        assert many, f"{path}.{name}"
        for inner in many:
            check_r4(inner, element["type"], f"{path}.{name}")
            codes = element.get("codes")
            assert not codes or "+" in codes or inner in codes, f"{path}.{name}: {inner}"


def check_primitive(value: Any, kind: str, path: str) -> None:
    if kind in {"bool", "Boolean"}:
        assert isinstance(value, bool), path
    elif kind in {"Decimal", "Integer", "PositiveInt", "UnsignedInt"}:
        assert isinstance(value, int | float), path
        assert not isinstance(value, bool), path
    else:
        assert isinstance(value, str), path
        assert PRIMITIVES[kind].fullmatch(value), f"{path}: {value!r}"
        assert value.strip(), path
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", value), path


def check_references(bundle: Bundle) -> None:
    """Whatever is referred to is there, once, and of a kind that may be referred to there."""
    urls = [entry["fullUrl"] for entry in bundle["entry"]]
    kinds = {entry["fullUrl"]: entry["resource"]["resourceType"] for entry in bundle["entry"]}
    assert len(set(urls)) == len(urls)
    for entry in bundle["entry"]:
        assert entry["fullUrl"] == f"urn:uuid:{entry['resource']['id']}"
    for name, url in references_in(bundle):
        assert url in kinds, (name, url)
        assert name == "target" or kinds[url] in TARGETS[name], (name, url)


#: Which resources each reference of ours leads to.
TARGETS = {
    "subject": {"Patient"},
    "performer": {"Patient"},
    "who": {"Patient"},
    "replaces": {"CarePlan"},
    "basedOn": {"CarePlan", "ServiceRequest"},
    "partOf": {"Procedure"},
    "reference": {"ServiceRequest"},
}


def references_in(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for one in value:
            yield from references_in(one, name)
    elif isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield name, value["reference"]
        for key, one in value.items():
            yield from references_in(one, key)


def check(bundle: Bundle) -> None:
    check_r4b(bundle)
    check_r4(bundle, "Bundle", "Bundle")
    check_references(bundle)


@pytest.mark.parametrize("options", [None, EVERYTHING], ids=["least", "everything"])
def test_a_diary_with_something_of_everything(
    make: Callable[[dict[str, Any]], Diary], options: FhirOptions | None
) -> None:
    bundle = bundle_of(make(RICH), options)
    check(bundle)
    assert bundle["type"] == "collection"
    assert len(resources(bundle, "Patient")) == (1 if options else 0)
    assert len(resources(bundle, "Provenance")) == 1
    text = json.dumps(bundle)
    assert ("http://snomed.info/sct" in text) == (options is not None)


def test_the_demo_diary() -> None:
    opened = open_demo_copy(CLOCK)
    try:
        bundle = bundle_of(opened.diary)
        check(bundle)
        same_pain(bundle, opened.diary)
        sessions = opened.diary.sessions.between(None, None)
        assert len(resources(bundle, "Procedure")) == len(sessions) > 20
        versions = opened.diary.plans.versions()
        assert len(resources(bundle, "CarePlan")) == len(versions)
        assert len(resources(bundle, "ServiceRequest")) == sum(len(v.items) for v in versions)
        assert [one["status"] for one in resources(bundle, "CarePlan")].count("active") <= 1
    finally:
        opened.diary.close()


def is_pain(resource: Bundle) -> bool:
    return any(code.get("code") == "72514-3" for code in resource["code"].get("coding", ()))


def same_pain(bundle: Bundle, diary: Diary) -> None:
    """The observations are the diary's pain entries, each with its values."""
    observations = {one["id"]: one for one in resources(bundle, "Observation") if is_pain(one)}
    entries = diary.pain.between(None, None)
    assert len(observations) == len(entries)
    for entry in entries:
        one = observations[entry.id]
        assert one["valueQuantity"]["value"] == entry.value
        codes = {(code["system"], code["code"]) for code in one["code"]["coding"]}
        assert ("urn:rehabdesk:pain-kind", entry.kind.value) in codes
        site = {(code["system"], code["code"]) for code in one["bodySite"]["coding"]}
        assert ("urn:rehabdesk:region", entry.where.region) in site
        assert part(one, "side") == [entry.where.side.value]
        assert part(one, "quality") == [quality.value for quality in entry.qualities]
        assert part(one, "activity") == [activity.value for activity in entry.activities]
        seen = one["effectiveDateTime"]
        if entry.at is None:
            assert seen == entry.day.isoformat()
        else:
            assert dt.datetime.fromisoformat(seen) == entry.at
            meant = part(one, "day") or [seen[:10]]
            assert meant == [entry.day.isoformat()]


def part(resource: Bundle, word: str) -> list[Any]:
    """Return the values of a resource's components of a kind."""
    found = [
        one for one in resource.get("component", ()) if one["code"]["coding"][0]["code"] == word
    ]
    values = []
    for one in found:
        (value,) = (one[name] for name in one if name.startswith("value"))
        values.append(value["coding"][0]["code"] if isinstance(value, dict) else value)
    return values


def test_pain_is_what_the_diary_says(make: Callable[[dict[str, Any]], Diary]) -> None:
    diary = make(RICH)
    bundle = bundle_of(diary, EVERYTHING)
    same_pain(bundle, diary)
    (one,) = filter(is_pain, resources(bundle, "Observation"))
    assert one["valueQuantity"] == {
        "value": 5.7,
        "unit": "{score}",
        "system": "http://unitsofmeasure.org",
        "code": "{score}",
    }
    assert one["bodySite"]["text"] == "Inner knee, your left"
    assert {"system": "http://snomed.info/sct", "code": "72696002"} in one["bodySite"]["coding"]
    # Control signs go, what looks like markup stays the text it is.
    assert one["note"][0]["text"].endswith("<script>\u2028 שלום ")


def test_a_plan_and_a_session(make: Callable[[dict[str, Any]], Diary]) -> None:
    bundle = bundle_of(make(RICH))
    (plan,) = resources(bundle, "CarePlan")
    assert (plan["status"], plan["period"]) == ("active", {"start": "2026-06-01"})
    first, second = resources(bundle, "ServiceRequest")
    assert first["occurrenceTiming"] == {"repeat": {"dayOfWeek": ["mon", "wed", "fri"]}}
    assert second["occurrenceTiming"]["repeat"] == {"frequency": 2, "period": 1, "periodUnit": "wk"}
    assert (first["code"]["text"], second["code"]["text"]) == ("Clamshell", "Gone")
    assert first["patientInstruction"].startswith("3 × 12")
    (session,) = resources(bundle, "Procedure")
    assert (session["status"], session["outcome"]["coding"][0]["code"]) == ("completed", "partial")
    assert session["performedDateTime"] == "2026-06-03T18:00:00-03:30"
    (sets,) = (
        one
        for one in resources(bundle, "Observation")
        if one["code"]["text"] == "Sets done: Clamshell"
    )
    assert [one["valueQuantity"]["value"] for one in sets["component"]] == [10, 2.5]


def test_every_other_kind_is_an_observation(make: Callable[[dict[str, Any]], Diary]) -> None:
    found = {
        code["code"]: one
        for one in resources(bundle_of(make(RICH)), "Observation")
        for code in one["code"]["coding"]
        if code["system"] == "urn:rehabdesk:kind"
    }
    assert set(found) == {
        "check_in", "session_ratings", "sets_done", "activity_rating", "activity_pain",
        "change_rating", "questionnaire_total", "self_test_result", "safety_answer",
        "activity_load", "help_mark", "swelling",
    }  # fmt: skip
    test = found["self_test_result"]
    assert test["code"]["text"] == "Self-test: Standing on one leg"
    assert (test["valueQuantity"]["value"], test["valueQuantity"]["code"]) == (3, "s")
    flag = found["safety_answer"]
    assert flag["valueBoolean"] is True
    assert part(flag, "sign") == ["calf_swelling", "warm_calf"]
    assert part(flag, "seen") == ["2026-06-02"]
    assert found["activity_load"]["valueQuantity"]["code"] == "min"
    assert part(found["swelling"], "side") == ["left"]
    assert found["activity_rating"]["code"]["text"].startswith("-stairs: 0 cannot do it")


def test_notes_can_stay_at_home(make: Callable[[dict[str, Any]], Diary]) -> None:
    bundle = bundle_of(make(RICH), FhirOptions(notes=False))
    check(bundle)
    assert "note" not in {key for one in bundle["entry"] for key in one["resource"]}


def test_an_empty_diary(make: Callable[[dict[str, Any]], Diary]) -> None:
    bundle = bundle_of(make({"format": "rehabdesk-diary", "version": 1}))
    check_r4b(bundle)
    check_r4(bundle, "Bundle", "Bundle")
    assert "entry" not in bundle


def test_codes_are_for_regions_there_are() -> None:
    codes, regions = load_codes(), load_regions()
    assert set(codes.regions) <= {one.id for one in regions}
    assert all(
        one.id in codes.regions for one in regions if one.joint is not None and one.id != "sit_bone"
    )
    assert all(re.fullmatch(r"\d{6,18}", one["code"]) for one in codes.regions.values())
    assert codes.pain["code"] == "72514-3"


def test_equal_ids_of_different_kinds() -> None:
    names = Names()
    row = "00000000-0000-4000-8000-000000000001"
    assert names.give("pain", row) == row == names.give("pain", row)
    assert names.give("plan", row) != row
    assert names.known("plan", row) == f"urn:uuid:{names.give('plan', row)}"
    assert names.known("session", row) == ""


ANY_TEXT = st.text(max_size=30)
ENTRIES = st.fixed_dictionaries(
    {
        "day": st.dates(dt.date(1900, 1, 1), TODAY).map(dt.date.isoformat),
        "at": st.sampled_from(
            [None, "2026-06-01T07:45+01:00", "2026-06-02T00:30:00.5-23:00", "1999-12-31T00:00:00Z"]
        ),
        "region": st.sampled_from(["knee_back", "hip_outer", "sit_bone"]),
        "side": st.sampled_from(["left", "right"]),
        "kind": st.sampled_from(["now", "worst", "average"]),
        "value": st.floats(0, 10),
        "qualities": st.lists(st.sampled_from(["ache", "burning"]), max_size=2, unique=True),
        "note": ANY_TEXT,
        "backfilled": st.booleans(),
    }
)


@given(st.lists(ENTRIES, min_size=1, max_size=3), ANY_TEXT, ANY_TEXT)
@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_is_in_a_diary_is_valid(
    tmp_path: Path, clock: FixedClock, entries: list[dict[str, Any]], text: str, name: str
) -> None:
    document = {
        "format": "rehabdesk-diary",
        "version": 1,
        "pain_entries": entries,
        "plan_versions": [
            {**RICH["plan_versions"][0], "title": text, "author": text, "note": text}
        ],
        "own_exercises": RICH["own_exercises"],
        "sessions": [{"day": "2026-06-03", "status": "skipped", "skip_reason": text}],
        "check_ins": [{"day": "2026-06-03", "note": text}],
    }
    file = tmp_path / "a.rehab"
    file.unlink(missing_ok=True)
    with Diary.create(file, clock) as diary:
        data = json.dumps(document).encode()
        add_diary_file(diary, read_diary_file(data, "d.json", load_regions(), TODAY))
        bundle = bundle_of(diary, FhirOptions(name))
        check(bundle)
        observations = [one for one in resources(bundle, "Observation") if is_pain(one)]
        assert sorted(one["valueQuantity"]["value"] for one in observations) == sorted(
            one.value for one in diary.pain.between(None, None)
        )


class Stopper(NoProgress):
    def cancelled(self) -> bool:
        return True


def test_the_same_bytes_and_stopping(
    make: Callable[[dict[str, Any]], Diary], tmp_path: Path
) -> None:
    diary = make(RICH)
    files = [tmp_path / "a.json", tmp_path / "b.json", tmp_path / "c.json"]
    for file in files[:2]:
        export_fhir(diary, file, CLOCK, TR)
    assert files[0].read_bytes() == files[1].read_bytes()
    assert json.loads(files[0].read_bytes())["resourceType"] == "Bundle"
    with pytest.raises(CancelledError):
        export_fhir(diary, files[2], CLOCK, TR, progress=Stopper())
    assert not [one for one in tmp_path.iterdir() if one.suffix == ".new" or one == files[2]]
