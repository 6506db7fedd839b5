"""Tone or stance on time, group and likes: a regression of labels that err, put right by an audit."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sentiment.arrays import Floats, Ints
from sentiment.errors import DataError
from sentiment.estimation.estimators import Estimate
from sentiment.estimation.evidence import ENOUGH, Evidence
from sentiment.estimation.gold_labels import Labels
from sentiment.estimation.regression import METHOD
from sentiment.estimation.regression import Regression as Estimator
from sentiment.rendering.regression import Coefficient, Regressed, regression, save
from sentiment.summary.material import Material, material
from sentiment.summary.method import Method
from sentiment.summary.regression_terms import LEAST, Term, columns, terms
from sentiment.summary.stance import stance_evidence
from sentiment.table.comments import Comments
from sentiment.table.groups import check
from sentiment.table.labels import AGAINST, FAVOR, NEGATIVE, POSITIVE, STANCE, STANCES, stance_suffixes

if TYPE_CHECKING:
    import pandas as pd

TONE, CONSTANT = "tone", "constant"
WHY = "a model errs more in some groups than in others, and a regression of its labels takes that for a difference"


@dataclass(frozen=True, repr=False)
class Regression:
    """Coefficients with intervals. Made by `sentiment.regress`; printed, it is a table.

    Attributes:
        document: all of it, as its JSON holds it.
    """

    document: Regressed

    @property
    def coefficients(self) -> dict[str, Estimate]:
        """The coefficient of each term; its interval holds whatever the model errs."""
        n = self.document["labelled"]
        told = self.document["coefficients"]
        return {c["term"]: Estimate(c["estimate"], c["low"], c["high"], n, METHOD) for c in told}

    def to_frame(self) -> "pd.DataFrame":
        """Return one row a term: term, against, estimate, low, high, model."""
        import pandas as pd

        return pd.DataFrame(self.document["coefficients"])

    def save(self, path: str | Path) -> None:
        """Write it as .json, or its coefficients as .csv.

        Raises:
            WriteError: the suffix is none of these, or the file cannot be written.
        """
        save(self.document, Path(path))

    def __repr__(self) -> str:
        """Return the table that the terminal shows."""
        return regression(self.document)


@dataclass(frozen=True)
class _Outcome:
    """What is regressed: the evidence of its labels, and a number for each label."""

    name: str
    scale: str
    evidence: Evidence
    worth: Floats

    @property
    def said(self) -> Floats:
        """The number that the model expects of each row; of its label, where it has no probabilities."""
        sure = self.evidence.probabilities
        return self.labelled if sure is None or np.isnan(sure[self._known]).any() else np.asarray(sure @ self.worth)

    @property
    def labelled(self) -> Floats:
        """The number of the model's label of each row, 0 where it has none."""
        return np.where(self._known, self.worth[self.evidence.predicted], 0.0)

    @property
    def _known(self) -> npt.NDArray[np.bool_]:
        return np.asarray(self.evidence.predicted >= 0)


def regress(
    scored: Comments, on: str | Sequence[str], *, of: str = TONE, audit: Comments, level: float = 0.95
) -> Regression:
    """Return how tone or stance goes with other columns of a scored table; see `sentiment.regress`.

    Raises:
        DataError: the audit has too few labels, or there is no such column or label.
    """
    found = material(scored, audit, Method(level=level))
    names = columns(on, found.table)
    check(names, found.table.column_names, "--on")
    outcome = _outcome(found, of)
    hand = outcome.evidence.hand
    if hand is None:
        hint = f"fill it in, beside gold, in the audit of these comments, for {WHY}"
        raise DataError(f"labels by hand of {outcome.name} in a column {gold_column(of)}", "none", hint)
    notes = [*hand.remarks, *_blanks(outcome.evidence, hand)]
    labelled = np.zeros(found.table.num_rows, bool)
    labelled[hand.rows] = True
    said = outcome.evidence.predicted >= 0
    made = [Term(CONSTANT, None, np.ones(found.table.num_rows))]
    made += [term for name in names for term in terms(found.table, name, said, labelled, notes)]
    kept = _whole(outcome, made, notes)
    estimator = _estimator(found, outcome, hand, made, kept)
    return Regression(_document(outcome, names, made, estimator, level, kept, notes))


def gold_column(of: str) -> str:
    """Return the column of the labels by hand of what `--of` names: `gold`, or that of a stance with its suffix."""
    name, _, number = of.partition("_")
    return f"gold_{STANCE}{number and '_' + number}" if name in (STANCE, *STANCES) else "gold"


def _outcome(found: Material, of: str) -> _Outcome:
    """Return what the user asks for: tone, stance, or the share of one label of either."""
    told: dict[str, tuple[str, Evidence | None, dict[str, float]]] = {}
    if {NEGATIVE, POSITIVE} <= set(found.labels):
        told[TONE] = ("1 positive, 0 neutral, -1 negative", found.evidence, {POSITIVE: 1.0, NEGATIVE: -1.0})
    told |= {label: ("1 if so, else 0", found.evidence, {label: 1.0}) for label in found.labels}
    for suffix in stance_suffixes(found.table.column_names):
        evidence = stance_evidence(found, suffix)
        told[STANCE + suffix] = ("1 in favor, -1 against, else 0", evidence, {FAVOR: 1.0, AGAINST: -1.0})
        told |= {label + suffix: ("1 if so, else 0", evidence, {label: 1.0}) for label in STANCES}
    if of not in told:
        raise DataError(f"one of {', '.join(told)}", of, "name one of these with --of")
    scale, evidence, worth = told[of]
    assert evidence is not None
    return _Outcome(of, scale, evidence, np.array([worth.get(label, 0.0) for label in evidence.labels]))


def _whole(outcome: _Outcome, made: Sequence[Term], notes: list[str]) -> npt.NDArray[np.bool_]:
    """Return the rows that have a label and all terms; a note says how many lack one."""
    kept = outcome.evidence.predicted >= 0
    for term in made:
        if term.against is None and (lost := int((kept & np.isnan(term.values)).sum())):
            notes.append(f"{lost:,} comments are left out, which have no {term.name.partition(',')[0]}")
        kept = kept & ~np.isnan(term.values)
    return np.asarray(kept)


def _estimator(
    found: Material, outcome: _Outcome, hand: Labels, made: Sequence[Term], kept: npt.NDArray[np.bool_]
) -> Estimator:
    """Return the estimator over the rows that are kept.

    Raises:
        DataError: too few of them are labelled by hand.
    """
    place = np.cumsum(kept) - 1
    mine = np.flatnonzero(kept[hand.rows])
    least = max(ENOUGH, LEAST * len(made))
    if len(mine) < least:
        hint = f"label more: sentiment sample FILE -n {2 * least} -o audit.csv"
        raise DataError(f"{least} labels by hand for {len(made)} terms", f"{len(mine)}", hint)
    labels = list(outcome.evidence.labels)
    return Estimator(
        np.stack([term.values for term in made], axis=1)[kept],
        outcome.said[kept],
        place[hand.rows[mine]],
        outcome.worth[[labels.index(hand.gold[i]) for i in mine]],
        np.array([hand.weight[i] for i in mine]),
        _clusters(found)[kept],
    )


def _clusters(found: Material) -> Ints:
    """Return a number for all rows of one author, or of one text, or of authors that share a text."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    n, texts = found.table.num_rows, found.evidence.texts
    authors = found.table["author"].to_pylist() if "author" in found.table.column_names else []
    first: dict[Any, int] = {}
    pairs = [(row, first.setdefault(name, row)) for row, name in enumerate(authors) if name]
    left, right = np.array([*pairs, *enumerate(texts.tolist())], np.int64).reshape(-1, 2).T
    joined = coo_matrix((np.ones(len(left)), (left, right)), shape=(n, n))
    return np.asarray(connected_components(joined, directed=False)[1], np.int64)


def _blanks(evidence: Evidence, hand: Labels) -> list[str]:
    if not evidence.bounded(np.flatnonzero(evidence.predicted >= 0)):
        return []
    return [f"{hand.blank:,} comments of the sample have no label: the figures hold if they are like the labelled ones"]


def _document(
    outcome: _Outcome,
    names: list[str],
    made: Sequence[Term],
    estimator: Estimator,
    level: float,
    kept: npt.NDArray[np.bool_],
    notes: list[str],
) -> Regressed:
    naive = np.linalg.lstsq(estimator.columns, outcome.labelled[kept], rcond=None)[0]
    told = zip(made, estimator.coefficients(level), naive.tolist(), strict=True)
    return {
        "of": outcome.name,
        "scale": outcome.scale,
        "on": names,
        "comments": len(estimator.said),
        "labelled": len(estimator.rows),
        "power": estimator.power,
        "level": level,
        "coefficients": [_coefficient(term, estimate, model) for term, estimate, model in told],
        "notes": notes,
    }


def _coefficient(term: Term, estimate: Estimate, model: float) -> Coefficient:
    return {
        "term": term.name,
        "against": term.against,
        "estimate": estimate.value,
        "low": estimate.low,
        "high": estimate.high,
        "model": model,
    }
