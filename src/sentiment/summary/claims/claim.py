"""What a sentence such as "mostly satisfied" claims about shares, in English, Azerbaijani, Turkish and Russian.

A claim is read as a region of the shares: how much (a quantifier) of what (a label or a stance). The words stand in
tables of stems; what no table holds is refused with a list, never guessed.
"""

import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from sentiment.errors import DataError
from sentiment.table.labels import NEGATIVE, NEUTRAL, POSITIVE, STANCES
from sentiment.text import lower

Floats = npt.NDArray[np.float64]
FAVOR, AGAINST, NEITHER = STANCES
TO_STANCE = {POSITIVE: FAVOR, NEGATIVE: AGAINST, NEUTRAL: NEITHER}
ROUND = 0.05  # how far off a share may be for "a third" or "40 %" to be a fair way to put it
EACH, TOGETHER = 0.25, 0.75  # of opposed labels, for comments to be divided between them
ALL = 1.0 + 1e-9
EVERY = "all"  # a quantifier that also stands beside another one: "of all comments a third"


@dataclass(frozen=True)
class Quantifier:
    """A way to say how much: the share lies above `low` and is at most `high`."""

    name: str
    low: float
    high: float


def _about(name: str, share: float) -> Quantifier:
    return Quantifier(name, share - ROUND, share + ROUND)


# Longer ones first: "overwhelming majority" is no "majority". Their words are in words.json.
QUANTIFIERS = (
    Quantifier("overwhelmingly", 0.75, ALL),
    Quantifier("almost all", 0.9, ALL),
    Quantifier("hardly any", 0.0, 0.1),
    _about("two thirds", 2 / 3),
    _about("three quarters", 0.75),
    _about("a third", 1 / 3),
    _about("a quarter", 0.25),
    _about("a fifth", 0.2),
    _about("half", 0.5),
    Quantifier("few", 0.0, 0.2),
    Quantifier("a minority", 0.0, 0.5),
    Quantifier("mostly", 0.5, ALL),
    Quantifier(EVERY, 0.95, ALL),
    Quantifier("no one", 0.0, 0.05),
)
NAMED = frozenset(q.name for q in QUANTIFIERS) - {EVERY}
ONE = "check one claim at a time"
_TO = r"\s*(?:-|–|—|to|and|ilə|ile|до|и)\s*"  # between the limits of a range
_BEFORE, _AFTER = (
    re.compile(rf"(\d{{1,3}}(?:[.,]\d+)?){_TO}$"),
    re.compile(rf"{_TO}(?:%\s*|yüzde\s*)?(\d{{1,3}}(?:[.,]\d+)?)(?!\w)"),
)
ABLATIVE = r"\w+(?:dan|dən|den|tan|ten)"  # in Azerbaijani and Turkish the word after which "more" is said
NEGATION = r"not|isn't|aren't|n't|deyil\w*|değil\w*|не"


@cache
def _words() -> dict[str, Any]:
    """Return regular expressions of lowered words by what they say."""
    text = (resources.files("sentiment.summary.claims") / "words.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@dataclass(frozen=True)
class Side:
    """Labels whose shares are added, in one group or in all comments."""

    labels: tuple[str, ...]
    group: str | None = None


@dataclass(frozen=True)
class Claim:
    """A region of the shares.

    Attributes:
        quantifier: its name, as in `known`.
        side: what the quantifier is of; where two are opposed, the one that is said to be more.
        other: the side that is said to be less, or the opposed side of a division.
        low: the share (of `side`, less that of `other` for "more ... than") lies above this,
        high: and is at most this.
        stance: the labels are of stance.
    """

    quantifier: str
    side: Side
    other: Side | None
    low: float
    high: float
    stance: bool

    def holds(self, one: Floats, two: Floats | None) -> npt.NDArray[np.bool_]:
        """Tell of which draws (of the share of each side) the claim is true; draws may lie beyond 0 and 1."""
        if two is None:
            return np.asarray(((one > self.low) | (self.low == 0)) & ((one <= self.high) | (self.high >= 1)))
        if self.quantifier == "divided":
            return np.asarray((np.minimum(one, two) >= EACH) & (one + two >= 0.5) & (np.maximum(one, two) < TOGETHER))
        return np.asarray(one > two)


def known() -> list[str]:
    """Return the quantifiers that are understood, with what they are taken to mean."""
    return [
        *(f"{q.name} ({_meaning(q.low, q.high)})" for q in QUANTIFIERS),
        "N % (to 5 points)", "at least N %", "at most N %", "over N %", "under N %",
        "divided (two opposed sides of 25 % or more)", "more ... than ...",
    ]  # fmt: skip


def parse(claim: str, *, stance: bool = False, groups: Sequence[str] = ()) -> Claim:
    """Read a claim.

    Args:
        claim: in English, Azerbaijani, Turkish or Russian.
        stance: words of satisfaction are about the event that stance is toward.
        groups: names that the claim may bind its sides to.

    Raises:
        DataError: no quantifier, no label, or no group that is known.
    """
    said = " ".join(lower(claim).split())
    found = list(_labels(said, stance))
    if more := _comparison(said, found, groups, stance):
        return more
    bound = _group(said, groups)
    if _search(_words()["divided"], said):
        one, two = (FAVOR, AGAINST) if stance or _of_stance(found) else (POSITIVE, NEGATIVE)
        return Claim("divided", Side((one,), bound), Side((two,), bound), 0, 1, one == FAVOR)
    name, low, high = _quantifier(said, claim)
    if not found:
        raise DataError(
            "a label in the claim, such as satisfied, negative, in favour, against", claim, "say of what it is so many"
        )
    if len(named := dict.fromkeys(labels for labels, _ in found)) > 1:
        raise DataError("a claim of one label", "; ".join(map(" or ".join, named)), ONE)
    return Claim(name, Side(found[0][0], bound), None, low, high, _of_stance(found))


def _comparison(
    said: str, found: Sequence[tuple[tuple[str, ...], int]], groups: Sequence[str], stance: bool
) -> Claim | None:
    """Read "more A than B", of two labels or of one label in two groups."""
    less = _search(_words()["less"], said)
    if not (less or _search(_words()["more"], said)) or _search(_words()["percent"], said) or _quantified(said):
        return None
    named = sorted((at, name) for name in groups for at in _places(name, said))
    if len(found) >= 2:
        first, second = found[0], found[1]
        than = _search(_words()["than"], said)
        if not than and re.match(ABLATIVE, said[first[1] :].split()[0]):
            first, second = second, first
        if less:
            first, second = second, first
        bound = named[0][1] if named else None
        sides = Side(first[0], bound), Side(second[0], bound)
    elif len(found) == 1 and len(named) >= 2:
        one, two = named[0][1], named[1][1]
        if not _search(_words()["than"], said) and re.match(ABLATIVE, said[named[0][0] :].split()[0]):
            one, two = two, one
        one, two = (two, one) if less else (one, two)
        sides = Side(found[0][0], one), Side(found[0][0], two)
    else:
        return None
    if times := _search(_words()["times"], said):
        raise DataError("more or less, without how much", times[0], "leave it out, or claim a share of each")
    return Claim("more ... than ...", *sides, 0, 1, _of_stance(found))


def _quantifier(said: str, claim: str) -> tuple[str, float, float]:
    """Return name and limits of how much is claimed."""
    if numbers := list(_pattern("|".join(_words()["percent"])).finditer(said)):
        return _of_percent(said, numbers)
    if not (found := _quantified(said) or _quantified(said, {EVERY})):
        raise DataError(f"one of the quantifiers {'; '.join(known())}", claim, "say it with one of these")
    if len(found) > 1:
        raise DataError("one quantifier", ", ".join(match[0] for _, match in found), ONE)
    ((quantifier, match),) = found
    if _pattern(NEGATION).search(said[max(0, match.start() - 6) : match.start()]):
        raise DataError("a quantifier that is not denied", claim, "say how many, not how many not")
    if quantifier.low > 0 and quantifier.high < 1:
        return _bounded(quantifier.name, (quantifier.low + quantifier.high) / 2, said, match)
    return quantifier.name, quantifier.low or -1.0, quantifier.high


def _quantified(said: str, names: Collection[str] = NAMED) -> list[tuple[Quantifier, re.Match[str]]]:
    """Return the quantifiers of these names that stand in a claim, without words of longer ones or of bounds."""
    bounds = "|".join(word for words in _words()["bounds"].values() for word in words).replace("ı", "i")
    within = {place for match in re.finditer(bounds, said) for place in range(*match.span())}
    found = []
    for quantifier in QUANTIFIERS:
        for match in _pattern("|".join(_words()["quantifiers"][quantifier.name])).finditer(said):
            if quantifier.name in names and match.start() not in within:
                found.append((quantifier, match))
            within.update(range(*match.span()))
    return found


def _of_percent(said: str, numbers: Sequence[re.Match[str]]) -> tuple[str, float, float]:
    """Return the limits of "40 %", or of "40 to 60 %"."""
    first, *others = numbers
    before, after = _BEFORE.search(said[: first.start()]), _AFTER.match(said[first.end() :])
    written = [number["n"] or number["m"] for number in numbers]
    if others or before or after:
        written = [*([before[1]] if before else []), *written, *([after[1]] if after and not others else [])]
        if len(written) != 2 or (others and not after):
            raise DataError("one percentage, or a range such as 40 to 60 %", ", ".join(written), ONE)
    shares = [float(number.replace(",", ".")) / 100 for number in written]
    if max(shares) > 1:
        raise DataError("a share of at most 100 %", f"{100 * max(shares):g} %", "correct the number")
    if len(shares) == 1:
        return _bounded(f"{100 * shares[0]:g} %", shares[0], said, first)
    low, high = sorted(shares)
    return f"{100 * low:g} to {100 * high:g} %", low, high


def _bounded(name: str, share: float, said: str, at: re.Match[str]) -> tuple[str, float, float]:
    """Return the limits of "a third", "at least a third", "over a third" or their like."""
    around = said[max(0, at.start() - 25) : at.end() + 20]
    for bound, words in _words()["bounds"].items():
        if re.search("|".join(words).replace("ı", "i"), around):
            limits = (share - (bound == "at least") * 1e-9, ALL) if bound in ("at least", "over") else (-1.0, share)
            return f"{bound} {name}", *limits
    return name, share - ROUND, share + ROUND


def _labels(said: str, stance: bool) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield what labels the claim names, in order, with their places; of stance if asked or if none is of tone."""
    hits = sorted(
        (match.start(), match.end(), label)
        for label, stems in _words()["labels"].items()
        for match in _pattern("|".join(stems)).finditer(said)
    )
    tone = not stance and any(label not in STANCES for *_, label in hits)
    for start, end, label in hits:
        if tone and label in STANCES:
            continue
        kind = TO_STANCE.get(label, label) if stance else label
        every = STANCES if kind in STANCES else (NEGATIVE, NEUTRAL, POSITIVE)
        denied = re.search(rf"(?<!\w)(?:{NEGATION})\s$", said[:start]) or re.match(r"\s(?:deyil|değil)", said[end:])
        yield (tuple(x for x in every if x != kind) if denied else (kind,)), start


def _of_stance(found: Sequence[tuple[tuple[str, ...], int]]) -> bool:
    return any(label in STANCES for labels, _ in found for label in labels)


def _group(said: str, groups: Sequence[str]) -> str | None:
    if not groups:
        return None
    named = [name for name in groups if _places(name, said)]
    if not named:
        raise DataError(
            f"a claim about one of the groups {', '.join(groups)}", said, "name it in the claim as it is here"
        )
    longest = max(named, key=len)
    if others := [name for name in named if lower(name) not in lower(longest)]:
        raise DataError("a claim about one group, or a comparison of two", ", ".join([longest, *others]), ONE)
    return longest


def _places(name: str, said: str) -> list[int]:
    """Return where a group is named, with any ending."""
    stem = re.escape(lower(name))
    return [match.start() for match in re.finditer(rf"(?<!\w){stem}\w{{0,6}}(?!\w)", said)]


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)".replace("ı", "i"))  # as `lower` writes it


def _search(words: Sequence[str], said: str) -> re.Match[str] | None:
    return _pattern("|".join(words)).search(said)


def _meaning(low: float, high: float) -> str:
    if high >= 1:
        return f"over {100 * low:.0f} %"
    return f"at most {100 * high:.0f} %" if low <= 0 else f"{100 * low:.0f} to {100 * high:.0f} %"
