"""Fine-tune the trimmed encoder on the training sets: one straight line, resumable, on CPU (bf16) or a GPU."""

import argparse
import math
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy
from transformers import BertForSequenceClassification

import reactions
from corpus import LABELS, NO_NEUTRAL, Row, draw_epoch, read_sets
from heads import EMOTIONS, Reader

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
TOGETHER = [Stage(2, 6e-5, noisy=0.15, hidden=0.05)]  # all heads at once, on the sets of reactions too
HEADS_RATE = 4.0  # the heads learn faster than the encoder below them
WEIGHTS = {"tone": 1.0, "emotion": 0.6, "irony": 0.6, "stance": 2.0}
TONE = "tone"  # folder in the work folder: the classifier of tone, where the heads begin


def encode(tokenizer: Tokenizer, rows: list[Row]) -> list[list[int]]:
    """Return token ids, cut to `TOKENS` with the end token kept; the event of a row goes before its text."""
    ids = [e.ids for e in tokenizer.encode_batch_fast([(r.event, r.text) if r.event else r.text for r in rows])]
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


def mask_unknown(logits: torch.Tensor, head: str, rows: list[Row]) -> torch.Tensor:
    """Take out the classes that a set does not tell apart, or the model learns that its texts never have them."""
    mask = torch.zeros(logits.shape, dtype=torch.bool)
    if head == "tone":
        mask[:, LABELS.index("neutral")] = torch.tensor([r.source in NO_NEUTRAL for r in rows])
    elif head == "emotion":
        for i, row in enumerate(rows):
            known = reactions.KNOWN.get(row.source, EMOTIONS)
            mask[i] = torch.tensor([kind not in known for kind in EMOTIONS])
    return logits.masked_fill(mask.to(logits.device), -20.0)


def loss_of(logits: dict[str, torch.Tensor], rows: list[Row], held: torch.Tensor | None = None) -> torch.Tensor:
    """Return the weighted sum of the heads' losses; every row of the batch counts once for each label it has.

    Args:
        logits: (rows, labels) by head.
        rows: with their labels.
        held: (rows, 3) probabilities of tone by a teacher, from which rows without an event must not move away
            (Hinton et al. 2015).
    """
    total = torch.zeros((), device=logits["tone"].device)
    if held is not None:
        lone = torch.tensor([float(not r.event) for r in rows], device=total.device)
        total = total - ((logits["tone"].float().log_softmax(1) * held).sum(1) * lone).sum() / len(rows)
    for head, weight in WEIGHTS.items():
        gold = torch.tensor([r.label if head == "tone" else getattr(r, head) for r in rows], device=total.device)
        if (gold >= 0).any():
            masked = mask_unknown(logits[head].float(), head, rows)
            total = total + weight * cross_entropy(masked, gold, ignore_index=-1, reduction="sum") / len(rows)
    return total


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


def optimizers(reader: Reader) -> list[torch.optim.Optimizer]:
    """AdamW for the layers, lazy Adam for the embedding, AdamW for the heads."""
    model = reader.classifier
    table = model.bert.embeddings.word_embeddings.weight
    rest = [p for p in model.parameters() if p is not table]
    groups = [
        {"params": [p for p in rest if p.ndim > 1], "weight_decay": WEIGHT_DECAY},
        {"params": [p for p in rest if p.ndim < 2], "weight_decay": 0.0},
    ]
    heads = torch.optim.AdamW(reader.heads.parameters(), weight_decay=WEIGHT_DECAY, fused=True)
    return [torch.optim.AdamW(groups, fused=True), torch.optim.SparseAdam([table]), heads]


def slope(step: int, steps: int) -> float:
    """Linear warm-up, then linear to zero."""
    warm = int(WARM_UP * steps)
    return step / warm if step < warm else (steps - step) / (steps - warm)


@dataclass(frozen=True)
class Step:
    """What one batch needs: its stage, rows and tokens, the learning rate, the share of tokens to hide."""

    stage: int
    rows: list[Row]
    tokens: list[list[int]]
    rate: float
    hidden: float


def schedule(tokenizer: Tokenizer, stages: list[Stage], draw: Callable[[int, float], list[Row]]) -> list[Step]:
    """Lay out every step of every stage; the same for every start, so that a run can be resumed.

    Args:
        tokenizer: of the encoder.
        stages: in order.
        draw: gives the rows of an epoch, from its number and its share of noise.
    """
    rng = random.Random(SEED)
    steps: list[Step] = []
    first = 0
    for place, stage in enumerate(stages):
        batches = []
        for epoch in range(first, first + stage.epochs):
            rows = draw(epoch, stage.noisy)
            tokens = encode(tokenizer, rows)
            batches += [([rows[i] for i in b], [tokens[i] for i in b]) for b in plan(tokens, rng)]
        first += stage.epochs
        steps += [
            Step(place, rows, tokens, stage.rate * slope(at, len(batches)), stage.hidden)
            for at, (rows, tokens) in enumerate(batches)
        ]
    print(f"{sum(len(s.rows) for s in steps)} examples, {len(steps)} steps", flush=True)
    return steps


def train(data: Path, work: Path, *, commercial: bool = False) -> BertForSequenceClassification:
    """Train tone from the last checkpoint, or from the start; return the mean of the weights at the stages' ends."""
    tokenizer, sets, model = begin(data, work / "encoder", commercial)
    steps = schedule(tokenizer, STAGES, lambda epoch, noisy: draw_epoch(sets, epoch, noisy))
    fit(model, steps, work / "checkpoint.pt", tokenizer.token_to_id("<mask>"))
    model.classifier.load_state_dict(mean(work / f"stage{place + 1}.pt" for place in range(len(STAGES))))
    return model.classifier.cpu()


def train_together(data: Path, work: Path, *, commercial: bool = False) -> Reader:
    """Go on from the finished classifier of tone with every head at once; its own tone is the teacher."""
    tokenizer, sets, model = begin(data, work / TONE, commercial)
    model.begin_heads()
    teacher = load_encoder(work / TONE).eval().to(next(model.parameters()).device)
    more = reactions.read_sets(data, "train", sets)
    print({name: len(rows) for name, rows in more.items()})
    steps = schedule(tokenizer, TOGETHER, lambda epoch, noisy: reactions.draw(sets, more, epoch, noisy))
    fit(model, steps, work / "together.pt", tokenizer.token_to_id("<mask>"), teacher)
    return model.cpu()


def begin(data: Path, encoder: Path, commercial: bool) -> tuple[Tokenizer, dict[str, list[Row]], Reader]:
    """Return the tokenizer, the training rows of tone and the model before its first step."""
    torch.manual_seed(SEED)
    sets = read_sets(data, "train", commercial=commercial)
    print({name: len(rows) for name, rows in sets.items()})
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    device = "cuda" if torch.cuda.is_available() else "cpu"
    return tokenizer, sets, Reader(load_encoder(encoder)).to(device)


def fit(
    model: Reader,
    steps: list[Step],
    checkpoint: Path,
    mask_token: int,
    teacher: BertForSequenceClassification | None = None,
) -> None:
    """Take every step that the checkpoint has not; the weights at the end of each stage are kept beside it."""
    device = next(model.parameters()).device
    chosen = optimizers(model)
    done = restore(checkpoint, model, chosen)
    model.train()
    started, seen, smooth = time.time(), 0, math.nan
    for number, step in enumerate(steps[done:], start=done):
        for optimizer, times in zip(chosen, (1.0, 1.0, HEADS_RATE), strict=True):
            for group in optimizer.param_groups:
                group["lr"] = times * step.rate
        ids, mask = pad(step.tokens)
        ids = hide(ids, step.hidden, mask_token)
        with torch.autocast(device.type, torch.bfloat16):
            logits = model(ids.to(device), mask.to(device))
            held = tone_of(teacher, ids.to(device), mask.to(device))
        loss = loss_of(logits, step.rows, held)
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
        last = number + 1 == len(steps) or steps[number + 1].stage != step.stage
        if last and checkpoint.stem == "checkpoint":
            torch.save(model.classifier.state_dict(), checkpoint.with_name(f"stage{step.stage + 1}.pt"))
        if last or (number + 1) % SAVE_EVERY == 0:
            save(checkpoint, model, chosen, number + 1)


@torch.no_grad()
def tone_of(
    teacher: BertForSequenceClassification | None, ids: torch.Tensor, mask: torch.Tensor
) -> torch.Tensor | None:
    """Return (rows, 3) probabilities by a teacher, if there is one."""
    if teacher is None:
        return None
    logits = teacher(input_ids=ids, attention_mask=mask).logits
    return logits.float().softmax(1)


def mean(paths: Iterable[Path]) -> dict[str, torch.Tensor]:
    """Return the mean of several weights of one training: better than each (Wortsman et al. 2022, Model soups)."""
    states = [torch.load(path, map_location="cpu", weights_only=True) for path in paths]
    return {name: sum(state[name] for state in states) / len(states) for name in states[0]}


def save(path: Path, model: torch.nn.Module, chosen: list[torch.optim.Optimizer], step: int) -> None:
    """Write a checkpoint so that a run killed here never leaves half of one."""
    optimizers = [o.state_dict() for o in chosen]
    state = {"step": step, "model": model.state_dict(), "optimizers": optimizers}
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
    parser.add_argument("--together", action="store_true", help="go on with all heads at once")
    options = parser.parse_args()
    run = train_together if options.together else train
    run(options.data, options.work, commercial=options.commercial)
