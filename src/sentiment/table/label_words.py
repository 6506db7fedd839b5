"""A label as somebody wrote it in, the label out: words of five languages in any case and ending, and signs."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from sentiment.table.labels import AGAINST, FAVOR, LABELS, NONE, STANCES
from sentiment.text import lower, stream_safe


def _table(**words: str) -> dict[str, str]:
    return {word: label for label, listed in words.items() for word in lower(listed).split(", ")}


# How people, other models and our own reports write the labels. `LABEL_0` and the like are not here: a number alone
# does not say which label it is.
_EXACT: Mapping[frozenset[str], Mapping[str, str]] = {
    frozenset(LABELS): _table(
        negative="neg, 1 star, 2 stars",
        neutral="neu, neut, neutr, 3 stars, нейтр",
        positive="pos, 4 stars, 5 stars",
    ),
    frozenset(STANCES): _table(
        favor="in favor, in favour, favour, for, pro, support, supports, supportive, lehinə, lehine, lehte, lehinde, "
        "tərəfdar, taraftar, destek, destekliyor, dəstək, dəstəkləyir, за, поддерживает, поддержка, für, dafür",
        against="anti, oppose, opposes, opposed, əleyhinə, aleyhine, aleyhte, aleyhinde, eleyhine, əleyhdar, karşı, "
        "qarşı, против, gegen, dagegen",
        none="no side, tərəf tutmayan, taraf tutmayan, без позиции, "
        "neither, heç biri, heçbiri, hec biri, yoxdur, hiçbiri, hiç biri, yok, нет, ни за ни против, "
        "ни то ни другое, ikisi de değil, ничего, weder noch, keine, keines, keins",
    ),
}
# What such a word begins with where it takes endings: отрицательная, Negatiftir, mənfidir, negativer.
_STEMS: Mapping[frozenset[str], Mapping[str, str]] = {
    frozenset(LABELS): _table(
        negative="negative, negativ, negatif, mənfi, menfi, olumsuz, негатив, отрицательн",
        neutral="neutral, neytral, nötr, notr, tarafsız, нейтрал, нейтральн",
        positive="positive, positiv, pozitiv, pozitif, müsbət, musbet, olumlu, позитив, положительн",
    ),
    frozenset(STANCES): _table(
        favor="lehdar", against="aleyhtar", none="neutral, neytral, nötr, tarafsız, нейтрал, нейтральн"
    ),
}
_ENDING = re.compile(
    r"(?:e[srnm]?|ly|ity|s)?"
    r"|(?:l[aeə]r)?(?:i|[dt][iuü]r|l[iuü][kq])?"
    r"|н?(?:ый|ая|ое|ые|ого|ой|ому|ую|ым|ом|ых|ыми|о|ость)|[аеуы]|ом"
)
_DEGREES = frozenset(lower("very çox çok очень sehr rather скорее eher mostly clearly slightly").split())
_LETTERS = re.compile(r"[^\W\d_]+")
_SIGN = re.compile(r"'?\s*([+\-−–]?)\s*([01]?)(?:\.0*)?")


def canonical(label: str, known: Collection[str] = LABELS) -> str:
    """Return the standard spelling of a label, or the label unchanged when it is none of those known."""
    return _canonical(label.strip(), frozenset(known))


@lru_cache(maxsize=1 << 12)
def _canonical(label: str, known: frozenset[str]) -> str:
    bare = lower(unicodedata.normalize("NFC", stream_safe(label)))
    words = [word for word in _LETTERS.findall(bare) if word not in _DEGREES]
    said, exact = " ".join(words), _EXACT.get(known, {})
    for written in (label, bare, said):
        if written in known or written in exact:
            return exact.get(written, written)
    stems = _STEMS.get(known, {}) if len(words) == 1 else {}
    return next((to for stem, to in stems.items() if _inflects(said, stem)), label)


def _inflects(word: str, stem: str) -> bool:
    return word.startswith(stem) and _ENDING.fullmatch(word[len(stem) :]) is not None


def signed(cells: Iterable[str], known: Collection[str] = LABELS) -> dict[str, str]:
    """Return what cells such as -1, 0, 1 or +, - mean; nothing where the column lacks the sign that tells the scale.

    0 and 1 alone may be a scale, a yes and no, or numbers of labels; dashes alone may be empty cells.
    """
    if frozenset(known) not in _EXACT:
        return {}
    low, middle, high = (AGAINST, NONE, FAVOR) if frozenset(known) == frozenset(STANCES) else LABELS
    matches = {cell: _SIGN.fullmatch(cell.strip()) for cell in cells}
    found = {cell: (match[1], match[2]) for cell, match in matches.items() if match and (match[1] or match[2])}
    signs = any(sign == "+" and not digit for sign, digit in found.values())
    scale = any(sign not in ("", "+") and digit == "1" for sign, digit in found.values())
    told = {cell: parts for cell, parts in found.items() if signs or (scale and parts[1])}
    return {
        cell: middle if digit == "0" else high if sign in ("", "+") else low for cell, (sign, digit) in told.items()
    }
