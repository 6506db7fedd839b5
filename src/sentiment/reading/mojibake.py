"""Text that was UTF-8, was read as a one-byte page, and was saved like that: put together again."""

import re

_PAGES = ("latin-1", "cp1252", "cp1254", "cp1251")
# A lead byte with what may follow it, seen through each page: only such text is worth a trial.
_SUSPECT = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
    "|[ğĞ][\u0080-\u00bfŸ\u0178]|[ŞşİıÅÄ][\u0080-\u00bf\u0178\u2013-\u203a\u20ac\u2122]"
    "|[В-ф][\u0098\u00a0-\u00bb\u0401-\u040f\u0451-\u045f\u0490\u0491\u2013-\u203a\u20ac\u2116\u2122]"
)
# What may stand at the end of a word anyway, so that one lone pair of letter and mark proves nothing.
_CLOSING = re.compile(r"[…–—’”»™®‘“](?:\W|$)")
_EXPECTED = re.compile("[a-zA-Z\u00c0-\u024fəƏ\u0400-\u04ff\u2010-\u203a\u20ac\u2122\u00a0-\u00bf\ufe0f\u200d]"
                       "|[\u2190-\u2bff\U0001f000-\U0001faff]")  # fmt: skip


class Mended(str):
    """A text put together again after mojibake; `written` is how the file has it."""

    written: str

    def __new__(cls, text: str, written: str) -> "Mended":
        """Keep both."""
        mended = super().__new__(cls, text)
        mended.written = written
        return mended


def repair(text: str) -> str | None:
    """Return the text as it was before UTF-8 was read as a one-byte page, or None when that is not certain.

    Certain means that the whole text turns back into valid UTF-8 and that what comes out are letters, emoji and
    punctuation that people write. Meta's exports (each byte escaped as one letter) and double-encoded files are cured.
    """
    best = None
    for _ in range(2):
        found = None if text.isascii() or not _SUSPECT.search(text) else _undo(text)
        if found is None:
            return best
        best = text = found
    return best


def _undo(text: str) -> str | None:
    for page in _PAGES:
        try:
            back = _bytes(text, page).decode("utf-8")
        except UnicodeError:
            continue
        gained = [letter for letter in back if not letter.isascii()]
        if len(gained) == 1 and len(back) == len(text) - 1 and _CLOSING.search(text):
            return None
        if gained and all(_EXPECTED.match(letter) for letter in gained):
            return back
    return None


def _bytes(text: str, page: str) -> bytes:
    """Return a text as a page has it; the few codes that a page leaves undefined stand for themselves."""
    try:
        return text.encode(page)
    except UnicodeEncodeError as error:
        if not "\x80" <= text[error.start] <= "\x9f":
            raise
    return b"".join(letter.encode("latin-1" if "\x80" <= letter <= "\x9f" else page) for letter in text)
