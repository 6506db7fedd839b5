"""Hand labels that come back from Label Studio (JSON, JSON-MIN, CSV), Prodigy (JSONL) and Argilla (records).

Each person's label is one of `gold`, `gold_2`, `gold_3`: what most chose comes first; on a tie what a reviewer marked
as true, else what was chosen first, in Label Studio last. Two things chosen at once are no label and stand in `chosen`.
The columns that the task carried, `id` above all, come back as they were, so that labels join the comments they were
drawn from, with the stratum and the weight that these have in the sample.
"""

from collections.abc import Iterator, Mapping
from typing import cast

from sentiment.reading.platforms._base import Export
from sentiment.reading.platforms._fields import Record, first, ident, items, mapping, objects, string, yes
from sentiment.reading.platforms._votes import QUESTIONS, REFUSED, columns, is_label, labelled, listed, path_label
from sentiment.table.comment import OWN_ID, Comment
from sentiment.table.label_words import canonical

ADDED = ("annotation_id", "annotator", "created_at", "updated_at", "lead_time")  # by Label Studio, to a table


def label_studio(record: Record) -> Iterator[Comment]:
    """Read a task with its annotations; those that the annotator cancelled do not count."""
    done = [
        a for a in objects(record.get("annotations") or record.get("completions")) if not yes(a.get("was_cancelled"))
    ]
    # as Label Studio sorts them for its tables, which have no ground_truth
    done.sort(key=lambda a: (yes(a.get("ground_truth")), str(a.get("created_at") or "")), reverse=True)
    task = mapping(record.get("data"))
    yield from labelled("label-studio", record, task, list(map(_chosen, done)), record.get("id"))


def _chosen(annotation: Record) -> dict[str, list[object]]:
    """Return what one annotator chose, by the name of the question."""
    answers: dict[str, list[object]] = {}
    for result in objects(annotation.get("result")):
        choices = list(map(path_label, items(first(result, "value.choices", "value.labels", "value.taxonomy"))))
        unnamed = QUESTIONS[0] if any(map(is_label, choices)) else ""
        answers.setdefault(string(result.get("from_name")) or unnamed, []).extend(choices)
    return answers


def label_studio_flat(record: Record) -> Iterator[Comment]:
    """Read a row of JSON-MIN or CSV: the task's columns with the annotator's choice among them.

    JSON-MIN writes the task's number over the `id` that the data has, CSV does not.
    """
    known = next((name for name in (*QUESTIONS, "sentiment.choices") if first(record, name) is not None), None)
    tonal = (name for name, value in record.items() if name not in ADDED and any(map(is_label, _cell(value))))
    name = next(tonal, known) if known is None or not any(map(is_label, _cell(first(record, known)))) else known
    answers = {name: _cell(first(record, name))} if name else {}
    numbered = (ident(record.get("id")) or "").isdigit()
    task = {k: v for k, v in record.items() if k != name and k not in ADDED and (k != "id" or not numbered)}
    yield from labelled("label-studio", record, task, [answers], record.get("id"))


def _cell(value: object) -> list[object]:
    """Return the choices in a cell of JSON-MIN or CSV."""
    several = first(mapping(value), "choices", "taxonomy")
    if several is not None:
        return list(map(path_label, listed(several)))
    return [] if isinstance(value, Mapping) else list(map(path_label, listed(value)))


def prodigy(record: Record) -> Iterator[Comment]:
    """Read a line; what was accepted is a label, and a label that was rejected says what a comment is not."""
    options = {ident(option.get("id")): string(option.get("text")) for option in objects(record.get("options"))}
    accepted = [options.get(ident(chosen), ident(chosen)) for chosen in items(record.get("accept"))]
    answer, offered = record.get("answer"), None if "accept" in record else string(record.get("label"))
    answers = [{"label": [offered] if offered else accepted}] if answer == "accept" else []
    carried = {**mapping(record.get("meta")), **columns(record)}
    for row in labelled("prodigy", record, carried, answers, record.get("_input_hash")):
        refused = {REFUSED: canonical(offered)} if offered and answer == "reject" else {}
        yield cast(Comment, {**row, **refused})


def argilla(record: Record) -> Iterator[Comment]:
    """Read a record of Argilla 1 (`annotation`) or 2 (`responses`); discarded and draft answers do not count."""
    fields = mapping(record.get("fields")) or mapping(record.get("inputs")) or columns(record)
    carried = {**mapping(record.get("metadata")), **{k: v for k, v in fields.items() if k != "id"}}
    people: list[dict[str, list[object]]] = []
    if str(record.get("status")).lower() != "discarded":
        people = [{"annotation": listed(record.get("annotation"))}] if record.get("annotation") else []
        people += _responses(record)
    yield from labelled(
        "argilla", record, carried, people, first(record, "id", "_server_id", "external_id"), own_key=True
    )


def _responses(record: Record) -> Iterator[dict[str, list[object]]]:
    """Yield what each person answered, as records hold it or their flat tables."""
    for question, responses in mapping(record.get("responses")).items():
        for answer in objects(responses):
            if answer.get("status") in (None, "submitted"):
                yield {str(question): listed(answer.get("value"))}
    for name, values in record.items():
        if str(name).endswith(".responses"):
            given = listed(values)
            states = listed(record.get(f"{name}.status")) or ["submitted"] * len(given)
            for value, state in zip(given, states, strict=False):
                if state == "submitted":
                    yield {str(name).removesuffix(".responses"): listed(value)}


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
