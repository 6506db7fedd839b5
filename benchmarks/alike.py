"""How alike must two comments be to be called near-copies? Measures the threshold `copies.ALIKE`.

    python benchmarks/alike.py events.jsonl

Every comment of 25 characters or more is changed the ways campaigns change a text. Found: changed texts that resemble
their original by the threshold or more. Wrong: pairs of comments under different events, written apart, that do.

Columns: text, lang, event; JSON lines.
"""

import argparse
import json
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from sentiment.table.copies import ALIKE, BANDS, ROWS, SHORTEST, _runs, letters, resemblance
from sentiment.text import to_ascii

RESULTS = Path(__file__).parent / "results" / "alike.json"
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
NAMES = ("Kamran", "Aysel", "Иван", "Olga", "Mehmet", "Zeynep")
Change = Callable[[list[str], random.Random], list[str]]


def word_changed(words: list[str], rng: random.Random) -> list[str]:
    at = rng.randrange(len(words))
    return [*words[:at], rng.choice(NAMES), *words[at + 1 :]]


def word_left_out(words: list[str], rng: random.Random) -> list[str]:
    at = rng.randrange(len(words))
    return words[:at] + words[at + 1 :]


def name_and_tag_added(words: list[str], rng: random.Random) -> list[str]:
    return [f"@{rng.choice(NAMES)}", *words, "#tiktok", "🔥"]


def letters_left_out(words: list[str], rng: random.Random) -> list[str]:
    typed = list(" ".join(words))
    for at in rng.sample(range(len(typed)), max(1, len(typed) // 25)):
        typed[at] = ""
    return "".join(typed).split()


def without_diacritics(words: list[str], rng: random.Random) -> list[str]:
    return to_ascii(" ".join(words)).split()


def half_kept(words: list[str], rng: random.Random) -> list[str]:
    return words[: len(words) // 2 + 1] + rng.sample(NAMES, 3)


CHANGES: dict[str, Change] = {
    "a name and a tag added": name_and_tag_added,
    "a word left out": word_left_out,
    "a word changed": word_changed,
    "a letter in 25 left out": letters_left_out,
    "diacritics dropped": without_diacritics,
    "only half of it kept": half_kept,
}


def found_by_change(texts: list[str]) -> dict[str, dict[float, float]]:
    """Return by change, for every threshold, the share of changed texts that still resemble the original."""
    rng, shares = random.Random(0), {}
    for name, change in CHANGES.items():
        pairs = [(t, " ".join(change(t.split(), rng))) for t in texts]
        alike = np.array([resemblance(letters(a), letters(b)) for a, b in pairs if a != b])
        shares[name] = {t: round(float((alike >= t).mean()), 3) for t in THRESHOLDS}
    return shares


def wrong_pairs(texts: list[str], events: np.ndarray) -> dict[float, int]:
    """Return for every threshold the pairs of comments under different events that resemble each other by it."""
    runs, ends = _runs([letters(t) for t in texts])
    columns = np.unique(runs, return_inverse=True)[1]
    table = csr_matrix((np.ones(len(runs)), columns, ends.astype(np.int64)))
    table.data[:] = 1
    table.sum_duplicates()
    table.data[:] = 1
    sizes, counts = np.asarray(table.sum(axis=1)).ravel(), dict.fromkeys(THRESHOLDS, 0)
    for row in range(0, len(texts), 500):
        shared = (table[row : row + 500] @ table.T).tocoo()
        first = shared.row + row
        apart = (first < shared.col) & (events[first] != events[shared.col])
        first, second, common = first[apart], shared.col[apart], shared.data[apart]
        alike = common / (sizes[first] + sizes[second] - common)
        for threshold in THRESHOLDS:
            counts[threshold] += int((alike >= threshold).sum())
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    rows = [json.loads(line) for line in parser.parse_args().file.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if len(letters(row["text"])) >= SHORTEST]
    texts, events = [row["text"] for row in rows], np.array([row["event"] for row in rows])
    apart = (len(rows) ** 2 - sum(int(n) ** 2 for n in np.unique(events, return_counts=True)[1])) // 2
    changes, wrong = found_by_change(texts), wrong_pairs(texts, events)
    candidates = {t: round(1 - (1 - t**ROWS) ** BANDS, 3) for t in THRESHOLDS}
    result = {"texts": len(texts), "pairs": apart, "chosen": ALIKE, "found": changes, "wrong": wrong}
    RESULTS.write_text(json.dumps(result | {"candidates": candidates}, indent=1) + "\n")
    print("| found at a resemblance of | " + " | ".join(f"{t}" for t in THRESHOLDS) + " |")
    print("| --- |" + " ---: |" * len(THRESHOLDS))
    for name, shares in changes.items():
        print(f"| {name} | " + " | ".join(f"{100 * s:.0f} %" for s in shares.values()) + " |")
    print(f"| *wrong, of {apart:,} pairs* | " + " | ".join(f"{n}" for n in wrong.values()) + " |")
    print("| *a pair that alike is looked at* | " + " | ".join(f"{100 * p:.0f} %" for p in candidates.values()) + " |")


if __name__ == "__main__":
    main()
