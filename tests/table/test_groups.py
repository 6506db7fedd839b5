from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pytest

from sentiment.errors import DataError
from sentiment.rendering.chart import moment
from sentiment.rendering.names import period
from sentiment.rendering.translation import phrases
from sentiment.table.groups import MOST, NO_VALUE, OTHER, codes_by, given, grouping

TIMES = [datetime(2023, 10, 31, 23, 59), datetime(2023, 11, 1, 0, 0), None, datetime(2024, 12, 30, 6, 5)]


def rows(table: pa.Table, column: str, floor: int = 1, chosen: list[bool] | None = None) -> dict[str, list[int]]:
    mask = np.ones(len(table), bool) if chosen is None else np.array(chosen)
    return {name: found.tolist() for name, found in grouping(table, column, mask, floor).rows(mask).items()}


def timed(kind: pa.DataType) -> pa.Table:
    return pa.table({"time": pa.array([t and t.replace(tzinfo=UTC) for t in TIMES], kind)})


@pytest.mark.parametrize(
    "kind", [pa.timestamp("us", tz="UTC"), pa.timestamp("ms", tz="UTC"), pa.timestamp("s")], ids=str
)
@pytest.mark.parametrize(
    ("unit", "names"),
    [
        ("month", ["2023-10", "2023-11", "2024-12"]),
        ("day", ["2023-10-31", "2023-11-01", "2024-12-30"]),
        ("hour", ["2023-10-31 23:00", "2023-11-01 00:00", "2024-12-30 06:00"]),
    ],
)
def test_units_of_time_in_order(unit: str, names: list[str], kind: pa.DataType) -> None:
    assert rows(timed(kind), unit) == {names[0]: [0], names[1]: [1], names[2]: [3], NO_VALUE: [2]}


def test_weeks_are_those_of_iso() -> None:
    assert rows(timed(pa.timestamp("us", tz="UTC")), "week") == {"2023-W44": [0, 1], "2025-W01": [3], NO_VALUE: [2]}


def test_an_hour_that_a_change_of_the_clocks_repeats_is_two() -> None:
    moments = [datetime(2023, 10, 29, hour, 30, tzinfo=UTC) for hour in (1, 0, 2)]
    table = pa.table({"time": pa.array(moments, pa.timestamp("ms", tz="Europe/Berlin"))})
    hours = ["2023-10-29 02:00", "2023-10-29 02:00 UTC+0100", "2023-10-29 03:00"]
    assert rows(table, "hour") == dict(zip(hours, ([1], [0], [2]), strict=True))
    assert list(rows(table, "hour")) == hours
    assert rows(table, "day") == {"2023-10-29": [0, 1, 2]}
    told = [period(name, phrases("en")) for name in hours]
    assert told == ["29 Oct 2023, 02:00", "29 Oct 2023, 02:00 UTC+0100", "29 Oct 2023, 03:00"]
    assert [moment(name)[11:16] for name in hours] == ["02:00", "02:30", "03:00"]


def test_a_time_without_a_value_is_in_no_period() -> None:
    assert rows(pa.table({"time": pa.nulls(2)}), "month") == {NO_VALUE: [0, 1]}


def test_a_column_of_the_file_goes_before_the_unit_of_that_name() -> None:
    assert rows(pa.table({"month": ["oct", "nov", "oct"]}), "month") == {"oct": [0, 2], "nov": [1]}


def test_two_columns_crossed() -> None:
    table = pa.table({"group": ["a", "a", "b", "b", "a"], "language": ["az", "ru", "az", None, "az"]})
    assert rows(table, "group+language") == {"a, az": [0, 4], "a, ru": [1], "b, az": [2], f"b, {NO_VALUE}": [3]}


def test_groups_are_named_as_others_may_read_them_crossed_too() -> None:
    model, mail = "/home/ann/models/mine@0123456789ab", "ann@example.org"
    table = pa.table({"model": [model, model], "group": ["a", mail]})
    assert rows(table, "model") == {"mine@0123456789ab": [0, 1]}
    assert rows(table, "group+model") == {"a, mine@0123456789ab": [0], "[e-mail], mine@0123456789ab": [1]}
    assert codes_by(table, "group")[0] == ["a", mail]  # as conditions are compared with


def test_a_column_crossed_with_time() -> None:
    table = timed(pa.timestamp("us", tz="UTC")).append_column("group", pa.array(["a", "a", "b", "b"]))
    assert rows(table, "group+month") == {
        "a, 2023-10": [0], "a, 2023-11": [1], "b, 2024-12": [3], f"b, {NO_VALUE}": [2],
    }  # fmt: skip


def test_groups_under_the_floor_are_other() -> None:
    found = grouping(pa.table({"g": list("aaabbc")}), "g", np.ones(6, bool), 3)
    assert (found.names, found.codes.tolist(), found.folded, found.small) == (
        ["a", OTHER],
        [0, 0, 0, 1, 1, 1],
        2,
        False,
    )


def test_a_group_that_is_called_other_is_not_lost_among_the_small_ones() -> None:
    table = pa.table({"g": [OTHER] * 4 + list("aaabc")})
    assert rows(table, "g", 3) == {f"“{OTHER}”": [0, 1, 2, 3], "a": [4, 5, 6], OTHER: [7, 8]}
    assert rows(table, "g") == {OTHER: [0, 1, 2, 3], "a": [4, 5, 6], "b": [7], "c": [8]}


def test_crossed_groups_of_one_name_are_one_group() -> None:
    table = pa.table({"g": ["a, b", "a", "a"], "h": ["c", "b, c", "c"]})
    assert rows(table, "g+h") == {"a, b, c": [0, 1], "a, c": [2]}


def test_only_chosen_rows_count_towards_the_floor() -> None:
    assert rows(pa.table({"g": list("aabbb")}), "g", 2, [True, True, True, False, False]) == {"a": [0, 1], OTHER: [2]}


def test_where_none_reaches_the_floor_all_are_kept_and_said_to_be_small() -> None:
    found = grouping(pa.table({"g": list("abb")}), "g", np.ones(3, bool), 3)
    assert (found.names, found.small, found.folded) == (["b", "a"], True, 0)


def test_the_largest_fifty_are_kept() -> None:
    names = [f"g{i:02}" for i in range(MOST + 3)]
    found = grouping(pa.table({"g": [*names, "g52"]}), "g", np.ones(MOST + 4, bool), 1)
    assert (found.names[:2], len(found.names), found.folded) == (["g52", "g00"], MOST + 1, 3)


@pytest.mark.parametrize("cells", [[None, None], pa.nulls(2)])
def test_a_column_without_a_value_is_not_given(cells: object) -> None:
    found = grouping(pa.table({"g": pa.array(cells)}), "g", np.ones(2, bool))
    assert (given(found), found.names) == (False, [NO_VALUE])


@pytest.mark.parametrize(("cells", "names"), [([1, 2, 1], ["1", "2"]), ([0.5, 0.5, 2.0], ["0.5", "2"])])
def test_numbers_are_groups_by_their_text(cells: list, names: list[str]) -> None:
    assert list(rows(pa.table({"g": cells}), "g")) == names


def test_lists_are_groups_by_their_text() -> None:
    assert rows(pa.table({"g": [["a"], ["a"], None]}), "g") == {"['a']": [0, 1], NO_VALUE: [2]}


@pytest.mark.parametrize("column", ["nosuch", "g+nosuch", "month", ""])
def test_no_such_column(column: str) -> None:
    with pytest.raises(DataError, match="to group by; found columns g; name one of those with --by, or month, week"):
        grouping(pa.table({"g": ["a"]}), column, np.ones(1, bool))
