"""The words around a quote in, its speaker out: the name as the article writes it and the role, or None."""

import re
from typing import NamedTuple

from sentiment.article import reporting
from sentiment.article.name import CASE_ENDING, People, names, role_beside, written
from sentiment.article.word import Word, is_one_of, is_verb, role_of, words_of


class Speaker(NamedTuple):
    """Who speaks; `near` when no more than a few words stand between the quote and the verb."""

    author: str | None = None
    group: str | None = None
    near: bool = False
    pronoun: bool = False


def is_final(text: str) -> bool:
    """Say whether the words are hardly more than a verb, as after a quote in Turkish: ... yazdı."""
    words = words_of(text[:100])[:6]
    at = 0
    while at < len(words) and not is_verb(words, at) and _goes_with_verb(words[at]):
        at += 1
    length = is_verb(words, at) if at < len(words) else 0
    rest = words[at + length : at + length + 1]
    ends = not rest or rest[0].low in reporting.CONJUNCTIONS or bool(rest[0].gap.strip())
    return bool(length) and ends and not (rest and rest[0].low in reporting.THAT)


def _goes_with_verb(word: Word) -> bool:
    base = re.split(r"[-'’]", word.low)[0]
    return bool({word.low, base} & (reporting.FILLERS | reporting.QUOTATIVES | reporting.ON_PAGE))


def reports(text: str, within: int = 12) -> bool:
    """Say whether there is a reporting verb among the first words."""
    words = words_of(text)[:within]
    return any(is_verb(words, i) for i in range(len(words)))


def attribution(text: str, known: People, *, before: bool = False) -> Speaker | None:
    """Read the words after a quote, or before it; None where they report no speech."""
    words = words_of(text)[-40:] if before else words_of(text)[:40]
    for i, word in enumerate(words):
        pair = f"{word.low} {words[i + 1].low}" if i + 1 < len(words) else ""
        if pair in reporting.OF_SPEAKER:
            return subject(words[i + 2 : i + 14], known, inflected=word.low != "according") or Speaker()
        if pair in reporting.SPEAKER_OF or word.low in reporting.SPEAKER_OF:
            return subject(words[:i], known, inflected=True) or Speaker()
    for i in range(len(words) if before else min(len(words), 20)):
        if length := is_verb(words, i):
            first = [word for word in words[:i] if word.low not in reporting.FILLERS]
            if any(word.low in reporting.PRONOUNS for word in first[:2]) and not names(first):
                return Speaker(pronoun=True)
            if first:
                return (subject(first, known, opens=before) or Speaker())._replace(near=len(first) < 5)
            return (_after_verb(words[i + length : i + length + 14], known) or Speaker())._replace(near=True)
    return subject(words, known, opens=True) if before and text.endswith(":") else None


def subject(words: list[Word], known: People, *, inflected: bool = False, opens: bool = False) -> Speaker | None:
    """Find name and role of a speaker, None if there is neither; `opens`: the words may begin a sentence."""
    runs = [run for run in names(words, inflected) if run[1] - run[0] <= 3]
    runs.sort(key=lambda run: (run[1] - run[0] < 2, role_beside(words, run[0], run[1], inflected) is None))
    for start, end in runs:
        name = written(words, start, end)
        cut = bool(CASE_ENDING.search(words[end - 1].text))
        author = known.nominative(name) if inflected and not cut else known.resolve(name)
        if not author and end - start == 3 and start == 0:
            author = known.resolve(name.partition(" ")[2])  # "Yesterday Nijat Manafov"
        apart = end - start == 1 and (opens and start == 0 or words[start].low.endswith("ly"))
        if not author and (cut or not (inflected or apart)):
            author = name
        if author:
            return Speaker(author, role_beside(words, start, end, inflected) or known.roles.get(author))
    group = next(filter(None, (role_of(words, i, inflected) for i in range(min(len(words), 15)))), None)
    return Speaker(None, group) if group else None


def _after_verb(words: list[Word], known: People) -> Speaker | None:
    """Read on after the verb: "said blogger X", but not "сказал в интервью X" or "said in Baku"."""
    if words and words[0].low in reporting.PRONOUNS:
        return Speaker(pronoun=True)
    if words and words[0].low in reporting.PREPOSITIONS:
        at = next((i for i in range(len(words)) if role_of(words, i)), len(words))
        words = words[max(0, at - 3) if at < len(words) and is_one_of(words, at) else at :]
    return subject(words, known)
