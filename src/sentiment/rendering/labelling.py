"""How far people are with the labels of a sample: the document, and what it says. `docs/summary.md` is made from it."""

from collections.abc import Iterator
from typing import TypedDict

from sentiment.rendering.disputes import agreement_line, dispute_line
from sentiment.rendering.document import Agreement, Dispute
from sentiment.rendering.entry import Named
from sentiment.rendering.headline import SIDES
from sentiment.rendering.translation import Phrases, phrases

SHOWN = 20  # comments that are listed


class Disagreement(Named):
    """A comment that people label unlike one another."""

    labels: list[str]  # one a person


class Question(TypedDict):
    """What is asked of each comment: its tone, or its stance."""

    column: str  # gold or gold_stance
    rows: int  # comments of the sample
    labelled: int  # of them with a label
    counts: dict[str, int]  # label -> comments
    margin: float | None  # half-width of the widest interval so far, without help from the model; null without labels
    stop: int | None  # labels at which to stop next; null where all rows give no more that is worth it
    stop_margin: float | None  # the half-width then
    all_margin: float | None  # the half-width when all rows are labelled
    agreement: Agreement | None  # null where nobody labelled a comment twice
    disagreements: list[Disagreement]  # all of them
    to_check: list[Dispute]  # where model and label differ most; empty without the scored table
    remarks: list[str]  # words that are no label, and how rows were joined


class Labelling(TypedDict):
    """How far the labels by hand have come: `sentiment audit audit.xlsx -o audit.json`."""

    questions: list[Question]  # tone first
    needed: int  # labels without which no share is audited
    level: float  # nominal coverage of the intervals
    lang: str  # of the sentences
    said: list[str]  # all of it in sentences


def sentences(found: Labelling) -> list[str]:
    """Return what is said of the labels so far: how many, where to stop, whom to ask again."""
    say = phrases(found["lang"])
    return [sentence for question in found["questions"] for sentence in _question(question, found["needed"], say)]


def _question(asked: Question, needed: int, say: Phrases) -> Iterator[str]:
    named = {label: say.name(SIDES.get(label, label)) for label in asked["counts"]}
    counts = ", ".join(f"{named[label]} {n}" for label, n in asked["counts"].items())
    told = {"column": asked["column"], "n": asked["labelled"], "rows": asked["rows"]}
    yield say("{column}: {n} of {rows} labelled", **told) + (f" ({counts})" if counts else "")
    yield from _margins(asked, needed, say)
    for remark in asked["remarks"]:
        yield say("As read: {text}.", text=remark)
    if agreement := asked["agreement"]:
        yield agreement_line(agreement, say)
    for d in asked["disagreements"][:SHOWN]:
        labels = " / ".join(say.name(SIDES.get(label, label)) for label in d["labels"])
        yield say("Labelled differently: “{text}” ({labels}, id {id})", text=d["text"], labels=labels, id=d["id"])
    if (left := len(asked["disagreements"]) - SHOWN) > 0:
        yield say("{n} more", n=left)
    for dispute in asked["to_check"]:
        yield dispute_line(say("Check your label"), dispute, say)


def _margins(asked: Question, needed: int, say: Phrases) -> Iterator[str]:
    if asked["labelled"] < min(needed, asked["rows"]):
        yield say("A report is audited from {needed} labels on.", needed=needed)
    if asked["labelled"] == asked["rows"]:
        yield say("All are labelled: hand the file to sentiment report with --audit.")
    elif asked["stop"] is not None:
        told = {"n": asked["stop"], "margin": _points(asked["stop_margin"])}
        yield say("Stop at {n} for ±{margin} points, at most.", **told)
    if asked["margin"] is not None and asked["labelled"] >= needed:
        told = {"margin": _points(asked["margin"]), "all": _points(asked["all_margin"]), "rows": asked["rows"]}
        if asked["labelled"] == asked["rows"]:
            yield say("A share of all comments is now known to ±{margin} points, at most.", margin=told["margin"])
        else:
            yield say(
                "A share of all comments is now known to ±{margin} points, at most; {rows} labels give ±{all}.", **told
            )


def _points(margin: float | None) -> str:
    return "?" if margin is None else f"{100 * margin:.0f}"
