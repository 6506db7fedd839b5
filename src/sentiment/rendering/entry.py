"""What many sections of the document hold: shares, comments fit to be shown, words."""

from typing import TypedDict


class Share(TypedDict):
    """A share, or a difference of two, with its interval."""

    share: float | None  # from 0 to 1, a difference from -1 to 1; null where there is nothing to count
    low: float  # lower end of the interval, at the document's `level`
    high: float  # upper end
    n: int  # comments behind it; labels by hand where the method is `audited`
    method: str  # counted, adjusted, audited or pooled


Shares = dict[str, Share]


class WordWeight(TypedDict):
    """A word of a quote, in the order of the text."""

    word: str  # as shown
    weight: float  # by how much the probability of the quote's label falls without it


class Named(TypedDict):
    """A comment fit to be shown."""

    id: str  # of the comment
    text: str  # masked, and cut to 280 characters on a word border


class Quote(Named):
    """A comment that stands for a figure."""

    kind: str  # typical, dissenting, most liked, or central: a sentence of a comment
    author: str | None  # only of people whom an article quotes
    group: str | None  # role of the speaker
    language: str | None  # BCP-47; und where unsure
    time: str | None  # ISO 8601; a day alone where no clock was written, or the time is an estimate
    url: str | None  # address of the comment; only http and https
    label: str  # the model's: the stance of a quote under a stance, else the tone
    p: float | None  # the model's probability of it; null where the table has none
    tone: str | None  # label of tone
    stance: str | None  # toward the event; null without one, and with several
    likes: float | None  # as counted by the platform
    words: list[WordWeight]  # which words, or runs of them, carried the label; empty without the model


class Mark(TypedDict):
    """A word that sets a part of the comments apart."""

    word: str  # as most texts spell it
    z: float  # standard errors of its log-odds above the other parts'
    n: int  # distinct texts of the part that have it
