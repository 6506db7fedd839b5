"""The labelling of a large table in windows that are kept as they are done, so that it can be cut off anywhere."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sentiment.errors import WriteError
from sentiment.filesystem import sha256, unwritten, whole
from sentiment.scoring.classifier import Classifier
from sentiment.scoring.preparation import ADDED, digests, originals, prepare
from sentiment.table.provenance import carried
from sentiment.text import VERSION

if TYPE_CHECKING:
    from datasets import Dataset

WINDOW = 20_000  # rows of a part
MANIFEST, LOCK = "manifest.json", "lock"
_FOLD = "fold"  # column of a part: digest of the words, by which copies are found over all parts
Table = Any  # pyarrow.Table, which has no types
Done = Callable[[int], None]


@contextmanager
def job(
    comments: "Dataset", output: str | Path, classifier: Classifier, told: Callable[[str], None]
) -> "Iterator[Job]":
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

    if str(output) == "-":
        with tempfile.TemporaryDirectory(prefix="sentiment-") as passing:
            yield Job(comments, Path(passing), classifier)
        return
    folder = Path(f"{output}.parts")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise unwritten(Path(output), error) from error
    lock = FileLock(folder / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        hint = "wait for it, or name another file with -o"
        raise WriteError(f"no other run that writes {output}", "one that does", hint) from error
    except OSError as error:
        raise unwritten(folder / LOCK, error) from error
    try:
        mine = Job(comments, folder, classifier)
        mine.settle(told)
        yield mine
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        lock.release()
        if not any(folder.glob("part-*.arrow")):  # nothing to go on with
            shutil.rmtree(folder, ignore_errors=True)


class Job:
    """A table on its way to being labelled. Made by `job`."""

    def __init__(self, comments: "Dataset", folder: Path, classifier: Classifier) -> None:
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

    def run(self, done: Done = lambda rows: None) -> "Dataset":
        """Label what is not labelled yet; return the table as `Classifier.score` would, memory-mapped.

        While the model runs over a window, the next one is prepared and the one before is written.

        Args:
            done: called with the number of rows finished since the last call.

        Raises:
            WriteError: a part cannot be written; those before it are kept.
        """
        missing = [start for start in self.starts if not self._kept(start)]
        for start in set(self.starts).difference(missing):
            done(self._rows(start))
        with ThreadPoolExecutor(1) as reader, ThreadPoolExecutor(1) as writer:
            written: Future[None] | None = None
            for start, prepared, folds in self._in_turn(missing, reader):
                table = self._columns(self.classifier.score(prepared), folds)
                self._finish(written)
                written = writer.submit(self._write, start, table)
                done(self._rows(start))
            self._finish(written)
        return self._assembled()

    def _manifest(self) -> dict[str, Any]:
        """Return what decides the labels; two jobs are one where all of it is the same."""
        return {
            "comments": _digest(self.comments),
            "rows": len(self.comments),
            "window": WINDOW,
            "model": self.classifier.digest,
            "engine": self.classifier.engine.name,
            "preprocessing": VERSION,
            "options": {"toward": self.classifier.toward, "heads": list(self.classifier.asked)},
        }

    def _in_turn(self, starts: Sequence[int], reader: ThreadPoolExecutor) -> "Iterator[tuple[int, Dataset, Any]]":
        """Yield each window prepared, with the digests of its words, while the next one is being prepared."""
        coming: Future[tuple[Dataset, Any]] | None = None
        for start, following in zip(starts, [*starts[1:], None], strict=True):
            ready = (coming or reader.submit(self._prepared, start)).result()
            coming = None if following is None else reader.submit(self._prepared, following)
            yield start, *ready

    def _prepared(self, start: int) -> "tuple[Dataset, Any]":
        prepared = prepare(self.comments.select(range(start, start + self._rows(start))))
        self.classifier.look_ahead([said for said in prepared["clean"] if said])
        return prepared, digests(prepared["clean"])

    def _rows(self, start: int) -> int:
        return min(WINDOW, len(self.comments) - start)

    def _part(self, start: int) -> Path:
        return self.folder / f"part-{start // WINDOW:06}.arrow"

    def _columns(self, scored: "Dataset", folds: Any) -> Table:
        """Return the columns that this job says anew of a window; those of the file are joined at the end."""
        table = scored.data.table
        kept = {name for name in self.comments.column_names if name != "skipped" and name not in self._told}
        table = table.select([name for name in table.column_names if name not in kept and name != ADDED[2]])
        return table.append_column(_FOLD, folds)

    @cached_property
    def _told(self) -> set[str]:
        """The columns that the classifier gives, whether or not the file has them from an earlier model."""
        return {*ADDED, *self.classifier({"text": []})}

    def _write(self, start: int, table: Table) -> None:
        import pyarrow as pa

        path = self._part(start)
        with whole(path) as part:
            with pa.ipc.new_file(part, table.schema) as file:
                file.write_table(table)
            digest = sha256(part)
        with whole(path.with_suffix(".sha256")) as part:
            part.write_text(digest, encoding="utf-8")

    @staticmethod
    def _finish(written: "Future[None] | None") -> None:
        """Wait until a part is on the disk."""
        try:
            if written is not None:
                written.result()
        except OSError as error:
            raise unwritten(Path("the parts"), error) from error

    def _kept(self, start: int) -> bool:
        """Say whether the part of a window is there and whole."""
        path = self._part(start)
        try:
            return path.with_suffix(".sha256").read_text(encoding="utf-8") == sha256(path)
        except (OSError, ValueError):
            return False

    def _assembled(self) -> "Dataset":
        import numpy as np
        import pyarrow as pa

        if not self.starts:
            return self.classifier.score(prepare(self.comments))
        parts = map(str, map(self._part, self.starts))
        added = pa.concat_tables([pa.ipc.open_file(pa.memory_map(path)).read_all() for path in parts])
        table = self.comments.data.table
        copies, first = originals(added[_FOLD])
        original = np.full(len(added), -1)
        original[copies] = first
        ids = table["id"].take(pa.array(original, mask=original < 0)).combine_chunks()
        table = table.drop_columns(
            [c for c in (*added.column_names, *ADDED) if c in table.column_names and c != "skipped"]
        )
        table = table.set_column(table.column_names.index("skipped"), "skipped", added["skipped"])
        for name in (*ADDED, *(c for c in added.column_names if c not in {*ADDED, "skipped", _FOLD})):
            table = table.append_column(name, ids if name == ADDED[2] else added[name])
        return carried(self.comments, table)


def _digest(comments: "Dataset") -> str:
    """Return the digest of what is labelled: ids, texts, platforms and what is skipped, in their order."""
    whole_ = hashlib.sha256()
    for batch in comments.data.table.select(["id", "text", "platform", "skipped"]).to_batches(max_chunksize=WINDOW):
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            whole_.update(repr(row).encode("utf-8", "replace"))
    return whole_.hexdigest()
