"""How long do copies take, in how much memory, and are the near-copies found?

    python benchmarks/copies.py [--rows 1000000]

Texts are 8 to 20 words drawn from 20,000; one in ten is a copy of an earlier one, one in ten a near-copy with one word
changed. A whole report of as many comments follows.

Found: near-copies whose cluster is that of their original. Wrong: originals joined to another original.
"""

import argparse
import json
import os
import platform
import resource
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
from datasets import Dataset

from sentiment import summarize
from sentiment.table.copies import clusters
from sentiment.table.labels import LABELS

RESULTS = Path(__file__).parent / "results" / "copies.json"


def texts(rows: int, random: np.random.Generator) -> tuple[list[str], np.ndarray, np.ndarray]:
    words = np.array(["".join(random.choice(list("abdegiklmnorstuz"), random.integers(3, 10))) for _ in range(20_000)])
    made, origin, kind = [], np.arange(rows), random.choice(3, rows, p=(0.8, 0.1, 0.1))
    kind[0] = 0
    for i in range(rows):
        if kind[i] == 0:
            made.append(" ".join(words[random.integers(0, len(words), random.integers(8, 21))]))
            continue
        origin[i] = origin[random.integers(0, i)]
        parts = made[origin[i]].split()
        if kind[i] == 2:
            parts[random.integers(0, len(parts))] = words[random.integers(0, len(words))]
        made.append(" ".join(parts))
    return made, origin, kind


def peak() -> int:
    """Return the most memory held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def scored(column: pa.ChunkedArray, random: np.random.Generator) -> Dataset:
    """Return a table as `Classifier.score` would, with labels drawn at random."""
    rows = len(column)
    start = np.datetime64("2023-10-01T00:00:00", "us")
    times = start + random.integers(0, 60 * 86_400, rows).astype("timedelta64[s]")
    labels = pa.array(LABELS).take(pa.array(random.integers(0, len(LABELS), rows)))
    columns = {
        "id": pa.array([f"c{i}" for i in range(rows)]),
        "text": column,
        "clean": column,
        "language": pa.array(["az", "tr", "ru", "en"]).take(pa.array(random.integers(0, 4, rows))),
        "time": pa.array(times, pa.timestamp("us", tz="UTC")),
        "skipped": pa.nulls(rows, pa.string()),
        "label": labels,
        **{f"p_{label}": pa.array(np.full(rows, 0.5)) for label in LABELS},
    }
    return Dataset(pa.table(columns))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows, random = parser.parse_args().rows, np.random.default_rng(0)
    made, origin, kind = texts(rows, random)
    column = pa.chunked_array([pa.array(made)])
    del made
    before, start = peak(), time.perf_counter()
    found = clusters(column)
    seconds, grown, alone = time.perf_counter() - start, peak() - before, np.flatnonzero(kind == 0)
    result = {
        "rows": rows,
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "seconds": round(seconds, 1),
        "more_memory_MB": grown,
        "copies_found": float((found[kind == 1] == origin[kind == 1]).mean()),
        "near_found": round(float((found[kind == 2] == origin[kind == 2]).mean()), 4),
        "originals_joined": int((found[alone] != alone).sum()),
    }
    table = scored(column, random)
    before, start = peak(), time.perf_counter()
    summarize(table, by=["language", "week"])
    result |= {"report_seconds": round(time.perf_counter() - start, 1), "report_more_memory_MB": peak() - before}
    RESULTS.write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
