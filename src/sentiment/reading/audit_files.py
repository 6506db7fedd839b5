"""Files with labels by hand in, one table out: the columns that the user named hold for these files as well."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sentiment.errors import ColumnError, SentimentError, WriteError
from sentiment.reading.columns.names import fold
from sentiment.reading.log import Reading
from sentiment.reading.memory import Source
from sentiment.reading.options import ReadOptions
from sentiment.reading.reader import load
from sentiment.table.comments import arrow, carried
from sentiment.table.label_words import canonical

GOLD = "gold"  # the one role that belongs to the audit alone


def load_audit(*files: Source, columns: Mapping[str, str] | None = None) -> Reading:
    """Read the files of an audit.

    Of the `columns` those that the files have are taken; `gold` may name a question of a labelling tool.

    Raises:
        ColumnError: the column named as gold is not there.
    """
    given = dict(columns or {})
    gold = given.pop(GOLD, None)
    reading = load(*files)
    plain = all(file.columns for file in reading.files)
    known = {fold(name) for file in reading.files for name in file.columns}
    if plain and (own := {role: name for role, name in given.items() if fold(name) in known}):
        reading = load(*files, options=ReadOptions(own))
    return reading if gold is None else _taken(reading, gold)


def _taken(reading: Reading, gold: str) -> Reading:
    """Return the reading with another column as `gold`."""
    names = reading.comments.column_names
    name = next((name for name in names if name == gold or fold(name) == fold(gold)), None)
    source = {role: column for file in reading.files for role, column in file.mapping.items()}
    if name is None and source.get(GOLD) and fold(source[GOLD]) == fold(gold):
        name = GOLD
    if name is None:
        raise ColumnError(f"a column {gold!r} for gold", f"the audit with {', '.join(names)}", "name one of those")
    cells = [None if cell is None else canonical(str(cell)) for cell in reading.comments[name]]
    extra = [column for column in names if column.startswith(f"{GOLD}_") and column[5:].isdigit() and column != name]
    import pyarrow as pa

    others = [name, *extra] if name != GOLD else []  # lest it be named as another that could be meant
    table = arrow(reading.comments).drop_columns([GOLD, *others])
    return replace(reading, comments=carried(reading.comments, table.append_column(GOLD, pa.array(cells, pa.string()))))


def keep_labels(output: str | Path) -> None:
    """Refuse to write a sample over labels by hand: nothing brings them back.

    Raises:
        WriteError: a column `gold`, or `gold_` and more, of the file that is there is filled in.
    """
    if not Path(output).is_file():
        return
    try:
        rows = arrow(load(output).comments)
    except SentimentError:  # it is no table, and holds no labels
        return
    columns = [name for name in rows.column_names if name.partition("_")[0] == GOLD]
    if n := max((sum(map(_is_filled, rows[name].to_pylist())) for name in columns), default=0):
        hint = "name another one with -o: a report takes both, each after its --audit"
        raise WriteError("a file without labels by hand", f"{output} with {n:,} in it", hint)


def _is_filled(cell: Any) -> bool:
    return cell is not None and bool(str(cell).strip())


def load_beside(audit: Reading | None, *files: Source, options: ReadOptions) -> Reading:
    """Read comments; with an audit, `gold` is its column alone, and a column that it has they need not have, too."""
    if audit is None:
        return load(*files, options=options)
    given = {role: name for role, name in options.columns.items() if role != GOLD}
    known = {fold(name) for file in audit.files for name in file.columns} | set(map(fold, audit.comments.column_names))
    left = {role: name for role, name in given.items() if fold(name) not in known}
    try:
        return load(*files, options=replace(options, columns=given))
    except ColumnError:
        if left == given:
            raise
        return load(*files, options=replace(options, columns=left))
