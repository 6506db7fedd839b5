"""What an engine's rows mean: probabilities of each head, and a vector; those of an earlier run come from the cache."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sentiment.arrays import Bools, Singles
from sentiment.scoring.batching import Ask, Progress, Reader
from sentiment.scoring.cache import Cache, Rows, through
from sentiment.scoring.engine import Engine
from sentiment.scoring.heads import Head
from sentiment.scoring.kept import cache_folder

_FORMAT = 2  # of the files; a row has a digest
_ROUNDING = 1e-3  # of probabilities that add up to 1
PART = 10_000  # texts whose vectors are held in full precision at once
Span = slice  # of the columns of a row


@dataclass(frozen=True)
class Answers:
    """Asks an engine of texts, alone or behind an event.

    Attributes:
        reader: turns texts into batches, and the engine's rows into one a text.
        engine: gives logits of the classifier and of each head side by side, and a vector if it is made to.
        encoder: starts an engine that gives vectors alone.
        merge: (labels of the model, our labels) which label means which; probabilities of several add up.
        heads: what else the logits are of, in order.
        kept_as: what the files of the cache are named by; None keeps nothing.
    """

    reader: Reader
    engine: Engine
    encoder: Callable[[], Engine]
    merge: Bools
    heads: tuple[Head, ...]
    kept_as: str | None

    @cached_property
    def spans(self) -> list[Span]:
        """Where in a row the probabilities of tone and of each head stand; behind them is the number of windows."""
        return self._spans(self.merge.shape[1])

    def span(self, head: str) -> Span:
        """Where in a row the probabilities of a head stand."""
        return self.spans[1 + [own.name for own in self.heads].index(head)]

    def labels(self, asks: Sequence[Ask], progress: Progress | None = None) -> Rows:
        """Return (asks, probabilities of tone and of each head, windows)."""
        if not asks:
            return np.zeros((0, self.spans[-1].stop + 1))
        with _counted(asks, progress) as counted:
            return self._known(["labels"], asks, lambda new: self._ask(new, counted)[:1])[0]

    def labels_and_vectors(self, texts: Sequence[str], progress: Progress | None) -> tuple[Rows, Rows]:
        """Return both in one pass, of an engine that gives both; vectors as 16-bit numbers, as tables hold them."""
        if not texts:
            return self.labels([]), np.zeros((0, 0), np.float16)
        place = {text: at for at, text in enumerate(dict.fromkeys(texts))}
        asks: list[Ask] = [(None, text) for text in place]
        parts = []
        with _counted(asks, progress) as counted:
            for start in range(0, len(asks), PART):
                labels, vectors = self._known(
                    ["labels", "vectors"], asks[start : start + PART], lambda new: self._ask(new, counted)
                )
                parts.append((labels, vectors.astype(np.float16)))
        order = [place[text] for text in texts]
        labels, vectors = (np.concatenate(part)[order] for part in zip(*parts, strict=True))
        return labels, vectors

    def vectors(self, texts: Sequence[str], progress: Progress | None = None) -> Rows:
        """Return (texts, dimensions), from a pass through the lower layers alone."""
        asks: list[Ask] = [(None, text) for text in texts]
        return self._known(
            ["vectors"], asks, lambda new: [_as_kept(self.reader.run(self.encoder(), new, progress=progress)[0])]
        )[0]

    def _known(
        self, parts: Sequence[str], asks: Sequence[Ask], ask: Callable[[Sequence[Ask]], list[Rows]]
    ) -> list[Rows]:
        return through([self._cache(part) for part in parts], asks, ask) if self.kept_as else ask(asks)

    def _ask(self, asks: Sequence[Ask], progress: Progress | None) -> list[Rows]:
        """Return probabilities and windows, and vectors (none wide where the engine gives none)."""
        means, windows = self.reader.run(self.engine, asks, read=self._probabilities, progress=progress)
        width = self.spans[-1].stop
        return [np.column_stack([means[:, :width], windows]), _as_kept(means[:, width:])]

    def _probabilities(self, rows: Singles) -> Singles:
        """Turn logits into probabilities, and leave the vector behind them as it is."""
        logits = self._spans(self.merge.shape[0])
        tone, *others = (_softmax(rows[:, span]) for span in logits)
        return np.concatenate([tone @ self.merge.astype(np.float32), *others, rows[:, logits[-1].stop :]], axis=1)

    def _cache(self, part: str) -> Cache:
        path = cache_folder() / "said" / f"{self.kept_as}-{part}-{_FORMAT}.sqlite"
        if part == "vectors":
            return Cache(path, None, np.float32)
        return Cache(path, self.spans[-1].stop + 1, valid=self._possible)

    def _possible(self, row: Rows) -> bool:
        """Say whether a row can be what the model said: shares of 1, of one window or more."""
        return bool(row[-1] >= 1) and all(abs(row[span].sum() - 1) < _ROUNDING for span in self.spans)

    def _spans(self, tone: int) -> list[Span]:
        sizes = [tone, *(len(head.labels) for head in self.heads)]
        return [slice(end - size, end) for size, end in zip(sizes, np.cumsum(sizes).tolist(), strict=True)]


@contextmanager
def _counted(asks: Sequence[Ask], progress: Progress | None) -> Iterator[Progress | None]:
    """Give what counts texts as finished; those of an earlier run are finished at the end of the block."""
    if progress is None:
        yield None
        return
    left = len({text for event, text in asks if event is None})

    def count(done: int) -> None:
        nonlocal left
        left -= done
        progress(done)

    yield count
    if left:
        progress(left)


def _as_kept(vectors: Rows) -> Rows:
    """As precise as the cache keeps them, so that what it gives back changes nothing."""
    return vectors.astype(np.float32).astype(np.float64)


def _softmax(logits: Singles) -> Singles:
    exponents = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(exponents / exponents.sum(axis=1, keepdims=True), np.float32)
