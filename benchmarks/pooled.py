"""Does the interval of a part without labels of its own hold, in a file that is audited? A figure of docs/method.md.

    python benchmarks/pooled.py

The sets that the embedded model's `evaluation.json` lists, 60 rows or more each. Each is a part of 200 comments, of a
mix of true labels from a symmetric Dirichlet distribution, in a file of all the others, of which 60 or 300
comments are labelled. A mix of `as it is` is the set's own.
"""

import json
from pathlib import Path

import numpy as np

import sentiment
from sentiment.arrays import Floats
from sentiment.estimation.audited import Sample, pooled
from sentiment.table.labels import LABELS

EVALUATION = Path(sentiment.__file__).parent / "default_model" / "evaluation.json"
RESULTS = Path(__file__).parent / "results" / "pooled.json"
LEAST, PART, FILE, RUNS = 60, 200, 3000, 20
LABELLED = (60, 300)


def sample(table: Floats, labelled: int, random: np.random.Generator) -> Sample:
    """Return so many labels out of a table of counts, truly i and said k."""
    said = [label for label in LABELS for _ in LABELS]
    gold = list(LABELS) * len(LABELS)
    drawn = random.multivariate_hypergeometric(table.T.ravel(), labelled)
    totals = {label: int(n) for label, n in zip(LABELS, table.sum(axis=0), strict=True) if n}
    return Sample(LABELS, np.repeat(gold, drawn).tolist(), np.repeat(said, drawn).tolist(), totals)


def held(sets: Floats, labelled: int, spread: float | None, random: np.random.Generator) -> dict[str, float]:
    """Return how often the interval holds the true share of a label, and its mean width."""
    inside, width = [], []
    for place, own in enumerate(sets):
        others = np.delete(sets, place, axis=0)
        typical = (others / others.sum(axis=(1, 2), keepdims=True)).mean(axis=0)
        rows = own / np.maximum(own.sum(axis=1, keepdims=True), 1)
        for _ in range(RUNS):
            mix = own.sum(axis=1) / own.sum() if spread is None else random.dirichlet(np.full(len(LABELS), spread))
            mix = np.where(own.sum(axis=1) > 0, mix, 0) + 1e-12
            counts = random.multinomial(PART, mix / mix.sum())
            part = np.stack(
                [random.multinomial(n, row) if n else 0 * counts for n, row in zip(counts, rows, strict=True)]
            )
            whole = random.multinomial(FILE, typical.ravel()).reshape(typical.shape) + part
            found = pooled(sample(whole, labelled, random), sample(part, 0, random))
            for label, share in zip(LABELS, part.sum(axis=1) / PART, strict=True):
                inside.append(found[label].low <= share <= found[label].high)
                width.append(found[label].high - found[label].low)
    return {"held": round(float(np.mean(inside)), 3), "width": round(float(np.mean(width)), 3)}


def main() -> None:
    """Write the figures, and print them."""
    evaluation = json.loads(EVALUATION.read_text(encoding="utf-8"))
    order = [evaluation["labels"].index(label) for label in LABELS]
    real = [s for s in evaluation["sets"] if not s.get("invented") and s["n"] >= LEAST]
    sets = np.array([s["confusion"] for s in real], float)[:, order][:, :, order]
    random = np.random.default_rng(20231031)
    mixes = {"as it is": None, "Dirichlet(4)": 4.0, "Dirichlet(1)": 1.0}
    found = {
        f"{labelled} labels": {name: held(sets, labelled, spread, random) for name, spread in mixes.items()}
        for labelled in LABELLED
    }
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
