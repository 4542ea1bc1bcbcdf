"""Reading tables: encodings, delimiters, what is refused and how it is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabdesk.domain.errors import InputError
from rehabdesk.services.importing.tables import read_table


def refused(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read_table(data, "diary.csv")
    return str(caught.value)


@pytest.mark.parametrize(
    ("encoding", "mark", "said"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
        ("cp1252", b"", "cp1252"),
    ],
)
def test_encoding_is_recognised(encoding: str, mark: bytes, said: str) -> None:
    table = read_table(mark + "Tag;Hüfte\n2020-01-01;3\n".encode(encoding), "x.csv")
    assert table.names == ("Tag", "Hüfte")
    assert table.encoding == said
    assert bool(table.notices) == (encoding == "cp1252")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_recognised(delimiter: str) -> None:
    rows = ["day,pain,note", "2020-01-01,3,a", "2020-01-02,4,b c"]
    data = "\r\n".join(row.replace(",", delimiter) for row in rows).encode()
    table = read_table(data, "x.csv")
    assert table.delimiter == delimiter
    assert list(table.column("pain")) == ["3", "4"]


def test_decimal_commas_are_not_taken_for_delimiters() -> None:
    table = read_table(b"day;pain\n01.02.2020;5,7\n02.02.2020;6,1\n", "x.csv")
    assert table.delimiter == ";"
    assert list(table.column("pain")) == ["5,7", "6,1"]


def test_quoted_line_breaks_keep_line_numbers_right() -> None:
    table = read_table(b'day,note\n2020-01-01,"two\nlines"\n\n2020-01-02,short\n', "x.csv")
    assert list(table.column("note")) == ["two\nlines", "short"]
    assert list(table.lines) == [3, 5]


def test_blank_lines_are_passed_over_and_counted() -> None:
    table = read_table(b"\nday,pain\n2020-01-01,1\n\n2020-01-02,2\n", "x.csv")
    assert list(table.lines) == [3, 5]


def test_rows_of_the_wrong_width_are_named() -> None:
    table = read_table(b"day,pain\n2020-01-01,1\n2020-01-02\n2020-01-03,1,2\n", "x.csv")
    assert [row.line for row in table.rejected] == [3, 4]
    assert list(table.lines) == [2]
    assert table.rejected[1].reason.values == {"cells": 3, "width": 2}


def test_line_numbers_hold_beyond_what_is_read_at_once() -> None:
    good = b"".join(b"2020-01-01,1\n" for _ in range(1200))
    table = read_table(b"day,pain\n" + good + b"short\n" + b"2020-01-02,1\n", "x.csv")
    assert table.rows == 1201
    assert [row.line for row in table.rejected] == [1202]
    assert table.lines[-1] == 1203


def test_a_delimiter_at_every_line_end_makes_no_column() -> None:
    table = read_table(b"Date,Walk,\n2020-01-01,1,\n", "x.csv")
    assert table.names == ("Date", "Walk")


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"day,pain,pain\n2020-01-01,1,2\n", "“pain” is there more than once"),
        (b"2020-01-01,3\n2020-01-02,4\n", "first line should name the columns"),
        (b"day,pain\n", "no rows"),
        (b",,\n1,2,3\n", "names no columns"),
        (b"day,pain\n2020-01-01,\x003\n", "line 2 has NUL bytes"),
        (b"\x00\x01\x02" * 100, "not a text table"),
        (bytes(range(256)) * 4, "not a text table"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "not a text table"),
        (b"day,pain\n" + b"x" * 10_000_000 + b"\n", "Line 2 is longer than"),
        (b"day," * 3_000_000, "Line 1 is longer than"),
        (b"\xff\xfeA", "not a text table"),
    ],
)
def test_broken_files_get_one_sentence(data: bytes, part: str) -> None:
    sentence = refused(data)
    assert part in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_a_missing_column_is_named_with_those_there_are() -> None:
    table = read_table(b"day,pain\n2020-01-01,1\n", "x.csv")
    with pytest.raises(InputError, match="no column “knee”; it has: day, pain"):
        table.column("knee")


@given(st.binary(max_size=400))
def test_any_bytes_end_in_a_table_or_a_sentence(data: bytes) -> None:
    try:
        table = read_table(data, "x.csv")
    except InputError:
        return
    assert all(len(cells) == table.rows for cells in table.cells)
    assert len(table.names) == len(table.cells)
