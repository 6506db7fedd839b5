"""Themes: what the comments are about, whatever their tone and language."""

import numpy as np

from sentiment.arrays import Ints
from sentiment.rendering.document import Mark, Theme
from sentiment.summary.entries import entries
from sentiment.summary.material import Material
from sentiment.summary.topics.clustering import Clusters

MOST = 8  # themes
NAMED = 2  # words of its own; with fewer a theme has no name
Named = tuple[int, list[Mark], Ints]  # cluster, its words, its rows


def named(found: Material, groups: Clusters) -> list[Named]:
    """Return the largest clusters that words set apart, the largest first."""
    members = groups.members(found.rows, found.evidence.texts)
    names = found.words.names({str(k): own for k, own in enumerate(members)}, found.evidence.ones)
    told = [(k, names[str(k)], own) for k, own in enumerate(members) if len(names[str(k)]) >= NAMED]
    return sorted(told, key=lambda theme: (-len(theme[2]), theme[1][0]["word"]))[:MOST]


def themes(found: Material, groups: Clusters, largest: list[Named]) -> list[Theme]:
    """Return `themes` of the document, largest first; last the comments that are in none of them."""
    placed = np.unique(np.concatenate([own for *_, own in largest])) if largest else found.rows
    told = [_theme(found, words, own, float(groups.steady[k])) for k, words, own in largest]
    rest = np.setdiff1d(found.rows, placed)
    return [*told, _theme(found, [], rest, None)] if len(rest) else told


def _theme(found: Material, words: list[Mark], rows: Ints, steady: float | None) -> Theme:
    return {
        "words": words,
        "n": len(rows),
        "share": len(rows) / len(found.rows),
        "steady": None if steady is None else round(steady, 2),
        "overall": entries(found.evidence.shares(rows)),
        "quotes": found.quotes.of(rows),
    }
