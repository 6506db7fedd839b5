"""Cells of a workbook that are one: what stands in them holds for all rows that they span, unless it is the comment."""

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from sentiment.reading import reader
from sentiment.reading.log import Reading
from support import column

A, B, C = "Çox sevindim buna", "Bir ay gözlədik", "Gec oldu artıq"


def read(tmp_path: Path, rows: list[list[Any]], *merged: str) -> Reading:
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    book.save(file)
    (tmp_path / "x.xlsx").write_bytes(file.getvalue())
    return reader.load(tmp_path / "x.xlsx")


def test_the_post_beside_its_comments_is_that_of_each(tmp_path: Path) -> None:
    rows = [["Post", "Şərh", "Bəyənmə"], ["P1", A, 1], [None, B, 2], ["P2", C, 3], [None, "Yox", 4], [None, "Hə", 5]]
    found = read(tmp_path, rows, "A2:A3", "A4:A5")
    assert column(found, "text") == [A, B, C, "Yox", "Hə"]
    assert column(found, "Post") == ["P1", "P1", "P2", "P2", None]  # the last cell stands alone, and empty


def test_a_comment_that_spans_rows_is_one(tmp_path: Path) -> None:
    rows = [["Comment", "Coder", "Mark"], [A, "A", "x"], [None, "B", "y"], [B, "A", "x"]]
    found = read(tmp_path, rows, "A2:A3")
    assert column(found, "text") == [A, None, B]
    assert column(found, "skipped") == [None, "empty", None]


def test_names_that_span_rows_and_columns_are_a_header(tmp_path: Path) -> None:
    rows = [["№", "Post", None, "Comment", None], [None, "Author", "Link", "Author", "Text"],
            [1, "tv", "https://a.az", "leyla", A], [2, None, None, "elvin", B]]  # fmt: skip
    found = read(tmp_path, rows, "A1:A2", "B1:C1", "D1:E1", "B3:B4", "C3:C4")
    assert column(found, "text") == [A, B]
    assert column(found, "url") == ["https://a.az"] * 2
    first, second = column(found, "Post Author")
    assert first == second is not None
    assert len({*column(found, "author"), first}) == 3


def test_titles_that_span_columns_stay_where_they_are(tmp_path: Path) -> None:
    rows = [["Hesabat"], ["Mənbə", "Şərh", "Qeyd"], ["TV", A, "x"], ["Bakı", None, None], ["TV", B, "y"]]
    found = read(tmp_path, rows, "A1:C1", "A4:C4")
    assert [text for text in column(found, "text") if text] == [A, B]
    assert column(found, "Qeyd") == ["x", None, "y"]


def test_empty_rows_and_columns_above_and_before_do_not_shift_them(tmp_path: Path) -> None:
    rows = [[], [], [None, "Post", "Şərh"], [None, "P1", A], [None, None, B], [None, "P2", C]]
    assert column(read(tmp_path, rows, "B4:B5"), "Post") == ["P1", "P1", "P2"]


def test_cells_that_are_one_to_the_end_of_a_sheet_and_beginning_in_a_blank_row(tmp_path: Path) -> None:
    rows = [["Post", "Mənbə", "Şərh"], ["P1", "tv", A], [None, None, B], [], [None, None, C]]
    found = read(tmp_path, rows, "A2:A3", "A4:A5", "B2:B1048576")
    assert column(found, "Post") == ["P1", "P1", None]
    assert column(found, "Mənbə") == ["tv"] * 3


@pytest.mark.parametrize("name", ["Likes", "Bəyənmə", "comment_likes"])
def test_likes_of_several_comments_are_counted_once(tmp_path: Path, name: str) -> None:
    rows = [["Comment", name, "Replies", "Post likes"], [A, 10, 4, 7], [B, None, None, None], [C, None, None, None]]
    found = read(tmp_path, rows, "B2:B4", "C2:C4", "D2:D4")
    assert column(found, "likes") == [10, None, None]
    assert column(found, "Replies") == ["4", None, None]
    assert column(found, "Post likes") == ["7"] * 3
