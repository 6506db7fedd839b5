"""The forms of one word found together: of each form's possible stems the one that the comments bear out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from sentiment.arrays import Floats, Ints
from sentiment.summary.words.common import is_of_short_word, is_verbal, says_little
from sentiment.summary.words.forms import RUSSIAN, SHORTEST, TURKIC, Stem, key, stems
from sentiment.summary.words.stream import GAP, Form, Stream

BARE, CERTAIN = 0.5, 0.15  # how frequent a stem must be beside a form of it; less, where its ending is one of nouns


class Families:
    """A sequence of words by their stems.

    Attributes:
        names: of the stems, in the order of the alphabet.
        sequence: the stem of each word of the stream, `GAP` where it has none.
        same: texts that say the same share a number; that of each word.
        split: places of a word that goes on in the next.
        frequency: in how many different texts each stem stands.
    """

    def __init__(self, stream: Stream, same: Ints, rarest: int = 1) -> None:
        """Find the stems.

        Args:
            stream: words.
            same: texts that say the same share a number.
            rarest: texts that a form must stand in to be looked at.
        """
        self.stream, self.words = stream, stream.words
        self.same = same[stream.texts]
        known = self.words != GAP
        self._stems = _stems(stream.forms, distinct(self.words[known], self.same[known], len(stream.forms)), rarest)
        self.names = sorted({stem.key for stem in self._stems if stem})
        self._codes = {name: code for code, name in enumerate(self.names)}
        self._stem_of = np.array([self._codes[stem.key] if stem else GAP for stem in self._stems] + [GAP], np.int64)
        self.sequence = self._stem_of[self.words]
        self.split = self._join_split_names()
        kept = self.sequence != GAP
        self.frequency = distinct(self.sequence[kept], self.same[kept], len(self.names))

    def total(self, of_forms: Floats) -> Floats:
        """Add up a figure of forms for each stem."""
        kept = self._stem_of[:-1] != GAP
        return np.bincount(self._stem_of[:-1][kept], of_forms[kept], minlength=len(self.names)).astype(float)

    def share(self, of_forms: Sequence[bool]) -> Floats:
        """Return which part of the occurrences of each stem is of forms of a kind."""
        return np.asarray(self.total(np.array(of_forms, float) * self.times) / np.maximum(self.total(self.times), 1))

    @cached_property
    def times(self) -> Floats:
        """How often each form occurs."""
        return np.bincount(self.words[self.words != GAP], minlength=len(self.stream.forms)).astype(float)

    @property
    def little(self) -> list[bool]:
        """Which forms are of a word that says little, or says the tone."""
        return [
            says_little(form.word, form.rules, form.language)
            or (stem is not None and says_little(stem.key, form.rules, form.language))
            for form, stem in zip(self.stream.forms, self._stems, strict=True)
        ]

    @property
    def common(self) -> list[bool]:
        """Which forms are of a common verb, or of a short word that says little; neither is a noun to be named."""
        return [
            bool(stem and form.rules == TURKIC and (is_verbal(stem.key) or is_of_short_word(stem.key)))
            for form, stem in zip(self.stream.forms, self._stems, strict=True)
        ]

    @property
    def nouns(self) -> list[bool]:
        """Which forms are of a noun by their ending, or by a dictionary."""
        return [bool(stem and stem.noun) for stem in self._stems]

    def _join_split_names(self) -> Ints:
        """Take two words for the one that more comments write instead: Tik Tok; return where."""
        sequence, names, size = self.sequence, self.names, max(len(self.names), 1)
        at = np.flatnonzero((sequence[:-1] != GAP) & (sequence[1:] != GAP))
        both, place, times = np.unique(sequence[at] * size + sequence[at + 1], return_inverse=True, return_counts=True)
        written = np.bincount(sequence[sequence != GAP], minlength=size)
        joined = np.full(len(both), GAP)
        for k, (left, right) in enumerate(zip((both // size).tolist(), (both % size).tolist(), strict=True)):
            one = self._codes.get(names[left] + names[right], GAP)
            if one != GAP and written[one] >= times[k] and min(len(names[left]), len(names[right])) >= SHORTEST:
                joined[k] = one
        split = joined[place] != GAP
        sequence[at[split]], sequence[at[split] + 1] = joined[place[split]], GAP
        return np.asarray(at[split], np.int64)


def distinct(codes: Ints, same: Ints, size: int) -> Ints:
    """Return for each code in how many different texts it stands."""
    if not len(codes):
        return np.zeros(size, np.int64)
    width = int(same.max()) + 1
    return np.bincount(np.unique(codes * width + same) // width, minlength=size)


def _stems(forms: Sequence[Form], frequency: Ints, rarest: int) -> list[Stem | None]:
    """Return the stem of each form; None for words that are rare, and that neither are nouns nor stand before one."""
    times: Counter[tuple[str, str]] = Counter()
    bare: Counter[str] = Counter()
    for form, n in zip(forms, frequency.tolist(), strict=True):
        times[form.word, form.rules] += n
        bare[key(form.word)] += n
    possible = {word: stems(*word) for word, n in times.items() if n >= rarest}
    certain: Counter[str] = Counter()
    for own in possible.values():
        certain.update({stem.key for stem in own if stem.noun})
    chosen = {word: _stem(*word, own, bare, certain) for word, own in possible.items()}
    further = {key(word): stem for (word, _), stem in sorted(chosen.items()) if stem}
    found = (chosen.get((form.word, form.rules)) for form in forms)
    return [_rooted(stem, further) if stem else None for stem in found]


def _stem(
    word: str, rules: str, possible: Sequence[Stem], bare: Mapping[str, int], certain: Mapping[str, int]
) -> Stem | None:
    if not possible:
        return None
    if rules != RUSSIAN and says_little(word, rules):
        return possible[0]
    if rules == RUSSIAN:  # in the order of their likelihood
        return max(possible, key=lambda stem: (bare[stem.key] > 0, -possible.index(stem)))
    n = bare[key(word)]
    attested = [s for s in possible[1:] if bare[s.key] >= max(1, (CERTAIN if s.noun else BARE) * n)]
    if attested:
        return max(attested, key=lambda stem: (stem.noun, bare[stem.key], len(stem.key), stem.key))
    shared = [s for s in possible[1:] if s.noun and certain[s.key] > 1 and len(s.key) > SHORTEST]
    if rules == TURKIC and shared:
        return max(shared, key=lambda stem: (certain[stem.key], len(stem.key), stem.key))
    return possible[0]


def _rooted(stem: Stem, further: Mapping[str, Stem]) -> Stem:
    """Follow a stem that is a form itself to its own stem."""
    seen = {stem.key}
    while (root := further.get(stem.key)) and root.key not in seen:
        seen.add(root.key)
        stem = Stem(root.key, stem.noun or root.noun)
    return stem
