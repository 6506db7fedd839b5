"""What a careful reader must know beside the figures."""

from collections.abc import Mapping, Sequence
from typing import Any

from sentiment.headline import FEW, percent

Document = Mapping[str, Any]
METHODS = {
    "counted": (
        "Shares marked counted are counts of the model's labels; their intervals hold chance alone, not the model's "
        "errors, and are no fact about the comments."
    ),
    "adjusted": (
        "Shares marked adjusted are put right by the errors that the model made on its test set; they hold if it errs "
        "here as it did there."
    ),
    "audited": (
        "Shares marked audited are put right by comments of this file that people labelled by hand; they hold however "
        "the model errs, if the sample was random and labelled in full. Their n counts labels by hand."
    ),
}


def notes(document: Document, told: Sequence[str] = ()) -> list[str]:
    """Return the notes of a summary, the heaviest first; `told` are sentences about how its files were read."""
    shown = [document["overall"], *(e for values in document["groups"].values() for e in values.values())]
    used = {entry["method"] for shares in shown for entry in shares.values()} if document["scored"] else set()
    said = [text for method, text in METHODS.items() if method in used]
    said += [*_audit(document), *_languages(document), *_rows(document), *(f"As read: {text}." for text in told)]
    return [*said, *_groups(document), *_copies(document), *_reactions(document), *_themes(document)]


def _reactions(document: Document) -> list[str]:
    said = []
    if document.get("stance"):
        said.append(
            "Stance is read from the event and the comment alone, also of replies. What is known of its errors comes "
            "mostly from comments written by language models; label some by hand in a column gold_stance to be sure."
        )
    if document.get("emotion"):
        said.append("Shares of emotions are counts of the model's labels: of so many its errors are too little known.")
    if likely := document["irony"].get("likely"):
        without = ", ".join(f"{k} {percent(e['share'])}" for k, e in document["irony"]["without_likely"].items())
        said.append(f"{likely} comments are likely ironic; no label was changed for it. Without them: {without}.")
    return said


def _audit(document: Document) -> list[str]:
    audit, said = document["audit"], []
    if audit is None:
        if document["scored"]:
            said.append(
                "No comment of this file was labelled by hand. To measure the model's errors here, label a sample: "
                "sentiment sample scored.parquet -n 200 -o audit.csv"
            )
            if document["to_halve"] > 0:
                said.append(f"About {document['to_halve']} labels, at most, would halve the widest overall interval.")
        return said
    if not audit["enough"]:
        said.append(f"{audit['labelled']} labels are too few to audit the shares; label {audit['needed']} or more.")
    if audit["blank"]:
        said.append(f"{audit['blank']} comments of the sample have no label; skipping hard ones would make it untrue.")
    alpha = (audit["agreement"] or {}).get("alpha")
    if alpha is not None and alpha < 0.667:
        said.append("The people who labelled often disagree; below an alpha of 0.67 no figure built on them is safe.")
    return said


def _languages(document: Document) -> list[str]:
    languages, said = document["languages"], []
    measured = document["model"]["languages"]
    unsure = [code for code, entry in languages.items() if not entry["validated"]]
    if not measured:
        said.append("How accurate this model is was not measured here; run sentiment evaluate on labelled comments.")
    elif unsure:
        named = ", ".join(f"{code} {languages[code]['n']}" for code in unsure)
        said.append(f"Not validated (fewer than 200 test rows; errors taken from all languages together): {named}.")
    if document["model"]["others"]:
        said.append(f"Rows labelled by other models are included: {', '.join(document['model']['others'])}.")
    return said


def _rows(document: Document) -> list[str]:
    n, comments, said = document["scored"], document["comments"], []
    if skipped := sum(document["skipped"].values()):
        reasons = ", ".join(f"{k} {v}" for k, v in document["skipped"].items())
        said.append(f"{skipped} of {comments} rows were not scored ({reasons}); no share includes them.")
    if rejected := document["rejected"]:
        rows = "row was" if rejected == 1 else "rows were"
        said.append(f"{rejected} more {rows} in the files but could not be read; no figure includes them.")
    if 0 < n < FEW:
        said.append(f"With {n} comments the intervals are wide: read the quotes, do not compare the shares.")
    if flagged := document["irony"]["flagged"]:
        without = ", ".join(f"{label} {percent(e['share'])}" for label, e in document["irony"]["without"].items())
        said.append(f"{flagged} comments have a sign of irony; no label was changed for it. Without them: {without}.")
    return said


def _groups(document: Document) -> list[str]:
    said = []
    for column in document["small"]:
        said.append(f"The groups of {column} are too small to compare; they are shown as they are.")
    small = [name for sizes in document["scored_by"].values() for name, n in sizes.items() if n < FEW]
    if small and document["scored"] >= FEW:
        named = ", ".join(list(dict.fromkeys(small))[:8]) + (" and others" if len(set(small)) > 8 else "")
        said.append(f"Groups of fewer than {FEW} comments say little: {named}.")
    for column, folded in document["folded"].items():
        if folded:
            groups = "small group of {} is" if folded == 1 else "small groups of {} are"
            said.append(f"{folded} {groups.format(column)} counted together as other.")
    if told := document["differences"]:
        held = sum(entry["called"] for entry in told)
        said.append(
            f"{held} of {len(told)} differences that were looked at are called ones, after Holm's correction for their "
            "number. Where none is called, the parts may differ all the same."
        )
    return said


def _copies(document: Document) -> list[str]:
    said = []
    if copies := document["copies"]["copies"]:
        said.append(f"{copies} comments repeat the words of another one, or nearly.")
    for burst in document["copies"]["bursts"]:
        by = f" by {burst['authors']} authors" if burst["authors"] else ""
        said.append(f"{burst['n']} comments{by} said the same within an hour from {burst['start']}: “{burst['text']}”")
    return said


def _themes(document: Document) -> list[str]:
    themes = document["themes"]
    if themes is None and document["scored"]:
        return ["Themes are left out: they need the model that labelled the comments, and it is not at hand."]
    if themes:
        return [
            "Themes are put together by a machine from what is alike; each comment is in one of them. Read the quotes "
            "before you name a theme."
        ]
    return []
