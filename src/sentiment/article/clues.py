"""What stands around a span in marks in, who speaks it out: rules with names, tried in order."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sentiment.article import reporting
from sentiment.article.name import People
from sentiment.article.sentence import ENDS, first_sentence
from sentiment.article.speaker import Speaker, attribution, is_final, subject
from sentiment.article.word import is_verb, words_of

Heard = tuple[Speaker, int]  # who speaks, and how far the words about the speaker go after the span

_AHEAD = re.compile(r"([,.!?…]{0,2})\s{0,2}([—–-]{0,2})\s{0,2}")
_SIGNATURE = 120  # letters that a signature may have
# A question that somebody answers, or does not, is a journalist's: “...?” sualına cavab verməyib.
_PUT_BEFORE = re.compile(
    r"(?:\b(?:на|от|уходя от) вопрос\w*(?:\s+\w+){0,3}|\b(?:when |if )?asked(?: \w+){0,3}"
    r"|\banswer\w*(?: to)?(?: the| a)? question\w*|\bto the question\w*)[,:]?$",
    re.I,
)
_PUT_AFTER = re.compile(
    r"\W{0,2}\s*(?:sual\w*na|soru\w*na|sual\w*n[ıi]\s(?:\w+\s){0,3}cavabsız"
    r"|soru\w*n[uü]\s(?:\w+\s){0,3}(?:yanıtsız|cevapsız))\b",
    re.I,
)


class Place(NamedTuple):
    """What stands around a span."""

    before: str  # of the same sentence
    lead: str  # the same, or the introduction in the paragraph before
    after: str
    alone: bool  # nothing else in the paragraph
    comment: bool  # in a list of comments
    continues: bool  # the attribution of a quote stands right before


@dataclass
class Clues:
    """A span with its surroundings, and what they tell of it; each is worked out when a rule asks for it."""

    inner: str
    place: Place
    known: People

    @cached_property
    def ahead(self) -> re.Match[str]:
        """The marks and dashes between the span and the words after it."""
        match = _AHEAD.match(self.place.after)
        assert match is not None
        return match

    @cached_property
    def clause(self) -> str:
        """The words after the span, to the end of their sentence."""
        return first_sentence(self.place.after[self.ahead.end() :])

    @cached_property
    def first(self) -> list[str]:
        """The first two words after the span."""
        return [word.low for word in words_of(self.clause[:60])[:2]] or [""]

    @property
    def quotative(self) -> bool:
        """The word after the span binds to it: deyə, diye."""
        return self.first[0] in reporting.QUOTATIVES and self.first[1:] != ["ki"]

    @property
    def many(self) -> bool:
        """The span has four words or more."""
        return self.inner.count(" ") > 2

    @property
    def ends(self) -> bool:
        """The span ends like a sentence."""
        return self.inner[-1:] in ENDS + ",]"

    @property
    def stops(self) -> bool:
        """The span ends like a sentence, or one ends right after it."""
        return self.ends or self.ahead[1].startswith(".")

    @property
    def opens(self) -> bool:
        """The span begins a sentence, or follows a mark that announces it."""
        return not self.place.before or self.place.before[-1] in ":,—–-"

    @property
    def comma(self) -> bool:
        """A comma follows."""
        return self.ahead[1] == ","

    @property
    def dash(self) -> bool:
        """A dash follows."""
        return bool(self.ahead[2])

    @cached_property
    def verbal(self) -> bool:
        """Hardly more than a verb follows, after words before the span: X "..." yazdı."""
        return bool(self.place.lead) and is_final(self.clause)

    @cached_property
    def agent(self) -> Speaker | None:
        """Who is named before the span."""
        lead = self.place.lead
        return subject(words_of(lead), self.known, opens=lead.count(" ") > 0) if lead else None

    @property
    def who(self) -> Speaker | None:
        """Who is named before the span, where the verb follows it."""
        return self.agent if self.verbal and " " in self.inner else None

    @cached_property
    def said(self) -> Speaker | None:
        """Who speaks by the words before the span."""
        return attribution(self.place.lead, self.known, before=True) if self.place.lead else None

    @cached_property
    def after(self) -> Speaker | None:
        """Who speaks by the words after the span; a next sentence counts only where it points back."""
        found = None if self.clause.rstrip().endswith(":") else attribution(self.clause, self.known)
        new = self.ahead[1].startswith(".") and not self.dash and self.first[0] not in reporting.ANAPHORS
        return None if new else found

    @property
    def reach(self) -> int:
        """How far the clause after the span goes."""
        return self.ahead.end() + len(self.clause)


def heard(inner: str, place: Place, known: People) -> Heard | None:
    """Say who speaks a span; None for a scare quote, a title, or a question that is put to somebody."""
    clues = Clues(inner, place, known)
    if _is_put(clues) or _is_slight(clues):
        return None
    return next((found for rule in RULES if (found := rule(clues))), None)


def _is_put(clues: Clues) -> bool:
    """A question to which somebody answered, or did not."""
    before, after = clues.place.before.rstrip(), clues.place.after[:120]
    first = words_of(clues.inner[:40])[:1]
    asks = clues.inner.endswith("?") or bool(first and first[0].low in reporting.INTERROGATIVES)
    return asks and bool(_PUT_BEFORE.search(before[-80:]) or _PUT_AFTER.match(after))


def _is_slight(clues: Clues) -> bool:
    """A few words in the middle of a sentence that no verb claims."""
    formal = " " in clues.inner and clues.said and (clues.said.formula or _is_clause_of(clues))
    return not (clues.many or clues.ends or clues.opens or clues.quotative or clues.who or formal)


def _introduced(clues: Clues) -> Heard | None:
    """X said: “...”."""
    return (clues.said, 0) if clues.said and clues.place.before.endswith(":") else None


def _attributed_after(clues: Clues) -> Heard | None:
    """“...”, said X; “...”, – deyə X bildirib."""
    after = clues.after
    if not after:
        return None
    near = clues.stops or clues.dash or (clues.comma and (clues.many or after.near))
    if not (clues.quotative or (clues.opens and near) or (clues.many and (clues.stops or clues.comma))):
        return None
    if not (after.author or after.group or after.pronoun):
        after = clues.agent or after  # X, "..." dedi.
    return after, clues.reach


def _around(clues: Clues) -> Heard | None:
    """X “...” yazdı: named before the span, the verb after it."""
    if clues.after and (clues.who or (clues.verbal and (clues.many or clues.stops))):
        return clues.who or clues.after, clues.reach
    return None


def _signed(clues: Clues) -> Heard | None:
    """“...” — X, role."""
    named = clues.said and clues.said.author
    if not (clues.dash and clues.opens and len(clues.clause) < _SIGNATURE) or named:
        return None
    found = subject(words_of(clues.clause), clues.known)
    return (found, len(clues.place.after)) if found and (found.author or not clues.comma) else None


def _attributed_before(clues: Clues) -> Heard | None:
    """X said that “...”; according to X, “...”."""
    if not clues.said:
        return None
    before, lead = clues.place.before, clues.place.lead
    goes_on = clues.inner[:1].islower() or before[-1:] == "," or _introduces(lead)
    formal = " " in clues.inner and (clues.said.formula or _is_clause_of(clues))
    return (clues.said, 0) if lead.endswith(":") or formal or (clues.many and (clues.stops or goes_on)) else None


def _unsigned(clues: Clues) -> Heard | None:
    """A sentence in marks of which nobody is said to speak it."""
    place, some = clues.place, " " in clues.inner
    cued = place.before.endswith(":") and some
    sentence = clues.many or cued or place.continues or (place.alone and some)
    return (Speaker(), 0) if place.comment or (clues.opens and clues.stops and sentence) else None


RULES: tuple[Callable[[Clues], Heard | None], ...] = (
    _introduced,
    _attributed_after,
    _around,
    _signed,
    _attributed_before,
    _unsigned,
)


def _is_clause_of(clues: Clues) -> bool:
    """X said that “...”: somebody is named, and nothing stands between the "that" and the mark."""
    words = words_of(clues.place.lead)
    named = clues.said and (clues.said.author or clues.said.group)
    return bool(named and words) and words[-1].low in ("that", "что", "ki")


def _introduces(before: str) -> bool:
    """Say whether the words before a mark end in the verb, or in its "that"."""
    words = words_of(before)
    return bool(words) and (words[-1].low in ("that", "что", "ki") or bool(is_verb(words, len(words) - 1)))
