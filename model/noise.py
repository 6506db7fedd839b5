"""Vary how a text is written, as people do: no diacritics, stretched letters, slips of the finger, no capitals."""

import random
from dataclasses import replace

from rows import Row
from sentiment import text as textual

VOWELS = set("aeıioöuüəаеёиоуыэюя")
LATIN = {  # as typed, most often first
    **dict(zip("абвгдезиклмнопрстуфэ", "abvgdeziklmnoprstufe", strict=True)),
    "ё": "e|yo", "ж": "zh|j", "й": "y|i|j", "х": "h|kh|x", "ц": "c|ts", "ч": "ch|4", "ш": "sh", "щ": "sch|sh",
    "ъ": "", "ы": "y|i", "ь": "", "ю": "yu|u", "я": "ya|ia",
}  # fmt: skip


def ascii_letters(text: str, rng: random.Random) -> str:
    """Azerbaijani and Turkish on a keyboard that lacks their letters."""
    return textual.to_ascii(text)


def latin_russian(text: str, rng: random.Random) -> str:
    """Russian in Latin letters, as typed abroad; each writer has a way of their own."""
    own = {letter: rng.choice([ways.split("|")[0], *ways.split("|")]) for letter, ways in LATIN.items()}
    return "".join(own.get(c, own.get(c.lower(), c).capitalize()) for c in text)


def stretch(text: str, rng: random.Random) -> str:
    """Repeat one vowel: 'çooox'."""
    places = [i for i, c in enumerate(text) if c.lower() in VOWELS]
    if not places:
        return text
    at = rng.choice(places)
    return text[:at] + text[at] * rng.randint(3, 5) + text[at + 1 :]


def slip(text: str, rng: random.Random) -> str:
    """Leave out, double or swap letters, about one in 25."""
    letters = list(text)
    for at in range(len(letters) - 1):
        if letters[at].isalpha() and letters[at + 1].isalpha() and rng.random() < 0.04:
            kind = rng.randrange(3)
            if kind == 0:
                letters[at] = ""
            elif kind == 1:
                letters[at] *= 2
            else:
                letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)


def plain(text: str, rng: random.Random) -> str:
    """Neither capitals nor punctuation."""
    return "".join(c for c in text.lower() if c not in ".,;:!?\"'()").strip() or text


def shout(text: str, rng: random.Random) -> str:
    """Capitals only."""
    return text.upper()


def vary(text: str, lang: str, rng: random.Random, share: float) -> str:
    """Return the text written another way with probability `share`."""
    if rng.random() >= share:
        return text
    ways = [stretch, slip, plain, shout]
    if lang in {"az", "tr"}:
        ways += [ascii_letters, ascii_letters]
    if lang == "ru":
        ways += [latin_russian]
    return rng.choice(ways)(text, rng)


def other_keyboard(row: Row, rng: random.Random, share: float) -> Row:
    """Return the row with probability `share` (Russian: half of it) in the letters of another keyboard."""
    if row.lang in {"az", "tr"} and rng.random() < share:
        return replace(row, text=ascii_letters(row.text, rng))
    if row.lang == "ru" and rng.random() < share / 2:
        return replace(row, text=latin_russian(row.text, rng))
    return row
