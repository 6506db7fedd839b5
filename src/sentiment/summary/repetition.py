"""What repeats: copies, bursts, and the shares when each text, author or like counts once."""

from typing import Any

import numpy as np

from sentiment.arrays import Floats, Ints
from sentiment.estimation.evidence import Evidence
from sentiment.rendering.document import Burst, Copies, LargestCopy, Shares
from sentiment.summary.entries import entries
from sentiment.summary.material import Material
from sentiment.summary.quotes import quotable
from sentiment.table.groups import codes_of

LARGEST = 5
AUDITED = "audited"  # of its shares n counts labels by hand


def repetition(found: Material) -> Copies:
    """Return `copies` of the document."""
    evidence, rows = found.evidence, found.rows
    first, place, sizes = np.unique(evidence.texts[rows], return_inverse=True, return_counts=True)
    authors = _authors(found)
    return {
        "distinct": len(first),
        "copies": len(rows) - len(first),
        "overall": _by_text(evidence, rows, 1 / sizes[place]),
        "authors": _by_author(found, *authors) if authors else None,
        "likes": _by_like(found),
        "largest": _largest(found, first, sizes),
        "bursts": _bursts(found, authors[1] if authors else None),
        "in_bursts": len(found.in_bursts),
        "without": found.without_bursts(evidence, rows),
    }


def _by_text(evidence: Evidence, rows: Ints, weight: Floats) -> Shares:
    """Return the shares of texts; one of which near-copies are labelled unlike is of each label by so many of these."""
    shares, texts = evidence.shares(rows, weight), round(weight.sum())
    return {x: entry if entry["method"] == AUDITED else {**entry, "n": texts} for x, entry in entries(shares).items()}


def _authors(found: Material) -> tuple[int, Ints] | None:
    """Return how many authors there are, and a number for each row's; None where the table has none."""
    table = found.table
    if "author" not in table.column_names or table["author"].null_count == table.num_rows:
        return None
    names, codes = codes_of(table["author"])
    return len(names), codes


def _by_author(found: Material, authors: int, who: Ints) -> dict[str, Any]:
    known = found.rows[found.table["author"].is_valid().to_numpy()[found.rows]]
    weight = 1 / np.bincount(who[known], minlength=authors)[who[known]]
    return {"n": len(np.unique(who[known])), **entries(found.evidence.shares(known, weight))}


def _by_like(found: Material) -> Shares | None:
    likes = found.quotes.likes
    liked = found.rows[likes[found.rows] > 0]
    return entries(found.evidence.shares(liked, likes[liked])) if len(liked) else None


def _largest(found: Material, first: Ints, sizes: Ints) -> list[LargestCopy]:
    text, name = found.table["text"], found.table["id"]
    order = np.lexsort((found.evidence.ranked(first), -sizes))
    largest = [int(i) for i in order[:LARGEST] if sizes[i] > 1]
    return [
        {"text": quotable(text[int(first[i])].as_py()), "n": int(sizes[i]), "id": name[int(first[i])].as_py()}
        for i in largest
    ]


def _bursts(found: Material, who: Ints | None) -> list[Burst]:
    table = found.table
    named = table["author"].is_valid().to_numpy() if who is not None else np.zeros(table.num_rows, bool)
    return [
        {
            "text": quotable(table["text"][int(burst.rows[0])].as_py()),
            "n": len(burst.rows),
            "of": burst.size,
            "start": table["time"][int(burst.rows[0])].as_py().isoformat(),
            "end": table["time"][int(burst.rows[-1])].as_py().isoformat(),
            "authors": len(np.unique(who[burst.rows])) if who is not None and named[burst.rows].all() else None,
        }
        for burst in found.bursts
    ]
