"""What a report is made of: tables, listings, sentences and quotes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Quote = Mapping[str, Any]


@dataclass(frozen=True)
class Table:
    """Shares by row and label; quotes behind a row, by its name. A title or a name says the method.

    Where rows are labels themselves, `keys` has these as the model says them.
    """

    title: str
    rows: Mapping[str, Mapping[str, Mapping[str, Any]]]
    quotes: Mapping[str, list[Quote]] = field(default_factory=dict)
    timed: bool = False
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listing:
    """Anything else in rows and columns."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Sentences:
    """A list of sentences."""

    title: str
    said: list[str]


@dataclass(frozen=True)
class Quoted:
    """Quotes under a title; `behind` where a format with bars shows them behind one of these instead."""

    title: str
    quotes: list[Quote]
    behind: bool = False


Part = Table | Listing | Sentences | Quoted
