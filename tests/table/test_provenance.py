import json
from pathlib import Path

import pytest
from datasets import Dataset, concatenate_datasets

import sentiment
from sentiment.table.provenance import attach, remembered

TOLD = "x.csv: times that are not understood, left empty: 1"


@pytest.fixture
def comments(tmp_path: Path) -> Dataset:
    (tmp_path / "x.csv").write_text("text,date\ngood,some day\nbad,2023-11-01,x\n")
    with pytest.warns(UserWarning, match="1 of 2 rows"):
        return sentiment.read(tmp_path / "x.csv")


def test_what_reading_did_reaches_the_report(comments: Dataset, tiny: Path) -> None:
    scored = sentiment.Classifier.load(tiny).score(sentiment.prepare(comments))
    found = sentiment.summarize(scored.select([0])).to_dict()
    assert f"As read: {TOLD}." in found["notes"]
    assert found["rejected"] == 1


def test_tables_put_together_remember_all_of_it(comments: Dataset) -> None:
    other = Dataset.from_dict(comments.to_dict(), features=comments.features)
    attach(other, ["y.csv: said"], 2)
    assert remembered(concatenate_datasets([comments, other])) == ([TOLD, "y.csv: said"], 3)


@pytest.mark.parametrize("description", ["", "A data set.", "5", json.dumps({"told": []}), "[1]"])
def test_another_description_says_nothing(description: str) -> None:
    other = Dataset.from_dict({"text": ["a"]})
    other.info.description = description
    assert remembered(other) == ([], 0)


def test_labels_by_hand_that_could_not_be_read_are_said(comments: Dataset, tiny: Path) -> None:
    scored = sentiment.Classifier.load(tiny).score(sentiment.prepare(comments))
    audit = Dataset.from_list([{"id": scored["id"][0], "text": "good", "gold": "positive"}])
    attach(audit, [], 3)
    notes = sentiment.summarize(scored, audit=audit).to_dict()["notes"]
    assert "As read: rows of the labels by hand that could not be read: 3." in notes


def test_rows_that_were_selected_are_the_only_ones_that_are_labelled_and_written(tiny: Path, tmp_path: Path) -> None:
    some = Dataset.from_list(sentiment.read(["good", "bad", "plain"]).to_list()).select([2, 0])
    classifier = sentiment.Classifier.load(tiny)
    assert sentiment.prepare(some)["clean"][:] == ["plain", "good"]
    assert len(classifier.score(some)) == 2
    scored = sentiment.score(some, model=tiny, output=tmp_path / "x.parquet")
    assert scored["text"][:] == ["plain", "good"]
    sentiment.write(some, tmp_path / "y.parquet")
    assert [len(sentiment.read(tmp_path / name)) for name in ("x.parquet", "y.parquet")] == [2, 2]
