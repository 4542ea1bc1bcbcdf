"""The home plan as a PDF file: accessible, readable, whole exercises, the same every time."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from rehabdesk.domain.plan import OwnExercise, PlanItem
from rehabdesk.services.home_plan import home_plan_pdf, preview_pages
from rehabdesk.services.language import translator_for
from rehabdesk.services.library import load_library

SMALLEST_POINTS = 12
MOST_A_PAGE = 5
SIZES = {"a4": (595, 842), "letter": (612, 792)}
LONGEST_LINE = 130
MARKUP = '*bold* #image("x") $x^2$ <b>&amp; `code` @ref \\ // = head'
OWN = "00000000-0000-4000-8000-000000000001"


def own_item(item, **more: object) -> PlanItem:
    return item("bridge", exercise=f"own:{OWN}", **more)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(("count", "pages"), [(1, 1), (5, 2), (12, 4)])
def test_every_exercise_is_whole_and_every_page_says_its_version(
    desk, read, paper: str, count: int, pages: int
) -> None:
    desk.prescribe_many(count)
    reading = read(desk.pdf(paper=paper))
    box = reading.reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == SIZES[paper]
    texts = reading.texts
    assert len(texts) == pages
    assert all("Version 1, from 15 June 2026" in text for text in texts)
    plan = desk.plan(paper=paper)
    for number, one in enumerate(plan.exercises, 1):
        easier = next(line.value for line in one.lines if line.label == "Easier:")
        # The sheet has the name as well, without the dosage.
        place = [text for text in texts if f"{number}. {one.name} " in text and easier in text]
        assert len(place) == 1, one.name
    starts = [text.count("1 Start") for text in texts]
    assert sum(starts) == count
    assert max(starts) <= MOST_A_PAGE


def test_the_sheet_stays_on_one_page_where_it_fits_on_one(desk, read) -> None:
    desk.prescribe_many(12)
    with_sheet = [text for text in read(desk.pdf(paper="letter")).texts if "Tick what" in text]
    assert len(with_sheet) == 1
    assert all(f"{number}. " in with_sheet[0] for number in range(1, 13))
    assert "Week of" in with_sheet[0]


def test_a_sheet_longer_than_a_page_repeats_its_head(desk, read, item) -> None:
    desk.prescribe(*(item(name) for name in list(load_library().exercises)[:30]))
    texts = read(desk.pdf()).texts
    assert sum("Week of" in text for text in texts) == 2
    assert sum("Worst pain" in text for text in texts) == 1


def test_nothing_is_printed_smaller_than_twelve_points(desk, read) -> None:
    desk.prescribe_many(12)
    words = read(desk.pdf()).words
    assert len(words) > 100
    assert [one for one in words if one.points < SMALLEST_POINTS - 0.01] == []


def test_it_is_tagged_and_every_drawing_is_told_in_words(desk, read) -> None:
    desk.prescribe_many(5)
    reading = read(desk.pdf())
    root = reading.reader.root_object
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"].startswith("en")
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_object().get_data()
    told = [str(one["/Alt"]) for one in reading.tagged("/Figure")]
    assert len(told) == 10
    assert told[0].startswith("Drawing: Bridge, start. Lie on your back")
    assert "Stay there, with your knees above your feet." in told[1]
    assert len(reading.tagged("/H1")) == 1
    assert len(reading.tagged("/H3")) >= 5
    assert len(reading.tagged("/Table")) == 1


def test_drawings_are_lines_and_letters_are_embedded(desk, read) -> None:
    desk.prescribe_many(5)
    fonts = set()
    for page in read(desk.pdf()).reader.pages:
        resources = page["/Resources"]
        kinds = [one.get_object()["/Subtype"] for one in resources.get("/XObject", {}).values()]
        assert "/Image" not in kinds
        for font in resources["/Font"].values():
            below = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in below["/FontDescriptor"].get_object()
            fonts.add(str(below["/BaseFont"]).partition("+")[2])
    assert {name.partition("-")[0] for name in fonts} == {"SourceSansPro"}


def test_the_same_plan_gives_the_same_bytes(desk) -> None:
    desk.prescribe_many(5)
    assert desk.pdf() == desk.pdf()
    assert desk.pdf(name="Jo") != desk.pdf()


def test_the_date_in_the_file_is_the_plan_version_s(desk, read) -> None:
    desk.prescribe_many(1)
    made = read(desk.pdf()).reader.metadata
    assert made.creation_date == dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
    assert made.title == "Home plan: Stronger"


def test_it_is_in_order_for_qpdf(desk, tmp_path: Path) -> None:
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    desk.prescribe_many(12)
    (tmp_path / "p.pdf").write_bytes(desk.pdf())
    done = subprocess.run(["qpdf", "--check", tmp_path / "p.pdf"], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout


def test_own_texts_are_printed_as_they_are(desk, read, item) -> None:
    own = OwnExercise(OWN, MARKUP, "mobility", instructions=f"How {MARKUP}")
    desk.prescribe(
        own_item(item, cue=f"Cue {MARKUP}", note=f"Note {MARKUP}", load=MARKUP),
        own=[own], title=f"Title {MARKUP}",
    )  # fmt: skip
    text = read(desk.pdf(name=f"Name {MARKUP}")).texts[0]
    for before in ("Name ", "Title ", "1. ", "How ", "Cue ", "Note: Note ", "With: "):
        assert before + MARKUP in text, before


def test_signs_that_would_turn_or_break_lines_are_left_out(desk, read, item) -> None:
    own = OwnExercise(OWN, "a\x07b\u202ecd\n\te\x00f", "mobility")
    desk.prescribe(own_item(item), own=[own])
    assert "1. abcd ef" in read(desk.pdf()).texts[0]


def test_words_without_end_are_broken_and_a_long_cue_is_cut(desk, read, item) -> None:
    own = OwnExercise(OWN, "Wirbelsäule" * 20, "mobility")
    desk.prescribe(own_item(item, cue="breathe and " * 60, note="n" * 1000), own=[own])
    reading = read(desk.pdf())
    text = "".join(reading.texts).replace(" ", "").replace("\u200b", "")
    assert "Wirbelsäule" * 20 in text
    assert "n" * 1000 in text
    cues = " ".join(reading.texts).count("breathe and")
    assert 10 < cues < 25
    assert "…" in text
    lines = "\n".join(page.extract_text() for page in reading.reader.pages).splitlines()
    assert max(map(len, lines)) < LONGEST_LINE


def test_signs_no_font_has_cost_only_the_mark(desk, read, item) -> None:
    own = OwnExercise(OWN, "Knee \U0001f9ff\ue000", "mobility")
    desk.prescribe(own_item(item), own=[own])
    printed = home_plan_pdf(desk.plan(), translator_for("en_GB"))
    assert [one.text[:10] for one in printed.notices] == ["Some signs"]
    reading = read(printed.pages[0])
    assert b"pdfuaid" not in reading.reader.root_object["/Metadata"].get_object().get_data()
    assert reading.tagged("/Table")
    assert "1. Knee" in reading.texts[0]


@pytest.mark.parametrize("picture", ["iVBORw0KGgpqdW5r", "/9j/anVuaw=="])
def test_a_damaged_picture_is_left_out(desk, read, item, picture: str) -> None:
    own = OwnExercise(OWN, "Mine", "mobility", picture=picture)
    desk.prescribe(own_item(item), item("bridge"), own=[own])
    printed = home_plan_pdf(desk.plan(), translator_for("en_GB"))
    assert [one.text[:20] for one in printed.notices] == ["A picture is damaged"]
    assert len(read(printed.pages[0]).tagged("/Figure")) == 2


def test_an_own_picture_is_shown_and_told(desk, read, item) -> None:
    pixel = (
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5E"
        "rkJggg=="
    )
    desk.prescribe(own_item(item), own=[OwnExercise(OWN, "Mine", "mobility", picture=pixel)])
    told = [str(one["/Alt"]) for one in read(desk.pdf()).tagged("/Figure")]
    assert told == ["Picture of Mine"]


def test_every_letter_of_a_longer_language_is_there(desk, read) -> None:
    desk.prescribe_many(12)
    texts = read(desk.pdf(language="en_XA", paper="letter")).texts
    assert max(text.count("[1 Šţåřţ") for text in texts) >= 2
    assert sum(text.count("[1 Šţåřţ") for text in texts) == 12


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_preview_shows_the_same_pages_as_lines(desk, read, paper: str) -> None:
    desk.prescribe_many(5)
    pages = preview_pages(desk.plan(paper=paper), translator_for("en_GB"))
    reading = read(desk.pdf(paper=paper))
    assert len(pages) == len(reading.reader.pages)
    for page, printed in zip(pages, reading.reader.pages, strict=True):
        box = re.match(rb'<svg stroke-width="0" viewBox="0 0 (\S+) ([^"]+)"', page)
        assert box is not None
        assert float(box[1]) == pytest.approx(float(printed.mediabox.width), abs=0.01)
        assert float(box[2]) == pytest.approx(float(printed.mediabox.height), abs=0.01)
        assert b"<image" not in page
    assert b"<polyline" in pages[0]


def test_nothing_is_left_among_the_temporary_files(
    desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    desk.prescribe_many(1)
    desk.pdf()
    assert list(folder.iterdir()) == []
