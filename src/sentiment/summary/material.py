"""A scored table, read once for all sections of the document."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sentiment.arrays import Bools, Floats, Ints
from sentiment.errors import DataError
from sentiment.estimation.evidence import Evidence
from sentiment.estimation.gold_labels import Labels, labels_of
from sentiment.rendering.document import Model, Shares
from sentiment.scoring import model_folder
from sentiment.summary import languages
from sentiment.summary.entries import entries
from sentiment.summary.method import Method
from sentiment.summary.quotes import Quotes
from sentiment.summary.selecting import selected_rows
from sentiment.summary.words.distinctive import Vocabulary
from sentiment.table.comments import Comments, arrow, give_back
from sentiment.table.copies import Burst, bursts, clusters, digested
from sentiment.table.groups import NO_VALUE, codes_of
from sentiment.table.labels import STANCE, tones
from sentiment.table.model_names import shown
from sentiment.table.ranking import commonest, ranks
from sentiment.table.zones import hourless, localized

Row = Mapping[str, Any]
BATCH = 10_000
UNITS = ("author", "thread")  # what comments come from together
ARTICLE = "article"  # the platform of quotes


@dataclass(frozen=True)
class Material:
    """What the sections are made of.

    Attributes:
        table: the Arrow table.
        texts: cleaned, one a row.
        rows: those that have a label.
        evidence: labels as places, and what is known of the model's errors.
        audit: the sample that labels by hand stand in, as rows; empty without one.
        is_part: whether the sample was drawn from more rows than these.
        model: that labelled most rows.
        measured: its `evaluation.json`; empty where it has none, or where rows are of several models.
        words: of all texts.
        quotes: to choose from.
    """

    table: Any
    texts: Any
    rows: Ints
    evidence: Evidence
    audit: list[Row]
    is_part: bool
    model: Model
    measured: Mapping[str, Any]
    words: Vocabulary
    quotes: Quotes

    @property
    def labels(self) -> Sequence[str]:
        """Labels of the model, negative to positive."""
        return self.evidence.labels

    def by_label(self) -> dict[str, Ints]:
        """Return the rows of each label."""
        return {label: np.flatnonzero(self.evidence.predicted == k) for k, label in enumerate(self.labels)}

    @cached_property
    def bursts(self) -> list[Burst]:
        """Texts that many scored comments said within an hour, largest first; none without times.

        Days without a clock are no hours: what came on one of them did not come within an hour.
        """
        if "time" not in self.table.column_names:
            return []
        time = self.table["time"]
        micros = pc.fill_null(time.cast(pa.timestamp("us", tz="UTC")).cast(pa.int64()), 0).to_numpy()
        same = np.where(self.evidence.predicted >= 0, self.evidence.texts, -1)
        clocked = time.is_valid().to_numpy() & ~hourless(self.table)
        return bursts(same, micros, clocked, self.evidence.rank)

    @cached_property
    def in_bursts(self) -> Ints:
        """The rows of all bursts."""
        return np.concatenate([np.zeros(0, np.int64), *(burst.rows for burst in self.bursts)])

    def without_bursts(self, evidence: Evidence, rows: Ints) -> Shares:
        """Return the shares among these rows without those of bursts; nothing where there are no bursts."""
        rest = np.setdiff1d(rows, self.in_bursts)
        return entries(evidence.shares(rest)) if len(rest) < len(rows) else {}


def material(scored: Comments, audit: Comments | None, method: Method, folder: Path | None = None) -> Material:
    """Read the rows of a scored table that are counted, and the labels by hand if there are any.

    What was measured of a model of your own stands in its `folder`: what a table says of its model is never opened as
    a path.

    Raises:
        DataError: the table is not scored, or the audit is of another one.
    """
    if "label" not in scored.column_names:
        raise DataError("a scored table", "no column label", "score it first: sentiment score FILES -o scored.parquet")
    give_back()
    whole = localized(arrow(scored), method.zone)
    given = list(audit) if audit is not None else []
    table, sample = selected_rows(whole, given, method.selection)
    is_part = len(sample) < len(given)
    labels, predicted = _predicted(table)
    texts = table["clean"] if "clean" in table.column_names else table["text"]
    rows = np.flatnonzero(predicted >= 0)
    table = languages.settled(table, texts, rows)
    words = digested(texts)
    rank = ranks(table, words)
    spoken = _languages(table)
    model, measured = _model(table, rows, folder)
    hand = _by_hand(sample, table, predicted, labels, is_part) if audit is not None else None
    evidence = Evidence(
        labels,
        predicted,
        spoken,
        _clusters(texts, words, rank),
        _probabilities(table, labels),
        measured if set(measured.get("labels", ())) == set(labels) else None,
        hand,
        method.level,
        _units(table),
        rank,
    )
    vocabulary, quotes = Vocabulary(_texts(texts, spoken, predicted)), Quotes(table, evidence)
    give_back()
    return Material(table, texts, rows, evidence, sample, is_part, model, measured, vocabulary, quotes)


def chosen(table: Any) -> Bools:
    """Tell which rows are quotes of an article, which a writer chose."""
    if "platform" not in table.column_names:
        return np.zeros(table.num_rows, bool)
    return np.asarray(pc.fill_null(pc.equal(table["platform"].cast(pa.string()), ARTICLE), False).to_numpy())


def _predicted(table: Any) -> tuple[list[str], Ints]:
    """Return the labels that the model can give, and the place of each row's label in them, -1 without one."""
    names, codes = codes_of(table["label"])
    labels = tones(table.column_names, [name for name in names if name != NO_VALUE])
    place = np.array([labels.index(name) if name in labels else -1 for name in names], np.int64)
    return labels, (place[codes] if len(codes) else codes)


def _languages(table: Any) -> tuple[list[str], Ints]:
    """Return the names of languages, and the place of each row's language in them."""
    if "language" not in table.column_names:
        return [languages.UNSURE], np.zeros(table.num_rows, np.int64)
    names, codes = codes_of(table["language"])
    return [languages.UNSURE if name == NO_VALUE else name for name in names], codes


def _clusters(texts: Any, digests: Any, rank: Ints) -> Ints:
    """Return for all rows that say the same the one that is first by its rank; a row without text is alone."""
    found = clusters(texts, keys=digests)
    give_back()
    found[found < 0] = np.flatnonzero(found < 0)
    first, order = np.empty_like(found), np.argsort(-rank)
    first[found[order]] = order  # of several the last, of the least rank, stays
    return first[found]


def _by_hand(sample: Sequence[Row], table: Any, predicted: Ints, labels: Sequence[str], is_part: bool) -> Labels | None:
    """Return the labels of tone; None for an audit of the stance alone."""
    ids, written = table["id"].to_pylist(), table["text"].to_pylist()
    try:
        return labels_of(sample, ids, written, (predicted >= 0).tolist(), labels, is_part=is_part)
    except DataError:
        if any(row.get("gold") for row in sample) or not any(_has_stance(row) for row in sample):
            raise
        return None


def _has_stance(row: Mapping[str, Any]) -> bool:
    return any(value for name, value in row.items() if name.startswith(f"gold_{STANCE}"))


def _probabilities(table: Any, labels: Sequence[str]) -> Floats:
    """Return the model's probabilities (rows, labels), NaN where the table has none."""
    blank = np.full(table.num_rows, np.nan)
    columns = [table[f"p_{x}"].to_numpy() if f"p_{x}" in table.column_names else blank for x in labels]
    return np.stack(columns, axis=1).astype(float, copy=False) if columns else np.zeros((table.num_rows, 0))


def _units(table: Any) -> list[Ints]:
    """Return a number for the author of each row, and one for its thread, where there are such; -1 for none."""
    told = [table[name] for name in UNITS if name in table.column_names]
    return [np.where(column.is_valid().to_numpy(), codes_of(column)[1], -1) for column in told]


def _texts(texts: Any, spoken: tuple[list[str], Ints], predicted: Ints) -> Iterator[tuple[str | None, str]]:
    """Yield text and language of each row, without the text where it is not scored, a batch at a time."""
    names, codes = spoken
    for start in range(0, len(texts), BATCH):
        for i, text in enumerate(texts[start : start + BATCH].to_pylist(), start):
            yield (text if predicted[i] >= 0 else None), names[codes[i]]


def _model(table: Any, rows: Ints, folder: Path | None) -> tuple[Model, Mapping[str, Any]]:
    """Return name, digest and measured languages of the model that labelled the rows, and its `evaluation.json`.

    Of rows of several models nothing was measured.
    """
    names, codes = codes_of(table["model"].take(rows)) if "model" in table.column_names else ([], [])
    counted = Counter[str]()
    for code, n in Counter(np.asarray(codes).tolist()).items():
        counted[shown(names[code])] += n
    identities = list(commonest(counted))
    name, _, digest = (identities[0] if identities else "unknown").rpartition("@")
    folder = model_folder.resolve(None) if name == model_folder.DEFAULT else folder
    known = model_folder.evaluation(folder, digest) if folder and digest and len(identities) == 1 else None
    found = known or {}
    languages = {code: part["n"] for code, part in found.get("languages", {}).items()}
    model: Model = {
        "name": name or digest,
        "digest": digest if name else None,
        "languages": languages,
        "others": identities[1:],
    }
    return model, found
