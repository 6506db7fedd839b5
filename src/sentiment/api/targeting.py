"""Comments in, what they are about out."""

from collections.abc import Mapping

from sentiment.api.listener import QUIET, Listener
from sentiment.errors import DataError
from sentiment.reading.intake import table
from sentiment.reading.memory import Source
from sentiment.reading.options import ReadOptions
from sentiment.scoring import preparation
from sentiment.scoring.preparation import ADDED
from sentiment.summary.targets import MOST, Target
from sentiment.summary.targets import targets as named
from sentiment.table.comments import Comments, arrow, from_columns
from sentiment.table.copies import clusters


def targets(
    *comments: Source,
    n: int = MOST,
    columns: Mapping[str, str] | None = None,
    platform: str | None = None,
    limited: bool = True,
    article: bool = False,
    listener: Listener = QUIET,
) -> list[Target]:
    """Return what comments are about: names and nouns that recur in them, the most important first.

    Spellings, inflected forms and scripts are joined (TikTok, Tik-Tok, тикток, tiktokun). No model is asked.

    Args:
        comments: as `read` takes them, or a table that it returns, or that is scored already.
        n: how many.
        columns: which column is which of the row, as `read` takes it.
        platform: the export that the files are, when the guess is wrong; `none` reads plain tables.
        limited: refuse archives that unpack to far more than their size.
        article: the files are news articles; their quotes are the rows.
        listener: hears how comments were read.

    Raises:
        ReadError: these are no comments.
        DataError: `n` is below 1.
    """
    if n < 1:
        raise DataError("a number of targets", str(n), "ask for one or more")
    options = ReadOptions(columns or {}, platform=platform, limited=limited, article=article)
    read = table(*comments, options=options, hear=listener.read)
    prepared = read if set(ADDED) <= set(read.column_names) else preparation.prepare(read)
    found = arrow(prepared)
    texts = found["clean"]
    return named(texts.to_pylist(), found["language"].to_pylist(), clusters(texts), n)


def as_table(found: list[Target]) -> Comments:
    """Return targets as a table: `target`, `comments`, `texts` (different ones) and `spellings`, with their counts."""
    return from_columns(
        {
            "target": [target.name for target in found],
            "comments": [len(target.rows) for target in found],
            "texts": [target.texts for target in found],
            "spellings": ["; ".join(f"{name} {n}" for name, n in target.spellings.items()) for target in found],
        }
    )
