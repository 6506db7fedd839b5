"""What a model said of a text, kept under the text's digest, so that no run asks it again."""

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.float64]
LARGEST = 2**30  # bytes of one file; the oldest quarter of what is in it then makes room
FILES = 6  # of the models used last
ASKED = 500  # keys in one question; SQLite takes 32,766
WAIT = 30.0  # seconds for another process to finish writing


class Cache:
    """Rows of numbers by text, in a file that processes share.

    A cache is no more than a help: one that is damaged is thrown away, and one that cannot be written is done without.
    """

    def __init__(self, path: Path, kind: npt.DTypeLike = np.float64, largest: int = LARGEST) -> None:
        """Take a file and the type of the numbers in it; nothing is opened yet."""
        self._path, self._kind, self._largest = path, np.dtype(kind), largest

    @staticmethod
    def key(text: str, event: str | None = None) -> bytes:
        """Return the digest of a cleaned text, and of the event that is read before it."""
        said = f"{event or ''}\0{text}".encode("utf-8", "replace")
        return hashlib.blake2b(said, digest_size=16).digest()

    def through(self, texts: Sequence[str], event: str | None, ask: Callable[[Sequence[str]], Rows]) -> Rows:
        """Return a row for each text; those that are not known are asked for, each once, and kept."""
        keys = {text: self.key(text, event) for text in texts}
        known = self.get(list(keys.values()))
        new = [text for text, key in keys.items() if key not in known]
        if new:
            told = ask(new)
            self.put([keys[text] for text in new], told)
            known |= {keys[text]: row for text, row in zip(new, told, strict=True)}
        return np.stack([known[keys[text]] for text in texts])

    def get(self, keys: Sequence[bytes]) -> dict[bytes, Rows]:
        """Return the rows of those keys that are known."""
        found: dict[bytes, Rows] = {}

        def look(base: sqlite3.Connection) -> None:
            for start in range(0, len(keys), ASKED):
                some = keys[start : start + ASKED]
                marks = ",".join("?" * len(some))
                for key, row in base.execute(f"SELECT key, row FROM said WHERE key IN ({marks})", some):
                    found[key] = np.frombuffer(row, self._kind).astype(np.float64)

        self._try(look)
        return found

    def put(self, keys: Sequence[bytes], rows: Rows) -> None:
        """Keep rows (keys, width), all of them or none."""
        blobs = [row.tobytes() for row in rows.astype(self._kind)]

        def keep(base: sqlite3.Connection) -> None:
            with base:
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
            with closing(sqlite3.connect(self._path, timeout=WAIT)) as base:
                base.execute("PRAGMA journal_mode=WAL")
                base.execute("PRAGMA synchronous=NORMAL")
                base.execute("CREATE TABLE IF NOT EXISTS said (key BLOB UNIQUE NOT NULL, row BLOB NOT NULL)")
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
        for suffix in ("", "-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
