"""How files were understood, for the eye: what `Reading.to_dict` says, in 80 columns."""

from collections.abc import Iterator, Mapping
from textwrap import fill
from typing import Any

from sentiment.text import shorten, visible

WIDTH = 80
Listing = Mapping[str, Any]  # as `Reading.to_dict` returns it


def inspection(document: Listing) -> str:
    """Return the text that `sentiment read --inspect` prints."""
    parts = [*(_file(file, document["rejections"]) for file in document["files"]), _all(document), _first(document)]
    lines = [line for part in parts for line in (*part, "")]
    return "\n".join([*lines, "If this is wrong", *(_item(hint) for hint in document["next"])]) + "\n"


def _file(file: Listing, rejections: list[Listing]) -> Iterator[str]:
    yield _line(file["file"])
    yield _field("format", f"{file['format']} ({file['why']})")
    if file["encoding"]:
        yield _field("encoding", file["encoding"])
    if file["mapping"]:
        yield _field("columns", ", ".join(f"{role} ← {name}" for role, name in file["mapping"].items()))
    if kept := [name for name in file["columns"] if name not in file["mapping"].values()]:
        yield _field("others", ", ".join(kept[:30]) + (f" and {len(kept) - 30:,} more" if len(kept) > 30 else ""))
    yield _field("rows", f"{file['rows']:,} read" + (f", {file['rejected']:,} not" if file["rejected"] else ""))
    for rejection in rejections:
        if rejection["file"] == file["file"]:
            yield _field("", f"line {rejection['line']:,}: {rejection['reason']}")
    for what, times in file["repairs"].items():
        yield _field("repaired", f"{times:,} {what}")
    for note in file["notes"]:
        yield _field("note", note)


def _all(document: Listing) -> Iterator[str]:
    skipped = sum(document["skipped"].values())
    comments = document["comments"]
    yield f"{comments:,} comment{'s' if comments != 1 else ''}, {comments - skipped:,} to score"
    if skipped:
        yield _field("left out", _counted(document["skipped"]))
    if document["copies"]:
        yield _field("copies", f"{document['copies']:,} with the words of an earlier one")
    time = document["time"]
    if time["first"]:
        first, last = (moment[:16].replace("T", " ") for moment in (time["first"], time["last"]))
        yield _field("time", f"{first} to {last} UTC; {_counted(time['precision'])}")
    looked = sum(document["languages"].values())
    shares = ", ".join(f"{code} {n / looked:.0%}" for code, n in document["languages"].items())
    if looked:
        yield _field("languages", f"{shares} of {looked:,} that were looked at")


def _first(document: Listing) -> Iterator[str]:
    yield "The first of them"
    for number, row in enumerate(document["first"], 1):
        said = f"“{shorten(visible(row['text']), 300)}”" if row.get("text") else f"({row.get('skipped', 'no text')})"
        yield fill(said, WIDTH, initial_indent=f"  {number} ", subsequent_indent="    ")
        likes = f"{row['likes']:,} likes" if "likes" in row else None
        time = row["time"][:16].replace("T", " ") if "time" in row else None
        about = (row.get("author"), row.get("group"), time, likes, row.get("platform"), f"id {row['id']}")
        yield _line("    " + shorten(visible(" · ".join(filter(None, about))), WIDTH - 4))


def _counted(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{number:,} {name}" for name, number in numbers.items())


def _field(name: str, value: str) -> str:
    return fill(visible(value), WIDTH, initial_indent=f"  {name:<10} ", subsequent_indent=" " * 13)


def _item(hint: str) -> str:
    return fill(visible(hint), WIDTH, initial_indent="  - ", subsequent_indent="    ")


def _line(text: str) -> str:
    return visible(text)[:WIDTH]
