"""What a cell says: counts such as "1.2K", numbers, ids, and formulas that a careful writer made harmless."""

import re
from decimal import Decimal
from typing import Any

from sentiment import text
from sentiment.table import formulas

# How counts are abbreviated, lower case: en ru az tr de pl. A `B` is the Turkish bin, a thousand: no comment
# has a billion likes.
FACTORS = {
    "k": 1e3, "b": 1e3, "bin": 1e3, "min": 1e3, "tys": 1e3, "tsd": 1e3, "mil": 1e3, "тыс": 1e3, "т": 1e3,
    "m": 1e6, "mn": 1e6, "mln": 1e6, "mio": 1e6, "млн": 1e6, "м": 1e6, "bn": 1e9, "mlrd": 1e9, "млрд": 1e9,
}  # fmt: skip
NOTHING = {"", "null", "none", "nan", "n/a", "undefined"}  # how programs write that there is no id

_COUNT = re.compile(r"([+-]?)(\d[\d .,'’\u00a0\u202f]*)([^\W\d]*)\.?")
# What stands behind a count: of likes, votes, reactions.
_LIKED = re.compile(
    r"([^\n]{1,20}?)\s?(?:likes?|(?:up)?votes?|reactions?|bəyən\w*|beğen\w*|reaksiya\w*|tepki\w*|лайк\w*|голос\w*|реакц\w*|отмет\w*"
    r"|gefällt mir(?:-angaben)?|j['’]aime|mentions? j['’]aime|me gusta)\.?\s*$",
    re.I,
)
_STARS = re.compile("(?:[★☆⭐🌟]\ufe0f?\\s?){1,10}")
_RATED = re.compile(
    r"(?:(?:rated|rating:?|оценка:?)\s)?(?:\d{1,3}\s?(?:üzerinden|üzərindən)\s(?P<of>\d{1,3}(?:[.,]\d)?)"
    r"|(?P<points>\d{1,3}(?:[.,]\d{1,2})?)\s?(?:(?:/|out of|из|von|sur|de)\s?\d{1,3})?"
    r"\s?(?:stars?|points?|ulduz|yıldız|puan|bal|xal|зв[её]зд[аы]?|балл(?:а|ов)?|sterne?|étoiles?|estrellas?)?)",
    re.I,
)
LEAST_SHORT = 1000  # from here on a count may be a rounded one: 1.2345K
_QUOTED_ID = re.compile(r'="([^"]*)"')
_WHOLE = re.compile(r"[0-9]{1,40}\.0")
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")


def number(value: Any) -> float | None:
    """Read a number as people and screens write it; None where there is none.

    A lone comma is a decimal comma: `4,5` is 4.5. For whole counts, where `1,234` is a thousand, see `whole`.
    """
    found = _number(value, grouped=False)
    return found if found is not None and abs(found) < float("inf") else None  # NaN compares false as well


def rating(value: Any) -> float | None:
    """Read stars or points: a number, `4,5`, `5 stars`, `3/5`, `4 out of 5`, `★★★★☆`; None where there are none."""
    found = number(value)
    if found is not None or not isinstance(value, str):
        return found
    bare = value.strip()
    if _STARS.fullmatch(bare):
        return float(sum(map(bare.count, "★⭐🌟")))
    rated = _RATED.fullmatch(bare)
    return number(rated["of"] or rated["points"]) if rated else None


def whole(value: Any) -> int | None:
    """Read a count: `1.2K`, `1,2 mln`, `1 234`, `12 likes`, `1,234` and `1.234` (three digits behind it: thousands).

    None for what is none: `2.5`, which may be a mean, or what is left of `2.5K`.
    """
    if value is None or (type(value) is int and abs(value) <= 2**62):
        return value
    found = _number(value, grouped=True)
    if found is None and isinstance(value, str) and (named := _LIKED.fullmatch(value)):
        found = _number(named[1], grouped=True)
    if found is None or not abs(found) <= 2**62:  # NaN
        return None
    is_whole = abs(found - round(found)) < 1e-6 or abs(found) >= LEAST_SHORT
    return int(round(found, 6)) if is_whole else None


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
        return float(value)
    except (TypeError, ValueError, OverflowError):
        return None


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
    """Return an id as text: never rounded, `12.0` is 12, Excel's `="12"` is 12, `N/A` and an object are none."""
    if isinstance(value, str):
        bare = value.strip()
        if match := _QUOTED_ID.fullmatch(bare):
            bare = match[1]
        elif _WHOLE.fullmatch(bare):
            bare = bare[:-2]
        return None if bare.lower() in NOTHING else bare
    if value is None or isinstance(value, bool | list | dict):
        return None
    if not isinstance(value, int | float | Decimal):
        return str(value).strip() or None
    size = number(value)
    if size is None or abs(size) > 1e40:
        return None
    return str(int(value)) if int(value) == value else str(value)


def plain(cell: str) -> str:
    """Undo what a careful writer did to a cell that looks like a formula: `'=1+1` is `=1+1`, `="007"` is `007`."""
    if cell[:1] == "'":
        return formulas.unmarked(cell)
    if cell[:2] == '="' and (match := _QUOTED_ID.fullmatch(cell)):
        return match[1]
    return cell
