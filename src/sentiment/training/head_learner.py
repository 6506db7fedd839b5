"""One head of a model, while it learns."""

import random
from collections.abc import Callable, Sequence
from typing import Any

from sentiment.scoring.heads import Head
from sentiment.training.loop import BATCH, Progress, train
from sentiment.training.padding import padded

RATE, ENCODER_RATE, TOKENS = 1e-3, 3e-5, 160
TURNS = 10  # of a head alone for each pass that the user asks for: its texts are read once
Row = dict[str, Any]


class Learner:
    """Reads rows, learns one head from them, holds the rest of the model where it is.

    Rows have `clean`, `gold`, and `toward` where the head reads an event.
    """

    def __init__(self, joint: Any, place: int, tokenizer: Any, head: Head, encoder: bool) -> None:
        """Take the parts.

        Args:
            joint: module of classifier and heads, as `head.joint` returns it.
            place: of the head that learns, among the heads.
            tokenizer: and how many tokens the model reads.
            head: the one that learns.
            encoder: whether the encoder learns too.
        """
        self.joint, self.place, self.head, self.encoder = joint.float(), place, head, encoder
        self._tokenizer, limit = tokenizer
        self._limit = min(limit, TOKENS)
        self.dense, self.out = joint.dense[place], joint.out[place]
        joint.requires_grad_(encoder)
        parts = [*self.dense.parameters(), *self.out.parameters()]
        for part in parts:
            part.requires_grad_(True)
        kept = {id(part) for part in parts}
        self._groups = [{"params": parts, "lr": RATE if not encoder else RATE / 5}]
        if encoder:
            rest = [p for p in joint.parameters() if id(p) not in kept]
            self._groups.append({"params": rest, "lr": ENCODER_RATE})

    def learn(self, rows: list[Row], epochs: int, rng: random.Random, progress: Progress | None) -> None:
        """Take `epochs` turns at rows; a frozen encoder reads them once, and the head takes ten turns for each."""
        import torch

        known = self._read(rows) if not self.encoder else None
        held = self._said(rows) if self.encoder else None
        turns = epochs if self.encoder else TURNS * epochs
        gold = torch.tensor([self.head.labels.index(row["gold"]) for row in rows])

        def loss(part: list[int]) -> Any:
            return self._loss(part, rows, gold[part], known, held)

        train(self._groups, loss, len(rows), epochs=turns, rng=rng, progress=progress)

    def shares(self, rows: Sequence[Row]) -> Any:
        """Return probabilities (rows, labels of the head)."""
        import torch

        with torch.inference_mode():
            return self.out(torch.tanh(self.dense(self._read(rows)))).softmax(-1).double().numpy()

    def _loss(self, part: list[int], rows: list[Row], gold: Any, known: Any, held: Any) -> Any:
        import torch
        from torch.nn import functional

        if known is not None:
            return functional.cross_entropy(self.out(torch.tanh(self.dense(known[part]))), gold)
        logits = self.joint.separate(**self._batch([rows[i] for i in part]))
        before = [said[part] for said in held]
        kept = sum(
            functional.kl_div(now.log_softmax(-1), then.softmax(-1), reduction="batchmean")
            for k, (now, then) in enumerate(zip(logits, before, strict=True))
            if k != self.place + 1
        )
        return functional.cross_entropy(logits[self.place + 1], gold) + kept

    def _read(self, rows: Sequence[Row]) -> Any:
        """Return the first token's state (rows, width) of the last layer."""
        return self._run(rows, lambda batch: [self.joint.first(**batch)])[0]

    def _said(self, rows: Sequence[Row]) -> Any:
        return self._run(rows, lambda batch: self.joint.separate(**batch))

    def _run(self, rows: Sequence[Row], ask: Callable[[dict[str, Any]], list[Any]]) -> list[Any]:
        import torch

        self.joint.eval()
        with torch.inference_mode():
            told = [ask(self._batch(rows[at : at + BATCH])) for at in range(0, len(rows), BATCH)]
        return [torch.cat(parts).clone() for parts in zip(*told, strict=True)]

    def _batch(self, rows: Sequence[Row]) -> dict[str, Any]:
        """Return token ids and mask; the comment is cut where it is too long, the event never."""
        pairs = [(row["toward"], row["clean"]) if self.head.pair else row["clean"] for row in rows]
        return padded(
            self._tokenizer, pairs, limit=self._limit, pad=int(self.joint.classifier.config.pad_token_id or 0)
        )
