"""An order of comments in which the order of the rows has no part."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sentiment.arrays import Ints
from sentiment.table.comments import Table

# By which copies are told apart, the id last: where a file has none, it is the number of the row.
TOLD = ("time", "likes", "text", "author", "group", "platform", "url", "language", "parent", "thread", "label", "id")


def ranks(table: Table, digests: Any) -> Ints:
    """Return the place of each row: by the digest of its words, which favours none; of copies the earliest comes first.

    Args:
        table: of comments.
        digests: of the words of each row, as `copies.digests` gives them.
    """
    kinds = dict(zip(table.column_names, table.schema.types, strict=True))
    known = [name for name in TOLD if name in kinds and _sorts(kinds[name])]
    keys = table.select(known).append_column("", digests)
    order = pc.sort_indices(keys, [("", "ascending"), *((name, "ascending") for name in known)])
    found = np.empty(table.num_rows, np.int64)
    found[order.to_numpy()] = np.arange(table.num_rows)
    return found


def commonest(counts: Mapping[str, int]) -> dict[str, int]:
    """Return counts by name, the largest first; of equal ones the first in the alphabet."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _sorts(kind: Any) -> bool:
    return bool(pa.types.is_primitive(kind) or pa.types.is_string(kind) or pa.types.is_large_string(kind))
