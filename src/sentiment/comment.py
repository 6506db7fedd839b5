"""The row: one comment or quote, its columns and its labels."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    import pyarrow as pa

NEGATIVE, NEUTRAL, POSITIVE = LABELS = ("negative", "neutral", "positive")

# How other models and other people's tables spell the three labels, lower case. `LABEL_0` and the like are not here:
# a number alone does not say which label it is.
ALIASES = {
    "neg": NEGATIVE,
    "very negative": NEGATIVE,
    "1 star": NEGATIVE,
    "2 stars": NEGATIVE,
    "negativ": NEGATIVE,
    "mənfi": NEGATIVE,
    "menfi": NEGATIVE,
    "olumsuz": NEGATIVE,
    "негативный": NEGATIVE,
    "отрицательный": NEGATIVE,
    "neu": NEUTRAL,
    "3 stars": NEUTRAL,
    "neutr": NEUTRAL,
    "neytral": NEUTRAL,
    "nötr": NEUTRAL,
    "notr": NEUTRAL,
    "tarafsız": NEUTRAL,
    "нейтральный": NEUTRAL,
    "pos": POSITIVE,
    "very positive": POSITIVE,
    "4 stars": POSITIVE,
    "5 stars": POSITIVE,
    "pozitiv": POSITIVE,
    "müsbət": POSITIVE,
    "musbet": POSITIVE,
    "olumlu": POSITIVE,
    "позитивный": POSITIVE,
    "положительный": POSITIVE,
}


class Comment(TypedDict, total=False):
    """One row as a reader yields it; what is absent is None. The user's own columns may stand beside these."""

    id: str
    text: str | None
    author: str | None
    group: str | None  # role of the speaker: expert, official, blogger, commenter ...
    time: datetime | None  # aware, UTC
    time_precision: str | None  # exact, estimated, local
    thread: str | None
    parent: str | None
    likes: int | None
    rating: float | None
    platform: str | None
    url: str | None
    file: str | None
    gold: str | None  # the user's own label
    skipped: str | None  # why there is nothing to score


COLUMNS = tuple(Comment.__annotations__)


def canonical(label: str) -> str:
    """Return the standard spelling of a label, or the label unchanged when it is not one of the three."""
    lowered = label.strip().lower()
    return lowered if lowered in LABELS else ALIASES.get(lowered, label.strip())


def arrow_type(column: str, *, scored: bool) -> "pa.DataType":
    """Return the Arrow type of a column; in a table that is scored, `p_<label>` are numbers. Other columns are text."""
    import pyarrow as pa

    special: Mapping[str, pa.DataType] = {
        "time": pa.timestamp("us", tz="UTC"),
        "likes": pa.int64(),
        "rating": pa.float64(),
    }
    if scored and column.startswith("p_"):
        return pa.float64()
    if scored and column == "windows":
        return pa.int64()
    return special.get(column, pa.string())
