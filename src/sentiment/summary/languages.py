"""The languages of a file: a code that few of its rows have comes from noise, and is none of them."""

from typing import Any

import numpy as np

from sentiment.arrays import Ints
from sentiment.table.groups import NO_VALUE, codes_of
from sentiment.text import WORD

LANGUAGE, GIVEN, UNSURE = "language", "own_language", "und"
RARE = 0.005  # of the rows; a code that fewer have is taken for noise
SELDOM, SHORT = 0.03, 2  # likewise one that fewer have, all of them in texts of so few words


def settled(table: Any, texts: Any, rows: Ints) -> Any:
    """Return an Arrow table of which rare languages are `und`; what the file says itself stays.

    Most files are in few languages, and a detector takes some comments of one or two words for those of a language far
    away: a report must not show a group of them.

    Args:
        table: with a column `language`, or none.
        texts: cleaned, one a row.
        rows: those that count.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if LANGUAGE not in table.column_names or GIVEN in table.column_names:
        return table
    names, codes = codes_of(table[LANGUAGE])
    counts = np.bincount(codes[rows], minlength=len(names))
    noise = [k for k, n in enumerate(counts) if 0 < n < SELDOM * len(rows) and names[k] not in (UNSURE, NO_VALUE)]
    noise = [k for k in noise if counts[k] < RARE * len(rows) or _all_short(texts.take(rows[codes[rows] == k]))]
    if not noise:
        return table
    kept = pa.DictionaryArray.from_arrays(pa.array(codes), [UNSURE if k in noise else n for k, n in enumerate(names)])
    told = pa.chunked_array([kept.cast(pa.string())])
    at = table.column_names.index(LANGUAGE)
    return table.set_column(at, LANGUAGE, pc.if_else(table[LANGUAGE].is_valid(), told, None))


def _all_short(texts: Any) -> bool:
    return all(len(WORD.findall(text or "")) <= SHORT for text in texts.to_pylist())
