"""How long do copies take, in how much memory, and are the near-copies found?

    python benchmarks/copies.py [--rows 1000000]

Texts are 8 to 20 words drawn from 20,000; one in ten is a copy of an earlier one, one in ten a near-copy with one word
changed. Found: near-copies whose cluster is that of their original. Wrong: originals joined to another original.
"""

import argparse
import json
import resource
import time

import numpy as np
import pyarrow as pa

from sentiment.copies import clusters


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


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    made, origin, kind = texts(rows, np.random.default_rng(0))
    column = pa.chunked_array([pa.array(made)])
    del made
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    found = clusters(column)
    seconds = time.perf_counter() - start
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    alone = np.flatnonzero(kind == 0)
    print(
        json.dumps(
            {
                "rows": rows,
                "seconds": round(seconds, 1),
                "peak_growth_MB": grown // 1024,
                "copies_found": float((found[kind == 1] == origin[kind == 1]).mean()),
                "near_found": round(float((found[kind == 2] == origin[kind == 2]).mean()), 4),
                "originals_joined": int((found[alone] != alone).sum()),
            }
        )
    )
