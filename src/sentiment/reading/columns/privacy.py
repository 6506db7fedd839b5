"""What of a person may stand in the table: names as hashes, addresses not at all."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sentiment.reading.columns import handles, personal
from sentiment.reading.log import Log
from sentiment.table import numbers, times

DROPPED = "not copied, to keep people's addresses out"
NOBODY: Mapping[str, str] = {}
HASHED = "names replaced by hashes (--keep-authors keeps them)"


def columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Return the columns of some rows, each with its cells that are not empty."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        for name, cell in row.items():
            cells = found.setdefault(name, [])
            if cell is not None:
                cells.append(cell)
    return found


def pseudonym(name: Any, platform: Any, salt: str | None) -> str | None:
    """Return the hash of a name; without a salt, and for the speaker of an article, the name.

    The address of a profile has the hash of the handle in it, and `@name` that of `name`.
    """
    if name is None or salt is None or platform == "article":
        return None if name is None else str(name)
    bare = (handles.first(name) or str(name)).strip().removeprefix("@")
    return hashlib.sha256((salt + bare).encode("utf-8", "replace")).hexdigest()[:12]


def veil(row: dict[str, Any], salt: str | None) -> dict[str, str]:
    """Hash the author of a row, and the handles in its ids and its address; return the names that were hashed.

    In an id a handle is hashed by itself, so that `parent` and `thread` find what they name; in the address of the row
    that of its author gets the author's hash, however it is written there.
    """
    author, platform = row["author"], row["platform"]
    if salt is None or platform == "article":
        row["author"] = pseudonym(author, platform, salt)
        return {}
    row["author"] = None if author is None else pseudonym(handles.last_did(row["id"]) or author, platform, salt)
    bare = str(author or "").strip().removeprefix("@")
    names = {bare: str(row["author"])} if len(bare) > 3 else {}

    def alone(handle: str) -> str:
        return str(pseudonym(handle, platform, salt))

    def beside(handle: str) -> str:
        own = bare.partition("@")[0].casefold()
        return str(row["author"]) if handle.casefold() == own else alone(handle)

    for column in ("id", "thread", "parent", "shared_from"):
        if isinstance(cell := row.get(column), str):
            row[column] = handles.veiled(cell, alone)
    if isinstance(url := row["url"], str):
        row["url"] = handles.without_names(handles.veiled(url, beside), names)
    return names


class Guard:
    """Stands before the columns that a file has beside those of the row; `kinds` is what is known of each."""

    def __init__(self, columns: Mapping[str, Sequence[Any]], log: Log, salt: str | None) -> None:
        """Judge columns by their names and some of their cells; one without any is judged by the first that comes."""
        self.kinds = personal.kinds(columns)
        self._judged = {name for name, cells in columns.items() if cells}
        self._trusted: frozenset[str] = frozenset()
        self._log, self._salt = log, salt

    def trust(self, names: frozenset[str]) -> None:
        """Let columns pass that say no more of people than the text of the row, which stands in the table as it is."""
        self._trusted = names
        self.kinds |= dict.fromkeys(names)

    def drops(self, name: str) -> bool:
        """Return whether a column is left out of the table."""
        if name not in self.kinds:
            self._judge(name, [])
        return self.kinds[name] == personal.ADDRESS

    def passes(self, name: str, cell: Any, platform: Any, names: Mapping[str, str] = NOBODY) -> Any:
        """Return what the table may hold of a cell; `names` are those of people in the same row, with their hashes."""
        if cell is None or name in self._trusted:
            return cell
        if name not in self._judged:
            self._judge(name, [cell])
        kind = self.kinds[name]
        if kind == personal.ADDRESS:
            return None
        if self._salt is None or platform == "article":
            return cell
        if isinstance(cell, str) and cell[:2] == "[{":
            self._log.note(f"not copied, because names may be inside: the lists in {name!r}")
            return None
        if kind == personal.PERSON:
            names_in = handles.listed(cell) if isinstance(cell, str) else None
            if names_in is None:
                return pseudonym(cell, platform, self._salt)
            return ", ".join(str(pseudonym(one, platform, self._salt)) for one in names_in) or None
        return self._without_people(cell, platform, names) if isinstance(cell, str) else cell

    def _without_people(self, cell: str, platform: Any, names: Mapping[str, str]) -> str:
        def hashed(handle: str) -> str:
            return names.get(handle) or str(pseudonym(handle, platform, self._salt))

        return handles.without_mentions(handles.without_names(handles.veiled(cell, hashed), names), hashed)

    def people(self, row: Mapping[str, Any], platform: Any) -> dict[str, str]:
        """Return the names of people in a row, each with its hash, by which other cells are searched."""
        if self._salt is None or platform == "article":
            return {}
        found = {name: cell for name, cell in row.items() if self.kinds.get(name) == personal.PERSON}
        named = (cell.strip() for cell in found.values() if isinstance(cell, str))
        return {name: str(pseudonym(name, platform, self._salt)) for name in named if 3 < len(name) < 60}

    def doubt(self, columns: Mapping[str, Sequence[Any]]) -> None:
        """Take columns without a name for names of people, unless they hold numbers or times."""
        for name, cells in columns.items():
            plain = sum(numbers.number(cell) is not None or times.time(cell)[0] is not None for cell in cells)
            if self.kinds[name] is None and plain * 2 < len(cells):
                self.kinds[name] = personal.PERSON

    def tell(self, names: Iterable[str]) -> None:
        """Write down which of these columns are dropped, and which are hashed."""
        names = list(names)
        if dropped := [name for name in names if self.kinds[name] == personal.ADDRESS]:
            self._log.note(f"{DROPPED}: {', '.join(dropped)}")
        if self._salt and (hashed := [name for name in names if self.kinds[name] == personal.PERSON]):
            self._log.note(f"{HASHED}: {', '.join(hashed)}")

    def _judge(self, name: str, cells: list[Any]) -> None:
        self.kinds[name] = personal.kind(name, cells, self.kinds)
        self._judged |= {name} if cells else set()
        self.tell([name])
