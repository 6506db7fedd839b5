"""Measure what the head of stance reads toward names that stand in a comment, as `--targets auto` asks it.

python benchmarks/target_sides.py stance_targets_real.parquet

The validation part: targets in the language of the comment, of three words at most, all of whose words begin a word of
the comment (see benchmarks/targets.py). `parted` are comments that readers found for one such target and not so for
another: there a model that reads the comment and not the target is right on one of them only.
"""

import argparse
import json
from pathlib import Path

import pandas as pd
from targets import stands_in, words

from sentiment.scoring.classifier import Classifier
from sentiment.table.labels import STANCE, STANCES
from sentiment.text import clean

RESULT = Path(__file__).parent / "results" / "target_sides.json"


def figures(rows: pd.DataFrame) -> dict[str, object]:
    """Return accuracy, confusion, and the shares that readers and the head find."""
    confusion = [[int(((rows.label == a) & (rows.said == b)).sum()) for b in STANCES] for a in STANCES]
    shares = {x: [round(float((rows[by] == x).mean()), 3) for by in ("label", "said")] for x in STANCES}
    accuracy = round(float((rows.label == rows.said).mean()), 3)
    return {"n": len(rows), "accuracy": accuracy, "confusion": confusion, "shares": shares}


def main() -> None:
    """Predict, print and write the result."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    args = parser.parse_args()
    data = pd.read_parquet(args.file)
    data = data[(data.split == "validation") & (data.lang == data.target_lang)]
    data = data[[len(target.split()) <= 3 for target in data.target]]
    data = data[[stands_in(target, words(clean(text))) for target, text in zip(data.target, data.text, strict=True)]]
    classifier = Classifier.load()
    shares = classifier.react([clean(text) for text in data.text], STANCE, toward=data.target.tolist())
    labels = classifier.head(STANCE).labels
    data["said"] = [labels[i] for i in shares.argmax(axis=1)]
    parted = data[data.groupby("text").label.transform("nunique") > 1]
    result = {
        "model": classifier.identity,
        "all": figures(data),
        "parted": figures(parted),
        "languages": {str(code): figures(rows) for code, rows in data.groupby("lang")},
    }
    RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
