"""The embedded model itself: few checks, each of which a broken export would fail."""

import json

import numpy as np
import pytest

import sentiment
from sentiment.scoring.model_folder import resolve

pytestmark = [pytest.mark.weights, pytest.mark.filterwarnings("default")]
CLEAR = {
    "Çox gözəl xəbərdir, təşəkkür edirəm!": "positive",
    "cox sag olun, ela xeberdi": "positive",
    "Bu nə biabırçılıqdır, rezalət!": "negative",
    "Harika olmuş, çok teşekkürler": "positive",
    "Berbat bir karar, rezalet": "negative",
    "Отличная новость, спасибо!": "positive",
    "Ужасное решение, позор": "negative",
    "This is wonderful news, thank you!": "positive",
    "What a terrible decision, shame on you": "negative",
    "The meeting starts at 10 on Tuesday.": "neutral",
}


def test_clear_comments_in_four_languages() -> None:
    scored = sentiment.Classifier.load(device="cpu")({"text": list(CLEAR)})
    right = [label == said for label, said in zip(CLEAR.values(), scored["label"], strict=True)]
    assert sum(right) >= 9  # the first weights miss one: model/README.md, known failures


def test_transformers_pipeline_gives_the_same_probabilities() -> None:
    from transformers import pipeline

    classify = pipeline("text-classification", str(resolve(None)), top_k=None, device="cpu")
    theirs = [{e["label"]: e["score"] for e in row} for row in classify(list(CLEAR))]
    ours, _ = sentiment.Classifier.load(device="cpu").probabilities(list(CLEAR))
    expected = np.array([[row[label] for label in ("negative", "neutral", "positive")] for row in theirs])
    assert ours == pytest.approx(expected, abs=0.05)


def test_the_folder_is_small_enough_for_a_wheel() -> None:
    assert sum(path.stat().st_size for path in resolve(None).rglob("*") if path.is_file()) <= 95_000_000


def test_the_evaluation_is_of_these_labels() -> None:
    found = json.loads((resolve(None) / "evaluation.json").read_text())
    assert found["labels"] == ["negative", "neutral", "positive"]
    assert all(part["n"] == sum(map(sum, part["confusion"])) for part in found["languages"].values())
