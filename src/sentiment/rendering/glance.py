"""What a reader asks after the shares, on one screen: at whom, why, who answers whom; each leads to what says more."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sentiment.rendering.captions import SIDES, figure, listed
from sentiment.rendering.contrary import refused
from sentiment.rendering.document import Document
from sentiment.rendering.parts import Part
from sentiment.rendering.recurring import TONE, instead, reasons, told_sides
from sentiment.rendering.replies import replies
from sentiment.rendering.targets import blind, stance_matrix, targets
from sentiment.rendering.translation import Phrases
from sentiment.table.labels import AGAINST, FAVOR

TARGETS, REASONS, ANSWERED = 5, 3, 2  # lines: of all, of a side, and of the most answered comments
TWO = 2  # sides


@dataclass(frozen=True)
class Line:
    """One line of an answer.

    Attributes:
        said: what it is about, in a comment's own words if it quotes one.
        figure: what is known of it.
        side: that it is of, as the model names it; empty where it is of none.
        quoted: whether it quotes a comment.
        language: of the quote, where it is known.
    """

    said: str
    figure: str = ""
    side: str = ""
    quoted: bool = False
    language: str | None = None


@dataclass(frozen=True)
class Answer:
    """An answer in a few lines, and the title of the part that says more."""

    title: str
    lines: list[Line]
    to: str


def glance(document: Document, say: Phrases) -> list[Answer]:
    """Return the answers that the report has."""
    asked: tuple[tuple[str, Callable[..., Iterator[Line]], tuple[Callable[..., Iterator[Part]], ...]], ...] = (
        (say("At whom"), _at_whom, (stance_matrix, targets)),
        (say("Why"), _why, (reasons,)),
        (say("Who answers whom"), _replies, (replies,)),
    )
    found = []
    for title, answer, makers in asked:
        first = next((part.title for make in makers for part in make(document, say)), None)
        if first and (lines := list(answer(document, say))):
            found.append(Answer(title, lines, first))
    return found


def _at_whom(document: Document, say: Phrases) -> Iterator[Line]:
    """Yield the events that were named, else what comments name; where the model hardly reads one, no shares."""
    told = document["targets"] or []
    stances = document["stances"]
    found = [(own["event"] or "", own["n"], {} if refused(own) else own["overall"]) for own in stances]
    found = found or [(own["name"], own["n"], {} if blind(told) else own["overall"]) for own in told]
    for name, n, shares in found[:TARGETS]:
        sides = listed({side: shares[side] for side in (FAVOR, AGAINST) if side in shares}, say, SIDES)
        yield Line(name, "; ".join(filter(None, (f"{say('comments')}: {say.number(n)}", sides))))


def _why(document: Document, say: Phrases) -> Iterator[Line]:
    sides = told_sides(document)[:TWO]
    if any(side["column"] == TONE for side in sides):
        yield from map(Line, instead(document, say))
    for side in sides:
        yield Line(say.capital(say.name(SIDES.get(side["side"], side["side"]))), side=side["side"])
        for reason in side["reasons"][:REASONS]:
            share = say("{n} comments, {share} of this side", n=reason["count"], share=figure(reason["share"], say))
            yield Line(reason["title"]["text"], share, quoted=True, language=reason["title"]["language"])


def _replies(document: Document, say: Phrases) -> Iterator[Line]:
    told = document["replies"]
    if not told:
        return
    first, answers = say.number(told["first"]), say.number(told["replies"])
    yield Line(f"{say.capital(say.name('first comments'))}: {first}, {say.name('replies')}: {answers}")
    if told["judged"]:
        yield Line(
            say(
                "Of {n} replies to comments in this file at least {agree} say that they agree, and at least {disagree} "
                "contradict.",
                n=told["judged"], agree=told["stated"]["agree"]["n"], disagree=told["stated"]["disagree"]["n"],
            )
        )  # fmt: skip
    for comment in told["most"][:ANSWERED]:
        yield Line(comment["text"], f"{say('replies')}: {say.number(comment['answers'])}", quoted=True)
