"""The document of a summary: what its JSON holds and every renderer reads, section by section.

`docs/summary.md` is made from this file and those that `docs/make_summary.py` names: a class is a section, a comment
behind a key says its unit and when it is there.
"""

from typing import Any, TypedDict

from sentiment.rendering.audit_entries import Agreement as Agreement
from sentiment.rendering.audit_entries import Audit as Audit
from sentiment.rendering.audit_entries import Dispute as Dispute
from sentiment.rendering.comparison import Difference as Difference
from sentiment.rendering.discussion import Foil as Foil
from sentiment.rendering.discussion import Liked as Liked
from sentiment.rendering.discussion import Replies as Replies
from sentiment.rendering.discussion import Target as Target
from sentiment.rendering.entry import Mark as Mark
from sentiment.rendering.entry import Named as Named
from sentiment.rendering.entry import Quote as Quote
from sentiment.rendering.entry import Share as Share
from sentiment.rendering.entry import Shares as Shares
from sentiment.rendering.reaction_entries import Contrary as Contrary
from sentiment.rendering.reaction_entries import Crossed as Crossed
from sentiment.rendering.reaction_entries import Cues as Cues
from sentiment.rendering.reaction_entries import Irony as Irony
from sentiment.rendering.reaction_entries import Measured as Measured
from sentiment.rendering.reaction_entries import Profile as Profile
from sentiment.rendering.reaction_entries import Stance as Stance
from sentiment.rendering.reaction_entries import Stances as Stances
from sentiment.rendering.reaction_entries import stances_of as stances_of
from sentiment.rendering.recurring_entries import Reason as Reason
from sentiment.rendering.recurring_entries import Recurring as Recurring
from sentiment.rendering.recurring_entries import Side as Side
from sentiment.rendering.recurring_entries import Theme as Theme
from sentiment.rendering.recurring_entries import ThemeCell as ThemeCell
from sentiment.rendering.recurring_entries import ThemeDifference as ThemeDifference

VERSION = 2  # of the document; grows when a key changes its meaning or goes


class Counted(TypedDict):
    """The model's labels as they are, not corrected."""

    overall: Shares  # label -> share
    net: Share | None  # positive minus negative; null for a model without these labels


class Event(TypedDict):
    """Shares before and after a moment."""

    time: str  # ISO 8601, in the document's timezone
    before: Shares  # label -> share
    after: Shares  # label -> share
    unplaced: int  # comments of the day of the event without an hour, on neither side
    zoneless: int  # comments whose time was written without a zone, and read as one of the timezone


class Language(TypedDict):
    """A language among the scored comments."""

    n: int  # scored comments
    measured: int  # rows of it in the model's test set
    validated: bool  # whether these are enough (200) to know its errors
    checked: bool  # whether it has some (50) at all; else the errors are what all languages have in common


class LargestCopy(Named):
    """A text that many comments repeat."""

    n: int  # comments


class Burst(TypedDict):
    """Comments that said the same within an hour."""

    text: str  # of the first
    n: int  # comments within the hour
    of: int  # comments with this text in all
    start: str  # ISO 8601, in the document's timezone
    end: str  # ISO 8601, likewise
    authors: int | None  # who wrote them; null where not all are known


class Copies(TypedDict):
    """What repeats."""

    distinct: int  # texts
    copies: int  # comments that repeat an earlier one, or nearly
    overall: Shares  # each distinct text counted once
    authors: dict[str, Any] | None  # each author counted once: `n` authors, and label -> share; null without authors
    likes: Shares | None  # each like counted once; null where no comment has any
    largest: list[LargestCopy]  # five at most
    bursts: list[Burst]  # all of them, the largest first
    in_bursts: int  # comments of all bursts
    without: Shares  # shares without these; empty where there are none


class Model(TypedDict):
    """The model that labelled most rows."""

    name: str  # or unknown
    digest: str | None  # of its folder
    languages: dict[str, int]  # language -> rows of its test set
    others: list[str]  # name@digest of further models among the rows


class InputFile(TypedDict):
    """A file that the table was read from."""

    file: str  # its name, without folders
    sha256: str  # of its bytes; of a folder or pattern, of its files' digests


class Run(TypedDict):
    """What made the report."""

    version: str  # of the program
    command: str | None  # as typed; null in the library
    model: str  # name and digest
    preprocessing: str  # version of how texts are cleaned
    inputs: list[InputFile]  # files


class Selected(TypedDict):
    """Which rows are counted, where not all are."""

    where: list[str]  # conditions, as they were written
    since: str | None  # as it was written
    until: str | None  # likewise; a day or a week alone to its end
    without_copies: bool  # of each text the first comment alone
    left_out: int  # rows that are not counted
    of: int  # rows of the whole table


class Rows(TypedDict):
    """How many rows there are, and what was not scored."""

    comments: int  # rows of the table
    scored: int  # rows with a label
    skipped: dict[str, int]  # reason -> rows without one
    rejected: int  # rows of the files that could not be read
    chosen: int  # scored rows that are quotes of an article, which a writer chose
    labels: list[str]  # of the model, negative to positive


class Overall(TypedDict):
    """Shares over all scored comments."""

    level: float  # nominal coverage of all intervals
    overall: Shares  # label -> share
    net: Share | None  # positive minus negative; null for a model without these labels
    counted: Counted  # the same, not corrected


class Groups(TypedDict):
    """Shares by the columns that the comments are grouped by."""

    groups: dict[str, dict[str, Shares]]  # column -> value -> label -> share
    scored_by: dict[str, dict[str, int]]  # column -> value -> scored comments
    skipped_by: dict[str, dict[str, dict[str, int]]]  # column -> value -> reason -> rows
    folded: dict[str, int]  # column -> small groups counted together as `other`
    small: list[str]  # columns whose groups are too small to compare
    time: list[dict[str, Any]]  # periods in order: `period`, and label -> share; empty without times
    group_words: dict[str, dict[str, list[Mark]]]  # column -> value -> words that mark it
    group_quotes: dict[str, dict[str, list[Quote]]]  # column -> value -> quotes
    event: Event | None  # null without --event
    differences: list[Difference]  # all that were looked at
    undated: int  # scored comments without a time, where others have one: in no period, on no side of an event
    hourless: int  # scored comments of a day without a clock, or of a reckoned time: in no hour
    timezone: str  # IANA name of the zone that days, hours and times are told in


class Reactions(Stances):
    """What the comments say beside their tone."""

    languages: dict[str, Language]  # code -> what is known of it, the commonest first
    copies: Copies  # what repeats
    irony: Irony  # signs of it
    emotion: Profile | None  # null without --emotion
    heads: dict[str, Profile]  # own head -> shares
    audit: Audit | None  # null without --audit


class Evidenced(TypedDict):
    """The comments behind the figures, and the model that read them."""

    words: dict[str, list[Mark]]  # label -> words that mark it
    quotes: dict[str, list[Quote]]  # label -> quotes
    model: Model  # that labelled most rows
    to_halve: int  # labels by hand that would halve the widest overall interval, at most


class Discussion(TypedDict):
    """Whom the comments are about, and who answers whom."""

    targets: list[Target] | None  # the most important first; null without --targets auto
    replies: Replies | None  # null where no comment answers another
    liked: list[Liked]  # comments with most likes, ten at most; empty where nothing was liked


class Account(TypedDict):
    """How the report came about, and its sentences."""

    told: list[str]  # what reading changed or lost
    run: Run  # what made the report
    lang: str  # of the sentences: en, az, tr or ru
    headline: str  # one or two sentences
    notes: list[str]  # what a careful reader must know, the heaviest first


class Figures(Rows, Overall, Groups, Reactions, Evidenced, Recurring):
    """All sections but the account."""


class Document(Figures, Discussion, Account):
    """The whole, in the order of the JSON."""

    version: int  # of this contract
    selection: Selected | None  # null where all rows are counted; all other keys are about these rows
