"""What a cell says: counts such as "1.2K", times in the shapes that exports write, formulas, ids."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any

from sentiment import text

# How counts are abbreviated, lower case: English, Russian, Azerbaijani and Turkish, German, Spanish and French.
FACTORS = {
    "k": 1e3, "тыс": 1e3, "bin": 1e3, "min": 1e3, "tsd": 1e3, "mil": 1e3,
    "m": 1e6, "mln": 1e6, "млн": 1e6, "mn": 1e6, "mio": 1e6, "b": 1e9, "bn": 1e9, "mlrd": 1e9, "млрд": 1e9,
}  # fmt: skip
# Zone abbreviations that exports write after a time, in hours from UTC.
ZONES = {"UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
         "PDT": -7, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "TRT": 3, "AZT": 4}  # fmt: skip
# First letters of the months, in the order of the year: en de fr es, az tr, ru.
MONTHS = (
    ("jan", "ene", "yan", "oca", "янв"), ("feb", "fev", "fév", "fev", "şub", "sub", "фев"),
    ("mar", "mär", "mrz", "мар"), ("apr", "avr", "abr", "nis", "апр"), ("may", "mai", "мая", "май"),
    ("jun", "juin", "iyun", "haz", "июн"), ("jul", "juil", "iyul", "tem", "июл"),
    ("aug", "aoû", "aou", "ago", "avq", "ağu", "agu", "авг"), ("sep", "sen", "eyl", "сен"),
    ("oct", "okt", "eki", "окт"), ("nov", "noy", "kas", "ноя"), ("dec", "dez", "déc", "dic", "dek", "ara", "дек"),
)  # fmt: skip
# First letters of the units of "2 days ago", longest first within a unit, and their seconds.
UNITS = (
    (1, ("sec", "san", "sek", "seg", "сек")), (60, ("minute", "min", "dəq", "deq", "dak", "dk", "мин")),
    (3600, ("hour", "hr", "saat", "stunde", "std", "heure", "hora", "час")),
    (86400, ("day", "gün", "gun", "tag", "jour", "día", "dia", "дн", "ден", "сут")),
    (604800, ("week", "wk", "həft", "heft", "haft", "woche", "semain", "seman", "нед")),
    (2629800, ("month", "ay", "monat", "mois", "mes", "месяц", "мес")),
    (31557600, ("year", "yr", "il", "yıl", "yil", "jahr", "an", "год", "лет")),
)  # fmt: skip

_COUNT = re.compile(r"([+-]?)(\d[\d .,'’\u00a0\u202f]*)([^\W\d]*)\.?")
_FORMULA = re.compile(r"'(?=[=+\-@\t\r])")
_UNIX = re.compile(r"[0-9]{9,16}(\.[0-9]*)?")
_QUOTED_ID = re.compile(r'="([^"]*)"')
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")
_DAY_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d),?(?:\s+(.*))?")
_NAMED = re.compile(
    r"(\d{1,2})\.?\s+(?:de\s+)?([^\W\d]{3,})\.?,?\s+(?:de\s+)?(\d{4})(?:\s*(?:г\.?|года?))?,?(?:\s+(.*))?"
)
_NAMED_FIRST = re.compile(r"([^\W\d]{3,})\.?\s+(\d{1,2}),?\s+(\d{4}),?(?:\s+(.*))?")
_TWITTER = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d\d:\d\d:\d\d) ([+-]\d{4}) (\d{4})")
_CLOCK = re.compile(
    r"(?:at\s+|в\s+|um\s+|à\s+)?(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*([AaPp])?\.?[Mm]?\.?\s*([A-Za-z]*)"
)
_ZONED = re.compile(r"(\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?([A-Z]{1,4})")
_AGO = re.compile(
    r"(?:vor|hace|il y a)\s+(\d+)\s+([^\W\d]+)|(\d+)\s*([^\W\d]+)\s+(?:ago|əvvəl|evvel|qabaq|önce|once|назад)\b.*"
)


def number(value: Any) -> float | None:
    """Read a number as people and screens write it; None where there is none.

    A lone comma is a decimal comma: `4,5` is 4.5. For whole counts, where `1,234` is a thousand, see `whole`.
    """
    return None if value is None else _number(value, grouped=False)


def whole(value: Any) -> int | None:
    """Read a count: `1.2K`, `1,2 mln`, `1 234`, `1,234` and `1.234` (three digits after a mark are thousands)."""
    if value is None or (type(value) is int and abs(value) <= 2**62):
        return value
    found = _number(value, grouped=True)
    return None if found is None or abs(found) > 2**62 else int(found)


def _number(value: Any, *, grouped: bool) -> float | None:
    if isinstance(value, str):
        match = _COUNT.fullmatch(value.strip())
        factor = match and (FACTORS.get(text.lower(match[3])) if match[3] else 1)
        if not match or not factor:
            return None
        digits = re.sub(r"[ '’\u00a0\u202f]", "", match[2])
        if factor == 1 and grouped and re.fullmatch(r"\d{1,3}([.,])\d{3}(\1\d{3})*", digits):
            digits = re.sub("[.,]", "", digits)
        elif digits.count(",") + digits.count(".") > 1:
            mark = max(",", ".", key=digits.rfind)
            digits = digits.replace("." if mark == "," else ",", "")
            digits = digits.replace(mark, "") if digits.count(mark) > 1 else digits.replace(mark, ".")
        try:
            return float(match[1] + digits.replace(",", ".")) * factor
        except ValueError:
            return None
    if isinstance(value, bool) or value is None:
        return None
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return found if abs(found) < float("inf") else None  # NaN compares false as well


def time(value: Any, *, month_first: bool = False, now: datetime | None = None) -> tuple[datetime | None, str | None]:
    """Read a point in time with its precision: `exact`, `local` (no zone given: taken as UTC) or `estimated`.

    Args:
        value: a datetime; Unix seconds, milliseconds or microseconds, also as text; ISO 8601; `Sat Nov 23 09:43:20
            +0000 2024`; mail dates; a zone abbreviation behind; `23.11.2024 13:43`; `23 noyabr 2024`; `2 days ago`.
        month_first: `11/23/2024` rather than `23/11/2024`.
        now: when "2 days ago" was written; without it such a time is None.
    """
    if isinstance(value, str):
        value = value.strip()
        if value[:1].isdigit() and (seconds := _unix(value)) is not None:
            value = seconds
        else:
            return _written(value, month_first, now)
    try:
        if isinstance(value, datetime):
            return (value.replace(tzinfo=UTC), "local") if value.tzinfo is None else (value.astimezone(UTC), "exact")
        if isinstance(value, (int, float)) and not isinstance(value, bool) and 1e8 < value < 1e17:
            seconds = value / (1 if value < 1e11 else 1e3 if value < 1e14 else 1e6)
            return datetime.fromtimestamp(seconds, UTC), "exact"
    except (OverflowError, ValueError, OSError):
        pass
    return None, None


def _unix(value: str) -> float | None:
    return float(value) if len(value) < 25 and _UNIX.fullmatch(value) else None


def _written(value: str, month_first: bool, now: datetime | None) -> tuple[datetime | None, str | None]:
    if not 6 <= len(value) <= 64:
        return None, None
    for parse in (_iso, _twitter, _mail, _named, lambda v: _numeric(v, month_first)):
        try:
            if found := parse(value):
                return time(found)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    match = _AGO.search(text.lower(value).replace("i̇", "i"))
    if match and now:
        unit = match[2] or match[4]
        seconds = next((s for s, starts in UNITS if unit.startswith(tuple(map(text.lower, starts)))), None)
        if seconds:
            try:
                return now.astimezone(UTC) - timedelta(seconds=seconds * int(match[1] or match[3])), "estimated"
            except (OverflowError, ValueError):
                return None, None
    return None, None


def _iso(value: str) -> datetime | None:
    if match := _ZONED.fullmatch(value):
        return datetime.fromisoformat(match[1]).replace(tzinfo=_zone(match[2]))
    return datetime.fromisoformat(value) if value[:4].isdigit() and value[4:5] == "-" else None


def _twitter(value: str) -> datetime | None:
    if match := _TWITTER.fullmatch(value):
        return datetime.fromisoformat(f"{match[5]}-{_month(match[1]):02}-{int(match[2]):02}T{match[3]}{match[4]}")
    return None


def _mail(value: str) -> datetime | None:
    return parsedate_to_datetime(value) if re.match(r"[A-Z][a-z]{2}, \d", value) else None


def _named(value: str) -> datetime | None:
    if match := _NAMED.fullmatch(value):
        return _at(int(match[3]), _month(match[2]), int(match[1]), match[4])
    if match := _NAMED_FIRST.fullmatch(value):
        return _at(int(match[3]), _month(match[1]), int(match[2]), match[4])
    return None


def _numeric(value: str, month_first: bool) -> datetime | None:
    if not (match := _DAY_FIRST.fullmatch(value)):
        return None
    day, month, year = int(match[1]), int(match[3]), int(match[4])
    if month > 12 or (month_first and match[2] != "." and day <= 12):
        day, month = month, day
    return _at(year + 2000 if year < 100 else year, month, day, match[5])


def _at(year: int, month: int, day: int, clock: str | None) -> datetime | None:
    if not clock:
        return datetime(year, month, day)
    if not (match := _CLOCK.fullmatch(clock.strip())):
        return None
    hour = int(match[1])
    if match[4]:
        hour = hour % 12 + (12 if match[4] in "pP" else 0)
    found = datetime(year, month, day, hour, int(match[2]), int(match[3] or 0))
    return found.replace(tzinfo=_zone(match[5])) if match[5] else found


def _month(name: str) -> int:
    lowered = text.lower(name)
    return next(i for i, starts in enumerate(MONTHS, 1) if lowered.startswith(tuple(map(text.lower, starts))))


def _zone(name: str) -> timezone:
    if name not in ZONES:
        raise ValueError(name)
    return timezone(timedelta(hours=ZONES[name]))


def is_month_first(values: list[str]) -> bool:
    """Return whether dates such as 11/23/2024 name the month first; without evidence they do not."""
    pairs = [(int(m[1]), int(m[3])) for v in values if (m := _DAY_FIRST.match(v.strip())) and m[2] != "."]
    return any(b > 12 for _, b in pairs) and all(a <= 12 for a, _ in pairs)


def is_rounded(values: list[Any]) -> bool:
    """Return whether ids went through a spreadsheet or a float: `1.86E+18`, or long numbers that end in zeros."""
    long = 0
    for value in values:
        if isinstance(value, float) and abs(value) > 2**53:
            return True
        written = str(value)
        if _ROUNDED.fullmatch(written):
            return True
        long += written.isdigit() and len(written) >= 16 and written.endswith("0000")
    return long * 2 > len(values)


def identifier(value: Any) -> str | None:
    """Return an id as text: a whole float loses its `.0`, Excel's `="123"` its wrapping."""
    if value is None or value != value:
        return None
    if isinstance(value, str) and value[:1] != "=" and value[-2:] != ".0":
        return value.strip()
    written = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
    if match := _QUOTED_ID.fullmatch(written):
        return match[1]
    return written[:-2] if re.fullmatch(r"\d{1,15}\.0", written) else written


def plain(cell: str) -> str:
    """Undo what a careful writer did to a cell that looks like a formula: `'=1+1` is `=1+1`, `="007"` is `007`."""
    if cell[:1] == "'":
        return _FORMULA.sub("", cell, count=1)
    if cell[:2] == '="' and (match := _QUOTED_ID.fullmatch(cell)):
        return match[1]
    return cell
