"""Labelled comments added up: shares with intervals, overall and by group, with the quotes behind them."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sentiment import rendering
from sentiment.errors import DataError
from sentiment.estimation.estimators import Estimate, Shares, labels_to_halve
from sentiment.estimation.evidence import Evidence
from sentiment.estimation.gold_labels import labels_of
from sentiment.rendering.headline import headline
from sentiment.rendering.notes import notes
from sentiment.rendering.translation import phrases
from sentiment.scoring import model_folder as models
from sentiment.summary import reactions
from sentiment.summary.audit import trial
from sentiment.summary.distinctive_words import Vocabulary
from sentiment.summary.parts import moment, parts, plain, repeats, risk, skipped, subjects
from sentiment.summary.quotes import Quotes, attribute
from sentiment.table.copies import clusters
from sentiment.table.groups import NO_VALUE, codes_of
from sentiment.table.labels import EMOTION, LABELS, NEGATIVE, POSITIVE, STANCE
from sentiment.table.provenance import inputs, remembered
from sentiment.text import VERSION as PREPROCESSING

if TYPE_CHECKING:
    from datasets import Dataset

    from sentiment.scoring.classifier import Classifier

QUOTES, FLOOR, BATCH = 3, 5, 10_000


@dataclass(frozen=True)
class Summary:
    """A reaction summary. The document is the JSON contract; the properties read estimates back out of it."""

    document: dict[str, Any]

    @property
    def overall(self) -> dict[str, Estimate]:
        """The share of each label over all scored comments."""
        return _estimates(self.document["overall"])

    @property
    def net(self) -> Estimate | None:
        """Positive minus negative share, from -1 to 1; None for a model without these labels."""
        return _estimate(self.document["net"]) if self.document["net"] else None

    @property
    def stance(self) -> dict[str, Estimate] | None:
        """The share of each stance toward the event; None where no event was named."""
        return _estimates(self.document["stance"]["overall"]) if self.document["stance"] else None

    @property
    def groups(self) -> dict[str, dict[str, dict[str, Estimate]]]:
        """Column -> value -> label -> share."""
        columns = self.document["groups"].items()
        return {column: {value: _estimates(e) for value, e in values.items()} for column, values in columns}

    def translated(self, lang: str) -> "Summary":
        """Return the same summary for readers of another language: en, az, tr or ru.

        Raises:
            DataError: there is no such language.
        """
        return Summary(_worded({**self.to_dict(), "lang": phrases(lang).language}))

    def chart(self, kind: str = "overall") -> Any:
        """Return an interactive chart, for a notebook; needs the package altair.

        Args:
            kind: `overall`, `time`, `stance` or a column that the summary is grouped by.

        Raises:
            DataError: the summary has nothing of this kind.
        """
        return rendering.interactive(self.document, kind)

    def to_dict(self) -> dict[str, Any]:
        """Return the document, a copy that may be changed."""
        copy: dict[str, Any] = json.loads(json.dumps(self.document))
        return copy

    def save(self, path: str | Path) -> None:
        """Write the report in the format of the suffix: .html, .json, .md or .xlsx.

        Raises:
            WriteError: the suffix is none of these, or the file cannot be written.
        """
        rendering.save(self.document, Path(path))

    def __str__(self) -> str:
        """Return what the terminal shows, without colours."""
        return rendering.terminal(self.document)

    def _repr_html_(self) -> str:
        return rendering.notebook(self.document)


def summarize(
    scored: "Dataset",
    *,
    by: Sequence[str] = ("group", "language"),
    audit: "Dataset | None" = None,
    event: datetime | str | None = None,
    floor: int = FLOOR,
    level: float = 0.95,
    lang: str = "en",
    classifier: "Classifier | None" = None,
    command: str | None = None,
) -> Summary:
    """Add up a scored table, by the strongest evidence of the model's errors that there is.

    Args:
        scored: rows with `label` and `p_<label>`, as `Classifier.score` returns them.
        by: what to group by: columns, `month`, `week`, `day` or `hour`, or two of these joined by `+`; one that has no
            value anywhere is left out.
        audit: the sample with labels by hand in `gold`; shares are then `audited`.
        event: a moment; comments before and after it are compared. Without a zone it is UTC.
        floor: groups with fewer scored comments are folded into `other`.
        level: nominal coverage of the intervals.
        lang: of the report: en, az, tr or ru.
        classifier: the model; with it there are themes, and each quote says which words carried its label.
        command: what the user typed, for the account of the run.

    Raises:
        DataError: the table is not scored, a column of `by` does not exist, the audit is of another table, or the event
            is no time.
    """
    if "label" not in scored.column_names:
        raise DataError("a scored table", "no column label", "score it first: sentiment score FILES -o scored.parquet")
    table = scored.with_format("arrow")[:]
    names, codes = codes_of(table["label"])
    labels = _labels(table.column_names, [name for name in names if name != NO_VALUE])
    place = np.array([labels.index(name) if name in labels else -1 for name in names], np.int64)
    predicted = place[codes] if len(codes) else codes
    rows = np.flatnonzero(predicted >= 0)
    texts = table["clean"] if "clean" in table.column_names else table["text"]
    cluster = clusters(texts)
    cluster[cluster < 0] = np.flatnonzero(cluster < 0)
    spoken = codes_of(table["language"]) if "language" in table.column_names else (["und"], np.zeros_like(codes))
    spoken = ["und" if name == NO_VALUE else name for name in spoken[0]], spoken[1]
    model, measured = _model(table, rows)
    evaluation = measured if set(measured.get("labels", ())) == set(labels) else None
    hand = None
    if audit is not None:
        ids, written = table["id"].to_pylist(), table["text"].to_pylist()
        hand = labels_of(audit.to_list(), ids, written, (predicted >= 0).tolist(), labels)
    certainty = _certainty(table, labels)
    sure = certainty[np.arange(len(predicted)), predicted] if labels else None
    evidence = Evidence(labels, predicted, spoken, cluster, sure, evaluation, hand, level)
    heads = measured.get("heads", {})
    overall, plainly = evidence.shares(rows), evidence.counted(rows)
    told, rejected = remembered(scored)
    if audit is not None and (unread := remembered(audit)[1]):
        told.append(f"rows of the labels by hand that could not be read: {unread}")
    quotes = Quotes(table, evidence)
    words = Vocabulary(_texts(texts, spoken, predicted))
    found = {label: np.flatnonzero(predicted == place) for place, label in enumerate(labels)}
    document: dict[str, Any] = {
        "comments": len(predicted),
        "scored": len(rows),
        "skipped": skipped(table, np.flatnonzero(predicted < 0)),
        "rejected": rejected,
        "labels": labels,
        "level": level,
        "overall": plain(overall),
        "net": _net(overall),
        "counted": {"overall": plain(plainly), "net": _net(plainly)},
        **parts(table, evidence, words, quotes, by=by, event=moment(event), floor=floor),
        "languages": {},
        "copies": repeats(table, evidence, rows),
        "irony": risk(texts, evidence, rows) | (reactions.ironic(table, evidence) or {}),
        "stance": reactions.stance(table, evidence, quotes, heads.get(STANCE), audit.to_list() if audit else None),
        "emotion": reactions.emotion(table, evidence, heads.get(EMOTION)),
        "heads": reactions.others(table, evidence, heads),
        "audit": None,
        "words": words.distinctive({label: own for label, own in found.items() if len(own)}, cluster),
        "quotes": {label: quotes.of(own, QUOTES) for label, own in found.items()},
        "themes": None,
        "model": model,
    }
    if hand is not None:
        document["audit"] = trial(evidence, hand, rows, certainty, quotes.named)
    if classifier is not None:
        document["themes"] = subjects(texts, evidence, rows, certainty, words, quotes, classifier.embed)
        attribute(document, classifier)
    for code, n in Counter(np.array(spoken[0], object)[spoken[1][rows]].tolist()).most_common():
        measured = model["languages"].get(code, 0)
        document["languages"][code] = {"n": n, "measured": measured, "validated": evidence.validated(code)}
    widest = max(overall.values(), key=lambda e: e.high - e.low, default=None)
    document["to_halve"] = labels_to_halve(widest, len(rows), level=level) if widest and len(rows) else 0
    document |= {"told": told, "run": _run(scored, model, command), "lang": phrases(lang).language}
    return Summary(_worded(document))


def _worded(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document with its sentences in its language."""
    return document | {"headline": headline(document), "notes": notes(document)}


def _run(scored: "Dataset", model: Mapping[str, Any], command: str | None) -> dict[str, Any]:
    """Return what made the report: enough to make it again, and to see whether anything changed."""
    return {
        "version": version("sentiment"),
        "command": command,
        "model": f"{model['name']} {model['digest'] or ''}".strip(),
        "preprocessing": str(PREPROCESSING),
        "inputs": inputs(scored),
    }


def _labels(columns: Sequence[str], found: Iterable[str]) -> list[str]:
    """Return the labels that the model can give, negative to positive."""
    known = {c.removeprefix("p_") for c in columns if c.startswith("p_")} - reactions.beside(columns) or set(found)
    return [label for label in LABELS if label in known] + sorted(known - set(LABELS))


def _net(shares: Shares) -> dict[str, Any] | None:
    return plain({"net": shares.net(POSITIVE, NEGATIVE)})["net"] if {NEGATIVE, POSITIVE} <= set(shares) else None


def _certainty(table: Any, labels: Sequence[str]) -> npt.NDArray[np.float64]:
    """Return the model's probabilities (rows, labels), NaN where the table has none."""
    blank = np.full(table.num_rows, np.nan)
    columns = [table[f"p_{x}"].to_numpy() if f"p_{x}" in table.column_names else blank for x in labels]
    return np.stack(columns, axis=1).astype(float) if columns else np.zeros((table.num_rows, 0))


def _texts(
    texts: Any, spoken: tuple[list[str], npt.NDArray[np.int64]], predicted: npt.NDArray[np.int64]
) -> Iterator[tuple[str | None, str]]:
    """Yield text and language of each row, without the text where it is not scored, a batch at a time."""
    names, codes = spoken
    for start in range(0, len(texts), BATCH):
        for i, text in enumerate(texts[start : start + BATCH].to_pylist(), start):
            yield (text if predicted[i] >= 0 else None), names[codes[i]]


def _model(table: Any, rows: npt.NDArray[np.int64]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return name, digest and measured languages of the model that labelled the rows, and its `evaluation.json`.

    Of rows of several models nothing was measured.
    """
    names, codes = codes_of(table["model"].take(rows)) if "model" in table.column_names else ([], [])
    identities = [names[code] for code, _ in Counter(np.asarray(codes).tolist()).most_common()]
    name, _, digest = (identities[0] if identities else "unknown").rpartition("@")
    found = models.evaluation(name, digest) if name else None
    languages = {code: part["n"] for code, part in (found or {}).get("languages", {}).items()}
    told = {
        "name": name or digest,
        "digest": digest if name else None,
        "languages": languages,
        "others": identities[1:],
    }
    return told, found if found and len(identities) == 1 else {}


def _estimate(entry: Mapping[str, Any]) -> Estimate:
    share = float("nan") if entry["share"] is None else entry["share"]
    return Estimate(share, entry["low"], entry["high"], entry["n"], entry["method"])


def _estimates(entries: Mapping[str, Mapping[str, Any]]) -> dict[str, Estimate]:
    return {label: _estimate(entry) for label, entry in entries.items()}
