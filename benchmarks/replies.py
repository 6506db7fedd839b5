"""Measure whether a reply agrees with the comment it answers: by words, by the head of stance, and by both.

python benchmarks/replies.py

`data/replies.jsonl` holds 176 parents with a reply in Azerbaijani (half of it typed without its letters),
Turkish, Russian and English, written and labelled for this by one hand before anything was predicted. The
parents are much alike in the four languages, and the list of words was written by the same hand, so that its
figure here flatters it.
"""

import json
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from sentiment.scoring.classifier import Classifier
from sentiment.summary.agreement_words import AGREE, DISAGREE, stated
from sentiment.table.labels import STANCE
from sentiment.text import clean

HERE = Path(__file__).parent
NEITHER = "neither"
LABELS = (AGREE, DISAGREE, NEITHER)


def figures(gold: list[str], said: list[str], languages: list[str]) -> dict[str, object]:
    """Return accuracy with confusion, precision and recall of each label, and accuracy by language."""
    pairs = Counter(zip(gold, said, strict=True))
    by_language = defaultdict(list)
    for right, code in zip((a == b for a, b in zip(gold, said, strict=True)), languages, strict=True):
        by_language[code].append(right)
    return {
        "n": len(gold),
        "accuracy": round(float(np.mean([a == b for a, b in zip(gold, said, strict=True)])), 3),
        "confusion": [[pairs[a, b] for b in LABELS] for a in LABELS],
        "precision": {x: round(pairs[x, x] / max(sum(pairs[a, x] for a in LABELS), 1), 3) for x in LABELS},
        "recall": {x: round(pairs[x, x] / max(sum(pairs[x, b] for b in LABELS), 1), 3) for x in LABELS},
        "shares": {x: [round(gold.count(x) / len(gold), 3), round(said.count(x) / len(gold), 3)] for x in LABELS},
        "languages": {code: round(float(np.mean(right)), 3) for code, right in sorted(by_language.items())},
    }


def main() -> None:
    """Predict, print and write the result."""
    rows = [json.loads(line) for line in (HERE / "data" / "replies.jsonl").read_text("utf-8").splitlines()]
    parents, replies = ([clean(row[key]) for row in rows] for key in ("parent", "reply"))
    classifier = Classifier.load()
    shares = classifier.react(replies, STANCE, toward=parents)
    names = dict(zip(classifier.head(STANCE).labels, range(3), strict=True))
    ordered = shares[:, [names["favor"], names["against"], names["none"]]]
    words = [stated(reply) or NEITHER for reply in replies]
    head = [LABELS[i] for i in ordered.argmax(axis=1)]
    both = [stated(reply) or read for reply, read in zip(replies, head, strict=True)]
    said = {"words": words, "head": head, "both": both}
    gold, languages = [row["label"] for row in rows], [row["lang"] for row in rows]
    result = {"model": classifier.identity} | {how: figures(gold, own, languages) for how, own in said.items()}
    (HERE / "results" / "replies.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))
    for row, *own in zip(rows, *said.values(), strict=True):
        if own[-1] != row["label"]:
            print(row["label"], own, row["parent"], "|", row["reply"])


if __name__ == "__main__":
    main()
