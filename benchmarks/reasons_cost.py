"""What targets, themes and reasons cost: time and memory of a report with them and without, side by side.

    python benchmarks/reasons_cost.py TEXTS N [--model FOLDER]
    python benchmarks/reasons_cost.py TEXTS N --made-up

The second measures the clustering alone, by vectors that are made up. TEXTS is a Parquet file with a column `text`; its
first N distinct ones are reported on, in a process of their own each time, with nothing in the cache. Adds to
benchmarks/results/reasons_cost.json.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RESULTS = Path(__file__).parents[1] / "benchmarks/results/reasons_cost.json"
NOTHING = {"themes": [], "theme_cells": [], "theme_differences": [], "reasons": []}


def one(path: str, n: int, model: str | None, wanted: bool) -> dict[str, float]:
    """Make the report in this process."""
    import pyarrow.parquet as pq

    from sentiment.api import reporting
    from sentiment.summary import adding_up, target_stances

    texts = list(dict.fromkeys(pq.read_table(path, columns=["text"])["text"].to_pylist()))[:n]
    rows = [{"id": f"{i}", "text": text, "group": "ab"[i % 2]} for i, text in enumerate(texts)]
    spent = dict.fromkeys(("recurring", "about", "attribute"), 0.0)
    adding_up.recurring = timed(adding_up.recurring, "recurring", spent)
    adding_up.attribute = timed(adding_up.attribute, "attribute", spent)
    target_stances.about = timed(target_stances.about, "about", spent)
    if not wanted:
        adding_up.recurring = lambda *_: NOTHING
        label = reporting.labelled
        reporting.labelled = lambda *read, vectors, **how: label(*read, **how)
    start = time.process_time()
    reporting.report(rows, model=model, targets="auto" if wanted else None)
    return {
        "n": len(rows),
        "cpu_s": round(time.process_time() - start, 1),
        "of_it_reasons_s": round(spent["recurring"], 1),
        "of_it_targets_s": round(spent["about"], 1),
        "of_it_words_of_quotes_s": round(spent["attribute"], 1),
        "mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def timed(part: Callable[..., object], name: str, spent: dict[str, float]) -> Callable[..., object]:
    def measured(*given: object) -> object:
        start = time.process_time()
        found = part(*given)
        spent[name] = time.process_time() - start
        return found

    return measured


def clustering_alone(path: str, n: int) -> dict[str, float]:
    """Cluster texts by made-up vectors of forty subjects."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    from sentiment.summary.topics.clustering import clustered

    texts = list(dict.fromkeys(pq.read_table(path, columns=["text"])["text"].to_pylist()))[:n]
    random, every = np.random.default_rng(0), np.arange(len(texts))
    subjects = random.normal(0, 1, (40, 384))
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    found = clustered(
        pa.chunked_array([texts]), every, every, every % 4,
        lambda said: subjects[[len(text) % 40 for text in said]] + random.normal(0, 1.2, (len(said), 384)),
    )  # fmt: skip
    assert found is not None
    return {
        "n": len(texts),
        "sentences": len(found.clauses),
        "cpu_s": round(time.process_time() - start, 1),
        "more_mb": round((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024),
    }


def keep(name: str, told: dict[str, object]) -> None:
    known = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    RESULTS.write_text(json.dumps({**known, name: told}, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("texts")
    asked.add_argument("n", type=int)
    asked.add_argument("--model")
    asked.add_argument("--made-up", action="store_true")
    asked.add_argument("--only", choices=["with", "without"])
    options = asked.parse_args()
    if options.only:
        print(json.dumps(one(options.texts, options.n, options.model, options.only == "with")))
        return
    if options.made_up:
        keep(f"clustering alone, {options.n}", clustering_alone(options.texts, options.n))
        return
    told = {}
    for kind in ("without", "with"):
        with tempfile.TemporaryDirectory() as cache:
            command = [sys.executable, *sys.argv, "--only", kind]
            done = subprocess.run(command, env={**os.environ, "XDG_CACHE_HOME": cache}, stdout=-1, check=True)
        told[kind] = json.loads(done.stdout.splitlines()[-1])
        print(kind, told[kind], flush=True)
    told["time"] = round(told["with"]["cpu_s"] / told["without"]["cpu_s"], 2)
    told["memory"] = round(told["with"]["mb"] / told["without"]["mb"], 2)
    keep(str(told["with"]["n"]), told)


if __name__ == "__main__":
    main()
