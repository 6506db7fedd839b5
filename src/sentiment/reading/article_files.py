"""A file as an article, its quotes the rows; or as a page whose readers left comments."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sentiment import article as news
from sentiment.article import document
from sentiment.errors import ReadError
from sentiment.reading import encoding, figures, recognition
from sentiment.reading.inputs import Member
from sentiment.reading.log import Log
from sentiment.reading.options import ReadOptions
from sentiment.reading.platforms._fields import when
from sentiment.reading.platforms._rows import row
from sentiment.reading.platforms._xml import PROLOG
from sentiment.reading.recognition import unsupported

if TYPE_CHECKING:
    from sentiment.article.readers_comments import Said

SAMPLE = 20_000  # letters that tell whether a text is an article
LARGEST = 64 << 20  # bytes of a document
LONGEST_REPORT = 4 << 20  # bytes of a page or of Markdown in which the mark of a report is looked for
WEB = "web"
_PAGE = re.compile(PROLOG + rb"<(?:!doctype html|html)\b", re.IGNORECASE)
_OFFICE = (b"%PDF", b"PK\x03\x04")


def recognised(member: Member, options: ReadOptions) -> recognition.Table:
    """Say what a file is, as `recognition.recognise` does; a page that is none of what that knows may list comments.

    Raises:
        ReadError: it is nothing that holds comments, or an article.
    """
    _refuse_report(member)
    if options.article:
        return _article(member)
    try:
        return recognition.recognise(member, platform=options.platform)
    except ReadError:
        table = None if options.platform or member.packed else _comments_page(member)
        if table is None:
            raise
        return table


def _refuse_report(member: Member) -> None:
    if member.suffix in figures.MARKS:
        with member.open() as file:
            data = file.read(LONGEST_REPORT)
        if what := figures.of_bytes(member.suffix, data[: figures.BEGINS], data[-figures.ENDS :]):
            raise figures.refused(member.name, what)


def reads_like_article(member: Member) -> bool:
    """Return whether somebody who is named speaks between marks at the beginning of a text."""
    with member.open() as file:
        found_in = encoding.detect(file)
    with encoding.decoded(member.open(), found_in) as text:
        return any(quote["author"] for quote in news.quotes(text.read(SAMPLE)))


def _article(member: Member) -> recognition.Table:
    text, said, note = _text(member, must=True)

    def rows(log: Log) -> Iterator[tuple[int, dict[str, Any]]]:
        number = 0
        for number, quote in enumerate(news.quotes(text), 1):
            yield number, {"id": f"{log.file}:{number}", "platform": "article", "thread": log.file, **quote}
        if number == 0:
            left = _comments_in(text)
            if not left:
                raise news.missing(text, member.name)
            log.warn("nobody is quoted in the article; its readers' comments were read instead")
            yield from _said(left, log)

    return recognition.Table("article", "you said so", said, rows, finished=True, note=note)


def _comments_page(member: Member) -> recognition.Table | None:
    with member.open() as file:
        head = file.read(recognition.HEAD)
    if not (_PAGE.match(head) or document.is_mhtml(head)):
        return None
    text, said, note = _text(member, must=False)
    found = _comments_in(text)
    if not found:
        return None

    def rows(log: Log) -> Iterator[tuple[int, dict[str, Any]]]:
        if news.quotes(text):
            log.warn("its readers' comments were read; --article takes the quotes of its article instead")
        yield from _said(found, log)

    return recognition.Table("page of comments", "its readers' comments", said, rows, finished=True, note=note)


def _comments_in(text: str) -> "list[Said]":
    from sentiment.article import readers_comments  # its parser is slow to import, and few files are pages

    return readers_comments.comments(text)


def _said(found: "list[Said]", log: Log) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, said in enumerate(found, 1):
        key, parent = (f"{log.file}#{at}" if at else None for at in (said["id"], said["parent"]))
        time, author = when(said["time"]), said["author"]
        yield number, dict(row(WEB, key, said["text"], time=time, thread=log.file, parent=parent, author=author))


def _text(member: Member, *, must: bool) -> tuple[str, str, str | None]:
    """Return the text of an article or page, how it was read, and a note on that.

    Args:
        member: the file.
        must: it was called an article; say what to do with what is none.

    Raises:
        ReadError: it is no text, or too long.
    """
    with member.open() as file:
        head = file.read(recognition.HEAD)
        data = head + file.read(LARGEST) if head.startswith(_OFFICE) or document.is_mhtml(head) else b""
    read = document.reader_of(data)
    if read is not None:
        return _short(document.text_of(data, read, member.name), member), "a document", None
    if must:
        document.refuse(head, member.name)
        if not _PAGE.match(head):
            unsupported.refuse(member.name, head)
    with member.open() as file:
        found_in = encoding.detect(file)
    with encoding.decoded(member.open(), found_in) as text:
        return _short(text.read(news.LONGEST + 1), member), f"{found_in.name} ({found_in.why})", found_in.note


def _short(text: str, member: Member) -> str:
    if len(text) > news.LONGEST:
        raise ReadError(f"an article of at most {news.LONGEST:,} letters", member.name, "cut it into articles")
    return text
