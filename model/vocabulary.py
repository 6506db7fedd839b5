"""Trim the Unigram vocabulary, and the embedding with it, to the pieces that the served languages need."""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer

SIZE = 61_000
FIRST = ("az", "tr", "ru", "en")
GENERAL_SHARE = 0.1
# Their thousands of one-character pieces would crowd out the trained languages; such text reads as <unk>.
DROPPED_SCRIPTS = ("CJK", "HANGUL", "ETHIOPIC", "MYANMAR", "KHMER", "ORIYA", "SINHALA", "LAO", "BOPOMOFO", "BOX")
SPECIAL = 4  # <s>, <pad>, </s>, <unk> keep their places


def count_pieces(tokenizer: Tokenizer, texts: Iterable[str]) -> Counter[int]:
    """Count how often each piece occurs in `texts`."""
    counts: Counter[int] = Counter()
    for encoding in tokenizer.encode_batch_fast(list(texts), add_special_tokens=False):
        counts.update(encoding.ids)
    return counts


def is_kept_character(piece: str) -> bool:
    """Say whether the piece is one character of a served script, so that unseen words still split."""
    character = piece.removeprefix("▁") or piece
    if len(character) != 1:
        return False
    return not unicodedata.name(character, "BOX").startswith(DROPPED_SCRIPTS)


def choose(tokenizer: dict, counts: dict[str, Counter[int]]) -> list[int]:
    """Return the ids to keep, in order, given piece counts by language.

    Specials and the characters of served scripts stay; the rest are the pieces likeliest in a mix of the languages,
    each weighted by the square root of its tokens and the first four double, smoothed with the probabilities that
    the tokenizer itself gives (about a hundred languages), so that languages nobody trained on keep their words.
    """
    vocabulary = tokenizer["model"]["vocab"]
    likely = GENERAL_SHARE * softmax([score for _, score in vocabulary])
    weights = {lang: n.total() ** 0.5 * (2 if lang in FIRST else 1) for lang, n in counts.items()}
    for lang, pieces in counts.items():
        share = (1 - GENERAL_SHARE) * weights[lang] / sum(weights.values()) / pieces.total()
        likely[list(pieces)] += share * np.array(list(pieces.values()))
    mask = next(t["id"] for t in tokenizer["added_tokens"] if t["content"] == "<mask>")
    for i, (piece, _) in enumerate(vocabulary):
        if i < SPECIAL or i == mask or is_kept_character(piece):
            likely[i] = 1.0
        elif any(unicodedata.name(c, "").startswith(DROPPED_SCRIPTS) for c in piece):
            likely[i] = 0.0
    return sorted(np.argsort(-likely, kind="stable")[:SIZE].tolist())


def softmax(scores: list[float]) -> npt.NDArray[np.float64]:
    """Turn log probabilities into probabilities that add to 1."""
    exponents = np.exp(scores)
    exponents[:SPECIAL] = 0
    return exponents / exponents.sum()


def trim(tokenizer: dict, embedding: torch.Tensor, keep: list[int]) -> tuple[dict, torch.Tensor]:
    """Keep the listed pieces, in order and with their scores, and the same rows of the embedding."""
    trimmed = json.loads(json.dumps(tokenizer))
    place = {old: new for new, old in enumerate(keep)}
    model = trimmed["model"]
    model["vocab"] = [model["vocab"][i] for i in keep]
    model["unk_id"] = place[model["unk_id"]]
    for token in trimmed["added_tokens"]:
        token["id"] = place[token["id"]]
    for token in trimmed["post_processor"]["special_tokens"].values():
        token["ids"] = [place[i] for i in token["ids"]]
    return trimmed, embedding[torch.tensor(keep)].clone()


def growth(before: Tokenizer, after: Tokenizer, texts: list[str]) -> float:
    """Return how many more tokens the trimmed tokenizer makes of the texts, as a share."""
    lengths = [sum(len(e.ids) for e in t.encode_batch_fast(texts)) for t in (before, after)]
    return lengths[1] / lengths[0] - 1


def changed_share(before: Tokenizer, after: Tokenizer, texts: list[str]) -> float:
    """Return the share of texts that the trimmed tokenizer splits differently."""
    pairs = zip(before.encode_batch(texts), after.encode_batch(texts), strict=True)
    return sum(a.tokens != b.tokens for a, b in pairs) / len(texts)
