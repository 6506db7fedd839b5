"""Reports on some of the rows: what is counted, what is said, and labels by hand that go with their rows."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from datasets import Dataset

import sentiment
from sentiment.errors import DataError
from support import LABELS, scored


def table(n: int = 120) -> Dataset:
    groups = ["expert" if i % 3 == 0 else "commenter" for i in range(n)]
    times = [datetime(2023, 10, 30, 12, tzinfo=UTC) + timedelta(minutes=30 * i) for i in range(n)]
    precision = ["local" if i % 2 else "exact" for i in range(n)]
    return scored([LABELS[i % 4 % 3] for i in range(n)], group=groups, time=times, time_precision=precision)


def audit_of(drawn: Dataset) -> Dataset:
    return Dataset.from_list([{**row, "gold": "neutral"} for row in drawn.to_list()])


def test_only_the_rows_that_are_asked_for_are_counted_and_the_others_said() -> None:
    summary = sentiment.summarize(table(), where=["group=commenter", "day=2023-10-31"], until="2023-10-31T06:00")
    document = summary.document
    assert (document["comments"], document["scored"]) == (8, 8)
    assert document["selection"] == {
        "where": ["group=commenter", "day=2023-10-31"], "since": None, "until": "2023-10-31T06:00",
        "without_copies": False, "left_out": 112, "of": 120,
    }  # fmt: skip
    said = "Counted are only rows with this: group=commenter, day=2023-10-31, until 2023-10-31T06:00. "
    assert summary.headline.startswith(said)
    assert "112 of 120 are left out of every figure." in summary.notes[0]


def test_without_a_condition_nothing_is_said() -> None:
    summary = sentiment.summarize(table())
    assert summary.document["selection"] is None
    assert "Counted are" not in summary.headline


def test_copies_are_counted_once() -> None:
    same = scored(["negative"] * 3 + ["positive"], text=["again and again, the same words"] * 3 + ["other"])
    document = sentiment.summarize(same, without_copies=True).document
    assert (document["comments"], document["copies"]["copies"]) == (2, 0)
    assert document["counted"]["overall"]["negative"]["share"] == 0.5


def test_of_copies_without_a_time_the_first_of_the_file_is_counted() -> None:
    """Also where there is a column of times, and none in it."""
    labels = ["positive", "neutral", "negative"]
    same = scored(labels, text=["again and again, the same words"] * 3, time=[None] * 3)
    assert sentiment.summarize(same, without_copies=True).document["counted"]["overall"]["positive"]["share"] == 1


def test_a_sample_of_all_audits_a_part_and_none_of_it_is_missed() -> None:
    audit = audit_of(sentiment.sample(table(), n=60))
    document = sentiment.summarize(table(), audit=audit, where="group=commenter").document
    inside = sum(row["group"] == "commenter" for row in audit)
    assert (document["audit"]["labelled"], document["audit"]["missing"]) == (inside, 0)
    assert document["overall"]["neutral"]["method"] == "audited"


def test_a_sample_of_a_part_audits_that_part_and_not_the_whole() -> None:
    audit = audit_of(sentiment.sample(table(), n=30, where="group=commenter"))
    assert set(audit["group"]) == {"commenter"}
    assert sum(audit["weight"]) == pytest.approx(80)
    part = sentiment.summarize(table(), audit=audit, where="group=commenter").document
    assert part["audit"]["missing"] == 0
    assert sentiment.summarize(table(), audit=audit).document["audit"]["missing"] > 0


def test_labels_of_other_rows_alone_are_refused() -> None:
    audit = audit_of(sentiment.sample(table(), n=30, where="group=commenter"))
    with pytest.raises(DataError, match="labels by hand among the rows with group=expert; found none of 30"):
        sentiment.summarize(table(), audit=audit, where="group=expert")


def test_days_and_the_event_are_of_the_zone() -> None:
    document = sentiment.summarize(table(), by="day", event="2023-10-31 13:00", timezone="Asia/Baku").document
    assert document["timezone"] == "Asia/Baku"
    assert document["event"]["time"] == "2023-10-31T13:00:00+04:00"
    assert document["event"]["zoneless"] == 60
    # 12:00 in Greenwich is 16:00 in Baku, where 8 h are left of the day; a time without a zone is 12:30 in Baku.
    assert document["scored_by"]["day"]["2023-10-30"] == 8 * 1 + 12
    notes = sentiment.summarize(table(), event="2023-10-31 09:00").notes
    assert any("60 times were written without a zone and are read as times of UTC" in note for note in notes)


@pytest.mark.parametrize(
    ("event", "before", "after", "unplaced"),
    [("2023-10-31 09:00", 3, 4, 2), ("2023-10-31", 2, 7, 0), ("2023-10-30 12:00", 0, 7, 2)],
)
def test_a_day_without_an_hour_is_on_neither_side_of_an_event_of_that_day(
    tmp_path: Path, tiny: Path, event: str, before: int, after: int, unplaced: int
) -> None:
    days = ["2023-10-30"] * 2 + ["2023-10-31"] * 2 + ["2023-11-01"] * 2
    times = [*days, "2023-10-31 08:30", "2023-10-31 09:00", "2023-11-01 00:00"]
    path = tmp_path / "comments.csv"
    path.write_text("text,time\n" + "".join(f"good {i},{time}\n" for i, time in enumerate(times)))
    for zone in ("UTC", "Asia/Baku"):
        found = sentiment.report(path, event=event, timezone=zone, model=tiny, device="cpu")
        told = found.document["event"]
        assert told
        assert [entry["n"] for entry in (told["before"]["negative"], told["after"]["negative"])] == [before, after]
        assert told["unplaced"] == unplaced
        assert any("neither before nor after it" in note for note in found.notes) == bool(unplaced)


def test_rows_that_are_left_out_are_not_scored(tmp_path: Path, tiny: Path) -> None:
    (tmp_path / "x.csv").write_text("id,text,likes\n1,good,5\n2,bad,1\n3,plain good,7\n", encoding="utf-8")
    document = sentiment.report(tmp_path / "x.csv", where="likes>=5", model=tiny).document
    assert (document["comments"], document["selection"]["left_out"], document["selection"]["of"]) == (2, 1, 3)
    with pytest.raises(DataError, match="expected comments with likes>=99; found none of 3"):
        sentiment.report(tmp_path / "x.csv", where="likes>=99", model=tiny)


def test_a_claim_is_weighed_on_the_rows_that_are_asked_for() -> None:
    found = sentiment.check(table(), claim="mostly negative", where="group=commenter")
    assert found["sides"][0]["comments"] == 80
    assert found["said"][0] == "Only some rows are counted: group=commenter. 40 of 120 are left out of every figure."
