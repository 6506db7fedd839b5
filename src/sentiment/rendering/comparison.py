"""What the document says of two parts that were compared."""

from typing import TypedDict

from sentiment.rendering.entry import Share


class Difference(TypedDict):
    """A comparison that was looked at: `a` minus `b`."""

    column: str  # what the comments are grouped by, or event
    a: str  # name of the one part
    b: str  # of the other; `the rest` is all other comments
    label: str  # of which the shares are compared
    share: float | None  # from -1 to 1
    low: float  # widened for the number of all in the list, of targets of all their lists (Holm)
    high: float  # likewise
    n: int  # of both parts
    method: str  # of both shares
    called: bool  # whether it may be called a difference: the interval excludes 0
    mix: str | None  # language or platform: what the two parts are made up unlike of; null where they are alike
    standardised: Share | None  # the difference, had both the mean mix of the two; widened for the number of these
    only_mix: bool  # it is called one, and at one mix it may be none
