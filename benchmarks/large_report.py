"""Memory and time of a report on a large scored table: `python benchmarks/large_report.py [--rows N] [--groups N]`

The rows are made up, so that no model is needed: words of four languages as often as words are (Zipf), a comment in
twenty a copy of an earlier one and one in fifty a near-copy, with authors, likes, times, labels and their
probabilities. The report groups by a column of so many groups. It is a process of its own; its figures are kept in
benchmarks/results/large_report.json, with a digest of the document, which a change of the code must not change.
"""

import argparse
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from endurance import watched
from speed import machine

RESULTS = Path(__file__).parent / "results" / "large_report.json"
LABELS = ("negative", "neutral", "positive")
LETTERS = {
    "az": "aeəiıouönlrsmdbkqyşçğ",
    "tr": "aeiıoönlrsmdbkyşçğtz",
    "ru": "аеиоунтсрвлкмдпя",
    "en": "aeiotnshrdlumc",
}
WORDS, COPIES, NEAR = 60_000, 0.05, 0.02  # of a language, and the part of the comments that repeat another
BATCH = 50_000
START = datetime(2026, 1, 1, tzinfo=UTC)


def vocabulary(language: str, rng: np.random.Generator) -> list[str]:
    """Return words of a language, the commonest first and shortest."""
    letters = list(LETTERS[language])
    lengths = np.sort(rng.integers(2, 12, WORDS))
    return ["".join(rng.choice(letters, size)) for size in lengths.tolist()]


def texts(rows: int, rng: np.random.Generator) -> Iterator[tuple[str, str]]:
    """Yield comments with their languages."""
    known = {language: vocabulary(language, rng) for language in LETTERS}
    said: list[tuple[str, str]] = []
    for language, length, kind in zip(
        rng.choice(list(LETTERS), rows).tolist(), (3 + rng.exponential(9, rows)).astype(int).tolist(),
        rng.random(rows).tolist(), strict=True,
    ):  # fmt: skip
        if said and kind < COPIES + NEAR:
            text, language = said[int(kind * 1e9) % len(said)]
            text = text if kind < COPIES else f"{text} {known[language][int(kind * 1e9) % WORDS]}"
        else:
            text = " ".join(known[language][place % WORDS] for place in rng.zipf(1.2, length).tolist())
        if len(said) < BATCH:
            said.append((text, language))
        yield text, language


def table(rows: int, groups: int, seed: int = 0) -> Iterator[pa.Table]:
    """Yield the parts of a scored table."""
    rng = np.random.default_rng(seed)
    source = texts(rows, rng)
    for start in range(0, rows, BATCH):
        size = min(BATCH, rows - start)
        text, language = zip(*(next(source) for _ in range(size)), strict=True)
        p = rng.dirichlet([0.6, 0.5, 0.6], size)
        yield pa.table({
            "id": [f"c{start + i}" for i in range(size)],
            "text": pa.array(text),
            "author": [f"{who:016x}" for who in rng.integers(0, rows // 4, size).tolist()],
            "group": [f"channel {place}" for place in rng.integers(0, groups, size).tolist()],
            "time": pa.array([START + timedelta(seconds=s) for s in rng.integers(0, 90 * 86_400, size).tolist()],
                             pa.timestamp("us", "UTC")),
            "likes": pa.array(rng.geometric(0.3, size) - 1, pa.int64()),
            "platform": ["youtube"] * size,
            "language": pa.array(language),
            "clean": pa.array(text),
            "label": [LABELS[k] for k in p.argmax(axis=1).tolist()],
            **{f"p_{name}": p[:, k] for k, name in enumerate(LABELS)},
            "model": ["somebody/else@000000000000"] * size,
            "windows": pa.array([1] * size, pa.int64()),
        })  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000, 300_000, 1_000_000])
    parser.add_argument("--groups", type=int, default=100_000)
    options = parser.parse_args()
    found = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    for rows in options.rows:
        with tempfile.TemporaryDirectory() as folder:
            scored, report = Path(folder, "scored.parquet"), Path(folder, "report.json")
            parts = table(rows, options.groups)
            first = next(parts)
            with pq.ParquetWriter(scored, first.schema) as writer:
                writer.write_table(first)
                for part in parts:
                    writer.write_table(part)
            command = [sys.executable, "-m", "sentiment", "report", str(scored), "-o", str(report)]
            told = watched(command, {**os.environ, "XDG_CACHE_HOME": f"{folder}/cache"})
            document = json.loads(report.read_text())
            del document["run"]  # digests of the file, whose writer signs it
            digest = hashlib.sha256(json.dumps(document).encode()).hexdigest()[:16]
        found |= {"machine": machine(), str(rows): {"groups": options.groups, **told, "document": digest}}
        print(rows, found[str(rows)], flush=True)
        RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
