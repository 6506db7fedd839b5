"""Workbooks as people keep them: a sheet a month, a summary in front, notes behind."""

from pathlib import Path
from typing import Any

import pytest

from sentiment.errors import ReadError
from sentiment.reading import reader


def save(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    book.save(path)
    return path


SUMMARY = [["Total", 12], ["Comments", 5], ["Likes", 7]]


def test_all_sheets_with_comments_are_read_each_by_its_own_columns(tmp_path: Path) -> None:
    path = save(
        tmp_path / "x.xlsx",
        {
            "Xülasə": SUMMARY,
            "Yanvar": [["Şərh", "Bəyənmə"], ["a", 1], ["b", 2]],
            "Boş": [],
            "Fevral": [["Fevral ayı"], [], ["Tarix", "Rəy"], ["23.11.2024", "c"]],
            "Qeydlər": [["Qeyd"], ["Bu cədvəli Leyla hazırlayıb"]],
            "Mart": [["Şərh", "Bəyənmə"]],
        },
    )
    reading = reader.load(path)
    rows = [(row["id"], row["file"], row["text"], row["likes"]) for row in reading.comments]
    assert rows == [
        ("x.xlsx/Yanvar:2", "x.xlsx/Yanvar", "a", 1),
        ("x.xlsx/Yanvar:3", "x.xlsx/Yanvar", "b", 2),
        ("x.xlsx/Fevral:4", "x.xlsx/Fevral", "c", None),
    ]
    assert [file.mapping for file in reading.files] == [
        {"text": "Şərh", "likes": "Bəyənmə"},
        {"text": "Rəy", "time": "Tarix"},
    ]
    assert reading.files[0].notes == (
        "sheets left out, because no column is called like one for comments: 'Xülasə', 'Qeydlər', 'Mart'",
    )


def test_of_one_sheet_with_comments_the_file_keeps_its_name(tmp_path: Path) -> None:
    comments = reader.read(save(tmp_path / "x.xlsx", {"S": SUMMARY, "D": [["id", "text"], [7, "a"], [8, "b"]]}))
    assert (comments["file"][:], comments["id"][:]) == (["x.xlsx", "x.xlsx"], ["7", "8"])


def test_sheets_of_one_form_are_read_alike_where_no_name_tells_the_comments(tmp_path: Path) -> None:
    form = ["q1", "Siz nə deyərdiniz"]
    sheets = {"A": [form, [1, "çox yaxşı oldu"]], "B": [form, [2, "heç yaxşı deyil"]], "C": [["k", "v"], ["a", 1]]}
    reading = reader.load(save(tmp_path / "x.xlsx", sheets))
    assert reading.comments["text"][:] == ["çox yaxşı oldu", "heç yaxşı deyil"]
    assert "'C'" in reading.files[0].notes[0]


def test_a_sheet_that_holds_no_comments_after_all_is_passed_over_and_said(tmp_path: Path) -> None:
    sheets = {"A": [["text"], ["a"]], "B": [["Comments", "n"], *([[i, i] for i in range(5)])]}
    reading = reader.load(save(tmp_path / "x.xlsx", sheets))
    assert reading.comments["text"][:] == ["a"]
    assert "1 other file was passed over: x.xlsx/B" in reading.files[0].notes


def test_numbers_that_excel_made_of_telephones_are_dropped(tmp_path: Path) -> None:
    lines = [["Rəy", "Əlaqə üçün", "Məbləğ"], ["a", 994501234567, 1234567.89], ["b", 994551234567.0, 12.5]]
    reading = reader.load(save(tmp_path / "x.xlsx", {"A": lines}))
    assert "Əlaqə üçün" not in reading.comments.column_names
    assert reading.comments["Məbləğ"][:] == ["1234567.89", "12.5"]


def test_a_document_of_another_program_is_refused(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "x.docx", "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(ReadError, match="expected a workbook; found x.docx"):
        reader.read(tmp_path / "x.docx")
