"""Which rows are counted, and what is said of those that are not."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest

from sentiment.errors import DataError
from sentiment.table.selection import Condition, Selection, moment
from sentiment.table.zones import localized, zone, zone_of

DAYS = [datetime(2023, 10, 30, 21, 30, tzinfo=UTC), datetime(2023, 10, 31, 9, tzinfo=UTC), None]
TABLE = pa.table(
    {
        "group": ["Expert", "commenter", None],
        "likes": pa.array([5, 10, None], pa.int64()),
        "rating": ["4,5", "5.0", "n/a"],
        "time": pa.array(DAYS, pa.timestamp("us", tz="UTC")),
        "time_precision": ["exact", "local", None],
    }
)


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("group=expert", [True, False, False]),
        ("group==EXPERT", [True, False, False]),
        ("group != expert", [False, True, True]),
        ("group=", [False, False, True]),
        ("group!=", [True, True, False]),
        ("likes>=10", [False, True, False]),
        ("likes<10", [True, False, False]),
        ("likes=5.0", [True, False, False]),
        ("rating>4,5", [False, True, False]),
        ("rating = 5", [False, True, False]),
        ("day=2023-10-31", [False, True, False]),
    ],
)
def test_a_condition(written: str, held: list[bool]) -> None:
    assert Condition.parse(written).rows(TABLE).tolist() == held


@pytest.mark.parametrize(
    ("value", "held"),
    [("-1", ["-1", "-1.0"]), ("1", ["+1", "1"]), ("c", ["C"]), ("c#", ["C#"]), ("a b", ["a-b"])],
)
def test_a_value_is_meant_with_its_signs(value: str, held: list[str]) -> None:
    cells = ["-1", "-1.0", "+1", "1", "C", "C#", "a-b"]
    rows = Condition.parse(f"code={value}").rows(pa.table({"code": cells}))
    assert [cell for cell, own in zip(cells, rows, strict=True) if own] == held


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("group", "expected a condition such as group=commenter or likes>=10; found group; write --where"),
        ("label=negative", "expected a condition on what the comments are; found label, which the model says"),
        ("p_negative>0.5", "found p_negative, which the model says"),
        ("likes>=many", "expected a number behind >=; found many"),
        ("grup=expert", "a column 'grup' to choose by; found columns .*; did you mean --where group"),
        ("group=exprt", "expected a value of group: .*; found exprt; correct it after --where"),
    ],
)
def test_a_condition_that_cannot_be(written: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        Condition.parse(written).rows(TABLE)


@pytest.mark.parametrize(
    ("since", "until", "timezone", "held"),
    [
        ("2023-10-31", None, None, [False, True, False]),
        ("2023-10-31", None, "Asia/Baku", [True, True, False]),  # 21:30 in Greenwich is 01:30 in Baku
        (None, "30.10.2023", None, [True, False, False]),
        (None, "2023-10-31", None, [True, True, False]),
        (None, "2023-10-31T09:00", None, [True, False, False]),
        (None, "2023-10-31T13:00+04:00", None, [True, False, False]),
        ("31 oktyabr 2023 01:00", None, "Asia/Baku", [True, True, False]),
        (None, "2023-10-31T09", None, [True, False, False]),  # a clock without minutes is a moment, too
        (None, "2023-10-31 09", None, [True, False, False]),
        (None, "2023-10-31T0900", None, [True, False, False]),
        (None, "1698742800", None, [True, False, False]),  # 2023-10-31T09:00
        (None, "2023-W44", None, [True, True, False]),  # to the end of the Sunday
        (None, "2023-W43", None, [False, False, False]),
    ],
)
def test_moments(since: str | None, until: str | None, timezone: str | None, held: list[bool]) -> None:
    assert Selection.of(since=since, until=until, timezone=timezone).rows(TABLE).tolist() == held


def test_a_moment_that_is_none() -> None:
    with pytest.raises(DataError, match="expected a time such as .*; found soon; write it like that after --since"):
        Selection.of(since="soon")


def test_a_day_that_can_be_read_as_two_is_refused_with_both() -> None:
    said = "found 05/11/2023: 2023-11-05 or 2023-05-11; write one of these after --event"
    with pytest.raises(DataError, match=said):
        moment("05/11/2023", zone("Asia/Baku"), "--event")


def test_a_table_is_told_in_a_zone_and_times_without_one_are_of_it() -> None:
    table = localized(TABLE, zone("Asia/Baku"))
    baku = ZoneInfo("Asia/Baku")
    assert zone_of(table) == "Asia/Baku"
    assert table["time"].to_pylist() == [
        datetime(2023, 10, 31, 1, 30, tzinfo=baku), datetime(2023, 10, 31, 9, tzinfo=baku), None,
    ]  # fmt: skip
    assert localized(TABLE, zone(None))["time"].to_pylist() == DAYS


@pytest.mark.parametrize(("name", "near"), [("baku", "Asia/Baku"), ("Europe/Istambul", "Europe/Istanbul")])
def test_a_zone_that_is_none(name: str, near: str) -> None:
    with pytest.raises(DataError, match=f"found {name}; try --timezone {near}"):
        zone(name)
