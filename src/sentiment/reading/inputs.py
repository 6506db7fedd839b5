"""Where files come from: paths, patterns, folders, standard input; zip, gzip, bzip2 and zstd, opened lazily."""

import glob
import io
import os
import re
import shutil
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Set
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import partial
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, cast

from sentiment.errors import MissingFileError, ReadError
from sentiment.filesystem import scratch_folder
from sentiment.reading.compression import (
    COMPRESSIONS,
    FREE,
    NO_LIMIT,
    RATIO,
    ZIP,
    Budget,
    DamagedError,
    LimitError,
    Measured,
    again,
    packed_size,
)

MEMBERS = 100_000
DEPTH = 3  # archives inside archives

BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError)
BESIDE, ALIKE = 10_000, 0.8  # names in a folder that are looked at; how much of a mistyped one is right
_ADDRESS = re.compile(r"[a-z]+://|www\.", re.IGNORECASE)
_SUFFIXES = {".gz", ".bz2", ".zst", ".zstd"}


@dataclass(frozen=True, slots=True)
class Member:
    """One file, or one file inside an archive; `open` starts it anew from its first byte."""

    name: str  # as shown: "export.zip/data/comments.json"
    open: Callable[[], BinaryIO]
    archive: str | None = None  # the archive, folder or pattern that the user named, when this is only a part of it
    packed: str | None = None  # the outermost zip that it lies in, whose other members may be no comments
    budget: Budget | None = field(default=None, compare=False)  # of the outermost archive
    written: datetime | None = None

    @property
    def suffix(self) -> str:
        """The suffix in lower case, without that of a compression."""
        path = PurePosixPath(self.name.lower())
        return PurePosixPath(path.stem).suffix if path.suffix in _SUFFIXES else path.suffix


def is_stream(name: str) -> bool:
    """Return whether a name is standard input (`-`) or a pipe, which can be read but once."""
    return name == "-" or (os.path.lexists(name) and Path(name).is_fifo())


@contextmanager
def spooled(name: str) -> Iterator[Path]:
    """Copy a stream, whatever its size, into a temporary file named `stdin`.

    Raises:
        ReadError: it is standard input, and closed.
    """
    if name == "-" and sys.stdin is None:
        raise ReadError("comments on standard input", "a closed one", "name a file, or pipe one in")
    with ExitStack() as stack:
        path = scratch_folder() / "stdin"
        stack.callback(path.unlink, missing_ok=True)
        source = sys.stdin.buffer if name == "-" else stack.enter_context(Path(name).open("rb"))
        with path.open("wb") as file:
            shutil.copyfileobj(source, file)
        yield path


def is_rejects(name: str) -> bool:
    """Return whether a file is called like those that hold what an earlier run could not read."""
    return ".rejected." in name


def paths(name: str) -> list[Path]:
    """Return what stands at a path, or the files that match a pattern (the folders, when it matches nothing else).

    Raises:
        MissingFileError: nothing is there.
    """
    if os.path.lexists(name):
        found = [Path(name)]
    else:
        matching = sorted(map(Path, glob.glob(name, recursive=True)))
        found = [path for path in matching if path.is_file() and not is_rejects(path.name)] or matching
    if not any(path.exists() for path in found):
        raise _missing(name)
    return found


def _missing(name: str) -> MissingFileError:
    """Say that nothing is at a path, and what is beside it that is called nearly so."""
    if _ADDRESS.match(name):
        hint = "nothing is fetched: save or export the comments, and name the file"
        return MissingFileError("a file", f"the address {name}", hint)
    path = Path(name)
    with suppress(OSError):
        beside = {other.casefold(): other for other in islice(os.listdir(path.parent), BESIDE)}
        if near := get_close_matches(path.name.casefold(), beside, 1, ALIKE):
            hint = f"did you mean {path.with_name(beside[near[0]])}? else check the path with ls"
            return MissingFileError("a file or a pattern that matches one", f"nothing at {name}", hint)
    return MissingFileError("a file or a pattern that matches one", f"nothing at {name}", "check the path with ls")


def files(name: str) -> Iterator[Path]:
    """Yield the files behind a path, a folder or a pattern, in order; archives are not opened.

    Raises:
        MissingFileError: nothing is there.
    """
    for path in paths(name):
        if path.is_dir():
            yield from _walk(path)
        elif path.exists():
            yield path


def state_of(name: str) -> dict[str, tuple[int, int]]:
    """Return size and time of change of each file behind a name; of none where nothing is there."""
    known = {}
    with suppress(OSError):  # what is not there is said where it is read
        for path in files(name):
            if not path.is_fifo():
                stat = path.stat()
                known[path.name] = stat.st_size, stat.st_mtime_ns
    return known


def members(name: str, *, limited: bool = True, without: Collection[Path] = ()) -> Iterator[Member]:
    """Yield the files behind a path, a glob pattern or a folder. Each can be opened until the next one is asked for.

    Links inside a folder are not followed, and nothing is ever unpacked to disk under a name that an archive gives.

    Args:
        name: what the user typed.
        limited: stop unpacking at `RATIO` times the packed size (the first `FREE` bytes are free).
        without: files to pass over.

    Raises:
        MissingFileError: nothing is there.
        ReadError: an archive is damaged or encrypted.
        LimitError: it unpacks beyond the limit.
    """
    pattern = None if os.path.lexists(name) else name
    for path in paths(name):
        if path.is_dir():
            for part in _walk(path):
                if part not in without:
                    yield from _inside(_file(part, str(part.relative_to(path.parent)), str(path)), limited, DEPTH)
        elif path.exists() and path not in without:
            yield from _inside(_file(path, path.name, pattern), limited, DEPTH)


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not _is_parts(Path(root, f)))
        for file in sorted(files):
            path = Path(root, file)
            if path.is_file() and not path.is_symlink() and not file.startswith(".") and not is_rejects(file):
                yield path


def _is_parts(folder: Path) -> bool:
    """Tell whether a folder holds the parts of a job that goes on, or went on a moment ago."""
    return folder.name.endswith(".parts") and any((folder / name).exists() for name in ("manifest.json", "lock"))


def _file(path: Path, name: str, archive: str | None) -> Member:
    def start() -> BinaryIO:
        try:
            return path.open("rb")
        except OSError as error:
            raise ReadError("a file that can be read", f"{path}: {error.strerror}", "check its permissions") from error

    return Member(name, start, archive, written=datetime.fromtimestamp(path.stat().st_mtime, UTC))


def _inside(member: Member, limited: bool, depth: int) -> Iterator[Member]:
    """Yield a file, or the files in it; a part that cannot be unpacked is yielded too, and fails when it is opened."""
    try:
        yield from _unfolded(member, limited, depth)
    except LimitError:
        raise
    except ReadError as error:
        if member.archive is None:
            raise
        yield replace(member, open=partial(_fail, error))


def _fail(error: ReadError) -> BinaryIO:
    raise error


def _unfolded(member: Member, limited: bool, depth: int) -> Iterator[Member]:
    with member.open() as file:
        head = file.read(4)
        size = packed_size(file)
    if member.budget is None:
        member = replace(member, budget=Budget(member.name, size))
    unpack = next((unpack for magic, unpack in COMPRESSIONS if head.startswith(magic)), None)
    if unpack is not None:
        yield from _unpacked(member, unpack, size, limited, depth)
    elif head == ZIP:
        with member.open() as file:
            yield from _zipped(member, file, limited, depth)
    else:
        yield member


def _unpacked(
    member: Member, unpack: Callable[[BinaryIO], IO[bytes]], size: int, limited: bool, depth: int
) -> Iterator[Member]:
    if depth == 0:
        raise ReadError("comments", f"{member.name}: archives inside archives inside archives", "unpack it first")

    def start() -> BinaryIO:
        below = member.open()
        return io.BufferedReader(
            Measured(member.name, unpack(below), size if limited else None, below, member.budget), 1 << 16
        )

    yield from _inside(replace(member, open=start), limited, depth - 1)


def _zipped(member: Member, file: BinaryIO, limited: bool, depth: int) -> Iterator[Member]:
    """Yield the members of a zip; a workbook, which is a zip too, is one file."""
    with tempfile.SpooledTemporaryFile(FREE) as spool:
        if not file.seekable():
            shutil.copyfileobj(file, spool)
            file, member = cast(BinaryIO, spool), replace(member, open=lambda: again(spool))
        try:
            archive = zipfile.ZipFile(file)
        except BROKEN as error:
            found = f"{member.name}, damaged or cut off: {error}"
            raise DamagedError("a whole zip archive", found, "download it anew") from error
        parts = [part for part in archive.infolist() if not part.filename.endswith("/")]
        if _is_document({part.filename for part in parts}):
            limit = max(FREE, RATIO * sum(part.compress_size for part in parts))
            if limited and sum(part.file_size for part in parts) > limit:
                raise LimitError(f"at most {limit:,} unpacked bytes", f"{member.name} with more", NO_LIMIT)
            yield member
            return
        if depth == 0 or len(parts) > MEMBERS:
            raise ReadError(f"an archive of at most {MEMBERS:,} files", f"{member.name}", "unpack it first")
        for part in sorted(parts, key=lambda p: p.filename):
            path = PurePosixPath(part.filename.replace("\\", "/"))
            if not path.name.startswith(".") and "__MACOSX" not in path.parts and not is_rejects(path.name):
                yield from _inside(_part(member, archive, part, path, limited), limited, depth - 1)


def _is_document(names: Set[str]) -> bool:
    """Tell by the names in a zip whether it is one file of an office: Microsoft's, OpenDocument's or Apple's."""
    return "[Content_Types].xml" in names or "mimetype" in names or any(name.endswith(".iwa") for name in names)


def _part(
    member: Member, archive: zipfile.ZipFile, part: zipfile.ZipInfo, path: PurePosixPath, limited: bool
) -> Member:
    name = "/".join((member.name, *(step for step in path.parts if step not in ("/", "..", "."))))
    return Member(
        name,
        _opener(archive, part, name, member.budget if limited else None),
        archive=member.archive or member.name,
        packed=member.packed or member.name,
        budget=member.budget,
        written=_when(part),
    )


def _opener(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str, budget: Budget | None
) -> Callable[[], BinaryIO]:
    def start() -> BinaryIO:
        try:
            opened = archive.open(part)
        except BROKEN as error:
            hint = "unpack it with its password first" if part.flag_bits & 1 else "download it anew"
            raise DamagedError("a file in a zip archive", f"{name}: {error}", hint) from error
        packed = None if budget is None else part.compress_size
        return io.BufferedReader(Measured(name, opened, packed, budget=budget), 1 << 16)

    return start


def _when(part: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*part.date_time, tzinfo=UTC)
    except ValueError:
        return None
