"""Which words carried a label."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from sentiment.arrays import Floats
from sentiment.errors import DataError
from sentiment.scoring.classifier import Classifier
from sentiment.text import clean, visible

MOST = 60  # pieces of a text; one of more words is explained by runs of words
_PIECE = re.compile(r"\S+")


@dataclass(frozen=True)
class Explanation:
    """A label, and what each word adds to its probability.

    Attributes:
        text: as given.
        label: what is explained.
        probability: the model's, of this label for this text.
        baseline: the same for a text without words; the weights add up to the difference of the two.
        words: the pieces of the text in order, each with its weight.
    """

    text: str
    label: str
    probability: float
    baseline: float
    words: tuple[tuple[str, float], ...]

    def to_dict(self) -> dict[str, Any]:
        """Return label, probability, baseline and words as JSON knows them."""
        words = [{"word": word, "weight": round(weight, 4)} for word, weight in self.words]
        return {"label": self.label, "p": self.probability, "baseline": self.baseline, "words": words}

    def __str__(self) -> str:
        """Read as `positive 0.93 = 0.31 + əla 0.52 + app 0.10`, the weightiest first."""
        strongest = sorted(self.words, key=lambda pair: -abs(pair[1]))
        said = "".join(f" {'-' if weight < 0 else '+'} {word} {abs(weight):.2f}" for word, weight in strongest)
        return f"{self.label} {self.probability:.2f} = {self.baseline:.2f}{said}"


def explain(text: str, *, model: "Classifier | str | Path | None" = None, label: str | None = None) -> Explanation:
    """Say which words of a comment carried its label.

    Args:
        text: as written.
        model: a loaded `Classifier`, or what `Classifier.load` takes.
        label: which label to explain; the model's own if left out.

    Raises:
        DataError: there are no words, or the model has no such label.
    """
    classifier = model if isinstance(model, Classifier) else _loaded(None if model is None else str(model))
    if not _PIECE.search(clean(text)):
        raise DataError("a text with words", "none", "explain a comment that says something")
    if label is not None and label not in classifier.labels:
        raise DataError(f"a label of the model: {', '.join(classifier.labels)}", label, "name one of these")
    return explanations([text], [label], classifier)[0]


def explanations(
    texts: Sequence[str], labels: Sequence[str | None], classifier: Classifier, most: int = MOST
) -> list[Explanation]:
    """Explain several texts in one batch, in pieces of which a text has no more than `most`.

    The label None stands for the one that the model gives.

    A word weighs what it takes away when it alone is left out and what it brings when it alone is there, in equal
    parts; what then lacks of the whole is spread evenly, so that the weights add up to it. This is the least square
    value (Ruiz, Valenciano and Zarzuelo 1998, Games and Economic Behavior 24, 109-130) that looks at texts of one word
    and of all but one: two readings a word, where Shapley's needs two to the power of the words.
    """
    pieces = [_pieces(text, most) for text in texts]
    asked = [variant for words in pieces for variant in _variants(words)]
    shares, _ = classifier.probabilities([clean(variant) for variant in asked])
    found, start = [], 0
    for text, words, label in zip(texts, pieces, labels, strict=True):
        mine = shares[start : start + 2 + 2 * len(words)]
        start += len(mine)
        at = int(mine[0].argmax()) if label is None else classifier.labels.index(label)
        weights = _weights(mine[:, at])
        whole, nothing = (float(share) for share in mine[:2, at])
        told = tuple(zip(words, weights.tolist(), strict=True))
        found.append(Explanation(text, classifier.labels[at], whole, nothing, told))
    return found


def _pieces(text: str, most: int) -> list[str]:
    words = _PIECE.findall(visible(text))
    length = -(-len(words) // most)
    return [" ".join(words[i : i + length]) for i in range(0, len(words), max(length, 1))]


def _variants(words: Sequence[str]) -> list[str]:
    """Return the whole, nothing, the whole without each word, and each word alone."""
    without = [" ".join((*words[:i], *words[i + 1 :])) for i in range(len(words))]
    return [" ".join(words), "", *without, *words]


def _weights(shares: Floats) -> Floats:
    """Return the weight of each word from what the model gives to the variants."""
    n = (len(shares) - 2) // 2
    whole, nothing, without, alone = shares[0], shares[1], shares[2 : 2 + n], shares[2 + n :]
    weights = ((whole - without) + (alone - nothing)) / 2
    return np.asarray(weights + ((whole - nothing) - weights.sum()) / max(n, 1))


@cache
def _loaded(model: str | None) -> Classifier:
    return Classifier.load(model)
