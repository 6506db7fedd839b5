"""The columns that a model adds to a table: what it says of each row, null where there is nothing to label."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sentiment.scoring.answers import Answers
from sentiment.scoring.batching import Ask, Progress
from sentiment.scoring.cache import Rows
from sentiment.scoring.heads import Head, labelled, turned
from sentiment.table.labels import CONTRARY, STANCE, TOWARD, VECTOR
from sentiment.text import clean


@dataclass(frozen=True)
class Columns:
    """Labels batches of rows.

    Attributes:
        answers: asks the model.
        labels: of tone.
        heads: those that the model has, by name.
        asked: names of heads that label too.
        toward: the events that stance is toward, each in a pass of its own.
        contrary: of each event, None where it is asked about alone.
        own: label the stance of each row toward its own event, in its column `toward`.
        vectors: numbers in the vector of a text; 0 adds none.
        model: name and digest in one word.
    """

    answers: Answers
    labels: tuple[str, ...]
    heads: Mapping[str, Head]
    asked: tuple[str, ...]
    toward: tuple[str, ...]
    contrary: tuple[str | None, ...]
    own: bool
    vectors: int
    model: str

    def of(self, batch: dict[str, list[Any]], progress: Progress | None = None) -> dict[str, list[Any]]:
        """Return `label`, `p_<label>`, `windows`, `model` and what was asked of each row.

        Args:
            batch: columns of rows; `clean` is read where there is such a column, `text` otherwise.
            progress: called with the number of distinct texts finished since the last call.
        """
        rows = len(batch["text"])
        source = batch.get("clean") or [clean(t) if t else None for t in batch["text"]]
        skipped = batch.get("skipped") or [None] * rows
        places = [i for i in range(rows) if source[i] and not skipped[i]]
        own = [batch[TOWARD][i] for i in places] if TOWARD in batch else [None] * len(places)
        found = self._said([source[i] for i in places], own, progress)
        columns: dict[str, list[Any]] = {name: [None] * rows for name in found}
        for name, values in found.items():
            for i, value in zip(places, values, strict=True):
                columns[name][i] = value
        return columns

    def _said(self, texts: Sequence[str], own: Sequence[str | None], progress: Progress | None) -> dict[str, list[Any]]:
        """Return columns of the texts that have something to label, with the event of each."""
        if self.vectors:
            told, vectors = self.answers.labels_and_vectors(texts, progress)
        else:
            told = self.answers.labels([(None, text) for text in texts], progress)
        found = labelled("label", self.labels, told[:, self.answers.spans[0]])
        for name in self.asked:
            found |= labelled(name, self.heads[name].labels, told[:, self.answers.span(name)])
        found |= self._stances(texts, own)
        found |= {"windows": told[:, -1].astype(int).tolist(), "model": [self.model] * len(texts)}
        if self.vectors:
            found[VECTOR] = list(vectors)  # as Python's numbers they would take forty times the room
        return found

    def _stances(self, texts: Sequence[str], own: Sequence[str | None]) -> dict[str, list[Any]]:
        """Return columns of stance toward each event that is named; where none is, toward each row's own."""
        events = [([event] * len(texts), other) for event, other in zip(self.toward, self.contrary, strict=True)]
        if self.own:
            events = [([clean(event or "") for event in own], None)]
        found: dict[str, list[Any]] = {}
        sides = self.heads[STANCE].labels if events else ()
        for number, (targets, other) in enumerate(events, 1):
            asks = [(event, text) for event, text in zip(targets, texts, strict=True) if event]
            shares = self._shares(asks)
            if other:
                contrary = self._shares([(other, text) for _, text in asks])
                shares = (shares + turned(contrary, sides)) / 2
            columns = labelled(STANCE, sides, shares)
            columns[TOWARD] = [event for event, _ in asks]
            if other:
                columns[CONTRARY] = [other] * len(asks)
            for name, values in columns.items():
                given = iter(values)
                key = f"{name}_{number}" if len(events) > 1 else name
                found[key] = [next(given) if event else None for event in targets]
        return found

    def _shares(self, asks: Sequence[Ask]) -> Rows:
        """Return (asks, sides)."""
        return self.answers.labels(asks)[:, self.answers.span(STANCE)]
