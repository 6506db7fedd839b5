"""Whether the model reads the event, in sentences: what it answered when it was asked about the contrary."""

from collections.abc import Iterator

from sentiment.rendering.captions import CHECKED
from sentiment.rendering.document import Contrary, Document, Stance, stances_of
from sentiment.rendering.translation import Phrases


def sentences(told: Contrary | None, say: Phrases) -> Iterator[str]:
    """Say how many answers turned under the contrary, and what follows from it; nothing where nobody asked."""
    if not told:
        return
    figures = {"event": told["event"], "n": told["asked"], "turned": told["turned"], "same": told["same"]}
    yield say(
        "Asked about the contrary, “{event}”, of {n} different comments with a side it puts {turned} on the other side "
        "and leaves {same} on theirs.",
        **figures,
    )
    if told["holds"] is None:
        yield say("So few tell nothing of how it reads.")
    elif told["holds"]:
        yield say("So it reads the event, and not the comment alone; that does not make each answer right.")
    else:
        yield say("It does not read this event well enough to be quoted: these shares may be of the comments' tone.")


def refused(stance: Stance) -> bool:
    """Tell whether no figure of a stance is to be quoted: too few answers turned, and nobody checked by hand."""
    by_hand = any(entry["method"] in CHECKED for entry in stance["overall"].values())
    return stance["contrary"] is not None and stance["contrary"]["holds"] is False and not by_hand


def refusal(stance: Stance, say: Phrases) -> str:
    """Say that no figure of a stance is to be quoted."""
    claim = say("no figure to quote, since the model hardly turns an answer when it is asked about the contrary.")
    return say("On “{event}”: {claim}", event=stance["event"], claim=claim)


def read_well(document: Document) -> list[Stance]:
    """Return the stances whose sides may be shown with comments: all but those that are refused."""
    return [stance for stance in stances_of(document) if not refused(stance)]
