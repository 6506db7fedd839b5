"""Fine-tune a model folder on labelled comments and save another one."""

import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sentiment.errors import DataError
from sentiment.estimation.evaluation import as_json, compare
from sentiment.filesystem import new_folder, whole_folder
from sentiment.scoring import model_folder as models
from sentiment.scoring.expansion import model_folder
from sentiment.scoring.torch_network import load_weights
from sentiment.table.comments import Comments
from sentiment.table.labels import LABELS
from sentiment.training.loop import BATCH, Progress, train
from sentiment.training.padding import padded

if TYPE_CHECKING:
    import torch

RATE, TOKENS = 3e-5, 128
HELD_OUT = 0.15
FEWEST = 20
Row = dict[str, Any]


def fit(
    labelled: Comments,
    output: str | Path,
    *,
    base: str | Path | None = None,
    epochs: int = 3,
    seed: int = 0,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Fine-tune on the rows that have `gold`, keep 15 % aside to measure, save the folder with `evaluation.json`.

    Args:
        labelled: prepared rows with the user's labels in `gold`; any set of labels will do.
        output: folder to write; it must not exist, or be empty.
        base: model to start from; None is the embedded one. Its head is kept where the labels are the same.
        epochs: passes over the training rows.
        seed: decides the split, the order and a new head.
        progress: called with (steps done, steps in all).

    Returns:
        What stands in `evaluation.json`: confusion counts and figures on the rows kept aside.

    Raises:
        DataError: fewer than 20 labelled rows, or only one label.
        WriteError: the folder exists already.
    """
    import torch

    folder = new_folder(output)
    rows = [r for r in labelled if r["gold"] and r["clean"]]
    labels = labels_among(rows)
    rng = random.Random(seed)
    training, held_out = split(rows, rng)
    torch.manual_seed(seed)
    learner = _Learner(model_folder(base), labels)
    learner.learn(training, epochs, rng, progress)
    languages = [row["language"] or "und" for row in held_out]
    found = compare([row["gold"] for row in held_out], learner.shares(held_out), languages, labels)
    with whole_folder(folder) as part:
        learner.save(part)
        (part / models.EVALUATION).write_text(as_json(found), encoding="utf-8")
    return found


class _Learner:
    """A whole model, while it learns from rows with `clean` and `gold`."""

    def __init__(self, start: Path, labels: list[str]) -> None:
        from transformers import AutoTokenizer
        from transformers.utils import logging

        logging.disable_progress_bar()
        self._tokenizer, self._labels = AutoTokenizer.from_pretrained(start), labels
        self._model = _with_labels(start, labels)
        self._pad = int(self._model.config.pad_token_id or 0)

    def learn(self, rows: list[Row], epochs: int, rng: random.Random, progress: Progress | None) -> None:
        import torch

        gold = torch.tensor([self._labels.index(row["gold"]) for row in rows])

        def loss(places: list[int]) -> "torch.Tensor":
            return torch.nn.functional.cross_entropy(self._logits([rows[i] for i in places]), gold[places])

        self._model.train()
        groups = [{"params": list(self._model.parameters()), "lr": RATE}]
        train(groups, loss, len(rows), epochs=epochs, rng=rng, progress=progress)

    def shares(self, rows: list[Row]) -> npt.NDArray[np.float64]:
        """Return probabilities (rows, labels)."""
        import torch

        self._model.eval()
        with torch.inference_mode():
            parts = [self._logits(rows[at : at + BATCH]).softmax(-1).numpy() for at in range(0, len(rows), BATCH)]
        return np.concatenate(parts).astype(np.float64)

    def save(self, folder: Path) -> None:
        self._model.half().save_pretrained(folder)
        self._tokenizer.save_pretrained(folder)

    def _logits(self, rows: list[Row]) -> "torch.Tensor":
        texts = [row["clean"] for row in rows]
        batch = padded(self._tokenizer.backend_tokenizer, texts, limit=TOKENS, pad=self._pad)
        found: torch.Tensor = self._model(**batch).logits
        return found


def labels_among(rows: Iterable[Row]) -> list[str]:
    """Return the labels of a training set in standard order.

    Raises:
        DataError: fewer than 20 rows, or only one label.
    """
    found = Counter(row["gold"] for row in rows)
    if found.total() < FEWEST or len(found) < 2:
        seen = ", ".join(f"{label} {n}" for label, n in found.items()) or "none"
        raise DataError(f"at least {FEWEST} labelled comments of two labels in gold", seen, "label more of them")
    return [label for label in LABELS if label in found] + sorted(set(found) - set(LABELS))


def split(rows: list[Row], rng: random.Random) -> tuple[list[Row], list[Row]]:
    """Keep some texts of every label aside; copies of a text stay on one side."""
    texts: dict[str, list[Row]] = {}
    for row in rows:
        texts.setdefault(row["clean"], []).append(row)
    parts = list(texts.values())
    rng.shuffle(parts)
    training: list[Row] = []
    held_out: list[Row] = []
    taken: Counter[str] = Counter()
    wanted = {label: max(1, round(HELD_OUT * n)) for label, n in Counter(p[0]["gold"] for p in parts).items()}
    for part in parts:
        label = part[0]["gold"]
        aside = taken[label] < wanted[label]
        taken[label] += aside
        (held_out if aside else training).extend(part)
    return training, held_out


def _with_labels(folder: Path, labels: list[str]) -> Any:
    """Load the model; give it a new head unless it has exactly these labels."""
    from transformers import AutoModelForSequenceClassification

    config = models.read_config(folder)
    own = [str(label) for _, label in sorted(config["id2label"].items(), key=lambda item: int(item[0]))]
    if own == labels:
        return load_weights(folder).float()
    return AutoModelForSequenceClassification.from_pretrained(
        folder,
        num_labels=len(labels),
        id2label=dict(enumerate(labels)),
        label2id={label: i for i, label in enumerate(labels)},
        ignore_mismatched_sizes=True,
        use_safetensors=True,
    ).float()
