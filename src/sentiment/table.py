"""A file as rows, lazily: what it is, by its content and then by its suffix, and the reader that this calls for."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO, cast

from sentiment import column, delimited, encoding, foreign, structured
from sentiment.columnar import BINARY
from sentiment.compression import LimitError
from sentiment.container import Member
from sentiment.errors import ReadError
from sentiment.export import DOCUMENTS, EXPORTS, Document, Export
from sentiment.reading import Log

Row = dict[str, Any]
Rows = Callable[[Log], Iterator[tuple[int, Row]]]
HEAD = 1 << 16
TABLES = (".csv", ".tsv", ".tab")
LINES = ("", ".txt", ".text", ".log")
NONE = "none"
LINES_OF_TEXT = "plain text"


@dataclass(frozen=True)
class Table:
    """A file that was recognised. `rows` reads it; `finished` rows have the columns of the row already."""

    format: str
    why: str
    encoding: str
    rows: Rows
    finished: bool = False
    note: str | None = None


def recognise(member: Member, *, platform: str | None = None, quick: bool = False) -> Table:
    """Say what a file is.

    Args:
        member: the file.
        platform: the name of an export or of a platform that it must be, or `none` for a plain table.
        quick: judge the encoding by the first bytes only.

    Raises:
        ReadError: it is nothing that holds comments, or not what its suffix promises.
    """
    exports = _chosen(platform)
    with member.open() as file:
        head = _most(file, HEAD)
    if not head.strip():
        raise ReadError("at least one comment", f"{member.name} with no rows, it is empty", "check that it was saved")
    for name, magic, read in BINARY:
        if head.startswith(magic):
            tables = tuple(e for e in exports if isinstance(e, Export))
            first = next(read(member), (0, {}))[1]
            export = _find(first, tables, platform not in (None, NONE))
            return _exported(export, name, "its first bytes", "", None, partial(_binary, read, member))
    foreign.refuse(member.name, head)
    try:
        with io.BytesIO(head) if quick else member.open() as file:
            found_in = encoding.detect(file)
    except LimitError:
        raise
    except ReadError:  # it breaks off; the reader will get as far
        found_in = encoding.detect(io.BytesIO(head))
    return _text(member, encoding.as_utf8(io.BytesIO(head), found_in).read(HEAD), found_in, exports, platform)


def _chosen(platform: str | None) -> tuple[Export | Document, ...]:
    known: tuple[Export | Document, ...] = (*DOCUMENTS, *EXPORTS)
    chosen = tuple(e for e in known if platform in (None, e.name, e.platform))
    if not chosen and platform != NONE:
        names = sorted({e.platform for e in known} | {e.name for e in known})
        raise ReadError(f"--platform with one of {', '.join((NONE, *names))}", repr(platform), "name one of those")
    return chosen


def _text(
    member: Member,
    head: bytes,
    found_in: encoding.Encoding,
    exports: tuple[Export | Document, ...],
    platform: str | None,
) -> Table:
    def start() -> BinaryIO:
        return encoding.as_utf8(member.open(), found_in)

    said, note = f"{found_in.name} ({found_in.why})", found_in.note
    forced = platform not in (None, NONE)
    documents = [e for e in exports if isinstance(e, Document)]
    for document in documents:
        if document.recognise(head[:4096]) or (forced and len(exports) == 1):
            return Table(document.name, "its first lines", said, partial(_document, document, start), True, note)
    tables = tuple(e for e in exports if isinstance(e, Export))
    if structured.START.match(head):
        return _json(member, head, start, tables, forced, said, note)
    if member.suffix in (".json", ".jsonl", ".ndjson"):
        with start() as file:
            first = file.readline(200)
        if not (member.suffix != ".json" and b"{" in head):
            raise ReadError("JSON", f"{member.name}, which begins {first[:40]!r}", "export it anew as JSON")
        return _json(member, head, start, tables, forced, said, note)
    return _table(member, found_in, tables, forced, said, note)


def _binary(read: Callable[[Member], Iterator[tuple[int, Row]]], member: Member, log: Log) -> Iterator[tuple[int, Row]]:
    return read(member)


def _document(document: Document, start: Callable[[], BinaryIO], log: Log) -> Iterator[tuple[int, Row]]:
    yield from enumerate(map(dict, document.comments(start)), 1)


def _json(
    member: Member, head: bytes, start: Callable[[], BinaryIO], exports: tuple[Export, ...], forced: bool, said: str,
    note: str | None,
) -> Table:  # fmt: skip
    if member.suffix in (".jsonl", ".ndjson") or structured.is_lines(head):
        record = next((r for _, r in structured.lines(start, Log(member.name))), None)
        if record is None:
            raise ReadError("one JSON object a line", f"{member.name} with none", "check how it was written")
        export = _find(structured.tidy(record, Log("").repairs), exports, forced)
        read: Rows = lambda log: structured.lines(start, log)  # noqa: E731
        return _exported(export, "JSON Lines", "an object a line", said, note, read)
    outline = structured.outline(start, Log(member.name))
    top = next((item for item in outline if isinstance(item, dict)), None) if isinstance(outline, list) else outline
    if isinstance(outline, list) and outline and all(isinstance(item, str) for item in outline):
        return Table("JSON", "a list of texts", said, lambda log: _texts(start, log), note=note)
    if not isinstance(top, dict):
        raise ReadError("a list of objects", f"{member.name} with another shape", 'write [{"text": "..."}, ...]')
    export = _find(structured.tidy(top, Log("").repairs), exports, forced)
    if export and isinstance(outline, dict) and isinstance(outline.get(export.inside), list):
        why, held = f"objects under {export.inside}", partial(_held, start, outline, export.inside)
        return _exported(export, "JSON", why, said, note, held)
    if isinstance(outline, list):
        found: tuple[str, ...] = ("item",)
    elif export:
        found = tuple(p for p in export.records if structured.occurs(outline, p)) or ("",)
    else:
        found = (_generic(outline),)
    why = "an array of objects" if found[0] == "item" else f"objects under {found[0] or 'its top'}"
    return _exported(export, "JSON", why, said, note, lambda log: _records(start, found, log))


def _generic(outline: Mapping[str, Any]) -> str:
    """Return the prefix of the likeliest table in a document: the first with a column for the text, else the first."""
    lists = list(structured.prefixes(outline))
    named = [p for p in lists if any(column.names_text(key) for key in _keys(outline, p))]
    if not named and any(column.names_text(key) for key in outline):
        return ""
    return next(iter([*named, *lists]), "")


def _keys(outline: Any, prefix: str) -> set[str]:
    found = structured.under(outline, prefix)
    return {key for record in found if isinstance(record, dict) for key in structured.flat(record)}


def _records(start: Callable[[], BinaryIO], prefixes: tuple[str, ...], log: Log) -> Iterator[tuple[int, Row]]:
    last = 0
    for prefix in prefixes:
        for number, record in structured.records(start, prefix, log, last + 1):
            last = number
            if isinstance(record, dict):
                yield number, record
            else:
                log.reject(number, f"an object expected, {type(record).__name__} found")


def _held(start: Callable[[], BinaryIO], outline: Row, name: str, log: Log) -> Iterator[tuple[int, Row]]:
    """Yield each item of an array alone in an object with the short plain values of the one that holds it."""
    short = {key: value for key, value in outline.items() if not isinstance(value, dict | list | str)}
    short |= {key: value for key, value in outline.items() if isinstance(value, str) and len(value) < 200}
    around = structured.tidy(short, Log("").repairs)
    for number, record in structured.records(start, f"{name}.item", log):
        yield number, {**around, name: [record]}


def _texts(start: Callable[[], BinaryIO], log: Log) -> Iterator[tuple[int, Row]]:
    for number, text in structured.records(start, "item", log):
        if isinstance(text, str):
            yield number, {"text": structured.mended(text, log.repairs)}
        else:
            log.reject(number, f"a text expected, {type(text).__name__} found")


def _table(
    member: Member, found_in: encoding.Encoding, exports: tuple[Export, ...], forced: bool, said: str, note: str | None
) -> Table:
    def start() -> io.TextIOBase:
        return cast(io.TextIOBase, encoding.decoded(member.open(), found_in))

    with start() as text:
        dialect = delimited.sniff(text)  # type: ignore[arg-type]
    known = sum(map(column.is_known, dialect.header))
    if member.suffix not in TABLES and not (dialect.named and len(dialect.header) > 1 and known > 1):
        if member.suffix not in LINES:
            expected = "one of .csv .tsv .json .jsonl .ndjson .parquet .arrow .xlsx .txt, also in zip, gz or zst"
            hint = "if it is an article, add --article; else save the comments as CSV with a column named text"
            raise ReadError(expected, member.name, hint)
        return Table(LINES_OF_TEXT, "a comment a line", said, lambda log: _lines(start, log), note=note)
    header = tuple(structured.mended(name, None) for name in dialect.header)
    dialect = delimited.Dialect(dialect.delimiter, header, dialect.above, dialect.named, dialect.escaped)

    def read(log: Log) -> Iterator[tuple[int, Row]]:
        if dialect.named and dialect.above > 1:
            log.note(f"the header ends in line {dialect.above}; what stands above it is no row")
        return delimited.rows(start, dialect, log)  # type: ignore[arg-type]

    first = next(read(Log(member.name)), (0, dict.fromkeys(header)))[1]
    return _exported(_find(first, exports, forced), "CSV", dialect.why, said, note, read)


def _lines(start: Callable[[], io.TextIOBase], log: Log) -> Iterator[tuple[int, Row]]:
    with start() as text:
        number = 0
        while line := text.readline(delimited.LONGEST):
            number += 1
            if line.strip():
                yield number, {"text": structured.mended(line.rstrip("\r\n"), log.repairs)}


def _find(record: Mapping[str, Any], exports: tuple[Export, ...], forced: bool) -> Export | None:
    """Return the export that knows a record; where the user named exactly one, that one."""
    found = next((export for export in exports if export.recognise(record)), None)
    return exports[0] if found is None and forced and exports else found


def _exported(export: Export | None, name: str, why: str, said: str, note: str | None, read: Rows) -> Table:
    if export is None:
        return Table(name, why, said, lambda log: _plain(read(log), log), note=note)
    why = f"{name}, {why}, with the fields of that export"
    return Table(export.name, why, said, lambda log: _apply(export, read(log), log), True, note)


def _plain(rows: Iterator[tuple[int, Row]], log: Log) -> Iterator[tuple[int, Row]]:
    for number, row in rows:
        try:
            yield number, structured.row(row, log.repairs)
        except ReadError as error:
            log.reject(number, str(error))


def _apply(export: Export, rows: Iterator[tuple[int, Row]], log: Log) -> Iterator[tuple[int, Row]]:
    """Turn records into comments; one record may hold many, or none."""
    threads: dict[str, str] = {}
    for number, record in rows:
        try:
            before = log.repairs.total()
            comments: list[Row] = [dict(comment) for comment in export.comments(structured.tidy(record, log.repairs))]
            if log.repairs.total() > before:
                _keep_written(comments, map(dict, export.comments(record)))
        except ReadError as error:
            log.reject(number, str(error))
            continue
        for comment in comments:
            if export.chained and (answered := comment["parent"]):
                thread = threads.get(answered) or answered
                comment["thread"] = threads[comment["id"]] = thread
            yield number, comment


def _keep_written(comments: list[Row], unmended: Iterator[Row]) -> None:
    """Let each text that was mended remember how the file has it."""
    for comment, raw in zip(comments, unmended, strict=False):
        text, written = comment["text"], raw["text"]
        if text and written and text != written and not isinstance(text, encoding.Mended):
            comment["text"] = encoding.Mended(text, written)


def _most(file: BinaryIO, size: int) -> bytes:
    parts = []
    while size > 0 and (part := file.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
