"""What the labels by hand say of the model: sections of the document."""

from typing import TypedDict

from sentiment.rendering.entry import Named, Share, Shares


class Dispute(Named):
    """A comment whose label by hand and model's label differ."""

    gold: str  # by hand
    label: str  # the model's
    p: float | None  # the model's probability of its own


class Agreement(TypedDict):
    """How far several people agree."""

    alpha: float | None  # Krippendorff's, nominal; null where all have one label
    comments: int  # labelled by more than one person


class Audit(TypedDict):
    """How the model did on the comments that people labelled."""

    labelled: int  # comments with a label by hand
    blank: int  # comments of the sample without one
    accuracy: Share  # share of all scored comments that the model labelled as people do
    languages: Shares  # language -> accuracy
    agreement: Agreement | None  # null where nobody labelled a comment twice
    doubtful: list[Dispute]  # labels by hand to look at again
    errors: list[Dispute]  # the model's surest errors
    missing: int  # rows by which the sample is too small for all comments: taken out of it, or never drawn from
    bounded: bool  # many have no label: intervals hold whatever these are
    refuted: bool  # whether the labels refute the model: its own counts and shares of some label and theirs do not meet
    enough: bool  # whether the shares are audited
    more_to_halve: int  # further labels that would halve the widest overall interval
    needed: int  # labels without which no share is audited
