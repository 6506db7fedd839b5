"""The embedded model itself: few checks, each of which a broken export would fail."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import sentiment
from sentiment.scoring.expansion import model_folder
from sentiment.scoring.model_folder import resolve

pytestmark = [pytest.mark.weights, pytest.mark.filterwarnings("default")]
DATA = Path(__file__).parents[1] / "data"
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

    classify = pipeline("text-classification", str(model_folder()), top_k=None, device="cpu")
    theirs = [{e["label"]: e["score"] for e in row} for row in classify(list(CLEAR))]
    ours, _ = sentiment.Classifier.load(device="cpu").probabilities(list(CLEAR))
    expected = np.array([[row[label] for label in ("negative", "neutral", "positive")] for row in theirs])
    assert ours == pytest.approx(expected, abs=0.05)


def test_the_folder_is_small_enough_for_a_wheel(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "folder.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in resolve(None).rglob("*"):
            archive.write(path)
    assert (tmp_path / "folder.zip").stat().st_size <= 97_000_000  # the code is less than one more


def test_the_evaluation_is_of_these_labels() -> None:
    found = json.loads((resolve(None) / "evaluation.json").read_text())
    assert found["labels"] == ["negative", "neutral", "positive"]
    assert all(part["n"] == sum(map(sum, part["confusion"])) for part in found["languages"].values())
    assert all(part["n"] == sum(map(sum, part["confusion"])) and part["source"] for part in found["sets"])


def test_labels_are_those_of_torch_in_single_precision() -> None:
    from sentiment.scoring.engine import TorchEngine
    from sentiment.scoring.heads import read
    from sentiment.scoring.torch_network import joint
    from sentiment.text import clean

    lines = [
        line for name in ("challenge", "topics") for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    texts = [clean(json.loads(line)["text"]) for line in lines]
    ours, theirs = (sentiment.Classifier.load(device="cpu") for _ in range(2))
    theirs._answers = replace(theirs._answers, engine=TorchEngine(joint(resolve(None), read(resolve(None))), "cpu"))
    said, exact = (classifier.probabilities(texts)[0].argmax(axis=1) for classifier in (ours, theirs))
    assert (
        said == exact
    ).mean() >= 0.99  # of 1,458 ordinary comments 99.6 %; these are hard, and more of them lie on an edge
