"""Is stance toward an event that a real comment takes a side on right, and is it under the contrary?

PYTHONPATH=model python benchmarks/contraries.py DATA

`data/contraries.jsonl` holds, for comments of the validation parts of the sets that the model learned tone from, an
event in a few words on which the writer takes a side, and its contrary; of the comments themselves only fingerprints.
Events and sides are by a language model; a second one, who had all of them in one shuffled list, was of the same mind.
Each is asked alone and both ways, as `--contrary` does.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from rows import fingerprint
from sentiment.scoring.classifier import Classifier
from sentiment.scoring.heads import turned
from sentiment.table.labels import STANCE
from sentiment.text import clean
from singles import read_sets

HERE = Path(__file__).parent
PAIRS = HERE / "data" / "contraries.jsonl"
RESULT = HERE / "results" / "contraries.json"
Pair = dict[str, Any]


def found(data: Path) -> list[Pair]:
    """Return the pairs with their comments."""
    told = {int(line["text"], 16): line for line in map(json.loads, PAIRS.read_text(encoding="utf-8").splitlines())}
    pairs = []
    for rows in read_sets(data, "validation").values():
        for row in rows:
            if line := told.pop(fingerprint(row.text), None):
                pairs.append({**line, "text": clean(row.text)})
    if told:
        raise SystemExit(f"{len(told)} of the comments are not in {data}")
    return pairs


def figures(pairs: Sequence[Pair], right: dict[str, np.ndarray], changed: np.ndarray) -> dict[str, float]:
    """Return the shares of sides that are right, and of answers with a side under the event that turn."""
    shares = {name: round(float(values.mean()), 3) for name, values in right.items()}
    return {"n": len(pairs), **shares, "turned_of_sided": round(float(np.nanmean(changed)), 3)}


def main() -> None:
    """Ask, print and write the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    pairs = found(parser.parse_args().data)
    classifier = Classifier.load()
    labels = classifier.head(STANCE).labels
    texts = [pair["text"] for pair in pairs]
    event, contrary = (
        classifier.react(texts, STANCE, toward=[pair[name] for pair in pairs]) for name in ("event", "contrary")
    )
    contrary = turned(contrary, labels)
    truth = np.array([labels.index(pair["side"]) for pair in pairs])
    asked = {"event": event, "contrary": contrary, "both": (event + contrary) / 2}
    said = {name: shares.argmax(axis=1) for name, shares in asked.items()}
    sided = np.array([labels[side] != "none" for side in said["event"]])
    changed = np.where(sided, said["event"] == said["contrary"], np.nan)
    right = {name: own == truth for name, own in said.items()}
    by_language = {}
    for code in sorted({pair["language"] for pair in pairs}):
        own = np.array([pair["language"] == code for pair in pairs])
        chosen = [pair for pair in pairs if pair["language"] == code]
        by_language[code] = figures(chosen, {name: values[own] for name, values in right.items()}, changed[own])
    result = {"model": classifier.identity, **figures(pairs, right, changed), "languages": by_language}
    RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
