"""Comments in, a summary out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sentiment.api.labelling import at_hand, labelled
from sentiment.api.listener import QUIET, Listener
from sentiment.reading.intake import SCORED, hand_table, several, table, with_audit
from sentiment.reading.memory import Source
from sentiment.reading.options import ReadOptions
from sentiment.rendering.translation import phrases
from sentiment.scoring.asked import Asked, check_contraries, listed
from sentiment.scoring.engine import require
from sentiment.summary.adding_up import add_up
from sentiment.summary.method import FLOOR, LEVEL, Method
from sentiment.summary.selecting import before_scoring
from sentiment.summary.summary import Summary
from sentiment.table import groups
from sentiment.table.labels import EMOTION, STANCE, TOWARD, stance_suffixes
from sentiment.table.selection import Selection

if TYPE_CHECKING:
    from sentiment.scoring.classifier import Classifier

ADDED = ("language", "copy_of", "label", "model", STANCE, EMOTION)  # columns that scoring adds, to group by


def report(
    *comments: Source,
    by: str | Sequence[str] | None = None,
    audit: Source | Sequence[Source] | None = None,
    event: datetime | str | None = None,
    where: str | Sequence[str] | None = None,
    since: datetime | str | None = None,
    until: datetime | str | None = None,
    without_copies: bool = False,
    timezone: str | None = None,
    floor: int = FLOOR,
    level: float = LEVEL,
    lang: str = "en",
    toward: str | Sequence[str] | None = None,
    contrary: str | Sequence[str] | None = None,
    targets: str | None = None,
    emotion: bool = False,
    irony: bool = False,
    everything: bool = False,
    model: str | Path | None = None,
    device: str = "auto",
    fresh: bool = False,
    columns: Mapping[str, str] | None = None,
    keep_authors: bool = False,
    platform: str | None = None,
    limited: bool = True,
    article: bool = False,
    command: str | None = None,
    listener: Listener = QUIET,
) -> Summary:
    """Read, label and summarize comments in one call; mistakes in what is asked for are found before the work.

    Args:
        comments: as `read` takes them, or a table that it returns, or that is scored already.
        by: what to group by, as `summarize` takes it; `group` and `language` if left out.
        audit: the sample with your labels in `gold`: a file, a pattern, a table, or a list of these.
        event: a moment; comments before and after it are compared. Without a zone it is of `timezone`.
        where: conditions such as `group=commenter` or `likes>=10`, of which all must hold of a row that is counted.
        since: the first moment that is counted; rows without a time are then left out.
        until: the moment before which rows are counted; a day or a week alone is counted to its end.
        without_copies: count of each text the first comment alone.
        timezone: IANA name, such as Asia/Baku, of the zone of days, hours and of times that have none; UTC if left out.
        floor: groups with fewer scored comments are folded into `other`.
        level: nominal coverage of the intervals, between 0 and 1.
        lang: of the sentences: en, az, tr or ru.
        toward: an event in a few words, or several; adds the stance toward each.
        contrary: of the event, or of each in their order; the model is asked about it too, each stance is the mean of
            both answers, and it is said how many turn. Left out, it is made of the event where one word makes it
            ("unblocked", "blocked"), and only tried.
        targets: `auto` says what the comments are about, and on which side of it those are that name it.
        emotion: label the emotion too.
        irony: say how likely irony is.
        everything: both, and what heads of your own say.
        model: None is the embedded model; else a local folder or a hub id, which alone opens a network connection.
        device: `auto`, `cpu`, `cuda`, `cuda:1` or `mps`.
        fresh: ask the model again also for texts that an earlier run asked it for.
        columns: which column is which of the row, as `read` takes it.
        keep_authors: keep names instead of hashing them.
        platform: the export that the files are, when the guess is wrong; `none` reads plain tables.
        limited: refuse archives that unpack to far more than their size.
        article: the files are news articles; their quotes are the rows.
        command: what the user typed, for the account of the run.
        listener: hears how comments were read, and how the work goes on.

    Raises:
        ReadError: these are no comments.
        ModelError: there is no such model or device, or it has no head for what is asked.
        DataError: there is no such language of the report or column of `by`, the event is no time, or the audit is of
            another table.
    """
    phrases(lang)
    require(device)
    selection = Selection.of(where, since, until, without_copies, timezone)
    method = Method.of(by, event, floor, level, targets, timezone, selection)  # a mistake in it costs no scoring
    own = TOWARD in (columns or {})
    # Of a table that is labelled already, with no event named, the contrary is of its own events, and only tried.
    both = contrary if toward or own else None
    asked = Asked.of(toward, contrary=both, emotion=emotion, irony=irony, everything=everything, own=own)
    named = asked.contrary or listed(contrary)
    options = ReadOptions(columns or {}, keep_authors, platform, limited, article)
    read, hand = with_audit(comments, audit, options, listener.read)
    groups.check(method.by or (), (*read.column_names, *ADDED))
    selection.check((*read.column_names, *ADDED))
    if not (toward or stance_suffixes(read.column_names) or TOWARD in read.column_names):
        check_contraries(named, ())  # no stance, no event
    # The labels of an audit may be of rows that are not counted: those are left out when all are joined.
    kept = read if hand is not None else before_scoring(read, method)
    scored = labelled(kept, asked, model=model, device=device, fresh=fresh, vectors=True, listener=listener)
    classifier = at_hand(scored, model=model, device=device)
    left_out = len(read) - len(kept)
    return Summary(
        add_up(
            scored,
            method,
            audit=hand,
            lang=lang,
            classifier=classifier,
            command=command,
            contrary=named,
            left_out=left_out,
        )  # fmt: skip
    )


def summarize(
    scored: Source,
    *,
    by: str | Sequence[str] | None = None,
    audit: Source | Sequence[Source] | None = None,
    event: datetime | str | None = None,
    where: str | Sequence[str] | None = None,
    since: datetime | str | None = None,
    until: datetime | str | None = None,
    without_copies: bool = False,
    timezone: str | None = None,
    floor: int = FLOOR,
    level: float = LEVEL,
    targets: str | None = None,
    lang: str = "en",
    classifier: "Classifier | None" = None,
    model: str | Path | None = None,
    contrary: str | Sequence[str] | None = None,
    command: str | None = None,
) -> Summary:
    """Add up a scored table, by the strongest evidence of the model's errors that there is.

    Args:
        scored: rows with `label` and `p_<label>`, as `score` returns them, or a file of them.
        by: what to group by: columns, `month`, `week`, `day` or `hour`, or two of these joined by `+`; one that has no
            value anywhere is left out. `group` and `language`, where they are there, if left out.
        audit: the sample with labels by hand in `gold`; shares are then `audited`.
        event: a moment; comments before and after it are compared. Without a zone it is of `timezone`.
        where: conditions such as `group=commenter` or `likes>=10`, of which all must hold of a row that is counted.
        since: the first moment that is counted; rows without a time are then left out.
        until: the moment before which rows are counted; a day or a week alone is counted to its end.
        without_copies: count of each text the first comment alone.
        timezone: IANA name, such as Asia/Baku, of the zone of days, hours and of times that have none; UTC if left out.
        floor: groups with fewer scored comments are folded into `other`.
        level: nominal coverage of the intervals, between 0 and 1.
        targets: `auto` says what the comments are about, and, with a classifier, on which side of it they are.
        lang: of the sentences: en, az, tr or ru.
        classifier: the model; with it there are themes, and each quote says which words carried its label.
        model: the folder of the model that labelled, for what was measured of it, where no classifier is at hand.
        contrary: of the event, or of each in their order, to say how many answers turn; needs the classifier.
        command: what the user typed, for the account of the run.

    Raises:
        DataError: the table is not scored, a column of `by` does not exist, the audit is of another table, or the event
            is no time.
    """
    selection = Selection.of(where, since, until, without_copies, timezone)
    method = Method.of(by, event, floor, level, targets, timezone, selection)
    hand = hand_table(*several(audit))[0] if audit is not None else None
    known, folder = table(scored, enough=SCORED), Path(model) if model else None
    return Summary(
        add_up(
            known, method, audit=hand, lang=lang, classifier=classifier, folder=folder, command=command,
            contrary=listed(contrary),
        )
    )  # fmt: skip
