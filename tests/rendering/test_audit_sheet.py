"""The sample as people get it: labels in their language to choose from, and all of it read back."""

import csv
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

import sentiment
from sentiment import api
from sentiment.rendering.audit_sheet import audit_sheet
from sentiment.rendering.translation import LANGUAGES
from support import LABELS, scored

WORDS = {"az": "Nəhayət açıldı, şükür", "tr": "İğne ağacı; çöl", "ru": "Ура, «ёж» объелся", "en": '=1+1 "so"\nit is'}


def sheet_of(lang: str) -> tuple[openpyxl.Workbook, list[dict]]:
    said = [LABELS[i % 3] for i in range(24)]
    texts = [f"{WORDS[lang]} {i}" for i in range(24)]
    stances = [("favor", "against", "none")[i % 3] for i in range(24)]
    table = scored(said, text=texts, stance=stances, toward=["TikTok açıldı"] * 24)
    rows = sentiment.sample(table, n=24).to_list()
    return openpyxl.load_workbook(BytesIO(audit_sheet(rows, LABELS, {"gold_stance": "TikTok açıldı"}, lang))), rows


def offered(sheet, column: str) -> list[str]:
    letter = next(cell.column_letter for cell in sheet[1] if cell.value == column)
    offers = sheet.data_validations.dataValidation
    return next(o.formula1.strip('"').split(",") for o in offers if str(o.sqref).startswith(letter))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sheet_for_a_hand(lang: str) -> None:
    book, rows = sheet_of(lang)
    sheet, guide = book.worksheets
    header = [cell.value for cell in sheet[1]]
    assert header == ["id", "text", "gold", "gold_stance", "toward", "stratum", "weight"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.max_row) == ("A2", "A1:G25", 25)
    assert [cell.value.removeprefix("'") for cell in sheet["B"][1:]] == [row["text"] for row in rows]
    assert {cell.data_type for cell in sheet["B"]} == {"s"}
    assert {cell.alignment.wrap_text for cell in sheet["B"][1:]} == {True}
    assert len(offered(sheet, "gold")) == len(offered(sheet, "gold_stance")) == 3
    said = " ".join(str(cell.value) for row in guide.iter_rows() for cell in row)
    assert "TikTok açıldı" in said
    assert "--audit audit.xlsx" in said
    assert all(label in said for column in ("gold", "gold_stance") for label in offered(sheet, column))


def test_a_row_with_a_target_of_its_own_names_it_beside_its_text(tmp_path: Path) -> None:
    targets = ["the metro", "the buses"] * 12
    table = scored([LABELS[0]] * 24, stance=["favor"] * 24, toward=targets)
    api.sample(table, n=24, output=tmp_path / "audit.xlsx")
    sheet, guide = openpyxl.load_workbook(tmp_path / "audit.xlsx").worksheets
    header = [cell.value for cell in sheet[1]]
    assert header == ["id", "text", "toward", "gold", "gold_stance", "stratum", "weight"]
    named = {row[0].value: row[2].value for row in sheet.iter_rows(min_row=2)}
    assert named == {f"c{i}": target for i, target in enumerate(targets)}
    said = " ".join(str(cell.value) for row in guide.iter_rows() for cell in row)
    assert "The event of each row stands in the column toward." in said
    assert "Leave id, toward, stratum, weight as they are." in said


@pytest.mark.parametrize("form", ["xlsx", ",", ";", "\t"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_chosen_comes_back_in_any_form(lang: str, form: str, tmp_path: Path) -> None:
    book, rows = sheet_of(lang)
    sheet = book.worksheets[0]
    tones, stances = offered(sheet, "gold"), offered(sheet, "gold_stance")
    for line in range(2, 26):
        sheet.cell(line, 3, tones[line % 3])
        sheet.cell(line, 4, stances[(line + 1) % 3])
    path = tmp_path / "audit.xlsx"
    book.save(path)
    if form != "xlsx":
        path = tmp_path / "audit.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=form).writerows([c.value for c in row] for row in sheet.iter_rows())
    found = api.audit(path)["questions"]
    assert [question["column"] for question in found] == ["gold", "gold_stance"]
    assert [dict(sorted(q["counts"].items())) for q in found] == [
        {"negative": 8, "neutral": 8, "positive": 8}, {"against": 8, "favor": 8, "none": 8},
    ]  # fmt: skip
    assert [q["remarks"] for q in found] == [[], []]


def test_a_label_of_a_model_of_ones_own_is_offered(tmp_path: Path) -> None:
    table = scored(["praise", "blame", "praise"]).remove_columns([f"p_{label}" for label in LABELS])
    sentiment.sample(table, n=3, output=tmp_path / "a.xlsx")
    assert offered(openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0], "gold") == ["blame", "praise"]


@pytest.mark.parametrize(
    "labels", [["good, really", "bad"], ['"good"', "bad"], [f"label number {i}" for i in range(30)]]
)
def test_labels_that_excel_cannot_list_are_told_and_not_offered(labels: list[str]) -> None:
    rows = [{"id": "1", "text": "a", "gold": None, "stratum": "all", "weight": 1.0}]
    book = openpyxl.load_workbook(BytesIO(audit_sheet(rows, labels, {})))
    assert not book.worksheets[0].data_validations.dataValidation
    assert any(labels[0] in str(cell.value) for row in book.worksheets[1].iter_rows() for cell in row)
