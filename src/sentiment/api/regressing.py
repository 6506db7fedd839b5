"""Scored comments and an audit in, coefficients out."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sentiment.api.listener import QUIET, Listener
from sentiment.errors import DataError
from sentiment.reading.intake import SCORED, hand_table, several, table
from sentiment.reading.memory import Source
from sentiment.summary.method import LEVEL, check_level
from sentiment.summary.regression import TONE, WHY, Regression, gold_column
from sentiment.summary.regression import regress as regression_of


def regress(
    *scored: Source,
    on: str | Sequence[str],
    of: str = TONE,
    audit: Source | Sequence[Source] | None = None,
    level: float = LEVEL,
    columns: Mapping[str, str] | None = None,
    listener: Listener = QUIET,
) -> Regression:
    """Say how tone or stance goes with group, time, likes: a linear regression whose intervals hold though labels err.

    The model's labels of all comments and yours of a sample are put together by prediction-powered estimation
    (docs/regress.md), each of yours by the comments that it stands for. Comments of one author, and copies of one text,
    count as one piece of evidence.

    Args:
        scored: a scored table, or files of one.
        on: columns, in a list or parted by commas: `time`; `likes` and other numbers; groups, named as in `summarize`,
            against the largest.
        of: `tone` (positive minus negative), `stance` (favor minus against), or one label of either.
        audit: the sample with your labels in `gold`, or `gold_stance`: a file, a pattern, a table, or a list of these.
        level: nominal coverage of each interval, between 0 and 1.
        columns: column of the row -> column of the audit, e.g. {"gold": "Tone"}.
        listener: hears how comments were read.

    Raises:
        DataError: there is no audit, it has too few labels, or there is no such column, label or level.
    """
    check_level(level)
    if audit is None:
        raise _no_audit(scored, of)
    hand = hand_table(*several(audit), columns=columns, hear=listener.read)[0]
    known = table(*scored, hear=listener.read, enough=SCORED)
    return regression_of(known, on, of=of, audit=hand, level=level)


def _no_audit(scored: Sequence[Source], of: str) -> DataError:
    file = next((name for name in scored if isinstance(name, str | Path)), "scored.parquet")
    draw = f"sentiment sample {file} -n 200 -o audit.xlsx"
    hint = f"{draw}, fill in {gold_column(of)}, then add --audit audit.xlsx"
    return DataError(f"labels by hand, for {WHY}", "no audit", hint)
