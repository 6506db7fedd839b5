"""Reasons: the claims that recur on a side, each in the words of whoever said it most centrally."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sentiment.arrays import Ints
from sentiment.estimation.evidence import Evidence
from sentiment.rendering.document import Mark, Quote, Reason, Share, Side
from sentiment.summary.material import Material
from sentiment.summary.quotes import Quotes
from sentiment.summary.stance import event_of, stance_evidence
from sentiment.summary.topics.clustering import SMALLEST, Clusters
from sentiment.summary.topics.recurrence import recurrence
from sentiment.table.groups import NO_VALUE, OTHER, grouping
from sentiment.table.labels import AGAINST, FAVOR, NEGATIVE, POSITIVE, STANCE, stance_suffixes
from sentiment.text import WORD

MOST, MORE = 8, 2  # reasons of a side, and quotes beside the title
TITLE = range(4, 26)  # words of a title, where there is such a clause
LANGUAGE = "language"


@dataclass(frozen=True)
class Column:
    """What the comments are grouped by: the names of its groups, and which one each row has."""

    names: list[str]
    codes: Ints


@dataclass(frozen=True)
class Context:
    """What all reasons are read from: the table, its clauses in clusters, which of these are themes, and columns."""

    found: Material
    groups: Clusters
    themes: Sequence[int]
    columns: Mapping[str, Column]

    def recurs(self, inside: Ints, rows: Ints, swing: float = 0.0) -> Share:
        """Return which share of the rows is inside."""
        return recurrence(inside, rows, self.found.evidence.texts, self.found.evidence.level, swing)

    def by(self, column: str, inside: Ints, rows: Ints, swing: float) -> dict[str, Share]:
        """Return for each group of a column which share of its rows is inside; its count swings with the whole's."""
        names, codes = self.columns[column].names, self.columns[column].codes
        present = [code for code in np.unique(codes[rows]).tolist() if names[code] not in (NO_VALUE, OTHER)]
        return {names[c]: self.recurs(inside[codes[inside] == c], rows[codes[rows] == c], swing) for c in present}


def reasons(
    found: Material,
    groups: Clusters,
    themes: Sequence[int],
    *,
    by: Sequence[str],
    floor: int,
    unread: Container[str] = (),
) -> list[Side]:
    """Return `reasons` of the document: for and against each event that the model reads, else negative and positive.

    Args:
        found: the table.
        groups: its clauses in clusters.
        themes: the clusters that are themes, in their order.
        by: what the comments are grouped by.
        floor: groups with fewer scored comments are left out.
        unread: columns of stance toward events that the model does not read.
    """
    context = Context(found, groups, themes, _columns(found, by, floor))
    told: list[Side] = []
    for column, event, evidence in _labelled(found, unread):
        quotes = Quotes(found.table, evidence)
        for side in (NEGATIVE, POSITIVE) if column == "label" else (FAVOR, AGAINST):
            if side in evidence.labels:
                rows = np.flatnonzero(evidence.predicted == list(evidence.labels).index(side))
                own, outside = _of_side(context, rows, quotes)
                rest = context.recurs(outside, rows)
                told.append(
                    {"column": column, "event": event, "side": side, "n": len(rows), "reasons": own,
                     "outside": len(outside), "rest": rest}
                )  # fmt: skip
    return [side for side in told if side["reasons"]]


def _columns(found: Material, by: Sequence[str], floor: int) -> dict[str, Column]:
    wanted = dict.fromkeys([*by, *([LANGUAGE] if LANGUAGE in found.table.column_names else [])])
    grouped = {name: grouping(found.table, name, found.evidence.predicted >= 0, floor) for name in wanted}
    return {name: Column(own.names, own.codes) for name, own in grouped.items()}


def _labelled(found: Material, unread: Container[str]) -> Iterator[tuple[str, str | None, Evidence]]:
    """Yield each column that has sides, the event it is toward, and its labels."""
    suffixes = [suffix for suffix in stance_suffixes(found.table.column_names) if STANCE + suffix not in unread]
    for suffix in suffixes:
        if evidence := stance_evidence(found, suffix):
            yield STANCE + suffix, event_of(found.table, suffix), evidence
    if not suffixes:
        yield "label", None, found.evidence


def _of_side(context: Context, rows: Ints, quotes: Quotes) -> tuple[list[Reason], Ints]:
    """Return the reasons of a side, the most frequent first, and those of its comments that have none of them."""
    groups, same = context.groups, context.found.evidence.texts
    members = groups.members(rows, same)
    inside = np.isin(groups.rows, rows)
    texts = [len(np.unique(groups.rows[inside & (groups.place == k)])) for k in range(len(members))]
    large = sorted((k for k, n in enumerate(texts) if n >= SMALLEST), key=lambda k: (-len(members[k]), k))[:MOST]
    words = context.found.words.distinctive({str(k): members[k] for k in large}, context.found.evidence.ones)
    told = [_reason(context, k, members[k], rows, quotes, words[str(k)]) for k in large]
    placed = np.unique(np.concatenate([members[k] for k in large])) if large else rows[:0]
    return told, np.setdiff1d(rows, placed)


def _reason(context: Context, k: int, inside: Ints, rows: Ints, quotes: Quotes, words: list[Mark]) -> Reason:
    groups, swing = context.groups, float(context.groups.swing[k])
    title, more = _quoted(context, k, inside, quotes)
    return {
        "title": title,
        "theme": list(context.themes).index(k) if k in context.themes else None,
        "words": words,
        "count": len(inside),
        "texts": len(np.unique(context.found.evidence.texts[inside])),
        "share": context.recurs(inside, rows, swing),
        "steady": round(float(groups.steady[k]), 2),
        "groups": {name: context.by(name, inside, rows, swing) for name in context.columns if name != LANGUAGE},
        "languages": context.by(LANGUAGE, inside, rows, swing) if LANGUAGE in context.columns else {},
        "quotes": more,
    }


def _quoted(context: Context, k: int, inside: Ints, quotes: Quotes) -> tuple[Quote, list[Quote]]:
    """Return the most central clause, and the most central ones of other languages, then of the same."""
    groups = context.groups
    central = groups.central(k, inside).tolist()
    order = sorted(central, key=lambda i: len(WORD.findall(groups.clauses[i])) not in TITLE)
    spoken = context.found.evidence.languages[1][groups.rows[order]].tolist()
    title, *others = sorted({code: place for place, code in reversed(list(enumerate(spoken)))}.values())
    further = [place for place in range(1, len(order)) if place not in others]
    chosen = [order[place] for place in (title, *(others + further)[:MORE])]
    first, *more = (quotes.clause(int(groups.rows[i]), groups.clauses[i]) for i in chosen)
    return first, more
