"""How a model errs on a set of comments that it never met, learned from the sets that it was measured on.

A new file errs like a new set, not like another sample of the sets at hand. So its confusion matrix is drawn: the sets
of a language scatter about the language as Dirichlet(kappa * row), and languages about what all have in common as
Dirichlet(tau * row). In the literature: Bayesian quantification (Ziegler and Czyz 2023, arXiv:2302.09159, which QuaPy
has as BayesianCC) with a prior between studies, as in the prediction interval of a meta-analysis (Higgins, Thompson and
Spiegelhalter 2009, Journal of the Royal Statistical Society A 172, 137-159).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sentiment.arrays import Floats

SMOOTH = 0.5  # rows that are added to every cell of what all sets have in common: no error is impossible
LEAST = 1e-3  # of a Dirichlet's parameter
FEWEST = 60  # rows of a set from which the scatter is learned


@dataclass(frozen=True)
class Scatter:
    """How far sets scatter: how many rows of a label the language, and all languages together, are worth."""

    kappa: float
    tau: float


# Fitted by benchmarks/between_sets.py to sets that the embedded model was measured on; model/scatter.py fits it anew.
SCATTER = Scatter(18.2, 14.7)


@dataclass(frozen=True)
class SetTables:
    """Confusion counts of many sets.

    Attributes:
        sources: where each set is from; sets of one source are no news of one another.
        languages: of each set.
        counts: (sets, labels, labels), truly i, predicted j.
    """

    sources: NDArray[np.str_]
    languages: NDArray[np.str_]
    counts: Floats

    def __getitem__(self, chosen: NDArray[np.bool_]) -> "SetTables":
        """Return some of the sets."""
        return SetTables(self.sources[chosen], self.languages[chosen], self.counts[chosen])

    def rows(self, language: str, scatter: Scatter) -> Floats:
        """Return the Dirichlet parameters of each row of the confusion matrix of a new set of a language.

        A set with n rows of a label is worth n * kappa / (n + kappa) rows of its language. Without one there is
        only what all have in common.
        """
        n = self.counts.sum(axis=2, keepdims=True)
        worth = n * scatter.kappa / np.maximum(n + scatter.kappa, LEAST)
        hits = self.counts / np.maximum(n, 1) * worth
        common = hits.sum(axis=0) + SMOOTH
        common /= common.sum(axis=1, keepdims=True)
        own = self.languages == language
        known = worth[own].sum(axis=0) + scatter.tau
        rates = (hits[own].sum(axis=0) + scatter.tau * common) / known
        return np.asarray(np.maximum(rates / (1 / scatter.kappa + 1 / known), LEAST))


def read(evaluation: Mapping[str, Any], labels: Sequence[str]) -> SetTables:
    """Return the sets of an `evaluation.json`, rows and columns in the order of `labels`.

    Where it lists no sets with counts, each language stands for one; without languages all rows do.
    """
    listed = evaluation.get("sets")
    real = [s for s in listed if not s.get("invented")] if isinstance(listed, list) else []
    sets = [(s["set"], s["language"], s["confusion"]) for s in real]
    if not sets:
        languages = {code: part["confusion"] for code, part in evaluation.get("languages", {}).items()}
        sets = [(code, code, counts) for code, counts in languages.items()]
    if not sets:
        sets = [("all", "und", evaluation["overall"]["confusion"])]
    order = [evaluation["labels"].index(label) for label in labels]
    counts = np.array([c for *_, c in sets], float)[:, order][:, :, order]
    return SetTables(np.array([s for s, *_ in sets]), np.array([code for _, code, _ in sets]), counts)


def scatter_of(evaluation: Mapping[str, Any]) -> Scatter:
    """Return the scatter that is written down in an `evaluation.json`, else that of the embedded model's sets."""
    told = evaluation.get("scatter")
    return Scatter(told["kappa"], told["tau"]) if told else SCATTER


def fit(tables: SetTables) -> Scatter:
    """Return the scatter under which each set is likeliest, predicted from those of other sources.

    Dirichlet-multinomial likelihood (Mosimann 1962, Biometrika 49, 65-82), maximised by Nelder and Mead.
    """
    from scipy.optimize import minimize

    large = tables[tables.counts.sum(axis=(1, 2)) >= FEWEST]
    others = {source: large[large.sources != source] for source in large.sources.tolist()}
    sets = list(zip(large.sources.tolist(), large.languages.tolist(), large.counts, strict=True))

    def loss(logs: Floats) -> float:
        scatter = Scatter(*np.exp(np.clip(logs, 0, 9)).tolist())
        return -sum(_likelihood(counts, others[source].rows(language, scatter)) for source, language, counts in sets)

    found = minimize(loss, np.log([25.0, 15.0]), method="Nelder-Mead", options={"xatol": 0.02, "fatol": 0.05})
    return Scatter(*np.exp(np.clip(found.x, 0, 9)).tolist())


def _likelihood(counts: Floats, rows: Floats) -> float:
    """Return the logarithm of the Dirichlet-multinomial likelihood, up to what does not hang on `rows`."""
    from scipy.special import gammaln

    n, total = counts.sum(axis=1), rows.sum(axis=1)
    return float((gammaln(total) - gammaln(total + n) + (gammaln(counts + rows) - gammaln(rows)).sum(axis=1)).sum())
