"""Words in, names of people out: the runs of capitals that are no office, outlet or occupation."""

import re
from typing import NamedTuple

from sentiment.article import reporting
from sentiment.article.calendar_words import is_date
from sentiment.article.nominative import is_no_person
from sentiment.article.role import HONORIFICS, NAMED, SURNAMES, TITLES, TRADE
from sentiment.article.word import Word, is_role_of_two, is_verb, role_of, words_of

_PARTY = re.compile(r"['’ʼ]l[iıuü]$")  # CHP'li
_OUTLET = re.compile(r"[^\W\d_A-ZƏÇŞĞÜÖİ]{4}[A-ZƏÇŞĞÜÖİ]")  # AzadlıqRadiosuna
_WHERE = re.compile(r"(?:d[aə]n?|da|de)$")  # Bakıda
_INITIAL = re.compile(r"(\w)\.\s?(?=\w{2})")
CASE_ENDING = re.compile(r"['’ʼ][^\W\dA-ZА-Я]+$")  # Manafov'un, Manafov’s; not O'Brien


class People(NamedTuple):
    """The full names of a document with their roles, which of them a part can mean, and the parts by their stems."""

    roles: dict[str, str | None]
    parts: dict[str, set[str]]
    stems: dict[str, set[str]]

    def resolve(self, name: str) -> str | None:
        """Return the one full name that this is, or is a part of, or of which it has the first letter: F. Mustafa."""
        if initial := _INITIAL.match(name):
            full = {full for full in self.parts.get(name[initial.end() :], ()) if _is_short_of(initial, full)}
            if len(full) == 1:
                return next(iter(full))
        names = {name} if name in self.roles else self.parts.get(name, set())
        return next(iter(names)) if len(names) == 1 else None

    def nominative(self, name: str) -> str | None:
        """Return the one full name of which this is an inflected form, as in "по словам Ивана Петрова"."""
        initial = _INITIAL.match(name)
        words = name[initial.end() if initial else 0 :].split()
        last = words[-1]
        near = {part for end in range(len(last) + 1) for part in self.stems.get(last[:end], ())}
        names = {full for part in near if _inflects(last, part) for full in self.parts[part] if full != name}
        names = {full for full in names if len(words) == 1 or all(map(_inflects, words, full.split()))}
        names = {full for full in names if _is_short_of(initial, full)} if initial else names
        names = {full for full in names if self.roles[full]} or names
        return next(iter(names)) if len(names) == 1 else None


def people(texts: list[str]) -> People:
    """Collect the names of two or three words that a document introduces."""
    found = People({}, {}, {})
    for text in texts:
        words = words_of(text)
        for start, end in names(words):
            group = role_beside(words, start, end)
            if end - start in (2, 3) and (group or start):
                name = written(words, start, end)
                if _INITIAL.match(name) and found.resolve(name) not in (None, name):
                    continue
                found.roles[name] = found.roles.get(name) or group
                for part in name.split():
                    found.parts.setdefault(part, set()).add(name)
                    found.stems.setdefault(_stem(part), set()).add(part)
    return found


def _is_short_of(initial: re.Match[str], full: str) -> bool:
    return full.startswith(initial[1]) and not _INITIAL.match(full)


def names(words: list[Word], inflected: bool = False) -> list[tuple[int, int]]:
    """Find the capitalised runs that can be names, not those of offices: Ministry of X and Y, X və Y Nazirliyi."""
    runs: list[tuple[int, int]] = []
    start = 0
    for i in range(len(words) + 1):
        fits = i < len(words) and _can_be_name(words, i, inflected)
        if i > start and not (fits and _joins(words, i)):
            runs.append((_first_of_person(words, start, i), i))
            start = i
        if not fits:
            start = i + 1
    office = [_is_office(words, *run) for run in runs]
    for a, b in [
        *zip(range(len(runs) - 1), range(1, len(runs)), strict=True),
        *((k, k - 1) for k in range(len(runs) - 1, 0, -1)),
    ]:
        low, high = sorted((runs[a], runs[b]))
        if office[a] and high[0] - low[1] == 1 and words[low[1]].low in reporting.CONJUNCTIONS:
            office[b] = True
    return [run for run, is_office in zip(runs, office, strict=True) if not is_office]


def _first_of_person(words: list[Word], start: int, end: int) -> int:
    """Return where a person's name begins in a run of capitals: not with Госдумы, nor with where somebody spoke."""
    if end - start < 3:
        return start
    if start and words[start - 1].low in reporting.PLACES:
        return start + 1  # Secretary of State Antony Blinken
    first = words[start].text
    return start + 1 if is_no_person(first) or (_begins(words, start) and _WHERE.search(first)) else start


def _joins(words: list[Word], i: int) -> bool:
    if words[i - 1].text.endswith(("'s", "’s")):
        return False  # the Labour Party’s Emily Thornberry
    return not words[i].gap.strip() or (words[i].gap[0] == "." and len(words[i - 1].text) == 1)


def _is_office(words: list[Word], start: int, end: int) -> bool:
    after = end < len(words) and not words[end].gap.strip() and role_of(words, end) is not None
    after = after and words[end].low not in HONORIFICS
    before = start > 0 and words[start - 1].low in reporting.PLACES
    run = words[start:end]
    bare = [CASE_ENDING.sub("", word.low) for word in run]
    return after or before or any(w in reporting.ORGANISATIONS or reporting.ORGANISATION.match(w) for w in bare)


def _can_be_name(words: list[Word], i: int, inflected: bool) -> bool:
    text, low, _ = words[i]
    if not text[0].isupper() or (len(text) > 1 and text.isupper()) or re.split(r"[-'’]", low)[0] in reporting.NO_NAMES:
        return False
    if _PARTY.search(text) or _OUTLET.search(text) or _is_date(words, i):
        return False
    if low in reporting.PRONOUNS or is_verb(words, i) or (TRADE.fullmatch(low) and _begins(words, i)):
        return False
    return not role_of(words, i, inflected) or (low in SURNAMES and _is_surname(words, i))


def _is_date(words: list[Word], i: int) -> bool:
    before = words[i - 1].low if i else ""
    after = words[i + 1] if i + 1 < len(words) else Word("", "", "")
    return is_date(words[i].low, before, after.low, after.text[:1].isupper() and not after.gap.strip())


def _begins(words: list[Word], i: int) -> bool:
    """Say whether a word begins a sentence and is followed by a capital."""
    begins = i == 0 or any(mark in words[i].gap for mark in ".!?:")
    return begins and i + 1 < len(words) and words[i + 1].text[0].isupper()


def _is_surname(words: list[Word], i: int) -> bool:
    """Say whether a role ends a name: Bob Singer, not Singer Bob Ray or Senior Singer Bob Ray."""
    alone = i + 1 == len(words) or not words[i + 1].text[0].isupper() or bool(words[i + 1].gap.strip())
    return alone and i > 0 and not words[i].gap.strip() and _can_be_name(words, i - 1, False)


def role_beside(words: list[Word], start: int, end: int, inflected: bool = False) -> str | None:
    """Find the role left of a name (the first of "expert and blogger"), or right of it after a comma."""
    return _role_before(words, start, inflected) or _role_after(words, end, inflected)


def _role_before(words: list[Word], start: int, inflected: bool) -> str | None:
    for i in range(start - 1, max(-1, start - 7), -1):
        allowed = (" \n-" if i < start - 1 else " \n-,") + ("." if words[i].low in TITLES else "")
        if words[i + 1].gap.strip(allowed) or is_verb(words, i):
            return None
        group = role_of(words, i, inflected)
        if i and not words[i].gap.strip() and is_role_of_two(words, i - 1):
            group = role_of(words, i - 1, inflected) or group
        if group:
            return _first_of_two(words, i, inflected) or group
    return None


def _first_of_two(words: list[Word], i: int, inflected: bool) -> str | None:
    """Return the first role of "expert and blogger", given the place of the second."""
    joined = (j for j in range(i - 1, max(0, i - 3), -1) if words[j].low in reporting.CONJUNCTIONS)
    return next(filter(None, (role_of(words, j - 1, inflected) for j in joined)), None)


def _role_after(words: list[Word], end: int, inflected: bool) -> str | None:
    if end == len(words):
        return None
    gap = words[end].gap.strip()
    if words[end].low in HONORIFICS and not gap:
        return role_of(words, end)
    named = words[end].low in NAMED and not gap  # Tural adlı istifadəçi
    if gap not in (",", "(") and not named:
        return None
    aged = words[end].low.isdigit() or named  # Jane Roe, 34, a designer
    for i in range(end + aged, min(len(words), end + 6)):
        if (
            (i > end + aged and words[i].gap.strip(" \n-"))
            or words[i].low in reporting.PREPOSITIONS
            or is_verb(words, i)
        ):
            return None
        if group := role_of(words, i, inflected):
            return group
    return None


def written(words: list[Word], start: int, end: int) -> str:
    """Return a run of words as the article writes it, without an ending after an apostrophe."""
    name = words[start].text + "".join(word.gap + word.text for word in words[start + 1 : end])
    return CASE_ENDING.sub("", re.sub(r"\s+", " ", name))


def _inflects(inflected: str, name: str) -> bool:
    stem = _stem(name)
    return inflected[: max(3, len(stem))] == stem and len(inflected) <= len(name) + 4


def _stem(name: str) -> str:
    return name[: max(3, len(name) - 1)]
