import numpy as np
import pytest
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from sentiment.summary.topics.linkage import parts


def reference(apart: np.ndarray, most: float) -> list[list[int]]:
    """Return the clusters of two points or more, in the order of their numbers."""
    return groups(fcluster(linkage(squareform(apart, checks=False), "average"), most, "distance"))


def groups(numbers: np.ndarray) -> list[list[int]]:
    found = [np.flatnonzero(numbers == k).tolist() for k in np.unique(numbers)]
    return [members for members in found if len(members) > 1]


def distances(points: np.ndarray) -> np.ndarray:
    apart = np.abs(points[:, None] - points[None]).sum(axis=2)
    np.fill_diagonal(apart, np.inf)
    return apart


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("ties", [True, False])
def test_the_clusters_and_their_order_are_those_of_scipy(seed: int, ties: bool) -> None:
    rng = np.random.default_rng(seed)
    points = rng.integers(0, 4, (60, 3)).astype(float) if ties else rng.normal(size=(60, 3))
    for most in (0.0, 0.5, 1.5, 3.0, 100.0):
        apart = distances(points)
        assert groups(parts(apart.copy(), most)) == reference(apart, most)


def test_points_of_no_cluster_have_numbers_of_their_own() -> None:
    apart = distances(np.array([[0.0], [10.0], [0.1], [20.0]]))
    assert parts(apart, 1.0).tolist() == [0, 1, 0, 2]


def test_two_points_and_what_is_no_distance() -> None:
    assert parts(distances(np.array([[0.0], [1.0]])), 1.0).tolist() == [0, 0]
    with pytest.raises(ValueError, match="NaN"):
        parts(np.full((3, 3), np.nan), 1.0)
