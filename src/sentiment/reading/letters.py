"""Which one-byte page a text is in, by the letters that each page would make of its bytes."""

import math
import re

# Letters of Russian per ten thousand, of the main corpus of the Russian National Corpus (Lyashevskaya, Sharov 2009).
_RUSSIAN = dict(
    zip(
        "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
        (1097, 845, 801, 735, 670, 626, 547, 473, 454, 440, 349, 321, 298, 281, 262, 201, 190, 174, 170, 165, 159, 144,
         121, 97, 94, 73, 64, 48, 36, 32, 26, 4, 4),
        strict=True,
    )
)  # fmt: skip
_CYRILLIC = {"cp1251": "Windows-1251", "koi8-r": "KOI8-R", "cp866": "DOS code page 866", "mac_cyrillic": "Mac Cyrillic"}
SAMPLE = 1 << 17  # bytes that are looked at
_WORTH = {letter: math.log(times / 10_000) for letter, times in _RUSSIAN.items()}
_RARE, _NONE = math.log(1e-4), math.log(1e-6)  # another Cyrillic letter; none at all
_BEFORE, _AFTER, _APOSTROPHE, _BETWEEN = "“‘„«¿¡", "”»…", "’", "–—•\u00a0€£°№©®™"
_HIGH = re.compile("[^\x00-\x7f]")


def cyrillic(runs: list[bytes]) -> tuple[str, str]:
    """Return the page, and its name, in which runs of high bytes are likeliest Russian."""
    words = b" ".join(runs)[:SAMPLE]
    scores = {page: _likelihood(words.decode(page, "replace")) for page in _CYRILLIC}
    page = max(scores, key=lambda name: scores[name])
    return page, _CYRILLIC[page]


def _likelihood(text: str) -> float:
    total, before = 0.0, " "
    for letter in text:
        if letter != " ":
            capital = letter.isupper() and before.islower()
            lowered = letter.lower()
            other = _RARE if "\u0400" <= letter <= "\u04ff" else _NONE
            total += _WORTH.get(lowered, other) - (2 if capital else 0)
        before = letter
    return total


def is_mac(sample: bytes, other: str) -> bool:
    """Return whether western text is likelier in the page of the Macintosh than in another."""
    first = next((at for at, byte in enumerate(sample) if byte > 127), 1)
    some = sample[first - 1 : first + SAMPLE]
    return _fit(some.decode("mac_roman")) > _fit(some.decode(other, "replace")) + 1


def _fit(text: str) -> float:
    """Return how well the marks and letters beyond ASCII stand where such stand: capitals first, quotes at a border."""
    total = 0.0
    for match in _HIGH.finditer(text):
        mark, at = match[0], match.start()
        before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
        if mark.isalpha():
            if mark.islower():
                total += 1 if before.isalpha() or after.isalpha() else -1
            else:
                total += -2 if before.islower() else 1 if after.isalpha() else -1
        elif mark in _APOSTROPHE:
            total += 1 if before.isalnum() else 0
        elif mark in _BEFORE:
            total += 1 if not before.isalnum() and after.isalnum() else -1
        elif mark in _AFTER:
            total += 1 if not before.isspace() and not after.isalnum() else -1
        elif mark in _BETWEEN:
            total += 0.5 if not (before.isalpha() and after.isalpha()) else -1
        else:
            total -= 2 if before.isalpha() or after.isalpha() else 1
    return total
