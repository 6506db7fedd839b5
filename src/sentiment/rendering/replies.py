"""The parts of a report on first comments and replies."""

from collections.abc import Iterator

from sentiment.rendering.discussion import Answered, Replies, Stated
from sentiment.rendering.document import Document
from sentiment.rendering.parts import Listing, Part, Sentences
from sentiment.rendering.share_tables import table
from sentiment.rendering.translation import Phrases


def replies(document: Document, say: Phrases) -> Iterator[Part]:
    """Yield the shares of first comments and replies, who says to agree, and the most answered comments."""
    told = document["replies"]
    if not told:
        return
    if len(told["overall"]) > 1:
        rows = {say.capital(say.name(name)): shares for name, shares in told["overall"].items()}
        yield from table(say, say("First comments and replies"), rows)
    if said := list(_said(told, say)):
        yield Sentences(say("Who answers whom"), said)
    if told["most"]:
        header = (say("replies"), say("text"), say("agree, contradict"), say("where"))
        yield Listing(say("The most answered comments"), header, [_row(comment, say) for comment in told["most"]])


def _said(told: Replies, say: Phrases) -> Iterator[str]:
    agree, disagree = told["stated"]["agree"], told["stated"]["disagree"]
    if told["judged"]:
        yield say(
            "Of {n} replies to comments in this file at least {agree} say that they agree, and at least {disagree} "
            "contradict.",
            n=told["judged"], agree=agree["n"], disagree=disagree["n"],
        )  # fmt: skip
    yield from (say("Agrees: {exchange}", exchange=exchange) for exchange in _exchanges(agree, say))
    yield from (say("Contradicts: {exchange}", exchange=exchange) for exchange in _exchanges(disagree, say))
    if author := told["author"]:
        yield say(
            "Who wrote the post, or owns the place, wrote {n} replies, to {answered} comments of others.",
            n=author["replies"], answered=author["answered"],
        )  # fmt: skip


def _exchanges(stated: Stated, say: Phrases) -> Iterator[str]:
    for exchange in stated["examples"]:
        reply, parent = exchange["reply"], exchange["parent"]
        told = {"reply": reply["text"], "id": reply["id"], "parent": parent["text"], "parent_id": parent["id"]}
        yield say("“{reply}” (id {id}), in answer to “{parent}” (id {parent_id})", **told)


def _row(comment: Answered, say: Phrases) -> tuple[str | int, ...]:
    n: str | int = comment["answers"]
    if (counted := comment["counted"]) is not None and counted > comment["answers"]:
        n = say("{n} of {of} that the platform counts", n=n, of=counted)
    where = comment["url"] or f"id {comment['id']}"
    return n, comment["text"], f"{comment['agree']}, {comment['disagree']}", where
