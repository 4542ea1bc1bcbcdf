"""Every region and side lands on the right spot, side and view of the map on paper.

What is expected is worked out from the files of the drawings alone: in a front view the person's
left is at the right of the paper, from behind at the left; the outer side of the left leg and the
inner side of the right one show the front at the left.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from collections.abc import Iterator

import pypdf
import pytest

from rehabdesk.domain.names import VIEW_NAMES
from rehabdesk.domain.regions import Side, SidedRegion, View
from rehabdesk.reports.drawing.body_map import draw_body
from rehabdesk.reports.drawing.inks import PAIN
from rehabdesk.reports.report import FirstPage, Report, Row, Section, Titled, report_document
from rehabdesk.reports.typesetting import pdf
from rehabdesk.resources import resource_path
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.language import translator_for
from rehabdesk.services.reporting.maps import (
    Look,
    all_looks,
    body_figure,
    body_picture,
    looks_of,
    short_looks,
)

TR = translator_for("en_GB")
REGIONS = load_regions()
ALL = REGIONS.sided()
SIZE = (150.0, 260.0)
DRAWN = {
    view: json.loads(resource_path("body", f"{view.value}.json").read_text(encoding="utf-8"))
    for view in View
}
LOOKS = all_looks(ALL, REGIONS)
CASES = [(where, look) for where in ALL for look in looks_of(where, REGIONS)]


def mirrored(where: SidedRegion, look: Look) -> bool:
    """Whether the spot of the file lies at the other side of the paper's middle line."""
    view, side = look
    if view is View.FRONT:
        return where.side is Side.RIGHT
    if view is View.BACK:
        return where.side is not Side.RIGHT
    return (view, side) in {(View.OUTER, Side.LEFT), (View.INNER, Side.RIGHT)}


def spot_in_file(where: SidedRegion, look: Look) -> tuple[float, float]:
    """The middle of the region's box in the file, as it has to lie on paper, in centimetres."""
    polygon = DRAWN[look[0]]["regions"][where.region]["polygon"]
    across = [point[0] for point in polygon]
    down = [point[1] for point in polygon]
    x, y = (min(across) + max(across)) / 2, (min(down) + max(down)) / 2
    return (-x if mirrored(where, look) else x), y


def filled(shapes: str, step: int) -> list[tuple[float, float]]:
    """The corners of what is filled with a step of the palette."""
    found = re.findall(rf'<path d="([^"]*)" fill="{PAIN[step]}"/>', shapes)
    numbers = [float(one) for path in found for one in re.findall(r"-?[\d.]+", path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def test_every_view_of_every_region_is_looked_at() -> None:
    assert {where for where, _ in CASES} == set(ALL)
    for region in REGIONS:
        views = {look[0] for side in region.sides
                 for look in looks_of(SidedRegion(region.id, side), REGIONS)}  # fmt: skip
        assert views >= set(region.views), region.id
        assert views == {view for view in View if region.id in DRAWN[view]["regions"]}


@pytest.mark.parametrize(("where", "look"), CASES, ids=str)
def test_region_lies_on_its_spot_side_and_view(where: SidedRegion, look: Look) -> None:
    body = body_picture(look, {where: 9.0}, TR, SIZE)
    corners = filled(draw_body(body).shapes, 9)
    assert corners, "the region is not on its view"
    left, right = min(x for x, _ in body.outline), max(x for x, _ in body.outline)
    top, bottom = min(y for _, y in body.outline), max(y for _, y in body.outline)
    outline = DRAWN[look[0]]["outline"]
    lowest = max(point[1] for point in outline)
    scale = (bottom - top) / (lowest - DRAWN[look[0]]["clip_top"])
    middle = (left + right) / 2
    if look[0] in {View.INNER, View.OUTER}:
        # One leg stands wherever it stands: its edges tell where its middle line is.
        edges = [point[0] for point in outline]
        middle = left + scale * (max(edges) if mirrored(where, look) else -min(edges))
    x, y = spot_in_file(where, look)
    seen_x = (min(one[0] for one in corners) + max(one[0] for one in corners)) / 2
    seen_y = (min(one[1] for one in corners) + max(one[1] for one in corners)) / 2
    # Polygons are cut off at the body's edge, so the middles may differ by that.
    assert seen_x == pytest.approx(middle + x * scale, abs=3.0 * scale)
    assert seen_y == pytest.approx(top + (y - DRAWN[look[0]]["clip_top"]) * scale, abs=4.0 * scale)
    if look[0] in {View.FRONT, View.BACK} and where.side is not Side.NONE:
        at_left = (where.side is Side.LEFT) == (look[0] is View.BACK)
        assert (max(one[0] for one in corners) <= middle + 0.6) is at_left
        assert (body.left, body.right) == (("L", "R") if look[0] is View.BACK else ("R", "L"))
    only = [one for other, one in CASES if other == where]
    for view in LOOKS:
        if view not in only:
            picture = draw_body(body_picture(view, {where: 9.0}, TR, SIZE))
            assert not filled(picture.shapes, 9), f"also on {view}"


def everything() -> dict[SidedRegion, float]:
    """A value of its own for each region: 0.1, 0.2, …"""
    return {where: (number + 1) / 10 for number, where in enumerate(ALL)}


@pytest.fixture(scope="module")
def on_paper() -> dict[str, list[tuple[str, float]]]:
    """The words of each view in a PDF file with where they begin, by the view's title."""
    rows = tuple(Row((body_figure(look, everything(), REGIONS, TR, SIZE),)) for look in LOOKS)
    nothing = Titled("", ())
    first = FirstPage(
        (), (), "", None, None, (), None, None, None, (), nothing, ("",), None, (), nothing
    )
    report = Report("a4", dt.date(2026, 6, 17), "Maps", "", (), (), "", first,
                    (Section("Views", rows),), "")  # fmt: skip
    reader = pypdf.PdfReader(io.BytesIO(pdf(report_document(report, TR)).pages[0]))
    return dict(figures(reader))


def figures(reader: pypdf.PdfReader) -> Iterator[tuple[str, list[tuple[str, float]]]]:
    """Words come figure by figure: the numbers, then the title, then what is left and right."""
    words: list[tuple[str, float]] = []
    for page in reader.pages:

        def seen(text: str, cm: list[float], tm: list[float], *_: object) -> None:
            if text.strip():
                words.append((text.strip(), cm[4] + tm[4]))

        page.extract_text(visitor_text=seen)
    current: list[tuple[str, float]] = []
    titles = {TR.say(VIEW_NAMES[View.FRONT]), TR.say(VIEW_NAMES[View.BACK])}
    for text, x in words:
        current.append((text, x))
        if text in titles or text.endswith(("inner side", "outer side")):
            yield text, current
            current = []


@pytest.mark.parametrize("where", ALL, ids=str)
def test_number_stands_on_its_half_of_its_views_in_the_pdf_file(
    where: SidedRegion, on_paper: dict[str, list[tuple[str, float]]]
) -> None:
    number = f"{everything()[where]:.1f}"
    titles = dict(zip(LOOKS, on_paper, strict=True))
    for look, title in titles.items():
        places = [x for text, x in on_paper[title] if text == number]
        assert len(places) == (look in looks_of(where, REGIONS)), (title, number)
        if places and look[0] in {View.FRONT, View.BACK} and where.side is not Side.NONE:
            middle = on_paper[title][-1][1]
            at_left = (where.side is Side.LEFT) == (look[0] is View.BACK)
            assert (places[0] < middle) is at_left, title


def test_first_page_needs_no_side_view_where_front_and_back_show_all() -> None:
    hip, behind = SidedRegion("hip_outer", Side.LEFT), SidedRegion("knee_back", Side.RIGHT)
    assert short_looks([hip], REGIONS) == ((View.FRONT, None),)
    assert short_looks([behind, hip], REGIONS)[:1] != ()
    assert (View.BACK, None) in short_looks([behind], REGIONS)
    assert short_looks([], REGIONS) == ((View.FRONT, None),)
