"""The parser of JSON documents: streamed, in Python, and of bounded depth.

ijson would choose its C library, which can end the whole process on a document that is no single one. Files of
strangers are parsed by its Python code instead: slower (about 5 MB a second), and an error stays an error. What every
key stands under is not spelled out, as `ijson.items` does for each event: that costs the square of the depth.
"""

from collections.abc import Iterator
from typing import Any

import ijson.common
from ijson.backends import python

DEPTH = 200  # levels of nesting; no export has a tenth of them
JSONError, ObjectBuilder = ijson.common.JSONError, ijson.common.ObjectBuilder
OPENS, CLOSES = frozenset(("start_map", "start_array")), frozenset(("end_map", "end_array"))
ENDS = (b"},", b"],", b'",')  # of a value, most likely
Event = tuple[str, Any]


def events(file: Any) -> Iterator[Event]:
    """Yield what a stream of bytes holds, event by event.

    Raises:
        JSONError: it is no JSON, or nested too deep.
    """
    depth = 0
    for event, found in python.basic_parse(_Cut(file), use_float=False):
        depth += (event in OPENS) - (event in CLOSES)
        if depth > DEPTH:
            raise JSONError(f"more than {DEPTH} levels of nesting")
        yield event, found


class _Cut:
    """A stream handed on in pieces that end where a value does.

    ijson's Python lexer lets go of what it has read only when a piece ends between two lexemes; else it keeps the whole
    document.
    """

    def __init__(self, file: Any) -> None:
        self._file = file
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        if size == 0:
            return b""
        data = self._rest or bytes(self._file.read(size))
        end = max(map(data.rfind, ENDS)) + 2
        end = end if end > 1 else len(data)
        self._rest = data[end:]
        return data[:end]


def pairs(file: Any) -> Iterator[tuple[str, Any]]:
    """Yield keys and values of the object that a document is; of an array its items, without keys."""
    depth, key, record = 0, "", None
    for event, found in events(file):
        opens, closes = event in OPENS, event in CLOSES
        if record is not None:
            record.event(event, found)
        elif depth == 1 and event == "map_key":
            key = found
        elif depth == 1 and not closes:
            record = ObjectBuilder()
            record.event(event, found)
        depth += opens - closes
        if record is not None and depth == 1:
            yield key, record.value
            record = None
