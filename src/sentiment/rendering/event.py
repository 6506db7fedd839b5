"""What is said of the time before and after an event."""

from collections.abc import Iterator, Sequence

from sentiment.rendering.captions import listed, points, size
from sentiment.rendering.claims import widened
from sentiment.rendering.document import Difference, Document, Event, Shares
from sentiment.rendering.headline import FEW
from sentiment.rendering.translation import Phrases


def changes(document: Document, say: Phrases) -> list[str]:
    """Return sentences: the shares before, those after, and whether that is a difference; none without an event."""
    event = document["event"]
    if not event:
        return []
    looked_at = [found for found in document["differences"] if found["column"] == "event"]
    sides = (
        say("Before ({size}): {shares}.", size=size(event["before"], say), shares=listed(event["before"], say, {})),
        say("After ({size}): {shares}.", size=size(event["after"], say), shares=listed(event["after"], say, {})),
    )
    if not looked_at:
        return [*sides, *_untold(event, say)]
    told = [widened(document, say)] if any(found["called"] for found in looked_at) else []
    return [*sides, *_verdict(looked_at, say), *told]


def _n(shares: Shares) -> int:
    return next((entry["n"] for entry in shares.values()), 0)


def _verdict(looked_at: Sequence[Difference], say: Phrases) -> Iterator[str]:
    called = [found for found in looked_at if found["called"]]
    for found in called:
        told = {"label": say.capital(say.name(found["label"])), **points(found, say)}
        if (found["share"] or 0) > 0:
            yield say("{label} grew by {n} points ({span}): a difference.", **told)
        else:
            yield say("{label} shrank by {n} points ({span}): a difference.", **told)
        if found["only_mix"]:
            mix = say.name(found["mix"] or "")
            yield say("At one mix of {mix} no difference can be told: what differs may be the mix.", mix=mix)
    if not called:
        yield say("That is no difference that can be told from chance and the model's errors.")


def _untold(event: Event, say: Phrases) -> Iterator[str]:
    """Say why the two sides were not compared."""
    sides = (event["before"], event["after"])
    methods = {entry["method"] for side in sides for entry in side.values()}
    if min(map(_n, sides)) and len(methods) > 1:  # audited and pooled: what differs might be the methods
        yield say("One side has too few labels by hand to be compared with the other.")
    elif methods == {"counted"} and min(map(_n, sides)) >= FEW:
        yield say("Nobody measured this model's errors; only labels by hand can tell.")
    else:
        yield say("One side has too few comments to be compared with the other.")
