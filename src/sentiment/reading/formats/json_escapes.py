r"""JSON streams with `\x0b`, an escape that Telegram Desktop writes and JSON does not have."""

import re
from collections import Counter
from typing import BinaryIO

MENDED = "escapes \\x.. that JSON does not have"
_ESCAPE = re.compile(rb"\\(?:x([0-9a-fA-F]{2})|(.))", re.DOTALL)


class Escaped:
    r"""A JSON stream in which `\x0b` is `\u000b`."""

    def __init__(self, file: BinaryIO, repairs: Counter[str] | None = None) -> None:
        """Wrap a binary stream; what is mended is counted in `repairs`."""
        self._file, self._repairs = file, repairs

    def read(self, size: int = -1) -> bytes:
        """Return about `size` bytes; an empty string is the end."""
        data = self._file.read(size)
        while size > 0 and _is_cut(data) and (more := self._file.read(max(size, 4))):
            data += more
        return escaped(data, self._repairs)


def escaped(data: bytes, repairs: Counter[str] | None = None) -> bytes:
    """Mend the escapes of a piece of JSON that does not end inside one."""
    if b"\\x" not in data:
        return data

    def mend(match: re.Match[bytes]) -> bytes:
        if match[1] is None:
            return match[0]
        if repairs is not None:
            repairs[MENDED] += 1
        return rb"\u00" + match[1]

    return _ESCAPE.sub(mend, data)


def _is_cut(data: bytes) -> bool:
    """Return whether the end may be half an escape: an odd number of backslashes, then at most `x` and a digit."""
    for tail in (data, data[:-1] if data[-1:] == b"x" else b"", data[:-2] if data[-2:-1] == b"x" else b""):
        if (len(tail) - len(tail.rstrip(b"\\"))) % 2:
            return True
    return False
