"""The shares as Datawrapper charts them."""

import csv
from pathlib import Path

import sentiment
from support import scored

NEG, POS = "negative", "positive"


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_a_row_a_group_with_limits_behind_the_shares(tmp_path: Path) -> None:
    table = scored([NEG, NEG, NEG, POS] * 10, group=["reader", "reader", "expert", "reader"] * 10)
    summary = sentiment.summarize(table, by="group")
    summary.save(tmp_path / "shares.datawrapper.csv")
    found = rows_of(tmp_path / "shares.datawrapper.csv")
    assert found[0] == [
        "group", "negative", "neutral", "positive", "negative: low", "negative: high", "neutral: low", "neutral: high",
        "positive: low", "positive: high",
    ]  # fmt: skip
    assert [row[:4] for row in found[1:]] == [
        ["all", "75.0", "0.0", "25.0"],
        ["reader", "66.7", "0.0", "33.3"],
        ["expert", "100.0", "0.0", "0.0"],
    ]
    low, high = (100 * summary.groups["group"]["reader"]["negative"].__getattribute__(k) for k in ("low", "high"))
    assert [float(cell) for cell in found[2][4:6]] == [round(low, 1), round(high, 1)]


def test_names_are_in_the_language_of_the_report(tmp_path: Path) -> None:
    table = scored([NEG, POS] * 10, group=["=1+1"] * 20)
    sentiment.summarize(table, by="group", lang="az").save(tmp_path / "x.datawrapper.csv")
    found = rows_of(tmp_path / "x.datawrapper.csv")
    assert found[0][:2] == ["qrup", "mənfi"]
    assert [row[0] for row in found[1:]] == ["hamısı", "'=1+1"]


def test_periods_stand_alone_and_without_groups_there_is_one_bar(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    days = [datetime(2023, 10, 1 + i % 3, tzinfo=UTC) for i in range(30)]
    table = scored([NEG, POS] * 15, time=days)
    sentiment.summarize(table, by="day").save(tmp_path / "days.datawrapper.csv")
    assert [row[0] for row in rows_of(tmp_path / "days.datawrapper.csv")] == [
        "day",
        "2023-10-01",
        "2023-10-02",
        "2023-10-03",
    ]
    sentiment.summarize(table, by=[]).save(tmp_path / "all.datawrapper.csv")
    assert [row[:2] for row in rows_of(tmp_path / "all.datawrapper.csv")] == [["", "negative"], ["all", "50.0"]]
