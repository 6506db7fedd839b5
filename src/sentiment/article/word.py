"""A text in, its words out, with what the tables say of them."""

import re
from typing import NamedTuple

from sentiment.article import reporting
from sentiment.article.nominative import noun_of
from sentiment.article.role import role
from sentiment.article.verb_forms import is_form
from sentiment.text import lower

_WORD = re.compile(r"[^\W_]+(?:[-'’ʼ][^\W_]+)*")


class Word(NamedTuple):
    """A word, its lower case, and what stands between it and the word before."""

    text: str
    low: str
    gap: str


def words_of(text: str) -> list[Word]:
    """Split a text into words."""
    words, at = [], 0
    for match in _WORD.finditer(text):
        words.append(Word(match[0], lower(match[0]), text[at : match.start()]))
        at = match.end()
    return words


def is_verb(words: list[Word], i: int) -> int:
    """Return how many words from the i-th on make a reporting verb."""
    listed = reporting.verb(words[i].low, words[i + 1].low if i + 1 < len(words) else "")
    return listed or int(is_form(words[i].low, reporting.VERBS))


def role_of(words: list[Word], i: int, inflected: bool = False) -> str | None:
    """Return the group of the i-th word, if it names a role."""
    inflected = inflected or is_one_of(words, i)
    found = role(words[i].low, words[i + 1].low if i + 1 < len(words) else "", inflected)
    return found or (role(noun) if inflected and (noun := noun_of(words[i].low)) else None)


def is_role_of_two(words: list[Word], i: int) -> bool:
    """Say whether the i-th word names another role, or none, without the next one: millət vəkili is no lawyer."""
    return i + 1 < len(words) and role(words[i].low, words[i + 1].low) != role(words[i].low)


def is_one_of(words: list[Word], i: int) -> bool:
    """Say whether a role in the genitive is the speaker: один из возмущённых пользователей, сотни подписчиков."""
    before = [word.low for word in words[max(0, i - 4) : i]]
    if "из" in before[-2:]:
        before = before[: -1 - before[::-1].index("из")]
        return before[-1:] != [] and before[-1] in reporting.QUANTITIES
    return any(word in reporting.PORTIONS for word in before[-2:])
