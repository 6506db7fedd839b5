"""Windows of a table labelled apart, and joined: one rule for this machine and for a cluster."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import numpy as np

from sentiment.scoring.asked import Asked
from sentiment.scoring.preparation import ADDED, FOUND
from sentiment.table.comments import Comments, Table, arrow
from sentiment.table.copies import digests, originals
from sentiment.table.labels import CONTRARY, STANCE, TOWARD
from sentiment.text import clean

if TYPE_CHECKING:
    from sentiment.scoring.classifier import Classifier

FOLD = "digest of the words"  # column of a window: by it copies are found over all of them
SKIPPED = "skipped"
COPY = ADDED[2]
Array = Any  # pyarrow.Array


def added(classifier: "Classifier") -> list[str]:
    """Return the columns that labelling adds, in order; where a table has one of them, it is replaced."""
    return [*ADDED, *classifier({"text": []})]


def window(prepared: Comments, classifier: "Classifier") -> Table:
    """Label some rows; return what is said of them anew (`added` without `copy_of`), `skipped` and `FOLD`.

    Where a file has languages of its own, what was found instead is said too.
    """
    table = arrow(classifier.score(prepared))
    found = [FOUND] if FOUND in table.column_names else []
    told = [SKIPPED, *(name for name in (*ADDED, *found, *added(classifier)[len(ADDED) :]) if name != COPY)]
    return table.select(told).append_column(FOLD, digests(prepared["clean"]))


def join(comments: Table, said: Table, copies: Array) -> Table:
    """Return a table with what the windows say of its rows, and which row each is a copy of."""
    told = [name for name in said.column_names if name not in (SKIPPED, FOLD)]
    names = [*ADDED, *(name for name in told if name not in ADDED)]
    table = comments.drop_columns([name for name in names if name in comments.column_names])
    table = table.set_column(table.column_names.index(SKIPPED), SKIPPED, said[SKIPPED])
    for name in names:
        table = table.append_column(name, copies if name == COPY else said[name])
    return table


def copies(ids: Array, folds: Array) -> Array:
    """Return `copy_of` of all rows: the id of the first with the same words, null for that one."""
    import pyarrow as pa

    rows, first = originals(folds)
    original = np.full(len(folds), -1)
    original[rows] = first
    return ids.take(pa.array(original, mask=original < 0)).combine_chunks()


def is_scored(comments: Comments, wanted: Sequence[str], asked: Asked) -> bool:
    """Tell whether nothing has to be labelled any more, in any row that has something to label.

    A row is labelled where `label` names one of the columns `p_<label>`: a table of somebody's own may have a `label`
    too. Where any row lacks what is asked for, all are labelled anew, so that one model speaks in a table.

    Args:
        comments: rows as they were read.
        wanted: columns asked for beside the tone.
        asked: the events that the stance must be toward, and their contraries.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    table = arrow(comments)
    names = set(table.column_names)
    labels = [name.removeprefix("p_") for name in names if name.startswith("p_")]
    if "label" not in names or not labels or not names.issuperset(wanted):
        return False
    silent = pc.is_valid(table[SKIPPED]) if SKIPPED in names else pc.is_null(table["label"])
    everywhere = [name for name in wanted if name != STANCE]  # which a row without a target has not
    if not all(_all(pc.is_valid(table[name]), silent) for name in everywhere):
        return False
    suffixes = [""] if len(asked.toward) == 1 else [f"_{number}" for number in range(1, len(asked.toward) + 1)]
    for suffix, event, other in zip_longest(suffixes, asked.toward, asked.contrary):
        for column, name in ((TOWARD + suffix, event), (CONTRARY + suffix, other)):
            if name and (column not in names or not _all(pc.equal(table[column], clean(name)), silent)):
                return False
    said = pc.is_in(table["label"], pa.array(labels, table["label"].type))
    return _all(said, silent)


def _all(said: Array, silent: Array) -> bool:
    """Tell whether something is said of every row that is not silent; null is not."""
    import pyarrow.compute as pc

    return pc.all(pc.or_(pc.fill_null(said, False), silent)).as_py() is not False
