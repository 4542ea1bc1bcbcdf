"""A diary as tables: nothing lost there and back, and nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.csv_tables.dictionary import meaning_of
from rehabdesk.services.csv_tables.exporting import csv_files, export_csv
from rehabdesk.services.csv_tables.harmless import as_typed, harmless
from rehabdesk.services.csv_tables.layout import layouts
from rehabdesk.services.demo import open_demo_copy
from rehabdesk.services.importing.recognise import SourceKind, open_source
from rehabdesk.services.interchange.exporting import diary_json
from rehabdesk.services.interchange.importing import (
    DiaryImportResult,
    add_diary_file,
    read_diary_file,
)
from rehabdesk.services.language import ENGLISH, translator_for
from rehabdesk.services.progress import CancelledError
from rehabdesk.store.diary import Diary

TODAY = dt.date(2026, 6, 17)
TR = translator_for(ENGLISH)


def uid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


#: Something of everything, with texts that are hard to carry.
RICH: dict[str, Any] = json.loads(
    (Path(__file__).parent / "data" / "rich_diary.json").read_text("utf-8")
)


@pytest.fixture
def make(tmp_path: Path, clock: FixedClock) -> Iterator[Callable[[str], Diary]]:
    made: list[Diary] = []

    def new(name: str) -> Diary:
        made.append(Diary.create(tmp_path / f"{name}.rehab", clock))
        return made[-1]

    yield new
    for diary in made:
        diary.close()


def filled(diary: Diary, document: dict[str, Any]) -> Diary:
    data = json.dumps(document).encode()
    add_diary_file(diary, read_diary_file(data, "d.json", load_regions(), TODAY))
    return diary


def bring(diary: Diary, path: Path) -> DiaryImportResult:
    file = open_source(path, TODAY).diary(load_regions(), TODAY)
    assert file is not None
    return add_diary_file(diary, file)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", ["tables", "tables.zip"])
def test_there_and_back_loses_nothing_that_tables_hold(
    make: Callable[[str], Diary], tmp_path: Path, name: str
) -> None:
    first = filled(make("first"), RICH)
    target = tmp_path / name
    export_csv(first, target, TR)
    second = make("second")
    result = bring(second, target)
    # The deleted entry is in the JSON file alone.
    assert result.added == 27
    assert csv_files(second, TR) == csv_files(first, TR)
    assert bring(second, target).added == 0
    assert bring(first, target).added == 0
    lines = [line for line in diary_json(first).splitlines() if b"low_back_mid" not in line]
    assert [one for one in diary_json(second).splitlines() if one] == [
        line.removesuffix(b",") if line.startswith(b'{"id"') and b"knee_inner" in line else line
        for line in lines
    ]


def test_the_values_of_the_pain_entries(make: Callable[[str], Diary]) -> None:
    files = csv_files(filled(make("first"), RICH), TR)
    (entry,) = rows(files["pain_entries.csv"])
    assert (entry["day"], entry["region"], entry["side"], entry["kind"], entry["value"]) == (
        "2026-06-01", "knee_inner", "left", "worst", "5.7"
    )  # fmt: skip
    assert entry["qualities"].split() == ["ache", "numb"]
    assert (entry["spot_x"], entry["spot_y"]) == ("-4.7", "57.123456789")
    assert files["pain_entries.csv"].startswith(b"\xef\xbb\xbfid,day,")
    (done,) = rows(files["sets_done.csv"])
    assert (done["session_id"], done["done"], done["clean"]) == (uid(10), "10", "false")


def test_the_demo_diary_comes_back_as_it_was(
    make: Callable[[str], Diary], tmp_path: Path, clock: FixedClock
) -> None:
    """With everything the program keeps, through JSON and through tables."""
    opened = open_demo_copy(clock)
    try:
        as_json, tables = diary_json(opened.diary), csv_files(opened.diary, TR)
        export_csv(opened.diary, tmp_path / "t.zip", TR)
    finally:
        opened.diary.close()
    by_json, by_tables = make("by json"), make("by tables")
    today = clock.now().date()
    add_diary_file(by_json, read_diary_file(as_json, "d.json", load_regions(), today))
    assert diary_json(by_json) == as_json
    file = open_source(tmp_path / "t.zip", today).diary(load_regions(), today)
    assert file is not None
    add_diary_file(by_tables, file)
    assert csv_files(by_tables, TR) == tables
    assert by_tables.pain.between(None, None) == by_json.pain.between(None, None)
    assert by_tables.sessions.between(None, None) == by_json.sessions.between(None, None)


#: What spreadsheets take for the beginning of a formula.
FORMULA = re.compile(r"[\s\u200b-\u200f\ufeff]*[=+\-@＝＋－＠]|[\t\r]")
NUMBER = re.compile(r"-?[0-9.e+-]+")


def test_no_cell_is_run_by_a_spreadsheet(make: Callable[[str], Diary]) -> None:
    for name, data in csv_files(filled(make("first"), RICH), TR).items():
        for sign in ",;\t":
            text = data.decode("utf-8-sig")
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign):
                cells = [one for one in row if not NUMBER.fullmatch(one)]
                assert not [one for one in cells if FORMULA.match(one)], (name, sign)


@given(st.text(alphabet=st.sampled_from("=+-@\t\r\n'\" ;,＝a\u200b"), max_size=12))
def test_every_text_has_one_harmless_form(text: str) -> None:
    cell = harmless(text)
    assert as_typed(cell) == text
    assert not FORMULA.match(cell)
    for part in re.split(r"[;\t\r\n]", cell):
        assert not re.match(r"[ \u200b\"]*[=+\-@＝]", part)


@given(st.text())
def test_usual_texts_stay_as_they_are(text: str) -> None:
    assert as_typed(harmless(text)) == text
    if text and text[0].isalnum() and not set(text) & set(";\t\r\n"):
        assert harmless(text) == text


NOTES = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
MOMENTS = st.sampled_from([None, "2026-06-01T07:45:00+01:00", "2026-06-01T23:59:59.123456-09:30"])
PAIN = st.one_of(st.integers(0, 10), st.floats(0, 10))
ENTRIES = st.fixed_dictionaries(
    {
        "day": st.dates(dt.date(1990, 1, 1), TODAY).map(dt.date.isoformat),
        "at": MOMENTS,
        "region": st.sampled_from(["knee_inner", "groin"]),
        "side": st.sampled_from(["left", "right"]),
        "kind": st.sampled_from(["now", "worst", "average"]),
        "value": PAIN,
        "spread": st.sampled_from([None, "diffuse"]),
        "qualities": st.lists(st.sampled_from(["ache", "burning"]), max_size=2),
        "spot": st.one_of(
            st.none(),
            st.fixed_dictionaries(
                {"view": st.just("back"), "x": st.floats(-500, 500), "y": st.floats(0, 100)}
            ),
        ),
        "note": NOTES,
        "backfilled": st.booleans(),
    }
)


@given(st.lists(ENTRIES, max_size=4), NOTES)
@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_diaries_come_back_as_they_were(
    tmp_path: Path, clock: FixedClock, entries: list[dict[str, Any]], note: str
) -> None:
    document = {
        "format": "rehabdesk-diary",
        "version": 1,
        "pain_entries": entries,
        "pauses": [{"first": "2026-06-01", "reason": note}],
    }
    files = [tmp_path / name for name in ("a.rehab", "b.rehab", "t.zip")]
    for file in files:
        file.unlink(missing_ok=True)
    with Diary.create(files[0], clock) as first, Diary.create(files[1], clock) as second:
        filled(first, document)
        export_csv(first, files[2], TR)
        bring(second, files[2])
        assert diary_json(second) == diary_json(first)


def test_every_column_is_explained(make: Callable[[str], Diary]) -> None:
    unexplained = [
        f"{layout.name}.{column.name}"
        for layout in layouts().values()
        for column in layout.columns
        if meaning_of(layout, column) is None
    ]
    assert not unexplained
    explained = rows(csv_files(make("first"), TR)["data_dictionary.csv"])
    assert {(row["table"], row["column"]) for row in explained} == {
        (layout.name, name) for layout in layouts().values() for name in layout.names
    }
    (kind,) = [one for one in explained if (one["table"], one["column"]) == ("sessions", "status")]
    assert kind["values"] == "done partial skipped not_done"


def test_one_table_alone(make: Callable[[str], Diary], tmp_path: Path) -> None:
    first = filled(make("first"), RICH)
    export_csv(first, tmp_path / "all", TR)
    entries = (tmp_path / "all" / "pain_entries.csv").rename(tmp_path / "anything.csv")
    assert open_source(entries, TODAY).kind is SourceKind.DIARY_TABLES
    second = make("second")
    assert bring(second, entries).added == 1
    assert second.pain.between(None, None) == first.pain.between(None, None)


def test_a_spreadsheet_may_have_saved_it(make: Callable[[str], Diary], tmp_path: Path) -> None:
    """With other separators, without quotation marks and with empty lines."""
    text = "day;region;side;value;backfilled\r\n2026-06-01;groin;left;4;FALSE\r\n;;;;\r\n"
    file = tmp_path / "Tabelle.csv"
    file.write_text(text)
    diary = make("first")
    assert bring(diary, file).added == 1
    assert diary.pain.between(None, None)[0].value == 4.0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("day,region,side,value\n2026-06-01,groin,left,11\n", "line 2: value"),
        ("day,region,side,value\n2026-06-01,groin,left,nan\n", "line 2: value"),
        ("day,region,side,value\n2026-06-31,groin,left,1\n", "line 2: day"),
        ("day,region,side,value,side\n2026-06-01,groin,left,1,left\n", "side"),
        ("day,region,side,value\n2026-06-01,groin,left\n", "line 2 cannot be read"),
        ("day,region,side,value\n2026-06-01,nose,left,1\n", "nose"),
        ("day,region,side,value\n2027-06-01,groin,left,1\n", "2027-06-01 cannot be right"),
        ("day,region,side,value,spot_x\n2026-06-01,groin,left,1,2\n", "line 2: spot"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "pain_entries.csv"
    file.write_text(text)
    with pytest.raises(InputError) as error:
        open_source(file, TODAY).diary(load_regions(), TODAY)
    assert said in TR.say(error.value.message)


def test_a_table_without_those_it_refers_to(make: Callable[[str], Diary], tmp_path: Path) -> None:
    export_csv(filled(make("first"), RICH), tmp_path / "all", TR)
    with pytest.raises(InputError, match=r"^"):
        open_source(tmp_path / "all" / "sets_done.csv", TODAY).diary(load_regions(), TODAY)


def test_where_tables_are_not_written(make: Callable[[str], Diary], tmp_path: Path) -> None:
    diary = filled(make("first"), RICH)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")
    for target in (tmp_path / "mine", tmp_path / "one.csv", tmp_path / "no" / "folder"):
        with pytest.raises(InputError):
            export_csv(diary, target, TR)
    archive = tmp_path / "first.zip"
    (tmp_path / "first.rehab").rename(archive)
    with pytest.raises(InputError):
        export_csv(diary, archive, TR)
    archive.rename(tmp_path / "first.rehab")
    names = {one.name for one in tmp_path.iterdir() if not one.name.startswith("first.rehab")}
    assert names == {"mine"}


class Stopper:
    """Stops once something has been reported."""

    def __init__(self) -> None:
        self.reports = 0

    def report(self, done: int, total: int) -> None:
        assert 0 <= done <= total
        self.reports += 1

    def cancelled(self) -> bool:
        return self.reports > 0


@pytest.mark.parametrize("name", ["tables", "tables.zip"])
def test_stopping_leaves_no_trace(make: Callable[[str], Diary], tmp_path: Path, name: str) -> None:
    diary = filled(make("first"), RICH)
    before = set(tmp_path.iterdir())
    with pytest.raises(CancelledError):
        export_csv(diary, tmp_path / name, TR, Stopper())
    assert set(tmp_path.iterdir()) == before


def test_foreign_archives_and_names(tmp_path: Path) -> None:
    """Names that lead elsewhere are no tables; nothing is ever unpacked."""
    file = tmp_path / "x.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("../pain_entries.csv", "day,region,side,value\n2026-06-01,groin,left,1\n")
        archive.writestr("/etc/other.csv", "x")
    with pytest.raises(InputError, match=r"^"):
        open_source(file, TODAY)
    assert list(tmp_path.iterdir()) == [file]
