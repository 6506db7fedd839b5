import random

import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers

from sentiment.training.loop import train
from sentiment.training.padding import padded


@pytest.mark.parametrize(("rows", "epochs", "steps"), [(16, 1, 1), (40, 3, 9), (160, 2, 20)])
def test_every_epoch_sees_every_row_once_and_learns(rows: int, epochs: int, steps: int) -> None:
    weight, target = torch.nn.Parameter(torch.zeros(1)), torch.full((rows,), 3.0)
    seen: list[int] = []
    told: list[tuple[int, int]] = []

    def loss(places: list[int]) -> torch.Tensor:
        seen.extend(places)
        return ((weight - target[places]) ** 2).mean()

    train(
        [{"params": [weight], "lr": 0.1}],
        loss,
        rows,
        epochs=epochs,
        rng=random.Random(0),
        progress=lambda done, whole: told.append((done, whole)),
    )
    assert told == [(step + 1, steps) for step in range(steps)]
    parts = [seen[at : at + rows] for at in range(0, len(seen), rows)]
    assert [sorted(part) for part in parts] == [list(range(rows))] * epochs
    assert all(part != sorted(part) for part in parts)
    assert 0 < weight.item() < 3


def test_a_batch_is_cut_and_padded_and_the_tokenizer_left_as_it_was() -> None:
    tokenizer = Tokenizer(models.WordLevel({"?": 0, "a": 1, "b": 2, "pad": 3}, unk_token="?"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    batch = padded(tokenizer, ["a b", "b", "a a a a a"], limit=3, pad=3)
    assert batch["input_ids"].tolist() == [[1, 2, 3], [2, 3, 3], [1, 1, 1]]
    assert batch["attention_mask"].tolist() == [[1, 1, 0], [1, 0, 0], [1, 1, 1]]
    assert padded(tokenizer, [("a", "b b b")], limit=3, pad=3)["input_ids"].tolist() == [[1, 2, 2]]
    assert (tokenizer.padding, tokenizer.truncation) == (None, None)
