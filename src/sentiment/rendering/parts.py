"""What a report is made of: tables, listings, sentences and quotes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sentiment.rendering.document import Quote, Share, Shares


@dataclass(frozen=True)
class Table:
    """Shares by row and label; quotes behind a row, by its name.

    Attributes:
        title: of the part; it says the method, or else the name of each row does.
        rows: name -> label -> share.
        quotes: behind a row, by its name.
        timed: rows are periods.
        keys: the rows' labels as the model says them, or their periods as the document writes them, if they are such.
        lead: sentences that say what the table shows.
        name: the title without the method.
        method: of all rows; empty where they have several.
        untold: names of rows that are not to be quoted: no bar is drawn of them.
    """

    title: str
    rows: Mapping[str, Shares]
    quotes: Mapping[str, Sequence[Quote]] = field(default_factory=dict)
    timed: bool = False
    keys: tuple[str, ...] = ()
    lead: Sequence[str] = ()
    name: str = ""
    method: str = ""
    untold: Sequence[str] = ()


@dataclass(frozen=True)
class Matrix(Table):
    """Shares by row and label, with the quotes of each cell: row -> label -> quotes."""

    cells: Mapping[str, Mapping[str, Sequence[Quote]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Listing:
    """Anything else in rows and columns; a count is a number."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str | int]]


@dataclass(frozen=True)
class Sentences:
    """A list of sentences."""

    title: str
    said: list[str]


@dataclass(frozen=True)
class Quoted:
    """Quotes under a title; `behind` where a format with bars shows them behind one of these instead."""

    title: str
    quotes: Sequence[Quote]
    behind: bool = False


@dataclass(frozen=True)
class Bars:
    """The shares over all comments, one by one: the largest part of a report.

    Attributes:
        title: of the part.
        shares: label -> share.
        level: nominal coverage of the intervals.
        net: positive minus negative, where the model has these labels.
        said: what `net` says as a sentence; empty where it says nothing.
        quotes: label -> quotes behind its bar.
    """

    title: str
    shares: Shares
    level: float
    net: Share | None
    said: str
    quotes: Mapping[str, Sequence[Quote]]


@dataclass(frozen=True)
class GivenReason:
    """What recurs on a side: the sentence that it is called by, how often it recurs, and quotes that say it too.

    Attributes:
        quote: the sentence.
        count: comments.
        share: of the side.
        steady: how far it comes back when half of the sentences are put together, from 0 to 1.
        said: lines of what else is known of it.
        quotes: further ones.
    """

    quote: Quote
    count: int
    share: Share
    steady: float
    said: Sequence[str]
    quotes: Sequence[Quote]


@dataclass(frozen=True)
class Reasons:
    """The reasons of a side, which is named as the model names it, sentences on all of them, and one before them."""

    title: str
    side: str
    given: Sequence[GivenReason]
    said: list[str]
    lead: Sequence[str] = ()

    @property
    def rows(self) -> dict[str, Shares]:
        """The share of each reason, by the sentence that it is called by."""
        return {reason.quote["text"]: {"share": reason.share} for reason in self.given}

    @property
    def languages(self) -> dict[str, str | None]:
        """The language of each sentence that a reason is called by."""
        return {reason.quote["text"]: reason.quote["language"] for reason in self.given}


Part = Reasons | Bars | Table | Matrix | Listing | Sentences | Quoted
