"""A file as rows, lazily: what it is, by its content and then by its suffix, and the reader that this calls for."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import partial
from itertools import islice
from typing import BinaryIO, cast

from sentiment.errors import ReadError
from sentiment.reading import encoding
from sentiment.reading.columns import roles
from sentiment.reading.columns.own import is_scored_here
from sentiment.reading.compression import ZIP, LimitError
from sentiment.reading.formats import delimited, excel, json_records, paragraphs, pasted, ruled, transcripts
from sentiment.reading.formats.arrow import BINARY
from sentiment.reading.formats.json_escapes import Escaped
from sentiment.reading.formats.spss import STATISTICS
from sentiment.reading.formats.workbook import OLD
from sentiment.reading.inputs import Member
from sentiment.reading.log import Log
from sentiment.reading.platforms._base import Document, Export
from sentiment.reading.recognition import json_document, unsupported
from sentiment.reading.recognition.base import MEMORY, Row, Rows, Wanted, exported, find, refuse_others
from sentiment.reading.recognition.base import Table as Table
from sentiment.reading.recognition.beginning import LOOKED_AT as LOOKED_AT
from sentiment.reading.recognition.nested import gathered

HEAD = 1 << 16
TABLES = (".csv", ".tsv", ".tab")
LINES = ("", ".txt", ".text", ".log")
NONE = "none"
LINES_OF_TEXT = "plain text"


def recognise(member: Member, *, platform: str | None = None, quick: bool = False) -> Table:
    """Say what a file is.

    Args:
        member: the file.
        platform: the name of an export or of a platform that it must be, or `none` for a plain table.
        quick: judge the encoding by the first bytes only.

    Raises:
        ReadError: it is nothing that holds comments, or not what its suffix promises.
    """
    with member.open() as file:
        head = _most(file, HEAD)
    if not head.strip():
        raise ReadError("at least one comment", f"{member.name} with no rows, it is empty", "check that it was saved")
    for name, magic, read in (*BINARY, *STATISTICS):
        if head.startswith(magic):
            return _binary(member, name, read, platform)
    if head.startswith((ZIP, OLD)):
        return _binary(member, unsupported.workbook(member, head), excel.read, platform)
    documents, wanted = _chosen(platform)
    unsupported.refuse(member.name, head)
    try:
        with io.BytesIO(head) if quick else member.open() as file:
            found_in = encoding.detect(file)
    except LimitError:
        raise
    except ReadError:  # it breaks off; the reader will get as far
        found_in = encoding.detect(io.BytesIO(head))
    wanted = replace(wanted, encoding=f"{found_in.name} ({found_in.why})", note=found_in.note)
    return _text(member, encoding.as_utf8(io.BytesIO(head), found_in).read(HEAD), found_in, documents, wanted)


def of_records(read: Rows, begun: Sequence[Row], name: str, platform: str | None) -> Table:
    """Say what records are that no file holds.

    Args:
        read: yields them, numbered; anew, as far as the first ones.
        begun: the first of them, at most `LOOKED_AT`.
        name: what holds them.
        platform: as `recognise` takes it.

    Raises:
        ReadError: there is no such platform, or they are private messages, followers or searches.
    """
    _, wanted = _chosen(platform)
    tidy = [json_records.tidy(record, set()) for record in begun]
    refuse_others(name, tidy[0], wanted)
    known = (record for record in tidy if any(export.recognise(record) for export in wanted.exports))
    return exported(find(next(known, tidy[0]), wanted), MEMORY, f"a {name} handed over", wanted, read)


def _chosen(platform: str | None) -> tuple[list[Document], Wanted]:
    from sentiment.reading.platforms.known import DOCUMENTS, EXPORTS  # some 70 ms that a table of our own does not take

    known: tuple[Export | Document, ...] = (*DOCUMENTS, *EXPORTS)
    chosen = tuple(e for e in known if platform in (None, e.name, e.platform))
    if platform and not chosen and platform != NONE:
        names = sorted({e.platform for e in known} | {e.name for e in known})
        near = get_close_matches(platform.lower(), (NONE, *names), 1)
        hint = f"did you mean --platform {near[0]}? else name one of those" if near else "name one of those"
        raise ReadError(f"--platform with one of {', '.join((NONE, *names))}", repr(platform), hint)
    exports = tuple(e for e in chosen if isinstance(e, Export))
    return [e for e in chosen if isinstance(e, Document)], Wanted(exports, platform not in (None, NONE))


def _binary(
    member: Member, name: str, read: Callable[[Member], Iterator[tuple[int, Row]]], platform: str | None
) -> Table:
    first = next(gathered(read(member)), (0, {}))[1]
    plain = platform in (None, NONE) and is_scored_here(first)
    wanted = Wanted((), False) if plain else _chosen(platform)[1]
    if isinstance(member, excel.Sheet):
        wanted = replace(wanted, note=member.note)
    refuse_others(member.name, first, wanted)
    return exported(find(first, wanted), name, "its first bytes", wanted, lambda log: gathered(read(member)))


def _text(member: Member, head: bytes, found_in: encoding.Encoding, documents: list[Document], wanted: Wanted) -> Table:
    def start() -> BinaryIO:
        return encoding.as_utf8(member.open(), found_in)

    for document in documents:
        known = document.recognise(head[:4096])
        if known or (wanted.forced and len(documents) == 1 and not wanted.exports):
            why, read = "its first lines" if known else "you said so", partial(_document, document, start)
            return Table(document.name, why, wanted.encoding, read, True, wanted.note)
    if json_records.START.match(head) or _promises_json(member, head, start):
        return json_document.recognise(member, head, start, wanted)
    return _table(member, found_in, wanted)


def _promises_json(member: Member, head: bytes, start: Callable[[], BinaryIO]) -> bool:
    """Tell whether a file is called JSON.

    Raises:
        ReadError: it is, and can be none.
    """
    if member.suffix not in (".json", ".jsonl", ".ndjson"):
        return False
    if member.suffix == ".json" or b"{" not in head:
        with start() as file:
            first = file.readline(200)
        raise ReadError("JSON", f"{member.name}, which begins {first[:40]!r}", "export it anew as JSON")
    return True


def _document(document: Document, start: Callable[[], BinaryIO], log: Log) -> Iterator[tuple[int, Row]]:
    for sentence in document.told(start):
        log.warn(sentence)
    opened = (lambda: cast(BinaryIO, Escaped(start(), log.repairs))) if document.is_json else start
    yield from enumerate(map(dict, document.comments(opened)), 1)


def _table(member: Member, found_in: encoding.Encoding, wanted: Wanted) -> Table:
    def start() -> io.TextIOBase:
        return cast(io.TextIOBase, encoding.decoded(member.open(), found_in))

    with start() as text:
        drawing = ruled.sniff(text)  # type: ignore[arg-type]
    if drawing is not None:
        return _drawn(start, drawing, wanted)
    with start() as text:
        dialect = delimited.sniff(text)  # type: ignore[arg-type]
    known = sum(map(roles.is_known, dialect.header))
    is_wide = dialect.named and len(dialect.header) > 1
    is_table = member.suffix in TABLES or (is_wide and known > 1)
    if not is_table and not ((known or not dialect.named) and _is_tabbed(start)):
        return _no_table(member, start, wanted)
    if is_wide:
        with start() as text:
            if len(text.readline(delimited.SAMPLE)) == delimited.SAMPLE:
                found = f"{member.name}, whose names of columns alone are longer"
                hint = "leave out columns that nobody needs, or write it as JSON Lines"
                raise ReadError(f"a header of less than {delimited.SAMPLE:,} characters", found, hint)
    header = tuple(json_records.mended(name, None) for name in dialect.header)
    dialect = replace(dialect, header=header)

    def read(log: Log) -> Iterator[tuple[int, Row]]:
        if dialect.named and dialect.above > 1:
            log.note(f"the header ends in line {dialect.above}; what stands above it is no row")
        return gathered(delimited.rows(start, dialect, log))  # type: ignore[arg-type]

    first = next(read(Log(member.name)), (0, dict.fromkeys(header)))[1]
    refuse_others(member.name, first, wanted)
    return exported(find(first, wanted), "CSV", dialect.why, wanted, read)


def _is_tabbed(start: Callable[[], io.TextIOBase]) -> bool:
    """Return whether each of the first lines has as many tabs as the others, not all of them before what it says."""
    with start() as text:
        lines = [line for line in islice(text, pasted.SEEN) if line.strip()]
    is_even = len({line.count("\t") for line in lines}) == 1
    return is_even and len(lines) >= paragraphs.FEWEST and any("\t" in line.strip() for line in lines)


def _no_table(member: Member, start: Callable[[], io.TextIOBase], wanted: Wanted) -> Table:
    """Say what text without columns is: comments of a web page, or one a line.

    Raises:
        ReadError: it is a transcript, or is called like something else.
    """
    with start() as text:
        begun = list(islice(text, pasted.SEEN))
    transcripts.refuse(begun, member.name)
    if member.suffix not in LINES:
        expected = "one of .csv .tsv .json .jsonl .ndjson .parquet .arrow .xlsx .txt, also in zip, gz or zst"
        hint = "if it is an article, add --article; else save the comments as CSV with a column named text"
        raise ReadError(expected, member.name, hint)
    if pasted.is_pasted(begun):
        return _pasted(member, start, wanted)
    are_blocks = paragraphs.judge(begun)
    if are_blocks:
        why, read = "an empty line between comments", partial(_blocks, start)
        return Table(LINES_OF_TEXT, why, wanted.encoding, read, note=wanted.note)
    read = partial(_lines, start, begun)
    return Table(LINES_OF_TEXT, "a comment a line", wanted.encoding, read, note=wanted.note)


def _drawn(start: Callable[[], io.TextIOBase], drawing: ruled.Drawing, wanted: Wanted) -> Table:
    def read(log: Log) -> Iterator[tuple[int, Row]]:
        return ruled.rows(start, drawing, log)  # type: ignore[arg-type]

    first = next(read(Log("")), (0, dict.fromkeys(drawing.header)))[1]
    return exported(find(first, wanted), "drawn table", drawing.why, wanted, read)


def _pasted(member: Member, start: Callable[[], io.TextIOBase], wanted: Wanted) -> Table:
    def read(log: Log) -> Iterator[tuple[int, Row]]:
        log.warn("it looks like comments pasted from a web page: names, times and buttons are kept out of the text")
        with start() as text:
            yield from pasted.comments(text, member.name)

    return Table("pasted comments", "the times and buttons of a page", wanted.encoding, read, note=wanted.note)


def _numbered(start: Callable[[], io.TextIOBase], log: Log) -> Iterator[tuple[int, str]]:
    with start() as text:
        number = 0
        while line := text.readline(delimited.LONGEST):
            number += 1
            if number == 1 and roles.names_text(line.strip()):
                log.note("the first line is the name of a column, and no comment")
            else:
                seen: set[str] = set()
                yield number, json_records.mended(line.rstrip("\r\n"), seen)
                log.repairs.update(seen)


def _lines(start: Callable[[], io.TextIOBase], begun: Sequence[str], log: Log) -> Iterator[tuple[int, Row]]:
    begun = begun[1:] if begun and roles.names_text(begun[0].strip()) else begun
    if paragraphs.judge(begun) is None:
        told = "empty lines part blocks of several lines: each line is read as a comment"
        log.warn(f"{told}; where a block is one, write it on one line")
    if paragraphs.are_named(begun):
        log.warn("the lines begin with what may be names, which stay in the texts: save a table with author and text")
    mark = paragraphs.mark(begun)
    if mark is not None:
        log.note("the numbers or dots before the lines of the list are left out")
    for number, line in _numbered(start, log):
        if line.strip():
            yield number, {"text": line if mark is None else mark.sub("", line, count=1)}


def _blocks(start: Callable[[], io.TextIOBase], log: Log) -> Iterator[tuple[int, Row]]:
    log.warn("what stands between two empty lines is read as one comment, as its lines go on in one another")
    for block in paragraphs.blocks(_numbered(start, log)):
        yield block[0][0], {"text": "\n".join(line for _, line in block)}


def _most(file: BinaryIO, size: int) -> bytes:
    parts = []
    while size > 0 and (part := file.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
