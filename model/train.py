"""Fine-tune the trimmed encoder on the training sets: one straight line, resumable, on CPU (bf16) or a GPU."""

import argparse
import math
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy
from transformers import BertForSequenceClassification

from corpus import LABELS, NO_NEUTRAL, Row, draw_epoch, read_sets

EPOCHS = 2
RATE = 1e-4
BATCH = 64
WARM_UP = 0.06
WEIGHT_DECAY = 0.01
TOKENS = 96
SEED = 0
SAVE_EVERY = 300  # steps
PAD, END = 1, 2


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
    return [torch.optim.AdamW(groups, lr=RATE, fused=True), torch.optim.SparseAdam([table], lr=RATE)]


def rate(step: int, steps: int) -> float:
    """Linear warm-up, then linear to zero."""
    warm = int(WARM_UP * steps)
    return step / warm if step < warm else (steps - step) / (steps - warm)


def train(data: Path, encoder: Path, checkpoint: Path, *, commercial: bool = False) -> BertForSequenceClassification:
    """Train from the last checkpoint, or from the start, and return the model."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(SEED)
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    sets = read_sets(data, "train", commercial=commercial)
    epochs = [draw_epoch(sets, epoch) for epoch in range(EPOCHS)]
    tokens = [encode(tokenizer, [r.text for r in rows]) for rows in epochs]
    rng = random.Random(SEED)
    schedule = [(e, batch) for e in range(EPOCHS) for batch in plan(tokens[e], rng)]
    print({n: len(r) for n, r in sets.items()}, f"{sum(map(len, epochs))} examples, {len(schedule)} steps", flush=True)

    model = load_encoder(encoder).to(device)
    chosen = optimizers(model)
    done = restore(checkpoint, model, chosen)
    model.train()
    started, seen, smooth = time.time(), 0, math.nan
    for step, (epoch, batch) in enumerate(schedule[done:], start=done):
        for optimizer in chosen:
            for group in optimizer.param_groups:
                group["lr"] = RATE * rate(step, len(schedule))
        rows = [epochs[epoch][i] for i in batch]
        ids, mask = pad([tokens[epoch][i] for i in batch])
        with torch.autocast(device.type, torch.bfloat16):
            logits = model(input_ids=ids.to(device), attention_mask=mask.to(device)).logits.float()
        gold = torch.tensor([r.label for r in rows], device=device)
        loss = cross_entropy(mask_neutral(logits, rows), gold)
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for g in chosen[0].param_groups for p in g["params"]], 1.0)
        for optimizer in chosen:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        seen += len(batch)
        smooth = loss.item() if math.isnan(smooth) else 0.98 * smooth + 0.02 * loss.item()
        if step % 50 == 0:
            pace = seen / (time.time() - started)
            print(f"step {step}/{len(schedule)} loss {smooth:.3f} {pace:.0f} examples/s", flush=True)
        if (step + 1) % SAVE_EVERY == 0:
            save(checkpoint, model, chosen, step + 1)
    save(checkpoint, model, chosen, len(schedule))
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
