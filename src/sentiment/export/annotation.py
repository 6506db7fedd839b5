"""Hand labels that come back from Label Studio (JSON, JSON-MIN, CSV), Prodigy (JSONL) and Argilla (records).

The label becomes `gold`: what most annotators chose, None where they are split or gave none. Columns that the task
carried, `id` above all, come back as they were, so that labels join the comments they were drawn from.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from sentiment.comment import COLUMNS, LABELS, Comment, canonical
from sentiment.export.build import row, unreadable
from sentiment.export.shape import Export
from sentiment.export.value import Record, first, ident, items, mapping, objects, string, yes

CARRIED = tuple(name for name in COLUMNS if name not in ("text", "gold", "likes", "rating", "time", "skipped"))
TEXT = ("text", "comment", "content", "body", "input", "quote", "review")


def label_studio(record: Record) -> Iterator[Comment]:
    """Read a task with its annotations; those that the annotator cancelled do not count."""
    task = mapping(record.get("data"))
    done = objects(record.get("annotations") or record.get("completions"))
    chosen = (
        choice
        for annotation in done
        if not yes(annotation.get("was_cancelled"))
        for result in objects(annotation.get("result"))
        for choice in items(first(result, "value.choices", "value.labels", "value.taxonomy"))[:1]
    )
    yield from _labelled("label-studio", record, task, chosen, ident(record.get("id")))


def label_studio_flat(record: Record) -> Iterator[Comment]:
    """Read a row of JSON-MIN or CSV: the task's columns with the annotator's choice among them."""
    choice = first(record, "sentiment", "gold", "label", "choice", "tone", "sentiment.choices")
    if choice is None:  # the user has another name for it
        choice = next(
            (value for value in record.values() if isinstance(value, str) and canonical(value) in LABELS), None
        )
    chosen = items(first(choice, "choices")) if isinstance(choice, Mapping) else [choice]
    yield from _labelled("label-studio", record, record, chosen, ident(record.get("id")))


def prodigy(record: Record) -> Iterator[Comment]:
    """Read a line; only what was accepted is a label, and only when it is one."""
    accepted = items(record.get("accept"))
    options = {ident(option.get("id")): string(option.get("text")) for option in objects(record.get("options"))}
    label = options.get(ident(accepted[0]), ident(accepted[0])) if len(accepted) == 1 else None
    label = label if "accept" in record else string(record.get("label"))
    carried = {**mapping(record.get("meta")), **record}
    key = ident(record.get("_input_hash"))
    yield from _labelled("prodigy", record, carried, [label if record.get("answer") == "accept" else None], key)


def argilla(record: Record) -> Iterator[Comment]:
    """Read a record of Argilla 1 (`annotation`) or 2 (`responses`); discarded and draft answers do not count."""
    fields = mapping(record.get("fields")) or mapping(record.get("inputs")) or record
    carried = {**mapping(record.get("metadata")), **fields}
    chosen: list[object] = [record.get("annotation")]
    for responses in mapping(record.get("responses")).values():
        chosen += [answer.get("value") for answer in objects(responses) if answer.get("status") in (None, "submitted")]
    for name, values in record.items():
        if str(name).endswith(".responses"):
            states = items(record.get(f"{name}.status")) or ["submitted"] * len(items(values))
            chosen += [v for v, state in zip(items(values), states, strict=False) if state == "submitted"]
    yield from _labelled("argilla", record, carried, chosen, ident(first(record, "id", "_server_id", "external_id")))


def _labelled(tool: str, record: Record, task: Record, chosen: Iterable[object], key: str | None) -> Iterator[Comment]:
    text = string(first(task, *TEXT))
    votes = Counter(canonical(label) for label in map(string, chosen) if label).most_common(2)
    agreed = bool(votes) and (len(votes) == 1 or votes[0][1] > votes[1][1])
    if text is None and key is None and not votes:
        yield unreadable(tool, record, record)
        return
    found: Comment = row(tool, key, text, gold=votes[0][0] if agreed else None)
    found["platform"] = None
    for name in CARRIED:
        if (value := string(task.get(name))) is not None and not (name == "id" and task is record):
            found[name] = value  # type: ignore[literal-required]
    yield found


def _is_label_studio(record: Record) -> bool:
    return isinstance(record.get("data"), Mapping) and bool({"annotations", "completions"} & record.keys())


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
