"""Read anything into the one table."""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

from sentiment.errors import ReadError
from sentiment.reading import article_files, encoding, memory, outputs, recognition, storage
from sentiment.reading import rows as builder
from sentiment.reading.columns.roles import NAMES as NAMES
from sentiment.reading.compression import DamagedError, LimitError
from sentiment.reading.formats.excel import members
from sentiment.reading.inputs import Member, is_rejects, is_stream, spooled, state_of
from sentiment.reading.inputs import files as files_behind
from sentiment.reading.log import Log, Reading, report, told, warn_of_rejects
from sentiment.reading.options import ReadOptions
from sentiment.table import provenance
from sentiment.table.comments import as_dataset

if TYPE_CHECKING:
    from datasets import Dataset

LISTED = 200  # files that are left out, with the reason
DEFAULTS = ReadOptions()


def read(
    *files: memory.Source,
    columns: Mapping[str, str] | None = None,
    keep_authors: bool = False,
    platform: str | None = None,
    limited: bool = True,
    article: bool = False,
) -> "Dataset":
    """Read comments into one table with the columns of the row, the files' own columns kept.

    Args:
        files: paths, glob patterns, folders, archives, or `-` for standard input; or comments in memory: a list of str
            or of dict, a pandas or polars DataFrame, an Arrow table, a `datasets.Dataset`, or an iterable of these.
        columns: which column of the file is which of the row, e.g. `{"text": "Yorum metni"}`; the rest is guessed.
        keep_authors: keep names as they are. By default they are replaced by a hash with a salt of this call, so that
            one author stays one author but cannot be looked up; speakers quoted by an article (`platform` is
            `article`) are public and stay.
        platform: the export that the files are, by its name or its platform's, when the guess is wrong; `none` reads
            them as plain tables.
        limited: refuse archives that unpack to more than 200 times their size.
        article: the files are news articles (text, Markdown or HTML); their quotes are the rows.

    Warns:
        UserWarning: some rows could not be read; `load` returns which, and why.

    Raises:
        MissingFileError: a path or pattern matches nothing.
        ColumnError: no column can be taken for the text.
        ReadError: a file is not what its suffix says, or holds no rows.
    """
    reading = load(*files, options=ReadOptions(columns or {}, keep_authors, platform, limited, article))
    warn_of_rejects(reading, stacklevel=3)
    return as_dataset(reading.comments)


def load(*files: memory.Source, options: ReadOptions = DEFAULTS) -> Reading:
    """Read as `read` does, and return the comments with the evidence: formats, mappings, repairs, rejected rows."""
    if options.columns and options.platform is None:
        options = replace(options, platform=recognition.NONE)
    state = _State(options, None if options.keep_authors else secrets.token_hex(16))
    with ExitStack() as stack:
        given = [os.fspath(source) for source in files if _is_path(source)]
        named = [name for name in given if not is_rejects(Path(name).name)] or given
        held = [memory.Memory(source) for source in files if not _is_path(source)]
        names = [str(stack.enter_context(spooled(name))) if is_stream(name) else name for name in named]
        before = [state_of(name) for name in names]
        read_ = (state.rows(name) for name in names)
        comments = storage.dataset(chain.from_iterable((*read_, *map(state.held, held))))
        for name, known in zip(names, before, strict=True):
            now = state_of(name)
            if changed := [file for file, state in known.items() if now.get(file) != state]:
                hint = "run this again when nothing writes to it"
                raise ReadError("a file that stays as it is", f"{changed[0]}, which changed while it was read", hint)
        inputs = [
            {**d, "file": n if is_stream(n) else d["file"]}
            for n, d in zip(named, provenance.digests(names), strict=True)
        ] + [source.input() for source in held]
    rejected = tuple(rejection for log in state.logs for rejection in log.rejected)
    reports = tuple(map(report, state.logs))
    provenance.attach(comments, told(reports), len(rejected), inputs)
    return Reading(comments, reports, rejected)


def _is_path(source: memory.Source) -> TypeGuard[str | os.PathLike[str]]:
    return isinstance(source, str | os.PathLike)


@dataclass
class _State:
    """One call of `load`: what was asked, and the log of each file so far."""

    options: ReadOptions
    salt: str | None  # to hash authors with; None keeps them
    logs: list[Log] = field(default_factory=list)
    seen: set[Path] = field(default_factory=set)  # files behind the names so far

    def _again(self, name: str) -> dict[Path, str] | None:
        """Return which files behind a name are behind an earlier one, too, lest one count twice; None if all are."""
        behind = {path: path.resolve() for path in files_behind(name)}
        again = {path: "named more than once, and read once" for path, real in behind.items() if real in self.seen}
        self.seen.update(behind.values())
        if again and len(again) == len(behind):
            self.logs[-1].warn(f"{Path(name).name} is named more than once, and read once")
            return None
        return again

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of all files behind a name.

        A file that the user named must be readable. Of a folder or a pattern, what holds no comments is passed over and
        said, and what is damaged counts as rejected; of an archive, everything but the exports that are recognised is
        passed over, when there are any: the rest of what a platform sends ("download your data") is private messages,
        settings and lists of friends.
        """
        again = self._again(name)
        if again is None:
            return
        own = outputs.among(name) | again
        wanted, private = self._exports(name, own)
        passed: dict[str, str] = {path.name: why for path, why in own.items()}
        failed: dict[str, ReadError] = {}
        before = len(self.logs)
        for member in members(name, limited=self.options.limited, without=own):
            if member.archive is None:
                yield from self._file(member)
            elif member.packed and member.name not in wanted.get(member.packed, {member.name}):
                passed[member.name] = private.get(member.name, "no comments of that platform")
            else:
                try:
                    yield from self._file(member)
                except LimitError:
                    raise
                except ReadError as error:
                    failed[member.name] = error
                    if isinstance(error, DamagedError):
                        self._damaged(member, error)
                    else:
                        passed[member.name] = _reason(member, error)
        if not again and not any(log.rows for log in self.logs[before:]):
            raise _nothing(name, passed, failed)
        if passed:
            listed = ", ".join(list(passed)[:10]) + ", ..." * (len(passed) > 10)
            files = "other files were" if len(passed) > 1 else "other file was"
            log = (self.logs[before:] or self.logs[-1:])[0]  # of a folder whose one table was named before
            for file, why in list(passed.items())[:LISTED]:
                log.note(f"left out: {file}: {why}")
            log.warn(f"{len(passed):,} {files} passed over: {listed}")

    def _exports(self, name: str, own: Mapping[Path, str]) -> tuple[dict[str, set[str]], dict[str, str]]:
        """Return the archives that hold exports of a platform, which of their members those are, and why others not."""
        found: dict[str, set[str]] = {}
        others: dict[str, str] = {}
        plain = self.options.article or self.options.platform == recognition.NONE
        for member in () if plain else members(name, limited=self.options.limited, without=own):
            if member.packed:
                try:
                    if recognition.recognise(member, platform=self.options.platform, quick=True).finished:
                        found.setdefault(member.packed, set()).add(member.name)
                except LimitError:
                    raise
                except ReadError as error:
                    others[member.name] = _reason(member, error)
        return found, others

    def _file(self, member: Member) -> Iterator[dict[str, Any]]:
        """Yield the rows of one file; one that breaks off is kept up to there, and the break goes to the log."""
        log = Log(self._name(member.name))
        options = self.options
        found = article_files.recognised(member, options)
        paged = found.encoding.startswith(encoding.PAGES)
        if found.note:
            (log.note if paged else log.warn)(found.note)
        if found.format == recognition.LINES_OF_TEXT and article_files.reads_like_article(member):
            log.warn("it reads like a news article: add --article to take its quotes, with their speakers")
        number = 0
        try:
            for row in self._built(found, log, member.written):
                if number == 0:
                    self.logs.append(log)
                number += 1
                if paged and row["text"] and encoding.lost(row["text"]):
                    log.repairs[encoding.LOST_LETTERS] += 1
                if found.finished and row["time_precision"] == "estimated":
                    log.repairs["times such as 2 days ago, as the export reckoned them"] += 1
                yield row
        except ReadError as error:
            if number == 0 or isinstance(error, LimitError):
                raise
            log.reject(number + 1, f"the file breaks off here: {error.found}")
        if number == 0 and log.rejected and member.archive:
            self.logs.append(log)
        elif number == 0:
            hint = "check how it was saved" if options.platform in (None, recognition.NONE) else "leave --platform out"
            raise _no_rows(member.name, log, "line", hint)

    def held(self, source: memory.Memory) -> Iterator[dict[str, Any]]:
        """Yield the rows of comments in memory, by the rules that hold for a file."""
        options = self.options
        if options.article:
            raise ReadError("files of articles", f"{source.name} in memory", "write each article to a file")
        log, found = Log(self._name(source.name)), source.table(options.platform)
        self.logs.append(log)
        yield from self._built(found, log, None)
        if not log.rows:
            raise _no_rows(source.name, log, "row", "look at what is handed over")

    def _built(self, found: recognition.Table, log: Log, written: datetime | None) -> Iterator[dict[str, Any]]:
        log.format, log.why, log.encoding = found.format, found.why, found.encoding
        log.given = self.options.columns
        return builder.build(
            found.rows(log), log, finished=found.finished, given=self.options.columns, salt=self.salt, written=written
        )

    def _damaged(self, member: Member, error: ReadError) -> None:
        """Write down a part of which nothing can be read."""
        log = Log(self._name(member.name), "damaged", "nothing in it can be read")
        log.reject(1, f"the whole file: {error.found}")
        self.logs.append(log)

    def _name(self, name: str) -> str:
        """Return a name that no other file of this call has."""
        taken = {log.file for log in self.logs}
        return next(n for n in (name, *(f"{name} ({i})" for i in range(2, len(taken) + 3))) if n not in taken)


def _no_rows(name: str, log: Log, unit: str, hint: str) -> ReadError:
    """Say that nothing is there to read, and the first reason of what could not be."""
    why = "".join(f"; {unit} {first.line}: {first.reason}" for first in log.rejected[:1])
    return ReadError("at least one comment", f"{name} with no rows{why}", hint)


def _reason(member: Member, error: ReadError) -> str:
    """Return why a file holds no comments, without its name."""
    found = error.found.removeprefix(f"{member.name}: ")
    return "no file of comments" if found == member.name else found


def _nothing(name: str, passed: Mapping[str, str], failed: Mapping[str, ReadError]) -> ReadError:
    """Say why a folder, a pattern or an archive gave no row: the error of its one file, or the reasons of some."""
    if len(failed) == 1:
        return next(iter(failed.values()))
    found = {file: error.found for file, error in failed.items()} | dict(passed)
    reasons = [f"{file}: {why}" for file, why in found.items()]
    if not reasons:
        return ReadError("a file of comments", f"{name} without any", "check the path with ls")
    listed = "; ".join(reasons[:3]) + (f"; and {len(reasons) - 3:,} more" if len(reasons) > 3 else "")
    return ReadError(f"a file of comments in {name}", listed, "name the file that holds them")
