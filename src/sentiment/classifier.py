"""A model folder resolved, and run over texts: the default, a local folder and a hub id are one and the same."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sentiment import engine as engines
from sentiment import model as models
from sentiment.comment import canonical
from sentiment.engine import Batch, Engine, Floats
from sentiment.provenance import carried
from sentiment.text import clean

if TYPE_CHECKING:
    from datasets import Dataset
    from tokenizers import Tokenizer

TOKEN_BUDGET = 1_024  # a batch; larger ones are slower on a CPU
WINDOW = 50_000  # texts sorted by length together
_SENTENCE_END = re.compile(r"(?<=[.!?…。])\s+|\n+")
Progress = Callable[[int], None]


class Classifier:
    """Labels texts. Made by `Classifier.load`; the constructor takes ready parts."""

    def __init__(
        self,
        *,
        name: str,
        digest: str,
        labels: Sequence[str],
        tokenizer: "Tokenizer",
        limit: int,
        pad: int,
        engine: Engine,
    ) -> None:
        """Take the parts.

        Args:
            name: how the user named the model.
            digest: SHA-256 of weights, tokenizer and configuration.
            labels: the model's own labels, in the order of its logits.
            tokenizer: adds the special tokens itself and neither cuts nor pads.
            limit: tokens that the model reads at once, special tokens included.
            pad: token id to fill a batch with.
            engine: turns batches of token ids into logits.
        """
        self.name, self.digest, self.engine = name, digest, engine
        self._tokenizer, self._limit, self._pad = tokenizer, limit, pad
        standard = [canonical(label) for label in labels]
        self.labels = tuple(dict.fromkeys(standard))
        # Several labels of a model may mean one of ours (1 and 2 stars); their probabilities add up.
        self._merge = np.array([[s == label for label in self.labels] for s in standard], np.float32)

    @classmethod
    def load(cls, model: str | Path | None = None, *, device: str = "auto") -> "Classifier":
        """Load the embedded model, a local folder or a hub id such as `org/name`.

        Args:
            model: None is the embedded model. Only a hub id opens a network connection.
            device: `auto`, `cpu`, `cuda`, `cuda:1`, `mps`.

        Raises:
            ModelError: there is no such model or device, it cannot be read, or it does not classify texts.
        """
        folder = models.resolve(model)
        config = models.read_config(folder)
        digest = models.digest(folder)
        tokenizer, limit = models.load_tokenizer(folder, config)
        labels = [label for _, label in sorted((int(i), str(label)) for i, label in config["id2label"].items())]
        engine = engines.start(lambda: models.load_weights(folder), digest, device)
        name = models.DEFAULT if model is None else str(model)
        pad = int(config.get("pad_token_id") or 0)
        return cls(name=name, digest=digest, labels=labels, tokenizer=tokenizer, limit=limit, pad=pad, engine=engine)

    @cached_property
    def identity(self) -> str:
        """Name and digest in one word, as it stands in the column `model`."""
        return f"{self.name}@{self.digest[:12]}"

    def predict(
        self, texts: Sequence[str], progress: Progress | None = None
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
        """Return probabilities (texts, labels) of cleaned texts, and how many windows each took.

        A text longer than the model reads is cut at sentence borders; its probabilities are the mean over the
        windows, weighted by tokens. Each distinct text is scored once.
        """
        distinct = list(dict.fromkeys(texts))
        place = {text: i for i, text in enumerate(distinct)}
        shares = np.zeros((len(distinct), len(self.labels)))
        windows = np.zeros(len(distinct), np.int64)
        for start in range(0, len(distinct), WINDOW):
            part = slice(start, start + WINDOW)
            shares[part], windows[part] = self._predict_window(distinct[part], progress)
        order = [place[text] for text in texts]
        return shares[order], windows[order]

    def __call__(self, batch: dict[str, list[Any]]) -> dict[str, list[Any]]:
        """Label a batch of rows: `label`, `p_<label>`, `windows` and `model`; null where `skipped` is set.

        Takes `clean` where the batch has it, `text` otherwise. The protocol of `Dataset.map(batched=True)` and Ray
        Data's `map_batches`.
        """
        return self._columns(batch, None)

    def score(self, comments: "Dataset", progress: Progress | None = None) -> "Dataset":
        """Return the table with `label`, `p_<label>`, `windows` and `model` added; no row is dropped.

        Args:
            comments: rows, best prepared.
            progress: called with the number of distinct texts finished since the last call.
        """
        needed = [c for c in ("text", "clean", "skipped") if c in comments.column_names]
        columns = self._columns(comments.select_columns(needed).to_dict(), progress)
        table = comments.remove_columns([c for c in columns if c in comments.column_names]).data.table
        for name, values in columns.items():
            table = table.append_column(name, [values])
        return carried(comments, table)

    def _columns(self, batch: dict[str, list[Any]], progress: Progress | None) -> dict[str, list[Any]]:
        rows = len(batch["text"])
        source = batch.get("clean") or [clean(t) if t else None for t in batch["text"]]
        skipped = batch.get("skipped") or [None] * rows
        places = [i for i in range(rows) if source[i] and not skipped[i]]
        shares, windows = self.predict([source[i] for i in places], progress)
        columns: dict[str, list[Any]] = {"label": [None] * rows}
        columns |= {f"p_{label}": [None] * rows for label in self.labels}
        columns |= {"windows": [None] * rows, "model": [None] * rows}
        for i, row, count in zip(places, shares, windows, strict=True):
            columns["label"][i] = self.labels[int(row.argmax())]
            columns["windows"][i], columns["model"][i] = int(count), self.identity
            for label, value in zip(self.labels, row, strict=True):
                columns[f"p_{label}"][i] = round(float(value), 6)
        return columns

    def _predict_window(
        self, texts: Sequence[str], progress: Progress | None
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
        pieces = [(i, ids) for i, text_ids in enumerate(self._encode(texts)) for ids in text_ids]
        pieces.sort(key=lambda piece: len(piece[1]))
        batches = list(_batches([len(ids) for _, ids in pieces]))
        sums = np.zeros((len(texts), len(self.labels)))
        tokens, windows = np.zeros(len(texts)), np.zeros(len(texts), np.int64)
        runs = self.engine.run(self._pad_batch([ids for _, ids in pieces[a:b]]) for a, b in batches)
        for (a, b), logits in zip(batches, runs, strict=True):
            for (i, ids), row in zip(pieces[a:b], _softmax(logits) @ self._merge, strict=True):
                sums[i] += row * len(ids)
                tokens[i] += len(ids)
                windows[i] += 1
            if progress:
                progress(len({i for i, _ in pieces[a:b]}))
        return sums / np.maximum(tokens, 1)[:, None], windows

    def _encode(self, texts: Sequence[str]) -> Iterator[list[list[int]]]:
        """Yield the windows of each text, as token ids with the special tokens."""
        for text, encoding in zip(texts, self._tokenizer.encode_batch_fast(list(texts)), strict=True):
            ids: list[int] = encoding.ids
            yield [ids] if len(ids) <= self._limit else self._windows(text)

    def _windows(self, text: str) -> list[list[int]]:
        room = self._limit - self._tokenizer.num_special_tokens_to_add(False)
        windows: list[list[int]] = [[]]
        for sentence in _SENTENCE_END.split(text):
            ids = self._tokenizer.encode(sentence, add_special_tokens=False).ids
            for piece in (ids[i : i + room] for i in range(0, len(ids), room)):
                if len(windows[-1]) + len(piece) > room:
                    windows.append([])
                windows[-1] += piece
        before, after = self._frame
        return [[*before, *window, *after] for window in windows if window]

    @cached_property
    def _frame(self) -> tuple[list[int], list[int]]:
        """The special tokens before and after a text, read off an example."""
        bare = self._tokenizer.encode("a", add_special_tokens=False).ids
        full = self._tokenizer.encode("a").ids
        at = next(i for i in range(len(full)) if full[i : i + len(bare)] == bare)
        return full[:at], full[at + len(bare) :]

    def _pad_batch(self, rows: list[list[int]]) -> Batch:
        longest = max(map(len, rows))
        ids = np.full((len(rows), longest), self._pad, np.int64)
        mask = np.zeros_like(ids)
        for i, row in enumerate(rows):
            ids[i, : len(row)], mask[i, : len(row)] = row, 1
        return ids, mask


def _batches(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) over ascending lengths so that rows times the longest stays within the token budget."""
    start = 0
    for end, length in enumerate(lengths):
        if end > start and (end - start + 1) * length > TOKEN_BUDGET:
            yield start, end
            start = end
    if start < len(lengths):
        yield start, len(lengths)


def _softmax(logits: Floats) -> Floats:
    exponents = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(exponents / exponents.sum(axis=1, keepdims=True), np.float32)
