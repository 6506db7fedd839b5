"""The row with the names is found below titles, and no row of comments is taken for it."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from sentiment.reading import reader
from support import column, load

COMMENTS = ["great film", "bad film", "so film", "more film please"]


@pytest.mark.parametrize("beside", ["user", "text", "yes", "5"])
@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_word_beside_one_comment_makes_no_header_of_it(tmp_path: Path, beside: str, place: int) -> None:
    rows = [["comment", "", ""], *([text, "", ""] for text in COMMENTS)]
    rows[place][1] = beside
    assert column(load(tmp_path, "".join(",".join(row) + "\n" for row in rows)), "text") == COMMENTS
    book = Workbook()
    for row in rows:
        book.active.append([cell or None for cell in row])
    book.save(tmp_path / "x.xlsx")
    assert column(reader.load(tmp_path / "x.xlsx"), "text") == COMMENTS


@pytest.mark.parametrize("title", ["Comments", "Report of May"])
@pytest.mark.parametrize("gap", [0, 1])
def test_a_header_with_one_known_name_is_found_below_a_title(tmp_path: Path, title: str, gap: int) -> None:
    rows = [[title, ""], *[["", ""]] * gap, ["Where", "Comment"], *(["Baku", text] for text in COMMENTS)]
    found = load(tmp_path, "".join(",".join(row) + "\n" for row in rows))
    assert column(found, "text") == COMMENTS
    assert column(found, "Where") == ["Baku"] * 4
