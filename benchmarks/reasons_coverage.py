"""Do the intervals of reasons hold? Files are drawn of comments with known reasons, and clustered as a report does.

    python benchmarks/reasons_coverage.py [--files 100]

Vectors are made up: each comment's is its reason's direction and noise, in 64 dimensions; a fifth of the comments give
no reason. Reasons are unlike one another, so that clusters are nearly pure, or every two are akin, so that clusters are
about as mixed as real ones are (see `right`, and benchmarks/reasons.py). Of the largest cluster that mostly gives a
reason the interval is held against two truths: which part of all comments these very clusters would take in, and which
part gives the reason. The first is what the interval is made for; where the second differs, the machine errs, of which
the interval knows nothing. Writes benchmarks/results/reasons_coverage.json.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import pyarrow as pa

from sentiment.summary.topics.clustering import Clusters, clustered, nearest, unit
from sentiment.summary.topics.recurrence import recurrence

RESULTS = Path(__file__).parents[1] / "benchmarks/results/reasons_coverage.json"
SHARES = np.array([0.2, 0.16, 0.12, 0.1, 0.08, 0.06, 0.05, 0.03])  # of the reasons; the rest give none
DIMENSIONS, MANY, LEVEL = 64, 20_000, 0.95
SIGNAL, SIZES, AKIN = 1.0, (300, 1_000), {"nearly pure": 0.0, "as mixed as real ones": 0.75}
Floats = np.ndarray


def drawn(n: int, akin: float, random: np.random.Generator) -> tuple[np.ndarray, Floats]:
    """Return the reason of each comment, -1 for none, and its vector."""
    directions = np.linalg.qr(np.random.default_rng(0).normal(size=(DIMENSIONS, len(SHARES))))[0].T
    directions[1::2] = akin * directions[::2] + (1 - akin**2) ** 0.5 * directions[1::2]
    said = random.choice(len(SHARES) + 1, n, p=[*SHARES, 1 - SHARES.sum()])
    own = np.vstack([SIGNAL * directions, np.zeros(DIMENSIONS)])[said]
    return np.where(said < len(SHARES), said, -1), own + random.normal(size=(n, DIMENSIONS)) / DIMENSIONS**0.5


def taken_in(found: Clusters, vectors: Floats, others: Floats) -> np.ndarray:
    """Return which cluster of a file each of other comments would be in."""
    centres = [unit(found.vectors[found.place == k].astype(np.float32).sum(axis=0)) for k in range(len(found.steady))]
    return nearest(unit(unit(others) - unit(vectors).mean(axis=0)), np.array(centres))


def one(n: int, akin: float, seed: int) -> list[dict[str, float]]:
    """Return what is told of each reason that a file of n comments has, and the truths."""
    random = np.random.default_rng(seed)
    (reasons, vectors), (_, many) = drawn(n, akin, random), drawn(MANY, akin, random)
    rows = np.arange(n)
    texts = pa.chunked_array([[f"comment number {row}" for row in rows]])
    found = clustered(
        texts, rows, rows, np.zeros(n, np.int64), lambda said: vectors[[int(text.split()[-1]) for text in said]]
    )
    if found is None or not len(found.steady):
        return []
    elsewhere, told = taken_in(found, vectors, many), {}
    for k, inside in enumerate(found.members(rows, rows)):
        counts = np.bincount(reasons[inside] + 1, minlength=len(SHARES) + 1)
        main = int(counts.argmax()) - 1
        share = recurrence(inside, rows, rows, LEVEL, float(found.swing[k]))
        if main >= 0 and (main not in told or told[main]["share"] < share["share"]):
            told[main] = {
                "share": share["share"], "width": share["high"] - share["low"], "right": counts.max() / len(inside),
                "holds what it takes in": share["low"] <= (elsewhere == k).mean() <= share["high"],
                "holds who gives it": share["low"] <= SHARES[main] <= share["high"],
            }  # fmt: skip
    return list(told.values())


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--files", type=int, default=100)
    files, result = asked.parse_args().files, {}
    for name, akin in AKIN.items():
        for n in SIZES:
            told = [reason for seed in range(files) for reason in one(n, akin, seed)]
            means = {key: round(float(np.mean([reason[key] for reason in told])), 3) for key in told[0]}
            result[f"{name}, {n} comments"] = {"reasons a file": round(len(told) / files, 1), **means}
            print(name, n, result[f"{name}, {n} comments"], flush=True)
    RESULTS.write_text(json.dumps({"files": files, **result}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
