"""A name as a sentence inflects it in, its nominative out where that is sure: Олега Петрова, Əsgərovun.

Russian by pymorphy3 (Korobov 2015, AIST, section 3), which knows names; Azerbaijani by the endings of surnames.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

_CYRILLIC = re.compile(r"[а-яё-]+", re.I)
_PERSON = ("Surn", "Name", "Patr")
_KEPT = 6  # readings of a word that are looked at
# Surnames whose genitive or dative tells the nominative: Əsgərov-un, Məmmədova-nın, Cəfərli-nin, Ağamalı-ya.
_AZERBAIJANI = re.compile(
    r"(\w+(?:ova|eva|l[ıiuü]|zadə|oğlu|qızı))y[aə]|(\w+(?:[eyi]?ov|yev|ev|ski|skiy))[iıuü]n"
    r"|(\w+(?:ova|eva|yeva|skaya|l[ıiuü]|zadə|oğlu|qızı|soy))n[ıiuü]n",
    re.I,
)


class Case(NamedTuple):
    """A name in the nominative, and the grammatical case that it was found in."""

    name: str
    case: str  # nomn, gent, datv, accs, ablt, loct


def azerbaijani(name: str) -> str | None:
    """Return a full name whose surname stands in the genitive or dative; None where its ending does not tell."""
    last = re.split(r"[\s.]", name)[-1]
    match = _AZERBAIJANI.fullmatch(last)
    return name.removesuffix(last) + next(filter(None, match.groups())) if match else None


@lru_cache(maxsize=1 << 12)
def russian(name: str) -> tuple[Case, ...]:
    """Return what a Russian name may be, by case; nothing for one that is not Russian or whose words do not agree."""
    words = name.split()
    if not all(_CYRILLIC.fullmatch(word) for word in words):
        return ()
    found: dict[Case, None] = {}
    for parses in product(*(list(_persons(word))[:_KEPT] for word in words)):
        if len({(p.tag.case, p.tag.gender) for p in parses}) == 1:
            inflected = [p.inflect({"nomn"}) for p in parses]
            if all(inflected):
                written = " ".join(_cased(p.word, word) for p, word in zip(inflected, words, strict=True))
                found.setdefault(Case(written, str(parses[0].tag.case)))
    return tuple(found)


def genitive(name: str) -> str | None:
    """Return the nominative of what stands in the genitive, where only one name can."""
    names = {case.name for case in russian(name) if case.case == "gent"}
    return names.pop() if len(names) == 1 else azerbaijani(name)


@lru_cache(maxsize=1 << 14)
def is_no_person(word: str) -> bool:
    """Say whether pymorphy3 knows a Russian word, and not as part of a person's name: Госдумы."""
    if not _CYRILLIC.fullmatch(word):
        return False
    parses = analyzer().parse(word)
    return bool(parses) and parses[0].is_known and not any(set(_PERSON) & set(p.tag.grammemes) for p in parses)


@lru_cache(maxsize=1 << 14)
def noun_of(low: str) -> str | None:
    """Return the nominative of a Russian noun in another case: главы is глава."""
    if not _CYRILLIC.fullmatch(low):
        return None
    parse = next((p for p in analyzer().parse(low)[:2] if "NOUN" in p.tag and p.is_known), None)
    return str(parse.normal_form) if parse is not None else None


@lru_cache(maxsize=1 << 12)
def is_surname(word: str) -> bool:
    """Say whether a Russian word is first of all a surname in the nominative."""
    if not _CYRILLIC.fullmatch(word):
        return False
    parses = analyzer().parse(word)
    return bool(parses) and "Surn" in parses[0].tag and "nomn" in parses[0].tag


def _persons(word: str) -> Iterator[Any]:
    """Yield the readings of a word as part of one person's name."""
    for parse in analyzer().parse(word):
        if "sing" in parse.tag and parse.tag.gender and set(_PERSON) & set(parse.tag.grammemes):
            yield parse


def _cased(word: str, written: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-")) if written[:1].isupper() else word


@lru_cache(maxsize=1)
def analyzer() -> Any:
    """Return pymorphy3's analyser of Russian, loaded when it is first asked."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")
