"""How far people are with a sample, and which labels to look at again."""

from math import sqrt

import pytest
from datasets import Dataset

import sentiment
from sentiment.errors import DataError
from sentiment.estimation.stopping import Stopping
from support import LABELS, scored


def sheet(gold: list[str | None], weight: float = 10.0) -> Dataset:
    rows = [
        {"id": f"c{i}", "text": f"text {i}", "gold": label, "stratum": "all", "weight": weight}
        for i, label in enumerate(gold)
    ]
    return Dataset.from_list(rows)


def test_a_margin_is_that_of_a_plain_sample_of_these_comments() -> None:
    gold = ["negative"] * 50 + ["positive"] * 50
    stopping = Stopping(gold, [10.0] * 100, 1000)
    spread = sqrt((51 / 103) * (52 / 103))
    assert stopping.margin(100) == pytest.approx(1.95996 * spread * sqrt(1 / 100 - 1 / 1000), rel=1e-4)
    assert stopping.margin(1000) == 0
    assert stopping.margin(stopping.needed(0.05)) <= 0.05 < stopping.margin(stopping.needed(0.05) - 1)


def test_the_next_stop_is_one_that_the_sample_reaches() -> None:
    stopping = Stopping(["negative", "positive"] * 23, [10.0] * 46, 1200)
    assert stopping.stop(120) == stopping.needed(0.1) == 89
    assert stopping.stop(60) is None


def test_progress_in_a_sentence() -> None:
    found = sentiment.audit(sheet(["negative", "positive"] * 23 + [None] * 74))
    (tone,) = found["questions"]
    assert (tone["labelled"], tone["rows"], tone["stop"]) == (46, 120, 89)
    assert found["said"] == [
        "gold: 46 of 120 labelled (negative 23, positive 23)",
        "Stop at 89 for ±10 points, at most.",
        "A share of all comments is now known to ±14 points, at most; 120 labels give ±8.",
    ]


def test_an_empty_sheet_is_no_mistake() -> None:
    found = sentiment.audit(sheet([None] * 30))
    assert (found["questions"][0]["labelled"], found["questions"][0]["margin"]) == (0, None)
    assert found["said"][0] == "gold: 0 of 30 labelled"
    assert "A report is audited from 20 labels on." in found["said"]


def test_two_people_are_compared() -> None:
    one, two = ["negative"] * 12 + ["positive"] * 12, ["negative"] * 11 + ["positive"] * 12 + [None]
    found = sentiment.audit(sheet(one), sheet(two))
    (tone,) = found["questions"]
    assert tone["agreement"]["comments"] == 23
    assert [(d["id"], d["labels"]) for d in tone["disagreements"]] == [("c11", ["negative", "positive"])]
    assert "Labelled differently: “text 11” (negative / positive, id c11)" in found["said"]


def test_labels_that_the_model_contradicts_are_listed() -> None:
    table = scored([LABELS[i % 3] for i in range(60)])
    gold = [LABELS[i % 3] for i in range(60)]
    gold[4] = "negative"  # the model is sure of neutral
    found = sentiment.audit(sheet(gold, 1.0), scored=table)
    assert [(d["id"], d["gold"], d["label"]) for d in found["questions"][0]["to_check"]] == [
        ("c4", "negative", "neutral")
    ]
    assert found["said"][-1] == "Check your label: “text 4” (you negative, the model neutral, 100 % sure, id c4)"


def test_a_sample_lacks_no_row_for_comments_that_were_not_scored() -> None:
    table = scored(["negative"] * 100 + [None] * 30)
    rows = [{**row, "gold": "negative"} for row in sentiment.sample(table, n=30)]
    (tone,) = sentiment.audit(Dataset.from_list(rows), scored=table)["questions"]
    assert (tone["labelled"], tone["remarks"]) == (30, [])
    (tone,) = sentiment.audit(Dataset.from_list(rows[:20]), scored=table)["questions"]
    assert tone["remarks"] == ["the sample lacks about 10 rows, or was drawn from a part of these comments"]


def test_stances_are_a_question_of_their_own() -> None:
    rows = [{**row, "gold_stance": "lehinə" if i else None} for i, row in enumerate(sheet(["negative"] * 25).to_list())]
    found = sentiment.audit(Dataset.from_list(rows), lang="az")
    assert [(q["column"], q["labelled"], q["counts"]) for q in found["questions"]] == [
        ("gold", 25, {"negative": 25}), ("gold_stance", 24, {"favor": 24}),
    ]  # fmt: skip


def test_words_that_are_no_label_are_told_and_a_foreign_sample_refused() -> None:
    found = sentiment.audit(sheet(["negative"] * 20 + ["maybe"]))
    assert "row 22, id c20: 'maybe'" in found["questions"][0]["remarks"][0]
    with pytest.raises(DataError, match="labels of scored comments"):
        sentiment.audit(sheet(["negative"] * 20), scored=scored(LABELS))
