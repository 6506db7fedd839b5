"""Inputs made from numbers, and what the readers make of them: the work of `torture.py fuzz`.

An input is noise, or a sample of the tests with some bytes spoiled, also inside a zip or a workbook, or packed once
more. The same number makes the same input as long as the samples are the same. None is kept.
"""

import bz2
import gzip
import io
import json
import os
import random
import resource
import signal
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import zstandard

from sentiment.errors import ReadError
from sentiment.reading import reader
from sentiment.reading.options import ReadOptions

SAMPLES = Path(__file__).parents[1] / "tests" / "data"
SUFFIXES = (".csv", ".tsv", ".txt", ".json", ".jsonl", ".md", ".html", ".js", ".zip", ".gz", ".xlsx", ".parquet", "")
MARKS = [
    *(bytes([letter]) for letter in b"\"\n{}[]\\,;\t\x00\xc3&<'=\r$."),
    *(b"null", b"-1", b"1e999", b"9" * 30, b"\xef\xbb\xbf", b"\xff\xfe", b"\\ud83d", "\u202e".encode()),
]
LONGEST, LARGEST = 3_000, 20_000  # bytes of a sample that is text, and of one that is none
ZIP, BINARY = b"PK\x03\x04", (b"PK\x03\x04", b"PAR1", b"ARROW1", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
ARTICLES = 0.02  # of the inputs are read as articles, which takes twenty times as long
SECONDS, MEMORY = 30, 3 << 30  # that one input may take: of the processor, and bytes beside those of the start
Told = tuple[int, str, int | str]  # number of an input, how it ended, its rows or the fault


def samples() -> list[bytes]:
    """Return the samples: text is cut, files of another kind are there whole or not at all."""
    found = [path.read_bytes() for path in sorted(SAMPLES.rglob("*")) if path.is_file()]
    return [
        data if data.startswith(BINARY) else data[:LONGEST]
        for data in found
        if not data.startswith(BINARY) or len(data) <= LARGEST
    ]


def told(first: int, last: int, known: list[bytes]) -> Iterator[Told]:
    """Read inputs in a process of its own; where one ends it, say so, and go on behind that one in another."""
    while first < last:
        source, sink = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(source)
            _tell(range(first, last), known, sink)
        os.close(sink)
        with os.fdopen(source) as lines:
            for line in lines:
                first, *_ = found = json.loads(line)
                first += 1
                yield tuple(found)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        if first < last:
            how = {-signal.SIGPROF: f"more than {SECONDS} seconds"}.get(code, f"the process ended with {code}")
            yield first, "ended", how
            first += 1


def _tell(numbers: range, known: list[bytes], sink: int) -> None:
    """Read inputs in this process, which is a fork; it ends with the last one, or with one that takes too long."""
    warnings.simplefilter("ignore")
    with suppress(OSError), open("/proc/self/statm") as file:
        now = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + MEMORY, resource.RLIM_INFINITY))
    shm = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(prefix="fuzz-", dir=shm) as place, os.fdopen(sink, "w") as lines:
        for number in numbers:
            signal.setitimer(signal.ITIMER_PROF, SECONDS)
            lines.write(json.dumps((number, *_ending(number, known, Path(place)))) + "\n")
            lines.flush()
    os._exit(0)


def _ending(number: int, known: list[bytes], place: Path) -> tuple[str, int | str]:
    """Read an input: it must end in rows with ids, or in a ReadError of one line."""
    rng = random.Random(number)
    path = place / f"x{rng.choice(SUFFIXES)}"
    path.write_bytes(made(rng, known))
    try:
        return "read", rows_of(path, article=rng.random() < ARTICLES)
    except ReadError as error:
        return ("fault", "a message of two lines") if "\n" in str(error) else ("refused", 0)
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        return "fault", f"{type(error).__name__}: {str(error)[:200]}"
    finally:
        path.unlink()


def rows_of(path: Path, *, article: bool = False) -> int:
    """Read a file up to the rows of the one table, which are counted."""
    state = reader._State(ReadOptions(article=article), "salt")
    rows = list(state.rows(str(path)))
    if not all(isinstance(row["id"], str) for row in rows):
        raise TypeError("an id that is no text")
    return len(rows)


def made(rng: random.Random, known: list[bytes]) -> bytes:
    """Return an input."""
    if rng.random() < 0.05:
        return rng.randbytes(rng.randrange(300))
    data = rng.choice(known)
    if data.startswith(ZIP) and rng.random() < 0.8:
        return _inside(rng, data)
    if rng.random() < 0.1:  # the beginning of one sample before the end of another
        data = data[: rng.randrange(len(data) + 1)] + (other := rng.choice(known))[rng.randrange(len(other) + 1) :]
    data = b"".join(_spoiled(rng, data))
    return rng.choice(PACKINGS)(data) if rng.random() < 0.1 else data


def _spoiled(rng: random.Random, data: bytes) -> Iterator[bytes]:
    at = 0
    for place in sorted(rng.randrange(len(data) + 1) for _ in range(rng.randrange(5))):
        yield data[at:place]
        yield rng.choice([*MARKS, rng.randbytes(rng.randrange(5)), data[place : place + rng.randrange(200)]])
        at = place + rng.randrange(9)
    yield data[at : rng.randrange(len(data) + 1) if rng.random() < 0.3 else None]


def _inside(rng: random.Random, data: bytes) -> bytes:
    """Spoil one member of a zip or workbook, and pack all anew."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist() if not name.endswith("/")}
    name = rng.choice(sorted(parts))
    parts[name] = b"".join(_spoiled(rng, parts[name]))
    if rng.random() < 0.1:
        del parts[rng.choice(sorted(parts))]
    return _zipped(parts)


def _zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


PACKINGS: list[Callable[[bytes], bytes]] = [
    lambda data: gzip.compress(data, 1),
    lambda data: bz2.compress(data, 1),
    lambda data: zstandard.compress(data, 1),
    lambda data: gzip.compress(data, 1)[:-9],
    lambda data: _zipped({"a.csv": data, "b.json": data}),
    lambda data: _zipped({"a.zip": _zipped({"c.txt": data})}),
]


def warm() -> None:
    """Import what reading imports, lest every fork does it."""
    with tempfile.TemporaryDirectory() as place:
        for suffix in (".csv", ".json", ".xlsx", ".parquet", ".html", ".docx", ".xls"):
            for sample in SAMPLES.rglob(f"*{suffix}"):
                path = Path(place, f"x{suffix}")
                path.write_bytes(sample.read_bytes())
                for article in (True, False):
                    with suppress(ReadError):
                        rows_of(path, article=article)


if __name__ == "__main__":  # how the inputs of some numbers end: python benchmarks/spoiled.py NUMBER...
    warm()
    for given in map(int, sys.argv[1:]):
        print(*told(given, given + 1, samples()))
