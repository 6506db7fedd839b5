"""A file that a word processor, a browser or a printer wrote in, its text out: .docx, .odt, .mhtml and PDF."""

import io
import re
import statistics
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from sentiment.errors import ReadError, first_line

_MIME = re.compile(rb"\A\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?mime-version:", re.I)
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_PREFIXES = (("heading", "# "), ("title", "# "), ("list", "* "), ("quote", "> "))  # styles of paragraphs
_RUNS = ".//w:r/w:t | .//w:r/w:tab | .//w:r/w:br"
_ENDS = tuple(".!?…:”»\"'")
SHORT = 0.85  # of the usual width: a line that ends a sentence and is shorter ends the paragraph


def reader_of(data: bytes) -> Callable[[bytes], str] | None:
    """Return what reads such a file, None for text and what is no document."""
    if data.startswith(b"%PDF"):
        return _pdf
    if is_mhtml(data):
        return _mhtml
    names = _names(data) if data.startswith(_ZIP) else []
    if "content.xml" in names:
        return _odt
    return _docx if "word/document.xml" in names else None


def is_mhtml(head: bytes) -> bool:
    """Say whether a file begins like a page that a browser saved as a single file, or like a letter."""
    return _MIME.match(head[:4096]) is not None


def text_of(data: bytes, read: Callable[[bytes], str], name: str) -> str:
    """Return the text of such a file, as HTML, or as Markdown.

    Raises:
        ReadError: it is damaged, locked, or holds pictures of text alone.
    """
    try:
        text = read(data)
    except ModuleNotFoundError:
        raise
    except Exception as error:  # whatever a library meets in a damaged file
        found = f"{name}, which cannot be read ({first_line(error)})"
        raise ReadError("a whole document without a password", found, "save it anew, or its text as .txt") from error
    if not text.strip():
        raise ReadError(
            "an article", f"{name}, which holds no text", "if it is scanned, recognise its text first (OCR)"
        )
    return text


def refuse(head: bytes, name: str) -> None:
    """Say of what is no text what to do with it, where an article is asked for.

    Raises:
        ReadError: it is a document of before 2007, or a workbook.
    """
    if head.startswith(_OLD):
        raise ReadError("an article", f"{name}: a document or workbook of before 2007", "save it as .docx or .txt")
    if head.startswith(_ZIP):
        raise ReadError("an article", f"{name}: a workbook or archive", "save the article as .docx or .txt")


def _names(data: bytes) -> list[str]:
    """Return the members of a zip; none of what is no whole zip."""
    try:
        return zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):  # as the reading of archives does
        return []


def _docx(data: bytes) -> str:
    import docx
    from docx.table import Table

    lines: list[str] = []
    for part in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(part, Table):
            lines += [cell.text for row in part.rows for cell in row.cells]
        else:
            lines.append(_prefix(part.style.name if part.style is not None else "") + _written(part))
    return "\n\n".join(lines)


def _written(paragraph: Any) -> str:
    """Return the text of a paragraph with what was inserted while changes were tracked, which `text` leaves out."""
    nodes = paragraph._p.xpath(f"({_RUNS})[not(ancestor::w:txbxContent)]")
    return "".join(node.text or "" if node.tag.endswith("}t") else " " for node in nodes)


def _prefix(style: str | None) -> str:
    return next((prefix for word, prefix in _PREFIXES if word in (style or "").lower()), "")


def _odt(data: bytes) -> str:
    from odf import teletype
    from odf.opendocument import load

    return "\n\n".join(
        prefix + teletype.extractText(node) for node, prefix in _paragraphs(load(io.BytesIO(data)).text, "")
    )


def _paragraphs(node: object, prefix: str) -> Iterator[tuple[object, str]]:
    for child in getattr(node, "childNodes", ()):
        name = getattr(child, "qname", ("", ""))[1]
        if name == "h":
            yield child, "# "
        elif name == "p":
            style = child.getAttribute("stylename") or ""
            yield child, prefix or ("> " if "quot" in style.lower() else "")
        elif name != "tracked-changes":
            yield from _paragraphs(child, "* " if name == "list-item" else prefix)


def _mhtml(data: bytes) -> str:
    import email.policy  # slow to import, and few files are saved pages
    from email.message import EmailMessage

    message = email.message_from_bytes(data, policy=email.policy.default)
    parts = [part for part in message.walk() if isinstance(part, EmailMessage)]
    page = next((part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")), None)
    page = page or next((part for part in parts if part.get_content_type() == "text/plain"), None)
    if page is None:
        return ""
    written = page.get_payload(decode=True)
    if not isinstance(written, bytes):
        return ""
    declared = page.get_content_charset() or _declared(written) or "utf-8"
    try:
        return written.decode(declared)
    except (LookupError, UnicodeDecodeError):
        return written.decode("utf-8", "replace")


def _declared(written: bytes) -> str | None:
    match = re.search(rb"charset=[\"']?([\w-]+)", written[:2048], re.I)
    return match[1].decode() if match else None


def _pdf(data: bytes) -> str:
    from pypdf import PdfReader

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    return "\n\n".join(_unwrapped([line.strip() for page in pages for line in page.splitlines()]))


def _unwrapped(lines: list[str]) -> list[str]:
    """Join the lines of each paragraph: it ends where a sentence ends before the margin, or at an empty line."""
    widths = [len(line) for line in lines if line]
    usual = statistics.quantiles(widths, n=10)[-1] if len(widths) > 1 else 0
    paragraphs = [""]
    for line in lines:
        joined = paragraphs[-1]
        if joined.endswith("-") and joined[-2:-1].isalpha() and line[:1].islower():
            paragraphs[-1] = joined[:-1] + line
        else:
            paragraphs[-1] = f"{joined} {line}".strip()
        if not line or (line.endswith(_ENDS) and len(line) < SHORT * usual):
            paragraphs.append("")
    return [paragraph for paragraph in paragraphs if paragraph]
