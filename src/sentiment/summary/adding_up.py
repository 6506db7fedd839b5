"""A scored table added up: every section of the document, by the strongest evidence that there is."""

from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sentiment.errors import DISTRIBUTION, DataError
from sentiment.estimation.estimators import Shares, labels_to_halve
from sentiment.estimation.evidence import ENOUGH
from sentiment.rendering.contrary import unread
from sentiment.rendering.document import (
    VERSION,
    Audit,
    Discussion,
    Document,
    Figures,
    Language,
    Overall,
    Rows,
    Run,
    Share,
    stances_of,
)
from sentiment.rendering.headline import headline
from sentiment.rendering.notes import notes
from sentiment.rendering.translation import phrases
from sentiment.summary import reactions
from sentiment.summary.audit import trial
from sentiment.summary.entries import entries, entry
from sentiment.summary.liked import liked
from sentiment.summary.material import Material, chosen, material
from sentiment.summary.method import Method
from sentiment.summary.parts import parts, skipped
from sentiment.summary.quotes import attribute
from sentiment.summary.repetition import repetition
from sentiment.summary.replies import replies
from sentiment.summary.selecting import told as told_of
from sentiment.summary.stance import remarks, stances
from sentiment.summary.topics.sections import recurring
from sentiment.summary.topics.vectors import KnownVectors
from sentiment.table.comments import Comments, give_back
from sentiment.table.labels import NEGATIVE, POSITIVE
from sentiment.table.provenance import inputs, remembered
from sentiment.table.ranking import commonest
from sentiment.text import VERSION as PREPROCESSING

if TYPE_CHECKING:
    from sentiment.scoring.classifier import Classifier

QUOTES = 3  # behind each label


def add_up(
    scored: Comments,
    method: Method,
    *,
    audit: Comments | None = None,
    lang: str = "en",
    classifier: "Classifier | None" = None,
    folder: Path | None = None,
    command: str | None = None,
    contrary: Sequence[str] = (),
    left_out: int = 0,
) -> Document:
    """Return the document of a scored table; see `sentiment.summarize`.

    Args:
        scored: rows, of which some may not be counted.
        method: how to add up, and which rows.
        audit: labels by hand.
        lang: of the sentences.
        classifier: the model that labelled, if it is at hand.
        folder: of the model, where no classifier is at hand.
        command: what the user typed.
        contrary: of each event, to ask the model about.
        left_out: rows that are not counted, and that the table does not hold any more.

    Raises:
        DataError: the table is not scored, a column to group by does not exist, or the audit is of another table.
    """
    language = phrases(lang).language
    found = material(scored, audit, method, classifier.folder if classifier else folder)
    told, rejected = _reading(scored, audit)
    told += [*(found.evidence.hand.remarks if found.evidence.hand else ()), *remarks(found)]
    if contrary and classifier is None:
        hint = "name it with --model, or score the comments anew"
        raise DataError("the model that labelled the comments, to ask it about the contrary", "another one", hint)
    figures = _figures(found, rejected, method, classifier, contrary)
    if classifier is not None:
        attribute(figures, classifier)
    rows, counted = left_out + len(scored), found.table.num_rows
    document: Document = {
        "version": VERSION,
        "selection": told_of(method.selection, rows - counted, rows),
        **figures,
        **_discussion(found, method, classifier),
        "told": told,
        "run": _run(scored, figures, command),
        "lang": language,
        "headline": "",
        "notes": [],
    }
    return worded(document)


def worded(document: Document) -> Document:
    """Return the document with its sentences in its language."""
    document["headline"], document["notes"] = headline(document), notes(document)
    return document


def _discussion(found: Material, method: Method, classifier: "Classifier | None") -> Discussion:
    """Return whom the comments are about, and who answers whom."""
    targets = None
    if method.targets:
        from sentiment.summary.target_stances import about

        targets = about(found, method, classifier)
    return {
        "targets": targets,
        "replies": replies(found),
        "liked": liked(found),
    }


def _figures(
    found: Material, rejected: int, method: Method, classifier: "Classifier | None", contrary: Sequence[str]
) -> Figures:
    """Return all sections that hold figures, in the order of the document."""
    overall = found.evidence.shares(found.rows)
    # What is rarer is quoted first, and no comment twice: what parts ways, the sides, the labels, the groups, themes.
    by_label = found.by_label()
    sides = stances(found)
    if classifier is not None:
        from sentiment.summary.contrary import ask_contrary

        ask_contrary(sides, found, classifier, contrary)
    quotes = {label: found.quotes.of(own, QUOTES) for label, own in by_label.items()}
    give_back()
    grouped = parts(found, by=method.columns(found.table.column_names), event=method.event, floor=method.floor)
    give_back()
    embed = KnownVectors(found.table, classifier) if classifier else None
    lost = {stance["column"] for stance in stances_of(sides) if unread(stance)}
    return {
        **_rows(found, rejected),
        **_overall(found, overall),
        **grouped,
        "languages": _languages(found),
        "copies": repetition(found),
        "irony": reactions.irony(found),
        **sides,
        "emotion": reactions.emotion(found),
        "heads": reactions.others(found),
        "audit": _audit(found),
        "words": found.words.distinctive({k: v for k, v in by_label.items() if len(v)}, found.evidence.ones),
        "quotes": quotes,
        **recurring(found, method, embed, lost),
        "model": found.model,
        "to_halve": _to_halve(found),
    }


def _rows(found: Material, rejected: int) -> Rows:
    predicted = found.evidence.predicted
    return {
        "comments": len(predicted),
        "scored": len(found.rows),
        "skipped": skipped(found.table, np.flatnonzero(predicted < 0)),
        "rejected": rejected,
        "chosen": int(np.count_nonzero(chosen(found.table)[found.rows])),
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
    return trial(found.evidence, found.rows, found.quotes.named) if found.evidence.hand else None


def _languages(found: Material) -> dict[str, Language]:
    """Return the languages of the scored comments, the commonest first."""
    names, codes = found.evidence.languages
    spoken = Counter(np.array(names, object)[codes[found.rows]].tolist())
    return {
        name: {
            "n": n,
            "measured": found.evidence.measured(name),
            "validated": found.evidence.validated(name),
            "checked": found.evidence.checked(name),
        }
        for name, n in commonest(spoken).items()
    }


def _to_halve(found: Material) -> int:
    if not (n := len(found.rows)):
        return 0
    widest = max(found.evidence.settled(found.rows).values(), key=lambda e: e.high - e.low)
    more = labels_to_halve(widest, n, level=found.evidence.level)
    return more if widest.method == "audited" else max(more, min(ENOUGH, n))  # with fewer nothing is audited


def _reading(scored: Comments, audit: Comments | None) -> tuple[list[str], int]:
    """Return what reading changed or lost, and how many rows could not be read."""
    told, rejected = remembered(scored)
    if audit is not None and (unread := remembered(audit)[1]):
        told.append(f"rows of the labels by hand that could not be read: {unread}")
    return told, rejected


def _run(scored: Comments, figures: Figures, command: str | None) -> Run:
    """Return what made the report: enough to make it again, and to see whether anything changed."""
    model = figures["model"]
    return {
        "version": version(DISTRIBUTION),
        "command": command,
        "model": f"{model['name']} {model['digest'] or ''}".strip(),
        "preprocessing": str(PREPROCESSING),
        "inputs": [{"file": file["file"], "sha256": file["sha256"]} for file in inputs(scored)],
    }
