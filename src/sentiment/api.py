"""Files in, result out: the whole road in one call each."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sentiment.errors import DataError
from sentiment.estimation.evaluation import compare
from sentiment.reading.audit_files import load_audit, load_beside
from sentiment.reading.options import ReadOptions
from sentiment.scoring import heads as heads
from sentiment.scoring import model_folder as models
from sentiment.scoring.classifier import Classifier, Progress
from sentiment.scoring.job import job
from sentiment.scoring.preparation import prepare
from sentiment.summary.summary import FLOOR, Summary, summarize
from sentiment.table.label_words import canonical
from sentiment.table.labels import EMOTION, IRONY, TOWARD
from sentiment.table.writers import check, write
from sentiment.text import clean
from sentiment.training import heads as tasks
from sentiment.training import tone

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
    everything: bool = False,
    fresh: bool = False,
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
        everything: both, and what heads of your own say.
        fresh: ask the model again also for texts that an earlier run asked it for.
        started: called with the number of distinct texts to label, returns a progress callback.
    """
    asked = {"emotion": emotion, "irony": irony, "everything": everything}
    if _has(comments, model, toward=toward, **asked):
        return comments
    prepared = comments if "clean" in comments.column_names else prepare(comments)
    classifier = Classifier.load(model, device=device, toward=toward, cache=not fresh, **asked)
    distinct = len({text for text in prepared["clean"] if text})
    return classifier.score(prepared, started(distinct) if started else None)


def label(
    comments: "Dataset",
    output: str | Path,
    *,
    model: str | Path | None = None,
    device: str = "auto",
    fresh: bool = False,
    told: Callable[[str], None] = lambda sentence: None,
    started: Started | None = None,
    **asked: Any,
) -> "Dataset":
    """Label a table of any size into a file, in windows that are kept: cut off, the same call goes on where it was.

    Args:
        comments: as `read` returns them.
        output: in the format of its suffix; `-` is JSONL on standard output.
        model: None is the embedded model; else a local folder or a hub id.
        device: see `Classifier.load`.
        fresh: ask the model again also for texts that an earlier run asked it for.
        told: called with sentences for the user.
        started: called with the number of rows, returns a progress callback.
        asked: `toward`, `emotion`, `irony`, `everything`, as `score` takes them.

    Raises:
        WriteError: the output cannot be written, or another run writes it.
    """
    if _has(comments, model, **asked):
        write(comments, output)
        return comments
    check(output)
    classifier = Classifier.load(model, device=device, cache=not fresh, **asked)
    with job(comments, output, classifier, told) as work:
        scored = work.run(started(len(comments)) if started else lambda rows: None)
        write(scored, output, scratch=work.folder)
    return scored


def analyze(
    *files: str | Path,
    by: Sequence[str] = ("group", "language"),
    audit: str | Path | Sequence[str | Path] = (),
    event: datetime | str | None = None,
    floor: int = FLOOR,
    level: float = 0.95,
    lang: str = "en",
    model: str | Path | None = None,
    device: str = "auto",
    toward: str | None = None,
    emotion: bool = False,
    irony: bool = False,
    everything: bool = False,
    fresh: bool = False,
    columns: dict[str, str] | None = None,
    platform: str | None = None,
    article: bool = False,
    started: Started | None = None,
) -> Summary:
    """Read, label and summarize comment files; the arguments are those of `read`, `score` and `summarize`.

    `audit` names the files with your labels. They are read first: a mistake in them costs no scoring. `columns` holds
    for them too; `gold` is theirs alone.
    """
    named = [audit] if isinstance(audit, str | Path) else audit
    hand = load_audit(*named, columns=columns) if named else None
    comments = load_beside(
        hand, *files, options=ReadOptions(columns or {}, platform=platform, article=article)
    ).comments
    asked: dict[str, Any] = {"toward": toward, "emotion": emotion, "irony": irony, "everything": everything}
    scored = score(comments, model=model, device=device, fresh=fresh, started=started, **asked)
    classifier = at_hand(scored, model=model, device=device)
    labels = hand.comments if hand else None
    return summarize(
        scored, by=by, audit=labels, event=event, floor=floor, level=level, lang=lang, classifier=classifier
    )


def _has(
    comments: "Dataset",
    model: str | Path | None,
    *,
    toward: str | None = None,
    emotion: bool = False,
    irony: bool = False,
    everything: bool = False,
) -> bool:
    """Tell whether a table is labelled with all that is asked for; stance only if it is toward the same event."""
    columns = set(comments.column_names)
    if "label" not in columns or not any(name.startswith("p_") for name in columns):
        return False
    wanted = [EMOTION] * emotion + ["p_ironic"] * irony
    if everything:
        own = [head.name for head in heads.read(models.resolve(model)) if not head.pair]
        wanted += ["p_ironic" if name == IRONY else name for name in own]
    if not columns.issuperset(wanted):
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
    classifier = Classifier.load(None if name == models.DEFAULT else name, device=device, cache=True)
    return classifier if classifier.identity == identity else None


def evaluate(
    labelled: "Dataset",
    *,
    model: str | Path | None = None,
    device: str = "auto",
    task: str | None = None,
    toward: str | None = None,
    started: Started | None = None,
) -> dict[str, Any]:
    """Compare a model's labels with the user's own in `gold`: confusion, F1 and calibration, overall and by language.

    Args:
        labelled: as `read` returns them.
        model: None is the embedded model; else a local folder or a hub id.
        device: see `Classifier.load`.
        task: a head of the model; its labels stand in `gold_<task>`, or in `gold`. The tone if left out.
        toward: the event, for `task="stance"` and rows without one in the column `toward`.
        started: called with the number of distinct texts to label, returns a progress callback.

    Raises:
        DataError: no row has a label, or one that the model does not know.
        ModelError: the model has no such head.
    """
    classifier = Classifier.load(model, device=device)
    about = {"model": {"name": classifier.name, "digest": classifier.digest}}
    if task:
        head = classifier.head(task)
        rows = tasks.labelled(prepare(labelled), task, toward)
        return {**about, "task": task, **tasks.measure(rows, lambda t, e: classifier.react(t, task, e), head)}
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
    return {**about, **found_}


def train(
    labelled: "Dataset",
    output: str | Path,
    *,
    base: str | Path | None = None,
    epochs: int = 3,
    task: str | None = None,
    toward: str | None = None,
    encoder: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Any]:
    """Learn from the user's labels, save a model folder, return its figures on rows kept aside.

    Without `task` the whole model is fine-tuned on the labels in `gold` (`training.fit`); with it a head is trained
    beside the tone (`task.fit`), whose arguments `toward` and `encoder` are.
    """
    prepared = prepare(labelled)
    if task:
        options: dict[str, Any] = {"toward": toward, "encoder": encoder}
        return tasks.fit(prepared, output, task, base=base, epochs=epochs, progress=progress, **options)
    return tone.fit(prepared, output, base=base, epochs=epochs, progress=progress)
