"""The first records of a file, by which it is told what stands in them."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from sentiment.errors import ReadError
from sentiment.reading.compression import LimitError

LOOKED_AT = 50  # records that tell how comments stand in them


def begun(rows: Iterator[tuple[int, dict[str, Any]]]) -> tuple[list[tuple[int, dict[str, Any]]], ReadError | None]:
    """Return the first records, and the error where the file breaks off in them: it is raised when they are read."""
    first: list[tuple[int, dict[str, Any]]] = []
    try:
        first.extend(islice(rows, LOOKED_AT))
    except LimitError:
        raise
    except ReadError as error:
        return first, error
    return first, None
