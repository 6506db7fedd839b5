"""Copies and near-copies of a text: which comments say the same, and whether they came in a burst."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from sentiment.arrays import Ints
from sentiment.text import digest, fold, to_ascii

Column = Any  # pyarrow.ChunkedArray of text

# Two texts are near-copies if they share this part of their runs of five characters, diacritics aside. Measured by
# benchmarks/alike.py: at 0.6 more reworded copies are missed, at 0.4 three times as many strangers are joined.
ALIKE, RUN = 0.5, 5
SHORTEST = 25  # characters; shorter texts are alike by chance
BANDS, ROWS, SEED = 32, 4, 1
MARKS = 512  # bits by which most pairs are told apart that share a band and no more
_ONES = np.unpackbits(np.arange(1 << 16, dtype=np.uint16).view(np.uint8)).reshape(-1, 16).sum(axis=1, dtype=np.uint8)
BATCH, HASHED = 10_000, 2_000  # texts that are Python's at once, and those whose hashes are, fifty times as large
BURST, WINDOW = 10, timedelta(hours=1)  # so many comments with one text, in so short a time, are named


@dataclass(frozen=True)
class Burst:
    """One text in many comments in a short time."""

    rows: Ints  # the comments of the busiest hour, in order of time
    size: int  # comments with this text in all


def key(cleaned: str | None) -> int | None:
    """Return what stands for the words of a cleaned comment; comments with one key are copies. None without words."""
    return digest(fold(cleaned)) if cleaned else None


def digests(cleaned: Iterable[str | None]) -> Any:
    """Return what stands for the words of each cleaned comment, by which `originals` finds copies; an Arrow array."""
    import pyarrow as pa

    return pa.array([key(said) for said in cleaned], pa.int64())


def digested(cleaned: Column) -> Any:
    """Return the digests of a column of texts, which are Python's a batch at a time."""
    batches = (cleaned[start : start + BATCH].to_pylist() for start in range(0, len(cleaned), BATCH))
    return digests(text for batch in batches for text in batch)


def originals(digests: Any) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the rows that are copies, ascending, and the first row of the same words for each.

    Args:
        digests: of the words of each row, as `digests` gives them, null where there are none; an Arrow column.
    """
    known, words = np.asarray(digests.is_valid()), np.asarray(digests.fill_null(0))
    _, first, group = np.unique(words[known], return_index=True, return_inverse=True)
    rows = np.flatnonzero(known)
    original = rows[first[group]] if len(rows) else rows
    return rows[original != rows], original[original != rows]


def clusters(texts: Column, *, near: bool = True, keys: Any = None) -> Ints:
    """Return for each text the row of the first one that says the same; -1 where there is none.

    Which texts say the same hangs on the texts alone, not on their order. Copies have the same words (see `text.fold`).
    Near-copies are found by MinHash (Broder 1997, On the resemblance and containment of documents) in bands, and
    confirmed by their true resemblance, so that no pair is one by chance. Memory is some 340 bytes a distinct text, the
    texts themselves aside.

    Args:
        texts: cleaned.
        near: join near-copies too.
        keys: digests of the texts, as `digested` gives them; made here if left out.
    """
    said = digested(texts) if keys is None else keys
    same: Ints = np.arange(len(texts))
    copied, first = originals(said)
    same[copied] = first
    blank = np.asarray(said.is_null())
    if near:
        distinct = np.flatnonzero((same == np.arange(len(texts))) & ~blank)
        same = _joined(texts, distinct, np.asarray(said.fill_null(0)))[same]
    # The first of a cluster is its earliest row.
    same[blank] = -1
    return same


def bursts(cluster: Ints, micros: Ints, timed: npt.NDArray[np.bool_], rank: Ints | None = None) -> list[Burst]:
    """Return texts of which ten comments or more came within an hour, and at least half of all; largest first.

    Args:
        cluster: rows that say the same share a number; negative for a row that is left out.
        micros: time of each row, in microseconds.
        timed: which rows have a time.
        rank: of rows of one time, and of bursts of one size, which comes first; the order of the rows, if left out.
    """
    rank = np.arange(len(cluster)) if rank is None else rank
    found, sizes = [], np.bincount(cluster[cluster >= 0], minlength=1)
    step = WINDOW // timedelta(microseconds=1)
    busy = np.flatnonzero((cluster >= 0) & timed & (sizes[np.maximum(cluster, 0)] >= BURST))
    for rows in _split(busy[np.lexsort((rank[busy], micros[busy], cluster[busy]))], cluster):
        ends = np.searchsorted(micros[rows], micros[rows] + step, side="right")
        counts = ends - np.arange(len(rows))
        start, size = int(counts.argmax()), int(sizes[cluster[rows[0]]])
        if counts[start] >= max(BURST, size / 2):
            found.append(Burst(rows[start : ends[start]], size))
    return sorted(found, key=lambda b: (-len(b.rows), rank[b.rows[0]]))


def letters(text: str) -> str:
    """Return what near-copies are compared by: the words of a comment without their diacritics."""
    return to_ascii(fold(text))


def resemblance(a: str, b: str) -> float:
    """Return which part of their runs of five characters two texts share (Jaccard), by their `letters`."""
    return _shared_part(_run_set(a), _run_set(b))


def _run_set(text: str) -> set[str]:
    padded = text.ljust(RUN)
    return {padded[i : i + RUN] for i in range(len(padded) - RUN + 1)}


def _shared_part(one: set[str], other: set[str]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)


@dataclass(frozen=True)
class _Marked:
    """Texts that are long enough to be compared, each by marks of its runs.

    Attributes:
        rows: of the texts.
        bands: one hash a band (texts, bands).
        marks: a bit for each run that a text has, by the hash of the run; (texts, words of 16 bits).
        sizes: runs of each text, repeated ones counted each time.
        order: places of the texts, by the digests of their words.
    """

    rows: Ints
    bands: npt.NDArray[np.uint32]
    marks: npt.NDArray[np.uint16]
    sizes: Ints
    order: Ints

    def pairs(self, band: int) -> tuple[Ints, Ints]:
        """Return the first text of each bucket of a band, once for each other text in it, and those others.

        The first by the digest of its words: which texts are compared, the order of the rows must not say.
        """
        order = self.order[np.argsort(self.bands[self.order, band], kind="stable")]
        hashed = self.bands[order, band]
        first = np.ones(len(order), np.bool_)
        first[1:] = hashed[1:] != hashed[:-1]
        head = order[np.maximum.accumulate(np.where(first, np.arange(len(order)), 0))]
        return head[~first], order[~first]

    def likely(self, one: Ints, other: Ints) -> npt.NDArray[np.bool_]:
        """Return for pairs of texts whether so many of their runs may be shared that they are near-copies.

        A mark that one text alone has stands for a run at least that the other has not, so that no pair is missed.
        """
        a, b = self.marks[one], self.marks[other]
        alone, beside = _ONES[a & ~b].sum(axis=1, dtype=np.int64), _ONES[b & ~a].sum(axis=1, dtype=np.int64)
        shared = np.minimum(self.sizes[one] - alone, self.sizes[other] - beside)
        return np.asarray(shared >= ALIKE * (shared + alone + beside))


def _joined(texts: Column, distinct: Ints, keys: Ints) -> Ints:
    """Return for each row the first row that it is a near-copy of, itself for most."""
    # Joined as they are found: to list all pairs for scipy's connected_components compares texts that are joined
    # already, and takes eight times as long on 4,000 rewordings of one slogan.
    parent = np.arange(len(keys))
    marked = _marked(texts, distinct, keys)

    def root(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = int(parent[row])
        return row

    def runs(row: int) -> set[str]:
        return _run_set(letters(texts[row].as_py()))

    for band in range(BANDS):
        parent = _straight(parent)
        head, words = -1, set[str]()
        for one, row in _candidates(marked, band, parent):
            a, b = root(one), root(row)
            if a == b:
                continue
            if one != head:
                head, words = one, runs(one)
            if _shared_part(words, runs(row)) >= ALIKE:
                parent[max(a, b)] = min(a, b)
    return _straight(parent)


def _candidates(marked: _Marked, band: int, parent: Ints) -> Iterator[tuple[int, int]]:
    """Yield the pairs of rows of a band that may be near-copies, and are not joined yet."""
    heads, others = marked.pairs(band)
    apart = parent[marked.rows[heads]] != parent[marked.rows[others]]
    heads, others = heads[apart], others[apart]
    for start in range(0, len(heads), BATCH):
        part = slice(start, start + BATCH)
        likely = marked.likely(heads[part], others[part])
        rows = (marked.rows[side[part][likely]].tolist() for side in (heads, others))
        yield from zip(*rows, strict=True)


def _straight(parent: Ints) -> Ints:
    """Return the same where each row names the first of its cluster."""
    while not np.array_equal(above := parent[parent], parent):
        parent = above
    return parent


def _marked(texts: Column, distinct: Ints, keys: Ints) -> _Marked:
    """Hash and mark each distinct text that is long enough; `keys` are the digests of all rows."""
    from rensa import RMinHash

    # Filled in place: put together at the end, the hashes of a million texts would take half a gigabyte.
    n, filled = len(distinct), 0
    rows, sizes = np.empty(n, np.int64), np.empty(n, np.int64)
    bands, marks = np.empty((n, BANDS), np.uint32), np.empty((n, MARKS // 16), np.uint16)
    factors = np.random.default_rng(SEED).integers(1, 1 << 63, ROWS, dtype=np.uint64) | np.uint64(1)
    for start in range(0, n, HASHED):
        part = distinct[start : start + HASHED]
        folded = [letters(text) for text in _picked(texts, part)]
        long = [i for i, text in enumerate(folded) if len(text) >= SHORTEST]
        if not long:
            continue
        runs, offsets = _runs([folded[i] for i in long])
        matrix = RMinHash.digest_matrix_from_flat_token_hashes(runs, offsets, BANDS * ROWS, SEED)
        hashes = np.array(matrix.to_rows(), np.uint64).reshape(len(long), BANDS, ROWS)
        here = slice(filled, filled + len(long))
        rows[here] = part[long]
        bands[here] = (hashes * factors).sum(axis=2) >> np.uint64(32)
        sizes[here] = np.diff(offsets)
        marks[here] = _marks(runs, sizes[here])
        filled += len(long)
    return _Marked(rows[:filled], bands[:filled], marks[:filled], sizes[:filled], np.argsort(keys[rows[:filled]]))


def _picked(texts: Column, rows: Ints) -> list[str]:
    """Return the texts of ascending rows; cut out first, since `take` copies the whole of a column in chunks."""
    first, last = int(rows[0]), int(rows[-1])
    return list(texts.slice(first, last + 1 - first).take(rows - first).to_pylist())


def _marks(runs: npt.NDArray[np.uint64], sizes: Ints) -> npt.NDArray[np.uint16]:
    """Return a bit for each run that a text has, of hashes of the runs of all texts and their number in each."""
    bits = np.zeros((len(sizes), MARKS), np.bool_)
    bits[np.repeat(np.arange(len(sizes)), sizes), runs % np.uint64(MARKS)] = True
    return np.packbits(bits, axis=1).view(np.uint16)


def _runs(texts: list[str]) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """Return a hash of every run of five characters, all texts in one array, and where each text begins and ends."""
    padded = [text.ljust(RUN) for text in texts]
    points = np.frombuffer("".join(padded).encode("utf-32-le", "replace"), np.uint32).astype(np.uint64)
    lengths = np.array([len(text) for text in padded])
    ends = lengths.cumsum()
    hashed = np.zeros(len(points) - RUN + 1, np.uint64)
    for k in range(RUN):
        hashed = (hashed + points[k : len(points) - RUN + 1 + k]) * np.uint64(0x9E3779B97F4A7C15)
        hashed ^= hashed >> np.uint64(29)
    whole = np.ones(len(points), np.bool_)  # a run that starts in the last four characters goes into the next text
    for k in range(1, RUN):
        whole[ends - k] = False
    return hashed[whole[: len(hashed)]], np.concatenate([[0], (lengths - RUN + 1).cumsum()]).astype(np.uint64)


def _split(order: Ints, by: npt.NDArray[Any]) -> list[Ints]:
    """Cut an order of rows where the value of `by` changes."""
    return np.split(order, np.flatnonzero(by[order][1:] != by[order][:-1]) + 1) if len(order) else []
