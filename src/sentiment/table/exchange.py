"""Tables as other people's tools take them: a map for Embedding Atlas, annotations for 4CAT."""

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sentiment.errors import DataError
from sentiment.table.comments import Comments, arrow
from sentiment.table.formulas import neutral
from sentiment.table.labels import CONTRARY, EMOTION, STANCE, TOWARD, VECTOR, owned, stance_suffixes
from sentiment.table.projection import matrix, nearest, plane
from sentiment.table.times import iso

ATLAS = ".atlas.parquet"  # which needs vectors
ANNOTATIONS = 20  # that 4CAT takes at once
AXES, NEAR = ("x", "y"), "neighbors"
_BARE_ID = re.compile(r"[\w-]+")  # which 4CAT must find as it is, also where it begins with a hyphen; no formula


def write_atlas(comments: Comments, path: Path) -> None:
    """Write the rows that have a vector, with `x`, `y` and `neighbors` in the place of it, as Parquet.

    Raises:
        DataError: no row has one.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = arrow(comments)
    if VECTOR not in table.column_names or not (len(table) - table[VECTOR].null_count):
        hint = "score them with it: sentiment score FILES -o map.atlas.parquet"
        raise DataError(f"comments with a {VECTOR}, for a map", "none", hint)
    rows, halves = matrix(table[VECTOR])
    vectors = halves.astype(np.float32)
    places, distances = nearest(vectors)
    near = pa.StructArray.from_arrays([_lists(places), _lists(distances)], ["ids", "distances"])
    taken = {*AXES, NEAR, VECTOR}
    kept = table.select([name for name in table.column_names if name not in taken]).take(rows)
    for name, values in zip(AXES, plane(vectors).T, strict=True):
        kept = kept.append_column(name, pa.array(values))
    pq.write_table(kept.append_column(NEAR, near).replace_schema_metadata(None), path)


def write_4cat(comments: Comments, path: Path) -> None:
    """Write what 4CAT's "Upload annotations" takes: ids of the platform, then what the model says, 20 columns at most.

    Raises:
        DataError: the table is not labelled.
    """
    names = annotations(comments.column_names)[:ANNOTATIONS]
    if not names:
        hint = "score it first: sentiment score FILES -o labels.4cat.csv"
        raise DataError("a scored table with a column 'label'", "none", hint)
    with path.open("w", encoding="utf-8", newline="", errors="replace") as file:
        table = csv.writer(file)
        table.writerow(["id", *map(neutral, names)])
        for row in arrow(comments).select(["id", "platform", *names]).to_pylist():
            if row["label"] is not None:
                native = row["id"].removeprefix(f"{row['platform']}:")
                own = native if _BARE_ID.fullmatch(native) else neutral(native)
                table.writerow([own, *(_cell(row[name]) for name in names)])


def annotations(columns: Sequence[str]) -> list[str]:
    """Return the columns that a model added, labels before probabilities."""
    sides = [name + suffix for suffix in stance_suffixes(columns) for name in (STANCE, TOWARD, CONTRARY)]
    known = ["label", *sides, EMOTION, *(name for name, _ in owned(columns)), "language"]
    said = [name for name in known if name in columns]
    return [*said, *(name for name in columns if name.startswith("p_"))] if "label" in columns else []


def _cell(found: Any) -> Any:
    return neutral(found) if isinstance(found, str) else iso(found)


def _lists(rows: "np.ndarray[Any, Any]") -> Any:
    import pyarrow as pa

    ends: Iterable[int] = np.arange(len(rows) + 1) * rows.shape[1]
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), pa.array(rows.ravel()))
