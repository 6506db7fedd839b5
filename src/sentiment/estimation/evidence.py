"""What is known of the model's errors on these comments: rows in, shares out by the strongest of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from sentiment.arrays import Floats, Ints
from sentiment.estimation import set_errors
from sentiment.estimation.adjusted import Matrices, Part, adjusted_parts
from sentiment.estimation.audited import Sample, audited_sample, between, pooled
from sentiment.estimation.clumping import clumped
from sentiment.estimation.evaluation import CUTS, cells
from sentiment.estimation.gold_labels import Labels
from sentiment.estimation.set_errors import SetTables
from sentiment.estimation.shares import Shares, counted

VALIDATED = 200  # test rows of a language from which it is called validated
SOME = 50  # with fewer it is not checked; its errors are what all languages have in common
LARGE = 0.05  # of the comments of a language; a text that fills more is a part of its own
ENOUGH = 20  # labels by hand; with fewer an interval is not known to hold
BLANK = 0.05  # of the sample; where more has no label, the intervals hold whatever these comments are
UNKNOWN = "und"
Blank = tuple[list[str], list[float]]  # strata of comments that were drawn and not labelled, and how much each counts
STEPS = tuple(f"{step + 1}" for step in range(len(CUTS) + 1))


def figures_of(evaluation: Mapping[str, Any] | None, language: str) -> Mapping[str, Any] | None:
    """Return what an evaluation says of a language, or else of that without its region or script."""
    known = {code.casefold(): part for code, part in (evaluation or {}).get("languages", {}).items()}
    return known.get(language.casefold()) or known.get(language.casefold().partition("-")[0])


@dataclass(frozen=True)
class Evidence:
    """Predictions, and what puts them right.

    Attributes:
        labels: in order.
        predicted: place of each row's label in `labels`, -1 for a row that is not scored.
        languages: names, and the place of each row's language in them.
        texts: rows that say the same share a number, since the model errs on all of them or on none.
        probabilities: the model's (rows, labels), NaN where they are not known.
        evaluation: the model's `evaluation.json`, if it has one.
        hand: labels given by hand, if there are any.
        level: nominal coverage.
        units: what comments come from together, as authors and threads: a number a row, below 0 where it is not known.
        rank: the place of each row in an order of its own; that of the rows, if left out.
    """

    labels: Sequence[str]
    predicted: Ints
    languages: tuple[list[str], Ints]
    texts: Ints
    probabilities: Floats | None = None
    evaluation: Mapping[str, Any] | None = None
    hand: Labels | None = None
    level: float = 0.95
    units: Sequence[Ints] = ()
    rank: Ints | None = None

    def ranked(self, rows: Ints) -> Ints:
        """Return the places of rows in the order that tells which of two alike is taken."""
        return rows if self.rank is None else self.rank[rows]

    def ones(self, rows: Ints) -> Ints:
        """Return one row of each text among these, ascending: the first by its rank."""
        rows = rows[np.argsort(self.ranked(rows), kind="stable")]
        return np.sort(rows[np.unique(self.texts[rows], return_index=True)[1]])

    def shares(self, rows: Ints, weight: Floats | None = None, *, produced: bool = False) -> Shares:
        """Return the shares among these scored rows by the strongest evidence there is for them.

        Once the file is audited, `audited` where enough of the rows are labelled by hand, or all, else `pooled`; before
        that `adjusted` where the model was measured, else `counted`. Rows may count unlike (`weight`, above 0). With
        `produced` the shares are those of what the rows are a sample of, for a comparison.
        """
        if self.audited and len(rows):
            found = self._by_hand(rows, weight, produced)
            others = [own._by_hand(rows, weight, produced) for own in self._otherwise]
            return between(found, [found, *others]) if others else found
        if self.evaluation is None or not len(rows):
            return self.counted(rows, weight, produced=produced)
        each = np.ones(len(rows)) if weight is None else weight
        parts = self._parts(rows, each)
        return adjusted_parts(parts, labels=self.labels, level=self.level, whole=weight is None).of(len(rows))

    def counted(self, rows: Ints, weight: Floats | None = None, *, produced: bool = False) -> Shares:
        """Return the shares of the model's labels among these scored rows, as they are, or of what produced these."""
        effect = self._effect(rows, weight) if produced else 1.0
        if weight is None and effect == 1:
            return counted(self._counts(self.predicted[rows]), level=self.level)
        weight = np.ones(len(rows)) if weight is None else weight
        worth = weight.sum() ** 2 / max((weight**2).sum(), 1e-300)  # Kish (1965), Survey Sampling, section 8.2
        worth = worth / effect
        counts = np.bincount(self.predicted[rows], weight, minlength=len(self.labels))
        scale = worth / max(weight.sum(), 1e-300)
        return counted(dict(zip(self.labels, (counts * scale).tolist(), strict=True)), level=self.level).of(len(rows))

    def _effect(self, rows: Ints, weight: Floats | None) -> float:
        """Return by how many times fewer comments these are worth, as a sample, for coming together."""
        if not self.units or not len(rows):
            return 1.0
        each = np.ones(len(rows)) if weight is None else weight
        return clumped(self._best[rows], len(self.labels), each, (own[rows] for own in self.units), self.level)

    @cached_property
    def _best(self) -> Ints:
        """Place of each row's label by hand where it has one, else of the model's."""
        best = self.predicted.copy()
        if self.hand is not None:
            best[self.hand.rows] = [list(self.labels).index(label) for label in self.hand.gold]
        return best

    @cached_property
    def certainty(self) -> Floats | None:
        """The model's probability of each row's own label, NaN where it is not known."""
        if self.probabilities is None or not len(self.labels):
            return None
        return np.asarray(self.probabilities[np.arange(len(self.predicted)), self.predicted])

    @cached_property
    def audited(self) -> bool:
        """Tell whether the file is: enough of its rows are labelled by hand."""
        return self.has_enough(self._scored)

    def bounded(self, rows: Ints) -> bool:
        """Tell whether so many of the sample have no label that intervals must hold whatever these are."""
        blank, labelled = np.intersect1d(self.given.unlabelled, rows), self.given.among(rows)
        return len(blank) > BLANK * (len(blank) + len(labelled))

    def has_enough(self, rows: Ints, counts: Floats | None = None) -> bool:
        """Tell whether enough of these rows are labelled by hand for an audited share.

        Labels of rows that count unlike are worth fewer, as all rows are (Kish 1965, Survey Sampling, section 8.2).
        """
        labelled = 0 if self.hand is None else len(self.hand.among(rows))
        worth = 1.0 if counts is None else counts.sum() ** 2 / (len(rows) * (counts**2).sum())
        return labelled == len(rows) > 0 or labelled * worth >= ENOUGH

    def validated(self, language: str) -> bool:
        """Tell whether the model was measured on enough rows of this language."""
        return self.measured(language) >= VALIDATED

    def checked(self, language: str) -> bool:
        """Tell whether the model was measured on any rows of this language to speak of."""
        return self.measured(language) >= SOME

    def measured(self, language: str) -> int:
        """Return on how many rows of this language the model was measured."""
        return int((self._figures(language) or {}).get("n", 0))

    def _figures(self, language: str) -> Mapping[str, Any] | None:
        return figures_of(self.evaluation, language)

    @cached_property
    def strata(self) -> tuple[list[str], Ints]:
        """Names of what the model can say, a label and how surely, and what it said of each row."""
        said = self.predicted >= 0
        if self.certainty is None or np.isnan(self.certainty[said]).any():
            return list(self.labels), self.predicted
        names = [f"{label}|{step}" for label in self.labels for step in STEPS]
        return names, np.where(said, cells(self.predicted, self.certainty), -1)

    def settled(self, rows: Ints) -> Shares:
        """Return the same with open labels as they are told: what more labels make narrower, but no blanks and ties."""
        return self._by_hand(rows, None, False, bounded=False) if self.audited and len(rows) else self.shares(rows)

    def _by_hand(self, rows: Ints, weight: Floats | None, produced: bool, *, bounded: bool = True) -> Shares:
        """Return shares by the labels among these rows, or by those of the whole file where they have few."""
        counts = None if weight is None or np.ptp(weight) == 0 else weight * (len(rows) / weight.sum())
        part, blank = self._sample(rows, counts), self._blank(rows, counts)
        enough, (whole, others) = self.has_enough(rows, counts), self._whole
        produced_by = self._effect(rows, weight) if produced else None

        def told(label: str | None = None) -> Shares:
            own = part.filled(label, *blank) if label else part
            if enough:
                return audited_sample(own, effect=produced_by)
            return pooled(whole.filled(label, *others) if label else whole, own, effect=produced_by)

        if bounded and self.bounded(rows if enough else self._scored):
            return between(told(), [told(label) for label in self.labels])
        return told()

    @cached_property
    def _otherwise(self) -> list["Evidence"]:
        """The evidence with ties between people decided for each label; empty where there are none."""
        if self.hand is None:
            return []
        golds = [self.hand.leaning(label) for label in self.labels]
        ties = any(gold != self.hand.gold for gold in golds)
        return [replace(self, hand=replace(self.hand, gold=gold)) for gold in golds] if ties else []

    @cached_property
    def _scored(self) -> Ints:
        return np.flatnonzero(self.predicted >= 0)

    @cached_property
    def _whole(self) -> tuple[Sample, Blank]:
        """The labels by hand among all scored rows, and the blanks among these."""
        return self._sample(self._scored), self._blank(self._scored)

    @property
    def given(self) -> Labels:
        """The labels by hand of a file that has some."""
        assert self.hand is not None
        return self.hand

    def _sample(self, rows: Ints, counts: Floats | None = None) -> Sample:
        """Return the labels by hand among these rows, in strata; rows count so much, or alike."""
        names, said = self.strata
        places = self.given.among(rows)
        own = self._counts_of(self.given.rows[places], rows, counts)
        each = np.ones(len(rows)) if counts is None else counts
        totals, squares = (np.bincount(said[rows], mass, minlength=len(names)).tolist() for mass in (each, each**2))
        there = [k for k, mass in enumerate(totals) if mass]
        return Sample(
            self.labels,
            [self.given.gold[i] for i in places],
            self._said(self.given.rows[places]),
            {names[k]: totals[k] for k in there},
            [self.given.weight[i] for i in places],
            self._expected(rows),
            self.level,
            None if counts is None else own,
            {names[k]: squares[k] for k in there},
        )

    def _blank(self, rows: Ints, counts: Floats | None = None) -> Blank:
        """Return the strata of these rows that were drawn and not labelled, and how much each counts."""
        blank = np.intersect1d(self.given.unlabelled, rows)
        return self._said(blank), self._counts_of(blank, rows, counts)

    def _counts_of(self, some: Ints, rows: Ints, counts: Floats | None) -> list[float]:
        """Return how much some of the rows count."""
        if counts is None:
            return [1.0] * len(some)
        order = np.argsort(rows)
        own: list[float] = counts[order[np.searchsorted(rows, some, sorter=order)]].tolist()
        return own

    def _said(self, rows: Ints) -> list[str]:
        names, said = self.strata
        return [names[k] for k in said[rows]]

    def _expected(self, rows: Ints) -> dict[str, Floats] | None:
        """Return the labels to expect of what the model said, by its test sets: those of the languages of the rows."""
        names, _ = self.strata
        kind = "confusion" if len(names) == len(self.labels) else "by_confidence"
        if self.evaluation is None or (kind != "confusion" and self.evaluation.get("cuts") != list(CUTS)):
            return None
        spoken, codes = self.languages
        counts = np.bincount(codes[rows], minlength=len(spoken))
        mixed = np.zeros((len(self.labels), len(names)))
        for name, n in zip(spoken, counts.tolist(), strict=True):
            own = self._figures(name) if self.measured(name) >= SOME else None
            table = self._ordered((own or self.evaluation["overall"])[kind])
            mixed += n * table / table.sum()
        typical = self._ordered(self.evaluation["overall"][kind])
        mixed += typical / typical.sum() + 1e-9
        return {name: mixed[:, k] for k, name in enumerate(names)}

    def _parts(self, rows: Ints, weight: Floats) -> Iterator[Part]:
        """Yield the comments of each language that was measured, and of the others together.

        Counts are scaled down to what the rows are worth: copies of one text are one piece of evidence.
        """
        names, codes = self.languages
        group = np.array([self._home[name] for name in names])[codes[rows]]
        for home in np.unique(group).tolist():
            mine = np.flatnonzero(group == home)
            place = np.unique(self.texts[rows[mine]], return_inverse=True)[1]
            mass = np.bincount(place, weight[mine])
            large = mass > LARGE * mass.sum()  # a campaign must not make the other texts worth less
            for kind in (large, ~large):
                inside = mine[kind[place]]
                if size := float(mass[kind].sum()):
                    counts = np.bincount(self.predicted[rows[inside]], weight[inside], minlength=len(self.labels))
                    worth = counts * (size / (mass[kind] ** 2).sum())
                    yield Part(worth, size, self._matrices[home], self._mean(rows[inside], weight[inside]))

    def _mean(self, rows: Ints, weight: Floats) -> Floats | None:
        if self.probabilities is None or np.isnan(own := self.probabilities[rows]).any():
            return None
        return np.asarray(weight @ own / weight.sum())

    @cached_property
    def _home(self) -> dict[str, str]:
        """Return for each language of the file the one whose errors are used, `und` where none was measured."""
        known = {code.casefold(): code for code in self._sets.languages.tolist()}
        near = {name: (name.casefold(), name.casefold().partition("-")[0]) for name in self.languages[0]}
        return {name: next((known[code] for code in codes if code in known), UNKNOWN) for name, codes in near.items()}

    @cached_property
    def _sets(self) -> SetTables:
        return set_errors.read(self.evaluation or {}, self.labels)

    @cached_property
    def _matrices(self) -> dict[str, Matrices]:
        """Return the errors to expect of each language, drawn once for all parts of the report."""
        scatter = set_errors.scatter_of(self.evaluation or {})
        homes = sorted(set(self._home.values()))
        return {home: Matrices(self._sets.rows(home, scatter), seed) for seed, home in enumerate(homes)}

    def _ordered(self, table: Any) -> Floats:
        """Return confusion counts with rows and columns in the order of the labels."""
        order = [(self.evaluation or {})["labels"].index(label) for label in self.labels]
        counts = np.asarray(table, float)[order].reshape(len(order), len(order), -1)
        return np.asarray(counts[:, order].reshape(len(order), -1))

    def _counts(self, predicted: Ints) -> dict[str, int]:
        return dict(zip(self.labels, np.bincount(predicted, minlength=len(self.labels)).tolist(), strict=True))
