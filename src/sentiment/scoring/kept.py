"""Folders in the user's cache: there whole, as they were made, or not at all; a damaged one is made anew."""

import json
import logging
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from sentiment.filesystem import scratch_folder, sha256

NAME = "sentiment"
DIGESTS = "digests.json"  # file -> SHA-256, in each folder kept
LATEST = 4  # folders of a kind that are kept
_LOCK, _PART = ".lock", "part-"  # the latter begins the name of a folder that is being made
_LOG = logging.getLogger(NAME)


def cache_folder() -> Path:
    """Return the user's cache folder for this program; where the user has no home, one that goes with the process."""
    from platformdirs import user_cache_path

    try:
        return user_cache_path(NAME, appauthor=False).absolute()
    except RuntimeError:
        return _passing()


@cache
def _passing() -> Path:
    """Return a folder of this process alone: a name that others can guess is one that they can put a model at."""
    return scratch_folder()


def kept(kind: str, key: str, make: Callable[[Path], None]) -> Path:
    """Return a folder of the cache, made if it is not there.

    A folder that was cut, changed or put there by another program is thrown away, which is said, and made anew. One
    process makes while others wait; what a killed one left half made goes. Where the cache cannot be written the folder
    is a temporary one, gone with the process.

    Args:
        kind: of folder; the latest few of a kind are kept.
        key: its name: a digest of all that decides what is in it.
        make: fills an empty folder.
    """
    from filelock import FileLock

    place = cache_folder() / kind
    try:
        _sweep(place)
        if _whole(place / key):
            return place / key
        place.mkdir(parents=True, exist_ok=True)
        with FileLock(place / _LOCK):
            if _whole(place / key):  # another process made it meanwhile
                return place / key
            return _made(place, key, make)
    except OSError as error:
        _LOG.debug("%s cannot be written: %s", place, error)
    passing = scratch_folder() / key
    passing.mkdir()
    make(passing)
    return passing


def _made(place: Path, key: str, make: Callable[[Path], None]) -> Path:
    folder = place / key
    if folder.exists():
        _LOG.warning("%s was damaged or of another making: thrown away and made anew", folder)
        _remove(folder)
    with tempfile.TemporaryDirectory(prefix=_PART, dir=place) as part:
        inner = Path(part) / key
        inner.mkdir()
        make(inner)
        found = {path.relative_to(inner).as_posix(): sha256(path) for path in _files(inner)}
        (inner / DIGESTS).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        inner.replace(folder)
    others = sorted((p for p in place.iterdir() if p.is_dir() and p != folder), key=lambda p: p.stat().st_mtime)
    for old in others[: max(0, len(others) - LATEST + 1)]:
        _remove(old)
    return folder


def _sweep(place: Path) -> None:
    """Remove what killed processes left half made; as long as one lives, the lock is its own."""
    from filelock import FileLock, Timeout

    if left := list(place.glob(f"{_PART}*")):
        try:
            with FileLock(place / _LOCK, timeout=0):
                for part in left:
                    shutil.rmtree(part, ignore_errors=True)
        except Timeout:
            pass


def _whole(folder: Path) -> bool:
    """Say whether a folder has the files that it was made with, and no others."""
    try:
        listed = json.loads((folder / DIGESTS).read_text(encoding="utf-8"))
        found = {path.relative_to(folder).as_posix(): path for path in _files(folder)}
        return found.keys() == listed.keys() and all(sha256(path) == listed[name] for name, path in found.items())
    except (OSError, ValueError, AttributeError):
        return False


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.name != DIGESTS]


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
