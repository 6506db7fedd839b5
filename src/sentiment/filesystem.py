"""Files and folders that are there whole or not at all, whatever happens while they are written."""

import atexit
import errno
import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from sentiment.errors import WriteError, first_line

try:
    import fcntl
except ImportError:  # Windows, which removes no file that is open
    fcntl = None  # type: ignore[assignment]

PART = ".part"  # suffix of what is being written
SCRATCH = "sentiment-"  # prefix of folders in the system's folder for temporary files
LONGEST = 60  # letters of a file's name in that of its part: names may have 255 bytes
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def whole(path: Path, scratch: Path | None = None) -> Iterator[Path]:
    """Give a path to write to; when the block ends it takes the place of `path`.

    The contents reach the disk before the name does, so that a power cut leaves the old file or the new one. If the
    block fails, nothing is left behind; what a killed process left is removed by the next one that writes `path`. A
    link is followed: its target is written. The mode is that of the file replaced, else what the umask leaves of 0666.

    Args:
        path: of the file.
        scratch: a folder on the same disk to write in; that of `path` if left out.
    """
    path = Path(os.path.realpath(path))
    with ExitStack() as stack:
        part = stack.enter_context(_begun(scratch or path.parent, path.name))
        yield part
        with suppress(FileNotFoundError):
            part.chmod(path.stat().st_mode & 0o777)
        flush(part)
        part.replace(path)
        flush(path.parent)


@contextmanager
def written(path: Path, scratch: Path | None = None) -> Iterator[Path]:
    """Give a path to write to as `whole` does.

    Raises:
        WriteError: the file cannot be written.
    """
    try:
        with whole(path, scratch) as part:
            yield part
    except OSError as error:
        raise unwritten(path, error) from error


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Give a folder to write in; when the block ends it takes the place of `path`, which is empty or not there.

    Raises:
        WriteError: there are files at `path`.
    """
    path = Path(os.path.realpath(new_folder(path)))
    part = _named(path.parent, path.name)
    part.mkdir(parents=True)
    try:
        with _held(part / "lock"):
            yield part
        (part / "lock").unlink()
        for inner in sorted(part.rglob("*")):
            flush(inner)
        flush(part)
        part.replace(path)
        flush(path.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def scratch_folder() -> Path:
    """Return a new folder for temporary files, gone when the process ends; those of killed processes go now."""
    root = Path(tempfile.gettempdir())
    _sweep(root, SCRATCH)
    folder = Path(tempfile.mkdtemp(prefix=SCRATCH))
    stack = ExitStack()
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    stack.enter_context(_held(folder / "lock"))
    atexit.register(stack.close)
    return folder


@contextmanager
def _begun(folder: Path, name: str) -> Iterator[Path]:
    """Give an empty file that nobody else writes, locked until the block ends, then gone unless it was renamed."""
    part = _named(folder, name)
    try:
        with _held(part):
            yield part
    finally:
        part.unlink(missing_ok=True)


def _named(folder: Path, name: str) -> Path:
    """Return a path to write at, hidden, after removing what killed writers of the same name left."""
    prefix = f".{name[:LONGEST]}."
    _sweep(folder, prefix)
    return folder / f"{prefix}{secrets.token_hex(4)}{PART}"


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Create a file and keep a lock on it, by which others see that its process is alive."""
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666)
    if fcntl is None:
        os.close(descriptor)
        yield
        return
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def _sweep(folder: Path, prefix: str) -> None:
    """Remove what killed processes left in a folder under this prefix."""
    with suppress(OSError):
        for path in list(folder.iterdir()):
            if path.name.startswith(prefix) and (path.name.endswith(PART) or prefix == SCRATCH) and _is_left(path):
                shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def _is_left(path: Path) -> bool:
    """Tell whether a file or folder in the making has no process any more that holds its lock."""
    lock = path / "lock" if path.is_dir() else path
    if fcntl is None or path.is_symlink() or not lock.is_file():
        return False
    try:
        descriptor = os.open(lock, os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except OSError:
        return False
    finally:
        os.close(descriptor)


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


def flush(path: Path) -> None:
    """Make a file, or the names in a folder, reach the disk."""
    if path.is_dir() and os.name == "nt":  # Windows opens no folder
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_stdout(output: str | Path | None) -> bool:
    """Return whether a result goes to standard output: no file is named for it, or `-`."""
    return output is None or str(output) == "-"


def new_folder(output: str | Path) -> Path:
    """Return a folder to save a model in; one that holds files is refused."""
    folder = Path(output)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WriteError("a new folder", f"{folder} with files in it", "name another one with -o")
    return folder
