from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pytest

from sentiment.summary.topics import clustering
from sentiment.summary.topics.clustering import Clusters, clustered
from support_subjects import ALONE, LANGUAGES, SUBJECTS, comments, embed, language, subject


def found(said: Sequence[str], same: np.ndarray | None = None) -> Clusters:
    every = np.arange(len(said))
    languages = np.array([LANGUAGES.index(language(text)) for text in said])
    got = clustered(pa.chunked_array([said]), every, every if same is None else same, languages, embed)
    assert got is not None
    return got


def subjects_of(got: Clusters) -> list[tuple[str, ...]]:
    """Return the subjects of each cluster."""
    return [tuple({subject(got.clauses[i]) for i in np.flatnonzero(got.place == k)}) for k in range(len(got.steady))]


def test_a_cluster_is_a_subject_whatever_the_language() -> None:
    got = found(comments())
    assert sorted(subjects_of(got)) == sorted((name,) for name in SUBJECTS)
    for k in range(len(SUBJECTS)):
        assert {language(got.clauses[i]) for i in np.flatnonzero(got.place == k)} == set(LANGUAGES)
    assert got.steady.min() > 0.95
    assert got.swing.max() < 0.05


def test_what_is_said_once_is_in_none_or_in_a_cluster_that_hardly_comes_back() -> None:
    got = found(comments(240, once=60))
    alone = np.array([subject(clause) == ALONE for clause in got.clauses])
    assert (got.place[~alone] >= 0).all()
    assert (got.place[alone] == -1).mean() > 0.5
    assert got.steady[np.setdiff1d(got.place[alone], [-1])].max(initial=0) < 0.5


def test_the_order_of_the_rows_has_no_influence() -> None:
    said = comments(240, once=20)
    order = np.random.default_rng(1).permutation(len(said))
    one, other = found(said), found([said[i] for i in order])
    assert one.clauses == other.clauses
    assert one.place.tolist() == other.place.tolist()
    assert one.steady.tolist() == other.steady.tolist()


def test_clauses_beyond_the_sample_join_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clustering, "FIT", 120)
    monkeypatch.setattr(clustering, "BATCH", 50)
    got = found(comments())
    assert sorted(subjects_of(got)) == sorted((name,) for name in SUBJECTS)
    assert got.place.min() == 0


def test_a_comment_of_two_sentences_is_in_two_clusters_and_its_copy_in_the_same() -> None:
    two = "price priceish az one two 900. delay delayish az three four 901."
    got = found([*comments(), two, two], np.array([*range(240), 240, 240]))
    members = got.members(np.arange(242), np.array([*range(240), 240, 240]))
    held = [k for k, rows in enumerate(members) if {240, 241} <= set(rows.tolist())]
    assert sorted(subjects_of(got)[k] for k in held) == [("delay",), ("price",)]
    assert sum(map(len, members)) == 240 + 4


def test_the_most_central_clause_stands_first_and_in_the_rows_asked_for() -> None:
    got = found(comments())
    rows = np.arange(0, 240, 2)
    k = next(k for k, names in enumerate(subjects_of(got)) if names == ("price",))
    central = got.central(k, rows)
    assert len(central) == 30
    assert set(got.rows[central].tolist()) <= set(rows.tolist())
    vectors = got.vectors[central].astype(float)
    nearness = vectors @ vectors.sum(axis=0)
    assert nearness[0] == pytest.approx(nearness.max(), rel=1e-3)


def test_few_texts_recur_in_nothing() -> None:
    every, zeros = np.arange(59), np.zeros(59, np.int64)
    assert clustered(pa.chunked_array([comments(59)]), every, every, zeros, embed) is None


def test_rows_that_are_not_asked_for_are_in_no_cluster() -> None:
    said, every = comments(300), np.arange(300)
    languages = np.array([LANGUAGES.index(language(text)) for text in said])
    got = clustered(pa.chunked_array([said]), np.arange(100, 300), every, languages, embed)
    assert got is not None
    assert sorted(got.rows.tolist()) == list(range(100, 300))
