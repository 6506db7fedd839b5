"""Invent a campaign whose truth is known, with the labels of a model that errs in a known way.

    python benchmarks/invented.py campaign-scored.parquet [--rows 20000] [--seed 0] [--same]

60 days of comments in four languages; at the event the negative share falls from 45 to 35 % (not with --same); 400
comments of one text come within 40 minutes; 3 % of the rows are copies, 1 % are empty. The true tone is in `truth`.
Nobody wrote these comments: words are made of random syllables. Copies get one and the same label, as from a model.
"""

import argparse
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.parquet

LABELS = ("negative", "neutral", "positive")
LANGUAGES = ("az", "tr", "ru", "en")
START = datetime(2023, 10, 1, tzinfo=UTC)
EVENT = START + timedelta(days=30)
BEFORE, AFTER = (0.45, 0.35, 0.20), (0.35, 0.35, 0.30)
# Truly i, predicted j; the last two languages are read worse.
ERRORS = {
    "az": [[0.80, 0.15, 0.05], [0.12, 0.75, 0.13], [0.04, 0.16, 0.80]],
    "tr": [[0.84, 0.11, 0.05], [0.10, 0.78, 0.12], [0.04, 0.12, 0.84]],
    "ru": [[0.70, 0.20, 0.10], [0.18, 0.66, 0.16], [0.08, 0.22, 0.70]],
    "en": [[0.74, 0.18, 0.08], [0.15, 0.70, 0.15], [0.06, 0.18, 0.76]],
}
# How sure the model is of a wrong and of a right label: unsure, fairly sure, sure.
SURE = np.array([(0.5, 0.3, 0.2), (0.1, 0.25, 0.65)])
TOP = np.array([0.5, 0.7, 0.9])  # its probability of its label
SYLLABLES = [a + b for a in "bcdfghklmnprstvz" for b in "aeiou"]
SLOGAN = "they opened it only to watch us all and nobody should go back"


def campaign(
    rows: int = 20_000,
    *,
    seed: int = 0,
    change: bool = True,
    burst: int = 400,
    days: int = 60,
    words: tuple[int, int] = (5, 14),
) -> pa.Table:
    """Return a scored table with `truth` beside `label`.

    Args:
        rows: comments.
        seed: of everything.
        change: at the event, and a campaign of copies.
        burst: comments of the campaign.
        days: around the event; fewer make reports without a long time line.
        words: of a text, from the first number to below the second.
    """
    random = np.random.default_rng(seed)
    moments = np.sort(random.uniform(30 - days / 2, 30 + days / 2, rows))
    languages = random.choice(4, rows, p=(0.4, 0.3, 0.2, 0.1))
    groups = random.choice(3, rows, p=(0.7, 0.2, 0.1))
    truth = np.array([random.choice(3, p=AFTER if change and day >= 30 else BEFORE) for day in moments])
    rates = np.array([ERRORS[code] for code in LANGUAGES])
    said = np.array([random.choice(3, p=rates[code, true]) for code, true in zip(languages, truth, strict=True)])
    texts = [
        " ".join("".join(random.choice(SYLLABLES, 3)) for _ in range(random.integers(*words))) for _ in range(rows)
    ]
    for i in random.choice(np.arange(1, rows), int(rows * 0.03), replace=False):
        j = int(random.integers(0, i))
        if not change or (moments[i] < 30) == (moments[j] < 30):
            texts[i], truth[i], said[i], languages[i] = texts[j], truth[j], said[j], languages[j]
    pushed = random.choice(rows, burst, replace=False) if change else []
    for i in pushed:
        texts[i], truth[i], said[i], languages[i] = SLOGAN, 0, 0, 3
        moments[i] = 41 + random.uniform(0, 40 / 1440)
    empty = random.random(rows) < 0.01
    empty[pushed] = False
    steps = np.where(truth == said, random.choice(3, rows, p=SURE[1]), random.choice(3, rows, p=SURE[0]))
    sure = np.repeat((1 - TOP[steps])[:, None] / 2, 3, axis=1)
    sure[np.arange(rows), said] = TOP[steps]

    def unless_empty(values: list) -> list:
        return [None if gone else value for value, gone in zip(values, empty, strict=True)]

    return pa.table(
        {
            "id": [f"c{i}" for i in range(rows)],
            "text": unless_empty(texts),
            "clean": unless_empty(texts),
            "author": [f"a{a}" for a in random.integers(0, rows // 2 + 1, rows)],
            "group": [("commenter", "blogger", "expert")[g] for g in groups],
            "language": unless_empty([LANGUAGES[code] for code in languages]),
            "time": pa.array([START + timedelta(days=float(d)) for d in moments], pa.timestamp("us", tz="UTC")),
            "likes": random.geometric(0.3, rows) - 1,
            "skipped": ["empty" if gone else None for gone in empty],
            "label": unless_empty([LABELS[i] for i in said]),
            **{f"p_{x}": unless_empty(sure[:, k].tolist()) for k, x in enumerate(LABELS)},
            "truth": unless_empty([LABELS[i] for i in truth]),
        }
    )


def evaluation(*, size: int = 600, seed: int = 1) -> dict:
    """Return the `evaluation.json` of such a model: `size` test rows a language, as many of every label."""
    random = np.random.default_rng(seed)
    tables = {}
    for code, rows in ERRORS.items():
        fine = np.array(rows)[:, :, None] * SURE[np.eye(3, dtype=int)]
        tables[code] = np.array([random.multinomial(size // 3, row.ravel()) for row in fine])
    return {
        "labels": list(LABELS),
        "cuts": [0.6, 0.8],
        "overall": _measured(sum(tables.values())),
        "languages": {code: _measured(table) for code, table in tables.items()},
    }


def _measured(table: np.ndarray) -> dict:
    confusion = table.reshape(3, 3, 3).sum(axis=2)
    return {"n": int(table.sum()), "confusion": confusion.tolist(), "by_confidence": table.tolist()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output")
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--same", action="store_true", help="no change at the event, and no campaign")
    given = parser.parse_args()
    table = campaign(given.rows, seed=given.seed, change=not given.same)
    named = table.append_column("model", pa.array(["invented@000000"] * len(table)))  # else a `label` is the user's own
    pyarrow.parquet.write_table(named, given.output)
