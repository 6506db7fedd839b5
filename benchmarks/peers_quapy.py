"""QuaPy's quantifiers and their intervals, for between_sets.py: learned on other sets, used on a new one."""

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import quapy
from quapy.method.aggregative import EMQ, KDEyML
from quapy.method.confidence import AggregativeBootstrap
from sklearn.base import BaseEstimator, ClassifierMixin

from sentiment.estimation.shares import Estimate, Shares
from sentiment.table.labels import LABELS

MOST, FEWEST = 1500, 20  # rows that a quantifier is learned from, and of a label at least
warnings.filterwarnings("ignore")
quapy.environ["SAMPLE_SIZE"] = 250


class Known(BaseEstimator, ClassifierMixin):
    """A classifier whose probabilities are the rows themselves."""

    def __init__(self) -> None:
        self.classes_ = np.arange(3)  # it needs no fitting

    def fit(self, rows: Any, labels: Any) -> "Known":
        return self

    def predict_proba(self, rows: Any) -> Any:
        return np.asarray(rows)

    def predict(self, rows: Any) -> Any:
        return np.asarray(rows).argmax(axis=1)


def bayesian(counts: Any, rows: Any) -> Shares:
    """Return the posterior of Ziegler and Czyz (2023) under flat priors, by importance sampling.

    QuaPy 0.2.3 asks NumPyro 0.22 for it, which fails with JAX 0.10.
    """
    random = np.random.default_rng(0)
    drawn = random.standard_gamma(counts, (8000, 3, 3))
    drawn /= drawn.sum(axis=2, keepdims=True)
    said = random.dirichlet(np.bincount(rows.said, minlength=3) + 1.0, 8000)
    true = np.einsum("tk,tki->ti", said, np.linalg.inv(drawn))
    possible = (true >= 0).all(axis=1)
    if possible.sum() < 20:
        true, possible = random.dirichlet(np.ones(3), 8000), np.ones(8000, bool)
    weight = possible / np.abs(np.linalg.det(drawn))
    kept = true[random.choice(8000, 2000, p=weight / weight.sum())]

    def read(weights: Any) -> Estimate:
        low, high = np.percentile(kept @ weights, [2.5, 97.5])
        return Estimate(float(kept.mean(axis=0) @ weights), float(low), float(high), 0, "BayesianCC")

    return Shares(LABELS, read)


def peers(others: list[Any], lang: str) -> dict[str, Callable[[Any], Shares | np.ndarray]]:
    """Return name -> estimator, learned from the other sets of the language, or from all where there is none."""
    own = [s for s in others if s.lang == lang]
    if not own or np.bincount(np.concatenate([s.gold for s in own]), minlength=3).min() < FEWEST:
        own = others
    gold, scores = np.concatenate([s.gold for s in own]), np.concatenate([s.scores for s in own])
    if len(gold) > MOST:
        at = np.random.default_rng(0).choice(len(gold), MOST, False)
        gold, scores = gold[at], scores[at]
    known, as_is = Known(), {"fit_classifier": False, "val_split": None}
    bcts = {"exact_train_prev": False, "calib": "bcts", "on_calib_error": "backup", "fit_classifier": False}
    emq = EMQ(known, val_split=(scores, gold), **bcts)
    kde = KDEyML(known, bandwidth=0.1, random_state=0, **as_is)
    boot = AggregativeBootstrap(EMQ(known, val_split=(scores, gold), **bcts), n_test_samples=100, random_state=0)
    for method in (emq, kde, boot):
        method.fit(scores, gold)

    counts = np.ones((3, 3))
    np.add.at(counts, (gold, scores.argmax(axis=1)), 1)

    def interval(point: Any, region: Any) -> Shares:
        low, high = np.asarray(region.I_low), np.asarray(region.I_high)

        def read(weights: Any) -> Estimate:
            k = int(weights.argmax())
            value = float(np.clip(point[k], low[k], high[k]))
            return Estimate(value, float(low[k]), float(high[k]), 0, "quapy")

        return Shares(LABELS, read)

    return {
        "QuaPy EMQ-BCTS": lambda rows: np.asarray(emq.predict(rows.scores)),
        "QuaPy KDEy-ML": lambda rows: np.asarray(kde.predict(rows.scores)),
        "BayesianCC": lambda rows: bayesian(counts, rows),
        "QuaPy EMQ-BCTS, bootstrap": lambda rows: interval(*boot.predict_conf(rows.scores)),
    }
