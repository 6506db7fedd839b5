"""Which estimator of shares holds when shares differ from those of the test set?

    python benchmarks/quantifiers.py heldout.parquet

The artificial-prevalence protocol (Forman 2005; González, Castaño, Chawla and del Coz 2017, ACM Computing Surveys 50,
74): the held-out rows of a language are split in halves. One half is the test set that the estimators learn the errors
from; of the other, samples are drawn whose true shares are spread evenly over all possible ones (Kraemer's algorithm,
Smith and Tromble 2004). Only shares shift here; the errors are those of the test set. QuaPy is the reference for
everything but `counted` and `adjusted`, which are ours; the latter by labels alone and as reports use it, by label and
step of confidence. Intervals hold somewhat less often than they claim, since the
second half is itself a sample, drawn from again and again.

Columns: lang, gold, predicted, p_negative, p_neutral, p_positive; Parquet or CSV.
"""

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from abstention.calibration import TempScaling
from quapy.method.aggregative import ACC, EMQ, PACC

from sentiment.estimation.estimators import Shares, Stratum, adjusted, adjusted_strata, counted
from sentiment.estimation.evaluation import CUTS, cells
from sentiment.table.labels import LABELS

RESULTS = Path(__file__).parent / "results" / "quantifiers.json"
FLOOR = 25  # rows of a label in either half


@dataclass(frozen=True)
class Rows:
    """Rows of one language: gold and predicted as numbers of labels, and the probabilities."""

    gold: np.ndarray
    predicted: np.ndarray
    scores: np.ndarray

    def __getitem__(self, at: np.ndarray) -> "Rows":
        return Rows(self.gold[at], self.predicted[at], self.scores[at])

    def __len__(self) -> int:
        return len(self.gold)


def read(path: Path) -> dict[str, Rows]:
    """Return the rows of each language."""
    table = pa.parquet.read_table(path) if path.suffix == ".parquet" else pa.csv.read_csv(path)
    place = {label: i for i, label in enumerate(LABELS)}
    lang = np.array(table["lang"].to_pylist())
    gold, predicted = (np.array([place[v] for v in table[name].to_pylist()]) for name in ("gold", "predicted"))
    scores = np.column_stack([table[f"p_{label}"].to_numpy() for label in LABELS]).astype(float).clip(1e-6)
    rows = Rows(gold, predicted, scores / scores.sum(axis=1, keepdims=True))
    return {name: rows[lang == name] for name in np.unique(lang).tolist()}


def halves(rows: Rows, random: np.random.Generator) -> tuple[Rows, Rows]:
    """Return two halves with the same shares."""
    first = np.zeros(len(rows), dtype=bool)
    for label in range(len(LABELS)):
        at = random.permutation(np.flatnonzero(rows.gold == label))
        first[at[: len(at) // 2]] = True
    return rows[first], rows[~first]


def draw(rows: Rows, shares: np.ndarray, n: int, random: np.random.Generator) -> tuple[Rows, np.ndarray]:
    """Return n rows, with replacement, of the given true shares, as near as whole rows allow."""
    counts = random.multinomial(n, shares)
    at = [random.choice(np.flatnonzero(rows.gold == label), k) for label, k in enumerate(counts)]
    return rows[np.concatenate(at)], counts / n


def table_of(rows: Rows) -> np.ndarray:
    """Return counts of truly i, predicted j."""
    table = np.zeros((len(LABELS), len(LABELS)))
    np.add.at(table, (rows.gold, rows.predicted), 1)
    return table


def said(rows: Rows) -> np.ndarray:
    """Return which label was predicted, and how surely, as one number a row."""
    return cells(rows.predicted, rows.scores.max(axis=1))


def fine_table_of(rows: Rows) -> np.ndarray:
    """Return counts of truly i, said k."""
    table = np.zeros((len(LABELS), len(LABELS) * (len(CUTS) + 1)))
    np.add.at(table, (rows.gold, said(rows)), 1)
    return table


def clip(shares: np.ndarray) -> np.ndarray:
    """Cut at 0 and scale to 1."""
    return shares.clip(0) / shares.clip(0).sum()


def estimators(test: Rows, others: np.ndarray) -> dict[str, Callable[[Rows], np.ndarray | Shares]]:
    """Return name -> estimator of the shares among rows, having learnt the errors from the test half.

    `others` are the counts by confidence of the other languages, which are pooled with those of the test half.
    """
    one_hot, truth, numbers = np.eye(len(LABELS)), np.bincount(test.gold) / len(test), np.arange(len(LABELS))
    hard = ACC.getPteCondEstim(numbers, test.gold, test.predicted)
    soft = PACC.getPteCondEstim(numbers, test.gold, test.scores)
    calibrate = TempScaling(bias_positions="all")(test.scores, one_hot[test.gold], posterior_supplied=True)
    expected = calibrate(test.scores).mean(axis=0)
    confusion, fine = table_of(test), fine_table_of(test)

    def count(rows: Rows) -> np.ndarray:
        return np.bincount(rows.predicted, minlength=len(LABELS))

    def by_label(rows: Rows) -> dict[str, int]:
        return dict(zip(LABELS, count(rows).tolist(), strict=True))

    def by_confidence(rows: Rows) -> Shares:
        counts = np.bincount(said(rows), minlength=fine.shape[1])
        return adjusted_strata([Stratum(counts, fine, len(rows), others + fine)], labels=LABELS)

    def solve(rates: np.ndarray, shares: np.ndarray, solver: str) -> np.ndarray:
        return ACC.solve_adjustment(rates, shares, method="inversion", solver=solver)

    return {
        "counted": lambda rows: counted(by_label(rows)),
        "inversion, cut at 0": lambda rows: clip(solve(hard, count(rows) / len(rows), "exact-cc")),
        "inversion, least squares": lambda rows: clip(solve(hard, count(rows) / len(rows), "minimize")),
        "adjusted, by label": lambda rows: adjusted(by_label(rows), confusion, labels=LABELS),
        "adjusted, by label and confidence": by_confidence,
        "probabilistic, cut at 0": lambda rows: clip(solve(soft, rows.scores.mean(axis=0), "exact-cc")),
        "probabilistic, least squares": lambda rows: clip(solve(soft, rows.scores.mean(axis=0), "minimize")),
        "EMQ": lambda rows: EMQ.EM(truth, rows.scores)[0],
        "EMQ, calibrated": lambda rows: EMQ.EM(expected, calibrate(rows.scores))[0],
    }


def compare(
    rows: Rows, others: np.ndarray, splits: int, draws: int, size: int, random: np.random.Generator
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Return name -> errors (draws, labels), and whether the intervals of our two estimators held the truth."""
    errors: dict[str, list[np.ndarray]] = {}
    held: dict[str, list[list[bool]]] = {}
    for _ in range(splits):
        test, pool = halves(rows, random)
        methods = estimators(test, others)
        for shares in random.dirichlet(np.ones(len(LABELS)), draws):
            sample, truth = draw(pool, shares, size, random)
            for name, method in methods.items():
                found = method(sample)
                if isinstance(found, Shares):
                    held.setdefault(name, []).append(
                        [e.low <= t <= e.high for e, t in zip(found.values(), truth, strict=True)]
                    )
                    found = np.array([e.value for e in found.values()])
                errors.setdefault(name, []).append(np.abs(found - truth))
    return {name: np.array(e) for name, e in errors.items()}, {name: np.array(h) for name, h in held.items()}


def measure(
    rows: Rows, others: np.ndarray, splits: int, draws: int, size: int, random: np.random.Generator
) -> dict[str, Any]:
    """Return the figures of one language."""
    errors, held = compare(rows, others, splits, draws, size, random)
    figures = {
        name: {"mean_error": float(e.mean()), "error_95": float(np.quantile(e.max(axis=1), 0.95))}
        for name, e in errors.items()
    }
    for name, h in held.items():
        figures[name]["coverage"] = float(h.mean())
    return {"rows": len(rows), "accuracy": float((rows.gold == rows.predicted).mean()), "estimators": figures}


def markdown(results: dict[str, Any]) -> str:
    """Return the mean absolute error of a share, in points, by estimator and language."""
    languages = list(results["languages"])
    lines = [
        "| estimator | " + " | ".join(languages) + " | mean | worst label, 95 % of draws | interval holds |",
        "| --- |" + " ---: |" * (len(languages) + 3),
    ]
    names = next(iter(results["languages"].values()))["estimators"]
    for name in names:
        figures = [results["languages"][lang]["estimators"][name] for lang in languages]
        cells = [f"{100 * f['mean_error']:.1f}" for f in figures]
        cells += [f"{100 * np.mean([f[key] for f in figures]):.1f}" for key in ("mean_error", "error_95")]
        cells.append(f"{100 * np.mean([f['coverage'] for f in figures]):.0f} %" if "coverage" in figures[0] else "")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=RESULTS)
    parser.add_argument("--splits", type=int, default=5)
    parser.add_argument("--draws", type=int, default=100, help="sets of true shares a split")
    parser.add_argument("--size", type=int, default=500, help="comments a draw")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()

    start, random = time.perf_counter(), np.random.default_rng(options.seed)
    results: dict[str, Any] = {
        "splits": options.splits,
        "draws": options.draws,
        "size": options.size,
        "seed": options.seed,
    }
    results |= {"languages": {}, "left_out": []}
    languages = read(options.file)
    tables = {lang: fine_table_of(rows) for lang, rows in languages.items()}
    for lang, rows in languages.items():
        if np.bincount(rows.gold, minlength=len(LABELS)).min() < 2 * FLOOR:
            results["left_out"].append(lang)
            continue
        results["languages"][lang] = measure(
            rows, sum(tables.values()) - tables[lang], options.splits, options.draws, options.size, random
        )
    if not results["languages"]:
        parser.error(f"expected {2 * FLOOR} rows of every label in some language; found none in {options.file}")

    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(results, indent=1) + "\n")
    print(markdown(results))
    print(
        f"\nMean absolute error of a share, in points: {options.splits * options.draws} draws of {options.size} rows."
    )
    if results["left_out"]:
        print(f"Left out, fewer than {2 * FLOOR} rows of some label: {', '.join(results['left_out'])}.")
    print(f"{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
