"""When something was written: times in the shapes that exports, screens and people write, with how sure they are."""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from datetime import time as daytime
from email.utils import parsedate_to_datetime
from typing import Any
from zoneinfo import ZoneInfo

from sentiment import text
from sentiment.table import numbers

Moment = tuple[datetime | None, str | None]  # in UTC; exact, local or estimated
DAY_FIRST, MONTH_FIRST, YEAR_FIRST = "dmy", "mdy", "ymd"
SERIALS = (38_000, 60_000)  # days since 1899: from 2004 to 2064

# Zone abbreviations that exports write after a time, in hours from UTC.
ZONES = {"UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
         "PDT": -7, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "МСК": 3, "TRT": 3, "AZT": 4}  # fmt: skip
# First letters of the months, in the order of the year: en de fr es, az tr, ru.
MONTHS = (
    ("jan", "ene", "yan", "oca", "янв"), ("feb", "fev", "fév", "fev", "şub", "sub", "фев"),
    ("mar", "mär", "mrz", "мар"), ("apr", "avr", "abr", "nis", "апр"), ("may", "mai", "мая", "май"),
    ("jun", "juin", "iyun", "haz", "июн"), ("jul", "juil", "iyul", "tem", "июл"),
    ("aug", "aoû", "aou", "ago", "avq", "ağu", "agu", "авг"), ("sep", "sen", "eyl", "сен"),
    ("oct", "okt", "eki", "окт"), ("nov", "noy", "kas", "ноя"), ("dec", "dez", "déc", "dic", "dek", "ara", "дек"),
)  # fmt: skip
# Seconds of a unit, its first letters, and its abbreviations.
UNITS = (
    (1, ("sec", "san", "sek", "seg", "сек"), ("s", "sn", "с")),
    (60, ("minute", "min", "dəq", "deq", "dak", "dk", "мин"), ("m", "м")),
    (3600, ("hour", "hr", "saat", "stunde", "std", "heure", "hora", "час"), ("h", "sa", "ч")),
    (86400, ("day", "gün", "gun", "tag", "jour", "día", "dia", "дн", "ден", "сут"), ("d", "д")),
    (604800, ("week", "wk", "həft", "heft", "haft", "woche", "semain", "seman", "нед"), ("w", "н")),
    (2629800, ("month", "ay", "monat", "mois", "mes", "мес"), ("mo",)),
    (31557600, ("year", "yr", "il", "yıl", "yil", "jahr", "an", "год", "лет"), ("y",)),
)
# A day by its name, as so many days ago; a clock may follow.
DAYS = {
    "just now": 0, "today": 0, "yesterday": 1, "indicə": 0, "bu gün": 0, "dünən": 1, "şimdi": 0, "az önce": 0,
    "bugün": 0, "dün": 1, "только что": 0, "сегодня": 0, "вчера": 1, "позавчера": 2, "heute": 0, "gestern": 1,
    "aujourd’hui": 0, "aujourd'hui": 0, "hier": 1, "hoy": 0, "ayer": 1,
}  # fmt: skip

_UNIX = re.compile(r"[0-9]{9,19}(\.[0-9]{0,9})?")
_NET = re.compile(r"\\?/Date\((-?[0-9]{1,15})(?:[+-][0-9]{4})?\)\\?/")  # milliseconds since 1970, as .NET writes JSON
# Figures without marks, which as seconds or milliseconds since 1970 lie before 2004 or far ahead: 20231031153000.
_UNMARKED = re.compile(r"(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:([01]\d|2[0-3])([0-5]\d)([0-5]\d)?)?(?:\.0)?")
_WEEKDAY = re.compile(
    r"(?<!\w)(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|bazar ertəsi|çərşənbə axşamı|cümə axşamı"
    r"|çərşənbə|cümə|şənbə|bazar|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar|понедельник|вторник|среда|четверг|пятница"
    r"|суббота|воскресенье|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi"
    r"|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)(?!\w)[,.]?",
    re.IGNORECASE,
)
_ZONE = re.compile(r"(.*[0-9])\s*\(?([A-ZА-Я]{1,4})\)?")
_FIGURES = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?:\s?г\.?)?,?(?:\s+(.*))?")
_NAMED = re.compile(
    r"(\d{1,2})\.?\s+(?:de\s+)?([^\W\d]{3,})\.?,?\s+(?:de\s+)?(\d{4})(?:\s*(?:г\.?|года?))?,?(?:\s+(.*))?"
)
_DASHED = re.compile(r"(\d{1,2})-([A-Za-z]{3,9})-(\d{4}|\d\d)(?:\s+(.*))?")
_NAMED_FIRST = re.compile(r"([^\W\d]{3,})\.?\s+(\d{1,2}),?\s+(\d{4}),?(?:\s+(.*))?")
_TWITTER = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d) ([+-]\d{4}|[A-Z]{3,4}) (\d{4})")
_SCRIPT = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})(?: \([^()]*\))?")
_FULL_YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2}),?(?:\s+(.*))?")
_CLOCK = re.compile(
    r"(?:at\s+|в\s+|um\s+|à\s+)?(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,]\d+)?)?"
    r"\s*(?:([ap])\.?\s?m\.?|ö(ö|s)|Uhr)?\s*([a-z]*(?:[+-]\d{1,2}(?::?\d\d)?)?)",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:GMT|UTC)([+-])(\d{1,2}):?(\d\d)?")
# In the name of a column: UTC and GMT as words, anything else in brackets.
_IN_NAME = re.compile(r"(?<![^\W_])(?:UTC|GMT)\s?([+−-]\d{1,2}(?::?\d\d)?)?(?![^\W_])", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[]([A-ZА-Я]{3,4}|[A-Z][a-z]+/[A-Z][A-Za-z_]+)[)\]]")
_TIMES = r"(?:(\d{1,6})\s*|(?:an?|one|bir|ein\w*|une?|una)\s+)?([^\W\d]+)"
_AGO = re.compile(
    rf"\b(?:vor|hace|il y a)\s+{_TIMES}|{_TIMES}\.?\s+(?:ago|əvvəl|evvel|qabaq|önce|öncə|oncə|once|назад)\b"
)


def time(
    found: Any,
    *,
    zone: tzinfo | None = None,
    order: str | None = DAY_FIRST,
    serial: bool = False,
    now: datetime | None = None,
) -> Moment:
    """Read a point in time with its precision: `exact`, `local` (no zone given: taken as UTC) or `estimated`.

    Args:
        found: a date; Unix seconds to nanoseconds, also as text and `/Date(...)/`; ISO 8601;
            `20241123094320`; `Sat Nov 23 09:43:20
            +0000 2024`, and as JavaScript writes it; mail dates; a zone abbreviation behind; `23.11.2024 13:43`;
            `23 noyabr 2024`; `2 days ago`.
        zone: that of the tool which wrote it, when it is known.
        order: of the figures in `05/11/24`: `dmy`, `mdy` or `ymd`; None refuses a date that can be read as two. What
            only one of them allows is read so whatever the order.
        serial: a small number counts days since 30 December 1899, as spreadsheets do.
        now: when "2 days ago" and "вчера" were written; without it such a time is None.
    """
    written = _NET.sub(r"\1", found.strip()) if isinstance(found, str) else None
    moment = _unmarked(found if written is None else written)
    if moment is None:
        moment = _since_1970(found if written is None else written)
    if moment is None and serial:
        moment = _since_1899(found)
    if moment is None and written is not None:
        moment = _written(written, order)
        if moment is None and now is not None and (reckoned := _before(written, now.astimezone(UTC))):
            return reckoned, "estimated"
    elif moment is None and isinstance(found, date):
        moment = found if isinstance(found, datetime) else datetime(found.year, found.month, found.day)
    if moment is None:
        return None, None
    sure = "local" if moment.tzinfo is None and zone is None else "exact"
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone or UTC)).astimezone(UTC), sure
    except (OverflowError, ValueError):
        return None, None


def zone_named(name: str) -> tzinfo | None:
    """Return the zone that the name of a column speaks of: `Time (GMT+4)`, `created_utc`, `Date (Europe/Istanbul)`."""
    utc, bracketed = _IN_NAME.search(name), _BRACKETED.search(name)
    try:
        if utc:
            return _zone(f"UTC{(utc[1] or '').replace('−', '-')}")
        if bracketed:
            return ZoneInfo(bracketed[1]) if "/" in bracketed[1] else _zone(bracketed[1])
    except (ValueError, LookupError, OSError):  # no such zone
        pass
    return None


def iso(found: Any) -> Any:
    """Return a moment as ISO 8601 writes it, and anything else as it is."""
    return found.isoformat() if isinstance(found, datetime) else found


def clock(found: Any) -> timedelta | None:
    """Return the time of day that a cell holds and nothing else: `22:39`, `10:39 PM`, a time of a spreadsheet."""
    if isinstance(found, daytime):
        return timedelta(hours=found.hour, minutes=found.minute, seconds=found.second)
    if isinstance(found, str) and ":" in found and len(found) < 20 and (match := _CLOCK.fullmatch(found.strip())):
        try:
            at = _at(2000, 1, 1, match[0])
        except ValueError:
            return None
        return at.replace(tzinfo=None) - datetime(2000, 1, 1) if at else None
    return None


def _unmarked(found: Any) -> datetime | None:
    written = found if isinstance(found, str) else str(found) if isinstance(found, int | float) else ""
    match = _UNMARKED.fullmatch(written) if written[:2] == "20" else None
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(figures or 0) for figures in match.groups())
    try:
        return datetime(year, month, day, hour, minute, second)
    except ValueError:  # 20230231
        return None


def _since_1970(found: Any) -> datetime | None:
    if isinstance(found, str) and not (found[:1].isdigit() and _UNIX.fullmatch(found)):
        return None
    seconds = numbers.number(found)
    if seconds is None or not 1e8 < seconds < 1e20:
        return None
    seconds /= 1 if seconds < 1e11 else 1e3 if seconds < 1e14 else 1e6 if seconds < 1e17 else 1e9
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=round(seconds * 1e6))


def _since_1899(found: Any) -> datetime | None:
    days = numbers.number(found)
    if days is None or not SERIALS[0] <= days < SERIALS[1]:
        return None
    return datetime(1899, 12, 30) + timedelta(seconds=round(days * 86400))


def _written(written: str, order: str | None) -> datetime | None:
    if not 6 <= len(written) <= 80:
        return None
    bare = written.replace("\u202f", " ").replace("\u200e", "")
    if (match := _ZONE.fullmatch(bare)) and match[2] in ZONES:
        found = _written(match[1], order)
        return found if found is None or found.tzinfo else found.replace(tzinfo=_zone(match[2]))
    for parse in (_iso, _twitter, _mail, _named, lambda v: _numeric(v, order)):
        try:
            if found := parse(bare):
                return found
        except (ValueError, TypeError, OverflowError, IndexError, StopIteration):
            continue
    shorter = _WEEKDAY.sub("", bare, count=1).strip()
    return _written(shorter, order) if shorter != bare else None


def _iso(written: str) -> datetime | None:
    is_iso = written[:4].isdigit() and (written[4:5] == "-" or written[8:9] == "T")
    return datetime.fromisoformat(written) if is_iso else None


def _twitter(written: str) -> datetime | None:
    """Read what X, Java, Unix and JavaScript write: the day of the week and the month before everything else."""
    if match := _TWITTER.fullmatch(written):
        month, day, clock, zone, year = match.groups()
    elif match := _SCRIPT.fullmatch(written):
        month, day, year, clock, zone = match.groups()
    else:
        return None
    if zone[0] not in "+-":
        zone = str(_zone(zone)).removeprefix("UTC") or "Z"
    return datetime.fromisoformat(f"{year}-{_month(month):02}-{int(day):02}T{clock}{zone}")


def _mail(written: str) -> datetime | None:
    return parsedate_to_datetime(written) if re.match(r"[A-Z][a-z]{2}, \d", written) else None


def _named(written: str) -> datetime | None:
    if match := _NAMED.fullmatch(written):
        return _at(int(match[3]), _month(match[2]), int(match[1]), match[4])
    if match := _DASHED.fullmatch(written):
        year = int(match[3])
        return _at(year + 2000 if year < 100 else year, _month(match[2]), int(match[1]), match[4])
    if match := _NAMED_FIRST.fullmatch(written):
        return _at(int(match[3]), _month(match[1]), int(match[2]), match[4])
    return None


def _numeric(written: str, order: str | None) -> datetime | None:
    if match := _FULL_YEAR_FIRST.fullmatch(written):
        return _at(int(match[1]), int(match[3]), int(match[4]), match[5])
    if not (match := _FIGURES.fullmatch(written)):
        return None
    if order == YEAR_FIRST and len(match[1]) == len(match[4]) == 2:
        return _at(2000 + int(match[1]), int(match[3]), int(match[4]), match[5])
    day, month, year = int(match[1]), int(match[3]), int(match[4])
    if order is None and day <= 12 and month <= 12 and day != month and match[2] == "/":
        return None
    if month > 12 or (order == MONTH_FIRST and match[2] != "." and day <= 12):
        day, month = month, day
    return _at(year + 2000 if year < 100 else year, month, day, match[5])


def _at(year: int, month: int, day: int, clock: str | None) -> datetime | None:
    if not clock:
        return datetime(year, month, day)
    if not (match := _CLOCK.fullmatch(clock.strip())):
        return None
    hour = int(match[1])
    if half := (match[4] or match[5] or "").lower():
        hour = hour % 12 + (12 if half in "ps" else 0)
    found = datetime(year, month, day, hour, int(match[2]), int(match[3] or 0))
    return found.replace(tzinfo=_zone(match[6])) if match[6] else found


def _month(name: str) -> int:
    lowered = text.lower(name)
    return next(i for i, starts in enumerate(MONTHS, 1) if lowered.startswith(tuple(map(text.lower, starts))))


def _zone(name: str) -> timezone:
    if match := _OFFSET.fullmatch(name):
        offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return timezone(offset if match[1] == "+" else -offset)
    if name not in ZONES:
        raise ValueError(name)
    return timezone(timedelta(hours=ZONES[name]))


def _before(written: str, now: datetime) -> datetime | None:
    """Reckon "3 gün əvvəl" or "вчера в 13:05" from the moment at which it was written."""
    if len(written) > 64:
        return None
    lowered = text.lower(written)
    day = next((word for word in sorted(DAYS, key=len, reverse=True) if lowered.startswith(text.lower(word))), None)
    try:
        if day is not None:
            clock = written[len(day) :].strip(" ,")
            then = now - timedelta(days=DAYS[day])
            found = _at(then.year, then.month, then.day, clock) if clock else then
            return found and (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
        if match := _AGO.search(lowered):
            times, unit = match[1] or match[3], match[2] or match[4]
            seconds = next(s for s, starts, short in UNITS if unit in short or unit.startswith(_lowered(starts)))
            return now - timedelta(seconds=seconds * int(times or 1))
    except (StopIteration, OverflowError, ValueError):
        pass
    return None


def _lowered(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(text.lower, words))
