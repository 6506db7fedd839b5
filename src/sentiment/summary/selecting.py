"""The rows that are counted, out of all that were read; labels by hand go with their rows."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sentiment.errors import DataError
from sentiment.estimation.audit_join import Places
from sentiment.rendering.document import Selected
from sentiment.summary.method import Method
from sentiment.table.comments import Comments, Table, arrow, carried
from sentiment.table.copies import clusters, digested
from sentiment.table.ranking import ranks
from sentiment.table.selection import Selection
from sentiment.table.zones import localized

Row = Mapping[str, Any]


def before_scoring(read: Comments, method: Method) -> Comments:
    """Return the rows that may be counted, by what is known of them before they are scored.

    Raises:
        DataError: no row is left.
    """
    early = method.selection.early(read.column_names)
    if not early:
        return read
    held = early.rows(localized(arrow(read), method.zone))
    _require(held, early)
    return carried(read, arrow(read).filter(pa.array(held)))


def selected(scored: Comments, method: Method) -> Comments:
    """Return the rows of a scored table that are counted.

    Raises:
        DataError: no row is left.
    """
    if not method.selection:
        return scored
    held = _held(localized(arrow(scored), method.zone), method.selection)
    return carried(scored, arrow(scored).filter(pa.array(held)))


def selected_rows(table: Table, sample: Sequence[Row], selection: Selection) -> tuple[Table, list[Row]]:
    """Return the rows that are counted, and of a sample labelled by hand those of these rows.

    Args:
        table: scored, with times in the reader's zone.
        sample: rows of the audit.
        selection: of rows.

    Raises:
        DataError: no row is left, or none that is labelled by hand.
    """
    if not selection:
        return table, list(sample)
    held = _held(table, selection)
    if not sample:
        return table.filter(pa.array(held)), []
    places = Places(table["id"].to_pylist(), table["text"].to_pylist())
    # A row that the table does not hold stays: whoever joins the labels says so.
    own = [row for row in sample if (at := places.of(row)) is None or held[at]]
    if not own:
        hint = "leave --audit out, or ask for more rows"
        raise DataError(f"labels by hand among the rows with {selection}", f"none of {len(sample):,}", hint)
    return table.filter(pa.array(held)), own


def told(selection: Selection, left_out: int, rows: int) -> Selected | None:
    """Return `selection` of the document.

    Args:
        selection: of rows.
        left_out: rows that are not counted.
        rows: of the whole table.
    """
    if not selection:
        return None
    return {
        "where": list(map(str, selection.where)),
        "since": selection.said.get("since"),
        "until": selection.said.get("until"),
        "without_copies": selection.without_copies,
        "left_out": left_out,
        "of": rows,
    }


def _held(table: Table, selection: Selection) -> npt.NDArray[np.bool_]:
    held = selection.rows(table)
    if selection.without_copies:
        held[held] = _firsts(table.filter(pa.array(held)))
    _require(held, selection)
    return held


def _firsts(table: Table) -> npt.NDArray[np.bool_]:
    """Return which rows are no copies, or nearly, of an earlier one: in time, or in the file where it has no times."""
    texts = table["clean"] if "clean" in table.column_names else table["text"]
    digests, order = digested(texts), np.arange(table.num_rows)
    same = clusters(texts, keys=digests)
    same = np.where(same < 0, order, same)
    if "time" in table.column_names and table["time"].null_count < table.num_rows:
        last = np.iinfo(np.int64).max
        micros = pc.fill_null(table["time"].cast(pa.timestamp("us", tz="UTC")).cast(pa.int64()), last).to_numpy()
        order = np.lexsort((ranks(table, digests), micros))
    held = np.zeros(table.num_rows, bool)
    held[order[np.unique(same[order], return_index=True)[1]]] = True
    return held


def _require(held: npt.NDArray[np.bool_], selection: Selection) -> None:
    if not held.any():
        raise DataError(f"comments with {selection}", f"none of {len(held):,}", "ask for less")
