"""Themes: what the comments are about, whatever their tone and language."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from sentiment.rendering.document import Theme
from sentiment.summary.entries import entries
from sentiment.summary.material import Material

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Embed = Callable[[Sequence[str]], npt.NDArray[Any]]
Column = Any  # pyarrow.ChunkedArray of text

FEWEST, MOST, PER_THEME = 4, 8, 15  # themes, and texts of one on average; with fewer texts there are no themes
SMALLEST = 0.02  # of the texts; a smaller cluster joins the nearest
FIT, JUDGED = 20_000, 2_000  # texts that clusters are fitted to, and that their number is judged by
SPOKEN = 30  # texts of a language; with fewer its centre is noise, and it is centred with the other rare ones
DIMENSIONS = 20
BATCH = 10_000
NAMED = 2  # words of its own; with fewer a theme has no name


def subjects(found: Material, embed: Embed) -> list[Theme]:
    """Return `themes` of the document, largest first; last the comments of all themes that no words set apart."""
    evidence, rows = found.evidence, found.rows
    filled = pc.fill_null(found.texts, "")
    places = themes(filled, rows, evidence.texts, evidence.languages[1], found.certainty, embed)[rows]
    parts = {str(k): rows[places == k] for k in range(int(places.max(initial=-1)) + 1)}
    names = found.words.names(parts, evidence.texts)
    named = {k: own for k, own in parts.items() if len(names[k]) >= NAMED}
    rest = np.sort(np.concatenate([own for k, own in parts.items() if k not in named] or [rows[:0]]))
    largest = sorted(
        ((names[k], own) for k, own in named.items()), key=lambda theme: (-len(theme[1]), theme[0][0]["word"])
    )
    return [
        {
            "words": marks,
            "n": len(own),
            "share": len(own) / len(rows),
            "overall": entries(evidence.shares(own)),
            "quotes": found.quotes.of(own),
        }
        for marks, own in (*largest, ([], rest))
        if len(own) and named
    ]


def themes(texts: Column, rows: Ints, same: Ints, languages: Ints, tone: Floats, embed: Embed, seed: int = 0) -> Ints:
    """Return the theme of each row, from 0; -1 for rows that are not among `rows`, and for all where texts are too few.

    k-means over the model's sentence vectors, of which language and tone are taken out by least squares, as they would
    be all that is seen; of the rest the 20 principal components are kept. Of four to eight clusters the number is taken
    that stands apart best (silhouette, Rousseeuw 1987, J. of Computational and Applied Mathematics 20, 53-65). The
    clusters are fitted to 20,000 texts at most; the others join the nearest. The order of the rows has no influence.

    Args:
        texts: cleaned, one a row.
        rows: those to be placed.
        same: rows that say the same share a number, and therefore a theme.
        languages: code of each row's language.
        tone: the model's probabilities (rows, labels).
        embed: returns vectors (texts, dimensions).
        seed: of the sample and of k-means.
    """
    found = np.full(len(same), -1, np.int64)
    ones = _distinct(texts, rows, same)
    if len(ones) < FEWEST * PER_THEME:
        return found
    drawn = np.sort(np.random.default_rng(seed).permutation(len(ones))[:FIT])
    codes = _pooled(languages[ones], drawn)
    known = np.column_stack([codes[:, None] == np.unique(codes), np.nan_to_num(tone[ones])[:, 1:]]).astype(float)
    vectors = _vectors(texts, ones[drawn], embed)
    taken = np.linalg.lstsq(known[drawn], vectors, rcond=None)[0]
    axes = np.linalg.svd(vectors - known[drawn] @ taken, full_matrices=False)[2][:DIMENSIONS].T
    centres = _centres(_unit((vectors - known[drawn] @ taken) @ axes), seed)
    place = np.empty(len(ones), np.int64)
    for start in range(0, len(ones), BATCH):
        part = slice(start, start + BATCH)
        rest = _vectors(texts, ones[part], embed) if len(drawn) < len(ones) else vectors[part]
        place[part] = (_unit((rest - known[part] @ taken) @ axes) @ centres.T).argmax(axis=1)
    theme = np.full(int(same.max()) + 1, -1, np.int64)
    theme[same[ones]] = place
    found[rows] = theme[same[rows]]
    return found


def _distinct(texts: Column, rows: Ints, same: Ints) -> Ints:
    """Return one row of each text, in the order of the texts, so that the order of the rows is forgotten."""
    order = rows[np.asarray(pc.sort_indices(texts.take(rows)).to_numpy(), np.int64)]
    return np.asarray(order[np.sort(np.unique(same[order], return_index=True)[1])], np.int64)


def _pooled(languages: Ints, drawn: Ints) -> Ints:
    counts = np.bincount(languages[drawn], minlength=int(languages.max()) + 1)
    return np.where(counts[languages] >= SPOKEN, languages, -1)


def _vectors(texts: Column, rows: Ints, embed: Embed) -> Floats:
    return _unit(np.asarray(embed(texts.take(rows).to_pylist()), np.float64))


def _unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12))


def _centres(vectors: Floats, seed: int) -> Floats:
    """Return the centres of the clusters, of unit length."""
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score

    most = min(MOST, len(vectors) // PER_THEME)
    fits = [KMeans(k, n_init=10, random_state=seed).fit(vectors) for k in range(FEWEST, most + 1)]
    judged = {"sample_size": min(JUDGED, len(vectors)), "random_state": seed}
    best = max(fits, key=lambda fit: silhouette_score(vectors, fit.labels_, **judged))
    large = np.bincount(best.labels_, minlength=best.n_clusters) >= SMALLEST * len(vectors)
    return _unit(best.cluster_centers_[large])
