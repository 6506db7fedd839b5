"""What comments are about: names and nouns that recur in them, their spellings and inflected forms joined."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sentiment.arrays import Bools, Ints
from sentiment.summary.words.common import says_little
from sentiment.summary.words.families import Families, distinct
from sentiment.summary.words.forms import ENGLISH, SHORTEST, key
from sentiment.summary.words.stream import GAP, Stream

FEWEST, PART = 3, 0.001  # texts that name a target, and part of all texts
RARE = 0.1  # of these texts; a form of a word that fewer have is not looked at
MOST = 20
CAPITAL = 0.3  # of the occurrences within a sentence; a word with more is a name
NOUN = 0.08  # of the occurrences: with an ending that nouns alone have, or between an article and the end of a phrase
TOGETHER, WHOLE = 0.25, 0.8  # of the occurrences of a word that are in a phrase: to be one, and to be nothing else
COMMON = 0.5  # as frequent as this part of the commonest spelling; of these the shortest stands for all
NAME = 1.5  # times that a name counts for a noun
_BEFORE_NOUNS = frozenset(
    "a an the this that these those my your his her its our their of in on at by for with about from against".split()
)


@dataclass(frozen=True)
class Target:
    """Something that several comments name.

    Attributes:
        name: how most comments write it.
        rows: comments that name it.
        texts: different texts among them.
        spellings: how it is written, the commonest first, and how often.
    """

    name: str
    rows: Ints
    texts: int
    spellings: Mapping[str, int]


def targets(texts: Sequence[str | None], languages: Sequence[str | None], same: Ints, most: int = MOST) -> list[Target]:
    """Return what comments are about, the most important first; the order of the comments has no influence.

    A name is known by its capitals and hashtags; a noun by its endings (Azerbaijani, Turkish), by a dictionary
    (pymorphy3, Russian) or by the words around it (English). In other languages names alone are found.

    Args:
        texts: cleaned, one a row; None where there is nothing.
        languages: of the texts.
        same: rows that say the same, or nearly, share a number; they count once, lest a campaign make the targets.
        most: targets to return.
    """
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for row, text in enumerate(texts):
        if text:
            rows[text].append(row)
    ordered = sorted(rows)
    if not ordered:
        return []
    stream = Stream.of((text, min(languages[row] or "und" for row in rows[text])) for text in ordered)
    # Renumbered in the order of the texts, so that the order of the rows is forgotten.
    _, same_text = np.unique([same[rows[text][0]] for text in ordered], return_inverse=True)
    least = max(FEWEST, math.ceil(PART * len(ordered)))
    said = Families(stream, same_text, max(1, math.floor(RARE * least)))
    own = [np.array(rows[text], np.int64) for text in ordered]
    return [_target(found, said, own) for found in _candidates(said, least)[:most]]


@dataclass(frozen=True)
class _Candidate:
    """A word, or two side by side, that may be a target.

    Attributes:
        key: by its stems.
        stems: of its words.
        texts: different texts that have it.
        score: how important it is.
    """

    key: str
    stems: tuple[int, ...]
    texts: int
    score: float

    def places(self, sequence: Ints) -> Ints:
        """Return where it stands in the sequence; of two words the first."""
        first, *second = self.stems
        if not second:
            return np.flatnonzero(sequence == first)
        return np.flatnonzero((sequence[:-1] == first) & (sequence[1:] == second[0]))


def _candidates(said: Families, least: int) -> list[_Candidate]:
    """Return what may be a target, the most important first."""
    names, usable = _names(said), _usable(said)
    targetable = (names | _nouns(said)) & usable
    pairs = _pairs(said, targetable, usable, least)
    within = Counter(stem for left, right, n in pairs for stem in (left, right) if n >= WHOLE * said.frequency[stem])
    singles = np.flatnonzero(targetable & (said.frequency >= least)).tolist()
    found = [_single(said, stem, names) for stem in singles if not within[stem]]
    found += [_pair(said, left, right, n, names) for left, right, n in pairs]
    return sorted(found, key=lambda own: (-own.score, own.key))


def _names(said: Families) -> Bools:
    """Tell which stems are names."""
    capitals, within = (said.total(np.asarray(own, float)) for own in (said.stream.capitals, said.stream.within))
    often = capitals >= CAPITAL * np.maximum(within, 1)
    return np.asarray(often & ((capitals >= 2) | (capitals == within)) & (capitals > 0))


def _nouns(said: Families) -> Bools:
    """Tell which stems are nouns: by their endings or the dictionary, in English by the words around them."""
    forms, words = said.stream.forms, said.words
    english = [form.rules == ENGLISH for form in forms]
    opens = np.array([own and form.word in _BEFORE_NOUNS for own, form in zip(english, forms, strict=True)] + [False])
    closes = np.array(
        [own and says_little(form.word, ENGLISH) for own, form in zip(english, forms, strict=True)] + [True]
    )
    between = np.zeros(len(words), bool)
    between[1:-1] = opens[words[:-2]] & closes[words[2:]]
    heads = said.total(np.bincount(words[between & (words != GAP)], minlength=len(forms)).astype(float))
    by_place = (heads >= 2) & (heads >= NOUN * said.total(said.times))
    long = np.array([len(name) >= SHORTEST for name in said.names], bool)
    return np.asarray(((said.share(said.nouns) >= NOUN) | by_place) & long & (said.share(said.common) < 0.5))


def _usable(said: Families) -> Bools:
    """Tell which stems are words, and not mostly of forms that say little, or say the tone."""
    words = np.array([len(name) > 1 and not name[0].isdigit() for name in said.names], bool)
    return np.asarray((said.share(said.little) < 0.5) & words)


def _pairs(said: Families, targetable: Bools, usable: Bools, least: int) -> list[tuple[int, int, int]]:
    """Return stems that stand side by side, the second a name or noun, and how many different texts have them so."""
    left, right = said.sequence[:-1], said.sequence[1:]
    at = np.flatnonzero((left != GAP) & (right != GAP) & (left != right))
    at = at[usable[left[at]] & targetable[right[at]]]
    size = len(said.names)
    both, place = np.unique(left[at] * size + right[at], return_inverse=True)
    n = distinct(place, said.same[at], len(both))
    first, second = both // max(size, 1), both % max(size, 1)
    kept = (n >= least) & (n >= TOGETHER * np.minimum(said.frequency[first], said.frequency[second]))
    return list(zip(first[kept].tolist(), second[kept].tolist(), n[kept].tolist(), strict=True))


def _single(said: Families, stem: int, names: Bools) -> _Candidate:
    n = int(said.frequency[stem])
    return _Candidate(said.names[stem], (stem,), n, n * (NAME if names[stem] else 1))


def _pair(said: Families, left: int, right: int, n: int, names: Bools) -> _Candidate:
    score = n * (NAME if names[left] or names[right] else 1)
    return _Candidate(said.names[left] + said.names[right], (left, right), n, score)


def _target(found: _Candidate, said: Families, own: Sequence[Ints]) -> Target:
    places = found.places(said.sequence)
    texts = np.unique(said.stream.texts[places]).tolist()
    spellings = _spellings(found, places, said)
    return Target(next(iter(spellings)), np.sort(np.concatenate([own[text] for text in texts])), found.texts, spellings)


def _spellings(found: _Candidate, places: Ints, said: Families) -> dict[str, int]:
    """Return how a target is written, and how often: first its bare form, the others by how common they are."""
    forms, words = said.stream.forms, said.words
    split = np.isin(places, said.split) | (len(found.stems) == 2)
    ends = np.where(split, words[np.minimum(places + 1, len(words) - 1)], GAP).tolist()
    pairs = zip(words[places].tolist(), ends, strict=True)
    times = Counter(forms[word].written + ("" if end == GAP else f" {forms[end].written}") for word, end in pairs)
    common = {name for name, n in times.items() if n >= COMMON * max(times.values())}
    bare = {name for name in times if key(name) == found.key} or {min(common, key=len)}
    ordered = sorted(times, key=lambda name: (-times[name], len(name), name.swapcase()))
    first = next(name for name in ordered if name in bare)
    return {first: times[first], **{name: times[name] for name in ordered}}
