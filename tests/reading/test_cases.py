"""Files in the shapes of real exports that were read wrong once, in data/cases, beside the rows that are right."""

from pathlib import Path
from typing import Any

import pytest

from sentiment.reading import reader

CASES = Path(__file__).parents[1] / "data" / "cases"


def rows(name: str, **options: Any) -> list[dict[str, Any]]:
    return reader.load(CASES / name, **options).comments.to_list()


def shown(name: str, *columns: str) -> list[tuple[Any, ...]]:
    """Return some columns of a file, times without their zone."""
    found = [[row.get(column) for column in columns] for row in rows(name)]
    return [tuple(f"{cell:%Y-%m-%d %H:%M}" if hasattr(cell, "strftime") else cell for cell in row) for row in found]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("whatsapp-day-first-12h.txt", [
            ("çox sevindim", "2023-11-05 21:41", None),
            ("mən razı deyiləm", "2023-11-06 08:05", None),
            ("niyə axı", "2023-11-07 10:00", None),
        ]),
        ("whatsapp-arabic.txt", [
            ("أنا سعيدة جدا", "2023-11-05 21:41", None),
            ("لا أوافق", "2023-11-06 08:05", None),
        ]),
        ("whatsapp-year-first-short-day.txt", [
            ("cox sevindim", "2023-11-15 21:41", None),
            ("men razi deyilem", "2023-11-16 08:05", None),
            ("niye axi", "2023-12-05 21:41", None),
            ("bele", "2023-12-06 21:41", None),
        ]),
        ("whatsapp-iphone-marks.txt", [
            ("Bizim həyət", "2023-11-05 21:41", None),
            ("siyahi.pdf", "2023-11-05 21:42", "media only"),
            ("mən razı deyiləm", "2023-11-05 21:43", None),
            ("table.xlsx", "2023-11-05 21:44", "media only"),
        ]),
    ],
)  # fmt: skip
def test_a_chat_is_read(name, expected):
    assert shown(name, "text", "time", "skipped") == expected


def test_what_android_writes_in_a_chat_is_no_comment():
    assert shown("whatsapp-android-notes.txt", "text", "skipped") == [
        ("IMG-20231105-WA0001.jpg (archivo adjunto)", "media only"),
        ("Diese Nachricht wurde gelöscht.", "deleted"),
        ("Se eliminó este mensaje.", "deleted"),
        ("null", "media only"),
        (None, "location"),
        (None, "location"),
        ("Missed voice call", "service message"),
        ("Razısınız?", "poll"),
        ("Waiting for this message. This may take a while.", "service message"),
        ("çox sevindim", None),
    ]
