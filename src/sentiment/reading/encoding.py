"""Bytes to text: which encoding a file is in, by evidence, and text that went through the wrong one."""

import codecs
import io
import re
from dataclasses import dataclass
from typing import BinaryIO, TextIO, cast

from sentiment.reading import letters

CHUNK = 1 << 20
PAGES = ("cp", "koi8", "mac")  # how the names of one-byte pages begin
LOST = "{page} has no letter ə: where it was, the file holds ? and nothing can restore it; save as UTF-8 (CSV UTF-8)"
LOST_LETTERS = "texts with ? inside a word, where a letter such as ə was lost when the file was saved"

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]+")
_REPLACED = re.compile(r"[^\W\d_]\?+[^\W\d_]")
_CONTROL = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")
# The six letters in which the Turkish page differs from the western one, and the one no Turkish word has.
_TURKISH = b"\xd0\xdd\xde\xf0\xfd\xfe"
_ICELANDIC = b"\xe6\xc6"


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec, why it was chosen, and what the user should know about it."""

    name: str
    why: str
    note: str | None = None
    clean: bool = True  # every byte can be decoded


def detect(stream: BinaryIO) -> Encoding:
    """Read a stream to its end, in constant memory, and tell its encoding.

    A byte order mark decides; else UTF-16 shows by its zeros; else what is UTF-8 throughout is UTF-8; else the letters
    decide between UTF-8 with some broken bytes, the Cyrillic pages (Windows-1251, KOI8-R, DOS, Macintosh), and those of
    the West: Windows 1254 (Turkish) and 1252, Mac Roman.
    """
    head = stream.read(4096)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return Encoding(name, "its byte order mark")
    if wide := _wide(head):
        return Encoding(wide, "a zero in every other byte")
    decoder = codecs.getincrementaldecoder("utf-8")()
    chunk, multibyte = head, 0
    while chunk:
        try:
            multibyte += len(chunk) - len(decoder.decode(chunk))
        except UnicodeDecodeError:
            return _by_letters(chunk + stream.read(4 * CHUNK), multibyte)
        chunk = stream.read(CHUNK)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return (
            _by_letters(head, multibyte) if multibyte < 3 else Encoding("utf-8", "all but its last byte", clean=False)
        )
    return Encoding("utf-8", "every byte" if multibyte else "plain ASCII")


def _wide(head: bytes) -> str | None:
    half = len(head) // 2
    if half < 4:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    enough = max(2, half / 10)
    if odd > enough and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > enough and odd == 0 else None


def _by_letters(sample: bytes, multibyte: int) -> Encoding:
    valid = multibyte + len(_MULTIBYTE.findall(sample))
    broken = len(_HIGH.sub(b"", sample)) and sum(map(len, _HIGH.findall(_MULTIBYTE.sub(b"", sample))))
    high = _HIGH.findall(sample)
    if valid > 3 * broken:
        return Encoding("utf-8", f"{valid:,} letters in UTF-8 against {broken:,} broken bytes", clean=False)
    total = sum(map(len, high))
    if sum(len(run) for run in high if len(run) > 2) * 2 > total:
        page, called = letters.cyrillic(high)
        return Encoding(page, "words of Cyrillic letters", LOST.format(page=called), clean=False)
    turkish = sum(run.count(letter) for run in high for letter in _TURKISH)
    is_turkish = turkish and not any(letter in run for run in high for letter in _ICELANDIC)
    if letters.is_mac(sample, "cp1254" if is_turkish else "cp1252"):
        return Encoding("mac_roman", "marks and letters of the Macintosh", LOST.format(page="Mac Roman"), clean=False)
    if is_turkish:
        return Encoding("cp1254", f"{turkish:,} letters ğ, ı, ş", LOST.format(page="Windows-1254"), clean=False)
    return Encoding("cp1252", "accented western letters", LOST.format(page="Windows-1252"), clean=False)


def lost(text: str) -> bool:
    """Return whether letters that a code page has not were replaced by question marks: `N?hay?t`."""
    return "?" in text and any(_REPLACED.search(word) for word in text.split() if "://" not in word)


def is_binary(head: bytes) -> bool:
    """Return whether the first bytes of a file are no text in any encoding."""
    if not head or head.startswith(tuple(mark for mark, _ in _BOMS)) or _wide(head):
        return False
    return len(_CONTROL.findall(head)) * 20 > len(head) + 40


def decoded(stream: BinaryIO, encoding: Encoding) -> TextIO:
    """Open bytes as text with its newlines as they are; bytes that cannot be decoded become U+FFFD."""
    name = "utf-8-sig" if encoding.name == "utf-8" else encoding.name
    return io.TextIOWrapper(stream, name, errors="replace", newline="")


def as_utf8(stream: BinaryIO, encoding: Encoding) -> BinaryIO:
    """Return the stream as UTF-8 without a mark; one that is clean UTF-8 already is passed on as it is."""
    if encoding.name == "utf-8" and encoding.clean:
        return stream
    return cast(BinaryIO, io.BufferedReader(_Recoded(decoded(stream, encoding))))


class _Recoded(io.RawIOBase):
    """Text as a binary stream in UTF-8."""

    def __init__(self, text: TextIO) -> None:
        self._text, self._rest = text, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        self._rest = self._rest or self._text.read(CHUNK).encode("utf-8", "replace")
        taken = self._rest[: len(buffer)]
        buffer[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        return len(taken)

    def close(self) -> None:
        self._text.close()
        super().close()
