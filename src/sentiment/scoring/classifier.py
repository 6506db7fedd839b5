"""A model folder resolved, and run over texts: the default, a local folder and a hub id are one and the same."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

import numpy as np
import numpy.typing as npt

from sentiment.errors import ModelError
from sentiment.scoring import heads as heads_
from sentiment.scoring import model_folder as models
from sentiment.scoring.answers import Answers
from sentiment.scoring.asked import Asked, check_device, paired
from sentiment.scoring.batching import Progress as Progress
from sentiment.scoring.batching import Reader
from sentiment.scoring.columns import Columns
from sentiment.scoring.engine import Engine
from sentiment.scoring.heads import Head, arrow
from sentiment.scoring.network import running, tokenizer_of, vector_width
from sentiment.scoring.pieces import PartOfTokenizer
from sentiment.scoring.prediction import Prediction, Predictions
from sentiment.table.comments import Comments, carried
from sentiment.table.comments import arrow as arrow_table
from sentiment.table.label_words import canonical
from sentiment.table.labels import EMOTION, IRONY, STANCE, TOWARD
from sentiment.text import VERSION, clean, cleaned

if TYPE_CHECKING:
    from tokenizers import Tokenizer


class Classifier:
    """Labels texts. Made by `Classifier.load`; the constructor takes ready parts."""

    def __init__(
        self,
        *,
        name: str,
        digest: str,
        labels: Sequence[str],
        tokenizer: "Tokenizer | PartOfTokenizer",
        limit: int,
        pad: int,
        engine: Engine,
        heads: Sequence[Head] = (),
        toward: Sequence[str] = (),
        contrary: Sequence[str] = (),
        asked: Sequence[str] = (),
        vectors: int = 0,
        own: bool = False,
        encoder: Callable[[], Engine] | None = None,
        cache: bool = False,
        folder: Path | None = None,
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
            toward: the events that stance is toward, each in a pass of its own.
            contrary: of the events, in their order; stance is then the mean of what is said of both.
            asked: names of heads that label too.
            vectors: numbers in the vector of a text, with which the engine's rows end; 0 where they have none.
            own: label the stance of each row toward its own event, in its column `toward`.
            encoder: starts an engine that turns batches into vectors alone.
            cache: keep what the model says of a text, for other runs.
            folder: that the model was loaded from.
        """
        self.name, self.digest, self.engine = name, digest, engine
        events = {clean(event): other and clean(other) for event, other in zip_longest(toward, contrary)}
        self.toward, self.contrary, self.asked = tuple(events), tuple(events.values()), tuple(asked)
        standard = [canonical(label) for label in labels]
        self.labels = tuple(dict.fromkeys(standard))
        self._heads = {head.name: head for head in heads}
        self._answers = Answers(
            reader=Reader(tokenizer, limit, pad),
            engine=engine,
            encoder=encoder or self._no_encoder,
            # Several labels of a model may mean one of ours (1 and 2 stars); their probabilities add up.
            merge=np.array([[s == label for label in self.labels] for s in standard]),
            heads=tuple(heads),
            kept_as=f"{digest[:16]}-{VERSION}-{engine.name.replace(' ', '-')}" if cache else None,
        )
        self.vector_width, self.own, self.folder = vectors, own and not self.toward, folder
        for wanted in (*self.asked, *([STANCE] if self.toward or self.own else [])):
            self.head(wanted)

    @classmethod
    def load(
        cls,
        model: str | Path | None = None,
        *,
        device: str = "auto",
        toward: str | Sequence[str] | None = None,
        contrary: str | Sequence[str] | None = None,
        emotion: bool = False,
        irony: bool = False,
        everything: bool = False,
        vectors: bool = False,
        own: bool = False,
        cache: bool = False,
    ) -> "Classifier":
        """Load the embedded model, a local folder or a hub id such as `org/name`.

        Args:
            model: None is the embedded model. Only a hub id opens a network connection.
            device: `auto`, `cpu`, `cuda`, `cuda:1`, `mps`.
            toward: an event in a few words; every comment then also gets its `stance` toward it, from a second
                pass that reads the event before the comment. Of several events `stance_1` and so on, in their order.
            contrary: of the event, or of each in their order; stance is then the mean of the probabilities under both,
                those under the contrary with the sides changed. That takes a third pass.
            emotion: label the emotion too; costs no pass of its own.
            irony: say how likely irony is; costs no pass of its own.
            everything: ask every head that reads the comment alone, those of your own too.
            vectors: give every comment its `vector` too; costs no pass of its own.
            own: where no event is named, label the stance of each row toward the one in its column `toward`.
            cache: keep what the model says of a text in the user's cache folder, and do not ask it twice.

        Raises:
            ModelError: there is no such model or device, it cannot be read, it does not classify texts, or it has no
                head for what is asked.
            DataError: an event says nothing or has two contraries, there are more contraries than events, or one is
                the event itself.
        """
        check_device(device)
        events, contraries = paired(toward, contrary)
        folder = models.resolve(model)
        config, digest = models.read_config(folder), models.digest(folder)
        tokenizer, limit = tokenizer_of(folder, digest)
        heads = heads_.read(folder)
        asked = [name for name, wanted in ((EMOTION, emotion), (IRONY, irony)) if wanted]
        if everything:
            asked = [head.name for head in heads if not head.pair]
        return cls(
            name=models.named(model),
            digest=digest,
            labels=list(config["id2label"].values()),
            tokenizer=tokenizer,
            limit=limit,
            pad=int(config.get("pad_token_id") or 0),
            engine=running(folder, digest, device, labels=True, vectors=vectors),
            heads=heads,
            toward=events,
            contrary=contraries,
            asked=asked,
            vectors=vector_width(folder, digest) if vectors else 0,
            own=own,
            encoder=lambda: running(folder, digest, device, labels=False, vectors=True),
            cache=cache,
            folder=folder,
        )

    @cached_property
    def identity(self) -> str:
        """Name and digest in one word, as it stands in the column `model`."""
        return f"{self.name}@{self.digest[:12]}"

    @cached_property
    def _columns(self) -> Columns:
        return Columns(
            answers=self._answers,
            labels=self.labels,
            heads=self._heads,
            asked=self.asked,
            toward=self.toward,
            contrary=self.contrary,
            own=self.own,
            vectors=self.vector_width,
            model=self.identity,
        )

    @overload
    def predict(self, texts: str | None, progress: Progress | None = None) -> Prediction: ...  # type: ignore[overload-overlap]
    @overload
    def predict(self, texts: Sequence[str | None], progress: Progress | None = None) -> Predictions: ...
    def predict(
        self, texts: str | Sequence[str | None] | None, progress: Progress | None = None
    ) -> Prediction | Predictions:
        """Return what the model says of one text, or of each of several, as written: they are cleaned here.

        None, an empty text, and one of links, handles and punctuation alone have no label (`Prediction.label` is None);
        of no texts, `[]`, there are no predictions.

        Args:
            texts: one text, or several.
            progress: called with the number of distinct texts finished since the last call.
        """
        if texts is None or isinstance(texts, str):
            return self.predict([texts], progress)[0]
        said = [cleaned(text) for text in texts]
        places = [i for i, text in enumerate(said) if text]
        shares, windows = np.full((len(said), len(self.labels)), np.nan), np.zeros(len(said), np.int64)
        shares[places], windows[places] = self.probabilities([said[i] or "" for i in places], progress)
        return Predictions(self.labels, shares, windows)

    def probabilities(
        self, texts: Sequence[str], progress: Progress | None = None
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
        """Return probabilities (texts, labels) of cleaned texts, and how many windows each took.

        A text longer than the model reads is cut at sentence borders; its probabilities are the mean over the
        windows, weighted by tokens. Each distinct text is scored once.
        """
        told = self._answers.labels([(None, text) for text in texts], progress)
        shares: npt.NDArray[np.float64] = told[:, self._answers.spans[0]]
        return shares, told[:, -1].astype(np.int64)

    def look_ahead(self, texts: Sequence[str]) -> None:
        """Tokenise what will be scored next, in another thread while the model is at work."""
        self._answers.reader.look_ahead(texts)

    def react(
        self, texts: Sequence[str], head: str, toward: str | Sequence[str] | None = None
    ) -> npt.NDArray[np.float64]:
        """Return probabilities (texts, labels of the head) of cleaned texts.

        Args:
            texts: cleaned.
            head: its name.
            toward: the event, for a head that reads one, or that of each text; that of the classifier if left out.

        Raises:
            ModelError: the model has no such head, or it reads an event and none was named.
        """
        asked, named = self.head(head), toward or next(iter(self.toward), "")
        events = [clean(named)] * len(texts) if isinstance(named, str) else [clean(event) for event in named]
        if asked.pair and not all(events):
            raise ModelError(f"an event, for {head} is toward one", "none", "name it with toward=")
        asks = [(event if asked.pair else None, text) for event, text in zip(events, texts, strict=True)]
        return self._answers.labels(asks)[:, self._answers.span(head)]

    def vectors(self, texts: Sequence[str | None], progress: Progress | None = None) -> npt.NDArray[np.float64]:
        """Return vectors (texts, dimensions): what a text is about, to be compared by their cosine.

        They are made of the states of a lower layer, which tells topics apart where the last one tells little but tone.
        A long text has the mean of its windows, one that says nothing NaN.
        """
        said = [cleaned(text) for text in texts]
        places = [i for i, text in enumerate(said) if text]
        if not places:
            return np.full((len(said), 0), np.nan)
        found = self._answers.vectors([said[i] or "" for i in places], progress)
        vectors = np.full((len(said), found.shape[1]), np.nan)
        vectors[places] = found
        return vectors

    def _no_encoder(self) -> Engine:
        raise ModelError("a model with vectors", self.name, "make it by Classifier.load")

    def __call__(self, batch: dict[str, list[Any]]) -> dict[str, list[Any]]:
        """Label a batch of rows: `label`, `p_<label>`, `windows`, `model`, what was asked; null where `skipped` is set.

        Takes `clean` where the batch has it, `text` otherwise. The protocol of `Dataset.map(batched=True)` and Ray
        Data's `map_batches`.
        """
        return self._columns.of(batch)

    def score(self, comments: Comments, progress: Progress | None = None) -> Comments:
        """Return the table with `label`, `p_<label>`, `windows` and `model` added; no row is dropped.

        Args:
            comments: rows, best prepared.
            progress: called with the number of distinct texts finished since the last call.
        """
        table = arrow_table(comments)
        needed = [c for c in ("text", "clean", "skipped", TOWARD) if c in table.column_names]
        columns = self._columns.of(table.select(needed).to_pydict(), progress)
        table = table.drop_columns([c for c in columns if c in table.column_names])
        for name, values in columns.items():
            table = table.append_column(name, arrow(name, values, self.vector_width))
        return carried(comments, table)

    def reads(self, head: str) -> bool:
        """Tell whether the model has a head of this name."""
        return head in self._heads

    def head(self, name: str) -> Head:
        """Return the head of a name."""
        if name not in self._heads:
            raise ModelError(f"a model with a head for {name}", f"{self.name}, which has none", "name one that has it")
        return self._heads[name]


def load_asked(model: str | Path | None, asked: Asked, *, device: str = "auto", cache: bool = False) -> Classifier:
    """Load a model for what the user asks of it; see `Classifier.load`."""
    return Classifier.load(model, device=device, cache=cache, **asdict(asked))
