"""WhatsApp: a chat exported as text ("Export chat"), from Android or iPhone, dates in the phone's own style.

There are no ids, threads or zones: times are local. Names and phone numbers of the writers are authors like any other.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import BinaryIO

from sentiment.errors import ReadError
from sentiment.reading.platforms import _chat_notes
from sentiment.reading.platforms._base import Document
from sentiment.reading.platforms._chat_heads import DATED, HEAD, MARKS, Order, order, time, unknown_halves
from sentiment.reading.platforms._rows import Row, row

LONGEST = 64 << 20  # bytes in a line
LOOKED_AT = 60  # lines that tell whether a text is a chat

_SPOKEN = re.compile(  # a clock, what closes a head, a name
    rf"[{MARKS}\[]{{0,9}}(?P<head>[^\n:;\t\"]{{0,30}}?\d{{1,2}}[:.h]\d{{2}}[^\n;\t\"]{{0,16}}?[\]|>,\u2013\u2014-])\s?"
    r"[^\n:;,\t\"]{2,40}: "
)


def chat(start: Callable[[], BinaryIO]) -> Iterator[Row]:
    """Read every message, the lines of one joined; the application's own lines are service messages.

    Raises:
        ReadError: it looks like a chat, in a style that is not known.
    """
    places = _order(start).places
    head: re.Match[str] | None = None
    more: list[str] = []
    with start() as file:
        for line in _lines(file):
            if found := HEAD.fullmatch(line):
                if head:
                    yield _message(head, more, places)
                head, more = found, []
            else:
                more.append(line)
    if head:
        yield _message(head, more, places)


def told(start: Callable[[], BinaryIO]) -> Iterator[str]:
    """Say what of the dates could not be told."""
    if note := _order(start).note:
        yield note
    with start() as file:
        words = unknown_halves(filter(None, map(HEAD.fullmatch, _lines(file))))
    if words:
        yield f"the words {', '.join(words)} beside the clock are not known: hours after noon may be 12 too early"
    with start() as file:
        odd = sum(DATED.match(line) is not None and not HEAD.fullmatch(line) for line in _lines(file))
    if odd:
        yield f"lines that begin like a date and are no message, joined to the message above: {odd:,}"


def _order(start: Callable[[], BinaryIO]) -> Order:
    with start() as file:
        lines = _lines(file)
        first = list(islice(lines, LOOKED_AT))
        if not any(map(HEAD.fullmatch, first)) and _looks_like_chat(first):
            shown = next(filter(None, map(_SPOKEN.match, first)))["head"].strip(MARKS)
            hint = "save it as CSV with the columns time, author and text"
            raise ReadError("a chat in a style that is known", f"messages that begin like {shown!r}", hint)
    with start() as file:
        return order(filter(None, map(HEAD.fullmatch, _lines(file))))


def _lines(file: BinaryIO) -> Iterator[str]:
    for raw in iter(lambda: file.readline(LONGEST), b""):
        yield raw.decode("utf-8-sig", "replace").replace("\u202f", " ").replace("\xa0", " ").rstrip("\r\n")


def _message(head: re.Match[str], more: list[str], places: str) -> Row:
    rest, moment = "\n".join([head["rest"], *more]).rstrip(), time(head, places)
    author, colon, written = rest.partition(": ")
    if not colon and rest.endswith(":"):
        author, colon = rest[:-1], ":"
    text: str | None
    reason: str | None
    if not colon or "\n" in author or len(author) > 100:
        author, text, reason = "", rest, "service message"
    else:
        text, reason = _chat_notes.read(written)
    return row(
        "whatsapp",
        None,
        text,
        time=(moment, "local" if moment else None),
        author=author.strip(MARKS + "~ ") or None,
        skipped=reason,
    )


def _is_chat(head: bytes) -> bool:
    lines = head.decode("utf-8-sig", "ignore").replace("\u202f", " ").replace("\xa0", " ").splitlines()
    written = [line for line in lines if line.strip()][:LOOKED_AT]
    heads = sum(HEAD.fullmatch(line) is not None for line in written)
    if written and HEAD.fullmatch(written[0]) or (heads > 1 and heads * 4 >= len(written)):
        return True
    return heads == 0 and _looks_like_chat(written)


def _looks_like_chat(lines: Iterable[str]) -> bool:
    """Return whether most lines begin with a date, a clock and a name."""
    written = [line for line in lines if line.strip()]
    spoken = sum(_SPOKEN.match(line) is not None for line in written)
    return spoken > 2 and spoken * 2 > len(written)


DOCUMENTS = (Document("whatsapp", "whatsapp", _is_chat, chat, told),)
