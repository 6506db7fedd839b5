"""What is known of the model's errors on these comments: rows in, shares out by the strongest of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from sentiment.estimation.estimators import Shares, Stratum, adjusted_strata, audited, counted
from sentiment.estimation.evaluation import CUTS, cells
from sentiment.estimation.gold_labels import Labels

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

VALIDATED = 200  # rows of a language's test set; with fewer its errors are taken to be those of all languages
LARGE = 0.05  # of the comments of a language; a text that fills more is a part of its own
ENOUGH = 20  # labels by hand; with fewer an interval is not known to hold


@dataclass(frozen=True)
class Evidence:
    """Predictions, and what puts them right.

    Attributes:
        labels: in order.
        predicted: place of each row's label in `labels`, -1 for a row that is not scored.
        languages: names, and the place of each row's language in them.
        texts: rows that say the same share a number, since the model errs on all of them or on none.
        certainty: the model's probability of each row's own label, NaN where it is not known.
        evaluation: the model's `evaluation.json`, if it has one.
        hand: labels given by hand, if there are any.
        level: nominal coverage.
    """

    labels: Sequence[str]
    predicted: Ints
    languages: tuple[list[str], Ints]
    texts: Ints
    certainty: Floats | None = None
    evaluation: Mapping[str, Any] | None = None
    hand: Labels | None = None
    level: float = 0.95

    def shares(self, rows: Ints, weight: Floats | None = None) -> Shares:
        """Return the shares among these scored rows by the strongest evidence there is for them.

        `audited` where enough of the rows are labelled by hand, or all; else `adjusted` where the model was measured;
        else `counted`. Rows that do not count alike (`weight`) are never `audited`.
        """
        if weight is None and self.hand is not None and self.has_enough(rows):
            places = self.hand.among(rows)
            return audited(
                [self.hand.gold[i] for i in places],
                [self.labels[self.predicted[self.hand.rows[i]]] for i in places],
                self._counts(self.predicted[rows]),
                labels=self.labels,
                weight=[self.hand.weight[i] for i in places],
                level=self.level,
            )
        if self.evaluation is None or not len(rows):
            return self.counted(rows, weight)
        each = np.ones(len(rows)) if weight is None else weight
        strata = adjusted_strata(self._strata(rows, each), labels=self.labels, level=self.level)
        return strata.of(len(rows))

    def counted(self, rows: Ints, weight: Floats | None = None) -> Shares:
        """Return the shares of the model's labels among these scored rows, as they are."""
        if weight is None:
            return counted(self._counts(self.predicted[rows]), level=self.level)
        worth = weight.sum() ** 2 / max((weight**2).sum(), 1e-300)  # Kish (1965), Survey Sampling, section 8.2
        counts = np.bincount(self.predicted[rows], weight, minlength=len(self.labels))
        scale = worth / max(weight.sum(), 1e-300)
        return counted(dict(zip(self.labels, (counts * scale).tolist(), strict=True)), level=self.level).of(len(rows))

    def has_enough(self, rows: Ints) -> bool:
        """Tell whether enough of these rows are labelled by hand for an audited share."""
        labelled = 0 if self.hand is None else len(self.hand.among(rows))
        return labelled >= min(ENOUGH, len(rows)) > 0

    def validated(self, language: str) -> bool:
        """Tell whether the model was measured on enough rows of this language."""
        return bool(self.evaluation) and self._measured(language) >= VALIDATED

    def _measured(self, language: str) -> int:
        return int(((self.evaluation or {}).get("languages", {}).get(language) or {}).get("n", 0))

    @cached_property
    def _cells(self) -> tuple[Ints, str]:
        """Return what the model said of each row, as a column of the named confusion counts of its test set."""
        evaluation = self.evaluation or {}
        said = self.predicted >= 0
        if self.certainty is None or evaluation.get("cuts") != list(CUTS) or np.isnan(self.certainty[said]).any():
            return self.predicted, "confusion"
        return np.where(said, cells(self.predicted, self.certainty), -1), "by_confidence"

    def _strata(self, rows: Ints, weight: Floats) -> Iterator[Stratum]:
        """Yield counts, confusion and size of each validated language, and of the others together.

        Counts are scaled down to what the rows are worth: copies of one text are one piece of evidence.
        """
        names, codes = self.languages
        said, counted_by = self._cells
        pooled = self._confusion(-1) if counted_by == "by_confidence" else None
        unknown = np.array([not self.validated(name) for name in names])
        part = np.where(unknown[codes[rows]], -1, codes[rows])
        for code in np.unique(part):
            mine = np.flatnonzero(part == code)
            place = np.unique(self.texts[rows[mine]], return_inverse=True)[1]
            mass = np.bincount(place, weight[mine])
            large = mass > LARGE * mass.sum()  # a campaign must not make the other texts worth less
            confusion = self._confusion(int(code))
            for kind in (large, ~large):
                inside = mine[kind[place]]
                counts = np.bincount(said[rows[inside]], weight[inside], minlength=confusion.shape[1])
                if size := float(mass[kind].sum()):
                    yield Stratum(counts * (size / (mass[kind] ** 2).sum()), confusion, size, pooled)

    def _confusion(self, code: int) -> Floats:
        evaluation, (_, kind) = self.evaluation or {}, self._cells
        source = evaluation["overall"] if code < 0 else evaluation["languages"][self.languages[0][code]]
        order = [evaluation["labels"].index(label) for label in self.labels]
        table = np.asarray(source[kind], float)[order].reshape(len(order), len(order), -1)
        return table[:, order].reshape(len(order), -1)

    def _counts(self, predicted: Ints) -> dict[str, int]:
        return dict(zip(self.labels, np.bincount(predicted, minlength=len(self.labels)).tolist(), strict=True))
