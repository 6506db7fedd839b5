"""On which side of what they name the comments are: `targets` of the document."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from sentiment.arrays import Floats, Ints
from sentiment.estimation.evidence import Evidence
from sentiment.rendering.document import Target as Told
from sentiment.summary.comparisons import Pair, differences_each, pairs
from sentiment.summary.composition import mixes
from sentiment.summary.entries import entries, entry
from sentiment.summary.foils import foils
from sentiment.summary.head_labels import evidence_of, measured
from sentiment.summary.material import Material
from sentiment.summary.method import Method
from sentiment.summary.quotes import Quotes
from sentiment.summary.stance import as_one
from sentiment.summary.targets import Target, targets
from sentiment.summary.words.forms import key
from sentiment.table.groups import Grouping, given, grouping
from sentiment.table.labels import AGAINST, FAVOR, STANCE, STANCES
from sentiment.text import digest

if TYPE_CHECKING:
    from sentiment.scoring.classifier import Classifier


SHOWN, LEAST = 6, 5  # targets of a report, and texts that name one
NESTED = 0.8  # of its comments name a target of which it is a longer name
ASKED = 2_000  # texts of a target that the model is asked about; of more, so many are drawn
QUOTED = 2  # comments of each side


def about(found: Material, method: Method, classifier: "Classifier | None") -> list[Told]:
    """Return what the scored comments are about, and their stance toward it by those that name it.

    The model is asked of the comments that name a target alone: of the others nothing it says could be checked.
    """
    named = _chosen(found)
    asked = [_drawn(found, target.rows) for target in named]
    if classifier is None or not classifier.reads(STANCE) or not named:
        return [_told(target) for target in named]
    texts = [found.texts.take(rows).to_pylist() for rows in asked]
    events = [target.name for target, own in zip(named, texts, strict=True) for _ in own]
    shares = classifier.react([text for own in texts for text in own], STANCE, toward=events)
    order = [classifier.head(STANCE).labels.index(stance) for stance in STANCES]
    parts = np.split(shares[:, order], np.cumsum([len(rows) for rows in asked])[:-1])
    sides = [_evidence(found, rows, part) for rows, part in zip(asked, parts, strict=True)]
    others = foils(found, named, sides, classifier)
    differing = differences_each([_pairs(found, method, own) for own in sides], STANCES, method.level)
    return [
        {**_told(target), **_sides(found, method, own), "foil": other, "differences": differs}
        for target, own, other, differs in zip(named, sides, others, differing, strict=True)
    ]


def _chosen(found: Material) -> list[Target]:
    """Return the most important targets, without those that are a longer name of one before."""
    scored = found.evidence.predicted >= 0
    texts = [text if said else None for text, said in zip(found.texts.to_pylist(), scored.tolist(), strict=True)]
    names, codes = found.evidence.languages
    languages = [names[code] for code in codes.tolist()]
    chosen: list[Target] = []
    for target in targets(texts, languages, found.evidence.texts, len(texts)):
        if target.texts >= LEAST and len(chosen) < SHOWN and not any(_is_part(target, other) for other in chosen):
            chosen.append(target)
    return chosen


def _is_part(target: Target, other: Target) -> bool:
    words, others = (set(map(key, own.name.split())) for own in (target, other))
    return bool(words & others) and len(np.intersect1d(target.rows, other.rows)) >= NESTED * len(target.rows)


def _drawn(found: Material, rows: Ints) -> Ints:
    """Return the comments to ask about: all, or those of texts drawn by their digest, in whatever order they are."""
    texts = found.texts.take(rows).to_pylist()
    distinct = sorted(set(texts), key=lambda text: (digest(text), text))
    if len(distinct) <= ASKED:
        return rows
    kept = set(distinct[:ASKED])
    return rows[[text in kept for text in texts]]


def _evidence(found: Material, rows: Ints, shares: Floats) -> Evidence:
    """Return what is known of the stance of the comments that were asked about."""
    n = len(found.evidence.predicted)
    predicted, certainty = np.full(n, -1), np.full((n, len(STANCES)), np.nan)
    predicted[rows], certainty[rows] = shares.argmax(axis=1), shares
    predicted, certainty = as_one(predicted, certainty, found.evidence.texts)
    return evidence_of(found.evidence, STANCES, predicted, certainty, measured(found, STANCE), None)


def _told(target: Target) -> Told:
    return {
        "name": target.name,
        "n": len(target.rows),
        "texts": target.texts,
        "spellings": dict(target.spellings),
        "asked": 0,
        "overall": {},
        "net": None,
        "counted": {},
        "quotes": {},
        "foil": None,
        "groups": {},
        "differences": [],
    }


def _sides(found: Material, method: Method, evidence: Evidence) -> Any:
    rows = np.flatnonzero(evidence.predicted >= 0)
    shares, quotes = evidence.shares(rows), Quotes(found.table, evidence)
    sides = {stance: rows[evidence.predicted[rows] == place] for place, stance in enumerate(STANCES)}
    groups = {
        column: {name: entries(evidence.shares(part)) for name, part in members.items()}
        for column, _, members in _groupings(found, method, evidence)
    }
    return {
        "asked": len(rows),
        "overall": entries(shares),
        "net": entry(shares.net(FAVOR, AGAINST)),
        "counted": entries(evidence.counted(rows)),
        "quotes": {stance: quotes.typical(own, QUOTED) for stance, own in sides.items() if len(own)},
        "groups": groups,
    }


def _pairs(found: Material, method: Method, evidence: Evidence) -> list[Pair]:
    """Return the groups to set against each other."""
    kinds = mixes(found.table)
    return [
        couple
        for column, own, members in _groupings(found, method, evidence)
        if not own.small
        for couple in pairs(column, members, evidence, kinds, timed=own.timed, floor=method.floor)
    ]


def _groupings(found: Material, method: Method, evidence: Evidence) -> Iterator[tuple[str, Grouping, dict[str, Ints]]]:
    """Yield the columns that have groups, with the rows of each group."""
    for column in method.by or ():
        own = grouping(found.table, column, evidence.predicted >= 0, method.floor)
        members = own.rows(evidence.predicted >= 0)
        if given(own) and members:
            yield column, own, members
