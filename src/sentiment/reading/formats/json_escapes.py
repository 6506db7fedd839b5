r"""JSON streams with escapes that are none: `\x0b`, which Telegram Desktop writes, and halves of surrogate pairs.

A text that was cut in the middle of an emoji ends in half a pair. ijson adds such a half and the letter after it up to
a letter that nobody wrote; here each becomes U+FFFD before the parser sees it.
"""

import re
from collections import Counter
from typing import BinaryIO

MENDED = "escapes \\x.. that JSON does not have"
HALVES = "halves of an emoji, cut off where the file was written"
_ESCAPE = re.compile(
    rb"\\(?:x(?P<byte>[0-9a-fA-F]{2})|u(?P<pair>[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    rb"|u(?P<half>[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
_SUSPECT = re.compile(rb"\\x|\\u[dD][89a-fA-F]")
# One escape, whole or broken off at the end of a piece.
_TOKEN = re.compile(
    rb"\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[^ux]|(?P<broken>(?:u[0-9a-fA-F]{0,3}|x[0-9a-fA-F]?)?\Z))", re.DOTALL
)
_FIRST_HALF = re.compile(rb"\\u[dD][89abAB]")
_LONGEST = 11  # bytes of a pair that may be cut off


class Escaped:
    r"""A JSON stream in which `\x0b` is `\u000b`, and half a surrogate pair `\ufffd`."""

    def __init__(self, file: BinaryIO, repairs: Counter[str] | None = None) -> None:
        """Wrap a binary stream; what is mended is counted in `repairs`."""
        self._file, self._repairs, self._held = file, repairs, b""

    def __enter__(self) -> "Escaped":
        """Open the stream below."""
        return self

    def __exit__(self, *raised: object) -> None:
        """Close the stream below."""
        self._file.close()

    def read(self, size: int = -1) -> bytes:
        """Return about `size` bytes; an empty string is the end."""
        while True:
            piece = self._file.read(size)
            data = self._held + piece
            cut = _cut(data) if piece and size > 0 else len(data)
            self._held = data[cut:]
            if cut or not piece:
                return escaped(data[:cut], self._repairs)


def escaped(data: bytes, repairs: Counter[str] | None = None) -> bytes:
    """Mend the escapes of a piece of JSON that does not end inside one."""
    if not _SUSPECT.search(data):
        return data

    def mend(match: re.Match[bytes]) -> bytes:
        if match["byte"] is None and match["half"] is None:
            return match[0]
        if repairs is not None:
            repairs[MENDED if match["byte"] else HALVES] += 1
        return rb"\u00" + match["byte"] if match["byte"] else rb"\ufffd"

    return _ESCAPE.sub(mend, data)


def _cut(data: bytes) -> int:
    """Return where the last escape begins that may go on in the next piece, else the end."""
    begin = max(0, len(data) - _LONGEST)
    while begin > 0 and data[begin - 1] == ord("\\"):
        begin -= 1
    cut, last = len(data), None
    for token in _TOKEN.finditer(data, begin):
        is_first = last is not None and last.end() == token.start() and _FIRST_HALF.match(last[0])
        if token["broken"] is not None:
            cut = last.start() if last is not None and is_first else token.start()
        last = token
    if last is not None and last.end() == len(data) and last["broken"] is None and _FIRST_HALF.match(last[0]):
        cut = last.start()
    return cut
