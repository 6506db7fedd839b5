"""Rows of an audit in, their places in the scored table out: by the id, else by the words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sentiment.text import fold, to_ascii

CUT = 500  # letters that are compared: spreadsheets cut what is very long
_LOST = "?\ufffd"


class Places:
    """Finds the scored row of each row of an audit; `by_text` counts those that only their words told."""

    def __init__(self, ids: Sequence[str], texts: Sequence[str | None]) -> None:
        """Index the scored table by ids, with and without their prefix, and by words."""
        self.by_text = 0
        self._texts = texts
        self._ids = {id_: i for i, id_ in enumerate(ids)}
        bare = [id_.partition(":")[2] for id_ in ids]
        times = Counter(bare)
        self._bare = {id_: i for i, id_ in enumerate(bare) if id_ and times[id_] == 1}
        self._words: dict[str, list[int]] = {}
        for i, text in enumerate(texts):
            if text and (words := _words(text)):
                self._words.setdefault(words, []).append(i)
        self._taken: dict[tuple[str, str], int] = {}
        self._used: set[int] = set()

    def of(self, row: Mapping[str, Any]) -> int | None:
        """Return the place of a row, or None for a comment that the scored table does not hold.

        An id joins only where the words, if both have any, are the same. Copies go to one row each.
        """
        text = row.get("text") or None
        found = next((i for i in self._candidates(row, text) if _same(text, self._texts[i])), None)
        if found is not None or not text:
            return found
        return self._by_words(text, (str(row.get("file") or ""), _without_line(row)))

    def _candidates(self, row: Mapping[str, Any], text: str | None) -> list[int]:
        """Return the rows that the id may mean: as it is, without what made it unique, with and without a prefix."""
        id_ = str(row["id"]).strip()
        short = id_.removeprefix(f"{row.get('file') or ''}:")
        names = (id_, short, short.rpartition(":")[0])
        found = [self._ids[name] for name in names if name in self._ids]
        found += [self._bare[name] for name in (id_, short) if name in self._bare]
        foreign = short.partition(":")[2]  # argilla:tiktok:73..., or another prefix: only with the same words
        if foreign in self._ids and (text or ":" in foreign):
            found.append(self._ids[foreign])
        if text and foreign in self._bare:
            found.append(self._bare[foreign])
        return found

    def _by_words(self, text: str, who: tuple[str, str]) -> int | None:
        places = self._words.get(_words(text), [])
        if not places:
            return None
        self.by_text += 1
        if who not in self._taken:
            self._taken[who] = next((i for i in places if i not in self._used), places[0])
            self._used.add(self._taken[who])
        return self._taken[who] if self._taken[who] in places else places[0]


def _without_line(row: Mapping[str, Any]) -> str:
    """Return the id that two rows of one task share; an id that a table has twice was made unique by its line."""
    id_, file = str(row["id"]), f"{row.get('file') or ''}:"
    short = id_.removeprefix(file)
    return short.rpartition(":")[0] if short != id_ and ":" in short else id_


def _words(text: str) -> str:
    return fold(text.lstrip("'"))[:CUT]


def _same(text: str | None, scored: str | None) -> bool:
    """Compare words only, for spreadsheets change symbols; a letter that a code page lacks may have become `?`."""
    if not text or not scored or _words(text) == _words(scored):
        return True
    if not any(mark in text for mark in _LOST) or len(text.split()) != len(scored.split()):
        return False
    left = _plain(text)
    return _within(_plain(scored), left) and _within(left, _plain(to_ascii(scored)))


def _plain(text: str) -> str:
    """Return the letters and digits that every code page has."""
    return "".join(c for c in text if c.isascii() and c.isalnum()).lower()


def _within(part: str, whole: str) -> bool:
    """Say whether the letters of a part stand in the whole, in order."""
    letters = iter(whole)
    return all(letter in letters for letter in part)
