"""Cells that say nothing: how programs write that there is no answer, the header again, totals under a table."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sentiment.reading.columns.names import fold
from sentiment.table import numbers

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
_MEAN = re.compile(
    r"(?:average|mean|median|orta(?:lama)?|orta qiymət|средн(?:ее|яя)(?: значение)?|медиана|durchschnitt|mittelwert"
    r"|moyenne|promedio)\s*:?\s*[\d.,\s]*",
    re.IGNORECASE,
)
# How surveys write that nothing was answered, or could be: 99, -99, -9.
_CODE = re.compile(r"-[6-9]{1,2}|-?9{2,4}|-99[6-8]")
_COUNTED = re.compile(
    r"\(?\d[\d,. ]*\s*(?:rows?|records?|строк[аи]?|запис[ьией]+|sətir|satır|kayıt|zeilen?|lignes?|filas?)"
    r"(?: in set)?(?: \([\d.]+ sec\))?\)?(?:\s+(?:affected|selected))?\.?",
    re.IGNORECASE,
)


# What stands in the place of a comment that is gone, in the languages above.
_WHAT = (
    "comment|message|post|reply|review|tweet|content|şərh|rəy|mesaj|ismarıc|cavab|paylaşım|yorum|ileti|gönderi|yanıt"
    "|məzmun|içerik|комментарий|сообщение|отзыв|пост|запись|ответ|содержимое|kommentar|beitrag|nachricht|commentaire"
    "|comentario|mensaje"
)
# By whom, or why, before the verb. Whatever else stands there, people tell: `Post şikayətlərə görə silindi`.
_BY = (
    r"(?:(?:(?:sayt|səhifə|sayfa|site|grup|qrup)\w* )?(?:moderat[oö]r|admin|yönetici|müəllif|yazar|istifadəçi|kullanıcı"
    r"|sahib)\w* (?:tərəfindən|tarafından) "
    r"|(?:\w+ )?(?:qaydalar|kurallar)\w* (?:poz(?:duğ|ulduğ|ulmas)|ihlal)\w*(?: (?:ettiğ|edildiğ)\w*)?"
    r" (?:görə|üçün|için|nedeniyle|sebebiyle) )?"
)
_GONE = re.compile(
    r"(?P<how>\[\s*(?:deleted|removed)\b[^\n]*\])"
    rf"|[\[(]?(?:(?:this|the|bu|данный|данное|этот|это|эта|diese[rs]?|ce|este) )?(?:{_WHAT}) "
    rf"(?:(?:has been|was|is|был[ао]?|wurde|a été|fue|ha sido) )?{_BY}"
    r"(?:deleted|removed|sil(?:inib|inmişdir|indi|inmiş(?:tir)?)|kaldırıl(?:dı|mış(?:tır)?)|удал[её]н[ао]?|gelöscht|entfernt"
    r"|supprimée?|eliminad[oa])"
    r"(?: (?:by|пользователем|автором|модератором|администра\w+) ?[^\n.!?]{0,60})?[.!]?[\])]?"
    r"|(?:пользователь|автор|модератор|администратор) удалил[аи]? (?:этот |это |свой |своё )?(?:комментарий|сообщение)"
    r"[.!]?",
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


def is_code(cell: Any, codes: Collection[str]) -> bool:
    """Return whether a cell is a number that stands for no answer: -99, or 99 where other columns hold it, too."""
    bare = str(cell).strip()
    return _CODE.fullmatch(bare) is not None and (bare[0] == "-" or bare in codes)


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

    The word may stand in another column, with a number in that of the comments.

    Args:
        text: what stands in the column of the comments.
        row: the whole row.
        filled: the columns that nearly all rows have filled.
    """
    bare = text.strip()
    if is_count(bare):
        return sum(cell is not None for cell in row.values()) == 1
    named = has_total({"": bare}) or (numbers.number(bare) is not None and has_total(row))
    return named and any(row.get(name) is None for name in filled)


def has_total(row: Mapping[str, Any]) -> bool:
    """Return whether a cell of a row is a word for a total or a mean alone."""
    return any(isinstance(cell, str) and (is_called_total(cell) or _is_called_mean(cell)) for cell in row.values())


def adds_up(row: Mapping[str, Any], above: Iterable[Mapping[str, Any]]) -> bool:
    """Return whether a number in a row is the sum of those above it in the same column."""
    above = list(above)
    for name, cell in row.items():
        total = numbers.number(cell)
        parts = [numbers.number(other.get(name)) for other in above if other.get(name) is not None] if total else []
        if total and len(parts) > 1 and None not in parts and abs(total - sum(filter(None, parts))) < 0.01:
            return True
    return False


def is_called_total(text: str) -> bool:
    """Return whether a text is a word for a total alone: `Cəmi: 6`."""
    return len(text) < 60 and _TOTAL.fullmatch(text.strip()) is not None


def _is_called_mean(text: str) -> bool:
    return len(text) < 60 and _MEAN.fullmatch(text.strip()) is not None
