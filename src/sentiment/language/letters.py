"""Which of a few languages a text is in, by runs of its letters: a small table learned from comments.

The table holds, for 12,000 runs of one to four letters and short words, how far each speaks for a language: a logistic
regression on runs of characters, which tells close languages apart where fastText's compressed model does not (Cavnar
and Trenkle 1994, N-gram-based text categorization, is the idea; `model/languages.py` learns it).
"""

from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

OTHER = "other"  # any language that the table was not learned for
LONGEST = 4  # letters of a run
MOST = 200  # words that are looked at
REMEMBERED = 20_000  # words, so that frequent ones are taken apart once


class _Table(NamedTuple):
    places: dict[str, int]
    weights: npt.NDArray[np.int8]  # (languages, runs)
    scale: float
    intercepts: npt.NDArray[np.float32]
    languages: list[str]


def runs(word: str) -> set[str]:
    """Return the runs of letters of a lower-case word, its borders included, and the word itself."""
    bounded = f" {word} "
    found = {bounded[i : i + n] for n in range(1, LONGEST + 1) for i in range(len(bounded) - n + 1)}
    return found | {bounded}


@cache
def languages() -> frozenset[str]:
    """Return the codes of the languages that the table tells apart."""
    return frozenset(_table().languages) - {OTHER}


def likeliest(words: list[str]) -> tuple[str, float]:
    """Return the likeliest language of lower-case words, `other` for none of the table's, and its probability.

    Each language has a logistic score of its own; they are scaled to add up to 1.
    """
    table = _table()
    known = list({place for word in words[:MOST] for place in _places(word)})
    if not known:
        return OTHER, 0.0
    scores = table.weights[:, known].sum(axis=1) * table.scale / np.sqrt(len(known)) + table.intercepts
    chances = 1 / (1 + np.exp(-scores))
    best = int(chances.argmax())
    return table.languages[best], float(chances[best] / chances.sum())


@lru_cache(REMEMBERED)
def _places(word: str) -> tuple[int, ...]:
    """Return which runs of the table a word has."""
    places = _table().places
    return tuple(places[run] for run in runs(word) if run in places)


@cache
def _table() -> _Table:
    with (resources.files("sentiment.language") / "letters.npz").open("rb") as file, np.load(file) as stored:
        places = {run: i for i, run in enumerate(str(stored["runs"]).split("\n"))}
        return _Table(
            places, stored["weights"], float(stored["scale"]), stored["intercepts"], stored["languages"].tolist()
        )
