"""Pictures beside texts: on the right drawing, with their side named, the same on paper."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import msgspec
import pytest

from rehabdesk.domain.regions import Side, View
from rehabdesk.figures.body.picture import Panel, arrow_head
from rehabdesk.figures.body.picture_svg import panel_svg
from rehabdesk.resources import resource_path
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.language import PSEUDO, translator_for
from rehabdesk.services.learn import load_readings
from rehabdesk.services.pictures import (
    PictureData,
    illustration,
    load_picture,
    picture_named,
    region_picture,
)
from rehabdesk.services.reading import article_reading, picture_of, save_reading

TR = translator_for()
NAMES = sorted(path.stem for path in resource_path("pictures").glob("*.json"))
REGIONS = [region.id for region in load_regions()]


def test_every_picture_belongs_to_an_article_and_every_article_finds_its() -> None:
    used = {one.picture for one in load_readings().articles.values() if one.picture}
    assert used == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_says_in_words_what_it_shows_and_on_which_side(name: str) -> None:
    picture = picture_named(name, TR)
    assert picture.caption.endswith(".")
    assert len(picture.alternative.split()) >= 10
    for text in (picture.alternative, *(panel.title for panel in picture.panels)):
        assert "!" not in text
    sides = {mark.shape.where.side for panel in picture.panels for mark in panel.marks}
    for side in sides - {Side.NONE}:
        assert side.value in picture.alternative, side
        seen = " ".join(
            [picture.caption, *(panel.title for panel in picture.panels)]
            + [label.text for panel in picture.panels for label in panel.labels]
        )
        assert f"your {side.value}" in seen, side


@pytest.mark.parametrize("name", NAMES)
def test_words_lead_to_what_is_marked_and_name_its_side(name: str) -> None:
    for panel in load_picture(name).panels:
        marked = {(mark.region, mark.side) for mark in panel.marks}
        for label in panel.labels:
            if label.region is None:
                continue
            assert (label.region, label.side) in marked, label.text
            for side in (Side.LEFT, Side.RIGHT):
                assert f"your {side.value}" not in label.text or label.side is side, label.text


@pytest.mark.parametrize("name", NAMES)
def test_everything_is_inside_its_box(name: str) -> None:
    for panel in picture_named(name, TR).panels:
        box = panel.box
        points = [label.at for label in panel.labels]
        points += [label.to for label in panel.labels if label.to is not None]
        points += [point for stroke in panel.strokes for point in stroke.points]
        for x, y in points:
            assert box.left <= x <= box.right, (x, y)
            assert box.top <= y <= box.bottom, (x, y)


@pytest.mark.parametrize("region", REGIONS)
def test_every_region_is_drawn_and_its_side_is_named(region: str) -> None:
    picture = region_picture(region, TR)
    (panel,) = picture.panels
    (mark,) = panel.marks
    assert mark.shape.where.region == region
    name = TR.say(load_regions()[region].name)
    assert name in panel.title
    assert name in picture.alternative
    if load_regions()[region].sided:
        assert mark.shape.where.side is Side.LEFT
        assert "your left" in panel.title


def test_a_region_is_drawn_on_the_side_that_is_asked_for() -> None:
    panel = region_picture("groin", TR, Side.RIGHT).panels[0]
    assert panel.marks[0].shape.where.side is Side.RIGHT
    assert "your right" in panel.title
    assert _marked_at(panel) < 0.5
    middle = region_picture("low_back_mid", TR, Side.RIGHT).panels[0]
    assert middle.marks[0].shape.where.side is Side.NONE


def _marked_at(panel: Panel) -> float:
    """Return how far right the marked region is, as a share of the panel's width."""
    frame = panel.frame(1.0)
    return frame.to_screen(*panel.marks[0].shape.anchor)[0] / panel.box.width


def test_your_left_is_where_it_is_on_the_body_map() -> None:
    front, back = region_picture("groin", TR).panels[0], region_picture("calf", TR).panels[0]
    assert front.view.view is View.FRONT
    assert _marked_at(front) > 0.5
    assert back.view.view is View.BACK
    assert _marked_at(back) < 0.5


def test_a_drawing_for_paper_has_lines_and_marks_and_no_words() -> None:
    for name in NAMES:
        for panel in picture_named(name, TR).panels:
            root = ET.fromstring(panel_svg(panel))  # noqa: S314 - our own text
            found = [one.tag.rpartition("}")[2] for one in root.iter()]
            assert "text" not in found
            assert found.count("path") > 10
            filled = [one for one in root.iter() if one.get("fill", "none").startswith("#")]
            assert len(filled) >= len(panel.marks)


def test_words_on_paper_are_where_they_are_on_the_screen() -> None:
    picture = picture_named("referred_from_hip", TR)
    printed = illustration(picture)
    for panel, drawing in zip(picture.panels, printed.drawings, strict=True):
        assert drawing.height_mm / drawing.width_mm == pytest.approx(
            panel.box.height / panel.box.width
        )
        for label, words in zip(panel.labels, drawing.words, strict=True):
            x, y = panel.frame(10.0).to_screen(*label.at)
            assert words.across == pytest.approx(x / panel.box.width / 10)
            assert words.down == pytest.approx(y / panel.box.height / 10)
            assert words.text == label.text


def test_numbers_in_the_picture_are_those_of_its_source() -> None:
    labels = [one.text for one in load_picture("referred_from_hip").panels[0].labels]
    labels += [one.text for one in load_picture("referred_from_hip").panels[1].labels]
    assert labels == [
        "groin: 53",
        "thigh: 42",
        "knee: 17",
        "shin: 15",
        "hip: 77",
        "buttock: 38",
    ]
    alternative = load_picture("referred_from_hip").alternative
    assert all(label.rpartition(" ")[2] in alternative for label in labels)


def test_pictures_are_said_in_the_readers_language() -> None:
    picture = picture_named("nerves", translator_for(PSEUDO))
    texts = [picture.caption, picture.alternative, picture.panels[0].title]
    assert all(text.startswith("[") for text in texts)


def test_an_article_without_a_picture_has_none() -> None:
    assert picture_of("how_sure", TR) is None
    with pytest.raises(KeyError):
        picture_of("no_such_thing", TR)


def test_the_picture_is_printed_with_words_for_who_cannot_see_it(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    assert save_reading(article_reading("back_nerves", TR), TR, file) == ()
    content = file.read_bytes()
    assert content.count(b"/Alt") >= 2


def test_a_name_that_is_not_known_is_refused() -> None:
    text = resource_path("pictures", "nerves.json").read_bytes().replace(b'"box"', b'"bax"')
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=PictureData)


def test_the_head_of_an_arrow_points_where_it_goes() -> None:
    tip, one, other = arrow_head((0.0, 0.0), (10.0, 0.0), 4.0)
    assert tip == (10.0, 0.0)
    assert {one, other} == {(6.0, 2.0), (6.0, -2.0)}
    with pytest.raises(ValueError, match="direction"):
        arrow_head((1.0, 1.0), (1.0, 1.0), 4.0)
