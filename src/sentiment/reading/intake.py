"""Comments as the one table, whatever they are handed over as."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeGuard

from sentiment.reading.audit_files import load_audit, load_beside
from sentiment.reading.log import Reading, warn_of_rejects
from sentiment.reading.memory import Source
from sentiment.reading.options import ReadOptions
from sentiment.reading.reader import DEFAULTS
from sentiment.table.comment import COLUMNS
from sentiment.table.comments import ArrowComments, Comments

SCORED = ("id", "label")  # columns that make a scored table


def table(
    *comments: Source,
    options: ReadOptions = DEFAULTS,
    hear: Callable[[Reading], None] = warn_of_rejects,
    enough: Iterable[str] = COLUMNS,
    audit: Reading | None = None,
) -> Comments:
    """Return comments as one table; one that `read` or `score` made is handed back as it is.

    Args:
        comments: as `sentiment.read` takes them.
        options: how to read; with any that differs from the default a table is read anew.
        hear: called with what was read, and how.
        enough: columns that make a table of them such a one too.
        audit: of these comments; columns that it has they need not have, too.
    """
    first = comments[0] if len(comments) == 1 else None
    if options == DEFAULTS and _is_table(first, enough):
        return first
    reading = load_beside(audit, *comments, options=options)
    hear(reading)
    return reading.comments


def hand_table(
    *audit: Source, columns: Mapping[str, str] | None = None, hear: Callable[[Reading], None] = warn_of_rejects
) -> tuple[Comments, Reading | None]:
    """Return labels by hand as one table, and how they were read; a Dataset with `id` and `gold` is one already.

    Args:
        audit: files, patterns, or tables in memory.
        columns: column of the row -> column of the audit; `gold` may name a question of a labelling tool.
        hear: called with what was read, and how.
    """
    if len(audit) == 1 and not columns and _is_table(audit[0], ("id", "gold")):
        return audit[0], None
    reading = load_audit(*audit, columns=columns)
    hear(reading)
    return reading.comments, reading


def with_audit(
    comments: Sequence[Source],
    audit: Source | Sequence[Source] | None,
    options: ReadOptions,
    hear: Callable[[Reading], None] = warn_of_rejects,
) -> tuple[Comments, Comments | None]:
    """Return comments as one table, and as another one the labels by hand that there may be of them.

    Args:
        comments: as `table` takes them.
        audit: files, patterns or tables with labels by hand, or one of these; None if there are none.
        options: how to read; the columns hold for the audit as well.
        hear: called with what was read, and how: the audit first.
    """
    if audit is None:
        return table(*comments, options=options, hear=hear), None
    hand, reading = hand_table(*several(audit), columns=options.columns, hear=hear)
    return table(*comments, options=options, hear=hear, audit=reading), hand


def several(audit: Source | Sequence[Source]) -> Sequence[Source]:
    """Take a list of files or tables for what it is; a list of rows is one table."""
    if isinstance(audit, list | tuple) and not all(isinstance(row, Mapping) for row in audit):
        return audit
    return [audit]


def _is_table(source: object, enough: Iterable[str]) -> TypeGuard[Comments]:
    columns = set(getattr(source, "column_names", None) or ())
    table = isinstance(source, ArrowComments) or hasattr(source, "info")
    return table and (columns >= set(enough) or columns >= set(COLUMNS))
