"""Hostile inputs of any size, and the time that reading them takes: the work of `torture.py growth`."""

import io
import json
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from spoiled import rows_of

from sentiment.errors import ReadError
from sentiment.text import cleaned

Made = tuple[str, bytes]  # suffix and contents


def keys(size: int) -> Made:
    """One record with so many keys."""
    return ".jsonl", json.dumps({"id": "1", "text": "good", **{f"k{i}": i for i in range(size)}}).encode()


def fresh_keys(size: int) -> Made:
    """So many records, each with a key of its own."""
    return ".jsonl", "".join(f'{{"id": "{i}", "text": "good", "k{i}": 1}}\n' for i in range(size)).encode()


def columns(size: int) -> Made:
    """A table of so many columns."""
    head = ",".join(f"c{i}" for i in range(size))
    return ".csv", f"id,text,{head}\n1,good{',x' * size}\n2,bad{',y' * size}\n".encode()


def long_name(size: int) -> Made:
    """A column whose name has so many letters, words and signs."""
    return ".csv", f"id,text,{'aB c_' * (size // 5)}\n1,good,x\n2,bad,y\n".encode()


def long_names(size: int) -> Made:
    """A hundred columns whose names together have so many letters."""
    head = ",".join("Ab_" * (size // 300) + str(i) for i in range(100))
    return ".csv", f"id,text,{head}\n1,good{',x' * 100}\n2,bad{',y' * 100}\n".encode()


def marks(size: int) -> Made:
    """A comment of so many combining marks."""
    return ".jsonl", json.dumps({"id": "1", "text": "a" + "\u0300\u0327" * (size // 2)}).encode()


def directions(size: int) -> Made:
    """A line of so many marks of direction."""
    return ".txt", ("\u202e" * size + " good\n").encode()


def archives(size: int) -> Made:
    """So many archives in an archive."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", "id,text\n" + "1,good\n" * 2_000)
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        for i in range(size):
            archive.writestr(f"{i}.zip", inner.getvalue())
    return ".zip", outer.getvalue()


def deep(size: int) -> Made:
    """A document of so many levels."""
    return ".json", b'{"text": "a", "x": ' + b'{"a":' * size + b"1" + b"}" * (size + 1)


def deep_line(size: int) -> Made:
    """A line of JSON of so many levels, behind one that is read."""
    return ".jsonl", b'{"text": "good"}\n{"text": "a", "x": ' + b"[" * size + b"]" * size + b"}\n"


MADE: dict[str, tuple[Callable[[int], Made], int]] = {
    "keys of a record": (keys, 50_000),
    "records with a key of their own": (fresh_keys, 50_000),
    "columns of a table": (columns, 50_000),
    "letters in the name of a column": (long_name, 1_000_000),
    "letters in the names of a hundred columns": (long_names, 1_000_000),
    "combining marks in a comment": (marks, 1_000_000),
    "marks of direction in a line": (directions, 1_000_000),
    "archives in an archive": (archives, 40),
    "levels of a document": (deep, 100_000),
    "levels of a line of JSON": (deep_line, 100_000),
}


def seconds(name: str, runs: int) -> dict[str, object]:
    """Return size -> the best time of some runs of the processor, and how the largest one ends."""
    make, largest = MADE[name]
    told: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as place:
        for size in (largest // 4, largest // 2, largest):
            suffix, data = make(size)
            path = Path(place) / f"x{suffix}"
            path.write_bytes(data)
            told[f"{size:,}"] = round(min(_timed(path) for _ in range(runs)), 3)
            told["ends in"] = _ending(path)
    return told


def _timed(path: Path) -> float:
    started = time.process_time()
    _ending(path)
    return time.process_time() - started


def _ending(path: Path) -> str:
    """Read a file, and its first text as the model reads it; say how that ends."""
    try:
        rows = rows_of(path)
    except ReadError as error:
        return str(error)[:160].replace(path.name, "FILE")
    if path.suffix == ".jsonl":
        cleaned(json.loads(path.read_text().splitlines()[0])["text"])
    return f"{rows:,} rows"
