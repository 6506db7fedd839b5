"""Clauses that say one thing, put together across languages: the one clustering behind themes and reasons."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from sentiment.arrays import Ints, Singles
from sentiment.summary.topics.clauses import clauses
from sentiment.text import cleaned

Halves = npt.NDArray[np.float16]  # which hold 50,000 clauses in 40 MB
Embed = Callable[[Sequence[str]], npt.NDArray[Any]]
Column = Any  # pyarrow.ChunkedArray of text

FEWEST = 60  # texts; with fewer nothing recurs
FIT = 3_000  # clauses that clusters are fitted to
APART, NEAR = 0.88, 0.4  # mean distance at which two clusters are two, and cosine with its centre that a member has
SMALLEST, RAREST = 3, 0.005  # clauses of a cluster, and which part of those that are clustered
LOOSEST = 0.25  # of a cluster that must come back in halves of the clauses; else it is none
SPOKEN = 10  # clauses of a language; with fewer its mean is noise, and it is centred with the other rare ones
SEED = 0  # of all that is drawn
DRAWS = 10  # halves of the clauses that are clustered anew
LONGEST = 30  # clauses of a comment that are read
BATCH, ROWS = 10_000, 500


@dataclass(frozen=True)
class Clusters:
    """Clauses of distinct texts, in the order of the texts, and which cluster each is in.

    Attributes:
        clauses: as written.
        rows: in which row each one stands; of rows that say the same it is one.
        vectors: of unit length, without what all clauses of a language have in common.
        place: cluster of each clause, from 0; -1 for those that are near none.
        steady: how far each cluster comes back when half of the clauses are clustered: the mean resemblance (Jaccard)
            to the most like one. Hennig (2007), Computational Statistics & Data Analysis 52, 258-271, section 3, reads
            0.75 and more as a cluster that is there, less than 0.5 as one that dissolves.
        swing: standard deviation of its size over these halves, as a part of its size.
    """

    clauses: list[str]
    rows: Ints
    vectors: Halves
    place: Ints
    steady: npt.NDArray[np.float64]
    swing: npt.NDArray[np.float64]

    def members(self, rows: Ints, same: Ints) -> list[Ints]:
        """Return those of the rows that each cluster has a clause of; a row may be in several.

        Args:
            rows: to choose from.
            same: of all rows; rows that say the same share a number.
        """
        holds = np.zeros(int(same.max(initial=-1)) + 1, np.bool_)
        found = []
        for k in range(len(self.steady)):
            holds[:] = False
            holds[same[self.rows[self.place == k]]] = True
            found.append(rows[holds[same[rows]]])
        return found

    def central(self, k: int, rows: Ints) -> Ints:
        """Return the clauses of a cluster that stand in these rows, the most central among them first."""
        inside = np.flatnonzero((self.place == k) & np.isin(self.rows, rows))
        own = self.vectors[inside].astype(np.float32)
        return inside[np.argsort(-(own @ unit(own.sum(axis=0))).round(4), kind="stable")]


def clustered(texts: Column, rows: Ints, same: Ints, languages: Ints, embed: Embed) -> Clusters | None:
    """Return what recurs in these rows; None where they have too few distinct texts.

    Average linkage (Sokal and Michener 1958) by the cosine of vectors, of which the mean of each language is taken off,
    cut where clusters are 0.88 apart; each clause then goes to the nearest centre that it has a cosine of 0.4 with, if
    there is one. That was chosen on one half of comments whose reasons were labelled (benchmarks/reasons.py). A cluster
    that does not come back in halves of the clauses is none. Clusters are fitted to 3,000 clauses at most; the others
    join. The order of the rows has no influence.

    Args:
        texts: as written, one a row.
        rows: those to be placed.
        same: rows that say the same share a number.
        languages: code of each row's language.
        embed: returns vectors (texts, dimensions).
    """
    ones = distinct(texts, rows, same)
    if len(ones) < FEWEST:
        return None
    cut = [(clause, row) for row, clause in _cut(texts, ones)]
    if len(cut) < FEWEST:
        return None
    said, places = [clause for clause, _ in cut], np.array([row for _, row in cut], np.int64)
    drawn = np.sort(np.random.default_rng(SEED).permutation(len(said))[:FIT])
    vectors = _centred(_embedded(said, embed), _pooled(languages[places], drawn), drawn)
    known = vectors[drawn].astype(np.float32)
    centres = fitted(known, max(SMALLEST, round(RAREST * len(known))))
    place = nearest(vectors, centres)
    steady, swing = _steadiness(known, nearest(known, centres), len(centres))
    kept = np.flatnonzero(steady >= LOOSEST)
    number = np.full(len(centres) + 1, -1)  # -1 is the last
    number[kept] = range(len(kept))
    return Clusters(said, places, vectors, number[place], steady[kept], swing[kept])


def distinct(texts: Column, rows: Ints, same: Ints) -> Ints:
    """Return one row of each text, in the order of the texts, so that the order of the rows is forgotten."""
    order = rows[np.asarray(pc.sort_indices(texts.take(rows)).to_numpy(), np.int64)]
    return np.asarray(order[np.sort(np.unique(same[order], return_index=True)[1])], np.int64)


def fitted(vectors: Singles, least: int) -> Singles:
    """Return the centres of clusters of so many clauses or more, the largest first."""
    from scipy.cluster.hierarchy import fcluster, linkage

    if len(vectors) < 2:
        return vectors[:0]
    found = fcluster(linkage(_apart(vectors), "average"), APART, "distance") - 1
    sizes = np.bincount(found)
    large = [k for k in np.argsort(-sizes, kind="stable").tolist() if sizes[k] >= least]
    return np.array([unit(vectors[found == k].sum(axis=0)) for k in large], np.float32).reshape(-1, vectors.shape[1])


def nearest(vectors: npt.NDArray[Any], centres: Singles) -> Ints:
    """Return the centre that each vector is nearest to, -1 where it is near none."""
    if not len(centres):
        return np.full(len(vectors), -1, np.int64)
    found = []
    for start in range(0, len(vectors), BATCH):
        alike = vectors[start : start + BATCH].astype(np.float32) @ centres.T
        found.append(np.where(alike.max(axis=1) >= NEAR, alike.argmax(axis=1), -1))
    return np.concatenate(found).astype(np.int64)


def unit(vectors: Singles) -> Singles:
    """Return vectors of length 1."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12), np.float32)


def _apart(vectors: Singles) -> npt.NDArray[np.float64]:
    """Return the cosine distance of each pair, first with second, first with third ..., as `linkage` takes it."""
    n = len(vectors)
    found, at = np.empty(n * (n - 1) // 2), 0
    for start in range(0, n, ROWS):
        alike = vectors[start : start + ROWS] @ vectors[start:].T
        for i, row in enumerate(alike, 1):
            found[at : at + len(row) - i] = 1 - row[i:].clip(-1, 1)
            at += len(row) - i
    return found


def _steadiness(vectors: Singles, place: Ints, n: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return how like each cluster the most like one of each half is, on average, and how its size swings."""
    alike, sizes = np.zeros((DRAWS, n)), np.zeros((DRAWS, n))
    whole = np.bincount(place[place >= 0], minlength=n)
    for draw in range(DRAWS):
        half = np.sort(np.random.default_rng([SEED, draw]).permutation(len(vectors))[: len(vectors) // 2])
        centres = fitted(vectors[half], max(SMALLEST - 1, round(RAREST * len(half))))
        other = nearest(vectors, centres)
        both = np.zeros((n + 1, len(centres) + 1))
        np.add.at(both, (place, other), 1)  # -1 is the last
        common, others = both[:n, :-1], both[:, :-1].sum(axis=0)
        resemblance = common / np.maximum(whole[:, None] + others - common, 1)
        if len(centres):
            best = resemblance.argmax(axis=1)
            alike[draw], sizes[draw] = resemblance.max(axis=1), others[best]
    return alike.mean(axis=0), sizes.std(axis=0) / np.maximum(whole, 1)


def _cut(texts: Column, rows: Ints) -> Iterator[tuple[int, str]]:
    own = texts.take(rows)  # once: of a column in chunks each call copies the whole first
    for start in range(0, len(rows), BATCH):
        said = own.slice(start, BATCH).to_pylist()
        for row, text in zip(rows[start : start + BATCH].tolist(), said, strict=True):
            for clause in clauses(text or "")[:LONGEST]:
                if cleaned(clause):
                    yield row, clause


def _embedded(said: Sequence[str], embed: Embed) -> Halves:
    """Return vectors of unit length."""
    parts = [embed(said[start : start + BATCH]).astype(np.float32) for start in range(0, len(said), BATCH)]
    return np.concatenate([unit(part).astype(np.float16) for part in parts])


def _pooled(languages: Ints, drawn: Ints) -> Ints:
    """Return the language of each clause, -1 for all that are rare."""
    counts = np.bincount(languages[drawn], minlength=int(languages.max()) + 1)
    return np.where(counts[languages] >= SPOKEN, languages, -1)


def _centred(vectors: Halves, languages: Ints, drawn: Ints) -> Halves:
    """Return the vectors without the mean of their language: what all its clauses share tells none from another."""
    for code in np.unique(languages):
        own = np.flatnonzero(languages == code)
        known = drawn[languages[drawn] == code]
        mean = vectors[known if len(known) else own].astype(np.float32).mean(axis=0)
        vectors[own] = unit(vectors[own].astype(np.float32) - mean).astype(np.float16)
    return vectors
