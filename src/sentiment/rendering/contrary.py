"""Whether the model reads the event, in sentences: what it answered when it was asked about the contrary."""

from collections.abc import Iterator

from sentiment.rendering.captions import CHECKED
from sentiment.rendering.document import Contrary, Document, Stance, stances_of
from sentiment.rendering.translation import Phrases


def sentences(told: Contrary | None, say: Phrases, *, by_hand: bool = False) -> Iterator[str]:
    """Say how many answers turned under the contrary, and what follows from it; nothing where nobody asked.

    Args:
        told: what the model says of the contrary.
        say: the language.
        by_hand: labels by hand stand behind the shares.
    """
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
    elif not by_hand:
        yield say("It does not read this event well enough to be quoted: these shares may be of the comments' tone.")
    else:
        yield say(
            "It does not read this event well: the shares rest on labels by hand; the side of one comment is not to be "
            "trusted."
        )


def averaged(event: str, other: str, say: Phrases, *, by_hand: bool) -> str:
    """Say that each stance is a mean of two answers; labels by hand, if they stand behind the shares, measured these.

    Args:
        event: that stance is toward.
        other: its contrary.
        say: the language.
        by_hand: labels by hand stand behind the shares.
    """
    said = say(
        "Each stance toward “{event}” is the mean of two answers of the model: to the event and, the sides changed, to "
        "its contrary, “{other}”.",
        event=event,
        other=other,
    )
    return said if by_hand else f"{said} {say('What is known of its errors was measured of single answers.')}"


def unread(stance: Stance) -> bool:
    """Tell whether the model does not read the event: too few answers turned."""
    return stance["contrary"] is not None and stance["contrary"]["holds"] is False


def refused(stance: Stance) -> bool:
    """Tell whether no figure of a stance is to be quoted: the model does not read it, and nobody checked by hand."""
    return unread(stance) and not by_hand(stance)


def by_hand(stance: Stance) -> bool:
    """Tell whether labels by hand stand behind the shares."""
    return any(entry["method"] in CHECKED for entry in stance["overall"].values())


def refusal(stance: Stance, say: Phrases) -> str:
    """Say that no figure of a stance is to be quoted."""
    claim = say("no figure to quote, since the model hardly turns an answer when it is asked about the contrary.")
    return say("On “{event}”: {claim}", event=stance["event"], claim=claim)


def read_well(document: Document) -> list[Stance]:
    """Return the stances whose comments may be shown by their side, which the model alone says."""
    return [stance for stance in stances_of(document) if not unread(stance)]
