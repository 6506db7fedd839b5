"""The words around a quote in, its speaker out: the name as the article writes it and the role, or None."""

import re
from typing import NamedTuple

from sentiment.article import reporting
from sentiment.article.role import HONORIFICS, SURNAMES, TRADE, role
from sentiment.text import lower

_WORD = re.compile(r"[^\W_]+(?:[-'’ʼ][^\W_]+)*")
_CASE_ENDING = re.compile(r"['’ʼ][^\W\dA-ZА-Я]+$")  # Manafov'un, Manafov’s; not O'Brien


class Word(NamedTuple):
    """A word, its lower case, and what stands between it and the word before."""

    text: str
    low: str
    gap: str


class Speaker(NamedTuple):
    """Who speaks; `near` when no more than a few words stand between the quote and the verb."""

    author: str | None = None
    group: str | None = None
    near: bool = False
    pronoun: bool = False


class People(NamedTuple):
    """The full names of a document with their roles, which of them a part can mean, and the parts by their stems."""

    roles: dict[str, str | None]
    parts: dict[str, set[str]]
    stems: dict[str, set[str]]

    def resolve(self, name: str) -> str | None:
        """Return the one full name that this is, or is a part of."""
        names = {name} if name in self.roles else self.parts.get(name, set())
        return next(iter(names)) if len(names) == 1 else None

    def nominative(self, name: str) -> str | None:
        """Return the one full name of which this is an inflected form, as in "по словам Ивана Петрова"."""
        words = name.split()
        last = words[-1]
        near = {part for end in range(len(last) + 1) for part in self.stems.get(last[:end], ())}
        names = {full for part in near if _inflects(last, part) for full in self.parts[part] if full != name}
        names = {full for full in names if len(words) == 1 or all(map(_inflects, words, full.split()))}
        names = {full for full in names if self.roles[full]} or names
        return next(iter(names)) if len(names) == 1 else None


def people(texts: list[str]) -> People:
    """Collect the names of two or three words that a document introduces."""
    found = People({}, {}, {})
    for text in texts:
        words = words_of(text)
        for start, end in _names(words):
            group = _role_beside(words, start, end)
            if end - start in (2, 3) and (group or start):
                name = _written(words, start, end)
                found.roles[name] = found.roles.get(name) or group
                for part in name.split():
                    found.parts.setdefault(part, set()).add(name)
                    found.stems.setdefault(_stem(part), set()).add(part)
    return found


def words_of(text: str) -> list[Word]:
    """Split a text into words."""
    words, at = [], 0
    for match in _WORD.finditer(text):
        words.append(Word(match[0], lower(match[0]), text[at : match.start()]))
        at = match.end()
    return words


def is_verb(words: list[Word], i: int) -> int:
    """Return how many words from the i-th on make a reporting verb."""
    return reporting.verb(words[i].low, words[i + 1].low if i + 1 < len(words) else "")


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
            if any(word.low in reporting.PRONOUNS for word in first[:2]) and not _names(first):
                return Speaker(pronoun=True)
            if first:
                return (subject(first, known, opens=before) or Speaker())._replace(near=len(first) < 5)
            return (_after_verb(words[i + length : i + length + 14], known) or Speaker())._replace(near=True)
    return subject(words, known, opens=True) if before and text.endswith(":") else None


def subject(words: list[Word], known: People, *, inflected: bool = False, opens: bool = False) -> Speaker | None:
    """Find name and role of a speaker, None if there is neither; `opens`: the words may begin a sentence."""
    runs = [run for run in _names(words, inflected) if run[1] - run[0] <= 3]
    runs.sort(key=lambda run: (run[1] - run[0] < 2, _role_beside(words, run[0], run[1], inflected) is None))
    for start, end in runs:
        name = _written(words, start, end)
        cut = bool(_CASE_ENDING.search(words[end - 1].text))
        author = known.nominative(name) if inflected and not cut else known.resolve(name)
        if not author and end - start == 3 and start == 0:
            author = known.resolve(name.partition(" ")[2])  # "Yesterday Nijat Manafov"
        apart = end - start == 1 and (opens and start == 0 or words[start].low.endswith("ly"))
        if not author and (cut or not (inflected or apart)):
            author = name
        if author:
            return Speaker(author, _role_beside(words, start, end, inflected) or known.roles.get(author))
    group = next(filter(None, (_role(words, i, inflected) for i in range(min(len(words), 15)))), None)
    return Speaker(None, group) if group else None


def _after_verb(words: list[Word], known: People) -> Speaker | None:
    """Read on after the verb: "said blogger X", but not "сказал в интервью X" or "said in Baku"."""
    if words and words[0].low in reporting.PRONOUNS:
        return Speaker(pronoun=True)
    if words and words[0].low in reporting.PREPOSITIONS:
        at = next((i for i in range(len(words)) if _role(words, i)), len(words))
        words = words[max(0, at - 3) if _is_one_of(words, at) else at :]
    return subject(words, known)


def _role(words: list[Word], i: int, inflected: bool = False) -> str | None:
    return role(words[i].low, words[i + 1].low if i + 1 < len(words) else "", inflected or _is_one_of(words, i))


def _is_one_of(words: list[Word], i: int) -> bool:
    """Say whether a role in the genitive is the speaker: один из возмущённых пользователей, сотни подписчиков."""
    before = [word.low for word in words[max(0, i - 4) : i]]
    if "из" in before[-2:]:
        before = before[: -1 - before[::-1].index("из")]
        return before[-1:] != [] and before[-1] in reporting.QUANTITIES
    return any(word in reporting.QUANTITIES for word in before[-2:])


def _role_beside(words: list[Word], start: int, end: int, inflected: bool = False) -> str | None:
    """Find the role left of a name (the first of "expert and blogger"), or right of it after a comma."""
    for i in range(start - 1, max(-1, start - 7), -1):
        if words[i + 1].gap.strip(" \n-" if i < start - 1 else " \n-,") or is_verb(words, i):
            break
        if group := _role(words, i, inflected):
            for j in range(i - 1, max(0, i - 3), -1):
                if words[j].low in reporting.CONJUNCTIONS and (first := _role(words, j - 1, inflected)):
                    return first
            return group
    if end < len(words) and words[end].low in HONORIFICS and not words[end].gap.strip():
        return _role(words, end)
    if end < len(words) and words[end].gap.strip() in (",", "("):
        for i in range(end, min(len(words), end + 6)):
            if (i > end and words[i].gap.strip(" \n-")) or words[i].low in reporting.PREPOSITIONS or is_verb(words, i):
                break
            if group := _role(words, i, inflected):
                return group
    return None


def _names(words: list[Word], inflected: bool = False) -> list[tuple[int, int]]:
    """Find the capitalised runs that can be names, not those of offices: Ministry of X and Y, X və Y Nazirliyi."""
    runs: list[tuple[int, int]] = []
    start = 0
    for i in range(len(words) + 1):
        fits = i < len(words) and _can_be_name(words, i, inflected)
        if i > start and not (fits and _joins(words, i)):
            runs.append((start, i))
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


def _joins(words: list[Word], i: int) -> bool:
    return not words[i].gap.strip() or (words[i].gap[0] == "." and len(words[i - 1].text) == 1)


def _is_office(words: list[Word], start: int, end: int) -> bool:
    after = end < len(words) and not words[end].gap.strip() and _role(words, end) is not None
    after = after and words[end].low not in HONORIFICS
    before = start > 0 and words[start - 1].low in reporting.PLACES
    return after or before or any(word.low in reporting.ORGANISATIONS for word in words[start:end])


def _can_be_name(words: list[Word], i: int, inflected: bool) -> bool:
    text, low, _ = words[i]
    if not text[0].isupper() or (len(text) > 1 and text.isupper()) or re.split(r"[-'’]", low)[0] in reporting.NO_NAMES:
        return False
    if low in reporting.PRONOUNS or is_verb(words, i) or (TRADE.fullmatch(low) and _begins(words, i)):
        return False
    return not _role(words, i, inflected) or (low in SURNAMES and _is_surname(words, i))


def _begins(words: list[Word], i: int) -> bool:
    """Say whether a word begins a sentence and is followed by a capital."""
    begins = i == 0 or any(mark in words[i].gap for mark in ".!?:")
    return begins and i + 1 < len(words) and words[i + 1].text[0].isupper()


def _is_surname(words: list[Word], i: int) -> bool:
    """Say whether a role ends a name: Bob Singer, not Singer Bob Ray or Senior Singer Bob Ray."""
    alone = i + 1 == len(words) or not words[i + 1].text[0].isupper() or bool(words[i + 1].gap.strip())
    return alone and i > 0 and not words[i].gap.strip() and _can_be_name(words, i - 1, False)


def _written(words: list[Word], start: int, end: int) -> str:
    name = words[start].text + "".join(word.gap + word.text for word in words[start + 1 : end])
    return _CASE_ENDING.sub("", re.sub(r"\s+", " ", name))


def _inflects(inflected: str, name: str) -> bool:
    stem = _stem(name)
    return inflected[: max(3, len(stem))] == stem and len(inflected) <= len(name) + 4


def _stem(name: str) -> str:
    return name[: max(3, len(name) - 1)]
