"""Answers to surveys: which rows under the header belong to it, and which answers nobody gave or sent.

The shapes are those of Qualtrics, SurveyMonkey, Typeform and LimeSurvey; and of WordPress's table of comments.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sentiment.reading.columns import roles
from sentiment.reading.columns.absent import is_absent
from sentiment.reading.columns.marked import SPAM
from sentiment.reading.columns.names import fold, words
from sentiment.table import numbers, times

PREVIEW, UNFINISHED = "survey preview", "unfinished answer"

# SurveyMonkey's second header row, in its languages.
_OPEN = frozenset(
    map(
        fold,
        ("Open-Ended Response", "Response", "Açık Uçlu Yanıt", "Yanıt", "Открытый ответ", "Свободный ответ", "Ответ",
         "Offene Antwort", "Beantwortung mit offenem Ende", "Antwort", "Réponse ouverte", "Réponse",
         "Respuesta abierta", "Respuesta", "Açıq cavab", "Cavab"),
    )
)  # fmt: skip
_PREVIEWS = {"surveypreview", "surveytest"}
# LimeSurvey's columns of when an answer was sent, and of others by which it is known.
_SENT = tuple(map(fold, ("submitdate", "Date submitted", "Дата отправки", "Gönderim tarihi", "Gönderilme tarihi",
                         "Datum Abgeschickt", "Date de soumission", "Fecha de envío")))  # fmt: skip
_PAGES = frozenset(map(fold, ("lastpage", "Last page", "Start language", "startlanguage", "Последняя страница",
                              "Son sayfa", "Letzte Seite", "Dernière page", "Última página")))  # fmt: skip
_STATUS = {"1": PREVIEW, "2": PREVIEW, "8": SPAM, "9": PREVIEW, "12": PREVIEW, "16": PREVIEW}  # Qualtrics, in numbers

_BROKEN_OFF = ("Partial", "Disqualified")
_WORDPRESS = {"spam": SPAM, "trash": "deleted", "post-trashed": "deleted", "0": "held for review"}  # comment_approved

Judge = Callable[[Mapping[str, Any]], str | None]


def below(sample: Sequence[Mapping[str, Any]]) -> int:
    """Return how many rows under the header belong to it: SurveyMonkey writes one, Qualtrics two."""
    for place, row in enumerate(sample[:2], 1):
        if any(str(cell).startswith('{"ImportId"') for cell in row.values()):
            return place
    return int(bool(sample) and (_is_second_header(sample[0], sample[1:]) or _explains(sample[0], sample[1:])))


def _explains(row: Mapping[str, Any], others: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether a row says in words what columns of numbers mean: `1 = very bad ... 5 = very good`."""
    cells = {name: cell for name, cell in row.items() if cell is not None}
    if len(others) < 2 or not all(isinstance(cell, str) and not _is_value(cell) for cell in cells.values()):
        return False
    over = [
        name
        for name, cell in cells.items()
        if not is_absent(cell)
        and len(found := [other[name] for other in others if other.get(name) is not None]) > 1
        and all(map(_is_value, found))
    ]
    return len(over) > 1


def _is_value(cell: Any) -> bool:
    return numbers.number(cell) is not None or times.time(cell)[0] is not None


def _is_second_header(row: Mapping[str, Any], others: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether a row has words alone, and nothing in two columns that all the others have filled.

    Names of columns alone stand below one that spans them: `Author` over `Name` and `Link`.
    """
    cells = [cell for cell in row.values() if cell is not None]
    if not cells or not all(isinstance(cell, str) for cell in cells):
        return False
    if any(map(_is_value, cells)):
        return False
    empty = [name for name, cell in row.items() if cell is None]
    always = [name for name in empty if others and all(other.get(name) is not None for other in others)]
    if empty and any(fold(cell) in _OPEN for cell in cells):
        return True
    keyed = "id" in words(next(iter(row))) and next(iter(row)) in always
    keyed = keyed or all(map(roles.is_known, cells))
    return keyed and len(always) > 1 and len(others) > 1 and all(len(cell) < 60 for cell in cells)


def judge(header: Sequence[str], *, coded: bool) -> Judge:
    """Return what tells of a row why it is no answer, for the survey that a header is of.

    Args:
        header: the columns.
        coded: it is Qualtrics, which may write numbers for words.
    """
    by_fold = {fold(name): name for name in reversed(header)}
    checks: list[tuple[str, Callable[[str], str | None]]] = [(by_fold.get("status", ""), _previewed)]
    if coded or {"responseid", "progress", "finished"} <= by_fold.keys():
        checks.append(
            (by_fold.get("status", ""), lambda cell: SPAM if cell == "Spam" else _STATUS.get(cell) if coded else None)
        )
        checks.append((by_fold.get("finished", ""), lambda cell: UNFINISHED if fold(cell) in ("false", "0") else None))
        checks.append((by_fold.get("distributionchannel", ""), lambda cell: PREVIEW if cell == "preview" else None))
    if {"responsetype", "networkid"} <= by_fold.keys():
        checks.append((by_fold["responsetype"], lambda cell: UNFINISHED if cell in ("started", "partial") else None))
    if {"timestarted", "sessionid"} <= by_fold.keys():  # Alchemer's
        checks.append((by_fold.get("status", ""), lambda cell: UNFINISHED if cell in _BROKEN_OFF else None))
    checks.append((by_fold.get("commentapproved", ""), _WORDPRESS.get))
    sent = next((by_fold[name] for name in _SENT if name in by_fold), None)
    lime = sent is not None and not _PAGES.isdisjoint(by_fold)

    checks = [(name, says) for name, says in checks if name]

    def check(row: Mapping[str, Any]) -> str | None:
        if lime and row.get(sent or "") is None:
            return UNFINISHED
        found = (says(str(row[name])) for name, says in checks if row.get(name) is not None)
        return next(filter(None, found), None)

    return check


def _previewed(cell: str) -> str | None:
    return PREVIEW if fold(cell) in _PREVIEWS else None
