"""Cells that say nothing: how programs write that there is no answer, the header again, totals under a table."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from sentiment.reading.columns.names import fold

# As R, pandas, SQL and JavaScript write an empty cell, in their own letters: a person called Nan keeps the name.
_NOTHING = frozenset(
    "NA N/A n/a NaN nan NAN NULL null Null None <NA> <na> <null> <NULL> (null) (NULL) \\N NaT undefined #N/A".split()
)
# Errors of spreadsheets: English, Russian, Turkish, German, French, Spanish. Not any word with # before it, which is
# what people write too.
_ERRORS = frozenset(
    "#N/A #REF! #NAME? #VALUE! #DIV/0! #NUM! #NULL! #SPILL! #CALC! #FIELD! #BLOCKED! #CONNECT! #BUSY! #UNKNOWN! "
    "#GETTING_DATA #ERROR! #Н/Д #ССЫЛКА! #ССЫЛ! #ИМЯ? #ЗНАЧ! #ДЕЛ/0! #ЧИСЛО! #ПУСТО! #ПЕРЕНОС! #ВЫЧИСЛ! "
    "#YOK #BAŞV! #AD? #DEĞER! #SAYI/0! #BÖL/0! #SAYI! #BOŞ! #TAŞMA! #NV #BEZUG! #WERT! #ZAHL! #ÜBERLAUF! "
    "#NOM? #VALEUR! #NOMBRE! #NUL! #PROPAGATION! #¿NOMBRE? #¡VALOR! #¡REF! #¡DIV/0! #¡NUM! #¡NULO! #¡DESBORDAMIENTO! "
    "#XƏTA! #QİYMƏT! #AD!".split()
)
_TOTAL = re.compile(
    r"(?:(?:grand )?total|totals|sum|cəmi|cemi|yekun|ümumi(?: cəmi)?|toplam|genel toplam|итого|всего|общий итог|итог"
    r"|gesamt(?:summe|ergebnis)?|summe|total général|total general|somme|suma)\s*:?\s*[\d.,\s]*",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\(?\d[\d,. ]*\s*(?:rows?|records?|строк[аи]?|запис[ьией]+|sətir|satır|kayıt|zeilen?|lignes?|filas?)"
    r"(?: in set)?(?: \([\d.]+ sec\))?\)?(?:\s+(?:affected|selected))?\.?",
    re.IGNORECASE,
)


# What stands in the place of a comment that is gone, in the languages above.
_WHAT = (
    "comment|message|post|reply|review|tweet|şərh|rəy|mesaj|ismarıc|cavab|paylaşım|yorum|ileti|gönderi|yanıt"
    "|комментарий|сообщение|отзыв|пост|запись|ответ|kommentar|beitrag|nachricht|commentaire|comentario|mensaje"
)
_GONE = re.compile(
    r"(?P<how>\[\s*(?:deleted|removed)\b[^\n]*\])"
    rf"|[\[(]?(?:(?:this|the|bu|данный|данное|этот|это|эта|diese[rs]?|ce|este) )?(?:{_WHAT}) "
    r"(?:(?:has been|was|is|был[ао]?|wurde|a été|fue|ha sido) )?"
    r"(?:deleted|removed|sil(?:inib|inmişdir|indi|inmiş(?:tir)?)|kaldırıl(?:dı|mış(?:tır)?)|удал[её]н[ао]?|gelöscht|entfernt"
    r"|supprimée?|eliminad[oa])"
    r"(?: (?:by|пользователем|автором|модератором|администра\w+) ?[^\n.!?]{0,60})?[.!]?[\])]?",
    re.IGNORECASE,
)


def gone(text: str) -> str | None:
    """Return how a comment went whose place alone is left, `deleted` or `removed`; None for one that is there."""
    found = _GONE.fullmatch(text.strip()) if len(text) < 200 else None
    if found is None:
        return None
    return "removed" if (found["how"] or "").lstrip("[ ").lower().startswith("removed") else "deleted"


def is_absent(cell: Any) -> bool:
    """Return whether a cell says in a program's words that there is nothing in it."""
    if not isinstance(cell, str) or len(cell) > 24:
        return False
    bare = cell.strip()
    return bare in _NOTHING or (bare[:1] == "#" and bare.replace(" ", "").upper() in _ERRORS)


def is_header_again(row: Mapping[str, Any]) -> bool:
    """Return whether a row is the header once more, in whatever case, as in files that were put under each other."""
    written = [(name, str(cell).strip()) for name, cell in row.items() if cell is not None]
    same = all(len(cell) < 2 * len(name) + 2 and fold(cell) == fold(name) for name, cell in written)
    return bool(written) and same and (len(written) > 1 or written[0][0].strip() == written[0][1])


def is_count(text: str) -> bool:
    """Return whether a line counts the rows above it, as databases print it: `(2 rows)`."""
    return _COUNTED.fullmatch(text.strip()) is not None


def is_total(text: str, row: Mapping[str, Any], filled: Collection[str]) -> bool:
    """Return whether a row counts the others: `(2 rows)` alone, or `Total` where a column that is always filled is not.

    Args:
        text: what stands in the column of the comments.
        row: the whole row.
        filled: the columns that nearly all rows have filled.
    """
    bare = text.strip()
    if is_count(bare):
        return sum(cell is not None for cell in row.values()) == 1
    return is_called_total(bare) and any(row.get(name) is None for name in filled)


def is_called_total(text: str) -> bool:
    """Return whether a text is a word for a total alone: `Cəmi: 6`."""
    return len(text) < 60 and _TOTAL.fullmatch(text.strip()) is not None
