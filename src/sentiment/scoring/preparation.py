"""The table made ready for a model: cleaned text, language, copies. Adds columns, never drops rows."""

import re
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
GIVEN, FOUND = "own_language", "language_found"  # the file's own column, and what was found where it says otherwise
_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)
NAMES = {
    "aze": "az", "azerbaijani": "az", "azeri": "az", "tur": "tr", "turkish": "tr", "rus": "ru", "russian": "ru",
    "eng": "en", "english": "en", "kaz": "kk", "kazakh": "kk", "uzb": "uz", "uzbek": "uz", "ara": "ar", "arabic": "ar",
    "fas": "fa", "persian": "fa", "deu": "de", "german": "de", "fra": "fr", "french": "fr", "kat": "ka",
    "georgian": "ka", "ukr": "uk", "ukrainian": "uk", "hin": "hi", "hindi": "hi", "mar": "mr", "mal": "ml", "nor": "no",
    "nob": "no", "na": "", "und": "",
}  # fmt: skip


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


def given(cell: str | None) -> str | None:
    """Return the language that a file gives a comment: a code of BCP-47 or an English name; else None."""
    if cell is None:
        return None
    code = cell.strip().replace("_", "-")
    if (known := NAMES.get(code.lower())) is not None:
        return known or None
    primary, dash, rest = code.partition("-")
    return primary.lower() + dash + rest if _CODE.fullmatch(code) else None


def prepare(comments: "Dataset") -> "Dataset":
    """Add `clean` (what the model reads), `language` (BCP-47 or `und`) and `copy_of`.

    Where the file has a column `language` of its own, read as `own_language`, the comment is in that language; what was
    found instead stands in `language_found`.

    `copy_of` is the id of the first comment with the same words, null for that first one. Rows with nothing to score
    have null in all three; a comment of links, handles and punctuation alone becomes one of them (`no words`).
    An editor's bracket in an article's quote stays in `text` and leaves `clean`: it is not what the speaker said.
    """
    import pyarrow as pa

    comments = comments.remove_columns([c for c in (*ADDED, FOUND) if c in comments.column_names])
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
    found = [languages.get(c) if c else None for c in cleaned]
    own = table[GIVEN].cast(pa.string()).to_pylist() if GIVEN in table.column_names else [None] * len(found)
    spoken = [(given(cell) or code) if code else None for cell, code in zip(own, found, strict=True)]
    for name, values in zip(ADDED, (cleaned, spoken, copies), strict=True):
        table = table.append_column(name, pa.array(values, pa.string()))
    if GIVEN in table.column_names:
        other = [code if code != said else None for code, said in zip(found, spoken, strict=True)]
        table = table.append_column(FOUND, pa.array(other, pa.string()))
    return carried(comments, table)
