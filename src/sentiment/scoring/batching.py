"""Texts in, what an engine says of them out: tokenised, sorted by length, batched, and averaged over windows."""

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sentiment.arrays import Singles
from sentiment.errors import ModelError
from sentiment.scoring.engine import Batch, Engine
from sentiment.scoring.pieces import PartOfTokenizer

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WINDOW = 50_000  # texts sorted by length together
FEWEST = 16  # tokens of a comment beside the event in one window
_SENTENCE_END = re.compile(r"(?<=[.!?…。])\s+|\n+")
Progress = Callable[[int], None]
Read = Callable[[Singles], Singles]
Ask = tuple[str | None, str]  # an event that is read before it, and a text
Pieces = dict[str, list[int]]  # text to token ids, without the special ones
Means = tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]  # (asks, width), and windows of each


@dataclass(frozen=True)
class Reader:
    """Runs texts through an engine.

    Attributes:
        tokenizer: adds the special tokens itself and neither cuts nor pads.
        limit: tokens that the model reads at once, special tokens included.
        pad: token id to fill a batch with.
    """

    tokenizer: "Tokenizer | PartOfTokenizer"
    limit: int
    pad: int
    _ahead: deque[Pieces] = field(default_factory=lambda: deque(maxlen=2))  # of this window and the next

    def run(
        self,
        engine: Engine,
        asks: Sequence[Ask],
        *,
        read: Read = lambda output: output,
        progress: Progress | None = None,
    ) -> Means:
        """Return what `read` makes of the engine's output for each text, and how many windows the text took.

        A text longer than the model reads is cut at sentence borders; it has the mean over its windows, weighted by
        tokens. Each distinct text is tokenised once, whatever the number of events, and read once under each.

        Args:
            engine: turns batches of token ids into rows of numbers.
            asks: cleaned texts, each alone or behind an event.
            read: makes of the rows of a batch what is averaged.
            progress: called with the number of distinct texts, alone, finished since the last call.
        """
        distinct = list(dict.fromkeys(asks))
        place = {ask: i for i, ask in enumerate(distinct)}
        starts = range(0, len(distinct), WINDOW) or [0]
        parts = [self._window(engine, distinct[i : i + WINDOW], read, progress) for i in starts]
        means, windows = (np.concatenate(column) for column in zip(*parts, strict=True))
        order = [place[ask] for ask in asks]
        return means[order], windows[order]

    def encode(self, asks: Sequence[Ask]) -> Iterator[list[list[int]]]:
        """Yield the windows of each text, as token ids with the special tokens; each window begins with the event."""
        pieces = self._pieces(list(dict.fromkeys(text for _, text in asks)))
        frames = {event: self.frame(event) for event in dict.fromkeys(event for event, _ in asks)}
        for event, text in asks:
            before, after = frames[event]
            if len(before) + len(pieces[text]) + len(after) <= self.limit:
                yield [[*before, *pieces[text], *after]]
            else:
                yield [[*before, *window, *after] for window in self._windows(text, len(before) + len(after))]

    def look_ahead(self, texts: Sequence[str]) -> None:
        """Tokenise what `run` will be given next, in another thread while the engine is at work."""
        self._ahead.append(self._tokenised(list(dict.fromkeys(texts))))

    def _pieces(self, texts: Sequence[str]) -> Pieces:
        known = {text: ids for ahead in tuple(self._ahead) for text in texts if (ids := ahead.get(text)) is not None}
        if new := [text for text in texts if text not in known]:
            self._ahead.append(self._tokenised(new))  # the next event needs them again
            known |= self._ahead[-1]
        return known

    def _tokenised(self, texts: Sequence[str]) -> Pieces:
        found = self.tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        return dict(zip(texts, [encoding.ids for encoding in found], strict=True))

    def _windows(self, text: str, taken: int) -> list[list[int]]:
        room = self.limit - taken
        if room < FEWEST:
            raise ModelError(
                "an event of a few words", f"one of {taken} tokens", "say it shorter, in --toward or the column toward"
            )
        windows: list[list[int]] = [[]]
        for sentence in _SENTENCE_END.split(text):
            ids = self.tokenizer.encode(sentence, add_special_tokens=False).ids
            for piece in (ids[i : i + room] for i in range(0, len(ids), room)):
                if len(windows[-1]) + len(piece) > room:
                    windows.append([])
                windows[-1] += piece
        return [window for window in windows if window]

    def frame(self, event: str | None) -> tuple[list[int], list[int]]:
        """The tokens before and after a text, read off an example; the event is among those before."""
        bare = self.tokenizer.encode("a", add_special_tokens=False).ids
        full = (self.tokenizer.encode(event, "a") if event else self.tokenizer.encode("a")).ids
        at = next(i for i in reversed(range(len(full))) if full[i : i + len(bare)] == bare)
        return full[:at], full[at + len(bare) :]

    def _window(self, engine: Engine, asks: Sequence[Ask], read: Read, progress: Progress | None) -> Means:
        pieces = [(i, ids) for i, windows in enumerate(self.encode(asks)) for ids in windows]
        pieces.sort(key=lambda piece: len(piece[1]))
        batches = list(_batches([len(ids) for _, ids in pieces], engine.budget))
        sums: npt.NDArray[np.float64] | None = None
        tokens, windows = np.zeros(len(asks)), np.zeros(len(asks), np.int64)
        runs = engine.run(self._pad_batch([ids for _, ids in pieces[a:b]]) for a, b in batches)
        for (a, b), output in zip(batches, runs, strict=True):
            if not np.isfinite(output).all():  # the label would be the first one, whatever the text
                hint = "download the folder again, or try --device cpu"
                raise ModelError("numbers from the model", "NaN or infinity", hint)
            rows = read(output)
            sums = np.zeros((len(asks), rows.shape[1])) if sums is None else sums
            for (i, ids), row in zip(pieces[a:b], rows, strict=True):
                sums[i] += row * len(ids)
                tokens[i] += len(ids)
                windows[i] += 1
            if progress:
                progress(len({i for i, _ in pieces[a:b] if asks[i][0] is None}))
        return (np.zeros((0, 0)) if sums is None else sums / np.maximum(tokens, 1)[:, None]), windows

    def _pad_batch(self, rows: list[list[int]]) -> Batch:
        longest = max(map(len, rows))
        ids = np.full((len(rows), longest), self.pad, np.int64)
        mask = np.zeros_like(ids)
        for i, row in enumerate(rows):
            ids[i, : len(row)], mask[i, : len(row)] = row, 1
        return ids, mask


def _batches(lengths: Sequence[int], budget: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) over ascending lengths so that rows times the longest stays within the token budget."""
    start = 0
    for end, length in enumerate(lengths):
        if end > start and (end - start + 1) * length > budget:
            yield start, end
            start = end
    if start < len(lengths):
        yield start, len(lengths)
