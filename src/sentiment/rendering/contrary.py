"""Whether the model reads the event, in sentences: what it answered when it was asked about the contrary."""

from collections.abc import Iterator

from sentiment.rendering.document import Contrary, Stance
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


def refuted(stance: Stance) -> bool:
    """Tell whether the stance is not to be quoted, since too few answers turned."""
    return stance["contrary"] is not None and stance["contrary"]["holds"] is False
