"""Files that people give and that hold no comments as they are, with what to do about each."""

import zipfile
import zlib

from sentiment.errors import ReadError, first_line
from sentiment.reading import encoding, figures
from sentiment.reading.compression import ZIP
from sentiment.reading.formats.arrow import seekable
from sentiment.reading.inputs import Member

WRITTEN = "if it is an article, add --article; else save its comments as CSV, or as plain text with a comment a line"

# First bytes -> what it is, what to do.
FOREIGN = (
    (b"SQLite format 3", "an SQLite database", "export the table with the comments as CSV"),
    (b"PK\x05\x06", "an empty archive", "check that it was saved"),
    (b"%PDF", "a PDF", "if it is an article, add --article; else copy its text into a .txt file, a comment a line"),
    (b"\x89PNG", "a picture", "leave it out"),
    (b"\xff\xd8\xff", "a picture", "leave it out"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
)
# What stands in a packed document, by its parts' names or its kind -> what it is, what to do.
PACKAGES = (
    (".iwa", "an Apple Numbers, Pages or Keynote document", "export it as CSV or Excel: File, Export To"),
    ("word/document.xml", "a Word document", WRITTEN),
    ("opendocument.text", "an OpenDocument text", WRITTEN),
    ("ppt/", "a presentation", "copy its comments into a table"),
    ("opendocument.presentation", "a presentation", "copy its comments into a table"),
    ("epub", "an e-book", WRITTEN),
)
PAGE = (b"<!doctype html", b"<html")


def is_page(head: bytes) -> bool:
    """Return whether a file begins like a web page."""
    return head[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(PAGE)


def refuse(name: str, head: bytes) -> None:
    """Raise for the first bytes of a picture, a database, a web page or anything else that is no text.

    Raises:
        ReadError: with what to do instead.
    """
    if is_page(head):
        hint = "if it is an article, add --article; from Telegram and Discord, export as JSON"
        raise ReadError("a file of comments", f"{name}: a web page", hint)
    for magic, found, hint in FOREIGN:
        if head[:64].lstrip().lower().startswith(magic.lower()):
            raise ReadError("a file of comments", f"{name}: {found}", hint)
    if encoding.is_binary(head):
        raise ReadError("a file of comments", f"{name}, which is no text", "save the comments as CSV or JSON")


def workbook(member: Member, head: bytes) -> str:
    """Return which kind of workbook a file is, by what is inside.

    Raises:
        ReadError: it is another document, with what to do instead.
    """
    if not head.startswith(ZIP):
        return "XLS"
    try:
        with seekable(member) as file, zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            kind = archive.read("mimetype")[:200].decode("ascii", "replace") if "mimetype" in names else ""
            is_report = figures.is_report(archive)
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, zlib.error) as error:
        raise ReadError("a workbook", f"{member.name}: {first_line(error)}", "save it anew as XLSX or CSV") from error
    if is_report:
        raise figures.refused(member.name, figures.REPORT)
    for mark, found, hint in PACKAGES:
        if mark in kind or any(mark in name for name in names):
            raise ReadError("a file of comments", f"{member.name}: {found}", hint)
    return "ODS" if "spreadsheet" in kind else "XLSB" if "xl/workbook.bin" in names else "XLSX"
