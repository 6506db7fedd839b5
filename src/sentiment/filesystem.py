"""Files that are there whole or not at all, whatever happens while they are written."""

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sentiment.errors import WriteError, first_line

_FULL = {errno.ENOSPC, errno.EDQUOT}


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a path beside `path` to write to; when the block ends it takes the place of `path`.

    The contents reach the disk before the name does, so that a power cut leaves the old file or the new one. If the
    block fails, nothing is left behind.
    """
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        part = Path(file.name)
    try:
        yield part
        part.chmod(0o644)
        _flush(part)
        part.replace(path)
        _flush(path.parent)
    finally:
        part.unlink(missing_ok=True)


def is_full(error: OSError) -> bool:
    """Say whether there was no room on the disk."""
    return error.errno in _FULL


def sha256(path: Path) -> str:
    """Return the digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unwritten(path: Path, error: OSError) -> WriteError:
    """Say why a file was not written, and what to do."""
    if is_full(error):
        return WriteError("room on the disk", f"{path}: no space left", "free some, then run the same command again")
    return WriteError(
        "a file that can be written", f"{path}: {error.strerror or first_line(error)}", "choose another place"
    )


def _flush(path: Path) -> None:
    if path.is_dir() and os.name == "nt":  # Windows opens no folder
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def new_folder(output: str | Path) -> Path:
    """Return a folder to save a model in; one that holds files is refused."""
    folder = Path(output)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WriteError("a new folder", f"{folder} with files in it", "name another one with -o")
    return folder
