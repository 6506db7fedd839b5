"""Fine-tune the trimmed encoder on the training sets: one straight line, resumable, on CPU (bf16) or a GPU."""

import argparse
import math
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy
from transformers import BertForSequenceClassification

from corpus import LABELS, NO_NEUTRAL, Row, draw_epoch, read_sets

BATCH = 64
WARM_UP = 0.06
WEIGHT_DECAY = 0.01
TOKENS = 96
SEED = 0
SAVE_EVERY = 300  # steps
PAD, END, UNKNOWN = 1, 2, 3


@dataclass(frozen=True)
class Stage:
    """Epochs under one rise and fall of the learning rate."""

    epochs: int
    rate: float
    noisy: float = 0.0  # share of texts written another way
    hidden: float = 0.0  # share of tokens behind the mask, in every second text


STAGES = [Stage(2, 1e-4), Stage(3, 8e-5, noisy=0.2, hidden=0.1)]


def encode(tokenizer: Tokenizer, texts: list[str]) -> list[list[int]]:
    """Return token ids, cut to `TOKENS` with the end token kept."""
    ids = [e.ids for e in tokenizer.encode_batch_fast(texts)]
    return [i if len(i) <= TOKENS else [*i[: TOKENS - 1], END] for i in ids]


def plan(rows: list[list[int]], rng: random.Random) -> list[list[int]]:
    """Return batches of row numbers, of like length within windows of 50 batches, in random order."""
    batches = []
    for start in range(0, len(rows), BATCH * 50):
        window = sorted(range(start, min(start + BATCH * 50, len(rows))), key=lambda i: len(rows[i]))
        batches += [window[i : i + BATCH] for i in range(0, len(window), BATCH)]
    rng.shuffle(batches)
    return batches


def pad(rows: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Return (batch, longest) token ids and attention mask."""
    longest = max(map(len, rows))
    ids = torch.tensor([r + [PAD] * (longest - len(r)) for r in rows])
    return ids, (ids != PAD).long()


def hide(ids: torch.Tensor, share: float, mask_token: int) -> torch.Tensor:
    """Put some tokens of every second text behind the mask: the model must not lean on one word alone."""
    chosen = torch.rand(ids.shape) < share
    chosen &= torch.rand(len(ids), 1) < 0.5
    return ids.masked_fill(chosen & (ids > UNKNOWN), mask_token)


def mask_neutral(logits: torch.Tensor, rows: list[Row]) -> torch.Tensor:
    """Take the neutral class out where a set has none, or the model learns that such texts are never neutral."""
    binary = torch.tensor([r.source in NO_NEUTRAL for r in rows], device=logits.device)
    mask = torch.zeros_like(logits, dtype=torch.bool)
    mask[:, LABELS.index("neutral")] = binary
    return logits.masked_fill(mask, -20.0)


def load_encoder(folder: Path) -> BertForSequenceClassification:
    """Load the encoder with a new head; no dropout inside it (faster, and no worse: see LOG.md)."""
    model = BertForSequenceClassification.from_pretrained(
        folder,
        num_labels=len(LABELS),
        id2label=dict(enumerate(LABELS)),
        label2id={label: i for i, label in enumerate(LABELS)},
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        classifier_dropout=0.1,
        attn_implementation="eager",
    )
    # A dense gradient over the table costs a fifth of the step; lazy Adam touches only the rows of the batch.
    model.bert.embeddings.word_embeddings.sparse = True
    return model


def optimizers(model: torch.nn.Module) -> list[torch.optim.Optimizer]:
    """AdamW for the layers, lazy Adam for the embedding."""
    table = model.bert.embeddings.word_embeddings.weight
    rest = [p for p in model.parameters() if p is not table]
    groups = [
        {"params": [p for p in rest if p.ndim > 1], "weight_decay": WEIGHT_DECAY},
        {"params": [p for p in rest if p.ndim < 2], "weight_decay": 0.0},
    ]
    return [torch.optim.AdamW(groups, fused=True), torch.optim.SparseAdam([table])]


def slope(step: int, steps: int) -> float:
    """Linear warm-up, then linear to zero."""
    warm = int(WARM_UP * steps)
    return step / warm if step < warm else (steps - step) / (steps - warm)


@dataclass(frozen=True)
class Step:
    """What one batch needs: its rows and tokens, the learning rate, the share of tokens to hide."""

    rows: list[Row]
    tokens: list[list[int]]
    rate: float
    hidden: float


def schedule(tokenizer: Tokenizer, sets: dict[str, list[Row]]) -> list[Step]:
    """Lay out every step of every stage; the same for every start, so that a run can be resumed."""
    rng = random.Random(SEED)
    steps: list[Step] = []
    first = 0
    for stage in STAGES:
        batches = []
        for epoch in range(first, first + stage.epochs):
            rows = draw_epoch(sets, epoch, stage.noisy)
            tokens = encode(tokenizer, [r.text for r in rows])
            batches += [([rows[i] for i in b], [tokens[i] for i in b]) for b in plan(tokens, rng)]
        first += stage.epochs
        steps += [
            Step(rows, tokens, stage.rate * slope(at, len(batches)), stage.hidden)
            for at, (rows, tokens) in enumerate(batches)
        ]
    return steps


def train(data: Path, encoder: Path, checkpoint: Path, *, commercial: bool = False) -> BertForSequenceClassification:
    """Train from the last checkpoint, or from the start, and return the model."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(SEED)
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    sets = read_sets(data, "train", commercial=commercial)
    steps = schedule(tokenizer, sets)
    print({n: len(r) for n, r in sets.items()}, f"{sum(len(s.rows) for s in steps)} examples, {len(steps)} steps")
    mask_token = tokenizer.token_to_id("<mask>")

    model = load_encoder(encoder).to(device)
    chosen = optimizers(model)
    done = restore(checkpoint, model, chosen)
    model.train()
    started, seen, smooth = time.time(), 0, math.nan
    for number, step in enumerate(steps[done:], start=done):
        for optimizer in chosen:
            for group in optimizer.param_groups:
                group["lr"] = step.rate
        ids, mask = pad(step.tokens)
        ids = hide(ids, step.hidden, mask_token)
        with torch.autocast(device.type, torch.bfloat16):
            logits = model(input_ids=ids.to(device), attention_mask=mask.to(device)).logits.float()
        gold = torch.tensor([r.label for r in step.rows], device=device)
        loss = cross_entropy(mask_neutral(logits, step.rows), gold)
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for g in chosen[0].param_groups for p in g["params"]], 1.0)
        for optimizer in chosen:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        seen += len(step.rows)
        smooth = loss.item() if math.isnan(smooth) else 0.98 * smooth + 0.02 * loss.item()
        if number % 50 == 0:
            pace = seen / (time.time() - started)
            print(f"step {number}/{len(steps)} loss {smooth:.3f} {pace:.0f} examples/s", flush=True)
        if (number + 1) % SAVE_EVERY == 0:
            save(checkpoint, model, chosen, number + 1)
    save(checkpoint, model, chosen, len(steps))
    return model.cpu()


def save(path: Path, model: torch.nn.Module, chosen: list[torch.optim.Optimizer], step: int) -> None:
    """Write a checkpoint so that a run killed here never leaves half of one."""
    state = {"step": step, "model": model.state_dict(), "optimizers": [o.state_dict() for o in chosen]}
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def restore(path: Path, model: torch.nn.Module, chosen: list[torch.optim.Optimizer]) -> int:
    """Load a checkpoint if there is one and return the number of steps done."""
    if not path.exists():
        return 0
    state = torch.load(path, map_location="cpu", weights_only=True)
    model.load_state_dict(state["model"])
    for optimizer, saved in zip(chosen, state["optimizers"], strict=True):
        optimizer.load_state_dict(saved)
    print(f"resumed at step {state['step']}", flush=True)
    return int(state["step"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with sentiment/ and reactions/")
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / "work")
    parser.add_argument("--commercial", action="store_true", help="leave the non-commercial sets out")
    options = parser.parse_args()
    train(options.data, options.work / "encoder", options.work / "checkpoint.pt", commercial=options.commercial)
