"""Fine-tune a model folder on labelled comments and save another one."""

import random
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

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
    from transformers import AutoTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()
    folder = new_folder(output)
    rows = [r for r in labelled if r["gold"] and r["clean"]]
    labels = labels_among(Counter(row["gold"] for row in rows))
    rng = random.Random(seed)
    training, held_out = split(rows, rng)
    torch.manual_seed(seed)
    start = model_folder(base)
    tokenizer = AutoTokenizer.from_pretrained(start)
    model = _with_labels(start, labels)
    pad = int(model.config.pad_token_id or 0)

    def logits(part: list[dict[str, Any]]) -> "torch.Tensor":
        texts = [row["clean"] for row in part]
        found: torch.Tensor = model(**padded(tokenizer.backend_tokenizer, texts, limit=TOKENS, pad=pad)).logits
        return found

    def loss(places: list[int]) -> "torch.Tensor":
        return torch.nn.functional.cross_entropy(logits([training[i] for i in places]), gold[places])

    gold = torch.tensor([labels.index(row["gold"]) for row in training])
    model.train()
    groups = [{"params": list(model.parameters()), "lr": RATE}]
    train(groups, loss, len(training), epochs=epochs, rng=rng, progress=progress)
    model.eval()
    shares = []
    with torch.inference_mode():
        for at in range(0, len(held_out), BATCH):
            shares.append(logits(held_out[at : at + BATCH]).softmax(-1).numpy())
    found = compare(
        [row["gold"] for row in held_out],
        np.concatenate(shares).astype(np.float64),
        [row["language"] or "und" for row in held_out],
        labels,
    )
    with whole_folder(folder) as part:
        model.half().save_pretrained(part)
        tokenizer.save_pretrained(part)
        (part / models.EVALUATION).write_text(as_json(found), encoding="utf-8")
    return found


def labels_among(found: Counter[str]) -> list[str]:
    """Return the labels of a training set in standard order; too few of them are refused."""
    if found.total() < FEWEST or len(found) < 2:
        seen = ", ".join(f"{label} {n}" for label, n in found.items()) or "none"
        raise DataError(f"at least {FEWEST} labelled comments of two labels in gold", seen, "label more of them")
    return [label for label in LABELS if label in found] + sorted(set(found) - set(LABELS))


def split(rows: list[dict[str, Any]], rng: random.Random) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Keep some texts of every label aside; copies of a text stay on one side."""
    texts: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        texts.setdefault(row["clean"], []).append(row)
    parts = list(texts.values())
    rng.shuffle(parts)
    training: list[dict[str, Any]] = []
    held_out: list[dict[str, Any]] = []
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
