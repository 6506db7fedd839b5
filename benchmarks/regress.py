"""Do the intervals of a regression hold when the labels err? The table of docs/regress.md.

    python benchmarks/regress.py

Simulated: comments of three groups (60, 30 and 10 %), of a time and of likes, of which tone follows group and time. The
model errs, and in three ways: as often in every group; more often in one of them, and by its irony in one direction
(which a regression of its labels takes for an effect of the group); and hardly ever. A sample is labelled, drawn from
the whole or evenly from the groups. True is what the same regression says of a million comments. Beside it: the model's
labels taken for the truth, the labelled comments alone, and ppi-python where it is installed (the extra `reference`).
"""

import argparse
import json
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from sentiment.estimation.regression import Regression

RESULTS = Path(__file__).parent / "results" / "regress.json"
TERMS = ("constant", "group: second", "group: third", "time", "likes")
COMMENTS, WHOLE, LEVEL = 3000, 1_000_000, 0.95
TONES = np.array([-1.0, 0.0, 1.0])
# Of each true label, the model's labels: in a group that it reads as its test sets, and in one that is ironic.
USUAL = np.array([[0.75, 0.2, 0.05], [0.15, 0.7, 0.15], [0.05, 0.2, 0.75]])
IRONIC = np.array([[0.45, 0.2, 0.35], [0.15, 0.7, 0.15], [0.05, 0.2, 0.75]])
SURE = np.array([[0.98, 0.01, 0.01], [0.01, 0.98, 0.01], [0.01, 0.01, 0.98]])
MODELS = {
    "errs alike": [USUAL, USUAL, USUAL],
    "errs by group": [USUAL, IRONIC, USUAL],
    "hardly errs": [SURE] * 3,
}


@dataclass(frozen=True)
class World:
    """Comments as they are: columns (comments, terms), group, true tone, the model's label and its expected tone."""

    columns: np.ndarray
    group: np.ndarray
    tone: np.ndarray
    said: np.ndarray
    expected: np.ndarray
    author: np.ndarray


def world(n: int, model: str, random: np.random.Generator, *, authors: bool) -> World:
    """Draw comments; with `authors` one writes three on average, in one group, of a mood that they share."""
    author = random.integers(0, max(n // 3, 1), n) if authors else np.arange(n)
    people = int(author.max()) + 1
    group = random.choice(3, people, p=[0.6, 0.3, 0.1])[author]
    when, likes = random.random(n) * 4, np.log2(1 + random.pareto(1.2, n))
    mood = random.normal(0, 1.0 if authors else 0.0, people)[author]
    push = np.array([0.0, -0.4, 0.5])[group] - 0.15 * when + mood
    scores = np.stack([-push, np.full(n, 0.2), push], axis=1) + random.gumbel(size=(n, 3))
    true = scores.argmax(axis=1)
    rates = np.stack(MODELS[model])[group, true]
    said = (random.random((n, 1)) > rates.cumsum(axis=1)).sum(axis=1).clip(0, 2)
    sure = random.beta(6, 2, n)
    columns = np.stack([np.ones(n), group == 1, group == 2, when, likes], axis=1).astype(float)
    return World(columns, group, TONES[true], TONES[said], TONES[said] * sure, author)


def drawn(group: np.ndarray, n: int, random: np.random.Generator, *, evenly: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows of a sample and their weights."""
    if not evenly:
        return np.sort(random.choice(len(group), n, replace=False)), np.full(n, len(group) / n)
    rows = np.concatenate([random.choice(np.flatnonzero(group == g), n // 3, replace=False) for g in range(3)])
    return rows, np.bincount(group)[group[rows]] / (n // 3)


def limits(found: Regression) -> np.ndarray:
    return np.array([(e.value, e.low, e.high) for e in found.coefficients(LEVEL)])


def naive(own: World) -> np.ndarray:
    """Regress the model's labels as if they were true, with robust errors."""
    inverse = np.linalg.inv(own.columns.T @ own.columns)
    value = inverse @ own.columns.T @ own.said
    scores = own.columns * (own.said - own.columns @ value)[:, None]
    half = 1.96 * np.sqrt(np.diag(inverse @ scores.T @ scores @ inverse))
    return np.stack([value, value - half, value + half], axis=1)


def reference(own: World, found: Regression) -> np.ndarray | None:
    """Return what ppi-python says; its labelled and unlabelled comments are two samples."""
    try:
        from ppi_py import ppi_ols_ci, ppi_ols_pointestimate
    except ImportError:
        return None
    rest = np.setdiff1d(np.arange(len(own.tone)), found.rows)
    data = (own.columns[found.rows], found.gold, found.said[found.rows], own.columns[rest], found.said[rest])
    low, high = ppi_ols_ci(*data, alpha=1 - LEVEL, w=found.weight)
    return np.stack([ppi_ols_pointestimate(*data, w=found.weight), low, high], axis=1)


def furthest(runs: int = 50) -> float | None:
    """Return the largest difference of a coefficient to ppi-python's of the same data and the same tuning."""
    try:
        from ppi_py import ppi_ols_pointestimate
    except ImportError:
        return None
    random, found = np.random.default_rng(1), 0.0
    for _ in range(runs):
        own = world(COMMENTS, "errs by group", random, authors=False)
        rows, weight = drawn(own.group, 200, random, evenly=True)
        ours = Regression(own.columns, own.expected, rows, own.tone[rows], weight, own.author)
        data = (own.columns[rows], ours.gold, ours.said[rows], own.columns, ours.said)
        theirs = ppi_ols_pointestimate(*data, lam=ours.power, w=weight)
        found = max(found, float(np.abs(theirs - limits(ours)[:, 0]).max()))
    return found


def once(own: World, n: int, random: np.random.Generator, *, evenly: bool) -> dict[str, np.ndarray]:
    rows, weight = drawn(own.group, n, random, evenly=evenly)
    ours = Regression(own.columns, own.expected, rows, own.tone[rows], weight, own.author)
    alone = replace(ours, said=np.zeros_like(ours.said))
    found = {"prediction-powered": limits(ours), "labels by hand alone": limits(alone), "the model alone": naive(own)}
    other = reference(own, ours)
    return found | ({"ppi-python": other} if other is not None else {})


def scenario(model: str, n: int, runs: int, seed: int, *, evenly: bool, authors: bool) -> dict[str, Any]:
    random = np.random.default_rng(seed)
    everyone = world(WHOLE, model, random, authors=authors)
    truth = np.linalg.lstsq(everyone.columns, everyone.tone, rcond=None)[0]
    found: dict[str, list[np.ndarray]] = {}
    for _ in range(runs):
        own = world(COMMENTS, model, random, authors=authors)
        for name, told in once(own, n, random, evenly=evenly).items():
            found.setdefault(name, []).append(told)
    return {
        "model": model, "labelled": n, "drawn": "evenly from the groups" if evenly else "from the whole",
        "authors": authors, "truth": dict(zip(TERMS, truth.round(4).tolist(), strict=True)),
        "methods": {name: judged(np.array(told), truth) for name, told in found.items()},
    }  # fmt: skip


def judged(told: np.ndarray, truth: np.ndarray) -> dict[str, dict[str, float]]:
    """Return for each term how often the interval holds the truth, its mean width, and the mean error."""
    held = ((told[:, :, 1] <= truth) & (truth <= told[:, :, 2])).mean(axis=0)
    width, off = (told[:, :, 2] - told[:, :, 1]).mean(axis=0), (told[:, :, 0] - truth).mean(axis=0)
    return {
        term: {"held": round(float(h), 3), "width": round(float(w), 3), "bias": round(float(b), 3)}
        for term, h, w, b in zip(TERMS, held, width, off, strict=True)
    }


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--runs", type=int, default=400)
    asked.add_argument("-o", type=Path, default=RESULTS)
    options = asked.parse_args()
    started, found = time.time(), []
    plan = [(m, n, e, False) for m in MODELS for n in (100, 200, 400) for e in (False, True)]
    plan += [("errs by group", 200, False, True)]
    for seed, (model, n, evenly, authors) in enumerate(plan):
        found.append(scenario(model, n, options.runs, seed, evenly=evenly, authors=authors))
        means = {
            name: f"{np.mean([t['held'] for t in terms.values()]):.3f} min {min(t['held'] for t in terms.values()):.3f}"
            f" width {np.mean([t['width'] for t in terms.values()]):.2f}"
            for name, terms in found[-1]["methods"].items()
        }
        print(model, n, "evenly" if evenly else "whole", "authors" if authors else "", means, flush=True)
    told: dict[str, Any] = {
        "runs": options.runs,
        "comments": COMMENTS,
        "level": LEVEL,
        "seconds": round(time.time() - started),
    }
    told["furthest_from_ppi_python"] = furthest()
    options.o.write_text(json.dumps({**told, "scenarios": found}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
