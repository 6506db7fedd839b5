"""Which comments answer which, by the columns `parent` and `thread`."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sentiment.arrays import Ints
from sentiment.summary.comparisons import COMPARED, Pair, pair
from sentiment.summary.material import Material

ABSENT = -1
FIRST, REPLIES = "first comments", "replies"


@dataclass(frozen=True)
class Answers:
    """What answers what.

    Attributes:
        first: scored rows that answer no other comment; posts themselves are none of them.
        replies: scored rows that answer one.
        parent: of each row of the table, the row that it answers; `ABSENT` where that is not in the file, or is none.
    """

    first: Ints
    replies: Ints
    parent: Ints


def answers(found: Material) -> Answers | None:
    """Return what answers what; None where no comment answers another.

    A comment whose parent is its thread is a first comment on the post. Where half of the rows or more begin a thread
    themselves, as messages of chats do, there is no post, and all that answers is a reply.
    """
    if "parent" not in found.table.column_names or found.table["parent"].null_count == found.table.num_rows:
        return None
    ids, parents = (found.table[name].to_pylist() for name in ("id", "parent"))
    n = len(ids)
    threads = found.table["thread"].to_pylist() if "thread" in found.table.column_names else [None] * n
    if sum(own == thread for own, thread in zip(ids, threads, strict=True)) >= n / 2:
        threads = [None] * n
    posts = {thread for thread in threads if thread}
    answering = np.array(
        [bool(up) and up not in (thread, own) for own, up, thread in zip(ids, parents, threads, strict=True)], bool
    )
    if not answering.any():
        return None
    place = {own: row for row, own in enumerate(ids)}
    parent = [place.get(up, ABSENT) if said else ABSENT for up, said in zip(parents, answering.tolist(), strict=True)]
    post = np.array([own in posts for own in ids], bool)
    scored = found.evidence.predicted >= 0
    first, replies = (np.flatnonzero(scored & part) for part in (~answering & ~post, answering))
    return Answers(first, replies, np.array(parent, np.int64))


def answering(found: Material, floor: int, kinds: Mapping[str, Ints]) -> list[Pair]:
    """Return replies and first comments to set against each other, where there are enough of both."""
    said = answers(found)
    if said is None or min(len(said.first), len(said.replies)) < max(floor, COMPARED):
        return []
    return [pair(REPLIES, REPLIES, FIRST, said.replies, said.first, found.evidence, kinds)]
