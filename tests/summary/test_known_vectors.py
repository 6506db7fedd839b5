"""Vectors that a table has already are not asked for again."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

import sentiment
from sentiment.scoring.classifier import Classifier
from sentiment.summary.topics.vectors import KnownVectors

TEXTS = ["good", "bad app", "slow, but good"]
VECTORS = [[1.0, 2.0, 0.5], [3.0, 4.0, -1.0], [5.0, 6.0, 0.25]]


class Model:
    """Says that each text is as long as it is."""

    identity = "tiny@0123"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        return np.array([[float(len(text))] * 3 for text in texts]).reshape(len(texts), -1)


def table(vectors: list[list[float] | None], model: str = Model.identity) -> pa.Table:
    return pa.table(
        {"clean": [*TEXTS, None], "model": [model] * 3 + [None], "vector": pa.array([*vectors, None])},
    )


def test_texts_of_the_table_have_the_vectors_written_there_and_others_are_asked_for() -> None:
    model = Model()
    found = KnownVectors(table(VECTORS), model)([" bad app", "but good", "good"])
    assert found.tolist() == [VECTORS[1], [8.0] * 3, VECTORS[0]]
    assert model.asked == ["but good"]


@pytest.mark.parametrize(
    ("vectors", "model", "asked"),
    [
        ([VECTORS[0], None, VECTORS[2]], Model.identity, ["bad app"]),
        ([VECTORS[0], [float("nan"), 1.0, 1.0], VECTORS[2]], Model.identity, ["bad app"]),
        ([VECTORS[0], [1.0], VECTORS[2]], Model.identity, TEXTS),
        ([[], [], []], Model.identity, TEXTS),
        (["[1]", "[2]", "[3]"], Model.identity, TEXTS),
        (VECTORS, "other@4567", TEXTS),
    ],
)
def test_what_is_no_vector_of_this_model_is_asked_for(vectors: list, model: str, asked: list[str]) -> None:
    own = Model()
    assert KnownVectors(table(vectors, model), own)(TEXTS).shape == (3, 3)
    assert own.asked == asked


def test_a_report_reads_again_only_the_sentences_of_comments_with_several(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["good", "bad", "app", "slow", "very", "not", "fast"]
    said = [f"{a} {b} {c} app" for a in words for b in words for c in words if len({a, b, c}) == 3][:70]
    path = tmp_path / "in.csv"
    path.write_text("text\n" + "\n".join([*said, "very good app now. not so fast there"]) + "\n", encoding="utf-8")
    asked: list[str] = []
    plain = Classifier.vectors

    def heard(self: Classifier, texts: Sequence[str], *rest: object) -> np.ndarray:
        asked.extend(texts)
        return plain(self, texts, *rest)

    monkeypatch.setattr(Classifier, "vectors", heard)
    sentiment.report(path, model=tiny, device="cpu")
    assert asked == ["very good app now.", "not so fast there"]
    sentiment.score(path, model=tiny, device="cpu", vectors=True, output=tmp_path / "scored.parquet")
    asked.clear()
    sentiment.report(tmp_path / "scored.parquet", model=tiny, device="cpu")
    assert asked == ["very good app now.", "not so fast there"]
