"""Measure what `sentiment targets` finds against the targets that readers named in real comments.

PYTHONPATH=src python benchmarks/targets.py stance_targets_real.parquet

Readers named two or three targets of each comment: a statement, an entity, one that the comment takes no side
on and that often is not in it. Compared are those of three words at most, in the language of the comment, all
of whose words begin a word of the comment (the first four letters or 70 % of them, whichever is more, in
Latin letters). Sources are kept apart, as the files of a user are. The thresholds were set on the part train.

- recall: of the targets that stand in three comments of a source or more, the part that is found; a found target fits
  one if a word of the one begins like a word of the other.
- mentions: of the comments in which these targets stand, the part in which what was found stands too.
- precision: of the targets found (20 at most), the part that fits a target that a reader named of one of its comments.
  A lower bound: readers named one or two of what a comment names.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import pandas as pd

from sentiment.language import detect
from sentiment.summary.targets import FEWEST, Target, targets
from sentiment.summary.words.forms import key
from sentiment.text import WORD, clean

RESULT = Path(__file__).parent / "results" / "targets.json"
ALL = 10_000


def begins(short: str, long: str) -> bool:
    """Say whether two spelled words are likely forms of one."""
    least = max(4, round(0.7 * len(short)))
    return short == long or (len(short) >= 4 and short[:least] == long[:least])


def words(text: str) -> list[str]:
    return [spelled for word in WORD.findall(text) if len(spelled := key(word)) > 1]


def fits(name: str, other: str) -> bool:
    return any(begins(a, b) or begins(b, a) for a in words(name) for b in words(other) if min(len(a), len(b)) > 2)


def stands_in(name: str, said: list[str]) -> bool:
    own = words(name)
    return bool(own) and all(any(begins(a, b) for b in said) for a in own)


def measure(rows: pd.DataFrame) -> dict[str, int]:
    """Return counts for the comments of one source."""
    texts = rows.drop_duplicates("text").text.tolist()
    named = defaultdict(set)
    for row in rows[rows.target_lang == rows.lang].itertuples():
        if len(row.target.split()) <= 3:
            named[row.text].add(row.target)
    cleaned = [clean(text) for text in texts]
    found = targets(cleaned, detect(cleaned), np.arange(len(texts)), ALL)
    said = [words(text) for text in cleaned]
    every = {name for names in named.values() for name in names}
    places = {name: [i for i, own in enumerate(said) if stands_in(name, own)] for name in sorted(every)}
    recurring = {name: own for name, own in places.items() if len(own) >= FEWEST}
    hits = {name: [target for target in found if fits(name, target.name)] for name in recurring}
    right = [target for target in found[:20] if named_by_reader(target, texts, named)]
    covered = {name: set().union(*(set(t.rows.tolist()) for t in own)) if own else set() for name, own in hits.items()}
    return {
        "comments": len(texts), "recurring": len(recurring), "recalled": sum(map(bool, hits.values())),
        "recalled_20": sum(any(t in found[:20] for t in own) for own in hits.values()),
        "mentions": sum(map(len, recurring.values())),
        "mentions_found": sum(len(set(own) & covered[name]) for name, own in recurring.items()),
        "found": min(20, len(found)), "right": len(right),
        "wrong": [target.name for target in found[:20] if target not in right],
        "missed": sorted(name for name, own in hits.items() if not own),
    }  # fmt: skip


def named_by_reader(target: Target, texts: list[str], named: dict[str, set[str]]) -> bool:
    return any(fits(target.name, name) for row in target.rows.tolist() for name in named[texts[row]])


def main() -> None:
    """Measure both parts, print and write the result."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    args = parser.parse_args()
    data, result = pd.read_parquet(args.file), {}
    for split, part in data.groupby("split"):
        sources = {str(name): measure(rows) for name, rows in part.groupby("original_source")}
        total = {
            k: sum(s[k] for s in sources.values()) for k, v in next(iter(sources.values())).items() if type(v) is int
        }
        result[split] = {
            "recall": round(total["recalled"] / total["recurring"], 3),
            "recall_20": round(total["recalled_20"] / total["recurring"], 3),
            "mention_recall": round(total["mentions_found"] / total["mentions"], 3),
            "precision_20": round(total["right"] / total["found"], 3),
            **total,
            "sources": {k: {n: v for n, v in s.items() if type(v) is int} for k, s in sources.items()},
        }
        print(split, {k: v for k, v in result[split].items() if k != "sources"})
        for name, source in sources.items():
            print("  ", name, {k: v for k, v in source.items() if type(v) is int})
            print("      not named by a reader:", *source["wrong"], sep=", ")
            print("      missed:", *source["missed"][:25], sep=", ")
    RESULT.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
