"""Train every task together from a pack of token ids: resumable, on CPU (bf16) or a GPU.

    python model/train.py START WORK [--minutes 90]

reads `WORK/pack.npz` and the folder START in Hugging Face layout, writes `WORK/checkpoint.pt` every ten minutes (and
where it is asked to end, by SIGTERM) and `WORK/trained.pt` at the end. The rate rises, then falls linearly to zero at
the end of the rows or of the time, whichever comes first; the rows are in random order, so that time cut short leaves
the mix as it is.
"""

import argparse
import math
import random
import signal
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import cross_entropy, kl_div, normalize

from mixes import MIXES
from network import Reader, from_folder, trained
from rows import HEADS
from stream import Pack, batches, load, pad

HEADS_TIMES = 3.0  # the heads learn faster than the encoder below them
WARM_UP = 0.04
WEIGHT_DECAY = 0.01
BUDGET = {"cpu": 2_560, "cuda": 16_384}  # tokens of a batch
WINDOW = 3_200  # rows that are sorted by length together
WEIGHTS = {"tone": 1.0, "emotion": 0.5, "irony": 0.8, "stance": 1.6}
VECTOR_WEIGHT = 1.5
KEPT_WEIGHT = 1.0  # of what the teacher says of the tone of a text on its own
HIDDEN = 0.05  # of the tokens of every second text are put behind the mask
MASK, LAST_SPECIAL = 250_001, 3
STANCE = list(HEADS).index("stance")
FROZEN = 2  # lowest layers
SAVE_EVERY = 600  # seconds
SEED = 0


def freeze(reader: Reader) -> None:
    """Keep the lowest layers as they are: they hold spelling, not opinion, and cost a sixth of a step."""
    bert = reader.classifier.bert
    for part in (bert.embeddings, *bert.encoder.layer[:FROZEN]):
        part.requires_grad_(False)


def plan(lengths: np.ndarray, budget: int) -> list[list[int]]:
    """Return batches of rows of like length; within windows in random order."""
    rng, found = random.Random(SEED), []
    for start in range(0, len(lengths), WINDOW):
        window = np.arange(start, min(start + WINDOW, len(lengths)))
        part = batches(lengths, budget, window[np.argsort(lengths[window], kind="stable")])
        rng.shuffle(part)
        found += part
    return found


def hide(ids: torch.Tensor) -> torch.Tensor:
    """Put some tokens of every second text behind the mask: the model must not lean on one word alone."""
    chosen = (torch.rand(ids.shape, device=ids.device) < HIDDEN) & (torch.rand(len(ids), 1, device=ids.device) < 0.5)
    return ids.masked_fill(chosen & (ids > LAST_SPECIAL), MASK)


def loss_of(said: dict[str, torch.Tensor], pack: Pack, rows: list[int]) -> torch.Tensor:
    """Return the weighted sum of all losses; every row counts once for each label it has.

    The vectors' loss is one minus the cosine to the untouched encoder's vector of the same text.
    """
    device = said["tone"].device
    total = torch.zeros((), device=device)
    for place, (head, labels) in enumerate(HEADS.items()):
        gold = torch.from_numpy(pack.gold[rows, place].astype(np.int64)).to(device)
        if (gold >= 0).any():
            bits = pack.unknown[rows, place][:, None] >> np.arange(len(labels)) & 1
            logits = said[head].float().masked_fill(torch.from_numpy(bits.astype(bool)).to(device), -20.0)
            total = total + WEIGHTS[head] * cross_entropy(logits, gold, ignore_index=-1, reduction="sum") / len(rows)
    kept = np.flatnonzero(pack.place[rows] >= 0)
    if len(kept):
        goal = torch.from_numpy(pack.vectors[pack.place[rows][kept]].astype(np.float32)).to(device)
        cosine = (normalize(said["vector"][kept].float(), dim=1) * goal).sum(1)
        total = total + VECTOR_WEIGHT * (1 - cosine).sum() / len(rows)
    return total


def forgotten(
    said: dict[str, torch.Tensor], teacher: Reader, ids: torch.Tensor, mask: torch.Tensor, alone: torch.Tensor
) -> torch.Tensor:
    """Return how far the tone of texts on their own has moved from what a teacher says of it, as a mean over all rows.

    The divergence of Li and Hoiem 2016 (Learning without Forgetting, section 3), at temperature 1.
    """
    if not alone.any():
        return torch.zeros((), device=ids.device)
    with torch.no_grad():
        goal = teacher(ids[alone], mask[alone])["tone"].float().softmax(1)
    return kl_div(said["tone"][alone].float().log_softmax(1), goal, reduction="sum") / len(ids)


def optimizer_of(reader: Reader) -> torch.optim.Optimizer:
    """Return AdamW over everything but the table, with a faster group for the heads."""
    groups = {}
    for name, parameter in reader.named_parameters():
        if parameter.requires_grad:
            key = (not name.startswith("classifier."), parameter.ndim > 1)
            groups.setdefault(key, []).append(parameter)
    return torch.optim.AdamW(
        [
            {"params": part, "times": HEADS_TIMES if beside else 1.0, "weight_decay": WEIGHT_DECAY if wide else 0.0}
            for (beside, wide), part in groups.items()
        ],
        fused=True,
    )


def slope(share: float) -> float:
    """Linear warm-up, then linear to zero, by the share of the way that is done."""
    return share / WARM_UP if share < WARM_UP else max(0.0, (1 - share) / (1 - WARM_UP))


def save(path: Path, state: dict) -> None:
    """Write a checkpoint so that a run killed here never leaves half of one."""
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def train(
    start: Path,
    work: Path,
    rate: float,
    *,
    kept: Path | None = None,
    minutes: float = math.inf,
    steps: int | None = None,
) -> None:
    """Train from the last checkpoint, or from the start, to `trained.pt`.

    Args:
        start: folder in Hugging Face layout.
        work: folder with the pack.
        rate: of learning, at its highest.
        kept: folder whose opinion of tone is kept to; the start if left out.
        minutes: at most so many.
        steps: at most so many.
    """
    torch.manual_seed(SEED)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    pack = load(work / "pack.npz")
    reader, teacher = (from_folder(folder).to(device) for folder in (start, kept or start))
    freeze(reader)
    optimizer = optimizer_of(reader)
    todo = plan(pack.lengths, BUDGET[device.type])[:steps]
    print(f"{len(pack.ends)} rows, {pack.ends[-1]} tokens, {len(todo)} batches", flush=True)
    done, spent = restore(work / "checkpoint.pt", reader, optimizer)
    reader.train()
    asked_to_stop: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: asked_to_stop.append(number))
    began = saved = time.time()
    seen, smooth = 0, {}
    for number in range(done, len(todo)):
        elapsed = spent + time.time() - began
        share = max(number / len(todo), elapsed / (60 * minutes))
        if share >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = rate * group["times"] * slope(share)
        loss = step(reader, teacher, optimizer, pack, todo[number])
        seen += len(todo[number])
        smooth["loss"] = 0.98 * smooth.get("loss", loss) + 0.02 * loss
        if number % 10 == 0:
            pace = seen / (time.time() - began)
            print(f"{number}/{len(todo)} {share:.3f} loss {smooth['loss']:.3f} {pace:.0f} rows/s", flush=True)
        if time.time() - saved > SAVE_EVERY or asked_to_stop:
            saved = time.time()
            state = {
                "step": number + 1,
                "spent": elapsed,
                "model": trained(reader),
                "optimizer": optimizer.state_dict(),
            }
            save(work / "checkpoint.pt", state)
        if asked_to_stop:
            raise SystemExit("asked to end; the same command goes on from here")
    save(work / "trained.pt", trained(reader))


def step(reader: Reader, teacher: Reader, optimizer: torch.optim.Optimizer, pack: Pack, rows: list[int]) -> float:
    """Take one step and return its loss."""
    device = next(reader.parameters()).device
    ids, mask = pad(pack.tokens(i) for i in rows)
    ids, mask = ids.to(device), mask.to(device)
    alone = torch.from_numpy(pack.gold[rows, STANCE] < 0).to(device)
    with torch.autocast(device.type, torch.bfloat16):
        said = reader(hide(ids), mask)
        kept = forgotten(said, teacher, ids, mask, alone)
    loss = loss_of(said, pack, rows) + KEPT_WEIGHT * kept
    loss.backward()
    torch.nn.utils.clip_grad_norm_([p for g in optimizer.param_groups for p in g["params"]], 1.0)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    return loss.item()


def restore(path: Path, reader: Reader, optimizer: torch.optim.Optimizer) -> tuple[int, float]:
    """Load a checkpoint if there is one; return the steps done and the seconds they took."""
    if not path.exists():
        return 0, 0.0
    state = torch.load(path, map_location="cpu", weights_only=True)
    reader.load_state_dict(state["model"], strict=False)
    optimizer.load_state_dict(state["optimizer"])
    print(f"resumed at step {state['step']}", flush=True)
    return int(state["step"]), float(state["spent"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("start", type=Path, help="a folder in Hugging Face layout")
    parser.add_argument("work", type=Path, help="folder called like the stream")
    parser.add_argument("--kept", type=Path, help="a folder whose opinion of tone is kept to; default: the start")
    parser.add_argument("--minutes", type=float, default=math.inf)
    parser.add_argument("--steps", type=int, help="at most so many")
    parser.add_argument("--threads", type=int, help="of torch; one is best where others use the machine too (LOG.md)")
    options = parser.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    rate = MIXES[options.work.name].rate
    train(options.start, options.work, rate, kept=options.kept, minutes=options.minutes, steps=options.steps)
