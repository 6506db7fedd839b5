"""A model folder resolved, and run over texts: the default, a local folder and a hub id are one and the same."""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sentiment.errors import DataError, ModelError
from sentiment.scoring import engine as engines
from sentiment.scoring import heads as heads_
from sentiment.scoring import model_folder as models
from sentiment.scoring.asked import Asked
from sentiment.scoring.batching import Progress as Progress
from sentiment.scoring.batching import Reader
from sentiment.scoring.cache import Cache
from sentiment.scoring.engine import Engine, Floats
from sentiment.scoring.heads import Head, labelled
from sentiment.scoring.kept import cache_folder
from sentiment.scoring.network import FolderNetwork
from sentiment.table.label_words import canonical
from sentiment.table.labels import EMOTION, IRONY, STANCE, TOWARD
from sentiment.table.provenance import carried
from sentiment.text import VERSION, clean

if TYPE_CHECKING:
    from datasets import Dataset
    from tokenizers import Tokenizer


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
        heads: Sequence[Head] = (),
        toward: str | None = None,
        asked: Sequence[str] = (),
        encoder: Callable[[], Engine] | None = None,
        cache: bool = False,
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
            heads: what else the logits are of, in order.
            toward: the event that stance is toward.
            asked: names of heads that label too.
            encoder: starts an engine that turns batches into vectors.
            cache: keep what the model says of a text, for other runs.
        """
        self.name, self.digest, self.engine = name, digest, engine
        self.toward, self.asked = clean(toward) if toward else None, tuple(asked)
        self._reader = Reader(tokenizer, limit, pad)
        self._start_encoder = encoder
        standard = [canonical(label) for label in labels]
        self.labels = tuple(dict.fromkeys(standard))
        # Several labels of a model may mean one of ours (1 and 2 stars); their probabilities add up.
        self._merge = np.array([[s == label for label in self.labels] for s in standard], np.float32)
        self._heads = {head.name: head for head in heads}
        sizes = [len(labels), *(len(head.labels) for head in heads)]
        self._logits = [slice(end - size, end) for size, end in zip(sizes, np.cumsum(sizes).tolist(), strict=True)]
        self._cached = cache
        for wanted in (*self.asked, *([STANCE] if self.toward else [])):
            self.head(wanted)

    @classmethod
    def load(
        cls,
        model: str | Path | None = None,
        *,
        device: str = "auto",
        toward: str | None = None,
        emotion: bool = False,
        irony: bool = False,
        everything: bool = False,
        cache: bool = False,
    ) -> "Classifier":
        """Load the embedded model, a local folder or a hub id such as `org/name`.

        Args:
            model: None is the embedded model. Only a hub id opens a network connection.
            device: `auto`, `cpu`, `cuda`, `cuda:1`, `mps`.
            toward: an event in a few words; every comment then also gets its `stance` toward it, from a second
                pass that reads the event before the comment.
            emotion: label the emotion too; costs no pass of its own.
            irony: say how likely irony is; costs no pass of its own.
            everything: ask every head that reads the comment alone, those of your own too.
            cache: keep what the model says of a text in the user's cache folder, and do not ask it twice.

        Raises:
            ModelError: there is no such model or device, it cannot be read, it does not classify texts, or it has no
                head for what is asked.
        """
        folder = models.resolve(model)
        config = models.read_config(folder)
        digest = models.digest(folder)
        tokenizer, limit = models.load_tokenizer(folder, config)
        heads = heads_.read(folder)
        asked = [name for name, wanted in ((EMOTION, emotion), (IRONY, irony)) if wanted]
        if everything:
            asked = [head.name for head in heads if not head.pair]
        layer = models.vector_layer(config)
        return cls(
            name=models.DEFAULT if model is None else str(model),
            digest=digest,
            labels=list(config["id2label"].values()),
            tokenizer=tokenizer,
            limit=limit,
            pad=int(config.get("pad_token_id") or 0),
            engine=engines.start(FolderNetwork(folder, config, heads), device),
            heads=heads,
            toward=toward,
            asked=asked,
            encoder=lambda: engines.start(FolderNetwork(folder, config, None, layer), device),
            cache=cache,
        )

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
        shares, windows = self._read(texts, None, progress)
        return shares[0], windows

    def look_ahead(self, texts: Sequence[str]) -> None:
        """Tokenise what will be scored next, in another thread while the model is at work."""
        self._reader.look_ahead(texts)

    def react(self, texts: Sequence[str], head: str, toward: str | None = None) -> npt.NDArray[np.float64]:
        """Return probabilities (texts, labels of the head) of cleaned texts.

        Args:
            texts: cleaned.
            head: its name.
            toward: the event, for a head that reads one; that of the classifier if left out.

        Raises:
            ModelError: the model has no such head, or it reads an event and none was named.
        """
        asked, event = self.head(head), clean(toward) if toward else self.toward
        if asked.pair and not event:
            raise ModelError(f"an event, for {head} is toward one", "none", "name it with toward=")
        return self._read(texts, event if asked.pair else None, None)[0][self._place(head)]

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> npt.NDArray[np.float64]:
        """Return vectors (texts, dimensions) of cleaned texts: the mean of the token states of a lower layer.

        These tell topics apart, where the last layer tells little but tone. A long text has the mean of its windows.
        """

        def ask(new: Sequence[str]) -> npt.NDArray[np.float64]:
            # As precise as the cache keeps them, so that what it gives back changes nothing.
            return self._reader.run(self._encoder, new, progress=progress)[0].astype(np.float32).astype(np.float64)

        return self._known("vectors", texts, None, ask, np.float32)

    @cached_property
    def _encoder(self) -> Engine:
        if self._start_encoder is None:
            raise ModelError("a model with vectors", self.name, "make it by Classifier.load")
        return self._start_encoder()

    def __call__(self, batch: dict[str, list[Any]]) -> dict[str, list[Any]]:
        """Label a batch of rows: `label`, `p_<label>`, `windows`, `model`, what was asked; null where `skipped` is set.

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
        import pyarrow as pa

        needed = [c for c in ("text", "clean", "skipped") if c in comments.column_names]
        columns = self._columns(comments.select_columns(needed).to_dict(), progress)
        table = comments.remove_columns([c for c in columns if c in comments.column_names]).data.table
        for name, values in columns.items():
            table = table.append_column(name, pa.array(values, _kind(name)))
        return carried(comments, table)

    def _columns(self, batch: dict[str, list[Any]], progress: Progress | None) -> dict[str, list[Any]]:
        rows = len(batch["text"])
        source = batch.get("clean") or [clean(t) if t else None for t in batch["text"]]
        skipped = batch.get("skipped") or [None] * rows
        places = [i for i in range(rows) if source[i] and not skipped[i]]
        texts = [source[i] for i in places]
        shares, windows = self._read(texts, None, progress)
        found = labelled("label", self.labels, shares[0])
        for name in self.asked:
            found |= labelled(name, self.head(name).labels, shares[self._place(name)])
        if self.toward:
            told = self._read(texts, self.toward, None)[0]
            found |= labelled(STANCE, self.head(STANCE).labels, told[self._place(STANCE)])
            found[TOWARD] = [self.toward] * len(texts)
        found |= {"windows": windows.tolist(), "model": [self.identity] * len(texts)}
        columns: dict[str, list[Any]] = {name: [None] * rows for name in found}
        for name, values in found.items():
            for i, value in zip(places, values, strict=True):
                columns[name][i] = value
        return columns

    def head(self, name: str) -> Head:
        """Return the head of a name."""
        if name not in self._heads:
            raise ModelError(f"a model with a head for {name}", f"{self.name}, which has none", "name one that has it")
        return self._heads[name]

    def _place(self, name: str) -> int:
        return 1 + list(self._heads).index(name)

    def _read(
        self, texts: Sequence[str], event: str | None, progress: Progress | None
    ) -> tuple[list[npt.NDArray[np.float64]], npt.NDArray[np.int64]]:
        """Return probabilities of tone and of each head, and windows."""
        sizes = [len(self.labels), *(len(head.labels) for head in self._heads.values())]
        if not texts:
            return [np.zeros((0, size)) for size in sizes], np.zeros(0, np.int64)

        def ask(new: Sequence[str]) -> npt.NDArray[np.float64]:
            run = self._reader.run(self.engine, new, read=self._probabilities, event=event, progress=progress)
            return np.column_stack(run)

        told = self._known("labels", texts, event, ask)
        return np.split(told[:, :-1], np.cumsum(sizes)[:-1], axis=1), told[:, -1].astype(np.int64)

    def _known(
        self,
        what: str,
        texts: Sequence[str],
        event: str | None,
        ask: Callable[[Sequence[str]], npt.NDArray[np.float64]],
        kind: npt.DTypeLike = np.float64,
    ) -> npt.NDArray[np.float64]:
        """Return what the model says of texts (texts, width), asking it only what no earlier run did."""
        if not self._cached:
            return ask(texts)
        name = f"{self.digest[:16]}-{VERSION}-{self.engine.name.replace(' ', '-')}-{what}.sqlite"
        return Cache(cache_folder() / "said" / name, kind).through(texts, event, ask)

    def _probabilities(self, logits: Floats) -> Floats:
        """Return probabilities of tone, its labels merged, and of each head, side by side."""
        tone, *others = (_softmax(logits[:, span]) for span in self._logits)
        return np.concatenate([tone @ self._merge, *others], axis=1)


def load_asked(model: str | Path | None, asked: Asked, *, device: str = "auto", cache: bool = False) -> Classifier:
    """Load a model for what the user asks of it; see `Classifier.load`.

    Raises:
        DataError: several events are named.
    """
    if len(asked.toward) > 1:
        raise DataError("one event", "; ".join(asked.toward), "name one with --toward, and score again for the next")
    toward, emotion, irony, everything = next(iter(asked.toward), None), asked.emotion, asked.irony, asked.everything
    return Classifier.load(
        model, device=device, toward=toward, emotion=emotion, irony=irony, everything=everything, cache=cache
    )


def _kind(name: str) -> Any:
    """Return the Arrow type of a column, which must not depend on whether any row of a table has a value."""
    import pyarrow as pa

    return pa.int64() if name == "windows" else pa.float64() if name.startswith("p_") else pa.string()


def _softmax(logits: Floats) -> Floats:
    exponents = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(exponents / exponents.sum(axis=1, keepdims=True), np.float32)
