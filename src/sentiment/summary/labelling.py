"""How far people are with the labels of a sample, and which of them to look at again."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sentiment.errors import DataError
from sentiment.estimation.evidence import ENOUGH
from sentiment.estimation.gold_labels import Labels, alpha, labels_of
from sentiment.estimation.stopping import Stopping
from sentiment.rendering.document import Dispute
from sentiment.rendering.labelling import SHOWN, Labelling, Question, sentences
from sentiment.rendering.translation import phrases
from sentiment.summary.audit import disputes
from sentiment.summary.material import material
from sentiment.summary.method import Method
from sentiment.summary.quotes import quotable
from sentiment.summary.stance import GOLD, asked_rows, stance_evidence
from sentiment.table.comments import Comments, from_rows
from sentiment.table.labels import LABELS, STANCES, tones

TONE = "gold"
Rows = Sequence[Mapping[str, Any]]


def labelling(sheets: Sequence[Comments], scored: Comments | None, *, level: float, lang: str) -> Labelling:
    """Return how far the labels of a sample have come.

    Args:
        sheets: the sample as people labelled it, one table a person or more.
        scored: the table that it was drawn from; labels are then compared with the model's.
        level: nominal coverage.
        lang: of the sentences: en, az, tr or ru.

    Raises:
        DataError: the sample is of another table, or there is no such language.
    """
    say, rows = phrases(lang), _rows(sheets)
    asked = {TONE: (rows, tones(scored.column_names) if scored is not None else LABELS)}
    asked |= {column: (asked_rows(rows, column), STANCES) for column in _stances(rows)}
    checked = _to_check(rows, scored, level) if scored is not None else {}
    found: Labelling = {
        "questions": [
            _question(column, own, known, scored, checked.get(column, []), level)
            for column, (own, known) in asked.items()
        ],
        "needed": ENOUGH,
        "level": level,
        "lang": say.language,
        "said": [],
    }
    found["said"] = sentences(found)
    return found


def _rows(sheets: Sequence[Comments]) -> list[dict[str, Any]]:
    """Return the rows of all sheets; the same row in two sheets is two labels, also where these have one name."""
    return [
        {**row, "file": f"{row.get('file') or ''} {number}".strip()}
        for number, sheet in enumerate(sheets, 1)
        for row in sheet
    ]


def _stances(rows: Rows) -> list[str]:
    """Return the columns of stances, in order: one, or one for each of several events."""
    names = {name for row in rows for name in row}
    return sorted(name for name in names if name == GOLD or name.removeprefix(f"{GOLD}_").isdigit())


def _question(
    column: str, rows: Rows, known: Sequence[str], scored: Comments | None, to_check: list[Dispute], level: float
) -> Question:
    texts = {str(row["id"]): row.get("text") for row in rows}
    drawn = [True] * len(texts)
    if scored is not None:
        texts = dict(zip(scored["id"], scored["text"], strict=True))
        drawn = [label is not None for label in scored["label"]]
    hand = _labels(rows, texts, drawn, known)
    sample = len({str(row["id"]) for row in rows}) if hand is None else len(hand.rows) + hand.blank
    stopping = Stopping(hand.gold, hand.weight, sum(hand.weight), level) if hand else Stopping([], [], sample, level)
    stop, both = stopping.stop(sample), [given for given in hand.readings if len(given) > 1] if hand else []
    names = list(texts)
    return {
        "column": column,
        "rows": sample,
        "labelled": len(hand.rows) if hand else 0,
        "counts": dict(Counter(hand.gold).most_common()) if hand else {},
        "margin": stopping.margin(len(hand.rows)) if hand else None,
        "stop": stop,
        "stop_margin": stopping.margin(stop) if stop else None,
        "all_margin": stopping.margin(sample),
        "agreement": {"alpha": alpha(both), "comments": len(both)} if both else None,
        "disagreements": [
            {"id": names[at], "text": quotable(texts[names[at]]), "labels": given}
            for at, given in (zip(hand.rows, hand.readings, strict=True) if hand else ())
            if len(set(given)) > 1
        ],
        "to_check": to_check,
        "remarks": list(hand.remarks) if hand else [],
    }


def _labels(rows: Rows, texts: Mapping[str, str | None], drawn: Sequence[bool], known: Sequence[str]) -> Labels | None:
    """Return the labels so far; None where nobody wrote one yet."""
    try:
        return labels_of(rows, list(texts), list(texts.values()), drawn, known)
    except DataError:
        if any(value for row in rows for name, value in row.items() if name.startswith(TONE)):
            raise
        return None


def _to_check(rows: Rows, scored: Comments, level: float) -> dict[str, list[Dispute]]:
    """Return for each question the labels that differ most from the model's."""
    if not any(value for row in rows for name, value in row.items() if name.startswith(TONE)):
        return {}
    found = material(scored, from_rows(rows), Method(level=level))
    told = {TONE: found.evidence} | {c: stance_evidence(found, c.removeprefix(GOLD)) for c in _stances(rows)}
    to_check: dict[str, list[Dispute]] = {}
    for column, evidence in told.items():
        if evidence is not None and evidence.hand is not None:
            doubtful, errors = disputes(evidence, found.quotes.named, SHOWN)
            to_check[column] = [*doubtful, *errors][:SHOWN]
    return to_check
