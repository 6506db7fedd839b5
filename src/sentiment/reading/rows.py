"""From a row as it stands in a file to the row of the one table."""

import re
from collections.abc import Iterator, Mapping, Set
from datetime import datetime
from itertools import chain, islice
from typing import Any

from sentiment.errors import ReadError
from sentiment.reading.columns import marked, roles, survey
from sentiment.reading.columns.absent import (
    adds_up,
    gone,
    has_total,
    is_absent,
    is_called_total,
    is_code,
    is_header_again,
    is_total,
)
from sentiment.reading.columns.moments import Moments
from sentiment.reading.columns.monitoring import judged_by_program
from sentiment.reading.columns.names import fold
from sentiment.reading.columns.own import ADDED, OwnNames, added_here, is_ours
from sentiment.reading.columns.privacy import Guard, columns, veil
from sentiment.reading.compression import LimitError
from sentiment.reading.escapes import undone
from sentiment.reading.log import Log
from sentiment.reading.mojibake import Mended
from sentiment.table import numbers
from sentiment.table.comment import COLUMNS
from sentiment.table.label_words import canonical
from sentiment.table.labels import EMOTION, STANCE, TOWARD
from sentiment.text import is_blank, shorten, without_markup

Row = dict[str, Any]
SAMPLE = 200  # rows that a guess is made from
LONGER = 5000  # rows that are looked at where those do not tell day from month
# What a program writes where it means a line break, a link or a mark; a person who types < and & does not.
_MARKUP = re.compile(
    r"<br\s*/?>|</(?:a|b|i|p|em|div|span|strong)>|&(?:quot|amp|lt|gt|nbsp|apos|#\d{1,6}|#x[\da-f]{1,5});", re.I
)
_IN_CELLS = ("CSV", "XLS", "ODS")  # formats in which an empty text is often written as a word
LONGEST_NAME = 60  # letters of a cell that may be a name of a column
HEADER, NO_ANSWER, TOTAL, EMPTY = "header row", "no answer", "total", "empty"  # why a row of a table is skipped
SHARED = 5  # comments from which on an id that most of them share is none
_IDS = ("id", "thread", "parent")
_TEXTS = ("group", "platform", "url", "gold", "skipped", "file", "time_precision", TOWARD)
_LATE = frozenset(("thread", "parent", "group", "url", "likes", "rating", "lang"))  # may begin in any row


def build(
    rows: Iterator[tuple[int, Row]],
    log: Log,
    *,
    finished: bool,
    given: Mapping[str, str],
    salt: str | None,
    written: datetime | None,
) -> Iterator[Row]:
    """Yield rows with all columns of the row, then the file's own; `log` learns the columns and what was mended.

    Args:
        rows: numbered rows of one file, as `table` yields them.
        log: of this file.
        finished: they have the columns of the row already, as platform exports do.
        given: column of the row -> column of the file, as the user said.
        salt: to hash authors with; None keeps them.
        written: when the file was written, for times such as "2 days ago".

    Raises:
        ColumnError: no column can be taken for the text.
    """
    sample, rest = _begun(rows, SAMPLE)
    plan: _Finished | _Plan
    if finished:
        plan = _Finished(sample, log, salt)
    else:
        plan = _Plan(sample, log, given, salt, written)
        if plan.moments.is_doubtful and len(sample) == SAMPLE:
            more, rest = _begun(rest, LONGER)
            sample += more
            plan.moments.look(row for _, row in more)
        plan.moments.tell()
    for number, row in chain(sample, rest):
        log.rows += 1
        yield plan.row(number, row)


def _begun(rows: Iterator[tuple[int, Row]], size: int) -> tuple[list[tuple[int, Row]], Iterator[tuple[int, Row]]]:
    """Return the first rows and an iterator over the others; where the file breaks off early, the error comes last."""
    sample: list[tuple[int, Row]] = []
    try:
        sample.extend(islice(rows, size))
    except LimitError:
        raise
    except ReadError as error:
        return sample, _raising(error)
    return sample, rows


def _raising(error: ReadError) -> Iterator[tuple[int, Row]]:
    raise error
    yield


class _Finished:
    """Rows of an export: authors are hashed, ids that went through a spreadsheet are not used."""

    def __init__(self, sample: list[tuple[int, Row]], log: Log, salt: str | None) -> None:
        self._log, self._salt = log, salt
        own = {name: cells for name, cells in columns([row for _, row in sample]).items() if name not in COLUMNS}
        self._guard = Guard(own, log, salt)
        self._guard.tell(own)
        # In labels by hand a column is called by the question, and may be `stance` or `emotion`.
        self._names = OwnNames(log, () if {"stratum", "weight"} <= own.keys() else ADDED - {STANCE, EMOTION})
        self._names.name_all(name for name in own if not self._guard.drops(name))
        self._in_cells = log.why.startswith(_IN_CELLS)
        self._rounded = []
        for target in _IDS:
            native = [str(row[target]).rpartition(":")[2] for _, row in sample if row.get(target)]
            if numbers.is_rounded(native):
                self._rounded.append(target)
                log.warn(f"the {target} of each comment is rounded, as Excel and floats do to long ids: not used")

    def row(self, number: int, found: Row) -> Row:
        row: Row = dict.fromkeys(COLUMNS)
        own: Row = {}
        for name, cell in found.items():
            if name in COLUMNS:
                row[name] = cell
            elif not self._guard.drops(name):
                own[name] = cell
        for target in self._rounded:
            row[target] = f"{self._log.file}:{number}" if target == "id" else None
        if isinstance(text := row["text"], Mended):
            row["text"], row["text_raw"] = str(text), text.written
        row["file"] = self._log.file
        names = veil(row, self._salt)
        for name, cell in own.items():
            if (called := self._names.of.get(name) or self._names.name(name)) is not None:
                row[called] = self._guard.passes(name, cell, row["platform"], names)
        if self._in_cells and not row["skipped"] and row["text"] and is_absent(row["text"]):
            row["skipped"] = NO_ANSWER
            self._log.repairs[_no_answer(row["text"])] += 1
        return row


class _Plan:
    """What to do with each column of one file."""

    def __init__(
        self, sample: list[tuple[int, Row]], log: Log, given: Mapping[str, str], salt: str | None,
        written: datetime | None,
    ) -> None:  # fmt: skip
        below = survey.below([row for _, row in sample])
        self._header = {number for number, _ in sample[:below]}
        rows = [row for _, row in sample[below:]]
        held = columns(rows)
        log.columns = tuple(held)
        self._met = set(held)
        self._guard = Guard(held, log, salt)
        ours = is_ours(log.columns, rows)
        if ours:
            self._guard.trust(added_here(held))
        guess = roles.guess(log.columns, rows, given, log.file, self._guard.kinds) if rows else roles.Guess({}, "", [])
        self._mapping, self._log, self._salt = guess.mapping, log, salt
        _refuse_turned(guess, held, log)
        self._drop_rounded(held)
        self._drop_shared(rows, given)
        log.mapping = self._mapping
        _tell_of_text(guess, log, dict(sample[0][1]) if below == 2 else {}, rows)
        _tell_of_judgements(guess, log)
        _tell_of_votes(guess, log)
        _tell_of_counts(guess, log, held)
        own = [name for name in held if name not in self._mapping.values()]
        self._guard.doubt({name: held[name] for name in own if _is_nameless(name)})
        self._guard.tell(own)
        self._taken = {*self._mapping.values()}
        ids = set(map(numbers.identifier, held.get(self._mapping.get("id", ""), ())))
        self._nothing = {"0", "-1"} - ids  # how programs write that a comment answers none
        self.moments = Moments(self._mapping, held, log, written)
        flags = marked.judge(held, authored="author" in self._mapping)
        self._judges = (survey.judge(log.columns, coded=below == 2), flags)
        self._shared = marked.shared(held)
        self._look_at_rows(rows, held)
        self._header |= self._titles(sample[below:])
        self._counts = [target for target in ("likes", "rating") if target in self._mapping]
        self._likes = 0  # of the comments so far
        self._absent = ""  # the sentence about cells that say nothing, once there is one
        self._unescape = log.format == "CSV"
        self._foreign = not ours
        taken = () if ours else ADDED
        self._names = OwnNames(log, {*taken, *([TOWARD] if taken or TOWARD in self._mapping else [])})
        self._names.name_all(name for name in own if not self._guard.drops(name))

    def _drop_rounded(self, held: Mapping[str, list[Any]]) -> None:
        for target in _IDS:
            source = self._mapping.get(target)
            if source and numbers.is_rounded(held[source]):
                del self._mapping[target]
                told = f"column {source!r} is rounded, as Excel and floats do to long ids: not used as {target}"
                self._log.warn(told)

    def _drop_shared(self, rows: list[Row], given: Mapping[str, str]) -> None:
        """Take an id that many comments share for what they are on."""
        source = self._mapping.get("id")
        if source is None or "id" in given:
            return
        said = {(str(row[source]), str(row.get(self._mapping["text"]))) for row in rows if row.get(source) is not None}
        ids = {one for one, _ in said}
        if len(said) < max(2 * len(ids), SHARED):
            return
        del self._mapping["id"]
        self._mapping.setdefault("thread", source)
        self._log.warn(f"column {source!r} is the same for many comments: taken for what they are on, no id of each")

    def _look_at_rows(self, rows: list[Row], held: Mapping[str, list[Any]]) -> None:
        """Learn what nearly all rows have, which totals add up, and where else than in its column a text may stand."""
        text = self._mapping.get("text", "")
        full = [row for row in rows if sum(cell is not None for cell in row.values()) > 1 and not has_total(row)]
        least = len(full) - max(1, len(full) // 20)
        have = {name: sum(row.get(name) is not None for row in full) for name in held}
        self._filled = [name for name, number in have.items() if number >= least > 1]
        self._always = [name for name, number in have.items() if number == len(full) > 2 and name != text]
        called = [is_called_total(str(row.get(text, ""))) for row in rows]
        self._totals = [row for at, row in enumerate(rows) if all(called[at:]) and adds_up(row, rows[:at])]
        self._codes = {str(cell) for name, cells in held.items() if name != text for cell in cells}
        self._other_texts = [
            name for name in held if self._guard.kinds[name] is None and name not in self._mapping.values()
            and not roles.is_aside(name)
        ]  # fmt: skip

    def _titles(self, sample: list[tuple[int, Row]]) -> set[int]:
        """Return the numbers of rows that name a table below another: a text alone, and the header again under it."""
        pairs = zip(sample, sample[1:], strict=False)
        return {
            number for (number, row), (_, below) in pairs
            if sum(cell is not None for cell in row.values()) == 1 < len(row) and is_header_again(below)
        }  # fmt: skip

    def _meet(self, names: Set[str], number: int, found: Row) -> None:
        """Take columns that begin after the sample for those of the row that they are called like, where these lack."""
        self._met |= names
        for name in sorted(names & _LATE - self._mapping.keys()):
            if not (name in _IDS and numbers.is_rounded([found[name]])):
                self._mapping[name] = name
                self._taken.add(name)
                self._log.note(f"column {name!r} begins at row {number:,}")

    def row(self, number: int, found: Row) -> Row:
        if new := found.keys() - self._met:
            self._meet(new, number, found)
        row = self._cells(found)
        if isinstance(text := row["text"], Mended):
            row["text_raw"] = text.written
        if self._foreign and isinstance(text, str) and (read := undone(text)) is not None:
            self._log.repairs["texts written in escapes, or beside a translation: as they were"] += 1
            row["text_raw"], text = row.get("text_raw") or text, read
        row["text"] = self._text(text)
        if self._foreign and _is_markup(row["text"]):
            self._log.repairs["texts written as HTML, their tags and entities undone"] += 1
            row["text_raw"], row["text"] = row.get("text_raw") or row["text"], without_markup(row["text"])
        if "shared_from" not in found and (origin := self._shared(found)):
            row["shared_from"] = origin
        row["time"], precision = self.moments.time(found) if number not in self._header else (None, None)
        row["time_precision"] = row["time_precision"] or precision
        row["likes"], row["rating"] = numbers.whole(row["likes"]), numbers.rating(row["rating"])
        row["gold"] = canonical(row["gold"]) if row["gold"] else None
        row["skipped"] = row["skipped"] or self._skipped(number, row["text"], found, row["likes"])
        if row["skipped"] == EMPTY:
            self._tell_of_texts(found)
        elif not row["skipped"]:
            self._likes += row["likes"] or 0
            self._tell_of_numbers(row, found)
            if len(self._always) > 1 and sum(cell is not None for cell in found.values()) == 1:
                self._log.repairs["rows with nothing but a text, as headings and notes are"] += 1
        row["file"] = row["file"] or self._log.file
        row["id"] = row["id"] or f"{self._log.file}:{number}"
        names = veil(row, self._salt) | self._guard.people(found, row["platform"])
        for name, cell in found.items():
            if name not in self._taken and (called := self._called(name)):
                row[called] = self._guard.passes(name, cell, row["platform"], names)
        return row

    def _cells(self, found: Row) -> Row:
        """Return the cells that are columns of the row; those that say nothing are empty."""
        row: Row = dict.fromkeys(COLUMNS)
        for target, source in self._mapping.items():
            cell = found.get(source)
            row[target] = None if target not in ("text", "id") and is_absent(cell) else cell
        for target in _IDS:
            if row[target] is not None:
                row[target] = numbers.identifier(row[target])
        if row["parent"] in self._nothing or row["parent"] == row["id"]:
            row["parent"] = None
        if isinstance(author := row["author"], str) and gone(author):
            row["author"] = None
        for target in _TEXTS:
            if row.get(target) is not None:
                row[target] = str(row[target])
        return row

    def _tell_of_numbers(self, row: Row, found: Row) -> None:
        """Count cells of numbers that hold something, and no number."""
        for target in self._counts:
            cell = found.get(self._mapping[target]) if row[target] is None else None
            if cell is not None and not is_absent(cell) and str(cell).strip():
                self._log.repairs[f"{target} that are no number, left empty"] += 1

    def _tell_of_texts(self, found: Row) -> None:
        """Count a row without a text by the column in which it has one."""
        elsewhere = (name for name in self._other_texts if roles.is_said(found.get(name)))
        if (name := next(elsewhere, None)) is not None:
            self._log.repairs[f"rows without a text that have one in column {name!r}"] += 1

    def _marked(self, found: Row) -> str | None:
        return next(filter(None, (judge(found) for judge in self._judges)), None)

    def _sums_up(self, text: str, likes: int | None) -> bool:
        """Say whether a row called a total has as many likes as all rows above it."""
        return likes is not None and 0 < likes == self._likes and is_called_total(text)

    def _skipped(self, number: int, text: str | None, found: Row, likes: int | None) -> str | None:
        """Return why there is nothing to score, None where there is something."""
        if number in self._header or (text and len(text) < LONGEST_NAME and is_header_again(found)):
            return HEADER
        if text is None or is_blank(text):
            return self._marked(found) or EMPTY
        if is_absent(text) or is_code(text, self._codes):
            self._absent = self._absent or _no_answer(text)
            self._log.repairs[self._absent] += 1
            return NO_ANSWER
        if is_total(text, found, self._filled) or self._sums_up(text, likes) or found in self._totals:
            self._log.repairs["rows that count the others, taken for no comments"] += 1
            return TOTAL
        if why := self._marked(found):
            self._log.repairs[f"rows skipped as {why}"] += 1
        return why or gone(text)

    def _called(self, name: str) -> str | None:
        """Return what one of the user's own columns is called in the table; None when it is left out."""
        if (known := self._names.of.get(name)) is not None:
            return known
        if self._guard.drops(name):
            self._taken.add(name)
            return None
        called = self._names.name(name)
        self._taken |= {name} if called is None else set()
        return called

    def _text(self, found: Any) -> str | None:
        if found is None:
            return None
        text = str(found)
        if self._unescape and "\\n" in text and ":\\" not in text and "\\\\" not in text:
            self._log.repairs["line breaks written as \\n"] += 1
            text = text.replace("\\r\\n", "\n").replace("\\n", "\n")
        if "\ufffd" in text:
            self._log.repairs["texts with a letter that was lost (\ufffd)"] += 1
        return text


def _no_answer(text: str) -> str:
    return f"cells that say {text.strip()}, or the like, alone: taken for no answer"


def _is_markup(text: str | None) -> bool:
    return text is not None and ("<" in text or "&" in text) and _MARKUP.search(text) is not None


def _is_nameless(column: str) -> bool:
    return column.isdigit() or column.startswith("Unnamed: ")


def _tell_of_judgements(guess: roles.Guess, log: Log) -> None:
    """Say that what a program found is not taken for labels by hand."""
    judged = judged_by_program(log.columns) if guess.mapping and "gold" not in guess.mapping else None
    if judged is not None:
        told = f"column {judged!r} is what the program says that wrote the table, by its other columns"
        log.warn(f"{told}: not taken for labels by hand; where people set them: --column gold={judged!r}")


def _refuse_turned(guess: roles.Guess, held: Mapping[str, list[Any]], log: Log) -> None:
    """Refuse a table whose columns stand in rows.

    Raises:
        ReadError: all that would be read as comments are names of columns.
    """
    texts = {str(cell) for cell in held[guess.mapping["text"]]} if guess.mapping and guess.why == "its name" else set()
    if len(texts) > 1 and all(map(roles.is_known, texts)):
        found = (
            f"{log.file}, with {', '.join(sorted(texts)[:5])} below {guess.mapping['text']}: its columns stand in rows"
        )
        raise ReadError("a row for each comment", found, "turn it: copy all, then Paste Special, Transpose")


def _tell_of_votes(guess: roles.Guess, log: Log) -> None:
    """Say that scores are taken for votes, not for stars: aloud where no column beside them is one of votes."""
    name = guess.mapping.get("likes") if "likes" not in log.given else None
    if name is not None and fold(name) == "score":
        tell = log.warn if roles.VOTED.isdisjoint(map(fold, log.columns)) else log.note
        tell(f"column {name!r} is taken for votes; where it is stars or points: --column rating={name!r}")


def _tell_of_counts(guess: roles.Guess, log: Log, held: Mapping[str, list[Any]]) -> None:
    """Say that each row of a table of answers and how often they were given counts once."""
    if guess.mapping.keys() - {"text", "platform", "gold"}:
        return
    for name in guess.mapping and held:
        counts = [numbers.whole(cell) or 0 for cell in held[name]] if fold(name) in roles.OFTEN else []
        if counts and min(counts) > 0 and counts != list(range(counts[0], counts[0] + len(counts))):
            log.warn(f"column {name!r} may say how often each was said: every row counts once, whatever stands in it")


def _tell_of_text(guess: roles.Guess, log: Log, wording: Row, rows: list[Row]) -> None:
    """Say how the column of the comments was chosen, and which others may be it."""
    if not guess.mapping or guess.why == "you named it":
        return
    text = guess.mapping["text"]

    def named(name: str) -> str:
        asked = wording.get(name)
        return f"{name!r} ({shorten(str(asked), 60)})" if asked and str(asked) != name else repr(name)

    if guess.why == "its name":
        for rival in guess.rivals:
            alone = sum(row.get(text) is None and row.get(rival) is not None for row in rows)
            told = f"column {rival!r} is called like one for comments too; the text is taken from {text!r}"
            if alone:
                log.warn(f"{told}, empty where it is filled; else: --column text=NAME")
            elif rival.startswith(f"{text} ("):
                log.warn(f"{told}: two tables side by side? Put the second on a sheet, or in a file, of its own")
            else:
                log.note(told)
        return
    also = "".join(f"; {named(rival)} holds prose too" for rival in guess.rivals)
    log.warn(f"the text is taken from column {named(text)}, because {guess.why}{also}; else: --column text=NAME")
