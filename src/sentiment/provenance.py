"""What reading changed or lost: it travels inside a table, from `read` through `prepare` and `score` to the report."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datasets import Dataset


def attach(comments: "Dataset", told: Sequence[str], rejected: int) -> None:
    """Let a table remember sentences about how it was read, and how many rows could not be.

    They stand in `info.description` as a line of JSON, which every operation of the datasets library carries along and
    `concatenate_datasets` joins line by line.
    """
    if told or rejected:
        comments.info.description = json.dumps({"told": list(told), "rejected": rejected}, ensure_ascii=False)


def carried(comments: "Dataset", table: Any) -> "Dataset":
    """Return an Arrow table made from comments as a Dataset that remembers what they did."""
    return type(comments)(table, type(comments.info)(description=comments.info.description))


def remembered(comments: "Dataset") -> tuple[list[str], int]:
    """Return the sentences about reading, and how many rows could not be read."""
    told: list[str] = []
    rejected = 0
    for line in (comments.info.description or "").splitlines():
        try:
            found = json.loads(line)
            told, rejected = [*told, *found["told"]], rejected + found["rejected"]
        except (ValueError, TypeError, KeyError):  # a description of another making
            continue
    return told, rejected
