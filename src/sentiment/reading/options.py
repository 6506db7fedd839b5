"""What the user asked of the readers, handed on as one."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are to be read; see `sentiment.read`.

    Attributes:
        columns: column of the row -> column of the file; the rest is guessed.
        keep_authors: keep names instead of hashing them.
        platform: the export, or the platform, that the files are from; `none` reads plain tables; None guesses.
        limited: refuse archives that unpack to far more than their size.
        article: the files are news articles, their quotes the rows.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    keep_authors: bool = False
    platform: str | None = None
    limited: bool = True
    article: bool = False
