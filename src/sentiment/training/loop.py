"""The loop that every training runs: epochs of shuffled batches, each a step down the gradient."""

import random
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

BATCH, DECAY, WARM_UP, CLIP = 16, 0.01, 0.1, 1.0
Progress = Callable[[int, int], None]


def train(
    groups: Sequence[dict[str, Any]],
    loss: "Callable[[list[int]], torch.Tensor]",
    rows: int,
    *,
    epochs: int,
    rng: random.Random,
    progress: Progress | None = None,
) -> None:
    """Minimise a loss by AdamW; the rate goes up for a tenth of the steps, then down to 0.

    Args:
        groups: parameters and their rate, `params` and `lr`, as the optimizer takes them.
        loss: of a batch, given as the places of its rows.
        rows: how many there are to learn from.
        epochs: passes over them.
        rng: decides their order.
        progress: called with (steps done, steps in all).
    """
    import torch
    from transformers import get_linear_schedule_with_warmup

    places, steps, done = list(range(rows)), epochs * -(-rows // BATCH), 0
    optimizer = torch.optim.AdamW(groups, weight_decay=DECAY)
    schedule = get_linear_schedule_with_warmup(optimizer, int(WARM_UP * steps), steps)
    learned = [parameter for group in optimizer.param_groups for parameter in group["params"]]
    for _ in range(epochs):
        rng.shuffle(places)
        for at in range(0, rows, BATCH):
            torch.autograd.backward(loss(places[at : at + BATCH]))
            torch.nn.utils.clip_grad_norm_(learned, CLIP)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            done += 1
            if progress:
                progress(done, steps)
