"""The document of a check: what its JSON holds. `docs/summary.md` is made from this file too."""

from typing import Any, TypedDict

from sentiment.rendering.document import Contrary, Model, Selected, Share


class Claimed(TypedDict):
    """One side of a claim."""

    labels: list[str]  # whose shares are added
    group: str | None  # null: all comments
    comments: int  # in it
    counted: dict[str, int]  # label -> comments, by the model
    estimate: Share  # of the labels together


class Check(TypedDict):
    """Whether the comments bear out a claim: `sentiment check -o check.json`."""

    claim: str  # as it was put
    quantifier: str  # as it was understood
    low: float | None  # the claim is true where the share lies above this; null where two sides are compared
    high: float | None  # and at most this
    stance: bool  # whether the labels are of stance
    event: str | None  # that this stance is toward; null for labels of tone, and where rows name several
    averaged_with: str | None  # the contrary, where each stance is the mean of the answers to both
    sides: list[Claimed]  # one, or the two that are compared
    answer: str  # supported, refuted, cannot tell
    probability: float | None  # that it is true of these comments; null where nothing can be told
    reason: str | None  # chosen, few, unread, unmeasured, wide: why it cannot be told
    contrary: Contrary | None  # null where labels are of tone or audited, or the event has no contrary
    to_settle: int | None  # labels by hand that would; drawn evenly from all groups, where the claim names one
    by: str | None  # the column of the groups that the claim names
    allowed: dict[str, Any] | None  # quantifier, low, high: what may be said of the first side
    level: float  # nominal coverage of the intervals; a claim is supported where one lies wholly on its side
    model: Model  # that labelled the comments
    selection: Selected | None  # which rows are counted; null where all are
    lang: str  # of the sentences
    said: list[str]  # all of it in sentences
