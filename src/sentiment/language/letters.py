"""Which of a few languages a text is in, by runs of its letters: a small table learned from comments.

The table holds, for 12,000 runs of one to four letters and short words, how far each speaks for a language: a logistic
regression on runs of characters, which tells close languages apart where fastText's compressed model does not (Cavnar
and Trenkle 1994, N-gram-based text categorization, is the idea; `model/languages.py` learns it).
"""

from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

OTHER = "other"  # any language that the table was not learned for
LONGEST = 4  # letters of a run
MOST = 200  # words that are looked at


class _Table(NamedTuple):
    places: dict[str, int]
    weights: npt.NDArray[np.int8]  # (languages, runs)
    scale: float
    intercepts: npt.NDArray[np.float32]
    languages: list[str]


def runs(words: list[str]) -> set[str]:
    """Return the runs of letters of lower-case words, their borders included, and the words themselves."""
    found: set[str] = set()
    for word in words[:MOST]:
        bounded = f" {word} "
        for n in range(1, LONGEST + 1):
            found.update(bounded[i : i + n] for i in range(len(bounded) - n + 1))
        found.add(bounded)
    return found


def languages() -> frozenset[str]:
    """Return the codes of the languages that the table tells apart."""
    return frozenset(_table().languages) - {OTHER}


def likeliest(words: list[str]) -> tuple[str, float]:
    """Return the likeliest language of lower-case words, `other` for none of the table's, and its probability.

    Each language has a logistic score of its own; they are scaled to add up to 1.
    """
    table = _table()
    known = [place for run in runs(words) if (place := table.places.get(run)) is not None]
    if not known:
        return OTHER, 0.0
    scores = table.weights[:, known].sum(axis=1) * table.scale / np.sqrt(len(known)) + table.intercepts
    chances = 1 / (1 + np.exp(-scores))
    best = int(chances.argmax())
    return table.languages[best], float(chances[best] / chances.sum())


@cache
def _table() -> _Table:
    with (resources.files("sentiment.language") / "letters.npz").open("rb") as file, np.load(file) as stored:
        places = {run: i for i, run in enumerate(str(stored["runs"]).split("\n"))}
        return _Table(
            places, stored["weights"], float(stored["scale"]), stored["intercepts"], stored["languages"].tolist()
        )
