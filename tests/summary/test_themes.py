import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from sentiment.scoring.classifier import Classifier
from sentiment.summary import themes as theme
from sentiment.summary.themes import themes

TOPICS = Path(__file__).parents[1] / "data" / "topics.jsonl"
SUBJECTS = 5


def embed(texts: Sequence[str]) -> np.ndarray:
    """Give each `subject tone language number` a vector in which tone and language are far larger than the subject."""
    vectors = np.zeros((len(texts), 40))
    for row, text in zip(vectors, texts, strict=True):
        subject, tone, language, number = map(int, text.split())
        row[subject], row[10 + tone], row[20 + language] = 1, 4, 4
        row[30:] = np.random.default_rng(number).normal(0, 0.1, 10)
    return vectors


def invented(n: int = 300) -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray]:
    """Return texts, subjects, languages and tone."""
    random = np.random.default_rng(0)
    parts = np.stack([random.integers(0, k, n) for k in (SUBJECTS, 3, 4)] + [np.arange(n)], axis=1)
    return [" ".join(map(str, row)) for row in parts], parts[:, 0], parts[:, 2], np.eye(3)[parts[:, 1]]


def found(order: np.ndarray, **options: int) -> np.ndarray:
    texts, _, languages, tone = invented()
    column = pa.chunked_array([[texts[i] for i in order]])
    rows = np.arange(len(order))
    same = np.array([list(order).index(i) for i in order])
    return themes(column, rows, same, languages[order], tone[order], embed, **options)


@cache
def as_invented() -> tuple[int, ...]:
    """Return the themes of the texts in their own order, found once."""
    return tuple(found(np.arange(300)).tolist())


def agreement(one: Sequence[object], other: Sequence[object]) -> float:
    from sklearn.metrics import adjusted_rand_score

    return float(adjusted_rand_score(one, other))


def test_themes_are_subjects_whatever_the_tone_and_the_language() -> None:
    assert agreement(invented()[1], as_invented()) == 1.0


def test_every_row_is_in_one_theme_and_the_same_texts_in_the_same() -> None:
    order = np.concatenate([np.arange(300), np.arange(100)])
    got = found(order)
    assert set(got.tolist()) == set(range(SUBJECTS))
    assert got[300:].tolist() == got[:100].tolist()


def test_themes_do_not_depend_on_the_order_of_the_rows() -> None:
    order = np.random.default_rng(1).permutation(300)
    assert found(order).tolist() == np.array(as_invented())[order].tolist()


def test_the_same_seed_gives_the_same_themes_and_another_finds_the_same_subjects() -> None:
    assert tuple(found(np.arange(300)).tolist()) == as_invented()
    assert agreement(found(np.arange(300), seed=1), found(np.arange(300), seed=2)) == 1.0


def test_texts_beyond_the_sample_join_the_nearest_theme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "FIT", 150)
    monkeypatch.setattr(theme, "BATCH", 70)
    got = found(np.arange(300))
    assert agreement(invented()[1], got) == 1.0
    assert got.min() == 0


def test_few_texts_have_no_themes_and_other_rows_none_either() -> None:
    assert set(found(np.arange(59)).tolist()) == {-1}
    texts, _, languages, tone = invented()
    got = themes(pa.chunked_array([texts]), np.arange(100, 300), np.arange(300), languages, tone, embed)
    assert set(got[:100].tolist()) == {-1}
    assert got[100:].min() == 0


@pytest.mark.weights
def test_the_embedded_model_finds_six_topics_in_four_languages() -> None:
    rows = [json.loads(line) for line in TOPICS.read_text(encoding="utf-8").splitlines()]
    texts, languages = (
        [row["text"] for row in rows],
        np.unique([row["language"] for row in rows], return_inverse=True)[1],
    )
    classifier = Classifier.load()
    tone, _ = classifier.probabilities(texts)
    column, places = pa.chunked_array([texts]), np.arange(len(texts))
    got = themes(column, places, places, languages, tone, classifier.vectors)
    assert agreement([row["topic"] for row in rows], got) > 0.6
    assert agreement(tone.argmax(axis=1), got) < 0.1
    assert agreement(languages, got) < 0.1
