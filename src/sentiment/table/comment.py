"""The row: one comment or quote, and its columns."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from sentiment.table.labels import VECTOR

if TYPE_CHECKING:
    import pyarrow as pa


OWN_ID = "comment_id"  # Label Studio's tables overwrite `id`


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
SAMPLE = frozenset({"id", "text", "gold", "stratum", "weight"})  # columns of what `sentiment sample` draws


def arrow_type(column: str, *, scored: bool) -> "pa.DataType":
    """Return the Arrow type of a column; in a table that is scored, `p_<label>` and `vector` are numbers, too.

    Other columns are text.
    """
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
    if scored and column == VECTOR:
        return pa.list_(pa.float16())
    return special.get(column, pa.string())
