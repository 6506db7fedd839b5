"""Average linkage, written out: importing scipy for it takes longer than all else that a small report does."""

import numpy as np
import numpy.typing as npt

from sentiment.arrays import Ints

Apart = npt.NDArray[np.float64]  # distance of each pair, inf from each to itself


def parts(apart: Apart, most: float) -> Ints:
    """Return the cluster of each point, where those that are no further apart than `most` on average are joined.

    Average linkage (Sokal and Michener 1958) by chains of nearest neighbours (Müllner 2011, arXiv:1109.2378, figure 3).
    Clusters of two points or more stand in the order of scipy's `fcluster`, before single points.

    Args:
        apart: distances (points, points), which are written over.
        most: mean distance of the points of two clusters, up to which they are one.

    Raises:
        ValueError: a distance is no number.
    """
    if np.isnan(apart).any():
        raise ValueError("expected distances; found NaN")
    children = _tree(apart)
    points = len(apart)
    found = np.full(points, -1)
    clusters, waiting = 0, [(points + len(children) - 1, -1)]
    while waiting:
        node, cluster = waiting.pop()
        if node < points:
            found[node] = cluster
            continue
        first, second, height = children[node - points]
        if cluster < 0 and height <= most:
            cluster, clusters = clusters, clusters + 1
        waiting += [(second, cluster), (first, cluster)]
    single = found < 0
    found[single] = range(clusters, clusters + int(single.sum()))
    return found


def _tree(apart: Apart) -> list[tuple[int, int, float]]:
    """Return what is joined and at which height, the lowest first; the n-th join of p points is node p + n."""
    joins = sorted(_joins(apart), key=lambda join: join[2])
    points = len(apart)
    node, above = list(range(points)), list(range(points))  # of a point that stands for a cluster; of any point

    def top(point: int) -> int:
        while above[point] != point:
            above[point] = above[above[point]]
            point = above[point]
        return point

    children = []
    for number, (one, other, height) in enumerate(joins, points):
        one, other = top(one), top(other)
        children.append((min(node[one], node[other]), max(node[one], node[other]), height))
        above[one], node[other] = other, number
    return children


def _joins(apart: Apart) -> list[tuple[int, int, float]]:
    """Return pairs of points whose clusters are nearest neighbours of one another, in the order they are met in."""
    sizes = np.ones(len(apart))
    chain: list[int] = []
    joins: list[tuple[int, int, float]] = []
    while len(joins) < len(apart) - 1:
        chain = chain or [int((sizes > 0).argmax())]
        while True:
            one = chain[-1]
            other = int(apart[one].argmin())
            if len(chain) > 1 and apart[one, chain[-2]] <= apart[one, other]:
                break
            chain.append(other)
        gone, left = sorted(chain[-2:])
        del chain[-2:]
        joins.append((gone, left, float(apart[gone, left])))
        mean = (sizes[gone] * apart[gone] + sizes[left] * apart[left]) / (sizes[gone] + sizes[left])
        apart[left], apart[:, left] = mean, mean
        apart[gone], apart[:, gone] = np.inf, np.inf
        apart[left, left] = np.inf
        sizes[left] += sizes[gone]
        sizes[gone] = 0
    return joins
