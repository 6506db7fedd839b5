"""What a model said of a text, kept under the text's digest, so that no run asks it again."""

import hashlib
import logging
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.float64]
Ask = tuple[str | None, str]  # an event that is read before it, and a text
Valid = Callable[[Rows], bool]
DIGEST = 8  # bytes behind a row
LARGEST = 2**30  # bytes of one file; the oldest quarter of what is in it then makes room
FILES = 6  # of the models used last
ASKED = 500  # keys in one question; SQLite takes 32,766
_LOG = logging.getLogger("sentiment")
TABLE = "CREATE TABLE IF NOT EXISTS said (key BLOB UNIQUE NOT NULL, row BLOB NOT NULL)"
WAIT = 30.0  # seconds for another process to finish writing


class Cache:
    """Rows of numbers by text, in a file that processes share.

    A cache is no more than a help: one that is damaged is thrown away, and one that cannot be written is done without.
    A row that is not as it was put there is as good as none.
    """

    def __init__(
        self,
        path: Path,
        width: int | None,
        kind: npt.DTypeLike = np.float64,
        *,
        valid: Valid = lambda row: True,
        largest: int = LARGEST,
    ) -> None:
        """Take a file, of what rows it is, and how large it may grow; nothing is opened yet.

        Args:
            path: of the file.
            width: numbers in a row; None where that is not known.
            kind: type of the numbers.
            valid: says whether a row can be what a model said.
            largest: bytes of the file.
        """
        self._path, self._width, self._kind, self._valid, self._largest = path, width, np.dtype(kind), valid, largest

    @staticmethod
    def key(text: str, event: str | None = None) -> bytes:
        """Return the digest of a cleaned text, and of the event that is read before it."""
        said = f"{event or ''}\0{text}".encode("utf-8", "replace")
        return hashlib.blake2b(said, digest_size=16).digest()

    def get(self, keys: Sequence[bytes]) -> dict[bytes, Rows]:
        """Return the rows of those keys that are known."""
        found: dict[bytes, Rows] = {}
        wrong = 0

        def look(base: sqlite3.Connection) -> None:
            nonlocal wrong
            for start in range(0, len(keys), ASKED):
                some = keys[start : start + ASKED]
                marks = ",".join("?" * len(some))
                for key, blob in base.execute(f"SELECT key, row FROM said WHERE key IN ({marks})", some):
                    row = self._row(key, blob)
                    if row is None:
                        wrong += 1
                    else:
                        found[key] = row

        self._try(look)
        if wrong:
            _LOG.warning("%s: %d of its rows are damaged, and asked of the model again", self._path, wrong)
        return found

    def _row(self, key: bytes, blob: object) -> Rows | None:
        """Return a row as it was put there, or None."""
        size = self._width and self._width * self._kind.itemsize + DIGEST
        if not isinstance(blob, bytes) or len(blob) != (size or len(blob)):
            return None
        if _digest(key, blob[:-DIGEST]) != blob[-DIGEST:]:
            return None
        row = np.frombuffer(blob[:-DIGEST], self._kind).astype(np.float64)
        return row if np.isfinite(row).all() and self._valid(row) else None

    def put(self, keys: Sequence[bytes], rows: Rows) -> None:
        """Keep rows (keys, width), all of them or none."""
        plain = [row.tobytes() for row in rows.astype(self._kind)]
        blobs = [blob + _digest(key, blob) for key, blob in zip(keys, plain, strict=True)]

        def keep(base: sqlite3.Connection) -> None:
            with base:
                base.execute(TABLE)
                base.executemany("INSERT OR REPLACE INTO said VALUES (?, ?)", zip(keys, blobs, strict=True))
                self._make_room(base)

        self._try(keep)

    def _make_room(self, base: sqlite3.Connection) -> None:
        (pages,), (free,), (size,) = (
            base.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "freelist_count", "page_size")
        )
        if (pages - free) * size > self._largest:
            oldest = "SELECT min(rowid) + (max(rowid) - min(rowid)) / 4 FROM said"
            base.execute(f"DELETE FROM said WHERE rowid <= ({oldest})")

    def _try(self, use: Callable[[sqlite3.Connection], None]) -> None:
        """Use the file if it can be; one that is no database is thrown away."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if not self._path.exists():
                self._leave_the_latest()
            # Immediate: who only asks to write once it has read is refused at once, however long it would wait.
            with closing(sqlite3.connect(self._path, timeout=WAIT, isolation_level="IMMEDIATE")) as base:
                base.execute("PRAGMA synchronous=OFF")  # what a power cut damages is asked again
                use(base)
        except (OSError, sqlite3.OperationalError):
            return  # read only, full, or locked for long: the figures do not depend on it
        except sqlite3.DatabaseError:
            self._remove(self._path)

    def _leave_the_latest(self) -> None:
        files = sorted(self._path.parent.glob("*.sqlite"), key=lambda path: path.stat().st_mtime)
        for path in files[: max(0, len(files) - FILES + 1)]:
            self._remove(path)

    @staticmethod
    def _remove(path: Path) -> None:
        for suffix in ("", "-journal", "-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)


def through(caches: Sequence[Cache], asks: Sequence[Ask], ask: Callable[[Sequence[Ask]], list[Rows]]) -> list[Rows]:
    """Return the rows (asks, width) of each cache; what one of them does not know is asked for, once, and kept.

    Args:
        caches: of the parts of what is said of a text.
        asks: cleaned texts, each alone or behind an event.
        ask: returns the rows of each part.
    """
    keys = {asked: Cache.key(asked[1], asked[0]) for asked in asks}
    known = [cache.get(list(keys.values())) for cache in caches]
    if new := [asked for asked, key in keys.items() if not all(key in part for part in known)]:
        for cache, part, told in zip(caches, known, ask(new), strict=True):
            own = [keys[asked] for asked in new]
            cache.put(own, told)
            part |= dict(zip(own, told, strict=True))
    return [np.stack([part[keys[asked]] for asked in asks]) for part in known]


def _digest(key: bytes, row: bytes) -> bytes:
    return hashlib.blake2b(key + row, digest_size=DIGEST).digest()
