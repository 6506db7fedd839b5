"""The language that a file gives its comments is theirs."""

from pathlib import Path

import pytest

import sentiment
from sentiment.scoring.preparation import given


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("az", "az"), ("AZ", "az"), ("hi-en", "hi-en"), ("ar_DZ", "ar-DZ"), ("Azerbaijani", "az"), ("rus", "ru"),
        ("N/A", None), ("NA", None), ("", None), ("unknown language", None), (None, None),
    ],
)  # fmt: skip
def test_codes_and_names_are_read_and_nothing_else(cell: str | None, code: str | None) -> None:
    assert given(cell) == code


def test_a_users_language_is_kept_and_the_found_one_stands_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "comments.csv"
    path.write_text(
        "text,language\n"
        "Bu gün hava çox gözəldir və hamı küçədədir,uz\n"
        "Сегодня очень хорошая погода и все гуляют,ru\n"
        "The weather is very nice today and we walk,\n"
    )
    table = sentiment.prepare(path)
    assert table["language"][:] == ["uz", "ru", "en"]
    assert table["language_found"][:] == ["az", None, None]
    assert table["own_language"][:] == ["uz", "ru", None]


def test_without_a_language_of_its_own_a_table_has_no_second_one(tmp_path: Path) -> None:
    path = tmp_path / "comments.csv"
    path.write_text("text\nСегодня очень хорошая погода\n")
    assert "language_found" not in sentiment.prepare(path).column_names
