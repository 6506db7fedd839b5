"""Would the model's vectors find near-copies in other words, and choose better quotes than runs of letters do?

    python benchmarks/meaning.py

Near-copies: 54 invented events (`model/unseen_events.jsonl`), each in three wordings and as its contrary in two, in
four languages. Of the pairs of phrases of one event, of an event and its contrary, and of two events: the share whose
cosine, less the mean of their language, is at least so much. Contraries are no copies.

Quotes: the invented comments of `data/reasons.jsonl`, whose reasons are known. Of 40 of one event, 60 times an event,
two typical ones are chosen as a report does, by letters, and by vectors instead. Covered: the share of the 40 that have
a reason of one of the two; alike: how often both have one.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sentiment import Classifier
from sentiment.summary.quotes import ALIKE, central
from sentiment.summary.topics.clustering import unit

HERE = Path(__file__).parent
EVENTS = HERE.parent / "model" / "unseen_events.jsonl"
REASONS = HERE / "data" / "reasons.jsonl"
RESULTS = HERE / "results" / "meaning.json"
COSINES = (0.5, 0.6, 0.7, 0.8, 0.9)
DRAWS, COMMENTS, QUOTES = 60, 40, 2
Row = dict[str, Any]


def lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def centred(vectors: np.ndarray, rows: Sequence[Row]) -> np.ndarray:
    """Return vectors of unit length, less the mean of their language, as themes are made of."""
    found, spoken = vectors.copy(), np.array([row["language"] for row in rows])
    for language in set(spoken.tolist()):
        found[spoken == language] -= found[spoken == language].mean(axis=0)
    return unit(found)


def phrases() -> Iterator[Row]:
    """Yield the wordings of each event, and of its contrary."""
    for number, event in enumerate(lines(EVENTS)):
        for language, name in event["event"].items():
            for contrary, texts in enumerate(([name, *event["same"][language]], event["opposite"][language])):
                for text in texts:
                    yield {"text": text, "language": language, "event": number, "contrary": contrary}


def near_copies(classifier: Classifier) -> dict[str, Any]:
    rows = list(phrases())
    event, contrary = (np.array([row[key] for row in rows]) for key in ("event", "contrary"))
    vectors = centred(classifier.vectors([row["text"] for row in rows]), rows)
    one, other = np.triu_indices(len(rows), 1)
    cosine = (vectors @ vectors.T)[one, other]
    together, turned = event[one] == event[other], contrary[one] != contrary[other]
    kinds = {
        "the same in other words": together & ~turned,
        "the contrary": together & turned,
        "another event": ~together,
    }
    return {
        name: {"pairs": int(own.sum())} | {str(c): round(float((cosine[own] >= c).mean()), 5) for c in COSINES}
        for name, own in kinds.items()
    }


def by_vectors(vectors: np.ndarray) -> list[int]:
    """Return the places of two texts that are most like all the others and not much like one another."""
    first, *others = np.argsort(-(vectors @ vectors.sum(axis=0)), kind="stable").tolist()
    return [first, next((i for i in others if vectors[i] @ vectors[first] < ALIKE), others[0])]


def quotes(classifier: Classifier) -> dict[str, dict[str, float]]:
    every, rng = lines(REASONS), np.random.default_rng(0)
    vectors = classifier.vectors([row["text"] for row in every])
    told: dict[str, list[tuple[float, bool]]] = {"letters": [], "vectors": []}
    for event in sorted({row["event"] for row in every}):
        own = np.flatnonzero([row["event"] == event for row in every])
        for _ in range(DRAWS):
            places = np.sort(rng.choice(own, COMMENTS, replace=False))
            rows = [every[i] for i in places.tolist()]
            told["letters"].append(worth(rows, central([row["text"] for row in rows], QUOTES)))
            told["vectors"].append(worth(rows, by_vectors(centred(vectors[places], rows))))
    return {
        name: dict(zip(("covered", "alike"), np.mean(values, axis=0).round(3).tolist(), strict=True))
        for name, values in told.items()
    }


def worth(rows: Sequence[Row], chosen: Sequence[int]) -> tuple[float, bool]:
    """Return the share of the rows that have a reason of one of the chosen, and whether these have one in common."""
    one, other = (set(rows[i]["reasons"]) for i in chosen)
    return float(np.mean([bool((one | other) & set(row["reasons"])) for row in rows])), bool(one & other)


def main() -> None:
    """Measure, print and write the result."""
    classifier = Classifier.load(device="cpu")
    found = {"model": classifier.identity, "near_copies": near_copies(classifier), "quotes": quotes(classifier)}
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
