"""Measure what targets and replies cost a report of 50,000 comments: seconds of one processor, and memory.

python benchmarks/targets_cost.py COMMENTS.parquet... (columns text, lang)

Of 50,000 different comments the targets are found. Labelling is timed on the first 600 of them, alone and behind the
names found; a report asks of at most 2,000 texts of each of six targets. Seconds are of the process, so that a busy
machine does not count, on one thread; the cache is not read.
"""

import argparse
import json
import resource
import time
from pathlib import Path

import numpy as np
import pandas as pd

from sentiment.language import detect
from sentiment.scoring.classifier import Classifier
from sentiment.summary.target_stances import ASKED, SHOWN
from sentiment.summary.targets import targets
from sentiment.table.labels import STANCE
from sentiment.text import clean

RESULT = Path(__file__).parent / "results" / "targets_cost.json"
COMMENTS, LABELLED = 50_000, 600


def seconds() -> float:
    return time.process_time()


def main() -> None:
    """Measure, print and write the result."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    args = parser.parse_args()
    data = pd.concat([pd.read_parquet(path, columns=["text", "lang"]) for path in args.files])
    data = data[data.lang.isin(["az", "tr", "ru", "en"])].drop_duplicates("text").sample(COMMENTS, random_state=0)
    texts = [clean(text) for text in data.text]
    start = seconds()
    languages = detect(texts)
    prepared = seconds() - start
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, seconds()
    found = targets(texts, languages, np.arange(len(texts)))
    naming = seconds() - start
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    asked = sum(min(ASKED, target.texts) for target in found[:SHOWN])
    classifier = Classifier.load()
    classifier.probabilities(texts[:50])
    start = seconds()
    classifier.probabilities(texts[:LABELLED])
    alone = (seconds() - start) / LABELLED
    start = seconds()
    classifier.react(texts[:LABELLED], STANCE, toward=[found[i % SHOWN].name for i in range(LABELLED)])
    behind = (seconds() - start) / LABELLED
    labelling = COMMENTS * alone
    result = {
        "comments": COMMENTS,
        "targets": {target.name: target.texts for target in found[:SHOWN]},
        "asked": asked,
        "asked_at_most": ASKED * SHOWN,
        "seconds": {
            "labelling": round(labelling, 1),
            "detecting languages": round(prepared, 1),
            "finding targets": round(naming, 1),
            "asking": round(asked * behind, 1),
            "asking at most": round(ASKED * SHOWN * behind, 1),
        },
        "times": round(1 + (naming + asked * behind) / (labelling + prepared), 3),
        "times_at_most": round(1 + (naming + ASKED * SHOWN * behind) / (labelling + prepared), 3),
        "megabytes_more": round(memory),
        "model": classifier.identity,
    }
    RESULT.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
