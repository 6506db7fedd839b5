"""The words around a quote in, its speaker out: the name as the article writes it and the role, or None."""

import re
from typing import NamedTuple

from sentiment.article import reporting
from sentiment.article.calendar_words import is_date
from sentiment.article.name import CASE_ENDING, People, names, role_beside, written
from sentiment.article.nominative import genitive, is_no_person, is_surname, russian
from sentiment.article.word import Word, is_one_of, is_verb, role_of, words_of

_ABLATIVE = re.compile(r"(?:d[aəe]n|t[ae]n)$")
_GENITIVE = re.compile(r"[iuü]n$")
_SURNAME = re.compile(r"(?:oğlu|[eyi]ev|ov|ova|eva|zadə|zade|soy|gil)$")


class Speaker(NamedTuple):
    """Who speaks; `near` when no more than a few words stand between the quote and the verb."""

    author: str | None = None
    group: str | None = None
    near: bool = False
    pronoun: bool = False
    formula: bool = False  # according to X


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
    words = _main_clause(words_of(text)[-40:]) if before else words_of(text)[:40]
    if retold := _retold(words, known):
        return retold
    for i, word in enumerate(words):
        pair = f"{word.low} {words[i + 1].low}" if i + 1 < len(words) else ""
        if pair in reporting.OF_SPEAKER:
            named = subject(words[i + 2 : i + 14], known, inflected=word.low != "according")
            return (named or Speaker())._replace(formula=True)
        if pair in reporting.SPEAKER_OF or word.low in reporting.SPEAKER_OF:
            return (subject(words[:i], known, inflected=True) or Speaker())._replace(formula=True)
        if word.low == "по" and f"по {words[min(i + 2, len(words) - 1)].low}" in reporting.OF_SPEAKER:
            return Speaker(pronoun=True, formula=True)  # по её словам
        if word.low in reporting.DATIVE_OF and (named := subject(words[:i], known, inflected=True)):
            return named._replace(formula=True)
    for i in range(len(words) if before else min(len(words), 20)):
        if length := is_verb(words, i):
            return _by_verb(words, i, length, known, before)
    if not before and words and words[0].low in reporting.TIES and len(words) <= 5:
        return Speaker(near=True)  # deyə narazılıq edib
    if not (before and text.endswith(":")):
        return None
    return subject(words, known, opens=not (len(words) == 1 and _is_surname(words[0])))


def _by_verb(words: list[Word], i: int, length: int, known: People, before: bool) -> Speaker:
    """Return who stands before the verb at the i-th word, or else after it."""
    first = [word for word in words[:i] if word.low not in reporting.FILLERS]
    formula = before and any(word.low in ("как", "as") for word in words[:i])
    if any(word.low in reporting.PRONOUNS for word in first[:2]) and (_stands_alone(first) or not names(first)):
        return Speaker(pronoun=True)
    found = subject(first, known, opens=before)
    where = first and (all(map(_goes_with_verb, first)) or first[0].low in reporting.PREPOSITIONS)
    if first and (found or not where):
        return (found or Speaker())._replace(near=len(first) < 5)
    after = _after_verb(words[i + length : i + length + 14], known)
    return (after or Speaker())._replace(near=True, formula=formula)


def _stands_alone(words: list[Word]) -> bool:
    """Say whether a pronoun is the subject before words on where it was said: o, Turana müsahibəsində."""
    if len(words) < 2 or words[0].low not in reporting.PRONOUNS:
        return False
    return words[1].gap.startswith(",") or words[1].low in reporting.PREPOSITIONS | reporting.TOPICS


def _retold(words: list[Word], known: People) -> Speaker | None:
    """Return whose words somebody else reports: quoted X as saying; X-in sözlərini xatırladıb; процитировал слова X."""
    lows = [word.low for word in words]
    for i, low in enumerate(lows):
        if low in reporting.CITED and "saying" in lows[i + 2 : i + 10]:
            at = lows.index("saying", i + 2)
            return subject(words[i + 1 : at - 1], known) or Speaker() if lows[at - 1] == "as" else None
        if low in reporting.WORDS and i and _GENITIVE.search(lows[i - 1]):
            told = subject(words[_phrase(words, i) : i], known, inflected=True)
        elif low in reporting.QUOTES or (low in reporting.UTTERANCES and i and is_verb(words, i - 1)):
            told = subject(words[i + 1 : i + 6], known, inflected=True)
        else:
            continue
        if told:
            return told
    return None


def _phrase(words: list[Word], end: int) -> int:
    """Return where the capitals begin that end before a word; a role is one word."""
    start = end - 1
    while start and all(word.text[0].isupper() for word in words[start - 1 : start + 1]) and words[start].gap == " ":
        start -= 1
    return start


def subject(words: list[Word], known: People, *, inflected: bool = False, opens: bool = False) -> Speaker | None:
    """Find name and role of a speaker, None if there is neither; `opens`: the words may begin a sentence."""
    runs = [run for run in names(words, inflected) if run[1] - run[0] <= 3]
    runs.sort(key=lambda run: (run[1] - run[0] < 2, role_beside(words, run[0], run[1], inflected) is None))
    for start, end in runs:
        if found := _named(words, start, end, known, inflected, opens):
            return found
    group = next(filter(None, (_role(words, i, inflected) for i in range(min(len(words), 15)))), None)
    return Speaker(None, group) if group else None


def _named(words: list[Word], start: int, end: int, known: People, inflected: bool, opens: bool) -> Speaker | None:
    """Return the speaker that a run of capitals names; None where it is not sure to be the subject."""
    name = written(words, start, end)
    cut = bool(CASE_ENDING.search(words[end - 1].text))
    if inflected and not cut:
        author = known.nominative(name) or genitive(name) or (name if end - start > 1 else None)
        return _with_role(author, words, start, end, known, inflected)
    own = _nominative(words, start, name)
    if own is None:
        return None
    author = known.resolve(own)
    if not author and end - start == 3 and start == 0:
        author = known.resolve(own.partition(" ")[2])  # "Yesterday Nijat Manafov"
    alone = opens and start == 0 and not _is_subject(words, end)
    apart = end - start == 1 and (alone or words[start].low.endswith("ly"))
    author = author or (own if cut or not apart else None)
    return _with_role(author, words, start, end, known, inflected or own != name)


def _with_role(
    author: str | None, words: list[Word], start: int, end: int, known: People, inflected: bool
) -> Speaker | None:
    return Speaker(author, role_beside(words, start, end, inflected) or known.roles.get(author)) if author else None


def _role(words: list[Word], i: int, inflected: bool) -> str | None:
    """Return the role of a word; an institution speaks in the ablative as well: Bakanlıktan, Nazirliyindən."""
    own = role_of(words, i, inflected)
    if own is None and i and words[i - 1].low in ("в", "во") and role_of(words, i, True) == "official":
        return "official"  # в министерстве заявили
    if own is None and _ABLATIVE.search(words[i].low) and role_of(words, i, True) == "official":
        return "official"
    return own


def _is_surname(word: Word) -> bool:
    """Say whether one word alone is somebody's name: Набиев: «...»."""
    return _SURNAME.search(word.low) is not None or is_surname(word.text)


def _is_subject(words: list[Word], end: int) -> bool:
    """Say whether one word that begins a sentence is a surname: Uraloğlu, Salı günü ... dedi."""
    if end >= len(words) or not words[end].gap.startswith(","):
        return False
    after = words[end + 1].low if end + 1 < len(words) else ""
    dated = words[end].text[0].isdigit() or is_date(words[end].low, "", after, False)
    return dated or _is_surname(words[end - 1])


def _nominative(words: list[Word], start: int, name: str) -> str | None:
    """Return a name in the nominative: also the genitive of whose words are told; None for another than the speaker."""
    cases = {case.case for case in russian(name)}
    if not cases or "nomn" in cases:
        return name
    told = any(word.low in reporting.UTTERANCES for word in words[max(0, start - 4) : start])
    return genitive(name) if told else None


def _main_clause(words: list[Word]) -> list[Word]:
    """Return what follows the first comma of a sentence that begins with a clause of its own."""
    if not words or words[0].low not in reporting.SUBORDINATORS:
        return words
    at = next((i for i in range(1, len(words)) if "," in words[i].gap), 0)
    return words[at:] if at and any(is_verb(words, i) for i in range(at, len(words))) else words


def _after_verb(words: list[Word], known: People) -> Speaker | None:
    """Read on after the verb: "said blogger X", but not "сказал в интервью X" or "said in Baku"."""
    if words and words[0].low in reporting.PRONOUNS:
        return Speaker(pronoun=True)
    if words and words[0].low in reporting.PREPOSITIONS:
        if len(words) > 1 and words[1].low in reporting.DOCUMENTS:
            group = next(filter(None, (role_of(words, i, True) for i in range(2, min(len(words), 6)))), None)
            return Speaker(None, group) if group else None
        person = next((run for run in names(words) if _is_nominative(words, *run)), None)
        at = next((i for i in range(len(words)) if role_of(words, i)), len(words))
        at = min(at, person[0] if person else at)
        words = words[max(0, at - 3) if at < len(words) and is_one_of(words, at) else at :]
    return subject(words, known)


def _is_nominative(words: list[Word], start: int, end: int) -> bool:
    """Say whether a run is a Russian name in the nominative, after where it was said: в комментариях Айсель."""
    plain = all(not word.gap.strip() for word in words[1 : start + 1])
    name = written(words, start, end)
    return plain and any(case.case == "nomn" for case in russian(name)) and not is_no_person(name)
