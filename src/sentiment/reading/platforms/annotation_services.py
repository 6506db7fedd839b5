"""Hand labels that come back from doccano (JSONL, JSON), Labelbox (NDJSON, JSON), Mechanical Turk (CSV) and fastText.

What becomes of them is told in `annotation`.
"""

import io
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from sentiment.reading.platforms._base import Document, Export
from sentiment.reading.platforms._fields import Record, first, ident, items, mapping, objects, string, yes
from sentiment.reading.platforms._votes import columns, is_label, labelled, listed, path_label
from sentiment.table.comment import Comment

_DOCCANO = ("id", "label", "labels", "annotations", "Comments", "comments", "annotation_approver", "meta", "cats")
_FASTTEXT = re.compile(r"((?:__label__\S+\s+)+)(.*)")
_CHECKED = ("true", "on", "1", "yes")  # a button of a form of Mechanical Turk


def doccano(record: Record) -> Iterator[Comment]:
    """Read a document; numbers of labels, as the oldest exports have, stay numbers."""
    found = record.get("label") if "label" in record else record.get("labels")
    people = [{"label": listed(found)}] if found else []
    given: dict[object, list[object]] = {}
    for annotation in objects(record.get("annotations")):
        given.setdefault(annotation.get("user"), []).append(annotation.get("label"))
    people += [{"label": labels} for labels in given.values()]
    kept = {k: v for k, v in record.items() if k not in _DOCCANO}
    own = {} if (ident(record.get("id")) or "").isdigit() else {"id": record.get("id")}
    yield from labelled("doccano", record, {**own, **mapping(record.get("meta")), **kept}, people, record.get("id"))


def labelbox(record: Record) -> Iterator[Comment]:
    """Read a data row with the labels of all projects; skipped ones do not count."""
    data, people = mapping(record.get("data_row")), []
    for project in mapping(record.get("projects")).values():
        for label in objects(mapping(project).get("labels")):
            if not yes(first(label, "performance_details.skipped")):
                people.append(_classified(first(label, "annotations.classifications")))
    carried = {
        f["name"]: f.get("value") for f in objects(record.get("metadata_fields")) if isinstance(f.get("name"), str)
    }
    carried |= {"text": first(data, "row_data.text", "row_data"), "id": first(data, "global_key", "external_id")}
    yield from labelled("labelbox", record, carried, people, data.get("id"))


def labelbox_old(record: Record) -> Iterator[Comment]:
    """Read a row of the exports before 2023; who labelled it is not taken over."""
    label = record.get("Label")
    found = _classified(mapping(label).get("classifications"))
    plain = {
        str(k): listed(v) for k, v in mapping(label).items() if k not in ("classifications", "objects", "relationships")
    }
    people = [] if yes(record.get("Skipped")) or label == "Skip" else [found or plain]
    carried = {"text": record.get("Labeled Data"), "id": record.get("External ID")}
    yield from labelled("labelbox", record, carried, people, first(record, "DataRow ID", "ID"))


def _classified(classifications: object) -> dict[str, list[object]]:
    """Return the answers to the questions of one label: a radio button, boxes or free text."""
    found: dict[str, list[object]] = {}
    for question in objects(classifications):
        name = str(first(question, "value", "name", "title"))
        one = first(question, "radio_answer", "answer", "text_answer")
        several = first(question, "checklist_answers", "answers")
        answers = items(several) or (one if isinstance(one, list) else [one])
        found[name] = [first(mapping(a), "value", "name", "title") or string(a) for a in answers]
    return found


def mturk(record: Record) -> Iterator[Comment]:
    """Read an assignment: `Input.` columns carry the task, `Answer.` ones the answers; rejected ones do not count."""
    carried = {str(k).removeprefix("Input."): v for k, v in record.items() if str(k).startswith("Input.")}
    answers: dict[str, list[object]] = {}
    for name, value in record.items():
        question = str(name).removeprefix("Answer.")
        if question == name or value in (None, ""):
            continue
        nested = next(iter(objects(listed(value))), mapping(value))
        for inner, answer in (nested or {question: value}).items():
            for asked, chosen in _form(inner, answer):
                answers.setdefault(asked, []).append(chosen)
    rejected = str(record.get("AssignmentStatus")).lower() == "rejected" or bool(string(record.get("Reject")))
    yield from labelled("mturk", record, carried, [] if rejected else [answers], record.get("HITId"))


def _form(name: str, answer: object) -> Iterator[tuple[str, object]]:
    """Yield the question and the answer of one field: a label, or a button that is on or off."""
    if isinstance(answer, dict):
        on = [k for k, v in answer.items() if str(v).lower() in _CHECKED]
        yield name, answer.get("label") or (on[0] if on else None)
    elif is_label(name.rpartition(".")[2]):
        if str(answer).lower() in _CHECKED:
            question, _, label = name.rpartition(".")
            yield question or "label", label
    else:
        yield name.removesuffix(".label"), path_label(answer)


def _fasttext(open_: Callable[[], BinaryIO]) -> Iterator[Comment]:
    with io.TextIOWrapper(open_(), "utf-8", errors="replace") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                match = _FASTTEXT.match(line.strip())
                labels: list[object] = [w.removeprefix("__label__") for w in match[1].split()] if match else []
                text = match[2] if match else line.strip()
                record = {"text": text}
                yield from labelled("fasttext", record, columns(record), [{"label": labels}], str(number))


def _is_doccano(record: Record) -> bool:
    if "text" not in record and "data" not in record:
        return False
    lists = [record.get(name) for name in ("label", "labels")]
    commented = isinstance(record.get("Comments", record.get("comments")), list)
    old = any(map(lambda a: {"label", "user"} <= a.keys(), objects(record.get("annotations"))))
    return old or (any(isinstance(x, list) for x in lists) and (commented or "annotation_approver" in record))


def _is_labelbox(record: Record) -> bool:
    return {"data_row", "projects"} <= record.keys()


def _is_labelbox_old(record: Record) -> bool:
    return {"Labeled Data", "Label", "DataRow ID"} <= record.keys()


def _is_mturk(record: Record) -> bool:
    return {"HITId", "AssignmentId"} <= record.keys() and any(str(name).startswith("Answer.") for name in record)


EXPORTS = (
    Export("doccano", "annotation", _is_doccano, ("",), doccano),
    Export("labelbox", "annotation", _is_labelbox, ("",), labelbox),
    Export("labelbox-old", "annotation", _is_labelbox_old, ("",), labelbox_old),
    Export("mturk", "annotation", _is_mturk, ("",), mturk),
)
DOCUMENTS = (
    Document("fasttext", "annotation", lambda head: head.lstrip(b"\xef\xbb\xbf").startswith(b"__label__"), _fasttext),
)
