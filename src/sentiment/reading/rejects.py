"""Rows that could not be read, written down where they are looked for and mislead nobody."""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, fields
from itertools import count
from pathlib import Path

from sentiment.errors import WriteError
from sentiment.filesystem import is_stdout, whole
from sentiment.reading.inputs import is_stream, paths
from sentiment.reading.log import Rejection

_KEYS = {field.name for field in fields(Rejection)}


def settle(rejected: Sequence[Rejection], files: Sequence[str], output: str | Path | None) -> Path | None:
    """Write what was rejected to `NAME.rejected.jsonl`, an object a line with file, line and reason; return where.

    NAME is the whole name of the output and stands beside it, or else of the first input, and stands beside that one,
    or in the current folder where the input's cannot be written. What an earlier run left there is replaced, and goes
    when every row was read. A file of that name that is none of ours stays, and another number is taken.

    Raises:
        WriteError: the place cannot be written.
    """
    place = _place(_beside(files) if is_stdout(output) else Path(str(output)))
    if not rejected:
        with suppress(OSError):
            place.unlink(missing_ok=True)
        return None
    try:
        with whole(place) as part, part.open("w", encoding="utf-8", errors="replace") as file:
            file.writelines(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rejected)
    except OSError as error:
        raise WriteError("a place for the rejected rows", f"{place}: {error.strerror}", "name one with -o") from error
    return place


def _beside(files: Sequence[str]) -> Path:
    """Return the path of the first input, in a folder that can be written."""
    if is_stream(files[0]):
        return Path("stdin")
    first = paths(files[0])[0]
    first = first if first.name not in ("", "..") else first.resolve()
    return first if os.access(first.parent, os.W_OK) else Path(first.name)


def _place(path: Path) -> Path:
    names = (f"{path.name}.rejected{f'.{i}' if i > 1 else ''}.jsonl" for i in count(1))
    return next(p for name in names if not os.path.lexists(p := path.with_name(name)) or _is_ours(p))


def _is_ours(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8") as file:
            return set(json.loads(file.readline(1 << 20))) == _KEYS
    except (OSError, ValueError, TypeError):
        return False
