"""Comments and a sentence in, whether they bear it out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sentiment.api.labelling import at_hand, labelled
from sentiment.api.listener import QUIET, Listener
from sentiment.api.reporting import ADDED
from sentiment.reading.intake import with_audit
from sentiment.reading.memory import Source
from sentiment.reading.options import ReadOptions
from sentiment.rendering.answer import Check
from sentiment.rendering.translation import phrases
from sentiment.scoring.asked import Asked
from sentiment.scoring.engine import require
from sentiment.summary.claims.check import weigh
from sentiment.summary.claims.claim import parse
from sentiment.summary.method import LEVEL, Method
from sentiment.table.labels import STANCE, TOWARD
from sentiment.table.selection import Selection


def check(
    *comments: Source,
    claim: str,
    by: str | None = None,
    audit: Source | Sequence[Source] | None = None,
    toward: str | None = None,
    contrary: str | None = None,
    where: str | Sequence[str] | None = None,
    since: datetime | str | None = None,
    until: datetime | str | None = None,
    without_copies: bool = False,
    timezone: str | None = None,
    level: float = LEVEL,
    lang: str = "en",
    model: str | Path | None = None,
    device: str = "auto",
    columns: Mapping[str, str] | None = None,
    platform: str | None = None,
    article: bool = False,
    listener: Listener = QUIET,
) -> Check:
    """Say whether comments bear out a claim such as "mostly satisfied": supported, refuted, or cannot tell, and why.

    Args:
        comments: as `read` takes them, or a table that it returns, or that is scored already.
        claim: how many of which label or stance, in English, Azerbaijani, Turkish or Russian.
        by: a column of groups, of which the claim names one, or two to compare.
        audit: the sample with your labels in `gold`: a file, a pattern, a table, or a list of these.
        toward: an event in a few words; words of satisfaction are then about it.
        contrary: of the event; each stance is then the mean of what the model says of both.
        where: conditions such as `group=commenter` or `likes>=10`, of which all must hold of a row that is counted.
        since: the first moment that is counted; rows without a time are then left out.
        until: the moment before which rows are counted; a day or a week alone is counted to its end.
        without_copies: count of each text the first comment alone.
        timezone: IANA name, such as Asia/Baku, of the zone of days, hours and of times that have none; UTC if left out.
        level: nominal coverage of the intervals.
        lang: of the sentences: en, az, tr or ru.
        model: None is the embedded model; else a local folder or a hub id.
        device: `auto`, `cpu`, `cuda`, `cuda:1` or `mps`.
        columns: which column is which of the row, as `read` takes it.
        platform: the export that the files are, when the guess is wrong; `none` reads plain tables.
        article: the files are news articles; their quotes are the rows.
        listener: hears how comments were read, and how the work goes on.

    Raises:
        ReadError: these are no comments.
        ModelError: there is no such model or device.
        DataError: the claim is not understood, or the comments have not what it is about.
    """
    phrases(lang)
    require(device)
    own = TOWARD in (columns or {})
    asked = Asked.of(toward, contrary=contrary, own=own)
    if by is None:
        parse(claim, stance=toward is not None or own)  # a mistake in it costs no scoring
    selection = Selection.of(where, since, until, without_copies, timezone)
    method = Method.of(level=level, timezone=timezone, selection=selection)
    options = ReadOptions(columns or {}, platform=platform, article=article)
    read, hand = with_audit(comments, audit, options, listener.read)
    selection.check((*read.column_names, *ADDED))
    scored = labelled(read, asked, model=model, device=device, listener=listener)
    classifier = at_hand(scored, model=model, device=device) if STANCE in scored.column_names else None
    return weigh(scored, claim, by=by, audit=hand, method=method, classifier=classifier, lang=lang)
