"""The table made ready for a model: cleaned text, language, copies. Adds columns, never drops rows."""

import re
from typing import Any

from sentiment import language
from sentiment.article import without_brackets
from sentiment.table.comments import Comments, arrow, carried
from sentiment.table.copies import digests, originals
from sentiment.text import cleaned

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


def given(cell: str | None) -> str | None:
    """Return the language that a file gives a comment: a code of BCP-47 or an English name; else None."""
    if cell is None:
        return None
    code = cell.strip().replace("_", "-")
    if (known := NAMES.get(code.lower())) is not None:
        return known or None
    primary, dash, rest = code.partition("-")
    return primary.lower() + dash + rest if _CODE.fullmatch(code) else None


def prepare(comments: Comments) -> Comments:
    """Add `clean` (what the model reads), `language` (BCP-47 or `und`) and `copy_of`.

    Where the file has a column `language` of its own, read as `own_language`, the comment is in that language; what was
    found instead stands in `language_found`.

    `copy_of` is the id of the first comment with the same words, null for that first one. Rows with nothing to score
    have null in all three; a comment of links, handles and punctuation alone becomes one of them (`no words`).
    An editor's bracket in an article's quote stays in `text` and leaves `clean`: it is not what the speaker said.
    """
    import pyarrow as pa

    table = arrow(comments)
    table = table.drop_columns([c for c in (*ADDED, FOUND) if c in table.column_names])
    texts, skipped = _texts(table)
    distinct = list(dict.fromkeys(text for text in texts if text))
    languages = dict(zip(distinct, language.detect(distinct), strict=True))
    table = table.set_column(table.column_names.index("skipped"), "skipped", pa.array(skipped, pa.string()))
    found = [languages.get(text) if text else None for text in texts]
    own = table[GIVEN].cast(pa.string()).to_pylist() if GIVEN in table.column_names else [None] * len(found)
    spoken = [(given(cell) or code) if code else None for cell, code in zip(own, found, strict=True)]
    for name, values in zip(ADDED, (texts, spoken, _copies(texts, table["id"].to_pylist())), strict=True):
        table = table.append_column(name, pa.array(values, pa.string()))
    if GIVEN in table.column_names:
        other = [code if code != said else None for code, said in zip(found, spoken, strict=True)]
        table = table.append_column(FOUND, pa.array(other, pa.string()))
    return carried(comments, table)


def _texts(table: Any) -> tuple[list[str | None], list[str | None]]:
    """Return of each row what the model reads, and why there is nothing."""
    texts: list[str | None] = []
    skipped: list[str | None] = []
    rows = zip(*(table[c].to_pylist() for c in ("text", "skipped", "platform")), strict=True)
    for text, reason, platform in rows:
        said = without_brackets(text) if platform == "article" and text else text
        texts.append(None if reason else cleaned(said))
        skipped.append(reason or (None if texts[-1] else "no words"))
    return texts, skipped


def _copies(texts: list[str | None], ids: list[str]) -> list[str | None]:
    """Return of each row the id of the first with the same words, None for that one."""
    copies: list[str | None] = [None] * len(ids)
    for row, original in zip(*map(list, originals(digests(texts))), strict=True):
        copies[row] = ids[original]
    return copies
