"""The labelling of a large table in windows that are kept as they are done, so that it can be cut off anywhere."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import zip_longest
from pathlib import Path
from typing import Any

from sentiment.errors import WriteError
from sentiment.filesystem import is_stdout, scratch_folder, sha256, unwritten, whole
from sentiment.scoring.classifier import Classifier
from sentiment.scoring.joining import FOLD, copies, join, window
from sentiment.scoring.preparation import prepare
from sentiment.table.comments import Comments, Table, arrow, carried
from sentiment.table.labels import TOWARD
from sentiment.text import VERSION

WINDOW = 20_000  # rows of a part
MANIFEST, LOCK = "manifest.json", "lock"
Done = Callable[[int], None]


@contextmanager
def job(comments: Comments, output: str | Path, classifier: Classifier, told: Callable[[str], None]) -> "Iterator[Job]":
    """Open the job of labelling a table into a file; go on with what an earlier run of the same job left.

    Parts stand in a folder beside the output, `OUTPUT.parts`, with a manifest: digests of the comments and the model,
    the version of the preprocessing, and what was asked. If any of these is another one, the job starts afresh and says
    so. The folder goes when the block ends without an error.

    Args:
        comments: as `read` returns them.
        output: the file that the table is for; `-` keeps no parts.
        classifier: labels them.
        told: called with a sentence for the user.

    Raises:
        WriteError: another run works on the same output, or the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    if is_stdout(output):
        yield Job(comments, scratch_folder(), classifier)
        return
    folder = parts_of(output)
    lock = FileLock(folder / LOCK, timeout=0)
    try:
        folder.mkdir(exist_ok=True)
        lock.acquire()
    except Timeout as error:
        hint = "wait for it, or name another file with -o"
        raise WriteError(f"no other run that writes {output}", "one that does", hint) from error
    except OSError as error:
        raise unwritten(Path(output), error) from error
    try:
        mine = Job(comments, folder, classifier)
        mine.settle(told)
        yield mine
        _clear(folder)
    finally:
        done = not any(folder.glob("part-*.arrow"))
        if done:
            _clear(folder)
        lock.release()
        if done and os.name == "nt":  # where a lock that is held cannot be removed
            _clear(folder)


def parts_of(output: str | Path) -> Path:
    """Return the folder that the parts of an output stand in, on the same disk."""
    return Path(f"{os.path.realpath(output)}.parts")


def _clear(folder: Path) -> None:
    """Remove what a job kept; its lock goes last, so that no other run begins in the middle."""
    with suppress(OSError):
        for path in sorted(folder.iterdir(), key=lambda path: path.name == LOCK):
            path.unlink()
        folder.rmdir()


class Job:
    """A table on its way to being labelled. Made by `job`."""

    def __init__(self, comments: Comments, folder: Path, classifier: Classifier) -> None:
        """Take the comments, the folder of the parts and the classifier."""
        self.comments, self.folder, self.classifier = comments, folder, classifier
        self.starts = range(0, len(comments), WINDOW)

    def settle(self, told: Callable[[str], None]) -> None:
        """Keep the parts of an earlier run of this very job, and no others."""
        mine, path = self._manifest(), self.folder / MANIFEST
        try:
            found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
        except (OSError, ValueError):
            found = {}
        if found == mine:
            done = sum(1 for _ in self.folder.glob("part-*.arrow"))
            told(f"going on after an earlier run: {min(done * WINDOW, len(self.comments)):,} rows are done")
            return
        if found is not None:
            changed = ", ".join(name for name in mine if found.get(name) != mine[name])
            told(f"the parts of an earlier run are of other {changed}: starting afresh")
        try:
            for part in self.folder.glob("*part-*"):
                part.unlink()
            with whole(path) as file:
                file.write_text(json.dumps(mine, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        except OSError as error:
            raise unwritten(path, error) from error

    def run(self, done: Done = lambda rows: None) -> Comments:
        """Label what is not labelled yet; return the table as `Classifier.score` would, memory-mapped.

        While the model runs over a window, the next one is prepared and the one before is written.

        Args:
            done: called with the number of rows finished since the last call.

        Raises:
            WriteError: a part cannot be written; those before it are kept.
        """
        missing = self.missing(done)
        with ThreadPoolExecutor(1) as reader, ThreadPoolExecutor(1) as writer:
            written: Future[None] | None = None
            for start, prepared in self._in_turn(missing, reader):
                table = window(prepared, self.classifier)
                if written is not None:
                    written.result()
                written = writer.submit(self.keep, start, table)
                done(self.rows(start))
            if written is not None:
                written.result()
        return self.assembled()

    def missing(self, done: Done = lambda rows: None) -> list[int]:
        """Return where the windows begin that are not labelled yet; tell of the others as `run` does."""
        missing = [start for start in self.starts if not self._kept(start)]
        for start in set(self.starts).difference(missing):
            done(self.rows(start))
        return missing

    def window(self, start: int) -> Comments:
        """Return the rows of a window."""
        return carried(self.comments, arrow(self.comments).slice(start, WINDOW))

    def rows(self, start: int) -> int:
        """Return how many rows a window has."""
        return min(WINDOW, len(self.comments) - start)

    def keep(self, start: int, table: Table) -> None:
        """Write what is said of a window.

        Raises:
            WriteError: it cannot be written.
        """
        try:
            self._write(start, table)
        except OSError as error:
            raise unwritten(Path("the parts"), error) from error

    def _manifest(self) -> dict[str, Any]:
        """Return what decides the labels; two jobs are one where all of it is the same."""
        return {
            "comments": _digest(self.comments),
            "rows": len(self.comments),
            "window": WINDOW,
            "model": self.classifier.digest,
            "engine": self.classifier.engine.name,
            "preprocessing": VERSION,
            "options": {
                "toward": list(self.classifier.toward),
                "contrary": list(self.classifier.contrary),
                "own": self.classifier.own,
                "vectors": self.classifier.vector_width,
                "heads": list(self.classifier.asked),
            },
        }

    def _in_turn(self, starts: Sequence[int], reader: ThreadPoolExecutor) -> Iterator[tuple[int, Comments]]:
        """Yield each window prepared, while the next one is being prepared."""
        coming: Future[Comments] | None = None
        for start, following in zip_longest(starts, starts[1:]):
            ready = (coming or reader.submit(self._prepared, start)).result()
            coming = None if following is None else reader.submit(self._prepared, following)
            yield start, ready

    def _prepared(self, start: int) -> Comments:
        prepared = prepare(self.window(start))
        self.classifier.look_ahead([said for said in prepared["clean"] if said])
        return prepared

    def _part(self, start: int) -> Path:
        return self.folder / f"part-{start // WINDOW:06}.arrow"

    def _write(self, start: int, table: Table) -> None:
        import pyarrow as pa

        path = self._part(start)
        with whole(path) as part:
            with pa.ipc.new_file(part, table.schema) as file:
                file.write_table(table)
            digest = sha256(part)
        with whole(path.with_suffix(".sha256")) as part:
            part.write_text(digest, encoding="utf-8")

    def _kept(self, start: int) -> bool:
        """Say whether the part of a window is there and whole."""
        path = self._part(start)
        try:
            return path.with_suffix(".sha256").read_text(encoding="utf-8") == sha256(path)
        except (OSError, ValueError):
            return False

    def assembled(self) -> Comments:
        """Return the table labelled, memory-mapped; all of its windows are."""
        import pyarrow as pa

        if not self.starts:
            return self.classifier.score(prepare(self.comments))
        parts = map(str, map(self._part, self.starts))
        said = pa.concat_tables([pa.ipc.open_file(pa.memory_map(path)).read_all() for path in parts])
        table = arrow(self.comments)
        return carried(self.comments, join(table, said, copies(table["id"], said[FOLD])))


def _digest(comments: Comments) -> str:
    """Return the digest of what is labelled: texts, platforms, events and what is skipped, in their order.

    Ids are left out: where a platform's hold a handle, its hash is another one in each run, and no label comes of them.
    """
    whole_ = hashlib.sha256()
    names = ["text", "platform", "skipped", *([TOWARD] if TOWARD in comments.column_names else [])]
    for batch in arrow(comments).select(names).to_batches(max_chunksize=WINDOW):
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            whole_.update(repr(row).encode("utf-8", "replace"))
    return whole_.hexdigest()
