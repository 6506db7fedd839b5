"""The table of comments that the stages hand on to one another: Arrow, and what reading said of it.

Users give and get a `datasets.Dataset`. Importing that library takes longer than reading a small file, so that inside
the stages the Arrow table itself goes around, under the same names of methods; either serves wherever `Comments` do.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from sentiment.errors import DataError, first_line

if TYPE_CHECKING:
    from datasets import Dataset

Table = Any  # pyarrow.Table, which has no types
Row = dict[str, Any]
BATCH = 1_000  # rows that are Python objects at once


class Comments(Protocol):
    """What a `datasets.Dataset` and an `ArrowComments` have in common."""

    @property
    def column_names(self) -> list[str]:
        """Names of the columns, in order."""
        ...

    def __len__(self) -> int:
        """Count the rows."""
        ...

    def __iter__(self) -> Iterator[Row]:
        """Go through the rows."""
        ...

    def __getitem__(self, name: str) -> Sequence[Any]:
        """Return the values of a column."""
        ...


class ArrowComments:
    """An Arrow table of comments; asked for anything else that a `Dataset` can, it answers as one.

    Attributes:
        table: the rows.
        description: what reading said of them, as lines of JSON (`provenance`).
    """

    def __init__(self, table: Table, description: str = "", path: Path | None = None) -> None:
        """Take a table, and the file of Arrow's stream format that it is mapped from, if there is one."""
        self.table, self.description, self._path = table, description, path

    @property
    def column_names(self) -> list[str]:
        """Names of the columns, in order."""
        return list(self.table.column_names)

    def __len__(self) -> int:
        """Count the rows."""
        return int(self.table.num_rows)

    def __iter__(self) -> Iterator[Row]:
        """Go through the rows."""
        for batch in self.table.to_batches(max_chunksize=BATCH):
            yield from batch.to_pylist()

    def __getitem__(self, key: Any) -> Any:
        """Return the values of a column; of rows what a Dataset returns."""
        return self.table[key].to_pylist() if isinstance(key, str) else self.dataset()[key]

    def __getattr__(self, name: str) -> Any:
        """Answer as the Dataset does."""
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.dataset(), name)

    def dataset(self) -> "Dataset":
        """Return the same as a Dataset, memory-mapped if this is.

        Raises:
            DataError: the library is not there, as where the package was installed for the command line alone.
        """
        try:
            from datasets import Dataset, DatasetInfo
        except ImportError as error:
            hint = "pip install datasets, or use the command line"
            raise DataError("the package datasets, which holds tables in Python", first_line(error), hint) from error

        if self._path is not None:
            mapped = Dataset.from_file(str(self._path))
            mapped.info.description = self.description
            return mapped
        # Without a fingerprint the library would copy the whole table to take one.
        return Dataset(self.table, DatasetInfo(description=self.description), fingerprint=secrets.token_hex(8))


def arrow(comments: Comments) -> Table:
    """Return the Arrow table."""
    return comments.table if isinstance(comments, ArrowComments) else _whole(comments)


def as_dataset(comments: Comments) -> "Dataset":
    """Return what users get."""
    return comments.dataset() if isinstance(comments, ArrowComments) else comments


def description(comments: Comments) -> str:
    """Return what reading said of them."""
    return _about(comments).description or ""


def describe(comments: Comments, description: str) -> None:
    """Let them remember what reading said of them."""
    _about(comments).description = description


def carried(comments: Comments, table: Table) -> Comments:
    """Return an Arrow table made from comments, of their kind, with what reading said of them."""
    made = ArrowComments(table, description(comments))
    return made if isinstance(comments, ArrowComments) else made.dataset()


def give_back() -> None:
    """Give the system the memory that is free and that Arrow and the C library keep: tens of megabytes, or hundreds."""
    import ctypes

    import pyarrow as pa

    pa.default_memory_pool().release_unused()
    with suppress(OSError, AttributeError, TypeError):  # glibc alone has it
        ctypes.CDLL(None).malloc_trim(0)


def values(comments: Comments, name: str) -> set[Any]:
    """Return the distinct values of a column, None among them where it is empty somewhere."""
    return set(arrow(comments)[name].unique().to_pylist())


def mapped(path: Path) -> ArrowComments:
    """Return the table of a file in Arrow's stream format, mapped from the disk."""
    import pyarrow as pa

    return ArrowComments(pa.ipc.open_stream(pa.memory_map(str(path))).read_all(), path=path)


def from_columns(columns: dict[str, Iterable[Any]]) -> ArrowComments:
    """Return a table of columns."""
    import pyarrow as pa

    return ArrowComments(pa.table(columns))


def from_rows(rows: Iterable[Mapping[str, Any]]) -> ArrowComments:
    """Return a table of rows, which may lack columns that others have."""
    import pyarrow as pa

    rows = list(rows)
    names = dict.fromkeys(name for row in rows for name in row)
    return ArrowComments(pa.table({name: [row.get(name) for row in rows] for name in names}))


def _about(comments: Any) -> Any:
    return comments if isinstance(comments, ArrowComments) else comments.info


def _whole(comments: Any) -> Table:
    """Return the table of a Dataset, its rows in the order that the Dataset has them."""
    return comments.with_format("arrow")[:]
