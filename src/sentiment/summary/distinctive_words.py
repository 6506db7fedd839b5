"""Words that set one part of the comments apart from the others."""

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np
import numpy.typing as npt

from sentiment.rendering.document import Mark
from sentiment.summary.tone_words import TONE
from sentiment.text import WORD, lower, mask, to_ascii

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

TOP, Z = 8, 1.96
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
        from scipy.sparse import csr_array

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
        shape = (len(ends) - 1, len(codes))
        ones = np.ones(len(columns), np.int8)  # sums are of wider numbers
        matrix = csr_array((ones, np.asarray(columns, np.int32), np.asarray(ends, np.int64)), shape=shape)
        total = matrix.sum(axis=0)
        kept = np.flatnonzero(total >= RAREST)
        self._matrix = matrix[:, kept]
        self._terms = np.array([_commonest(usual[i], int(total[i]), others.get(i)) for i in kept.tolist()], object)

    def distinctive(self, parts: Mapping[str, Ints], texts: Ints) -> dict[str, list[Mark]]:
        """Return up to eight words of each part that it uses more than the other parts do, strongest first.

        Kept are words in at least three texts of the part whose z score exceeds 1.96.

        Args:
            parts: name -> rows.
            texts: rows that say the same share a number; they count once a part, lest a campaign make the words.
        """
        return self._strongest(parts, texts, FEWEST, Z)

    def names(self, parts: Mapping[str, Ints], texts: Ints) -> dict[str, list[Mark]]:
        """Return words to call each part by: the most distinctive it has, in two texts, above the others by any margin.

        A name is no claim, so that it need not hold where comments are few.
        """
        return self._strongest(parts, texts, RAREST, 0.0)

    def _strongest(self, parts: Mapping[str, Ints], texts: Ints, least: int, z: float) -> dict[str, list[Mark]]:
        ones = [rows[np.unique(texts[rows], return_index=True)[1]] for rows in parts.values()]
        if not ones:
            return {}
        counts = np.stack([np.asarray(self._matrix[rows].sum(axis=0)).ravel() for rows in ones]).astype(float)
        used = np.flatnonzero(counts.sum(axis=0))
        counts, terms = counts[:, used], self._terms[used]
        found = {}
        for name, own, score in zip(parts, counts, scores(counts), strict=True):
            marked = np.flatnonzero((own >= least) & (score > z)).tolist()
            marked.sort(key=lambda i: (-round(float(score[i]), 2), terms[i]))
            told: list[Mark] = [
                {"word": terms[i], "z": round(float(score[i]), 2), "n": int(own[i])} for i in marked[:TOP]
            ]
            found[name] = told
        return found


def _commonest(usual: str, times: int, others: "Counter[str] | None") -> str:
    """Return how most texts spell a word; of spellings as frequent the first in the alphabet."""
    if others is None:
        return usual
    found = {usual: times - others.total(), **others}
    return min(found, key=lambda spelling: (-found[spelling], spelling))


def scores(counts: Floats) -> Floats:
    """Return for each part (row) and word (column) how many standard errors its log-odds lie above the other parts'.

    Log-odds ratio with an informative Dirichlet prior, the prior being the words of all parts together (Monroe,
    Colaresi and Quinn 2008, Political Analysis 16, section 3.5.1, equations 16, 20 and 22).
    """
    prior = counts.sum(axis=0)
    total, sizes, others = prior.sum(), counts.sum(axis=1, keepdims=True), prior - counts
    own, rest = counts + prior, others + prior
    odds = own / np.maximum(sizes + total - own, 1)
    odds_elsewhere = rest / np.maximum(2 * total - sizes - rest, 1)
    return np.asarray((np.log(odds) - np.log(odds_elsewhere)) / np.sqrt(1 / own + 1 / rest))


def _words(text: str, language: str) -> dict[str, str]:
    """Return the words of a text: what they are counted by, and how they are spelled."""
    found: dict[str, str] = {}
    turkic = language in {"az", "tr"}
    for word in WORD.findall(_PLACEHOLDERS.sub(" ", mask(text) if "@" in text else text)):
        if len(word) < SHORTEST:
            continue
        key = lower(word)
        if language in _TYPED_BOTH_WAYS:
            key = to_ascii(key)
        if key not in stop_words(language):
            found[key] = (word.translate(_CAPITALS) if turkic else word).lower()
    return found


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return words that say little in a language, spelled as they are counted by; none where it has no list.

    Words of tone and denial that the lists name are none of them (`tone_words`).
    """
    import stopwordsiso
    from azerbaijani_stopwords import AZERBAIJANI_STOPWORDS

    listed = AZERBAIJANI_STOPWORDS if language == "az" else stopwordsiso.stopwords(language)
    kept = TONE.get(language, "").split()
    folded = (lambda word: to_ascii(lower(word))) if language in _TYPED_BOTH_WAYS else lower
    return frozenset(map(folded, listed)) - frozenset(map(folded, kept))
