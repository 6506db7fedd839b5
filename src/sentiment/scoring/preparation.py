"""The table made ready for a model: cleaned text, language, copies. Adds columns, never drops rows."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sentiment import language
from sentiment.article import without_brackets
from sentiment.table.provenance import carried
from sentiment.text import clean, digest, fold, says_something

if TYPE_CHECKING:
    from datasets import Dataset

ADDED = ("clean", "language", "copy_of")


def digests(cleaned: Iterable[str | None]) -> Any:
    """Return what stands for the words of each cleaned comment, by which `originals` finds copies; an Arrow array."""
    import pyarrow as pa

    return pa.array([digest(fold(said)) if said else None for said in cleaned], pa.int64())


def originals(digests: Any) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the rows that are copies, ascending, and the first row of the same words for each.

    Args:
        digests: of the words of each row, as `digests` gives them, null where there are none; an Arrow column.
    """
    known, words = digests.is_valid().to_numpy(), digests.fill_null(0).to_numpy()
    _, first, group = np.unique(words[known], return_index=True, return_inverse=True)
    rows = np.flatnonzero(known)
    original = rows[first[group]] if len(rows) else rows
    return rows[original != rows], original[original != rows]


def prepare(comments: "Dataset") -> "Dataset":
    """Add `clean` (what the model reads), `language` (BCP-47 or `und`) and `copy_of`.

    `copy_of` is the id of the first comment with the same words, null for that first one. Rows with nothing to score
    have null in all three; a comment of links, handles and punctuation alone becomes one of them (`no words`).
    An editor's bracket in an article's quote stays in `text` and leaves `clean`: it is not what the speaker said.
    """
    import pyarrow as pa

    comments = comments.remove_columns([c for c in ADDED if c in comments.column_names])
    table = comments.data.table
    cleaned: list[str | None] = []
    skipped: list[str | None] = []
    rows = zip(*(table[c].to_pylist() for c in ("text", "skipped", "platform")), strict=True)
    for text, reason, platform in rows:
        value = clean(without_brackets(text) if platform == "article" else text) if text and not reason else ""
        cleaned.append(value if says_something(value) else None)
        skipped.append(reason or (None if cleaned[-1] else "no words"))
    distinct = list(dict.fromkeys(c for c in cleaned if c))
    languages = dict(zip(distinct, language.detect(distinct), strict=True))
    first: dict[str, str] = {}
    copies: list[str | None] = []
    for said, id_ in zip(cleaned, table["id"].to_pylist(), strict=True):
        original = first.setdefault(fold(said), id_) if said else id_
        copies.append(original if original != id_ else None)
    table = table.set_column(table.column_names.index("skipped"), "skipped", pa.array(skipped, pa.string()))
    added = (cleaned, [languages.get(c) if c else None for c in cleaned], copies)
    for name, values in zip(ADDED, added, strict=True):
        table = table.append_column(name, pa.array(values, pa.string()))
    return carried(comments, table)
