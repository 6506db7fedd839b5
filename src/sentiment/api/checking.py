"""Comments and a sentence in, whether they bear it out."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sentiment.api.labelling import labelled
from sentiment.api.listener import QUIET, Listener
from sentiment.api.reporting import several
from sentiment.reading.intake import hand_table, table
from sentiment.reading.memory import Source
from sentiment.reading.options import ReadOptions
from sentiment.rendering.answer import Check
from sentiment.rendering.translation import phrases
from sentiment.scoring.asked import Asked
from sentiment.summary.check import weigh
from sentiment.summary.claim import parse
from sentiment.summary.method import LEVEL
from sentiment.table.labels import TOWARD


def check(
    *comments: Source,
    claim: str,
    by: str | None = None,
    audit: Source | Sequence[Source] | None = None,
    toward: str | None = None,
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
    own = TOWARD in (columns or {})
    if by is None:
        parse(claim, stance=toward is not None or own)  # a mistake in it costs no scoring
    hand, reading = (None, None) if audit is None else hand_table(*several(audit), columns=columns, hear=listener.read)
    options = ReadOptions(columns or {}, platform=platform, article=article)
    read = table(*comments, options=options, hear=listener.read, audit=reading)
    scored = labelled(read, Asked.of(toward, own=own), model=model, device=device, listener=listener)
    return weigh(scored, claim, by=by, audit=hand, level=level, lang=lang)
