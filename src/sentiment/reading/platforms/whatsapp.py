"""WhatsApp: a chat exported as text ("Export chat"), from Android or iPhone, dates in the phone's own style.

Whether the day or the month comes first is found from the whole chat. There are no ids, threads or zones: times are
local. Names and phone numbers of the writers are authors like any other.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from sentiment.reading.platforms._base import Document
from sentiment.reading.platforms._rows import Row, row

LONGEST = 64 << 20  # bytes in a line

_HEAD = re.compile(
    r"\u200e?\[?(?P<a>[0-9]{1,4})(?P<sep>[./-])(?P<b>[0-9]{1,2})(?P=sep)(?P<c>[0-9]{2,4})\.?,?"
    r"(?:\s(?:à|um|at|в|alle|las|klo))?\s(?:(?P<before>[^\W\d_]{2})\s)?"
    r"(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2}))?"
    r"(?:\s?(?P<after>[AaPpÖ]\.?\s?[MmSÖ]\.?))?(?:\]\s?|\s[-\u2013]\s)(?P<rest>.*)",
    re.DOTALL,
)
_AFTERNOON = re.compile(r"p\.?\s?m\.?|ös", re.IGNORECASE)
# What the application writes in the place of a message; the words of the languages that are read here first.
_MEDIA = re.compile(
    r"<[^<>]{3,60}>|[\w ]{2,30} (?:omitted|dahil edilmedi|daxil edilməyib|отсутствует|не включен\w?)|"
    r".{1,80}\((?:file attached|файл добавлен|dosya ekli|fayl əlavə edildi)\)",
)
_DELETED = re.compile(
    r"(?:This message was deleted|You deleted this message|(?:Данное )?[Сс]ообщение удалено|"
    r"Вы удалили (?:данное )?сообщение|Bu mesaj silindi|Bu mesajı sildiniz|Bu mesaj silinib)\.?"
)
_STICKER = re.compile(r"sticker|çıkartma|стикер|stiker", re.IGNORECASE)
_EDITED = ("<This message was edited>", "<Сообщение изменено>", "<Bu mesaj düzenlendi>", "<Bu mesaja düzəliş edilib>")


def chat(start: Callable[[], BinaryIO]) -> Iterator[Row]:
    """Read every message, the lines of one joined; the application's own lines are service messages."""
    with start() as file:
        month_first = _month_first(filter(None, map(_HEAD.fullmatch, _lines(file))))
    head: re.Match[str] | None = None
    more: list[str] = []
    with start() as file:
        for line in _lines(file):
            if found := _HEAD.fullmatch(line):
                if head:
                    yield _message("\n".join([head["rest"], *more]).rstrip(), _time(head, month_first))
                head, more = found, []
            else:
                more.append(line)
    if head:
        yield _message("\n".join([head["rest"], *more]).rstrip(), _time(head, month_first))


def _lines(file: BinaryIO) -> Iterator[str]:
    for raw in iter(lambda: file.readline(LONGEST), b""):
        yield raw.decode("utf-8-sig", "replace").replace("\u202f", " ").replace("\xa0", " ").rstrip("\r\n")


def _message(rest: str, time: datetime | None) -> Row:
    reason: str | None
    author, colon, written = rest.partition(": ")
    if not colon and rest.endswith(":"):
        author, colon = rest[:-1], ":"
    if not colon or "\n" in author or len(author) > 100:
        author, written, reason = "", rest, "service message"
    else:
        marked = written.startswith("\u200e")  # the iPhone's sign that the line is not the writer's
        written = written.lstrip("\u200e")
        for note in _EDITED:
            written = written.removesuffix(note).rstrip(" \u200e") if written.endswith(note) else written
        shown, _, caption = written.partition("\n")
        if caption and _MEDIA.fullmatch(shown):
            written, marked = caption, False
        reason = _why_not(written, marked)
    return row(
        "whatsapp",
        None,
        written,
        time=(time, "local" if time else None),
        author=author.strip("\u200e\u202a\u202c~ ") or None,
        skipped=reason,
    )


def _why_not(written: str, marked: bool) -> str | None:
    if _DELETED.fullmatch(written):
        return "deleted"
    if _MEDIA.fullmatch(written) and (marked or written[:1] == "<" or "(" in written):
        return "sticker" if _STICKER.search(written) else "media only"
    return "service message" if marked else None


def _month_first(heads: Iterable[re.Match[str]]) -> bool:
    """Return whether dates are American: no first number over 12, and a second one over 12 or a clock of 12 hours."""
    american = False
    for head in heads:
        if head["sep"] == "/" and len(head["a"]) < 3:
            if int(head["a"]) > 12:
                return False
            american = american or int(head["b"]) > 12 or bool(head["after"] and len(head["c"]) == 2)
    return american


def _time(head: re.Match[str], month_first: bool) -> datetime | None:
    a, b, c = int(head["a"]), int(head["b"]), int(head["c"])
    year, month, day = (
        (a, b, c) if len(head["a"]) == 4 else (c, a, b) if month_first and head["sep"] == "/" else (c, b, a)
    )
    half, hour = head["after"] or head["before"] or "", int(head["hour"])
    if half:
        hour = hour % 12 + (12 if _AFTERNOON.fullmatch(half.strip()) else 0)
    try:
        return datetime(
            year + 2000 if year < 100 else year,
            month,
            day,
            hour,
            int(head["minute"]),
            int(head["second"] or 0),
            tzinfo=UTC,
        )
    except ValueError:
        return None


def _is_chat(head: bytes) -> bool:
    lines = head.decode("utf-8-sig", "ignore").replace("\u202f", " ").replace("\xa0", " ").splitlines()[:40]
    return bool(lines and _HEAD.fullmatch(lines[0]))


DOCUMENTS = (Document("whatsapp", "whatsapp", _is_chat, chat),)
