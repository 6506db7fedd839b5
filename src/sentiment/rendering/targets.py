"""The parts of a report on what the comments are about, and on which side of it they are."""

from collections.abc import Iterator

from sentiment.rendering.captions import SIDES
from sentiment.rendering.document import Document, Target
from sentiment.rendering.headline import FEW
from sentiment.rendering.names import group, named_column
from sentiment.rendering.parts import Listing, Matrix, Part, Quoted, Sentences, Table
from sentiment.rendering.translation import Phrases

SPELLINGS = 6  # that are listed
KEPT = 0.5  # of the comments with a side; where more keep it under another name, no figure is to be quoted


def targets(document: Document, say: Phrases) -> Iterator[Part]:
    """Yield a matrix of targets and sides, its quotes, the sides by group, and how targets are written."""
    told = document["targets"]
    if not told:
        return
    asked = [target for target in told if target["asked"]]
    if asked:
        yield _matrix(asked, say)
        if said := list(_foils(asked, say)):
            yield Sentences(say("Does the model read what is named?"), said)
        for target in asked:
            yield from _quotes(target, say)
            yield from _groups(target, say)
    header = ("", say("comments"), say("also written"))
    rows = [(target["name"], str(target["n"]), _spellings(target)) for target in told]
    yield Listing(say("What the comments name"), header, rows)


def _matrix(told: list[Target], say: Phrases) -> Matrix:
    methods = {share["method"] for target in told for share in target["overall"].values()}
    title = say("On which side of what they name")
    if len(methods) == 1:
        title = say("{title} ({method})", title=title, method=say.name(methods.pop()))
    rows = {target["name"]: target["overall"] for target in told}
    return Matrix(
        title,
        rows,
        name=say("On which side of what they name"),
        cells={target["name"]: target["quotes"] for target in told},
    )


def _foils(told: list[Target], say: Phrases) -> Iterator[str]:
    """Say what the model answered about something else that the comments do not name."""
    foils = [target["foil"] for target in told if target["foil"]]
    n, kept = sum(foil["asked"] for foil in foils), sum(foil["kept"] for foil in foils)
    if not n:
        return
    yield say(
        "Asked about something else that the same comments do not name, the model put {kept} of {n} on the same side.",
        kept=kept, n=n,
    )  # fmt: skip
    if n < FEW:
        yield say("So few tell nothing of how it reads.")
    elif kept > KEPT * n:
        yield say(
            "It reads the comment, and hardly what is named: the shares are of the side that comments take which name "
            "it, on whatever it is. Read the quotes, and quote no figure."
        )


def _quotes(target: Target, say: Phrases) -> Iterator[Part]:
    for side, quotes in target["quotes"].items():
        title = say("{label}: {words}", label=target["name"], words=say.name(SIDES[side]))
        yield Quoted(title, quotes, behind=True)


def _groups(target: Target, say: Phrases) -> Iterator[Part]:
    for column, values in ((column, own) for column, own in target["groups"].items() if len(own) > 1):
        title = say("On “{name}”, by {column}", name=target["name"], column=named_column(column, say))
        yield Table(title, {group(column, name, say): shares for name, shares in values.items()})


def _spellings(target: Target) -> str:
    others = [name for name in target["spellings"] if name != target["name"]]
    return ", ".join(others[:SPELLINGS]) + (" …" if len(others) > SPELLINGS else "")
