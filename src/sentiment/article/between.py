"""The words between two quotes of one sentence in, what they join out: a second speaker, or one more thing said."""

import re

from sentiment.article import reporting
from sentiment.article.name import names
from sentiment.article.sentence import first_sentence
from sentiment.article.speaker import is_final
from sentiment.article.word import Word, is_verb, role_of, words_of

LONGEST = 400  # letters between two quotes of one sentence
_CONTRASTS = reporting.table("while, whereas, but, а, но, amma, lakin, ancak, fakat, ama")
_JOINS = reporting.CONJUNCTIONS | _CONTRASTS | reporting.table("or, или, ya, veya, və ya")


def joins(text: str) -> bool:
    """Say whether nothing but commas or an "and" stand between two quotes: “...”, “...” and “...”."""
    return len(text) < 12 and not re.search(r"[—–.:;(]", text) and all(word.low in _JOINS for word in words_of(text))


def begins_next(text: str, after: str) -> int | None:
    """Return where the words on the second quote begin; None where all are on the first, or there is a new sentence.

    Args:
        text: between the quotes.
        after: the second of them.
    """
    if len(text) > LONGEST or first_sentence(text) != text or "\n" in text:
        return None
    words = words_of(text)
    verbs = [i for i in range(len(words)) if is_verb(words, i)]
    at = next((i for i, word in enumerate(words) if _opens_clause(words, i, word, verbs)), None)
    if at is None and words and verbs[:1] == [0] and is_final(first_sentence(after.lstrip(" ,–—-"))):
        at = next((i for i in range(1, len(words)) if "," in words[i].gap and _names(words[i:])), None)
    return None if at is None else _place(words, at)


def _opens_clause(words: list[Word], i: int, word: Word, verbs: list[int]) -> bool:
    """Say whether a word joins a clause with a verb of its own: , and added; while Y said; , а Y — «...»."""
    if "," in word.gap and _adds(words, i):
        return True
    tells = any(verb > i for verb in verbs) or (word.low == "а" and _names(words[i + 1 :]))
    marked = "," in word.gap and word.low in reporting.CONJUNCTIONS
    return tells and (";" in word.gap or word.low in _CONTRASTS or marked)


def goes_on(text: str) -> bool:
    """Say whether a verb begins the words before a quote, so that who spoke before it speaks on: , and added."""
    words = [word for word in words_of(text) if word.low not in reporting.FILLERS | _JOINS]
    return bool(words) and bool(is_verb(words, 0) or _adds(words, 0))


def _adds(words: list[Word], i: int) -> bool:
    pair = f"{words[i].low} {words[i + 1].low}" if i + 1 < len(words) else ""
    return words[i].low in reporting.ADDING or pair in reporting.ADDING


def _names(words: list[Word]) -> bool:
    return bool(names(words)) or any(role_of(words, i) for i in range(len(words)))


def _place(words: list[Word], at: int) -> int:
    """Return where the i-th word stands in its text."""
    return sum(len(word.gap) + len(word.text) for word in words[:at]) + len(words[at].gap)
