import json
from pathlib import Path

import numpy as np
import pytest

import sentiment
from sentiment.errors import DataError
from sentiment.scoring.classifier import Classifier
from sentiment.scoring.explanation import MOST, explanations
from sentiment.text import clean
from support import LABELS

COMMENTS = Path(__file__).parents[2] / "data" / "comments.jsonl"


class Sum(Classifier):
    """Gives `positive` a tenth for each "good" and a third of one for each pair of them."""

    def __init__(self) -> None:
        self.labels = tuple(LABELS)

    def probabilities(self, texts, progress=None):
        goods = np.array([text.split().count("good") for text in texts])
        positive = 0.1 + 0.1 * goods + 0.03 * (goods > 1)
        return np.stack([0.9 - positive, np.full(len(texts), 0.1), positive], axis=1), np.ones(len(texts), int)


def test_weights_by_hand() -> None:
    # Each good takes away 0.13 of the whole and brings 0.10 alone; the mean, 0.115, is what Shapley gives it.
    found = explanations(["a good good day"], ["positive"], Sum())[0]
    assert (found.probability, found.baseline) == (pytest.approx(0.33), pytest.approx(0.1))
    assert [word for word, _ in found.words] == ["a", "good", "good", "day"]
    assert [weight for _, weight in found.words] == pytest.approx([0, 0.115, 0.115, 0])


def test_str_is_the_sum() -> None:
    said = str(explanations(["a good good day"], ["positive"], Sum())[0])
    assert said.startswith("positive 0.33 = 0.10 + good 0.12 + good 0.12")


@pytest.mark.parametrize(
    "text", ["good bad TikTok!", "good", "x " * 300, "plain . ! pis yaxşı хорошо", "\u202egood\x00 bad"]
)
def test_the_weights_add_up(tiny: Path, text: str) -> None:
    found = sentiment.explain(text, model=tiny)
    assert sum(weight for _, weight in found.words) == pytest.approx(found.probability - found.baseline, abs=1e-9)
    assert len(found.words) <= MOST
    assert found.label in LABELS


def test_another_label_may_be_explained(tiny: Path) -> None:
    classifier = Classifier.load(tiny)
    found = [sentiment.explain("good bad TikTok", model=classifier, label=label) for label in LABELS]
    assert [entry.label for entry in found] == LABELS
    assert sum(entry.probability for entry in found) == pytest.approx(1, abs=1e-5)
    assert np.sum([[w for _, w in entry.words] for entry in found], axis=0) == pytest.approx(np.zeros(3), abs=1e-5)


@pytest.mark.parametrize(
    ("text", "label", "said"),
    [
        ("", None, "expected a text with words; found none"),
        ("good", "joy", "expected a label of the model: .* found joy"),
    ],
)
def test_what_cannot_be_explained(tiny: Path, text: str, label: str | None, said: str) -> None:
    with pytest.raises(DataError, match=said):
        sentiment.explain(text, model=tiny, label=label)


@pytest.mark.weights
def test_the_weightiest_word_takes_more_of_the_label_with_it_than_any_word_does() -> None:
    texts = [json.loads(line)["text"] for line in COMMENTS.read_text(encoding="utf-8").splitlines()]
    texts = [text for text in texts if text and len(text.split()) > 3][:60]
    classifier = Classifier.load()
    random, top, other = np.random.default_rng(0), [], []
    for found in explanations(texts, [None] * len(texts), classifier):
        words = [word for word, _ in found.words]
        best, some = int(np.argmax([weight for _, weight in found.words])), int(random.integers(len(words)))
        place = classifier.labels.index(found.label)
        without = [" ".join(words[:i] + words[i + 1 :]) for i in (best, some)]
        left = classifier.probabilities([clean(text) for text in without])[0][:, place]
        top.append(found.probability - left[0])
        other.append(found.probability - left[1])
    assert len(top) == 60
    assert np.mean(top) > 2 * np.mean(other)
    assert np.mean(top) > 0.1
