"""How far the sets of an `evaluation.json` scatter, and whether intervals made of them hold on sets left out.

    python model/scatter.py src/sentiment/default_model/evaluation.json [--write]

For tone and stance kappa and tau are fitted to the confusion counts of the sets (`sentiment.estimation.set_errors`);
with `--write` they stand in the file as `scatter`, where the library reads them. Then each set is estimated from the
sets of all other sources, by its counts alone: `held` is the share of the 95 % intervals that hold the true share,
`error` the mean distance of an estimate from it, `width` the mean width. Needs no texts, no model and some seconds.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

from sentiment.estimation import set_errors
from sentiment.estimation.adjusted import Matrices, Part, adjusted_parts
from sentiment.estimation.evaluation import as_json
from sentiment.estimation.set_errors import FEWEST, Scatter, SetTables

SOURCES = 4  # with fewer of FEWEST rows or more nothing is fitted


def parts(evaluation: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what shares are estimated of: tone, and stance where it was measured by set."""
    stance = evaluation.get("heads", {}).get("stance", {})
    return {"tone": evaluation} | ({"stance": stance} if stance.get("sets") else {})


def refit(evaluation: dict[str, Any]) -> dict[str, Any]:
    """Return the evaluation with the scatter of its sets."""
    for part in parts(evaluation).values():
        tables = set_errors.read(part, part["labels"])
        large = tables.counts.sum(axis=(1, 2)) >= FEWEST
        if len(set(tables.sources[large])) >= SOURCES:
            found = set_errors.fit(tables)
            part["scatter"] = {"kappa": round(found.kappa, 1), "tau": round(found.tau, 1), "sets": int(large.sum())}
    return evaluation


def coverage(part: dict[str, Any]) -> dict[str, float]:
    """Return how intervals do on each set of 60 rows or more, estimated from the sets of other sources."""
    tables, scatter = set_errors.read(part, part["labels"]), set_errors.scatter_of(part)
    told = [
        one(tables, place, scatter, part["labels"])
        for place in np.flatnonzero(tables.counts.sum(axis=(1, 2)) >= FEWEST).tolist()
    ]
    mean = np.mean(told, axis=0).round(4).tolist()
    return {"sets": len(told), **dict(zip(("held", "error", "width"), mean, strict=True))}


def one(tables: SetTables, place: int, scatter: Scatter, labels: list[str]) -> tuple[float, float, float]:
    """Return of one set the share of its intervals that hold, the mean error and the mean width."""
    counts = tables.counts[place]
    others = tables[tables.sources != tables.sources[place]]
    matrices = Matrices(others.rows(str(tables.languages[place]), scatter))
    truth = counts.sum(axis=1) / counts.sum()
    found = adjusted_parts([Part(counts.sum(axis=0), float(counts.sum()), matrices)], labels=labels)
    value, low, high = np.array([[e.value, e.low, e.high] for e in found.values()]).T
    held = (low <= truth + 1e-9) & (truth <= high + 1e-9)
    return float(held.mean()), float(np.abs(value - truth).mean()), float((high - low).mean())


def main() -> None:
    """Fit, print, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("evaluation", type=Path)
    parser.add_argument("--write", action="store_true", help="put the scatter into the file")
    options = parser.parse_args()
    found = refit(json.loads(options.evaluation.read_text(encoding="utf-8")))
    for name, part in parts(found).items():
        print(name, json.dumps({"scatter": part.get("scatter"), "left out": coverage(part)}))
    if options.write:
        options.evaluation.write_text(as_json(found), encoding="utf-8")


if __name__ == "__main__":
    main()
