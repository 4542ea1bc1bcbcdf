"""A sheet that was printed is typed up as it was printed, whatever is in force by then."""

from __future__ import annotations

import datetime as dt

from rehabdesk.domain.plan import ExerciseSide
from rehabdesk.services.adherence import adherence
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.home_plan import home_plan
from rehabdesk.services.sheet import SHEET_DAYS, sheet, tick
from rehabdesk.services.sheet_entry import sheet_page

from .conftest import Book

BOTH, LEFT, RIGHT, NONE = (
    ExerciseSide.BOTH, ExerciseSide.LEFT, ExerciseSide.RIGHT, ExerciseSide.NONE,
)  # fmt: skip


def test_its_rows_are_those_of_the_paper(book: Book) -> None:
    old = book.plan(1, 0, book.item("clamshell", BOTH), book.item("bridge"))
    paper = home_plan(book.diary, book.at(3), book.tr)
    assert paper.version == 1
    book.plan(2, 4, book.item("side_plank_knees", LEFT))
    page = sheet_page(book.diary, load_regions(), book.index, book.day(9), 1)
    assert page.version == 1
    assert page.versions == ((2, book.day(4)), (1, book.day(0)))
    rows = [(row.exercise, row.side) for row in page.sheet.rows]
    printed = []
    for exercise in paper.exercises:
        item = next(one for one in old.items if book.index.name(one.exercise) == exercise.name)
        sides = (LEFT, RIGHT) if item.side is BOTH else (item.side,)
        printed += [(item.exercise, side) for side in sides]
    assert rows == printed
    # Two weeks from Monday to Sunday, as on paper.
    days = page.sheet.days
    assert (len(days), days[0].isoweekday(), days[-1].isoweekday()) == (SHEET_DAYS, 1, 7)
    assert days[0] <= book.day(9) <= days[-1]


def test_what_was_ticked_on_an_old_sheet_counts_as_it_says(book: Book) -> None:
    """Two sets were on the paper; the new plan asks for four."""
    old = book.plan(1, 0, book.item("clamshell", LEFT))
    new = book.plan(2, 3, book.item("clamshell", LEFT, sets=4))
    found = sheet(book.diary, book.index, book.day(0), 7, printed=old)
    items = [cell.item.id for cell in found.rows[0].cells if cell.item is not None]
    assert items == ["clamshell-1"] * 7
    tick(book.diary, book.at(5), {(book.day(4), "clamshell-1", LEFT): True})
    (session,) = book.diary.sessions.between(None, None)
    assert session.plan_version_id == old.id
    assert [one.done for one in book.diary.sets.of(session.id)] == [10, 10]
    again = sheet(book.diary, book.index, book.day(0), 7, printed=old).rows[0]
    assert [cell.share for cell in again.cells][4] == 1
    # Half of what the new version asks for on that day.
    total = adherence(book.diary, book.at(6)).totals[0]
    assert total.performed == 2
    assert new.items[0].sets == 4


def test_what_is_in_the_diary_already_is_not_entered_twice(book: Book) -> None:
    old = book.plan(1, 0, book.item("clamshell", LEFT))
    new = book.plan(2, 3, book.item("clamshell", LEFT))
    book.done(new, 4, {"clamshell": (10, 10)})
    cell = sheet(book.diary, book.index, book.day(0), 7, printed=old).rows[0].cells[4]
    assert cell.item is not None
    assert (cell.item.id, cell.share) == ("clamshell-2", 1)
    tick(book.diary, book.at(5), {(book.day(4), "clamshell-2", LEFT): False})
    assert book.diary.sessions.between(None, None) == []


def test_an_exercise_that_was_dropped_can_still_be_typed_up(book: Book) -> None:
    old = book.plan(1, 0, book.item("bridge"))
    book.plan(2, 3, book.item("clamshell", LEFT))
    tick(book.diary, book.at(5), {(book.day(4), "bridge-1", NONE): True})
    cells = sheet(book.diary, book.index, book.day(0), 7, printed=old).rows[0].cells
    assert [cell.share for cell in cells] == [None, None, None, None, 1, None, None]


def test_days_before_the_version_belong_to_the_one_before(book: Book) -> None:
    book.plan(1, 0, book.item("clamshell", LEFT))
    new = book.plan(2, 3, book.item("clamshell", LEFT), book.item("bridge"))
    rows = {
        row.exercise: [cell.item.id if cell.item else None for cell in row.cells]
        for row in sheet(book.diary, book.index, book.day(1), 4, printed=new).rows
    }
    assert rows == {
        "clamshell": ["clamshell-1", "clamshell-1", "clamshell-2", "clamshell-2"],
        "bridge": [None, None, "bridge-2", "bridge-2"],
    }


def test_a_version_that_does_not_exist_is_the_plan_of_each_day(book: Book) -> None:
    book.plan(1, 0, book.item("clamshell", LEFT))
    page = sheet_page(book.diary, load_regions(), book.index, book.day(9), 7)
    assert page.version == 0
    assert page.sheet.days[-1] == book.day(9)
    assert page.sheet.days[0] == book.day(9) - dt.timedelta(days=13)
