"""First comments and replies: `replies` of the document."""

from collections import Counter
from typing import Any

import numpy as np

from sentiment.arrays import Ints
from sentiment.rendering.discussion import Answered, Author, Exchange, Stated
from sentiment.rendering.document import Replies
from sentiment.summary.agreement_words import AGREE, DISAGREE, stated
from sentiment.summary.answers import ABSENT, FIRST, REPLIES, Answers, answers
from sentiment.summary.entries import entries
from sentiment.summary.material import Material
from sentiment.summary.quotes import CANDIDATES, central

MOST, EXAMPLES = 5, 2
AUTHORS = frozenset({"creator", "owner"})  # groups of who wrote the post or owns the place, where a platform says so
# Recall of the words, by benchmarks/replies.py. The head of stance, toward the text answered, errs in every second
# reply, so that it is not asked.
RECALL = {AGREE: 0.474, DISAGREE: 0.167}


def replies(found: Material) -> Replies | None:
    """Return what is said of replies; None where no comment answers another."""
    said = answers(found)
    if said is None:
        return None
    sides = _sides(found, said)
    return {
        "first": len(said.first),
        "replies": len(said.replies),
        "missing": int((said.parent[said.replies] == ABSENT).sum()),
        "overall": {
            name: entries(found.evidence.shares(rows))
            for name, rows in ((FIRST, said.first), (REPLIES, said.replies))
            if len(rows)
        },
        "stated": {side: _stated(found, said, side, rows) for side, rows in sides.items()},
        "judged": len(_judged(found, said)),
        "most": _most(found, said, sides),
        "author": _author(found, said),
    }


def _judged(found: Material, said: Answers) -> Ints:
    """Return the replies whose parent is in the file and is no question: "yes" to one agrees with nobody."""
    known = said.replies[said.parent[said.replies] != ABSENT]
    asks = [bool(text and text.rstrip().endswith("?")) for text in found.texts.take(said.parent[known]).to_pylist()]
    return np.asarray(known[~np.array(asks, bool)], np.int64)


def _sides(found: Material, said: Answers) -> dict[str, Ints]:
    judged = _judged(found, said)
    sides = [stated(text or "") for text in found.texts.take(judged).to_pylist()]
    return {side: judged[[own == side for own in sides]] for side in (AGREE, DISAGREE)}


def _stated(found: Material, said: Answers, side: str, rows: Ints) -> Stated:
    first = rows[np.argsort(-found.evidence.ranked(rows))]  # of replies of one text the last, of the least rank, stays
    said_by = dict(zip(found.texts.take(first).to_pylist(), first.tolist(), strict=True))
    texts = dict(sorted(said_by.items(), reverse=True)[:CANDIDATES])
    chosen = [list(texts.values())[i] for i in central(list(texts), EXAMPLES)]
    examples: list[Exchange] = [
        {"reply": found.quotes.named(row), "parent": found.quotes.named(int(said.parent[row]))} for row in chosen
    ]
    return {"n": len(rows), "recall": RECALL[side], "examples": examples}


def _most(found: Material, said: Answers, sides: dict[str, Ints]) -> list[Answered]:
    """Return the most answered comments; of a deleted one nothing is left to show."""
    times = Counter(said.parent[said.replies].tolist())
    side_of = {side: Counter(said.parent[rows].tolist()) for side, rows in sides.items()}
    comments = np.concatenate([said.first, said.replies]).tolist()
    ranks = found.evidence.ranked(np.array(comments, np.int64)).tolist()
    answered = [(-times[row], rank, row) for row, rank in zip(comments, ranks, strict=True) if times[row] > 1]
    return [
        {
            **found.quotes.named(row),
            "url": found.quotes.url(row),
            "answers": -n,
            "counted": _counted(found.table, row),
            "agree": side_of[AGREE][row],
            "disagree": side_of[DISAGREE][row],
        }
        for n, _, row in sorted(answered)[:MOST]
    ]


def _counted(table: Any, row: int) -> int | None:
    if "replies" not in table.column_names:
        return None
    told = table["replies"][row].as_py()
    return int(told) if told is not None and str(told).isdigit() else None


def _author(found: Material, said: Answers) -> Author | None:
    if "group" not in found.table.column_names:
        return None
    by_author = np.array([group in AUTHORS for group in found.table["group"].to_pylist()], bool)
    if not by_author.any():
        return None
    own = said.replies[by_author[said.replies]]
    others = said.parent[own]
    others = others[others != ABSENT]
    return {"replies": len(own), "answered": len(np.unique(others[~by_author[others]]))}
