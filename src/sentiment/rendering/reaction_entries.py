"""Stance, irony, emotion and heads of one's own: sections of the document."""

from collections.abc import Mapping
from typing import Any, TypedDict

from sentiment.rendering.audit_entries import Audit
from sentiment.rendering.entry import Quote, Share, Shares


class Measured(TypedDict):
    """How well a head did on test rows of a language."""

    n: int  # test rows
    macro_f1: float  # from 0 to 1


class Cues(TypedDict):
    """Signs of irony."""

    flagged: int  # comments with a sign of irony
    cues: dict[str, int]  # sign -> comments
    without: Shares  # shares without the flagged comments


class Irony(Cues, total=False):
    """Signs of irony, and what the head of irony says; no label is changed for it."""

    likely: int  # comments that the head takes for ironic; only where the table has `p_ironic`
    without_likely: Shares  # shares without these; likewise
    measured: dict[str, Measured | None]  # language -> figures; null below 50 test rows; likewise


class Profile(TypedDict):
    """Shares of the labels of a head beside tone and stance."""

    measured: dict[str, Measured | None]  # language of the comments -> figures; null below 50 test rows
    overall: Shares  # label -> share


class Contrary(TypedDict):
    """What the model says of the contrary of an event; where it reads the event, answers with a side turn."""

    event: str  # the contrary, as named by --contrary or made of the event
    made: bool  # of the event, by one word
    asked: int  # different comments with a side, 400 at most
    turned: int  # of these, that took the other side
    same: int  # of these, that kept theirs; the others had none
    holds: bool | None  # whether half of them or more turned; null for fewer than 30


class Crossed(TypedDict):
    """Comments whose tone and stance part ways."""

    n: int  # comments
    quotes: list[Quote]  # of them


class Stance(TypedDict):
    """Stance toward an event."""

    column: str  # of the table: stance, of several events stance_1 and so on
    event: str | None  # as named by --toward, or by rows; null for all rows together where they name several
    targets: int  # different events that the rows name: 1, or more where the event is null
    averaged_with: str | None  # the contrary, where each stance is the mean of the answers to both
    contrary: Contrary | None  # null without a contrary, and where the model is not at hand
    measured: dict[str, Measured | None]  # language of the comments -> figures; null below 50 test rows
    n: int  # comments with a stance
    overall: Shares  # favor, against, none -> share
    net: Share  # favor minus against
    counted: Shares  # the model's labels as they are
    without: Shares  # shares without the comments of bursts of copies; empty where there are none
    by_tone: dict[str, Shares]  # stance -> label of tone -> share
    crossed: dict[str, Crossed]  # kind -> comments
    quotes: dict[str, list[Quote]]  # stance -> quotes
    audit: Audit | None  # null without labels in `gold_` and the name of the column


class Stances(TypedDict):
    """Stance, toward one event or several."""

    stance: Stance | None  # toward the one event, or whatever each row names; null without any, and with several
    stances: list[Stance]  # toward each of several events, in order, or the commonest that rows name; else empty


def stances_of(document: Mapping[str, Any]) -> list[Stance]:
    """Return the stance toward the one event, then that toward each of several."""
    return [*([document["stance"]] if document.get("stance") else []), *document.get("stances", [])]
