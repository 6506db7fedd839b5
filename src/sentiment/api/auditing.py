"""The sample that people label by hand, out; and how far they are, in."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sentiment.api.listener import QUIET, Listener
from sentiment.estimation import sampling
from sentiment.filesystem import is_stdout, written
from sentiment.reading.audit_files import keep_labels
from sentiment.reading.intake import SCORED, hand_table, table
from sentiment.reading.memory import Source
from sentiment.rendering.audit_sheet import audit_sheet
from sentiment.rendering.labelling import Labelling
from sentiment.rendering.translation import phrases
from sentiment.summary.labelling import labelling
from sentiment.summary.method import LEVEL, Method, check_level
from sentiment.summary.selecting import selected
from sentiment.table.comments import Comments, as_dataset, values
from sentiment.table.labels import STANCE, TOWARD, stance_suffixes, tones
from sentiment.table.selection import Selection
from sentiment.table.writers import check, write

if TYPE_CHECKING:
    from datasets import Dataset


def sample(
    *scored: Source,
    n: int = 200,
    by: str | None = None,
    seed: int = 0,
    where: str | Sequence[str] | None = None,
    since: datetime | str | None = None,
    until: datetime | str | None = None,
    without_copies: bool = False,
    timezone: str | None = None,
    output: str | Path | None = None,
    lang: str = "en",
    listener: Listener = QUIET,
) -> "Dataset":
    """Draw scored comments at random, without the model's labels, with empty columns to fill in by hand.

    Args:
        scored: a scored table, or files of one.
        n: how many comments; all of them if there are fewer.
        by: draw the same number from every group, instead of from the whole; a group that has fewer gives all it has.
            Groups are named as in `summarize`: a column, a unit of time, or two of these joined by `+`.
        seed: the same seed draws the same comments, and a larger sample begins with the smaller one.
        where: conditions such as `group=commenter` or `likes>=10`, of which all must hold of a row that is drawn from.
        since: the first moment that is drawn from; rows without a time are then left out.
        until: the moment before which rows are counted; a day or a week alone to its end.
        without_copies: draw of each text the first comment alone.
        timezone: IANA name, such as Asia/Baku, of these moments and of times without a zone; UTC if left out.
        output: a file to write; .xlsx is a sheet with labels to choose from and instructions, .tasks.json is for Label
            Studio.
        lang: of these labels and instructions: en, az, tr or ru.
        listener: hears what about the sample may surprise.

    Returns:
        A table `id, text, ..., gold, stratum, weight`; the weight is how many scored comments each one stands for. With
        stance there are columns `gold_stance` and `toward` too, the event that it is about.

    Raises:
        DataError: nothing is scored, there is no such column or language, it gives the model's label away, or `n` is
            below 1 or the number of groups.
        WriteError: the suffix of the output is unknown, it cannot be written, or it holds labels by hand.
    """
    selection = Selection.of(where, since, until, without_copies, timezone)
    method = Method.of(timezone=timezone, selection=selection)
    return as_dataset(sample_into(output, scored, method, n=n, by=by, seed=seed, lang=lang, listener=listener))


def sample_into(
    output: str | Path | None,
    scored: Sequence[Source],
    method: Method,
    *,
    n: int,
    by: str | None,
    seed: int,
    lang: str,
    listener: Listener,
) -> Comments:
    """Draw comments into a file as `sample` does, and return them without importing what makes a Dataset of them.

    Args:
        output: the file, as `sample` takes it.
        scored: a scored table, or files of one.
        method: says which rows are drawn from.
        n: as `sample` takes it, and all that follows.
        by: the same.
        seed: the same.
        lang: the same.
        listener: the same.
    """
    phrases(lang)
    if output is not None:
        check(output)
        if not is_stdout(output):
            keep_labels(output)
    known = selected(table(*scored, hear=listener.read, enough=SCORED), method)
    drawn = sampling.sample(known, n, by=by, seed=seed)
    for remark in sampling.remarks(known, drawn, n):
        listener.note(remark)
    if output is not None and Path(output).suffix.lower() == ".xlsx":
        _write_sheet(known, drawn, Path(output), lang)
    elif output is not None:
        write(drawn, output)
    return drawn


def _write_sheet(scored: Comments, drawn: Comments, output: Path, lang: str) -> None:
    """Write the sample as a workbook for a hand."""
    events = {}
    for suffix in stance_suffixes(scored.column_names):
        named = values(scored, TOWARD + suffix) if TOWARD + suffix in scored.column_names else []
        if len(named := [event for event in named if event]) < 2:
            events[f"gold_{STANCE}{suffix}"] = "".join(named)
    labels = tones(scored.column_names, [label for label in values(scored, "label") if label])
    made = audit_sheet(list(drawn), labels, events, lang)
    with written(output) as part:
        part.write_bytes(made)


def audit(
    *sheets: Source,
    scored: Source | None = None,
    level: float = LEVEL,
    lang: str = "en",
    columns: Mapping[str, str] | None = None,
    listener: Listener = QUIET,
) -> Labelling:
    """Say how far the labels of a sample have come: how many, where to stop, which ones to look at again.

    Args:
        sheets: the sample as it was labelled, a file or table for each person.
        scored: the table that it was drawn from; labels are then compared with the model's.
        level: nominal coverage of the intervals.
        lang: of the sentences: en, az, tr or ru.
        columns: which column of the sheets is which, as `read` takes it.
        listener: hears how the files were read.

    Returns:
        For each question, `gold` and `gold_stance`: `rows`, `labelled`, the half-width of the widest interval so far
        and at the next stop, Krippendorff's alpha and the disagreements of several people; `said`: all in sentences.

    Raises:
        DataError: the sample is of another table, or there is no such language or level.
        ReadError: these are no tables.
    """
    phrases(lang)
    check_level(level)
    tables = [hand_table(sheet, columns=columns, hear=listener.read)[0] for sheet in sheets]
    known = None if scored is None else table(scored, hear=listener.read, enough=SCORED)
    return labelling(tables, known, level=level, lang=lang)
