"""What happened while files were read: what each was taken for, what was repaired, what could not be read."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from warnings import warn

from sentiment import language
from sentiment.table import copies
from sentiment.table.comments import Comments, arrow
from sentiment.table.times import iso
from sentiment.text import clean, cleaned

LISTED = 3  # rows that an inspection shows
LOOKED_AT = 500  # comments whose language it tells
BATCH = 10_000  # rows that are Python objects at once


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that could not be read: its file, the line (or record) it begins in, and why."""

    file: str
    line: int
    reason: str


@dataclass(slots=True)
class Log:
    """Notes on one file, taken while it is read."""

    file: str
    format: str = ""
    why: str = ""
    encoding: str = ""
    columns: tuple[str, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)
    rows: int = 0
    repairs: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    given: Mapping[str, str] = field(default_factory=dict)  # column of the row -> the one that the user named for it

    def reject(self, line: int, reason: str) -> None:
        """Write down a row that could not be read."""
        self.rejected.append(Rejection(self.file, line, " ".join(reason.split())[:300]))

    def note(self, text: str) -> None:
        """Write down, once, what the user should know."""
        if text not in self.notes:
            self.notes.append(text)

    def warn(self, text: str) -> None:
        """Write down a note that bears on the figures: the user hears of it unasked, and so does the report."""
        self.note(text)
        if text not in self.warnings:
            self.warnings.append(text)


@dataclass(frozen=True)
class FileReport:
    """What one file was taken for, and what became of its rows (`rows` read, `rejected` not).

    `warnings` are those of the `notes` that bear on the figures.
    """

    file: str
    format: str
    why: str
    encoding: str
    columns: tuple[str, ...]
    mapping: Mapping[str, str]
    rows: int
    rejected: int
    repairs: Mapping[str, int]
    notes: tuple[str, ...]
    warnings: tuple[str, ...]


def report(log: Log) -> FileReport:
    """Close the notes on a file."""
    return FileReport(
        log.file, log.format, log.why, log.encoding, log.columns, dict(log.mapping), log.rows, len(log.rejected),
        dict(+log.repairs), tuple(log.notes), tuple(log.warnings),
    )  # fmt: skip


def told(files: Iterable[FileReport]) -> list[str]:
    """Return a sentence for each thing that reading changed or lost, with the files that it is true of."""
    where: dict[str, Counter[str]] = {}
    for file in files:
        for text, times in (*dict.fromkeys(file.warnings, 0).items(), *file.repairs.items()):
            where.setdefault(text, Counter())[file.file] += times
    return [f"{_named(list(by))}: {text}" + (f": {by.total():,}" if by.total() else "") for text, by in where.items()]


def _named(files: list[str]) -> str:
    return ", ".join(files) if len(files) <= LISTED else f"{files[0]} and {len(files) - 1:,} other files"


@dataclass(frozen=True)
class Reading:
    """The comments of some files and the evidence of how they were read."""

    comments: Comments
    files: tuple[FileReport, ...]
    rejected: tuple[Rejection, ...]

    def to_dict(self) -> dict[str, Any]:
        """Describe what was read, for `sentiment read --inspect`: plain values only."""
        rows = _Tally()
        table = arrow(self.comments)
        for batch in table.select(["text", "time", "time_precision", "skipped"]).to_batches(max_chunksize=BATCH):
            rows.add(batch.to_pydict())
        first = table.slice(0, LISTED).to_pylist()
        return {
            "files": [asdict(file) for file in self.files],
            "comments": len(self.comments),
            "rejected": len(self.rejected),
            "rejections": [asdict(rejection) for rejection in self.rejected[:LISTED]],
            "skipped": dict(rows.skipped.most_common()),
            "duplicates": rows.skipped["duplicate"],
            "copies": rows.copies(),
            "languages": self._languages(),
            "time": {"first": rows.first, "last": rows.last, "precision": dict(rows.precision.most_common())},
            "first": [{k: iso(v) for k, v in row.items() if v is not None} for row in first],
            "repairs": dict(sum((Counter(file.repairs) for file in self.files), Counter())),
            "next": self._next(),
        }

    def _languages(self) -> dict[str, int]:
        """Return the languages of some comments from all over the table, the commonest first."""
        step = max(1, len(self.comments) // LOOKED_AT)
        places = range(0, len(self.comments), step)
        some = arrow(self.comments).select(["text", "skipped"]).take(list(places)).to_pylist()
        cleaned = [clean(row["text"]) for row in some if row["text"] and not row["skipped"]]
        return dict(Counter(language.detect(cleaned)).most_common())

    def _next(self) -> list[str]:
        """Return what to type when a guess is wrong."""
        hints = [hint for file in self.files for hint in file.notes if "--article" in hint][:1]
        if any(file.columns for file in self.files):
            hints.append(
                "another column holds the comments: --column text=NAME (and time=, author=, likes=, gold= ...)"
            )
        if any(not file.mapping for file in self.files):
            hints.append("it is no such export: --platform none reads it as a plain table or text")
        hints.append("it is another platform's export: --platform NAME, e.g. --platform youtube")
        if self.rejected:
            hints.append("rows could not be read: without --inspect, all their lines and reasons are written down")
        return hints


def warn_of_rejects(reading: Reading, *, stacklevel: int = 4) -> None:
    """Warn of rows that could not be read, at the line of who called what reads."""
    if reading.rejected:
        first, n = reading.rejected[0], len(reading.rejected)
        message = f"{n:,} of {n + len(reading.comments):,} rows could not be read, the first in {first.file}, line "
        warn(
            f"{message}{first.line}: {first.reason}; sentiment.reading.reader.load tells of all", stacklevel=stacklevel
        )


class _Tally:
    def __init__(self) -> None:
        self.skipped: Counter[str] = Counter()
        self.precision: Counter[str] = Counter()
        self.first: str | None = None
        self.last: str | None = None
        self._said: list[Any] = []

    def add(self, batch: Mapping[str, list[Any]]) -> None:
        self.skipped.update(filter(None, batch["skipped"]))
        self.precision.update(filter(None, batch["time_precision"]))
        import numpy as np

        said = zip(batch["text"], batch["skipped"], strict=True)
        keys = (copies.key(cleaned(text)) for text, skipped in said if not skipped)
        self._said.append(np.array([key for key in keys if key is not None], np.int64))
        times = [iso(t) for t in batch["time"] if t is not None]
        if times:
            self.first = min(times if self.first is None else [self.first, *times])
            self.last = max(times if self.last is None else [self.last, *times])

    def copies(self) -> int:
        """Return how many comments have the words of an earlier one."""
        import numpy as np

        said = np.concatenate(self._said)
        return len(said) - len(np.unique(said))
