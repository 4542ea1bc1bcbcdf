"""`rehabdesk export` in every format, as somebody types it."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest

from rehabdesk.cli.main import run

NOW = ("--now", "2026-06-17T21:30:00.123456+02:00", "--language", "en_GB")
GOOD = "day,pain,walk\n2026-06-01,5.7,1\n2026-06-02,4.1,0\n"


def rehabdesk(*argv: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()

    def no_window(_: object) -> int:
        raise AssertionError("a command opened the window")

    code = run([*map(str, argv), *NOW], no_window, out=out, err=err)
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def diary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("good.csv").write_text(GOOD)
    table = ("--date", "day", "--pain", "pain=knee_front:right", "--routine", "walk:3/week")
    assert rehabdesk("import", "good.csv", "--diary", "d.rehab", *table)[0] == 0
    return Path("d.rehab")


def export(diary: Path, kind: str, target: str, *more: str) -> tuple[int, str, str]:
    return rehabdesk("export", "--diary", diary, "--format", kind, "--out", target, *more)


def test_tables_there_and_back(diary: Path) -> None:
    assert export(diary, "csv", "t.zip") == (0, "", "The diary is in “t.zip”.\n")
    assert export(diary, "csv", "folder")[0] == 0
    for number, source in enumerate(("t.zip", "folder")):
        code, out, _ = rehabdesk("import", source, "--diary", f"{number}.rehab")
        assert (code, out) == (0, "Imported: 7 rows of a diary.\n")
        assert export(Path(f"{number}.rehab"), "csv", f"{number}.zip")[0] == 0
        assert Path(f"{number}.zip").read_bytes() == Path("t.zip").read_bytes()
    with zipfile.ZipFile("t.zip") as archive:
        assert {"pain_entries.csv", "data_dictionary.csv"} <= set(archive.namelist())


def test_a_bundle(diary: Path) -> None:
    assert export(diary, "fhir", "b.json")[0] == 0
    bundle = json.loads(Path("b.json").read_text("utf-8"))
    kinds = [entry["resource"]["resourceType"] for entry in bundle["entry"]]
    assert (kinds.count("Observation"), kinds.count("Patient")) == (2, 0)
    assert "snomed" not in json.dumps(bundle)
    more = ("--name", "Ada", "--born", "1970-05-31", "--snomed", "--no-notes")
    assert export(diary, "fhir", "b.json", *more)[0] == 0
    bundle = json.loads(Path("b.json").read_text("utf-8"))
    assert bundle["entry"][0]["resource"]["birthDate"] == "1970-05-31"
    assert "http://snomed.info/sct" in json.dumps(bundle)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--format", "fhir", "--out", "x.json", "--born", "yesterday"), 2, "“yesterday”"),
        (("--format", "csv", "--out", "x.csv"), 1, "name a folder or a .zip file"),
        (("--format", "csv", "--out", "d.rehab"), 1, "The diary itself"),
        (("--format", "fhir", "--out", "d.rehab"), 1, "The diary itself"),
        (("--format", "csv", "--out", "no/such"), 1, "cannot be written"),
        (("--format", "json", "--out", "no/such"), 1, "cannot be written"),
    ],
)
def test_what_is_refused(diary: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    before = sorted(path.name for path in Path().iterdir())
    found, _, err = rehabdesk("export", "--diary", diary, *arguments)
    assert found == code
    assert said in err
    assert sorted(path.name for path in Path().iterdir()) == before


def test_the_chart_and_the_report(diary: Path) -> None:
    assert export(diary, "svg", "c.svg") == (0, "", "The chart is in “c.svg”.\n")
    root = ET.fromstring(Path("c.svg").read_bytes())  # noqa: S314 - made by ourselves
    written = ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert written[:2] == ["Pain from 0 to 10: Front of knee R", written[1]]
    assert written[1].endswith("2026 · d")
    assert export(diary, "svg", "again.svg", "--region", "knee_front:right")[0] == 0
    assert Path("again.svg").read_bytes() == Path("c.svg").read_bytes()
    assert export(diary, "png", "c.png")[0] == 0
    data = Path("c.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    # Twice as many pixels as the SVG file is wide.
    wide = int.from_bytes(data[16:20], "big")
    assert abs(wide - 2 * float(root.attrib["width"])) <= 2
    assert export(diary, "html", "r.html")[0] == 0
    assert Path("r.html").read_text("utf-8").lower().startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("regions", "code", "said"),
    [
        (["nose"], 2, "no region called “nose”"),
        (["knee_front"], 2, "needs a side"),
        (["groin:left"], 1, "There are no entries of Groin"),
        (["knee_front:right", "groin:left", "calf:left"], 1, "up to 2 regions"),
    ],
)
def test_charts_that_cannot_be_drawn(diary: Path, regions: list[str], code: int, said: str) -> None:
    arguments = [part for one in regions for part in ("--region", one)]
    found, _, err = export(diary, "png", "c.png", *arguments)
    assert (found, Path("c.png").exists()) == (code, False)
    assert said in err


def test_a_diary_without_pain_has_no_chart(diary: Path) -> None:
    Path("empty.json").write_text('{"format":"rehabdesk-diary","version":1}')
    assert rehabdesk("import", "empty.json", "--diary", "e.rehab")[0] == 0
    found, _, err = export(Path("e.rehab"), "svg", "c.svg")
    assert (found, err) == (1, "rehabdesk: There are no pain entries to draw.\n")
