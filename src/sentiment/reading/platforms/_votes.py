"""What people chose in a labelling tool in, the columns of hand labels out."""

import ast
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from sentiment.reading.columns.personal import by_name
from sentiment.reading.platforms._fields import Record, first, ident, items, string, when
from sentiment.reading.platforms._rows import row, unreadable
from sentiment.table.comment import COLUMNS, OWN_ID, Comment
from sentiment.table.label_words import canonical
from sentiment.table.labels import LABELS

TEXT = ("text", "comment", "content", "body", "input", "quote", "review")
QUESTIONS = ("sentiment", "gold", "tone", "label", "choice")  # the tone's usual names, where several questions hold one
CHOSEN = "chosen"  # column: what one person chose where that was more than one thing, which is no label
REFUSED = "refused"  # column: the label that somebody said a comment does not have
_CONVERTED = ("text", "gold", "likes", "rating", "time", "skipped", CHOSEN, REFUSED)

Answers = Mapping[str, Sequence[object]]  # question -> what one person chose


def listed(value: object) -> list[object]:
    """Return a list, also one written into a cell as JSON or as Python shows it; another value alone in a list."""
    if isinstance(value, str) and value[:1] == "[":
        for read in (json.loads, ast.literal_eval):
            try:
                found = read(value)
            except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
                continue
            if isinstance(found, list):
                return found
    if isinstance(value, list):
        return value
    return [] if value is None or value == "" else [value]


def labelled(
    tool: str, record: Record, task: Record, people: Sequence[Answers], key: object, *, own_key: bool = False
) -> Iterator[Comment]:
    """Yield the row of a task: its columns, and the label of each person, that of most first.

    Of several questions the one about the tone gives the labels; the others stand in columns of their own.

    Args:
        tool: for the id.
        record: as it stands in the file.
        task: the columns that it carries.
        people: what each person chose, the weightiest first.
        key: native id of the record.
        own_key: the user may have set the key, so that one which is no number is the id of the comment.
    """
    said = next((name for name in TEXT if first(task, name) is not None), "text")
    text, native = string(first(task, said)), ident(key)
    asked = _tone(people)
    choices = [_single(answers.get(asked, ())) for answers in people]
    votes = Counter(canonical(choice) for choice in choices if isinstance(choice, str))
    if text is None and native is None and not votes:
        yield unreadable(tool, record, record)
        return
    likes, rating = task.get("likes"), task.get("rating")
    found = cast(dict[str, object], row(tool, native, text, time=when(task.get("time")), likes=likes, rating=rating))
    carried = {str(name): string(value) for name, value in task.items() if name not in ("", said, *_CONVERTED)}
    own = native if own_key and native and not native.isdigit() else None
    carried["id"] = carried.pop(OWN_ID, None) or carried.get("id") or own
    found["platform"] = None
    found |= _others(people, asked, taken=(*COLUMNS, *carried))
    found |= {k: v for k, v in carried.items() if v is not None and (k in COLUMNS or not by_name(k))}
    labels = [label for label, n in votes.most_common() for _ in range(n)]
    found |= {"gold" if i == 1 else f"gold_{i}": label for i, label in enumerate(labels, 1)}
    if several := [choice for choice in choices if isinstance(choice, list)]:
        found[CHOSEN] = ", ".join(map(str, several[0]))
    yield cast(Comment, found)


def _tone(people: Sequence[Answers]) -> str:
    """Return the question about the tone: one with its labels among the answers, by name where several have them."""
    asked = list(dict.fromkeys(name for answers in people for name in answers))
    named = sorted(asked, key=lambda name: QUESTIONS.index(name) if name in QUESTIONS else len(QUESTIONS))
    tonal = (n for n in named if any(is_label(c) for answers in people for c in answers.get(n, ())))
    return next(tonal, named[0] if named else "")


def is_label(choice: object) -> bool:
    """Say whether a choice is a label of the tone."""
    return isinstance(choice, str) and canonical(choice) in LABELS


def _single(chosen: Sequence[object]) -> str | list[str] | None:
    """Return what one person chose; a list where that was more than one thing."""
    said = [text for choice in chosen if (text := string(choice))]
    return said[0] if len(said) == 1 else said or None


def _others(people: Sequence[Answers], asked: str, taken: Sequence[str]) -> dict[str, object]:
    """Return the first answer to each further question."""
    found: dict[str, object] = {}
    for answers in people:
        for name, chosen in answers.items():
            if name not in ("", asked, *taken) and chosen and not by_name(name):
                found.setdefault(name, ", ".join(filter(None, map(string, chosen))) or None)
    return found


def columns(record: Record) -> Record:
    """Return what a record says of the comment rather than of the labelling."""
    return {k: v for k, v in record.items() if k in (*COLUMNS, *TEXT)}


def path_label(path: object) -> object:
    """Return the label in a path of a taxonomy, else its first step."""
    steps = items(path)
    return next(filter(is_label, steps), steps[0] if steps else None) if isinstance(path, list) else path
