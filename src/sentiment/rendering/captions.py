"""The short texts of a report that every format shows alike."""

import shlex
from collections.abc import Iterable, Mapping, Sequence

from sentiment.rendering import translation
from sentiment.rendering.document import Difference, Document, Quote, Selected, Share, Shares, Stance, Theme
from sentiment.rendering.entry import WordWeight
from sentiment.rendering.parts import Table
from sentiment.rendering.translation import Phrases

HEAVIEST, LIGHT = 3, 0.05  # words that are said to carry a label, and what a word must weigh to be one
UNSURE = "und"
NAME = 4  # words of a theme that are its name
SIDES = {"favor": "in favour", "against": "against", "none": "no side"}
CHECKED = {"audited", "pooled"}  # methods with labels by hand of the same file
SHADES = (LIGHT, 0.15, 0.35)


def theme_name(theme: Theme, say: Phrases) -> str:
    """Call a theme by its words; what has none are the comments that are in no theme."""
    return ", ".join(entry["word"] for entry in theme["words"][:NAME]) or say("none of these themes")


def by_method(title: str, rows: Mapping[str, Shares], say: Phrases) -> tuple[str, dict[str, str], str]:
    """Return a title with the method, their names, and the method; where rows differ, each name says its own."""
    used = {name: say.name(next((e["method"] for e in own.values()), "")) for name, own in rows.items()}
    known = {used[name] for name, own in rows.items() if any(e["share"] is not None for e in own.values())}
    if len(methods := known or set(used.values())) == 1:
        (method,) = methods
        return say("{title} ({method})", title=title, method=method), {name: name for name in rows}, method
    return title, {name: say("{title} ({method})", title=name, method=used[name]) for name in rows}, ""


def size(shares: Shares, say: Phrases) -> str:
    """Say how many comments shares are of, or how many labels by hand where these are what is counted."""
    entry = next(iter(shares.values()))
    n = say.number(entry["n"])
    return say("labels: {n}", n=n) if entry["method"] == "audited" else f"n = {n}"


def counts(document: Document) -> str:
    """Say how many comments there are, how many were scored, and what was not."""
    say = translation.of(document)
    said = say(
        "{n} comments, {scored} scored", n=say.number(document["comments"]), scored=say.number(document["scored"])
    )
    left = [say("not scored: {reasons}", reasons=reasons_of(document["skipped"], say))] if document["skipped"] else []
    if document["rejected"]:
        left.append(say("could not be read: {n} more", n=say.number(document["rejected"])))
    return "; ".join([said, *left])


def stance_title(stance: Stance, say: Phrases) -> str:
    """Name the stance by its event; where rows name several, by how many."""
    if stance["event"]:
        return say("Stance toward “{event}”", event=stance["event"])
    return say("Stance toward {n} targets", n=stance["targets"]) if stance["targets"] else say("Stance")


def filters(selection: Selected, say: Phrases) -> str:
    """Say which rows are counted."""
    told = [*selection["where"]]
    if selection["since"]:
        told.append(say("since {time}", time=selection["since"]))
    if selection["until"]:
        told.append(say("until {time}", time=selection["until"]))
    if selection["without_copies"]:
        told.append(say("of each text the first comment alone"))
    return ", ".join(told)


def heading(label: str, say: Phrases) -> str:
    """Name a column of shares."""
    return say("share") if label == "share" else say.name(SIDES.get(label, label))


def grid(table: Table, say: Phrases) -> tuple[list[str], list[list[str]]]:
    """Return a table of shares as its header and its rows: name, n, and a share with its interval for each label."""
    labels = list(next(iter(table.rows.values())))
    mixed = len({entries[label]["method"] for entries in table.rows.values() for label in labels}) > 1
    rows = []
    for name, entries in table.rows.items():
        shares = [f"{say.percent(entries[label]['share'])} ({say.span(entries[label])})" for label in labels]
        n = next((entries[label]["n"] for label in labels), 0)
        rows.append([name, size(entries, say) if mixed and n else str(n), *shares])
    return ["", "n", *(heading(label, say) for label in labels)], rows


def net(document: Document) -> str:
    """Say the net sentiment; nothing where there is none."""
    entry, say = document["net"], translation.of(document)
    if not entry or entry["share"] is None:
        return ""
    return say(
        "Net sentiment (positive minus negative): {share} points, {span}, {method}",
        share=say.points(entry["share"]), span=say.points_span(entry), method=say.name(entry["method"]),
    )  # fmt: skip


def source(quote: Quote, say: Phrases) -> str:
    """Say who a quote is from, as far as may be said, and where to find it."""
    kind = "" if quote["kind"] == "typical" else say.name(quote["kind"])
    where = quote.get("url") or f"id {quote['id']}"
    return " · ".join(filter(None, (kind, labelled(quote, say), *about(quote, say), where)))


def labelled(quote: Quote, say: Phrases) -> str:
    """Say what a quote was labelled, and how surely; nothing where its table does not say how surely."""
    if quote.get("p") is None:
        return ""
    label = say.name(SIDES.get(quote["label"], quote["label"]))
    return say("{label}, {share} sure", label=label, share=say.percent(quote["p"]))


def about(quote: Quote, say: Phrases) -> list[str]:
    """Say who a quote is from, in which language, of when, and how many liked it, as far as that may be said."""
    author, role, language = quote.get("author"), quote.get("group"), quote.get("language")
    speaker = ", ".join(filter(None, (author, say.name(role) if role else None)))
    spoken = say.language_name(language) if language and language != UNSURE else ""
    time = say.moment(told) if (told := quote.get("time")) else ""
    likes = say("likes: {n}", n=say.number(round(liked))) if (liked := quote.get("likes")) else ""
    return [part for part in (speaker, spoken, time, likes) if part]


def carried(quote: Quote, say: Phrases) -> str:
    """Say which words of a quote carried its label, and by how many points of probability."""
    heaviest = sorted(quote["words"], key=lambda entry: -abs(entry["weight"]))[:HEAVIEST]
    told = [weighed(entry) for entry in heaviest if abs(entry["weight"]) >= LIGHT]
    return say("{label} by: {words}", label=say.name(quote["label"]), words=", ".join(told)) if told else ""


def bare(word: str) -> str:
    """Return a word of a text without a comma behind it, which would part it from its number."""
    return word.rstrip(",;") or word


def weighed(entry: WordWeight) -> str:
    """Write a word and the points of probability that it adds to the label."""
    points = f"{100 * entry['weight']:+.0f}".replace("-", translation.MINUS)
    return f"{bare(entry['word'])} {points}"


def shading(weight: float) -> str:
    """Return how a word is shaded: `for` or `against` its label, from 1 to 3; nothing where it weighs little."""
    depth = sum(abs(weight) >= step for step in SHADES)
    return f"{'for' if weight > 0 else 'against'}{depth}" if depth else ""


def points(found: Difference, say: Phrases) -> dict[str, object]:
    """Say by how many points two shares differ that are said to: no limit is rounded to 0, which it leaves out."""
    ends = sorted(abs(100 * found[end]) for end in ("low", "high"))
    digits = next(d for d in (0, 1, 2, 9) if float(f"{ends[0]:.{d}f}") or d == 9)
    size, low, high = (say.decimal(x, digits) for x in (abs(100 * (found["share"] or 0)), *ends))
    return {"n": size, "span": say("{low} to {high}", low=low, high=high)}


def written(rows: Iterable[Sequence[str | int]], say: Phrases) -> list[list[str]]:
    """Write the counts of rows as the reader does."""
    return [[say.number(cell) if isinstance(cell, int) else cell for cell in row] for row in rows]


def figure(entry: Share, say: Phrases) -> str:
    """Write a share as far as it is known: one that was checked by hand with its interval, another as a range."""
    if entry["share"] is None:
        return say("no data")
    if entry["method"] in CHECKED:
        return f"{say.percent(entry['share'])} ({say.span(entry)})"
    return say.reach(entry)


def listed(shares: Shares, say: Phrases, names: Mapping[str, str]) -> str:
    """Write shares one after the other, as far as they are known."""
    return ", ".join(f"{say.name(names.get(label, label))} {figure(entry, say)}" for label, entry in shares.items())


def model_line(document: Document) -> str:
    """Name the model and its digest."""
    say, model = translation.of(document), document["model"]
    level = say.limit(document["level"])
    if not model["digest"]:
        return say("Model: {name}. Intervals: {level}.", name=say.name(model["name"]), level=level)
    told = {"name": say.name(model["name"]), "digest": model["digest"], "level": level}
    return say("Model: {name}, digest {digest}. Intervals: {level}.", **told)


def to_label(n: int, asked: Iterable[Mapping[str, object]], *, by: str | None = None) -> str:
    """Return what to type for a sample to label; what is scored already is not scored again.

    Args:
        n: how many comments.
        asked: of each stance its `event`, null where rows name their own, and the contrary that it is `averaged_with`.
        by: groups to draw evenly from.
    """
    events = [one for one in asked if one["event"]]
    options = [f" --toward {shlex.quote(str(one['event']))}" for one in events]
    if any(one["averaged_with"] for one in events):
        options += [f" --contrary {shlex.quote(str(one['averaged_with'] or ''))}" for one in events]
    evenly = f" --by {shlex.quote(by)}" if by else ""
    score = f"sentiment score FILES{''.join(options)} -o scored.parquet"
    return f"{score}; sentiment sample scored.parquet -n {n}{evenly} -o audit.xlsx"


def reasons_of(skipped: Mapping[str, int], say: Phrases) -> str:
    """Write reasons with their counts."""
    return ", ".join(f"{say.name(reason)} {say.number(n)}" for reason, n in skipped.items())


def rate(right: Share, say: Phrases) -> str:
    """Write how often the model is right, with its interval."""
    return f"{say.percent(right['share'])} ({say.span(right)}, n = {say.number(right['n'])})"
