"""Files that people give and that hold no comments as they are, with what to do about each."""

from sentiment.errors import ReadError
from sentiment.reading import encoding

# First bytes -> what it is, what to do.
FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook", "save it as XLSX or CSV"),
    (b"SQLite format 3", "an SQLite database", "export the table with the comments as CSV"),
    (b"PK\x05\x06", "an empty archive", "check that it was saved"),
    (b"%PDF", "a PDF", "if it is an article, add --article; else copy its text into a .txt file, a comment a line"),
    (b"\x89PNG", "a picture", "leave it out"),
    (b"\xff\xd8\xff", "a picture", "leave it out"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
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
        hint = "if it is an article, add --article; from Telegram, export as machine-readable JSON"
        raise ReadError("a file of comments", f"{name}: a web page", hint)
    for magic, found, hint in FOREIGN:
        if head[:64].lstrip().lower().startswith(magic.lower()):
            raise ReadError("a file of comments", f"{name}: {found}", hint)
    if encoding.is_binary(head):
        raise ReadError("a file of comments", f"{name}, which is no text", "save the comments as CSV or JSON")
