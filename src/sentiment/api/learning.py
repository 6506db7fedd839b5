"""Labels by hand in, figures or a model out."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from sentiment.api.listener import QUIET, Listener
from sentiment.errors import DataError
from sentiment.estimation.evaluation import compare
from sentiment.reading.intake import table
from sentiment.reading.memory import Source
from sentiment.reading.options import ReadOptions
from sentiment.scoring.classifier import Classifier
from sentiment.scoring.engine import require
from sentiment.scoring.preparation import prepare
from sentiment.table.label_words import canonical
from sentiment.training import heads, tone


def evaluate(
    *labelled: Source,
    model: str | Path | None = None,
    task: str | None = None,
    toward: str | None = None,
    device: str = "auto",
    columns: Mapping[str, str] | None = None,
    platform: str | None = None,
    listener: Listener = QUIET,
) -> dict[str, Any]:
    """Compare a model's labels with the user's own in `gold`: confusion, F1 and calibration, overall and by language.

    Args:
        labelled: comments as `read` takes them, or the table that it returns.
        model: None is the embedded model; else a local folder or a hub id.
        task: a head of the model; its labels stand in `gold_<task>`, or in `gold`. The tone if left out.
        toward: the event, for `task="stance"` and rows without one in the column `toward`.
        device: see `score`.
        columns: see `read`.
        platform: see `read`.
        listener: hears how comments were read, and how the work goes on.

    Returns:
        `labels`; `overall` and `languages`: confusion counts (true, predicted), `n`, `accuracy`, its 95 % interval as
        `accuracy_interval`, and `macro_f1`, from 0 to 1; `calibration_error`, from 0 to 1 (Naeini et al. 2015, AAAI);
        `model`.

    Raises:
        DataError: no row has a label, or one that the model does not know.
        ModelError: there is no such model, or it has no such head.
    """
    require(device)
    read = table(*labelled, options=ReadOptions(columns or {}, platform=platform), hear=listener.read)
    classifier = Classifier.load(model, device=device)
    about = {"model": {"name": classifier.name, "digest": classifier.digest}}
    if task:
        head = classifier.head(task)
        own = heads.labelled(prepare(read), task, toward)
        return {**about, "task": task, **heads.measure(own, lambda t, e: classifier.react(t, task, e), head)}
    rows = [row for row in prepare(read) if row["gold"] and row["clean"]]
    gold = [canonical(row["gold"]) for row in rows]
    unknown = sorted(set(gold) - set(classifier.labels))
    if not rows or unknown:
        found = f"gold labels {', '.join(unknown)}" if unknown else "no labels in gold"
        wanted = f"labels {', '.join(classifier.labels)} in a column gold"
        do = "correct them" if unknown else "fill it in"
        raise DataError(wanted, found, f"{do}, or name their column with --column gold=NAME")
    texts = [row["clean"] for row in rows]
    shares, _ = classifier.probabilities(texts, listener.work(len(set(texts)), "texts"))
    languages = [row["language"] or "und" for row in rows]
    return {**about, **compare(gold, np.asarray(shares), languages, classifier.labels)}


def train(
    *labelled: Source,
    output: str | Path,
    base: str | Path | None = None,
    epochs: int = 3,
    task: str | None = None,
    toward: str | None = None,
    encoder: bool = False,
    columns: Mapping[str, str] | None = None,
    platform: str | None = None,
    listener: Listener = QUIET,
) -> dict[str, Any]:
    """Learn from the user's labels, save a model folder, return its figures on the 15 % of rows kept aside.

    Without `task` the whole model is fine-tuned on the labels in `gold`; with it a head is trained beside the tone.

    Args:
        labelled: comments as `read` takes them, or the table that it returns.
        output: folder to write; it must not exist, or be empty.
        base: model to start from; None is the embedded one.
        epochs: passes over the training rows.
        task: `stance`, `emotion`, `irony` or a name of your own; labels in `gold_<task>`, or in `gold`.
        toward: the event, for `task="stance"` and rows without one in the column `toward`.
        encoder: with `task`: train the encoder too, which is slower; tone and other heads are held to what they say.
        columns: see `read`.
        platform: see `read`.
        listener: hears how comments were read, and how the work goes on.

    Returns:
        What stands in the folder's `evaluation.json`, as `evaluate` returns it.

    Raises:
        DataError: fewer than 20 labels, only one, one that the task does not know, or a name that is a column's.
        WriteError: the folder exists already.
    """
    prepared = prepare(table(*labelled, options=ReadOptions(columns or {}, platform=platform), hear=listener.read))
    steps = _steps(listener)
    if task:
        return heads.fit(
            prepared, output, task, toward=toward, base=base, epochs=epochs, encoder=encoder, progress=steps
        )
    return tone.fit(prepared, output, base=base, epochs=epochs, progress=steps)


def _steps(listener: Listener) -> Callable[[int, int], None]:
    """Return what counts steps done so far as the steps since the last call."""
    advance: Callable[[int], None] | None = None
    before = 0

    def step(done: int, total: int) -> None:
        nonlocal advance, before
        advance = advance or listener.work(total, "steps")
        advance(done - before)
        before = done

    return step
