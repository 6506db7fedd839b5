"""Fit the heads of emotion and irony once more on the finished encoder.

The stream of `train.py` holds few of their rows, and mixing moved what they read. The encoder stays as it is, so its
class tokens are read once and the heads are learned from them in seconds.
"""

import copy
import math
import random
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy

import singles
from network import Head, Reader
from rows import Row, fingerprint, forbidden, held_out
from stream import BUDGET, batches, encode, pad

REFITTED = ("emotion", "irony")
MOST, MOST_OWN = 900, 2_400  # rows of a set by others, and of one that was labelled or written for this
OWN = {*singles.RELABELLED, *singles.WRITTEN}
RATE, DECAY, EPOCHS, BATCH = 5e-4, 0.02, 12, 128
KEPT_OUT = 0.08  # of the rows choose the epoch
SEEDS = range(5)  # of fits whose mean is kept: with few ironic rows one of them lands on either side


@torch.inference_mode()
def class_tokens(reader: Reader, tokenizer: Tokenizer, rows: list[Row]) -> torch.Tensor:
    """Return the last layer's states (rows, width) of the class token."""
    tokens = encode(tokenizer, rows)
    lengths = [len(t) for t in tokens]
    found = torch.zeros(len(rows), reader.classifier.config.hidden_size)
    for part in batches(lengths, BUDGET, np.argsort(lengths, kind="stable")):
        ids, mask = pad([tokens[i] for i in part])
        with torch.autocast("cpu", torch.bfloat16):
            states = reader.classifier.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        found[part] = states[:, 0].float()
    return found


def rows_of(data: Path, head: str, *, commercial: bool = False) -> list[Row]:
    """Return training rows of a head, at most so many of a set, no text of a held-out part."""
    rng, shut = random.Random(0), held_out(data)
    found = []
    for name, rows in singles.read_sets(data, "train", commercial=commercial).items():
        kept = [r for r in rows if getattr(r, head) >= 0 and fingerprint(r.text) not in shut]
        found += leveled(kept, head, MOST_OWN if name in OWN else MOST, rng)
    return found


def leveled(rows: list[Row], head: str, most: int, rng: random.Random) -> list[Row]:
    """Return at most so many rows, each label by the root of its number: of 7,000 comments 300 are ironic."""
    by_label: dict[int, list[Row]] = {}
    for row in rows:
        by_label.setdefault(getattr(row, head), []).append(row)
    roots = sum(math.sqrt(len(part)) for part in by_label.values())
    return [
        r for part in by_label.values()
        for r in rng.sample(part, min(len(part), round(most * math.sqrt(len(part)) / roots)))
    ]  # fmt: skip


def fit(
    head: Head, states: torch.Tensor, gold: torch.Tensor, unknown: torch.Tensor, left_out: torch.Tensor, seed: int
) -> dict[str, torch.Tensor]:
    """Learn a head from class tokens; return its weights after the epoch with the least loss on rows left out.

    Args:
        head: changed in place; it starts from what it is.
        states: (rows, width).
        gold: (rows,) label numbers.
        unknown: (rows, labels) labels that cannot win.
        left_out: (rows,) which choose the epoch.
        seed: of the order of the rows.
    """
    torch.manual_seed(seed)
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=DECAY)
    rows = torch.nonzero(~left_out)[:, 0]
    best, kept = loss_on(head, states, gold, unknown, left_out), copy.deepcopy(head.state_dict())
    steps = EPOCHS * len(rows) // BATCH
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.05, max(1, steps))
    for _ in range(EPOCHS):
        head.train()
        for part in rows[torch.randperm(len(rows))].split(BATCH):
            cross_entropy(head(states[part]).masked_fill(unknown[part], -20.0), gold[part]).backward()
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
        loss = loss_on(head, states, gold, unknown, left_out)
        if loss < best:
            best, kept = loss, copy.deepcopy(head.state_dict())
    return kept


@torch.no_grad()
def loss_on(head: Head, states: torch.Tensor, gold: torch.Tensor, unknown: torch.Tensor, chosen: torch.Tensor) -> float:
    """Return the mean cross-entropy on some rows."""
    head.eval()
    return float(cross_entropy(head(states[chosen]).masked_fill(unknown[chosen], -20.0), gold[chosen]))


def refit(reader: Reader, tokenizer: Tokenizer, data: Path, *, commercial: bool = False) -> dict[str, float]:
    """Fit the heads; return the loss on the texts left out, by head."""
    found = {}
    for name in REFITTED:
        head = reader.heads[name]
        rows = rows_of(data, name, commercial=commercial)
        states = class_tokens(reader, tokenizer, rows)
        gold = torch.tensor([getattr(r, name) for r in rows])
        unknown = torch.from_numpy(forbidden(rows, name))
        left_out = torch.tensor([fingerprint(r.text) % 100 < 100 * KEPT_OUT for r in rows])
        fits = [fit(copy.deepcopy(head), states, gold, unknown, left_out, seed) for seed in SEEDS]
        head.load_state_dict({key: torch.stack([f[key] for f in fits]).mean(0) for key in fits[0]})
        found[name] = loss_on(head, states, gold, unknown, left_out)
        print(f"{name}: {len(rows)} rows, loss {found[name]:.3f}", flush=True)
    return found
