"""What every format shows alike: the tables of a report and its lists of sentences."""

from collections.abc import Iterator, Mapping
from typing import Any

from sentiment.group import NO_VALUE
from sentiment.headline import SIDES, percent, span

Document = Mapping[str, Any]
LONGEST = 40  # rows of a table over time
NAME = 4  # words of a theme that are its name
HEAVIEST, LIGHT = 3, 0.05  # words that are said to carry a label, and what a word must weigh to be one
SHADES = (LIGHT, 0.15, 0.35)
MOST = 8  # groups of which it is said what was not scored


def tables(document: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield title and rows (name -> label -> entry) of each table; the title or the name says the method."""
    if stance := document.get("stance"):
        title = f"Stance toward “{stance['event']}”" if stance["event"] else "Stance"
        yield from _titled(title, {SIDES[side]: {"share": e} for side, e in stance["overall"].items()})
        sides = {SIDES[side]: shares for side, shares in stance["by_tone"].items()}
        yield from _titled("Tone by stance", sides)
    if emotion := document.get("emotion"):
        yield from _titled("Emotion", {name: {"share": e} for name, e in emotion["overall"].items()})
    for head, told in document.get("heads", {}).items():
        yield from _titled(head.capitalize(), {name: {"share": e} for name, e in told["overall"].items()})
    yield from _titled(
        "The model's labels, not corrected", {"all": document["counted"]["overall"]}, corrected(document)
    )
    for column, values in document["groups"].items():
        yield from _titled(f"By {column}", values)
    if document["themes"]:
        themes = {title: theme["overall"] for title, theme in named(document).items()}
        yield from _titled("What they talk about", themes)
    if document["event"]:
        event = document["event"]
        yield from _titled(f"Before and after {event['time']}", {k: event[k] for k in ("before", "after")})
    if document["time"]:
        periods = {entry["period"]: entry for entry in document["time"][-LONGEST:]}
        left = len(document["time"]) - len(periods)
        yield from _titled("Over time" + (f", the last {LONGEST} periods" if left > 0 else ""), periods)
    copies = document["copies"]
    if copies["copies"] or copies["likes"]:
        counts = {"comments": document["overall"], "distinct texts": copies["overall"]}
        counts |= {name: copies[key] for name, key in (("authors", "authors"), ("by likes", "likes")) if copies[key]}
        yield from _titled("Each comment, text, author or like counted once", counts)
    if document["irony"].get("likely"):
        counts = {"all": document["overall"], "not likely ironic": document["irony"]["without_likely"]}
        yield from _titled("With and without likely irony", counts)
    if document["irony"]["flagged"]:
        counts = {"all": document["overall"], "no sign of irony": document["irony"]["without"]}
        yield from _titled("With and without signs of irony", counts)


def corrected(document: Document) -> bool:
    """Tell whether the overall shares are more than counts."""
    return any(entry["method"] != "counted" for entry in document["overall"].values())


def lists(document: Document) -> Iterator[tuple[str, list[str]]]:
    """Yield title and sentences of each list."""
    listed = (
        ("What may be said", _claims),
        ("What the labels by hand say", _findings),
        ("Words that mark a group", _marks),
    )
    for title, said in ((title, say(document)) for title, say in listed):
        if said:
            yield title, said


def named(document: Document) -> dict[str, dict[str, Any]]:
    """Return the themes by name: their words."""
    return {
        ", ".join(entry["word"] for entry in theme["words"][:NAME]) or "without words of their own": theme
        for theme in document["themes"] or []
    }


def quoted(document: Document) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield title and quotes of each label, and then of each theme, that has any."""
    for label, quotes in document["quotes"].items():
        if quotes:
            yield f"Typical {label}", quotes
    for name, part in ((document.get("stance") or {}).get("crossed") or {}).items():
        yield f"{name[0].upper()}{name[1:]}: {part['n']}", part["quotes"]
    for name, theme in named(document).items():
        yield f"On {name}", theme["quotes"]


def carried(quote: Mapping[str, Any]) -> str:
    """Say which words of a quote carried its label, and by how many points of probability."""
    heaviest = sorted(quote["words"], key=lambda entry: -abs(entry["weight"]))[:HEAVIEST]
    told = [f"{e['word']} {100 * e['weight']:+.0f}" for e in heaviest if abs(e["weight"]) >= LIGHT]
    return f"{quote['label']} by: {', '.join(told)}" if told else ""


def shading(weight: float) -> str:
    """Return how a word is shaded: `for` or `against` its label, from 1 to 3; nothing where it weighs little."""
    depth = sum(abs(weight) >= step for step in SHADES)
    return f"{'for' if weight > 0 else 'against'}{depth}" if depth else ""


def left_out(document: Document) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Yield title and rows (group, how many, why) of what was not scored, for each column where groups may differ."""
    for column, values in document["skipped_by"].items():
        largest = sorted(values.items(), key=lambda item: -sum(item[1].values()))[:MOST]
        rows = []
        for name, reasons in largest:
            n = sum(reasons.values())
            of = n + document["scored_by"][column].get(name, 0)
            rows.append((name, f"{n} of {of} ({percent(n / of)})", reasons_of(reasons)))
        if len(values) > MOST:
            rows.append((f"{len(values) - MOST} more", "", ""))
        if set(values) - {NO_VALUE} and len(set(values) | set(document["scored_by"][column])) > 1:
            yield f"Not scored, by {column}", rows


def uncounted(document: Document) -> str:
    """Say what was not scored and why, and what could not even be read."""
    parts = [f"not scored: {reasons_of(document['skipped'])}"] if document["skipped"] else []
    if document["rejected"]:
        parts.append(f"could not be read: {document['rejected']} more")
    return "; ".join(parts)


def reasons_of(skipped: Mapping[str, int]) -> str:
    """Write reasons with their counts."""
    return ", ".join(f"{reason} {n}" for reason, n in skipped.items())


def _claims(document: Document) -> list[str]:
    """Say the differences that may be called ones."""
    said = []
    for d in document["differences"]:
        if d["called"]:
            way = "more" if d["share"] > 0 else "less"
            size, low, high = (100 * abs(d[k]) for k in ("share", "low", "high"))
            said.append(
                f"{d['column']}: {d['a']} is {way} {d['label']} than {d['b']} by {size:.0f} points "
                f"({min(low, high):.0f} to {max(low, high):.0f}, {d['method']})."
            )
    return said


def _marks(document: Document) -> list[str]:
    return [
        f"{column} {name}: {', '.join(entry['word'] for entry in words)}"
        for column, values in document["group_words"].items()
        for name, words in list(values.items())[-LONGEST:]
        if words
    ]


def _findings(document: Document) -> list[str]:
    """Say how the model did by the labels given by hand, how far these agree, and which ones to look at again."""
    audit = document["audit"]
    if not audit:
        return []
    said = [f"The model is right in {_rate(audit['accuracy'])}."]
    if len(audit["languages"]) > 1:
        largest = sorted(audit["languages"].items(), key=lambda item: -item[1]["n"])
        said.append(f"By language: {'; '.join(f'{code} {_rate(right)}' for code, right in largest)}.")
    if agreement := audit["agreement"]:
        alpha = "undefined, as all have one label" if agreement["alpha"] is None else f"{agreement['alpha']:.2f}"
        said.append(f"Krippendorff's alpha of {agreement['comments']} comments labelled twice: {alpha}.")
    if audit["enough"] and audit["more_to_halve"] > 0:
        said.append(f"{audit['more_to_halve']} more labels would halve the widest overall interval.")
    for key, title in (("doubtful", "Check your label"), ("errors", "The model's error")):
        for d in audit[key]:
            sure = "" if d["p"] is None else f", {100 * d['p']:.0f} % sure"
            said.append(f"{title}: “{d['text']}” (you {d['gold']}, the model {d['label']}{sure}, id {d['id']})")
    return said


def _rate(right: Mapping[str, Any]) -> str:
    return f"{percent(right['share'])} ({span(right)}, n = {right['n']})"


def _titled(title: str, parts: Document, show: bool = True) -> Iterator[tuple[str, dict[str, Any]]]:
    if not show or not parts:
        return
    rows = {name: {k: e for k, e in entries.items() if isinstance(e, Mapping)} for name, entries in parts.items()}
    by = {name: next((e["method"] for e in entries.values()), "") for name, entries in rows.items()}
    if len(set(by.values())) == 1:
        yield f"{title} ({next(iter(by.values()))})", rows
    else:
        yield title, {f"{name} ({by[name]})": entries for name, entries in rows.items()}
