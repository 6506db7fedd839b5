"""Read anything into the one table, and write the table back to a file."""

import glob
import hashlib
import secrets
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sentiment import table
from sentiment.comment import COLUMNS, arrow_type, canonical
from sentiment.errors import ColumnError, MissingFileError, ReadError

if TYPE_CHECKING:
    from datasets import Dataset

# Column of the row -> how files call it, lower case, likeliest first.
NAMES = {
    "text": ("text", "comment", "comments", "body", "content", "message", "review", "quote", "tweet", "mətn", "şərh",
             "rəy", "metin", "yorum", "mesaj", "текст", "комментарий", "отзыв", "сообщение"),
    "id": ("id", "comment_id", "cid"),
    "author": ("author", "user", "username", "user_name", "name", "müəllif", "yazar", "kullanıcı", "автор", "имя"),
    "group": ("group", "role", "qrup", "grup", "группа"),
    "time": ("time", "date", "datetime", "created_at", "timestamp", "published_at", "tarix", "tarih", "дата", "время"),
    "thread": ("thread", "thread_id", "video_id", "post_id"),
    "parent": ("parent", "parent_id", "reply_to"),
    "likes": ("likes", "like_count", "digg_count", "votes", "bəyənmə", "beğeni", "лайки"),
    "rating": ("rating", "stars", "score", "ulduz", "yıldız", "оценка"),
    "platform": ("platform",),
    "url": ("url", "link", "permalink"),
    "gold": ("gold", "sentiment", "qiymət", "duygu", "тональность"),
}  # fmt: skip
BATCH = 10_000


def read(*files: str | Path, columns: Mapping[str, str] | None = None, keep_authors: bool = False) -> "Dataset":
    """Read comment files into one table with the columns of the row, the files' own columns kept.

    Args:
        files: paths, glob patterns, or `-` for standard input.
        columns: which column of the file is which of the row, e.g. `{"text": "Yorum metni"}`; the rest is guessed.
        keep_authors: keep names as they are. By default they are replaced by a hash with a salt of this call, so that
            one author stays one author but cannot be looked up; speakers quoted by an article (`platform` is
            `article`) are public and stay.

    Raises:
        MissingFileError: a path or pattern matches nothing.
        ColumnError: no column can be taken for the text.
        ReadError: a file is not what its suffix says, or holds no rows.
    """
    paths = [path for name in files for path in _expand(str(name))]
    salt = None if keep_authors else secrets.token_hex(16)
    return _dataset(_unique(row for path in paths for row in _comments(path, dict(columns or {}), salt)))


def _expand(name: str) -> list[Path]:
    if name == "-":
        return [_spool()]
    if Path(name).is_file():
        return [Path(name)]
    found = sorted(Path(p) for p in glob.glob(name, recursive=True) if Path(p).is_file())
    if not found:
        raise MissingFileError("a file or a pattern that matches one", f"nothing at {name}", "check the path with ls")
    return found


def _spool() -> Path:
    """Write standard input to a temporary file whose suffix says what it looks like."""
    data = sys.stdin.buffer.read()
    head = data.lstrip()[:1]
    first = data.split(b"\n", 1)[0].lower()
    is_table = any(d in first for d in (b",", b";", b"\t", b"|")) and b"text" in first
    suffix = {b"{": ".jsonl", b"[": ".json", b"P": ".parquet" if data[:4] == b"PAR1" else ".txt"}.get(head, ".txt")
    with tempfile.NamedTemporaryFile(suffix=".csv" if is_table else suffix, prefix="stdin-", delete=False) as file:
        file.write(data)
    return Path(file.name)


def _comments(path: Path, columns: dict[str, str], salt: str | None) -> Iterator[dict[str, Any]]:
    mapping: dict[str, str] | None = None
    for number, raw in table.rows(path):
        if mapping is None:
            mapping = _mapping(path, list(raw), columns)
        yield _comment(raw, mapping, path, number, salt)
    if mapping is None:
        raise ReadError("at least one comment", f"{path.name} with no rows", "check that it was saved with its rows")


def _mapping(path: Path, header: Sequence[str], columns: dict[str, str]) -> dict[str, str]:
    """Return column of the row -> column of the file."""
    lowered = {name.lower(): name for name in reversed(header)}
    for target, name in columns.items():
        if name not in header:
            raise ColumnError(f"a column {name!r} for {target}", _listed(path, header), "name one of those")
    mapping = {t: next((lowered[n] for n in names if n in lowered), "") for t, names in NAMES.items()}
    mapping = {t: n for t, n in (mapping | columns).items() if n}
    if "text" not in mapping:
        hint = "add --column text=NAME (in Python: columns={'text': NAME})"
        raise ColumnError("a column with the comments", _listed(path, header), hint)
    return mapping


def _listed(path: Path, header: Sequence[str]) -> str:
    return f"{path.name} with columns {', '.join(header) or 'none'}"


def _comment(raw: table.Row, mapping: dict[str, str], path: Path, number: int, salt: str | None) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    row.update({k: v for k, v in raw.items() if k not in mapping.values()})
    row.update({target: raw.get(name) for target, name in mapping.items()})
    for column in ("id", "text", "author", "group", "thread", "parent", "platform", "url", "gold", "skipped"):
        row[column] = None if row[column] is None else str(row[column])
    row["id"] = row["id"] or f"{path.name}:{number}"
    row["time"], row["time_precision"] = _time(row["time"], row["time_precision"])
    row["likes"], row["rating"] = _whole(row["likes"]), _number(row["rating"])
    row["file"] = row["file"] or path.name
    row["gold"] = canonical(row["gold"]) if row["gold"] else None
    row["skipped"] = row["skipped"] or (None if (row["text"] or "").strip() else "empty")
    if salt and row["author"] and row["platform"] != "article":
        row["author"] = hashlib.sha256((salt + row["author"]).encode("utf-8", "replace")).hexdigest()[:12]
    return row


def _time(value: Any, precision: str | None) -> tuple[datetime | None, str | None]:
    """Read ISO 8601, a Unix time in seconds, or a datetime; without a zone it is local and taken as UTC."""
    number = _number(value)
    if number is not None and number > 1e8:
        return datetime.fromtimestamp(number if number < 1e11 else number / 1000, UTC), precision or "exact"
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            return None, None
    if not isinstance(value, datetime):
        return None, None
    if value.tzinfo is None:
        return value.replace(tzinfo=UTC), precision or "local"
    return value.astimezone(UTC), precision or "exact"


def _number(value: Any) -> float | None:
    try:
        return None if value is None or isinstance(value, datetime) else float(value)
    except (TypeError, ValueError):
        return None


def _whole(value: Any) -> int | None:
    number = _number(value)
    return None if number is None or number != number or abs(number) > 2**62 else int(number)


def _unique(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Keep ids apart when files number their rows alike."""
    seen: set[str] = set()
    for place, row in enumerate(rows, 1):
        if row["id"] in seen:
            row["id"] = f"{row['file']}:{row['id']}"
        if row["id"] in seen:
            row["id"] = f"{row['id']}:{place}"
        seen.add(row["id"])
        yield row


def _dataset(rows: Iterator[dict[str, Any]]) -> "Dataset":
    """Collect rows into Arrow, a batch at a time; columns that only some files have are null elsewhere."""
    import pyarrow as pa
    from datasets import Dataset

    batches = []
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            batches.append(_arrow(batch))
            batch = []
    batches.append(_arrow(batch))
    return Dataset(pa.concat_tables(batches, promote_options="default"))


def _arrow(rows: list[dict[str, Any]]) -> Any:
    import pyarrow as pa

    names = list(dict.fromkeys([*COLUMNS, *(name for row in rows for name in row)]))
    scored = "label" in names
    columns = {}
    for name in names:
        kind = arrow_type(name, scored=scored)
        convert = {pa.float64(): _number, pa.int64(): _whole, pa.string(): _text}.get(kind, lambda v: v)
        columns[name] = pa.array([convert(row.get(name)) for row in rows], kind)
    return pa.table(columns)


def _text(value: Any) -> str | None:
    return None if value is None else str(value).encode("utf-8", "replace").decode()
