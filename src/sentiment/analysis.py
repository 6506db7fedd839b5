"""Files in, result out: the whole road in one call each."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sentiment import model as models
from sentiment import training
from sentiment.classifier import Classifier, Progress
from sentiment.comment import canonical
from sentiment.corpus import prepare
from sentiment.errors import DataError
from sentiment.evaluation import compare
from sentiment.head import EMOTION, TOWARD
from sentiment.source import read
from sentiment.summary import FLOOR, Summary, summarize
from sentiment.text import clean

if TYPE_CHECKING:
    from datasets import Dataset

Started = Callable[[int], Progress]


def score(
    comments: "Dataset",
    *,
    model: str | Path | None = None,
    device: str = "auto",
    toward: str | None = None,
    emotion: bool = False,
    irony: bool = False,
    started: Started | None = None,
) -> "Dataset":
    """Return the table prepared and labelled; one that has all that is asked for comes back as it is.

    Args:
        comments: as `read` returns them.
        model: None is the embedded model; else a local folder or a hub id.
        device: see `Classifier.load`.
        toward: the event that stance is toward.
        emotion: label the emotion too.
        irony: say how likely irony is.
        started: called with the number of distinct texts to label, returns a progress callback.
    """
    if _has(comments, toward=toward, emotion=emotion, irony=irony):
        return comments
    prepared = comments if "clean" in comments.column_names else prepare(comments)
    classifier = Classifier.load(model, device=device, toward=toward, emotion=emotion, irony=irony)
    distinct = len({text for text in prepared["clean"] if text})
    return classifier.score(prepared, started(distinct) if started else None)


def analyze(
    *files: str | Path,
    by: Sequence[str] = ("group", "language"),
    audit: str | Path | Sequence[str | Path] = (),
    event: datetime | str | None = None,
    floor: int = FLOOR,
    level: float = 0.95,
    model: str | Path | None = None,
    device: str = "auto",
    toward: str | None = None,
    emotion: bool = False,
    irony: bool = False,
    columns: dict[str, str] | None = None,
    platform: str | None = None,
    article: bool = False,
    started: Started | None = None,
) -> Summary:
    """Read, label and summarize comment files; the arguments are those of `read`, `score` and `summarize`.

    `audit` names the files with your labels. They are read first: a mistake in them costs no scoring.
    """
    named = [audit] if isinstance(audit, str | Path) else audit
    hand = read(*named) if named else None
    comments = read(*files, columns=columns, platform=platform, article=article)
    asked: dict[str, Any] = {"toward": toward, "emotion": emotion, "irony": irony}
    scored = score(comments, model=model, device=device, started=started, **asked)
    classifier = at_hand(scored, model=model, device=device)
    return summarize(scored, by=by, audit=hand, event=event, floor=floor, level=level, classifier=classifier)


def _has(comments: "Dataset", *, toward: str | None, emotion: bool, irony: bool) -> bool:
    """Tell whether a table is labelled with all that is asked for; stance only if it is toward the same event."""
    columns = set(comments.column_names)
    if "label" not in columns or (emotion and EMOTION not in columns) or (irony and "p_ironic" not in columns):
        return False
    return not toward or (TOWARD in columns and set(comments.unique(TOWARD)) <= {clean(toward), None})


def at_hand(scored: "Dataset", *, model: str | Path | None = None, device: str = "auto") -> Classifier | None:
    """Return the model that labelled a table, if it is the embedded one, a folder still as it was, or the one named."""
    named = set(scored.unique("model")) - {None} if "model" in scored.column_names else set()
    if len(named) != 1:
        return None
    identity = named.pop()
    name, _, _ = identity.rpartition("@")
    if name != models.DEFAULT and name != str(model) and not Path(name).is_dir():
        return None
    classifier = Classifier.load(None if name == models.DEFAULT else name, device=device)
    return classifier if classifier.identity == identity else None


def evaluate(
    labelled: "Dataset", *, model: str | Path | None = None, device: str = "auto", started: Started | None = None
) -> dict[str, Any]:
    """Compare a model's labels with the user's own in `gold`: confusion, F1 and calibration, overall and by language.

    Raises:
        DataError: no row has `gold`, or a gold label is none of the model's.
    """
    classifier = Classifier.load(model, device=device)
    rows = [row for row in prepare(labelled).to_list() if row["gold"] and row["clean"]]
    gold = [canonical(row["gold"]) for row in rows]
    unknown = sorted(set(gold) - set(classifier.labels))
    if not rows or unknown:
        found = f"gold labels {', '.join(unknown)}" if unknown else "no labels in gold"
        wanted = f"labels {', '.join(classifier.labels)} in a column gold"
        raise DataError(wanted, found, "correct them, or name their column with --column gold=NAME")
    texts = [row["clean"] for row in rows]
    shares, _ = classifier.predict(texts, started(len(set(texts))) if started else None)
    found_ = compare(gold, np.asarray(shares), [row["language"] or "und" for row in rows], classifier.labels)
    return {"model": {"name": classifier.name, "digest": classifier.digest}, **found_}


def train(
    labelled: "Dataset",
    output: str | Path,
    *,
    base: str | Path | None = None,
    epochs: int = 3,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Any]:
    """Fine-tune a model on the user's labels in `gold`, save it as a folder, return its figures on rows kept aside."""
    return training.fit(prepare(labelled), output, base=base, epochs=epochs, progress=progress)
