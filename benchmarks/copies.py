"""How long do copies take, in how much memory, and are the near-copies found?

    python benchmarks/copies.py [--rows 1000000]

Texts are 8 to 20 words drawn from 20,000; one in ten is a copy of an earlier one, one in ten a near-copy with one word
changed. What a whole report takes: `growth.py` and, with as many groups as one likes, `large_report.py`.

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

from sentiment.table.copies import clusters

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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows, random = parser.parse_args().rows, np.random.default_rng(0)
    made, origin, kind = texts(rows, random)
    column = pa.chunked_array([pa.array(made)])
    del made
    before, start = peak(), time.process_time()
    found = clusters(column)
    seconds, grown, alone = time.process_time() - start, peak() - before, np.flatnonzero(kind == 0)
    result = {
        "rows": rows,
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "cpu_seconds": round(seconds, 1),
        "more_memory_MB": grown,
        "copies_found": float((found[kind == 1] == origin[kind == 1]).mean()),
        "near_found": round(float((found[kind == 2] == origin[kind == 2]).mean()), 4),
        "originals_joined": int((found[alone] != alone).sum()),
    }
    RESULTS.write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
