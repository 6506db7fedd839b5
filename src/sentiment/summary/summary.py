"""Labelled comments added up: shares with intervals, overall and by group, with the quotes behind them."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sentiment import rendering
from sentiment.errors import DISTRIBUTION
from sentiment.estimation.estimators import Estimate, Shares, labels_to_halve
from sentiment.rendering.document import VERSION, Audit, Document, Figures, Language, Overall, Rows, Run, Share
from sentiment.rendering.headline import headline
from sentiment.rendering.notes import notes
from sentiment.rendering.translation import phrases
from sentiment.summary import reactions
from sentiment.summary.audit import trial
from sentiment.summary.entries import entries, entry, estimate, estimates
from sentiment.summary.material import Material, material
from sentiment.summary.parts import moment, parts, skipped
from sentiment.summary.quotes import attribute
from sentiment.summary.repetition import repetition
from sentiment.summary.themes import Embed, subjects
from sentiment.table.labels import NEGATIVE, POSITIVE
from sentiment.table.provenance import inputs, remembered
from sentiment.text import VERSION as PREPROCESSING

if TYPE_CHECKING:
    from datasets import Dataset

    from sentiment.scoring.classifier import Classifier

QUOTES, FLOOR = 3, 5


@dataclass(frozen=True)
class Summary:
    """A reaction summary. The document is the JSON contract; the properties read estimates back out of it."""

    document: Document

    @property
    def overall(self) -> dict[str, Estimate]:
        """The share of each label over all scored comments."""
        return estimates(self.document["overall"])

    @property
    def net(self) -> Estimate | None:
        """Positive minus negative share, from -1 to 1; None for a model without these labels."""
        return estimate(self.document["net"]) if self.document["net"] else None

    @property
    def stance(self) -> dict[str, Estimate] | None:
        """The share of each stance toward the event; None where no event was named."""
        return estimates(self.document["stance"]["overall"]) if self.document["stance"] else None

    @property
    def groups(self) -> dict[str, dict[str, dict[str, Estimate]]]:
        """Column -> value -> label -> share."""
        columns = self.document["groups"].items()
        return {column: {value: estimates(e) for value, e in values.items()} for column, values in columns}

    def translated(self, lang: str) -> "Summary":
        """Return the same summary for readers of another language: en, az, tr or ru.

        Raises:
            DataError: there is no such language.
        """
        copy = self.to_dict()
        copy["lang"] = phrases(lang).language
        return Summary(worded(copy))

    def chart(self, kind: str = "overall") -> Any:
        """Return an interactive chart, for a notebook; needs the package altair.

        Args:
            kind: `overall`, `time`, `stance` or a column that the summary is grouped by.

        Raises:
            DataError: the summary has nothing of this kind.
        """
        return rendering.interactive(self.document, kind)

    def to_dict(self) -> Document:
        """Return the document, a copy that may be changed."""
        copy: Document = json.loads(json.dumps(self.document))
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
    when = moment(event)
    found = material(scored, audit, level)
    told, rejected = _reading(scored, audit)
    told += found.hand.remarks if found.hand else ()
    figures = _figures(found, rejected, by, when, floor, classifier.embed if classifier else None)
    if classifier is not None:
        attribute(figures, classifier)
    document: Document = {
        "version": VERSION,
        **figures,
        "told": told,
        "run": _run(scored, figures, command),
        "lang": phrases(lang).language,
        "headline": "",
        "notes": [],
    }
    return Summary(worded(document))


def worded(document: Document) -> Document:
    """Return the document with its sentences in its language."""
    document["headline"], document["notes"] = headline(document), notes(document)
    return document


def _figures(
    found: Material, rejected: int, by: Sequence[str], event: datetime | None, floor: int, embed: Embed | None
) -> Figures:
    """Return all sections that hold figures, in the order of the document."""
    overall = found.evidence.shares(found.rows)
    grouped = parts(found, by=by, event=event, floor=floor)
    by_label = found.by_label()
    return {
        **_rows(found, rejected),
        **_overall(found, overall),
        **grouped,
        "languages": _languages(found),
        "copies": repetition(found),
        "irony": reactions.irony(found),
        "stance": reactions.stance(found),
        "emotion": reactions.emotion(found),
        "heads": reactions.others(found),
        "audit": _audit(found),
        "words": found.words.distinctive({k: v for k, v in by_label.items() if len(v)}, found.evidence.texts),
        "quotes": {label: found.quotes.of(own, QUOTES) for label, own in by_label.items()},
        "themes": subjects(found, embed) if embed else None,
        "model": found.model,
        "to_halve": _to_halve(found, overall),
    }


def _rows(found: Material, rejected: int) -> Rows:
    predicted = found.evidence.predicted
    return {
        "comments": len(predicted),
        "scored": len(found.rows),
        "skipped": skipped(found.table, np.flatnonzero(predicted < 0)),
        "rejected": rejected,
        "labels": list(found.labels),
    }


def _overall(found: Material, shares: Shares) -> Overall:
    plainly = found.evidence.counted(found.rows)
    return {
        "level": found.evidence.level,
        "overall": entries(shares),
        "net": _net(shares),
        "counted": {"overall": entries(plainly), "net": _net(plainly)},
    }


def _net(shares: Shares) -> Share | None:
    return entry(shares.net(POSITIVE, NEGATIVE)) if {NEGATIVE, POSITIVE} <= set(shares) else None


def _audit(found: Material) -> Audit | None:
    if found.hand is None:
        return None
    return trial(found.evidence, found.hand, found.rows, found.certainty, found.quotes.named)


def _languages(found: Material) -> dict[str, Language]:
    """Return the languages of the scored comments, the commonest first."""
    names, codes = found.evidence.languages
    spoken = Counter(np.array(names, object)[codes[found.rows]].tolist())
    return {
        name: {
            "n": n,
            "measured": found.model["languages"].get(name, 0),
            "validated": found.evidence.validated(name),
            "checked": found.evidence.checked(name),
        }
        for name, n in spoken.most_common()
    }


def _to_halve(found: Material, shares: Shares) -> int:
    widest = max(shares.values(), key=lambda e: e.high - e.low, default=None)
    n = len(found.rows)
    return labels_to_halve(widest, n, level=found.evidence.level) if widest and n else 0


def _reading(scored: "Dataset", audit: "Dataset | None") -> tuple[list[str], int]:
    """Return what reading changed or lost, and how many rows could not be read."""
    told, rejected = remembered(scored)
    if audit is not None and (unread := remembered(audit)[1]):
        told.append(f"rows of the labels by hand that could not be read: {unread}")
    return told, rejected


def _run(scored: "Dataset", figures: Figures, command: str | None) -> Run:
    """Return what made the report: enough to make it again, and to see whether anything changed."""
    model = figures["model"]
    return {
        "version": version(DISTRIBUTION),
        "command": command,
        "model": f"{model['name']} {model['digest'] or ''}".strip(),
        "preprocessing": str(PREPROCESSING),
        "inputs": [{"file": file["file"], "sha256": file["sha256"]} for file in inputs(scored)],
    }
