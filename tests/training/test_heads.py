"""Heads of one's own: trained, saved beside the others, asked, summed up and measured."""

import json
import tempfile
from pathlib import Path

import numpy as np
import pytest
from datasets import Dataset

import sentiment
from sentiment import SentimentError, rendering
from sentiment.scoring import heads

EVENT = "TikTok plain"


def rows(column: str, labels: tuple[str, str], n: int = 60, **more: str) -> Dataset:
    """Return comments whose label is decided by one word."""
    texts = [f"{('good ', 'bad ')[i % 2] * (3 + i // 20)}{'plain ' * (i // 2 % 10)}" for i in range(n)]
    given = [{"text": text, column: labels[i % 2], **more} for i, text in enumerate(texts)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "labelled.jsonl"
        path.write_text("\n".join(map(json.dumps, given)))
        return sentiment.read(path)


def train(table: Dataset, out: Path, base: Path, **options) -> dict:
    return sentiment.train(table, output=out, base=base, epochs=20, **options)


@pytest.fixture(scope="module")
def topic(headed: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict]:
    """A model with a head of topics, and what was measured of it."""
    out = tmp_path_factory.mktemp("topic") / "mine"
    return out, train(rows("gold_topic", ("sport", "news")), out, headed, task="topic")


def test_a_head_of_ones_own_learns_and_leaves_the_rest_alone(headed: Path, topic: tuple[Path, dict]):
    out, measured = topic
    assert measured["labels"] == ["news", "sport"]
    assert measured["overall"]["accuracy"] == 1.0
    assert json.loads((out / "evaluation.json").read_text())["heads"] == {"topic": measured}
    assert [h.name for h in heads.read(out)] == ["emotion", "irony", "stance", "topic"]
    texts = ["good good", "bad bad plain", "plain"]
    before, after = (sentiment.Classifier.load(folder, device="cpu") for folder in (headed, out))
    assert after.probabilities(texts)[0] == pytest.approx(before.probabilities(texts)[0], abs=1e-6)
    assert after.react(texts, "emotion") == pytest.approx(before.react(texts, "emotion"), abs=1e-6)


def test_labels_in_gold_are_those_of_the_task(topic: tuple[Path, dict]):
    found = sentiment.evaluate(rows("gold", ("sport", "news")), model=topic[0], task="topic")
    assert (found["task"], found["overall"]["n"], found["overall"]["accuracy"]) == ("topic", 60, 1.0)


def test_its_labels_stand_in_the_table_and_in_the_report(topic: tuple[Path, dict]):
    out, _ = topic
    table = sentiment.prepare(rows("x", ("a", "b"), 40))
    scored = sentiment.Classifier.load(out, device="cpu", everything=True).score(table)
    assert {"topic", "p_topic.sport", "p_topic.news", "emotion", "p_ironic"} <= set(scored.column_names)
    assert scored["topic"] == ["sport", "news"] * 20
    summary = sentiment.summarize(scored, model=out)
    assert set(summary.overall) == {"negative", "neutral", "positive"}
    assert summary.document["heads"]["topic"]["overall"]["sport"]["share"] == pytest.approx(0.5, abs=0.1)
    assert "Topic (adjusted)" in rendering.markdown(summary.document)


def test_stance_is_learned_toward_its_event(headed: Path, tmp_path: Path):
    table = rows("gold_stance", ("Favour", "against"))
    with pytest.raises(SentimentError, match="expected an event for every stance; found none"):
        train(table, tmp_path / "mine", headed, task="stance")
    measured = train(table, tmp_path / "mine", headed, task="stance", toward=EVENT)
    assert measured["labels"] == ["favor", "against", "none"]
    assert measured["overall"]["accuracy"] == 1.0
    scored = sentiment.Classifier.load(tmp_path / "mine", device="cpu", toward=EVENT).score(table)
    hits = [
        a == b.casefold().replace("favour", "favor")
        for a, b in zip(scored["stance"], table["gold_stance"], strict=True)
    ]
    assert sum(hits) >= 55
    found = sentiment.evaluate(rows("gold", ("favor", "against"), toward=EVENT), model=tmp_path / "mine", task="stance")
    assert (found["task"], found["overall"]["n"]) == ("stance", 60)
    assert found["overall"]["accuracy"] == pytest.approx(sum(hits) / 60, abs=1e-4)


def test_the_encoder_may_learn_too_and_tone_is_held(headed: Path, tmp_path: Path):
    table, out = rows("gold_irony", ("yes", "no")), tmp_path / "mine"
    measured = train(table, out, headed, task="irony", encoder=True)
    assert measured["labels"] == ["not_ironic", "ironic"]
    texts = [text.strip() for text in table["text"]][:20]
    before, after = (
        sentiment.Classifier.load(folder, device="cpu").probabilities(texts)[0] for folder in (headed, out)
    )
    assert not np.array_equal(before, after)
    assert after == pytest.approx(before, abs=0.2)
    assert "overall" not in json.loads((out / "evaluation.json").read_text())
    scored = sentiment.Classifier.load(out, device="cpu", irony=True).score(sentiment.prepare(table))
    assert {e.method for e in sentiment.summarize(scored).overall.values()} == {"counted"}


@pytest.mark.parametrize(
    ("table", "task", "said"),
    [
        (("gold", ("sport", "news"), 10), "topic", "at least 20 labelled comments"),
        (
            ("gold", ("sport", "news")),
            "stance",
            "labels favor, against, none in a column gold_stance; found news, sport; correct",
        ),
        (("other", ("sport", "news")), "topic", "labels in a column gold_topic; found none; write them there"),
        *(
            (
                ("gold", ("sport", "news")),
                task,
                f"a name of letters for the task, none of the table's columns; found {task}",
            )
            for task in ("my topic", "label", "language", "contrary", "vector")
        ),
    ],
)
def test_what_cannot_be_learned_is_said(headed: Path, tmp_path: Path, table: tuple, task: str, said: str):
    with pytest.raises(SentimentError, match=said):
        train(rows(*table), tmp_path / "mine", headed, task=task, toward=EVENT)
    assert not (tmp_path / "mine").exists()


def test_a_task_that_the_model_does_not_know_is_said(tiny: Path):
    with pytest.raises(SentimentError, match="a model with a head for topic"):
        sentiment.evaluate(rows("gold", ("sport", "news")), model=tiny, task="topic")


def test_a_sample_of_comments_with_stance_asks_for_both(headed: Path):
    scored = sentiment.Classifier.load(headed, device="cpu", toward=EVENT).score(rows("x", ("a", "b"), 40))
    drawn = sentiment.sample(scored, n=10)
    assert drawn["gold"] == drawn["gold_stance"] == [None] * 10
