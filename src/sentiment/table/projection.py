"""The vectors of comments on a plane, and the comments that say the likest: what a map of them shows."""

from typing import Any

import numpy as np
import numpy.typing as npt

from sentiment.arrays import Ints, Singles

Halves = npt.NDArray[np.float16]
NEIGHBORS = 15
PERPLEXITY = 30.0


def matrix(vectors: Any) -> tuple[Ints, Halves]:
    """Return the rows of an Arrow column that have a vector, and these (rows, dimensions)."""
    rows = np.flatnonzero(np.asarray(vectors.is_valid()))
    flat = vectors.drop_null().combine_chunks().flatten().to_numpy(zero_copy_only=False)
    return rows, flat.astype(np.float16, copy=False).reshape(len(rows), -1)


def plane(vectors: Singles) -> Singles:
    """Return a place (rows, 2) for each vector, near those with a small cosine distance.

    t-SNE (van der Maaten and Hinton 2008, Journal of Machine Learning Research 9, 2579-2605) over the distinct vectors
    in an order of their own: copies of a text lie on one point, and the order of the rows has no effect.
    """
    from sklearn.manifold import TSNE

    distinct, place = np.unique(vectors, axis=0, return_inverse=True)
    if len(distinct) < 4:
        return np.asarray(np.stack([place, np.zeros(len(place))], axis=1), np.float32)
    perplexity = min(PERPLEXITY, (len(distinct) - 1) / 3)
    found = TSNE(metric="cosine", init="random", random_state=0, perplexity=perplexity).fit_transform(distinct)
    return np.asarray(found[place], np.float32)


def nearest(vectors: Singles) -> tuple[Ints, Singles]:
    """Return for each vector the places of those with the smallest cosine distance, itself left out, and these."""
    from sklearn.neighbors import NearestNeighbors

    n = min(NEIGHBORS, len(vectors) - 1)
    if n < 1:
        return np.zeros((len(vectors), 0), np.int64), np.zeros((len(vectors), 0), np.float32)
    distances, places = NearestNeighbors(n_neighbors=n, metric="cosine").fit(vectors).kneighbors()
    return places.astype(np.int64), distances.astype(np.float32)
