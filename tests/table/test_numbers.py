from datetime import UTC, date, datetime
from datetime import time as daytime
from decimal import Decimal

import pytest

from sentiment.table.date_order import order
from sentiment.table.numbers import identifier, is_rounded, number, plain, whole
from sentiment.table.times import clock, time

NOW = datetime(2024, 11, 25, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1.2K", 1200),
        ("1,2 mln", 1_200_000),
        ("12 тыс.", 12_000),
        ("3 bin", 3000),
        ("1,2 B", 1200),
        ("2.3M", 2_300_000),
        ("-5", -5),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("1\u202f234", 1234),
        ("1,234", 1234),
        ("1.234", 1234),
        ("1.234.567", 1_234_567),
        ("5.0", 5),
        ("007", 7),
        (3, 3),
        (3.0, 3),
        ("", None),
        ("NA", None),
        ("many", None),
        (float("nan"), None),
        (True, None),
        ("9" * 400, None),
        (2**70, None),
        ([], None),
        (None, None),
    ],
)
def test_a_count_is_read_as_screens_write_it(written: object, expected: int | None) -> None:
    assert whole(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("4,5", 4.5), ("4.5", 4.5), ("1,234.56", 1234.56), ("1.234,56", 1234.56), ("x", None), ("9" * 400, None)],
)
def test_a_lone_comma_is_a_decimal_comma(written: str, expected: float | None) -> None:
    assert number(written) == expected


MOMENT = datetime(2024, 11, 23, 9, 43, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "expected", "precision"),
    [
        (1732355000, MOMENT, "exact"),
        ("1732355000", MOMENT, "exact"),
        ("1732355000.0", MOMENT, "exact"),
        (1732355000000, MOMENT, "exact"),
        (1732355000000000, MOMENT, "exact"),
        ("1732355000000000000", MOMENT, "exact"),
        ("20241123094320", MOMENT, "local"),
        (20241123094320, MOMENT, "local"),
        ("202411230943", datetime(2024, 11, 23, 9, 43, tzinfo=UTC), "local"),
        ("20241123", datetime(2024, 11, 23, tzinfo=UTC), "local"),
        (20241123.0, datetime(2024, 11, 23, tzinfo=UTC), "local"),
        ("20241123T094320Z", MOMENT, "exact"),
        ("20240231", None, None),
        ("Sat Nov 23 2024 13:43:20 GMT+0400 (Azerbaijan Standard Time)", MOMENT, "exact"),
        ("Sat Nov 23 2024 10:43:20 GMT+0100 (Central European Standard Time)", MOMENT, "exact"),
        ("Sat Nov 23 12:43:20 MSK 2024", MOMENT, "exact"),
        ("23.11.2024 г. 09:43:20", MOMENT, "local"),
        ("23 Kasım 2024 Cumartesi 09:43:20", MOMENT, "local"),
        ("23 Noyabr 2024, Şənbə, 09:43:20", MOMENT, "local"),
        ("суббота, 23 ноября 2024 г. в 09:43:20", MOMENT, "local"),
        ("Saturday, November 23, 2024 at 9:43:20 AM", MOMENT, "local"),
        ("Samstag, 23. November 2024 um 09:43:20", MOMENT, "local"),
        ("samedi 23 novembre 2024 à 09:43:20", MOMENT, "local"),
        ("sábado, 23 de noviembre de 2024, 09:43:20", MOMENT, "local"),
        ("23.11.2024 09.43.20", MOMENT, "local"),
        ("2024-11-23T09:43:20.000Z", MOMENT, "exact"),
        ("2024-11-23T13:43:20+0400", MOMENT, "exact"),
        ("Sat Nov 23 09:43:20 +0000 2024", MOMENT, "exact"),
        ("Sat, 23 Nov 2024 09:43:20 GMT", MOMENT, "exact"),
        ("2024-11-23 09:43:20 UTC", MOMENT, "exact"),
        ("2024-11-23 04:43:20 EST", MOMENT, "exact"),
        ("2024-11-23 09:43:20", MOMENT, "local"),
        ("23.11.2024, 09:43:20", MOMENT, "local"),
        ("23/11/2024 09:43:20", MOMENT, "local"),
        ("11/23/2024 9:43:20 AM", MOMENT, "local"),
        ("2024/11/23 12:43:20 ÖS GMT+3", MOMENT, "exact"),
        ("2024/11/23 12:43:20 PM GMT+3", MOMENT, "exact"),
        ("2024/11/23 10:43:20 a. m. GMT+01:00", MOMENT, "exact"),
        ("2024/11/23 9:43:20 AM EET", datetime(2024, 11, 23, 7, 43, 20, tzinfo=UTC), "exact"),
        ("2024.11.23 09:43:20", MOMENT, "local"),
        ("2024/11/23", datetime(2024, 11, 23, tzinfo=UTC), "local"),
        ("23.11.2024, 09:43:20 Uhr", MOMENT, "local"),
        ("23.11.2024 12:43:20 ÖÖ", datetime(2024, 11, 23, 0, 43, 20, tzinfo=UTC), "local"),
        ("23-Nov-24 09:43:20 AM", MOMENT, "local"),
        ("23-Nov-2024 09:43:20", MOMENT, "local"),
        ("23 noyabr 2024 09:43:20", MOMENT, "local"),
        ("23 Kasım 2024 09:43:20", MOMENT, "local"),
        ("23 ноября 2024 г. 09:43:20", MOMENT, "local"),
        ("Nov 23, 2024 at 9:43:20 AM", MOMENT, "local"),
        ("23 de noviembre de 2024", datetime(2024, 11, 23, tzinfo=UTC), "local"),
        ("2024-11-23", datetime(2024, 11, 23, tzinfo=UTC), "local"),
        ("2 days ago", datetime(2024, 11, 23, tzinfo=UTC), "estimated"),
        ("2 days ago (edited)", datetime(2024, 11, 23, tzinfo=UTC), "estimated"),
        ("vor 2 Tagen", datetime(2024, 11, 23, tzinfo=UTC), "estimated"),
        ("2 gün əvvəl", datetime(2024, 11, 23, tzinfo=UTC), "estimated"),
        ("2 gün önce", datetime(2024, 11, 23, tzinfo=UTC), "estimated"),
        ("2 дня назад", datetime(2024, 11, 23, tzinfo=UTC), "estimated"),
        ("hace 2 días", datetime(2024, 11, 23, tzinfo=UTC), "estimated"),
        ("il y a 2 jours", datetime(2024, 11, 23, tzinfo=UTC), "estimated"),
        ("2d ago", datetime(2024, 11, 23, tzinfo=UTC), "estimated"),
        ("an hour ago", datetime(2024, 11, 24, 23, tzinfo=UTC), "estimated"),
        ("3 gün əvvəl", datetime(2024, 11, 22, tzinfo=UTC), "estimated"),
        ("2 saat önce", datetime(2024, 11, 24, 22, tzinfo=UTC), "estimated"),
        ("bir saat əvvəl", datetime(2024, 11, 24, 23, tzinfo=UTC), "estimated"),
        ("час назад", datetime(2024, 11, 24, 23, tzinfo=UTC), "estimated"),
        ("вчера", datetime(2024, 11, 24, tzinfo=UTC), "estimated"),
        ("вчера в 13:05", datetime(2024, 11, 24, 13, 5, tzinfo=UTC), "estimated"),
        ("Dünən", datetime(2024, 11, 24, tzinfo=UTC), "estimated"),
        ("yesterday", datetime(2024, 11, 24, tzinfo=UTC), "estimated"),
        ("long ago", None, None),
        (date(2024, 11, 23), datetime(2024, 11, 23, tzinfo=UTC), "local"),
        ("31/31/2024", None, None),
        ("12 abcd 2024", None, None),
        ("99999999999999999999", None, None),
        ("0001-01-01T00:00:00+14:00", None, None),
        (5, None, None),
        (None, None, None),
    ],
)
def test_a_time_is_read_with_its_precision(written: object, expected: datetime | None, precision: str | None) -> None:
    assert time(written, now=NOW) == (expected, precision)


def test_a_relative_time_without_a_reference_is_none() -> None:
    assert time("2 days ago") == time("вчера") == (None, None)


def test_the_month_comes_first_only_where_the_column_proves_it() -> None:
    assert time("01/02/2024")[0] == datetime(2024, 2, 1, tzinfo=UTC)
    assert time("01/02/2024", order="mdy")[0] == datetime(2024, 1, 2, tzinfo=UTC)
    assert time("01/02/2024", order=None) == (None, None)
    assert time("23-11-01 09:00", order="ymd")[0] == datetime(2023, 11, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["11/23/2024", "01/02/2024"], ("mdy", None)),
        (["23.11.2024"], ("dmy", None)),
        (["01/02/2024"], ("dmy", "mdy")),
        (["05/05/2024"], ("dmy", None)),
        (["11/05/2023", "11/06/2023", "11/07/2023"], ("mdy", None)),  # three days, not three months
        (["05/11/2023 21:41", "06/11/2023 08:05", "07/11/2023 10:00"], ("dmy", None)),
        (["10/12/2022", "11/12/2022", "12/12/2022", "01/01/2023"], ("dmy", None)),
        (["12/01/2022", "01/12/2022"], ("dmy", "mdy")),
        (["23-10-31", "23-11-01"], ("ymd", None)),
        (["23-10-11 09:00", "23-10-12 09:00", "23-10-13 09:00"], ("ymd", None)),
        (["01/02/2099", "02/01/2024"], ("dmy", "mdy")),
    ],
)
def test_the_rows_of_a_column_tell_day_from_month_from_year(cells: list[str], expected: tuple[str, str | None]) -> None:
    found = order(cells)
    assert (found.name, found.other) == expected


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [("22:39", 81540), ("9:05:30", 32730), ("10:39 PM", 81540), (daytime(1, 5), 3900), ("31.10.2023", None),
     ("2 days ago", None), ("25:00", None), (None, None)],
)  # fmt: skip
def test_a_clock_is_a_time_of_day_and_nothing_else(cell: object, seconds: int | None) -> None:
    found = clock(cell)
    assert (found and found.total_seconds()) == seconds


def test_days_since_1899_are_times_only_where_a_column_says_so() -> None:
    assert time(45230.375) == (None, None)
    assert time(45230.375, serial=True) == (datetime(2023, 10, 31, 9, tzinfo=UTC), "local")
    assert time("45230", serial=True) == (datetime(2023, 10, 31, tzinfo=UTC), "local")


@pytest.mark.parametrize(
    ("ids", "rounded"),
    [
        (["1.86E+18"], True),
        (["1,86E+18"], True),
        ([1.86e18], True),
        (["1860000000000000000", "1870000000000000000"], True),
        (["1860000000000000123", "1870000000000000000", "1870000000000000001"], False),
        (["12", "20000"], False),
        (["1e5x"], False),
    ],
)
def test_ids_that_a_spreadsheet_rounded_are_known(ids: list[object], rounded: bool) -> None:
    assert is_rounded(ids) is rounded


@pytest.mark.parametrize(
    ("written", "expected"),
    [("007", "007"), ('="12345678901234567890"', "12345678901234567890"), ("12.0", "12"), (12.0, "12"),
     (1860000000000000123, "1860000000000000123"), ("1.86E+18", "1.86E+18"), (Decimal("12"), "12"), ("N/A", None),
     (True, None), ([], None), (10**400, None), (None, None), (float("nan"), None)],
)  # fmt: skip
def test_an_id_stays_text(written: object, expected: str | None) -> None:
    assert identifier(written) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("'=1+1", "=1+1"), ("'@user", "@user"), ("'-5", "-5"), ("'tis", "'tis"), ('="007"', "007"), ("=1+1", "=1+1")],
)
def test_a_formula_that_was_made_harmless_is_restored(cell: str, expected: str) -> None:
    assert plain(cell) == expected
