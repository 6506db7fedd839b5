"""What was read, and what that changed or lost: it travels inside a table, from `read` to the report."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from glob import glob
from pathlib import Path
from typing import Any

from sentiment.filesystem import sha256
from sentiment.table.comments import Comments, describe, description


def attach(
    comments: Comments, told: Sequence[str] = (), rejected: int = 0, inputs: Sequence[dict[str, str]] = ()
) -> None:
    """Let a table remember sentences about how it was read, how many rows could not be, and the digests of its files.

    They are a line of JSON. In a Dataset it stands in `info.description`, which every operation of the datasets library
    carries along and `concatenate_datasets` joins line by line.
    """
    if told or rejected or inputs:
        known = {"told": list(told), "rejected": rejected, "inputs": list(inputs)}
        describe(comments, json.dumps(known, ensure_ascii=False))


def digests(names: Sequence[str]) -> list[dict[str, str]]:
    """Return `file` and `sha256` of each named file; of a folder or a pattern, the digest over its files' digests."""
    found = []
    for name in names:
        path = Path(name)
        if path.is_file():
            found.append({"file": path.name, "sha256": _sha256(path)})
            continue
        whole = hashlib.sha256()
        for part in sorted(_files(name)):
            whole.update(_sha256(part).encode())
        found.append({"file": path.name or name, "sha256": whole.hexdigest()})
    return found


def remembered(comments: Comments) -> tuple[list[str], int]:
    """Return the sentences about reading, and how many rows could not be read."""
    lines = list(_lines(comments))
    return [text for line in lines for text in line["told"]], sum(line["rejected"] for line in lines)


def inputs(comments: Comments) -> list[dict[str, str]]:
    """Return `file` and `sha256` of the files that a table was read from."""
    return [file for line in _lines(comments) for file in line["inputs"]]


def _lines(comments: Comments) -> "Iterator[dict[str, Any]]":
    for line in description(comments).splitlines():
        try:
            found = json.loads(line)
            yield {"told": list(found["told"]), "rejected": int(found["rejected"]), "inputs": found.get("inputs", [])}
        except (ValueError, TypeError, KeyError):  # a description of another making
            continue


def _files(name: str) -> Iterator[Path]:
    for path in map(Path, glob(name, recursive=True)):
        yield from (part for part in path.rglob("*") if part.is_file()) if path.is_dir() else [path]


def _sha256(path: Path) -> str:
    try:
        return sha256(path)
    except OSError:  # it was read a moment ago; the report says what is still there
        return "unknown"
