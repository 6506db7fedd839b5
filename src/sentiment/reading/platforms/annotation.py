"""Hand labels that come back from Label Studio (JSON, JSON-MIN, CSV), Prodigy (JSONL) and Argilla (records).

Each person's label is one of `gold`, `gold_2`, `gold_3`: what most chose comes first, on a tie what was chosen first.
The columns that the task carried, `id` above all, come back as they were, so that labels join the comments they were
drawn from, with the stratum and the weight that these have in the sample.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from sentiment.reading.columns.personal import by_name
from sentiment.reading.platforms._base import Export
from sentiment.reading.platforms._fields import Record, first, ident, items, mapping, objects, string, when, yes
from sentiment.reading.platforms._rows import row, unreadable
from sentiment.table.comment import COLUMNS, OWN_ID, Comment
from sentiment.table.labels import LABELS, canonical

TEXT = ("text", "comment", "content", "body", "input", "quote", "review")
CHOICE = ("sentiment", "gold", "label", "choice", "tone", "sentiment.choices")
ADDED = ("id", "annotation_id", "annotator", "created_at", "updated_at", "lead_time")  # by Label Studio, to a table
CONVERTED = ("text", "gold", "likes", "rating", "time", "skipped")


def label_studio(record: Record) -> Iterator[Comment]:
    """Read a task with its annotations; those that the annotator cancelled do not count."""
    done = objects(record.get("annotations") or record.get("completions"))
    chosen = [_choice(annotation) for annotation in done if not yes(annotation.get("was_cancelled"))]
    yield from _labelled("label-studio", record, mapping(record.get("data")), chosen, ident(record.get("id")))


def _choice(annotation: Record) -> object:
    """Return what one annotator chose; where several things were asked, the tone."""
    results = objects(annotation.get("result"))
    chosen = [c for r in results for c in items(first(r, "value.choices", "value.labels", "value.taxonomy"))[:1]]
    return next((c for c in chosen if isinstance(c, str) and canonical(c) in LABELS), next(iter(chosen), None))


def label_studio_flat(record: Record) -> Iterator[Comment]:
    """Read a row of JSON-MIN or CSV: the task's columns with the annotator's choice among them."""
    known = next((name for name in CHOICE if first(record, name) is not None), None)
    name = known or next((k for k, v in record.items() if isinstance(v, str) and canonical(v) in LABELS), None)
    choice = first(record, name) if name else None
    chosen = items(first(choice, "choices"))[:1] if isinstance(choice, Mapping) else [choice]
    task = {k: v for k, v in record.items() if k != name and k not in ADDED}
    yield from _labelled("label-studio", record, task, chosen, ident(record.get("id")))


def prodigy(record: Record) -> Iterator[Comment]:
    """Read a line; only what was accepted is a label, and only when it is one."""
    accepted = items(record.get("accept"))
    options = {ident(option.get("id")): string(option.get("text")) for option in objects(record.get("options"))}
    label = options.get(ident(accepted[0]), ident(accepted[0])) if len(accepted) == 1 else None
    label = label if "accept" in record else string(record.get("label"))
    carried = {**mapping(record.get("meta")), **_columns(record)}
    key = ident(record.get("_input_hash"))
    yield from _labelled("prodigy", record, carried, [label if record.get("answer") == "accept" else None], key)


def argilla(record: Record) -> Iterator[Comment]:
    """Read a record of Argilla 1 (`annotation`) or 2 (`responses`); discarded and draft answers do not count."""
    fields = mapping(record.get("fields")) or mapping(record.get("inputs")) or _columns(record)
    carried = {**mapping(record.get("metadata")), **fields}
    chosen: list[object] = [record.get("annotation")]
    for responses in mapping(record.get("responses")).values():
        chosen += [answer.get("value") for answer in objects(responses) if answer.get("status") in (None, "submitted")]
    for name, values in record.items():
        if str(name).endswith(".responses"):
            states = items(record.get(f"{name}.status")) or ["submitted"] * len(items(values))
            chosen += [v for v, state in zip(items(values), states, strict=False) if state == "submitted"]
    yield from _labelled("argilla", record, carried, chosen, ident(first(record, "id", "_server_id", "external_id")))


def _columns(record: Record) -> Record:
    """Return what a record says of the comment rather than of the labelling."""
    return {k: v for k, v in record.items() if k in (*COLUMNS, *TEXT)}


def _labelled(tool: str, record: Record, task: Record, chosen: Iterable[object], key: str | None) -> Iterator[Comment]:
    said = next((name for name in TEXT if first(task, name) is not None), "text")
    text = string(first(task, said))
    votes = Counter(canonical(label) for label in map(string, chosen) if label)
    if text is None and key is None and not votes:
        yield unreadable(tool, record, record)
        return
    likes, rating = task.get("likes"), task.get("rating")
    found = cast(dict[str, object], row(tool, key, text, time=when(task.get("time")), likes=likes, rating=rating))
    carried = {str(name): string(value) for name, value in task.items() if name not in ("", said, *CONVERTED)}
    carried["id"] = carried.pop(OWN_ID, None) or carried.get("id")
    found["platform"] = None
    found |= {k: v for k, v in carried.items() if v is not None and (k in COLUMNS or not by_name(k))}
    labels = [label for label, n in votes.most_common() for _ in range(n)]
    found |= {"gold" if i == 1 else f"gold_{i}": label for i, label in enumerate(labels, 1)}
    yield cast(Comment, found)


def _is_label_studio(record: Record) -> bool:
    task = mapping(record.get("data"))
    labelled = isinstance(record.get("data"), Mapping) and bool({"annotations", "completions"} & record.keys())
    return labelled or {OWN_ID, "stratum", "weight"} <= task.keys()  # a sample that nobody labelled yet


def _is_label_studio_flat(record: Record) -> bool:
    return {"annotation_id", "annotator", "lead_time"} <= record.keys()


def _is_prodigy(record: Record) -> bool:
    return {"_input_hash", "_task_hash"} <= record.keys()


def _is_argilla(record: Record) -> bool:
    if "fields" in record and bool({"responses", "suggestions"} & record.keys()):
        return True
    old = {"annotation", "annotation_agent", "prediction"} <= record.keys()
    return old or "_server_id" in record or any(str(name).endswith(".responses") for name in record)


EXPORTS = (
    Export("label-studio", "annotation", _is_label_studio, ("",), label_studio),
    Export("label-studio-table", "annotation", _is_label_studio_flat, ("",), label_studio_flat),
    Export("prodigy", "annotation", _is_prodigy, ("",), prodigy),
    Export("argilla", "annotation", _is_argilla, ("",), argilla),
)
