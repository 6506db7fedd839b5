"""The parts of a report on what the comments are about, and on which side of it they are."""

from collections.abc import Iterator, Sequence

from sentiment.rendering.captions import SIDES, stance_title
from sentiment.rendering.claims import difference
from sentiment.rendering.contrary import refusal, refused, unread
from sentiment.rendering.document import Difference, Document, Target
from sentiment.rendering.headline import FEW
from sentiment.rendering.names import group, named_column, shortlist
from sentiment.rendering.parts import Listing, Matrix, Part, Quoted, Sentences
from sentiment.rendering.share_tables import matrix, table
from sentiment.rendering.translation import Phrases

CELL = 2  # quotes of a side
SPELLINGS = 6  # that are listed
KEPT = 0.5  # of the comments with a side; where more keep it under another name, no figure is to be quoted


def targets(document: Document, say: Phrases) -> Iterator[Part]:
    """Yield a matrix of targets and sides, its quotes, the sides by group, and how targets are written."""
    told = document["targets"]
    if not told:
        return
    asked = [target for target in told if target["asked"]]
    if asked:
        rows = {target["name"]: target["overall"] for target in asked}
        cells = {target["name"]: target["quotes"] for target in asked}
        yield matrix(say, say("On which side of what they name"), rows, cells, untold=rows if blind(asked) else ())
        if said := list(_foils(asked, say)):
            yield Sentences(say("Does the model read what is named?"), said)
        for target in asked:
            yield from _quotes(target, say)
            yield from _groups(target, asked, say)
    header = ("", say("comments"), say("also written"))
    written = [(target["name"], target["n"], _spellings(target)) for target in told]
    yield Listing(say("What the comments name"), header, written)


def stance_matrix(document: Document, say: Phrases) -> Iterator[Matrix]:
    """Yield the sides toward each of several events that the user named, over all comments."""
    told = [(stance["event"] or stance_title(stance, say), stance) for stance in document["stances"]]
    if told:
        rows = {name: stance["overall"] for name, stance in told}
        cells = {
            name: {side: quotes[:CELL] for side, quotes in stance["quotes"].items()}
            for name, stance in told
            if not unread(stance)
        }
        untold = {name: refusal(stance, say) for name, stance in told if refused(stance)}
        yield matrix(say, say("Stance"), rows, cells, list(untold.values()), untold)


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
    elif blind(told):
        yield say(
            "It reads the comment, and hardly what is named: the shares are of the side that comments take which name "
            "it, on whatever it is. Read the quotes, and quote no figure."
        )


def blind(told: Sequence[Target]) -> bool:
    """Tell whether the model reads the comment and hardly what is named, so that no figure is to be quoted."""
    foils = [target["foil"] for target in told if target["foil"]]
    n, kept = sum(foil["asked"] for foil in foils), sum(foil["kept"] for foil in foils)
    return n >= FEW and kept > KEPT * n


def _quotes(target: Target, say: Phrases) -> Iterator[Part]:
    for side, quotes in target["quotes"].items():
        title = say("{label}: {words}", label=target["name"], words=say.name(SIDES[side]))
        yield Quoted(title, quotes, behind=True)


def _groups(target: Target, asked: Sequence[Target], say: Phrases) -> Iterator[Part]:
    """Yield the sides of groups, and how these differ where that may be called a difference."""
    untold = blind(asked)
    for column, values in ((column, own) for column, own in target["groups"].items() if len(own) > 1):
        title = say("On “{name}”, by {column}", name=target["name"], column=named_column(column, say))
        rows = {group(column, name, say): shares for name, shares in values.items()}
        lead = [] if untold else _differing([d for d in target["differences"] if d["column"] == column], asked, say)
        yield from table(say, title, rows, lead=lead, untold=rows if untold else ())


def _differing(looked_at: Sequence[Difference], asked: Sequence[Target], say: Phrases) -> list[str]:
    called = [difference(found, say) for found in looked_at if found["called"]]
    if not called:
        return [say("That is no difference that can be told from chance and the model's errors.")] if looked_at else []
    n = sum(len(target["differences"]) for target in asked)
    return [*called, say("These intervals are widened for all {n} differences of sides that were looked at.", n=n)]


def _spellings(target: Target) -> str:
    others = [name for name in target["spellings"] if name != target["name"]]
    return shortlist(others, SPELLINGS)
