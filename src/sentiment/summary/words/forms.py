"""The forms of a word: which spellings and inflected forms may be of one noun.

A form has several possible stems; `families` takes the one that the comments bear out.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sentiment.summary.words.spellings import SPELLINGS
from sentiment.text import lower, to_ascii

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

TURKIC, RUSSIAN, ENGLISH, OTHER = "turkic", "russian", "english", "other"
SHORTEST = 3  # letters of a stem
_LATIN = str.maketrans(
    {
        **dict(zip("абвгдеёжзийклмнопрстуфхыэ", "abvgdeejziyklmnoprstufhie", strict=True)),
        "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ь": "", "ю": "yu", "я": "ya",
        "і": "i", "ї": "i", "є": "e", "ґ": "g", "ә": "e", "ө": "o", "ү": "u", "ұ": "u", "қ": "q", "ғ": "g", "ң": "n",
        "һ": "h", "ҹ": "c",
    }
)  # fmt: skip
_JOINERS = re.compile(r"[\W_]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
# Endings of Azerbaijani and Turkish nouns, spelled without their letters (ı as i, ə as e), after a consonant and after
# a vowel: plural, possessive, case, copula.
_PLURAL = "(?P<plural>lar|ler)"
_CASE = "(?P<case>n?in|n?un|[nyd]?a|[nyd]?e|d[ae]|t[ae]|nd[ae]|n?dan|n?den|tan|ten|y?l[ae]|nan|nen|n?i|n?u|yi|yu)"
_COPULA = "(?:[dt][iu]r(?:lar|ler)?)"
_AFTER_CONSONANT = re.compile(rf"{_PLURAL}?(?:[iu]|[iu]m|[iu]n|[iu]m[iu]z|[iu]n[iu]z)?{_CASE}?(?:k[iu])?{_COPULA}?")
_AFTER_VOWEL = re.compile(rf"{_PLURAL}?(?:s[iu]|m|n|m[iu]z|n[iu]z|l[ae]r[iu])?{_CASE}?(?:k[iu])?{_COPULA}?")
_BARE_VOWEL = re.compile("[aeiou]")  # alone it follows a vowel in no word of theirs
_NOMINAL = re.compile("l[ae]r|d[ae]|t[ae]|d[ae]n|t[ae]n|n[iu]n|nd[ae]|nd[ae]n|y?l[ae]|y[iuae]")
_SOFTENED = {"g": "kq", "y": "k", "d": "t", "b": "p"}  # before a vowel: nazirlik, nazirliyi
_VOWELS = frozenset("aeiou")


class Stem(NamedTuple):
    """What a form may be a form of.

    Attributes:
        key: of the stem, as `key` spells it.
        noun: whether the ending, or a dictionary, says that it is a noun.
    """

    key: str
    noun: bool


@lru_cache(2**17)
def key(word: str) -> str:
    """Return how a word is spelled in 26 letters, whatever its script and case; well-known names by one spelling."""
    plain = _spelled(word)
    return _known().get(plain, plain)


def family(word: str, language: str) -> str:
    """Return by which rules a word of a comment in this language is inflected."""
    if _CYRILLIC.search(word):
        return RUSSIAN if language in {"ru", "uk", "be", "bg", "und"} else OTHER
    if language in {"az", "tr", "uz", "kk", "und"}:
        return TURKIC
    return ENGLISH if language == "en" else OTHER


def stems(word: str, rules: str) -> list[Stem]:
    """Return the possible stems of a form, itself among them; of a Russian word that is no noun or adjective none.

    Args:
        word: in lower case.
        rules: as `family` names them.
    """
    if rules == RUSSIAN:
        return _russian(word)
    own = key(word)
    if rules == TURKIC:
        return [Stem(own, False), *_turkic(own)]
    if rules == ENGLISH and len(own) > SHORTEST and own.endswith("s") and not own.endswith(("ss", "us", "is")):
        cut = {own[:-1]} | ({own[:-3] + "y"} if own.endswith("ies") else set())
        cut |= {own[:-2]} if own.endswith(("ches", "shes", "xes", "sses")) else set()
        return [Stem(own, False), *(Stem(stem, False) for stem in sorted(cut))]
    return [Stem(own, False)]


def is_ending(stem: str, ending: str) -> bool:
    """Say whether an ending may follow an Azerbaijani or Turkish stem."""
    rule = _AFTER_VOWEL if _spelled(stem)[-1:] in _VOWELS else _AFTER_CONSONANT
    return bool(rule.fullmatch(_spelled(ending)))


def _turkic(word: str) -> list[Stem]:
    found: dict[str, bool] = {}
    for end in range(SHORTEST, len(word)):
        stem, ending = word[:end], word[end:]
        after_vowel = stem[-1] in _VOWELS
        rule = _AFTER_VOWEL if after_vowel else _AFTER_CONSONANT
        if not rule.fullmatch(ending) or (after_vowel and _BARE_VOWEL.fullmatch(ending)):
            continue
        noun = bool(_NOMINAL.match(ending))
        found.setdefault(stem, noun)
        if ending[0] in _VOWELS:
            for hard in _SOFTENED.get(stem[-1], ""):
                found.setdefault(
                    stem[:-1] + hard, noun or (stem[-1] in "gy" and len(stem) > SHORTEST)
                )  # as no verb does
    known = _known()
    return [Stem(known.get(stem, stem), noun) for stem, noun in found.items()]


def _russian(word: str) -> list[Stem]:
    """Return the dictionary forms of a word that is most likely a noun, or an adjective, which may stand before one."""
    parses = _morphology().parse(word)
    nouns: dict[str, float] = {}
    for parse in parses:
        if parse.tag.POS == "NOUN":
            form = key(parse.normal_form)
            nouns[form] = nouns.get(form, 0.0) + parse.score
    if sum(nouns.values()) >= 0.5 * sum(parse.score for parse in parses):
        return [Stem(form, True) for form, _ in sorted(nouns.items(), key=lambda item: (-item[1], item[0]))]
    return [Stem(key(parses[0].normal_form), False)] if parses[0].tag.POS == "ADJF" else []


@cache
def _known() -> Mapping[str, str]:
    """Return spellings of well-known names, each with the one that stands for it."""
    lines = ([_spelled(word) for word in line.split()] for line in SPELLINGS.strip().splitlines())
    return {word: first for first, *others in lines for word in others}


def _spelled(word: str) -> str:
    return _JOINERS.sub("", to_ascii(lower(word)).translate(_LATIN))


@cache
def _morphology() -> "MorphAnalyzer":
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")
