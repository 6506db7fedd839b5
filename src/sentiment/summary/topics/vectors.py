"""Vectors that stand in a scored table, so that no text is read for them twice."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sentiment.table.comments import Table
from sentiment.table.labels import VECTOR
from sentiment.table.projection import matrix
from sentiment.text import cleaned

if TYPE_CHECKING:
    from sentiment.scoring.classifier import Classifier


class KnownVectors:
    """Gives vectors of texts: those that a model wrote into a table, and of other texts what the model says now."""

    def __init__(self, table: Table, classifier: "Classifier") -> None:
        """Take a scored table, which may have no vectors, and the model."""
        self._ask = classifier.vectors
        self._place: dict[str, int] = {}
        if not {VECTOR, "clean", "model"} <= set(table.column_names) or not _are_lists(table[VECTOR].type):
            return
        mine = table.select([VECTOR, "clean"]).filter(pc.equal(table["model"], classifier.identity))
        mine = mine.filter(pc.is_valid(mine["clean"]))
        widths = pc.unique(pc.list_value_length(mine[VECTOR].drop_null()))
        if len(widths) == 1 and widths[0].as_py():
            rows, self._vectors = matrix(mine[VECTOR])
            sound = np.flatnonzero(np.asarray(np.isfinite(self._vectors)).all(axis=1))
            self._place = dict(zip(mine["clean"].take(rows[sound]).to_pylist(), sound.tolist(), strict=True))

    def __call__(self, texts: Sequence[str]) -> npt.NDArray[Any]:
        """Return vectors (texts, dimensions) of texts as written."""
        place = np.array([self._place.get(cleaned(text) or "", -1) for text in texts], np.int64)
        new = np.flatnonzero(place < 0)
        asked = self._ask([texts[i] for i in new.tolist()]) if len(new) or not len(texts) else None
        if len(new) == len(texts):
            return np.asarray(asked)
        found = self._vectors[place].astype(np.float32)
        if asked is not None:
            found[new] = asked
        return found


def _are_lists(kind: Any) -> bool:
    return bool(pa.types.is_list(kind) or pa.types.is_fixed_size_list(kind))
