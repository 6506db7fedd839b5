"""A linear regression of labels that err: the model's labels of all comments, put right by those given by hand."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sentiment.arrays import Floats, Ints
from sentiment.errors import DataError
from sentiment.estimation.shares import Estimate

METHOD = "prediction-powered"
SINGULAR = 1e-9  # part of the largest singular value below which columns say the same


@dataclass(frozen=True)
class Regression:
    """Comments, what the model says of them, and the labels given by hand to some of them.

    Attributes:
        columns: of each comment (comments, terms), the constant among them.
        said: a number that the model says of each comment, such as its probability of a label.
        rows: the comments that are labelled by hand.
        gold: the true number of each of these.
        weight: comments that each of these stands for, one over its probability to be drawn; any scale.
        clusters: comments that err, or react, together share a number: copies of one text, comments of one author.
    """

    columns: Floats
    said: Floats
    rows: Ints
    gold: Floats
    weight: Floats
    clusters: Ints

    def __post_init__(self) -> None:
        """Check that the labels by hand can tell the terms apart.

        Raises:
            DataError: they cannot, with or without any one cluster of them.
        """
        hint = "leave a column out of --on, or label more comments"
        if _is_singular(self._gram, self._gram):
            raise DataError(
                "columns that each say something of their own", "some that the labels cannot tell apart", hint
            )
        if any(_is_singular(gram, self._gram) for gram in self._grams_without):
            found = "some that only those of one author, or of authors who share texts, tell apart"
            raise DataError("columns that labels of several authors tell apart", found, hint)

    @cached_property
    def power(self) -> float:
        """How much of what the model says is used, from 0 to 1: as much as makes the intervals narrowest.

        Angelopoulos, Duchi and Zrnic (2023), PPI++, arXiv:2311.01453, section 6: the slope of the true number over what
        the model says, here given the other columns, so that no unit of a column matters.
        """
        said = self._left(self.said[self.rows])
        spread = float(self.weight @ said**2)
        return float(np.clip((self.weight * said) @ self._left(self.gold) / spread, 0, 1)) if spread > 0 else 0.0

    def coefficients(self, level: float = 0.95) -> list[Estimate]:
        """Return a coefficient for each column, of what produced the comments.

        Prediction-powered estimation (Angelopoulos and others 2023, Science 382, 669-674): the regression of what the
        model says over all comments, and of its errors over the labelled ones, by their weight. As the design-based
        supervised learning of Egami and others (2023, NeurIPS), it holds whatever the errors are. Variance: a comment's
        share in either regression, added up by cluster; in the second one by leaving the cluster out, which few labels
        demand (MacKinnon, Nielsen and Webb 2023, Journal of Applied Econometrics 38, 671-694, CV3), with Student's
        quantile.
        """
        from scipy.stats import t

        inverse = np.linalg.inv(self.columns.T @ self.columns)
        model = inverse @ (self.columns.T @ self.said)
        value = self.power * model + self._correction
        each = (self.columns * (self.said - self.columns @ model)[:, None]) @ inverse * self.power
        moved = np.zeros((int(self.clusters.max()) + 1, len(value)))
        np.add.at(moved, self.clusters, each)
        labelled, shifts = np.unique(self.clusters[self.rows]), self._shifts
        moved[labelled] += shifts
        freedom = max(len(labelled) - len(value), 1)
        half = t.ppf(0.5 + level / 2, freedom) * np.sqrt((moved**2).sum(axis=0))
        return [
            Estimate(v, v - h, v + h, len(self.rows), METHOD)
            for v, h in zip(value.tolist(), half.tolist(), strict=True)
        ]

    @cached_property
    def _correction(self) -> Floats:
        return self._solved(self.gold - self.power * self.said[self.rows])

    @property
    def _shifts(self) -> Floats:
        """Return by how much each labelled cluster moves the correction (clusters, terms)."""
        found, error = self.columns[self.rows], self.gold - self.power * self.said[self.rows]
        whole = self._weighted.T @ error
        moment = self._by_cluster(self._weighted * error[:, None])
        return np.array(
            [
                self._correction - np.linalg.solve(gram, whole - own)
                for gram, own in zip(self._grams_without, moment, strict=True)
            ]
        ).reshape(-1, found.shape[1])

    @cached_property
    def _weighted(self) -> Floats:
        return np.asarray(self.columns[self.rows] * self.weight[:, None])

    @cached_property
    def _gram(self) -> Floats:
        return np.asarray(self._weighted.T @ self.columns[self.rows])

    @cached_property
    def _grams_without(self) -> Floats:
        """Return the cross products of the labelled rows without each of their clusters."""
        each = self._weighted[:, :, None] * self.columns[self.rows][:, None, :]
        return np.asarray(self._gram - self._by_cluster(each))

    def _by_cluster(self, each: Floats) -> Floats:
        """Add up over the labelled rows of each cluster."""
        names, place = np.unique(self.clusters[self.rows], return_inverse=True)
        added = np.zeros((len(names), *each.shape[1:]))
        np.add.at(added, place, each)
        return added

    def _solved(self, numbers: Floats) -> Floats:
        """Return the coefficients of numbers of the labelled rows, by weight."""
        return np.asarray(np.linalg.solve(self._gram, self._weighted.T @ numbers))

    def _left(self, numbers: Floats) -> Floats:
        """Return what the columns leave of numbers of the labelled rows."""
        return np.asarray(numbers - self.columns[self.rows] @ self._solved(numbers))


def _is_singular(gram: Floats, whole: Floats) -> bool:
    """Tell whether cross products, of some of the rows that `whole` is of, leave a column nothing of its own."""
    left = np.diag(gram)
    if (left <= SINGULAR * np.diag(whole)).any():  # what rounding leaves of nothing may be below zero
        return True
    size = np.sqrt(left)
    return bool(np.linalg.cond(gram / np.outer(size, size)) > 1 / SINGULAR)
