"""Labelled comments added up: shares with intervals, overall and by group, with the quotes behind them."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sentiment import model as models
from sentiment import render, word
from sentiment.comment import LABELS, NEGATIVE, POSITIVE
from sentiment.errors import DataError
from sentiment.estimate import Estimate, counted, net
from sentiment.headline import headline, notes
from sentiment.text import fold, mask, shorten

if TYPE_CHECKING:
    from datasets import Dataset

Row = Mapping[str, Any]
NO_VALUE = "not given"
QUOTES, QUOTE_WIDTH = 3, 280
LARGEST_COPIES = 5


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
    def groups(self) -> dict[str, dict[str, dict[str, Estimate]]]:
        """Column -> value -> label -> share."""
        columns = self.document["groups"].items()
        return {column: {value: _estimates(e) for value, e in values.items()} for column, values in columns}

    def to_dict(self) -> dict[str, Any]:
        """Return the document, a copy that may be changed."""
        copy: dict[str, Any] = json.loads(json.dumps(self.document))
        return copy

    def save(self, path: str | Path) -> None:
        """Write the report in the format of the suffix: .html, .json or .md.

        Raises:
            WriteError: the suffix is none of these, or the file cannot be written.
        """
        render.save(self.document, Path(path))

    def __str__(self) -> str:
        """Return what the terminal shows, without colours."""
        return render.terminal(self.document)

    def _repr_html_(self) -> str:
        return render.notebook(self.document)


def summarize(scored: "Dataset", *, by: Sequence[str] = ("group", "language"), level: float = 0.95) -> Summary:
    """Add up a scored table.

    Args:
        scored: rows with `label` and `p_<label>`, as `Classifier.score` returns them.
        by: columns to group by; one that has no value anywhere is left out.
        level: nominal coverage of the intervals.

    Raises:
        DataError: the table is not scored, or a column of `by` does not exist.
    """
    if "label" not in scored.column_names:
        raise DataError("a scored table", "no column label", "score it first: sentiment score FILES -o scored.parquet")
    for column in by:
        if column not in scored.column_names:
            found = f"columns {', '.join(scored.column_names)}"
            raise DataError(f"a column {column!r} to group by", found, "name one of those with --by")
    rows = scored.to_list()
    labelled = [row for row in rows if row["label"] is not None]
    labels = _labels(scored.column_names, labelled)
    document: dict[str, Any] = {
        "comments": len(rows),
        "scored": len(labelled),
        "skipped": dict(
            Counter(row.get("skipped") or "not scored" for row in rows if row["label"] is None).most_common()
        ),
        "labels": labels,
        "level": level,
        "overall": _shares(labelled, labels, level),
        "net": _net(labelled, labels, level),
        "groups": _groups(rows, labels, by, level),
        "time": _time(labelled, labels, level),
        "languages": {},
        "copies": _copies(labelled, labels, level),
        "words": word.distinctive([(row.get("clean") or row["text"], row["label"]) for row in labelled]),
        "quotes": {label: _quotes(labelled, label) for label in labels},
        "model": _model(labelled),
    }
    measured = document["model"]["languages"]
    for code, n in Counter(row.get("language") or "und" for row in labelled).most_common():
        document["languages"][code] = {"n": n, "measured": measured.get(code, 0)}
    document["headline"] = headline(document)
    document["notes"] = notes(document)
    return Summary(document)


def _labels(columns: Iterable[str], rows: Sequence[Row]) -> list[str]:
    """Return the labels that the model can give, negative to positive."""
    known = {c.removeprefix("p_") for c in columns if c.startswith("p_")} or {row["label"] for row in rows}
    return [label for label in LABELS if label in known] + sorted(known - set(LABELS))


def _shares(rows: Sequence[Row], labels: Sequence[str], level: float) -> dict[str, dict[str, Any]]:
    found = Counter(row["label"] for row in rows)
    return _plain(counted({label: found[label] for label in labels}, level=level))


def _net(rows: Sequence[Row], labels: Sequence[str], level: float) -> dict[str, Any] | None:
    if not {NEGATIVE, POSITIVE} <= set(labels):
        return None
    found = Counter(row["label"] for row in rows)
    return _plain({"net": net(found[POSITIVE], found[NEGATIVE], len(rows), level=level)})["net"]


def _groups(rows: Sequence[Row], labels: Sequence[str], by: Sequence[str], level: float) -> dict[str, Any]:
    groups: dict[str, Any] = {}
    for column in by:
        parts: dict[str, list[Row]] = {}
        for row in rows:
            if row["label"] is not None:
                parts.setdefault(NO_VALUE if row[column] is None else str(row[column]), []).append(row)
        if set(parts) - {NO_VALUE}:
            largest_first = sorted(parts.items(), key=lambda part: (-len(part[1]), part[0]))
            groups[column] = {value: _shares(part, labels, level) for value, part in largest_first}
    return groups


def _time(rows: Sequence[Row], labels: Sequence[str], level: float) -> list[dict[str, Any]]:
    """Return shares by hour, day or month, whichever fits the span; nothing when all came within one of them."""
    times = [row["time"] for row in rows if row.get("time")]
    if not times:
        return []
    days = (max(times) - min(times)).days
    form = "%Y-%m-%d %H:00" if days < 3 else "%Y-%m-%d" if days < 120 else "%Y-%m"
    parts: dict[str, list[Row]] = {}
    for row in sorted((r for r in rows if r.get("time")), key=lambda r: r["time"]):
        parts.setdefault(row["time"].strftime(form), []).append(row)
    if len(parts) < 2:
        return []
    return [{"period": period, **_shares(part, labels, level)} for period, part in parts.items()]


def _copies(rows: Sequence[Row], labels: Sequence[str], level: float) -> dict[str, Any]:
    """Count texts that say the same words, and the shares when each counts once."""
    texts: dict[str, list[Row]] = {}
    for row in rows:
        texts.setdefault(fold(row.get("clean") or row["text"]), []).append(row)
    largest = sorted((part for part in texts.values() if len(part) > 1), key=len, reverse=True)[:LARGEST_COPIES]
    return {
        "distinct": len(texts),
        "copies": len(rows) - len(texts),
        "overall": _shares([part[0] for part in texts.values()], labels, level),
        "largest": [{"text": _quotable(part[0]["text"]), "n": len(part), "id": part[0]["id"]} for part in largest],
    }


def _quotes(rows: Sequence[Row], label: str) -> list[dict[str, Any]]:
    """Choose typical comments: those the model is surest of, long enough to say something, each text once."""
    candidates = [row for row in rows if row["label"] == label]
    candidates.sort(key=lambda row: (len(row["text"]) < 15, -(row.get(f"p_{label}") or 0), str(row["id"])))
    chosen: dict[str, Row] = {}
    for row in candidates:
        chosen.setdefault(fold(row.get("clean") or row["text"]), row)
        if len(chosen) == QUOTES:
            break
    return [
        {
            "id": row["id"],
            "text": _quotable(row["text"]),
            "author": row["author"] if row.get("platform") == "article" else None,
            "group": row.get("group"),
            "language": row.get("language"),
            "p": row.get(f"p_{label}"),
        }
        for row in chosen.values()
    ]


def _quotable(text: str) -> str:
    return shorten(mask(text), QUOTE_WIDTH)


def _model(rows: Sequence[Row]) -> dict[str, Any]:
    """Return name, digest and measured languages of the model that labelled the rows."""
    identities = Counter(row.get("model") or "unknown" for row in rows).most_common()
    name, _, digest = (identities[0][0] if identities else "unknown").rpartition("@")
    evaluation = models.evaluation(name, digest) if name else None
    languages = {code: part["n"] for code, part in (evaluation or {}).get("languages", {}).items()}
    others = [identity for identity, _ in identities[1:]]
    return {"name": name or digest, "digest": digest if name else None, "languages": languages, "others": others}


def _plain(estimates: Mapping[str, Estimate]) -> dict[str, dict[str, Any]]:
    """Return estimates as JSON knows them: the value is called share, NaN is null."""
    plain = {}
    for label, estimate in estimates.items():
        entry = asdict(estimate)
        value = entry.pop("value")
        plain[label] = {"share": None if value != value else value, **entry}
    return plain


def _estimate(entry: Mapping[str, Any]) -> Estimate:
    share = float("nan") if entry["share"] is None else entry["share"]
    return Estimate(share, entry["low"], entry["high"], entry["n"], entry["method"])


def _estimates(entries: Mapping[str, Mapping[str, Any]]) -> dict[str, Estimate]:
    return {label: _estimate(entry) for label, entry in entries.items()}
