"""What the document says of whom the comments are about, and who answers whom."""

from typing import TypedDict

from sentiment.rendering.comparison import Difference
from sentiment.rendering.entry import Quote, Share, Shares


class Target(TypedDict):
    """Something that several comments name, and on which side of it they are.

    Shares are of the comments that name it, not of all.
    """

    name: str  # how most comments write it
    n: int  # scored comments that name it
    texts: int  # different texts among these; copies and near-copies count once
    spellings: dict[str, int]  # how it is written -> times
    asked: int  # of these comments, those that the model was asked about; 0 where it is not at hand
    overall: Shares  # favor, against, none -> share of the comments asked; empty where the model is not at hand
    net: Share | None  # favor minus against; null likewise
    counted: Shares  # the model's labels as they are
    quotes: dict[str, list[Quote]]  # stance -> its two most typical comments
    groups: dict[str, dict[str, Shares]]  # column of --by -> value -> stance -> share; empty without --by
    differences: list[Difference]  # between these groups, all that were looked at
