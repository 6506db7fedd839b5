"""What the document says of whom the comments are about, and who answers whom."""

from typing import TypedDict

from sentiment.rendering.comparison import Difference
from sentiment.rendering.entry import Named, Quote, Share, Shares


class Foil(TypedDict):
    """What the model says of comments with a side toward a target when it is asked about one that they do not name."""

    name: str  # of that other target
    asked: int  # comments, 100 at most
    kept: int  # of these, those that it puts on the same side: it reads the comment, and not the target


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
    foil: Foil | None  # null where no other target was found, or no comment has a side
    groups: dict[str, dict[str, Shares]]  # column of --by -> value -> stance -> share; empty without --by
    differences: list[Difference]  # between these groups, all that were looked at


class Liked(Named):
    """A comment and its likes."""

    likes: float  # as counted by the platform
    label: str  # the model's
    url: str | None  # address of the comment; only http and https


class Answered(Named):
    """A comment and its answers."""

    url: str | None  # address of the comment; only http and https
    answers: int  # replies to it in the file
    counted: int | None  # replies that the platform counts; null where it does not say
    agree: int  # of the replies in the file, those that say so
    disagree: int  # likewise


class Exchange(TypedDict):
    """A reply, and the comment that it answers; each is said by its own author."""

    reply: Named  # what is counted
    parent: Named  # what it answers


class Stated(TypedDict):
    """Replies that say in so many words that they agree with what they answer, or contradict it."""

    n: int  # replies
    recall: float  # of replies that were so in a test, the part that was found
    examples: list[Exchange]  # two at most


class Author(TypedDict):
    """Who wrote the post, or owns the place, among the replies, where the platform marks who that is."""

    replies: int  # by the author
    answered: int  # comments with one of these


class Replies(TypedDict):
    """First comments and replies."""

    first: int  # scored comments that answer no other
    replies: int  # scored comments that answer one
    missing: int  # of the replies, those to a comment that is not in the file
    overall: dict[str, Shares]  # first comments, replies -> label -> share
    stated: dict[str, Stated]  # agree, disagree -> replies; of those whose parent is in the file and is no question
    judged: int  # replies that were looked at for that
    most: list[Answered]  # the most answered comments, five at most
    author: Author | None  # null where no platform says who wrote the post
