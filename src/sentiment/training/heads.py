"""A head of your own: what else to ask of a comment, learned from labels, beside what the model knows already."""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from shutil import copytree
from typing import Any

import numpy as np

from sentiment.errors import DataError
from sentiment.estimation.evaluation import as_json, compare
from sentiment.filesystem import new_folder, whole_folder
from sentiment.scoring import heads as heads
from sentiment.scoring import model_folder as models
from sentiment.scoring import torch_network
from sentiment.scoring.expansion import model_folder
from sentiment.scoring.heads import Head
from sentiment.table.comment import Comment
from sentiment.table.comments import Comments
from sentiment.table.label_words import canonical
from sentiment.table.labels import CONTRARY, EMOTION, EMOTIONS, IRONIES, IRONY, STANCE, STANCES, TOWARD, VECTOR
from sentiment.text import clean
from sentiment.training.head_learner import Learner, Row
from sentiment.training.loop import Progress
from sentiment.training.tone import labels_among, split

KNOWN = {STANCE: STANCES, EMOTION: EMOTIONS, IRONY: IRONIES}
TAKEN = {*Comment.__annotations__, *"clean language copy_of label windows model tone".split(), TOWARD, CONTRARY, VECTOR}
SAID = {
    STANCE: {"con": "against"},
    IRONY: {"1": "ironic", "true": "ironic", "yes": "ironic", "0": "not_ironic", "false": "not_ironic",
            "no": "not_ironic", "not ironic": "not_ironic"},
}  # fmt: skip


def labelled(table: Comments, task: str, toward: str | None = None) -> list[Row]:
    """Return the rows that have a label for a task: `clean`, `gold`, `language` and, of stance, the event `toward`.

    Labels stand in `gold_<task>`, or in `gold` where there is no such column.

    Args:
        table: prepared.
        task: name of the head.
        toward: the event, for rows that name none in a column `toward`.

    Raises:
        DataError: there are no labels, some that the task does not know, or a stance without an event.
    """
    column = next((c for c in (f"gold_{task}", "gold") if c in table.column_names), "")
    rows = [row for row in table if column and row["clean"] and str(row[column] or "").strip()]
    found = [
        {
            "clean": row["clean"],
            "gold": _standard(task, str(row[column]).strip()),
            "language": row["language"] or "und",
            "toward": clean(str(row.get(TOWARD) or toward or "")) or None,
        }
        for row in rows
    ]
    unknown = sorted({row["gold"] for row in found} - set(KNOWN.get(task, [row["gold"] for row in found])))
    if not found or unknown:
        wanted = f"labels {', '.join(KNOWN[task])}" if task in KNOWN else "labels"
        hint = f"correct them, or call their column gold_{task}" if unknown else "write them there"
        raise DataError(f"{wanted} in a column gold_{task}", ", ".join(unknown) or "none", hint)
    without = [row["id"] for row, own in zip(rows, found, strict=True) if not own["toward"]] if task == STANCE else []
    if without:
        told, hint = (
            "none",
            'name it with --toward "WHAT HAPPENED", or the column that has them with --column toward=NAME',
        )
        if len(without) < len(found):
            told = f"none for {len(without):,} of {len(found):,}, the first {without[0]}"
            hint = "write down what these are toward, or take their labels out"
        raise DataError("an event for every stance", told, hint)
    return found


def fit(
    table: Comments,
    output: str | Path,
    task: str,
    *,
    toward: str | None = None,
    base: str | Path | None = None,
    epochs: int = 3,
    encoder: bool = False,
    seed: int = 0,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Train a head on labelled rows, keep 15 % aside to measure, save the base's folder with the head in it.

    Without `encoder` only the head learns: tone and the other heads stay as they are. With it the encoder learns too,
    and tone and the other heads are held to what the base says of the same texts (learning without forgetting, Li and
    Hoiem 2016, ECCV); what the base was measured at is then no longer true and left out.

    Args:
        table: prepared, with labels as `labelled` finds them.
        output: folder to write; it must not exist, or be empty.
        task: `stance`, `emotion`, `irony`, or a name of your own. A head of that name and labels goes on learning.
        toward: the event of the stances.
        base: model to start from; None is the embedded one.
        epochs: passes over the training rows.
        encoder: train the encoder too.
        seed: decides the split, the order and a new head.
        progress: called with (steps done, steps in all).

    Returns:
        Confusion counts and figures on the rows kept aside, as they stand in `heads` of `evaluation.json`.

    Raises:
        DataError: see `labelled`; or fewer than 20 labels, or only one; or a name that would be mistaken for a column.
        WriteError: the folder exists already.
    """
    import torch

    folder = new_folder(output)
    if not task.isidentifier() or task in TAKEN:
        raise DataError("a name of letters for the task, none of the table's columns", task, "try --task topic")
    rows = labelled(table, task, toward)
    seen = labels_among(rows)
    rng = random.Random(seed)
    training, aside = split(rows, rng)
    torch.manual_seed(seed)
    start = model_folder(base)
    own = heads.read(start)
    labels = next((h.labels for h in own if h.name == task and set(seen) <= set(h.labels)), None)
    mine = Head(task, labels or tuple(KNOWN.get(task, seen)), pair=task == STANCE)
    names = [head.name for head in own]
    place = names.index(task) if task in names else len(own)
    listed = [*own[:place], mine, *own[place + 1 :]]
    joint = torch_network.joint(start, listed, mine=None if mine in own else mine)
    learner = Learner(joint, place, models.load_tokenizer(start, models.read_config(start)), mine, encoder)
    learner.learn(training, epochs, rng, progress)
    measured = compare([r["gold"] for r in aside], learner.shares(aside), [r["language"] for r in aside], mine.labels)
    with whole_folder(folder) as part:
        _save(start, part, learner, own, measured)
    return measured


def measure(
    rows: Sequence[Row], react: Callable[[Sequence[str], Sequence[str] | None], Any], head: Head
) -> dict[str, Any]:
    """Compare a head's labels with those given by hand.

    Args:
        rows: as `labelled` returns them.
        react: texts and their events to probabilities (texts, labels of the head).
        head: which.

    Raises:
        DataError: a label that the head does not have.
    """
    if unknown := sorted({row["gold"] for row in rows} - set(head.labels)):
        raise DataError(f"labels {', '.join(head.labels)}", ", ".join(unknown), "correct them")
    events = [row["toward"] for row in rows] if head.pair else None
    shares = np.asarray(react([row["clean"] for row in rows], events))
    return compare([row["gold"] for row in rows], shares, [row["language"] for row in rows], head.labels)


def _save(start: Path, folder: Path, learner: Learner, own: Sequence[Head], measured: Mapping[str, Any]) -> None:
    copytree(start, folder, dirs_exist_ok=True)
    if learner.encoder:
        learner.joint.classifier.half().save_pretrained(folder)
    names = [head.name for head in own]
    for place, head in enumerate([*own, *([] if learner.head.name in names else [learner.head])]):
        if learner.encoder or head.name == learner.head.name:
            layers = {"dense": learner.joint.dense[place], "out": learner.joint.out[place]}
            tensors = {f"{name}.{k}": v for name, layer in layers.items() for k, v in layer.state_dict().items()}
            heads.save(folder, learner.head if head.name == learner.head.name else head, tensors)
    path = folder / models.EVALUATION
    before = json.loads(path.read_text(encoding="utf-8")) if path.exists() and not learner.encoder else {}
    before["heads"] = {**before.get("heads", {}), learner.head.name: measured}
    path.write_text(as_json(before), encoding="utf-8")


def _standard(task: str, label: str) -> str:
    if task not in KNOWN:
        return label
    low = label.casefold()
    return SAID[task].get(low, canonical(low, KNOWN[task])) if task in SAID else low
