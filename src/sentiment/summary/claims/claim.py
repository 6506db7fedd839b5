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

from sentiment.arrays import Floats
from sentiment.errors import DataError
from sentiment.summary.claims.denial import denied
from sentiment.table.labels import NEGATIVE, NEUTRAL, POSITIVE, STANCES
from sentiment.text import lower

FAVOR, AGAINST, NEITHER = STANCES
TO_STANCE = {POSITIVE: FAVOR, NEGATIVE: AGAINST, NEUTRAL: NEITHER}
ROUND = 0.05  # how far off a share may be for "a third" or "40 %" to be a fair way to put it
EDGE = 1e-9  # limits that a claim includes are set back by, for shares that are known exactly
EACH, TOGETHER = 0.25, 0.75  # of opposed labels, for comments to be divided between them
ALL = 1.0 + EDGE
EVERY = "all"  # a quantifier that also stands beside another one: "of all comments a third"


@dataclass(frozen=True)
class Quantifier:
    """A way to say how much: the share lies above `low` and is at most `high`."""

    name: str
    low: float
    high: float


def _about(name: str, share: float) -> Quantifier:
    return Quantifier(name, share - ROUND - EDGE, share + ROUND + EDGE)


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
_BETWEEN = re.compile(  # a bound and its share
    r"\w*(?:\s(?:an?|the|some|about|around|roughly|only|чем|у|примерно|около|təxminən|yaklaşik))*\s?"
)
ABLATIVE = r"\w*(?:dan|dən|den|tan|ten)(?!\w)"  # in Azerbaijani and Turkish the word after which "more" is said
BUT = "but|rather|а|но|amma|ama|ancaq|lakin|fakat"


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

    @property
    def sides(self) -> list[Side]:
        """The one side, or the two that are compared."""
        return [side for side in (self.side, self.other) if side]

    @property
    def compares_groups(self) -> bool:
        """Tell whether one group is set against another."""
        return self.other is not None and self.side.group != self.other.group

    def holds(self, one: Floats, two: Floats | None) -> npt.NDArray[np.bool_]:
        """Tell of which draws (of the share of each side) the claim is true; draws may lie beyond 0 and 1."""
        if two is None:
            return within(one, self.low, self.high)
        if self.quantifier == "divided":
            return np.asarray((np.minimum(one, two) >= EACH) & (one + two >= 0.5) & (np.maximum(one, two) < TOGETHER))
        return np.asarray(one > two)


def within(share: Floats, low: float, high: float) -> npt.NDArray[np.bool_]:
    """Tell which draws of a share lie above one limit and at most at another; draws may lie beyond 0 and 1."""
    return np.asarray(((share > low) | (low == 0)) & ((share <= high) | (high >= 1)))


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
    labels, named = dict(reversed(found)), _named(said, groups)  # each label where it stands first
    bound = list(dict.fromkeys(name for _, name, _ in named))
    if (len(labels), len(bound)) in ((2, 0), (2, 1)):
        one, two = (Side(own, bound[0] if bound else None) for own, _ in sorted(labels.items(), key=lambda own: own[1]))
        after = said[min(labels.values()) :].split()[0]
    elif (len(labels), len(bound)) == (1, 2):
        one, two = (Side(found[0][0], name) for name in bound)
        after = named[0][2]
    elif len(labels) > 1 or len(bound) > 2:
        what = [" or ".join(own) for own in labels] + bound
        raise DataError("two labels compared, or one label in two groups", "; ".join(what), ONE)
    else:
        return None
    if times := _search(_words()["times"], said):
        raise DataError("more or less, without how much", times[0], "leave it out, or claim a share of each")
    turned = not _search(_words()["than"], said) and re.match(ABLATIVE, after)
    sides = (two, one) if bool(less) != bool(turned) else (one, two)
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
    if quantifier.low > 0 and quantifier.high < 1:
        return _bounded(quantifier.name, (quantifier.low + quantifier.high) / 2, said, match)
    return quantifier.name, quantifier.low or -1.0, quantifier.high


def _quantified(said: str, names: Collection[str] = NAMED) -> list[tuple[Quantifier, re.Match[str]]]:
    """Return the quantifiers of these names that stand in a claim, without words of longer ones or of bounds."""
    within = {place for match in re.finditer(_bounds(), said) for place in range(*match.span())}
    found = []
    for quantifier in QUANTIFIERS:
        for match in _pattern("|".join(_words()["quantifiers"][quantifier.name])).finditer(said):
            if quantifier.name in names and match.start() not in within:
                found.append((quantifier, match))
            within.update(range(*match.span()))
    return found


def _bounds() -> str:
    return "|".join(word for words in _words()["bounds"].values() for word in words).replace("ı", "i")


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
    return f"{100 * low:g} to {100 * high:g} %", low - EDGE, high + EDGE


def _bounded(name: str, share: float, said: str, at: re.Match[str]) -> tuple[str, float, float]:
    """Return the limits of "a third", "at least a third", "over a third" or their like."""
    for bound, words in _words()["bounds"].items():
        if any(_is_near(match, said, at) for match in re.finditer("|".join(words).replace("ı", "i"), said)):
            limits = {"over": (share, ALL), "at least": (share - EDGE, ALL), "under": (-1.0, share - EDGE)}
            return f"{bound} {name}", *limits.get(bound, (-1.0, share + EDGE))
    return name, share - ROUND - EDGE, share + ROUND + EDGE


def _is_near(bound: re.Match[str], said: str, at: re.Match[str]) -> bool:
    """Tell whether a bound is of this share, and none of "over the last month a third"."""
    if bound.end() <= at.start():
        return bool(_BETWEEN.fullmatch(said[bound.end() : at.start()]))
    return bound.start() < at.end() or bool(re.fullmatch(r"['’-]?\w{0,5}\s?", said[at.end() : bound.start()]))


def _labels(said: str, stance: bool) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield what labels the claim names, in order, with their places; of stance if asked or if none is of tone."""
    hits = sorted(
        (match.start(), match.end(), label)
        for label, stems in _words()["labels"].items()
        for match in _pattern("|".join(stems)).finditer(said)
    )
    tone = not stance and any(label not in STANCES for *_, label in hits)
    kept = [hit for hit in hits if not (tone and hit[2] in STANCES)]
    denials = denied(said, [(start, end) for start, end, _ in kept], _others(said))
    for (start, _, label), is_denied in zip(kept, denials, strict=True):
        kind = TO_STANCE.get(label, label) if stance else label
        every = STANCES if kind in STANCES else (NEGATIVE, NEUTRAL, POSITIVE)
        yield (tuple(x for x in every if x != kind) if is_denied else (kind,)), start


def _others(said: str) -> Iterator[tuple[int, int]]:
    """Yield where words stand that part what is denied from a label: quantifiers, bounds, comparatives, but."""
    shares = [match for _, match in _quantified(said, NAMED | {EVERY})]
    yield from (match.span() for match in shares)
    if shares or _search(_words()["percent"], said):
        yield from (match.span() for match in re.finditer(_bounds(), said))
    apart = [word for name in ("more", "less", "than", "divided") for word in _words()[name]]
    yield from (match.span() for match in _pattern("|".join([*apart, BUT])).finditer(said))


def _of_stance(found: Sequence[tuple[tuple[str, ...], int]]) -> bool:
    return any(label in STANCES for labels, _ in found for label in labels)


def _group(said: str, groups: Sequence[str]) -> str | None:
    if not groups:
        return None
    named = sorted({name for _, name, _ in _named(said, groups)}, key=lambda name: (-len(name), name))
    if not named:
        raise DataError(
            f"a claim about one of the groups {', '.join(groups)}", said, "name it in the claim as it is here"
        )
    if len(named) > 1:
        raise DataError("a claim about one group, or a comparison of two", ", ".join(named), ONE)
    return named[0]


def _named(said: str, groups: Sequence[str]) -> list[tuple[int, str, str]]:
    """Return where groups are named, which, and with what ending; of names in one place the one that says most."""
    found = [
        (len(match["end"]), match.start(), match.end(), name, match["end"])
        for name in groups
        for match in re.finditer(rf"(?<!\w){re.escape(lower(name))}(?P<end>(?:['’-]?[^\W\d_]{{1,6}})?)(?!\w)", said)
    ]
    kept: list[tuple[int, str, str]] = []
    taken: set[int] = set()
    for *_, start, end, name, ending in sorted(found, key=lambda own: (own[0], own[1] - own[2])):
        if taken.isdisjoint(range(start, end)):
            kept.append((start, name, ending.lstrip("'’-")))
            taken |= set(range(start, end))
    return sorted(kept)


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)".replace("ı", "i"))  # as `lower` writes it


def _search(words: Sequence[str], said: str) -> re.Match[str] | None:
    return _pattern("|".join(words)).search(said)


def _meaning(low: float, high: float) -> str:
    if high >= 1:
        return f"over {100 * low:.0f} %"
    return f"at most {100 * high:.0f} %" if low <= 0 else f"{100 * low:.0f} to {100 * high:.0f} %"
