"""Comments and an id in, why that comment has its label."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sentiment.api.listener import QUIET, Listener
from sentiment.reading.intake import with_audit
from sentiment.reading.memory import Source
from sentiment.reading.options import ReadOptions
from sentiment.rendering.explained import Explained
from sentiment.rendering.translation import phrases
from sentiment.scoring.classifier import Classifier
from sentiment.scoring.engine import require
from sentiment.summary.explaining import explain_row, place


def explain_comment(
    *comments: Source,
    id: str,
    audit: Source | Sequence[Source] | None = None,
    neighbours: int = 5,
    lang: str = "en",
    model: str | Path | None = None,
    device: str = "auto",
    columns: Mapping[str, str] | None = None,
    platform: str | None = None,
    article: bool = False,
    listener: Listener = QUIET,
) -> Explained:
    """Say why a comment of a file has its label: which words carried it, what it would be without them, what is near.

    `explain` says it of a text.

    Args:
        comments: as `read` takes them, or a table that it returns.
        id: of the comment, with or without what stands before its first colon.
        audit: labels by hand; the neighbours are then of these comments. Else of those with a label in `gold`, or any.
        neighbours: how many.
        lang: of the sentences: en, az, tr or ru.
        model: None is the embedded model; else a local folder or a hub id.
        device: `auto`, `cpu`, `cuda`, `cuda:1` or `mps`.
        columns: which column is which of the row, as `read` takes it.
        platform: the export that the files are, when the guess is wrong; `none` reads plain tables.
        article: the files are news articles; their quotes are the rows.
        listener: hears how comments were read.

    Raises:
        ReadError: these are no comments.
        ModelError: there is no such model or device.
        DataError: there is no such comment, or it says nothing.
    """
    phrases(lang)
    require(device)
    options = ReadOptions(columns or {}, platform=platform, article=article)
    read, hand = with_audit(comments, audit, options, listener.read)
    place(read, id)  # a mistake in it loads no model
    classifier = Classifier.load(model, device=device)
    return explain_row(read, id, classifier, audit=hand, neighbours=neighbours, lang=lang)
