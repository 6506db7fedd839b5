"""Why one comment of a table has its label, and which comments are about the same."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import numpy as np
import numpy.typing as npt

from sentiment.errors import DataError
from sentiment.rendering.explained import Explained, Instead, Neighbour, heaviest
from sentiment.rendering.translation import phrases
from sentiment.scoring.classifier import Classifier
from sentiment.scoring.explanation import Explanation, explain
from sentiment.summary.quotes import quotable
from sentiment.table.comments import Comments, arrow
from sentiment.table.label_words import canonical
from sentiment.text import cleaned, mask_words

MOST = 2_000  # comments that are looked at for neighbours, drawn at random where there are more
LISTED = 3  # ids that an error names
Row = Mapping[str, Any]


def explain_row(
    comments: Comments,
    id_: str,
    classifier: Classifier,
    *,
    audit: Comments | None,
    neighbours: int,
    lang: str,
) -> Explained:
    """Say why a comment has its label; see `sentiment.explain_comment`.

    Neighbours are comments labelled by hand, in the audit or in the table's own `gold`, where there are any; else any
    comments of the table. They are nearest by the cosine of the model's vectors.

    Raises:
        DataError: there is no such comment, or it says nothing.
    """
    language = phrases(lang).language
    rows = arrow(comments).select(["id", "text", *({"gold"} & set(comments.column_names))]).to_pylist()
    row = rows[place(comments, id_)]
    found = explain(row["text"] or "", model=classifier)
    shown = mask_words([word for word, _ in found.words])
    words = [{"word": word, "weight": weight} for word, (_, weight) in zip(shown, found.words, strict=True)]
    labelled = [other for other in (*(audit or ()), *rows) if other.get("gold") and cleaned(other.get("text"))]
    near, compared = _nearest(row, labelled or rows, classifier, neighbours)
    return {
        "id": row["id"],
        "text": quotable(row["text"]),
        "label": found.label,
        "p": found.probability,
        "baseline": found.baseline,
        "words": words,  # type: ignore[typeddict-item]
        "without": _without(found, shown, classifier),
        "by_hand": bool(labelled),
        "neighbours": near,
        "compared": compared,
        "lang": language,
    }


def place(comments: Comments, id_: str) -> int:
    """Return the row of an id, which may lack what stands before its first colon.

    Raises:
        DataError: no row has it, or several.
    """
    ids = list(map(str, comments["id"]))
    exact = [row for row, own in enumerate(ids) if own == id_]
    found = exact or [row for row, own in enumerate(ids) if own.partition(":")[2] == id_]
    if len(found) == 1:
        return found[0]
    near = get_close_matches(id_, ids[:MOST], LISTED) or ids[:LISTED]
    told = f"{id_}, which {len(found)} have" if found else id_
    raise DataError("the id of one of the comments", told, f"ids are such as {', '.join(near)}")


def _without(found: Explanation, shown: Sequence[str], classifier: Classifier) -> Instead | None:
    """Return what the model says without the words that carried the label, which are named as they are `shown`."""
    carrying = {entry["word"] for entry in heaviest([{"word": w, "weight": x} for w, x in found.words])}
    rest = [word for word, _ in found.words if word not in carrying]
    if not carrying or cleaned(" ".join(rest)) is None:
        return None
    shares, _ = classifier.probabilities([cleaned(" ".join(rest)) or ""])
    at = int(shares[0].argmax())
    left = [name for name, (word, _) in zip(shown, found.words, strict=True) if word in carrying]
    return {"words": list(dict.fromkeys(left)), "label": classifier.labels[at], "p": float(shares[0][at])}


def _nearest(row: Row, others: Sequence[Row], classifier: Classifier, n: int) -> tuple[list[Neighbour], int]:
    """Return the comments that are nearest to one, each text once, and how many were compared with it."""
    own = cleaned(row["text"])
    texts = {text: other for other in others if (text := cleaned(other.get("text"))) and text != own}
    drawn = np.sort(np.random.default_rng(0).permutation(len(texts))[:MOST])
    said = [list(texts)[i] for i in drawn]
    if not said or n < 1:
        return [], 0
    vectors = _unit(classifier.vectors([own, *said]))
    alike = vectors[1:] @ vectors[0]
    first = np.argsort(-alike, kind="stable")[:n]
    chosen = [texts[said[i]] for i in first]
    shares, _ = classifier.probabilities([said[i] for i in first])
    guessed = [classifier.labels[int(k)] for k in shares.argmax(axis=1)]
    near: list[Neighbour] = [
        {
            "id": str(other["id"]),
            "text": quotable(other["text"]),
            "label": canonical(str(other["gold"])) if other.get("gold") else guess,
            "similarity": float(alike[i]),
        }
        for i, other, guess in zip(first, chosen, guessed, strict=True)
    ]
    return near, len(said)


def _unit(vectors: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12))
