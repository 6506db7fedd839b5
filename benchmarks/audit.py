"""What are labels by hand worth, and do audited intervals hold? The table of docs/method.md.

    python benchmarks/audit.py scored.parquet

Columns as for between_sets.py. Each set with 150 rows or more is a file of 3,000 comments, drawn from it with
replacement. So many comments are labelled: at random, and in proportion to what the model said, a label and how surely,
as `sentiment sample` draws. The strata are begun with what the other sources teach. Reference: prediction-powered
inference with power tuning (PPI++, Angelopoulos, Duchi and Zrnic 2023) over the model's labels, which the first edition
used; labels are worth the square of the ratio of widths.
"""

import argparse
import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from between_sets import MAIN, Rows, read, strata

from sentiment.estimation.audited import Sample, audited_sample
from sentiment.estimation.sampling import in_proportion
from sentiment.table.labels import LABELS

RESULTS = Path(__file__).parent / "results" / "audit.json"
LEAST, FILE, STRATA = 150, 3000, [f"{label}|{step}" for label in LABELS for step in (1, 2, 3)]


def table_of(sets: list[Rows]) -> np.ndarray:
    """Return counts of truly i, said k."""
    counts = np.zeros((3, len(STRATA)))
    for rows in sets:
        np.add.at(counts, (rows.gold, [STRATA.index(name) for name in strata(rows)]), 1)
    return counts


def expected(sets: list[Rows], own: Rows) -> dict[str, np.ndarray]:
    """Return what the sets of other sources teach of each stratum: those of the language, and a little of all."""
    others = [s for s in sets if s.source != own.source]
    near, typical = table_of([s for s in others if s.lang == own.lang]), table_of(others)
    mixed = typical / typical.sum() / 50
    mixed = mixed + (near / near.sum() if near.sum() >= 50 else typical / typical.sum()) + 1e-9
    return {name: mixed[:, k] for k, name in enumerate(STRATA)}


def tuned(gold: np.ndarray, said: np.ndarray, everything: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the limits of PPI++ for shares, one factor for all labels."""
    n, onehot = len(gold), np.eye(3)
    truth, predicted, shares = onehot[gold], onehot[said], onehot[everything].mean(axis=0)
    joint = ((truth - truth.mean(axis=0)) * (predicted - predicted.mean(axis=0))).sum(axis=1).mean()
    tuning = float(np.clip(joint / max(1 - shares @ shares, 1e-9), 0, 1))
    rest = truth - tuning * predicted
    value = rest.mean(axis=0) + tuning * shares
    half = 1.96 * np.sqrt((rest.var(axis=0, ddof=1) + 0.5 / n) * (1 / n - 1 / len(everything)))
    return value - half, value + half


def compare(sets: list[Rows], n: int, runs: int, random: np.random.Generator) -> dict[str, Any]:
    found: dict[str, dict[tuple[str, str], list[tuple[float, float]]]] = {}
    for rows in (s for s in sets if len(s.gold) >= LEAST):
        file = rows[random.integers(0, len(rows.gold), FILE)]
        said, teach = strata(file), expected(sets, rows)
        totals, truth = Counter(said), file.truth
        for run in range(runs):
            plain = random.choice(FILE, n, False)
            drawn = in_proportion(list(range(FILE)), said, run)[:n]
            limits = {"PPI++ (reference), at random": tuned(file.gold[plain], file.said[plain], file.said)}
            for name, at in (("in strata, at random", plain), ("in strata, in proportion", drawn)):
                gold = [LABELS[i] for i in file.gold[at]]
                shares = audited_sample(Sample(LABELS, gold, [said[i] for i in at], totals, expected=teach))
                limits[name] = tuple(np.array([[e.low, e.high] for e in shares.values()]).T)
            for name, (low, high) in limits.items():
                held = float(((low - 1e-9 <= truth) & (truth <= high + 1e-9)).mean())
                width = float((high.clip(0, 1) - low.clip(0, 1)).mean())
                found.setdefault(name, {}).setdefault((rows.source, rows.lang), []).append((held, width))
    means = {name: {key: np.mean(own, axis=0) for key, own in by.items()} for name, by in found.items()}
    told = {}
    for name, by in means.items():
        reference = means["PPI++ (reference), at random"]
        width = {s: np.mean([v[1] for k, v in by.items() if s == "all" or k[1] in MAIN]) for s in ("all", "main")}
        other = {
            s: np.mean([v[1] for k, v in reference.items() if s == "all" or k[1] in MAIN]) for s in ("all", "main")
        }
        told[name] = {
            "held": round(float(np.mean([v[0] for v in by.values()])), 3),
            "lowest set": round(float(min(v[0] for v in by.values())), 3),
            "width": round(float(width["all"]), 3),
            "worth": round(float((other["all"] / width["all"]) ** 2), 2),
            "worth, az tr ru en": round(float((other["main"] / width["main"]) ** 2), 2),
            "sets": len(by),
        }
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=RESULTS)
    parser.add_argument("--runs", type=int, default=60)
    options = parser.parse_args()
    start, random, sets = time.perf_counter(), np.random.default_rng(0), read(options.file)
    results = {"runs": options.runs, "file": FILE, "labels": {}}
    for n in (20, 50, 200):
        results["labels"][str(n)] = compare(sets, n, options.runs, random)
        print(n, json.dumps(results["labels"][str(n)], indent=1), flush=True)
    options.output.write_text(json.dumps(results, indent=1) + "\n")
    print(f"{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
