"""What the document says of what recurs: themes and reasons, all of one clustering."""

from typing import TypedDict

from sentiment.rendering.comparison import Difference
from sentiment.rendering.entry import Mark, Quote, Share, Shares


class Theme(TypedDict):
    """Comments of which a sentence is in one cluster; a comment with several sentences may be in several."""

    words: list[Mark]  # by which it is called; empty for comments of smaller clusters, of nameless ones and of none
    n: int  # comments
    share: float  # of all scored comments
    steady: float | None  # how far its cluster comes back in halves of the sentences, from 0 to 1; null for the last
    overall: Shares  # label -> share
    quotes: list[Quote]  # of it


class ThemeCell(Share):
    """How much of a part of the comments a theme is; the interval holds chance, copies being one piece of evidence."""

    theme: int  # its place among `themes`
    column: str | None  # what the comments are grouped by; null for all
    group: str | None  # value of the column; null for all
    period: str | None  # hour, day, week or month, in the document's timezone; null for all times
    count: int  # comments of the part that are of the theme; of its `n` scored comments


class ThemeDifference(Difference):
    """How much more of `a` than of `b` a theme is; each text counts once, and `label` is `theme`."""

    theme: int  # its place among `themes`


class Reason(TypedDict):
    """A claim that recurs on one side, in any language: comments of which a sentence is in one cluster."""

    title: Quote  # the most central sentence of this side, as written, in its own language
    theme: int | None  # place among `themes` of the same cluster; null where it is none of them
    words: list[Mark]  # that set it apart from the other reasons of this side
    count: int  # comments of the side
    texts: int  # distinct ones
    share: Share  # of the comments of the side; its interval holds chance and what other halves of the sentences gave
    steady: float  # how far the cluster comes back when half of the sentences are clustered, from 0 to 1
    groups: dict[str, dict[str, Share]]  # column -> value -> share of the side's comments of this group
    languages: dict[str, Share]  # code -> share of the side's comments in this language
    quotes: list[Quote]  # up to two more, of other languages where it has some


class Side(TypedDict):
    """Why people are on a side, or say what they say in a tone."""

    column: str  # of the table: label, stance, stance_1 ...
    event: str | None  # that a stance is toward
    side: str  # value of the column
    n: int  # comments
    reasons: list[Reason]  # the most frequent eight, at most
    outside: int  # comments of the side that are in none of these
    rest: Share  # of the side, those outside


class Recurring(TypedDict):
    """What recurs in the comments, whatever their language: all of one clustering."""

    themes: list[Theme] | None  # null where the model is not at hand
    theme_cells: list[ThemeCell]  # theme by group and period
    theme_differences: list[ThemeDifference]  # all that were looked at
    reasons: list[Side] | None  # of favor and against where the model reads an event, else of tones; null like themes
