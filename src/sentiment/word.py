"""Words that set one label apart from the others."""

import re
from collections import Counter
from collections.abc import Iterable
from math import log, sqrt
from typing import Any

from sentiment.text import lower

TOP, MIN_COMMENTS, Z = 8, 3, 1.96
_WORD = re.compile(r"[^\W\d_]{2,}")
_PLACEHOLDERS = {"user", "http"}


def distinctive(labelled: Iterable[tuple[str, str]]) -> dict[str, list[dict[str, Any]]]:
    """Return up to eight words a label that it uses more than the other labels do, strongest first.

    Log-odds ratio with an informative Dirichlet prior, the prior being the words of all comments (Monroe, Colaresi
    and Quinn 2008, Political Analysis 16, section 3.5.1). A word counts once a comment. Kept are words in at least
    three comments of the label whose z score exceeds 1.96.

    Args:
        labelled: (cleaned text, label) pairs.
    """
    counts: dict[str, Counter[str]] = {}
    for text, label in labelled:
        counts.setdefault(label, Counter()).update(set(_WORD.findall(lower(text))) - _PLACEHOLDERS)
    prior: Counter[str] = sum(counts.values(), Counter())
    return {label: _strongest(own, prior) for label, own in counts.items()}


def _strongest(own: Counter[str], prior: Counter[str]) -> list[dict[str, Any]]:
    total, size = prior.total(), own.total()
    found: list[tuple[float, str, int]] = []
    for term, n in own.items():
        others, weight = prior[term] - n, prior[term]
        if n < MIN_COMMENTS:
            continue
        odds = (n + weight) / max(size + total - n - weight, 1)
        odds_elsewhere = (others + weight) / max(total - size + total - others - weight, 1)
        delta = log(odds) - log(odds_elsewhere)
        z = delta / sqrt(1 / (n + weight) + 1 / (others + weight))
        if z > Z:
            found.append((-round(z, 2), term, n))
    return [{"word": term, "z": -z, "n": n} for z, term, n in sorted(found)[:TOP]]
