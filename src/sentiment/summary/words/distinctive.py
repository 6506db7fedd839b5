"""Words that set one part of the comments apart from the others."""

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from sentiment.arrays import Floats, Ints
from sentiment.rendering.document import Mark
from sentiment.summary.words.tone import TONE
from sentiment.text import WORD, lower, mask, to_ascii

Once = Callable[[Ints], Ints]
TOP, Z = 8, 1.96
BLOCK = 4_096  # words that are weighed at once
FEW, ROWS = 2**20, 2**14  # words of texts or of parts, and texts, that are looked at together
SHORTEST = 2  # letters of a word that is counted
FEWEST, RAREST = 3, 2  # texts with a word that marks a part, and with one that is counted at all
_PLACEHOLDERS = re.compile(r"@user\b|\bhttp\b|\[(?:e-mail|link|phone|number)\]")
# People type these languages with their own letters and without; where the language is unsure it is often one of them.
_TYPED_BOTH_WAYS = frozenset({"az", "tr", "und"})
_CAPITALS = str.maketrans("Iİ", "ıi")


class Vocabulary:
    """Which words each text has: one row a text, one column a word that two texts have or more."""

    def __init__(self, texts: Iterable[tuple[str | None, str]]) -> None:
        """Read cleaned texts with their languages.

        Stop words are those of the text's own language, and none where that is unsure: a union of all lists would drop
        what means something elsewhere (German "die", Azerbaijani "men", Turkish "on"). Spellings that differ by case
        or, in Azerbaijani and Turkish, by diacritics are one word, shown as most texts spell it.
        """
        codes: dict[str, int] = {}
        columns, ends = array("i"), array("q", [0])  # ten words a comment: as Python's numbers they would take a GB
        usual: list[str] = []  # the first spelling of a word
        others: dict[int, Counter[str]] = {}  # and how often others occur, which few words have
        for text, language in texts:
            found = _words(text, language) if text else {}
            for key, spelling in found.items():
                code = codes.setdefault(key, len(codes))
                if code == len(usual):
                    usual.append(spelling)
                elif spelling != usual[code]:
                    others.setdefault(code, Counter())[spelling] += 1
                columns.append(code)
            ends.append(len(columns))
        every = np.asarray(columns, np.int32)
        total = _bincount(every, len(codes))
        kept = np.flatnonzero(total >= RAREST)
        self._terms = np.array([_commonest(usual[i], int(total[i]), others.get(i)) for i in kept.tolist()], object)
        places = np.full(len(codes), -1, np.int32)
        places[kept] = np.arange(len(kept))
        self._columns, self._ends = _renumbered(every, np.asarray(ends), places)

    def distinctive(self, parts: Mapping[str, Ints], once: Once) -> dict[str, list[Mark]]:
        """Return up to eight words of each part that it uses more than the other parts do, strongest first.

        Kept are words in at least three texts of the part whose z score exceeds 1.96.

        Args:
            parts: name -> rows.
            once: gives one of the rows that say the same; they count once a part, lest a campaign make the words.
        """
        return self._strongest(parts, once, FEWEST, Z)

    def names(self, parts: Mapping[str, Ints], once: Once) -> dict[str, list[Mark]]:
        """Return words to call each part by: the most distinctive it has, in two texts, above the others by any margin.

        A name is no claim, so that it need not hold where comments are few.
        """
        return self._strongest(parts, once, RAREST, 0.0)

    def _strongest(self, parts: Mapping[str, Ints], once: Once, least: int, z: float) -> dict[str, list[Mark]]:
        if not parts:
            return {}
        counts = self._counts(list(map(once, parts.values())))
        sizes = np.asarray(counts.sum(axis=1)).astype(float)
        marks: list[list[Mark]] = [[] for _ in parts]
        for start in range(0, counts.shape[1], BLOCK):  # all at once, of many words and parts, would take a gigabyte
            part_of = counts[:, start : start + BLOCK]
            block = (part_of if isinstance(part_of, np.ndarray) else part_of.toarray()).astype(float)
            used = np.flatnonzero(block.sum(axis=0))
            block, terms = block[:, used], self._terms[start + used]
            score = scores(block, sizes)
            for part, word in zip(*np.nonzero((block >= least) & (score > z)), strict=True):
                z_score, n = round(float(score[part, word]), 2), int(block[part, word])
                marks[part].append({"word": terms[word], "z": z_score, "n": n})
            marks = [sorted(own, key=lambda mark: (-mark["z"], mark["word"]))[:TOP] for own in marks]
        return dict(zip(parts, marks, strict=True))

    def _counts(self, parts: Sequence[Ints]) -> Any:
        """Return in how many of its texts each part (row) has each word (column): sparse, where there are many."""
        words = len(self._terms)
        if len(parts) * words <= FEW:  # without scipy, which takes long to import, and copies all words of all texts
            counts = np.zeros((len(parts), words), np.int64)
            for part, rows in enumerate(parts):
                for start in range(0, len(rows), ROWS):
                    counts[part] += np.bincount(self._of(rows[start : start + ROWS]), minlength=words)
            return counts
        from scipy.sparse import csr_array

        rows, sizes = np.concatenate(parts), list(map(len, parts))

        ones, texts = np.ones(len(self._columns), np.int8), len(self._ends) - 1  # sums are of wider numbers
        matrix = csr_array((ones, self._columns, self._ends), shape=(texts, words))
        ends = np.cumsum([0, *sizes])
        return (csr_array((np.ones(len(rows), np.int32), rows, ends), shape=(len(parts), texts)) @ matrix).tocsc()

    def _of(self, rows: Ints) -> npt.NDArray[np.int32]:
        """Return the words of some texts, one text after another."""
        lengths = self._ends[rows + 1] - self._ends[rows]
        at = np.repeat(self._ends[rows] - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
        return np.asarray(self._columns[at])


def _bincount(numbers: npt.NDArray[np.int32], size: int) -> Ints:
    """Count numbers, some at a time: numpy makes wider ones of them first."""
    parts = (numbers[i : i + FEW] for i in range(0, len(numbers), FEW))
    return sum((np.bincount(part, minlength=size) for part in parts), np.zeros(size, np.int64))


def _renumbered(
    words: npt.NDArray[np.int32], ends: Ints, places: npt.NDArray[np.int32]
) -> tuple[npt.NDArray[np.int32], Ints]:
    """Return words by their new places, without those that have none (-1), and where each text then ends.

    They are moved where they lie, some at a time: copies of the words of a million texts take 60 MB each.
    """
    kept, moved = 0, np.zeros(len(ends), np.int64)
    for start in range(0, len(words), FEW):
        part = places[words[start : start + FEW]]
        before = kept + np.concatenate([[0], np.cumsum(part >= 0)])
        own = slice(*np.searchsorted(ends, [start, start + len(part)], side="right"))
        moved[own] = before[ends[own] - start]
        part = part[part >= 0]
        words[kept : kept + len(part)] = part
        kept += len(part)
    return words[:kept], moved


def _commonest(usual: str, times: int, others: "Counter[str] | None") -> str:
    """Return how most texts spell a word; of spellings as frequent the first in the alphabet."""
    if others is None:
        return usual
    found = {usual: times - others.total(), **others}
    return min(found, key=lambda spelling: (-found[spelling], spelling))


def scores(counts: Floats, sizes: Floats) -> Floats:
    """Return for each part (row) and word (column) how many standard errors its log-odds lie above the other parts'.

    The words may be some of all: `sizes` is how many words each part has in all. Log-odds ratio with an informative
    Dirichlet prior, the prior being the words of all parts together (Monroe, Colaresi and Quinn 2008, Political
    Analysis 16, section 3.5.1, equations 16, 20 and 22).
    """
    prior = counts.sum(axis=0)
    total, sizes, others = sizes.sum(), sizes[:, None], prior - counts
    own, rest = counts + prior, others + prior
    odds = own / np.maximum(sizes + total - own, 1)
    odds_elsewhere = rest / np.maximum(2 * total - sizes - rest, 1)
    return np.asarray((np.log(odds) - np.log(odds_elsewhere)) / np.sqrt(1 / own + 1 / rest))


def _words(text: str, language: str) -> dict[str, str]:
    """Return the words of a text: what they are counted by, and how they are spelled."""
    words = WORD.findall(_PLACEHOLDERS.sub(" ", mask(text) if "@" in text else text))
    return dict(known for word in words if (known := _counted(word, language)))


@lru_cache(1 << 15)
def _counted(word: str, language: str) -> tuple[str, str] | None:
    """Return what a word is counted by, and how it is spelled; None where it says little."""
    if len(word) < SHORTEST:
        return None
    key = to_ascii(lower(word)) if language in _TYPED_BOTH_WAYS else lower(word)
    if key in stop_words(language):
        return None
    return key, (word.translate(_CAPITALS) if language in {"az", "tr"} else word).lower()


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return words that say little in a language, spelled as they are counted by; none where it has no list.

    Words of tone and denial that the lists name are none of them (`tone`).
    """
    import stopwordsiso
    from azerbaijani_stopwords import AZERBAIJANI_STOPWORDS

    listed = AZERBAIJANI_STOPWORDS if language == "az" else stopwordsiso.stopwords(language)
    kept = TONE.get(language, "").split()
    folded = (lambda word: to_ascii(lower(word))) if language in _TYPED_BOTH_WAYS else lower
    return frozenset(map(folded, listed)) - frozenset(map(folded, kept))
