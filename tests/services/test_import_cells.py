"""Reading dates and numbers of cells."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabdesk.services.importing.dates import DateOrder, read_dates, recognise_order
from rehabdesk.services.importing.values import read_counts, read_pain

TODAY = dt.date(2026, 6, 17)
ZONE = dt.timezone(dt.timedelta(hours=2))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2015-11-25", "2015-11-25"),
        (" 2015-11-25 ", "2015-11-25"),
        ("2015/1/5", "2015-01-05"),
        ("2015.01.05", "2015-01-05"),
        ("20150105", "2015-01-05"),
        ("25.11.2015", "2015-11-25"),
        ("11/25/2015", "2015-11-25"),
        ("25-11-2015", "2015-11-25"),
        ("03/03/2020", "2020-03-03"),
        ("29.02.2020", "2020-02-29"),
    ],
)
def test_days_are_read(text: str, day: str) -> None:
    read = read_dates([text], TODAY, ZONE)
    assert read.days == {text: day}
    assert read.order is not None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it has no date"),
        ("yesterday", "not a date"),
        ("31.04.2020", "not a date"),
        ("29.02.2021", "not a date"),
        ("0000-01-01", "year 0"),
        ("9999-12-31", "in the future"),
        ("2026-06-18", "in the future"),
        ("1899-12-31", "before 1900"),
        ("25.11.15", "not a date"),
        ("2020-01-01 25:00", "not a date"),
        ("2020-01-01 and more", "not a date"),
        ("٢٠٢٠-٠١-٠١", "not a date"),
    ],
)
def test_impossible_days_are_refused(text: str, reason: str) -> None:
    read = read_dates([text], TODAY, ZONE)
    problem = read.problems[text]
    assert reason in problem.text.format(**problem.values)
    assert not read.days


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/2020", "25/04/2020"], DateOrder.DMY),
        (["03/04/2020", "04/25/2020"], DateOrder.MDY),
        (["2020-04-03"], DateOrder.YMD),
        (["03/04/2020", "04/04/2020"], None),
        (["13/04/2020", "04/13/2020", "03/04/2020"], None),
    ],
)
def test_the_order_is_recognised_or_asked_for(texts: list[str], order: DateOrder | None) -> None:
    found, example = recognise_order(texts)
    assert found is order
    assert example == ("03/04/2020" if order is None else "")


@pytest.mark.parametrize(
    ("order", "day"), [(DateOrder.DMY, "2020-04-03"), (DateOrder.MDY, "2020-03-04")]
)
def test_an_answer_decides(order: DateOrder, day: str) -> None:
    read = read_dates(["03/04/2020"], TODAY, ZONE, order)
    assert read.days["03/04/2020"] == day


def test_an_answer_that_does_not_fit_refuses_the_row() -> None:
    read = read_dates(["11/25/2015", "01/02/2015"], TODAY, ZONE, DateOrder.DMY)
    assert set(read.problems) == {"11/25/2015"}
    assert set(read_dates(["01/02/2015"], TODAY, ZONE, DateOrder.YMD).problems) == {"01/02/2015"}


def test_times_keep_the_clock_the_person_saw() -> None:
    cells = ["2020-01-05 01:30", "2020-01-05T22:15:00-05:00", "2020-01-05T10:00:00Z"]
    read = read_dates(cells, TODAY, ZONE)
    assert set(read.days.values()) == {"2020-01-05"}
    assert [read.times[cell] for cell in cells] == [
        "2020-01-05T01:30:00+02:00",
        "2020-01-05T22:15:00-05:00",
        "2020-01-05T10:00:00+00:00",
    ]


@given(st.dates(dt.date(1900, 1, 1), TODAY))
def test_every_day_is_read_in_every_order(day: dt.date) -> None:
    for order, form in (
        (DateOrder.YMD, "%Y-%m-%d"),
        (DateOrder.DMY, "%d/%m/%Y"),
        (DateOrder.MDY, "%m/%d/%Y"),
    ):
        text = day.strftime(form)
        assert read_dates([text], TODAY, ZONE, order).days[text] == day.isoformat()


@given(st.lists(st.text(max_size=30), max_size=20))
def test_any_texts_end_in_days_or_reasons(cells: list[str]) -> None:
    read = read_dates(cells, TODAY, ZONE)
    assert set(cells) == set(read.days) | set(read.problems)
    assert not set(read.days) & set(read.problems)
    assert set(read.times) <= set(read.days)


def test_decimals_stay_as_they_are() -> None:
    read = read_pain(["5.7", "0", "10", " 3 ", ""])
    assert read.values == {"5.7": 5.7, "0": 0.0, "10": 10.0, " 3 ": 3.0, "": None}


def test_decimal_commas_are_recognised_per_column() -> None:
    assert read_pain(["5,7", "6"]).values == {"5,7": 5.7, "6": 6.0}
    assert set(read_pain(["5,7", "6.1"]).problems) == {"5,7"}


@pytest.mark.parametrize(
    "text", ["11", "-1", "10.01", "nan", "NaN", "inf", "1e1", "1_0", "x", "٣", "5,7.1", "0x5"]
)
def test_what_is_no_rating_is_refused(text: str) -> None:
    read = read_pain([text])
    assert set(read.problems) == {text}
    assert text not in read.values


def test_counts_may_be_larger_than_pain() -> None:
    assert read_counts(["12", "0"]).values == {"12": 12.0, "0": 0.0}
    assert set(read_counts(["-1", "yes"]).problems) == {"-1", "yes"}
