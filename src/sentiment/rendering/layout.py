"""The parts of a report in their order, for every format alike."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sentiment.rendering import contrary, translation
from sentiment.rendering.captions import model_line, net, rate, reasons_of, stance_title, theme_name
from sentiment.rendering.claims import claims
from sentiment.rendering.disputes import agreement_line, dispute_line
from sentiment.rendering.document import Audit, Document, Language, Mark, Shares, stances_of
from sentiment.rendering.event import changes
from sentiment.rendering.headline import SIDES
from sentiment.rendering.liked import liked
from sentiment.rendering.names import begins, group, groups, named_column, period
from sentiment.rendering.parts import Bars, Listing, Part, Quoted, Sentences, Table
from sentiment.rendering.recurring import differing, reasons
from sentiment.rendering.replies import replies
from sentiment.rendering.share_tables import table
from sentiment.rendering.targets import stance_matrix, targets
from sentiment.rendering.translation import Phrases
from sentiment.table.groups import NO_VALUE, OTHER, UNITS

LONGEST = 40  # rows of a table over time
MOST = 8  # groups of which it is said what was not scored


def parts(document: Document) -> Iterator[Part]:
    """Yield the parts of a report that have anything to say, below its headline."""
    say = translation.of(document)
    for make in (_overall, _stance, targets, _time, reasons, _copies, _groups, replies, liked, claims, _quotes, _themes,
                 differing, _words, _reactions, _languages, _left_out, _checks, _notes, _run):  # fmt: skip
        yield from make(document, say)


def _overall(document: Document, say: Phrases) -> Iterator[Part]:
    quotes = {label: quotes for label, quotes in document["quotes"].items() if quotes}
    yield Bars(say("Overall"), document["overall"], document["level"], document["net"], net(document), quotes)


def _stance(document: Document, say: Phrases) -> Iterator[Part]:
    sides = {side: say.name(name) for side, name in SIDES.items()}
    yield from stance_matrix(document, say)
    for stance in stances_of(document):
        title, read = stance_title(stance, say), not contrary.unread(stance)
        quotes = {sides[side]: quotes for side, quotes in stance["quotes"].items() if read}
        lead = [contrary.refusal(stance, say)] if contrary.refused(stance) else []
        if stance not in document["stances"]:
            rows, keys = _upright(stance["overall"], sides), tuple(stance["overall"])
            yield from table(say, title, rows, quotes, keys=keys, lead=lead, untold=rows if lead else ())
        if said := list(contrary.sentences(stance["contrary"], say, by_hand=contrary.by_hand(stance))):
            yield Sentences(say("Does the model read “{event}”?", event=stance["event"]), said)
    if (only := document["stance"]) and not contrary.unread(only):
        by_tone = {sides[side]: shares for side, shares in only["by_tone"].items()}
        yield from table(say, say("Tone by stance"), by_tone)


def _groups(document: Document, say: Phrases) -> Iterator[Part]:
    for column in document["groups"]:
        if not _periods(document, column):
            yield from _grouped(document, column, say)


def _grouped(document: Document, column: str, say: Phrases) -> Iterator[Part]:
    """Show the groups of a column as they come, the largest first or in time, those of no value last."""
    values = document["groups"][column]
    names = groups(column, values, say)
    if OTHER in names and (folded := document["folded"][column]) > 1:
        names[OTHER] = say("{n} smaller groups", n=folded)
    quotes = {names[name]: quotes for name, quotes in document["group_quotes"].get(column, {}).items()}
    order = sorted(values, key=lambda name: name in {NO_VALUE, OTHER})
    named = {names[name]: values[name] for name in order}
    yield from table(say, say("By {column}", column=named_column(column, say)), named, quotes)


def _time(document: Document, say: Phrases) -> Iterator[Part]:
    if event := document["event"]:
        sides = {say.name(k): event[k] for k in ("before", "after")}
        title = say("Before and after {time}", time=say.moment(event["time"]))
        yield from table(say, title, sides, lead=changes(document, say))
    periods = [entry["period"] for entry in document["time"]]
    grouped = [column for column in document["groups"] if _periods(document, column)]
    for column in grouped:
        yield from _over_time(document["groups"][column], say, say("By {column}", column=named_column(column, say)))
    if periods and not any(set(periods) <= set(document["groups"][column]) for column in grouped):
        yield from _over_time({entry["period"]: _labels_of(entry) for entry in document["time"]}, say, say("Over time"))


def _periods(document: Document, column: str) -> bool:
    """Tell whether the groups of a column are periods."""
    return column in UNITS and all(name == NO_VALUE or begins(name) for name in document["groups"][column])


def _over_time(shares: Mapping[str, Shares], say: Phrases, title: str) -> Iterator[Part]:
    dated = {name: own for name, own in shares.items() if begins(name)}
    shown = dict(list(dated.items())[-LONGEST:])
    if len(shown) < len(dated):
        title = say("{title}, the last {n} periods", title=title, n=LONGEST)
    rows, several = {period(k, say): own for k, own in shown.items()}, len(shown) > 1
    yield from table(say, title, rows, timed=several, keys=tuple(shown) if several else ())


def _languages(document: Document, say: Phrases) -> Iterator[Part]:
    rows = [
        (say.capital(say.language_name(code)), entry["n"], entry["measured"], _known(entry, say))
        for code, entry in document["languages"].items()
    ]
    if rows:
        yield Listing(say("Languages"), ("", say("comments"), say("test rows"), say("tested")), rows)


def _known(language: Language, say: Phrases) -> str:
    if language["validated"]:
        return say("yes")
    return say("on few rows") if language["checked"] else say("not in this language")


def _themes(document: Document, say: Phrases) -> Iterator[Table]:
    named = {theme_name(theme, say): theme for theme in document["themes"] or []}
    shares = {name: theme["overall"] for name, theme in named.items()}
    quotes = {name: theme["quotes"] for name, theme in named.items()}
    yield from table(say, say("What they talk about"), shares, quotes)


def _reactions(document: Document, say: Phrases) -> Iterator[Part]:
    emotion = document["emotion"]
    heads = {say("Emotion"): emotion} if emotion else {}
    heads |= {name.capitalize(): head for name, head in document["heads"].items()}
    for title, head in heads.items():
        yield from table(say, title, _upright(head["overall"], {name: say.name(name) for name in head["overall"]}))
    overall, irony = document["overall"], document["irony"]
    if irony.get("likely"):
        told = {say("all"): overall, say("not likely ironic"): irony["without_likely"]}
        yield from table(say, say("With and without likely irony"), told)
    if irony["flagged"]:
        told = {say("all"): overall, say("no sign of irony"): irony["without"]}
        yield from table(say, say("With and without signs of irony"), told)
    if any(entry["method"] != "counted" for entry in overall.values()):
        told = {say("all"): document["counted"]["overall"]}
        yield from table(say, say("The model's labels, not corrected"), told)


def _words(document: Document, say: Phrases) -> Iterator[Part]:
    said = [
        say("{label}: {words}", label=say.name(label), words=_listed(words))
        for label, words in document["words"].items()
        if words
    ]
    if said:
        yield Sentences(say("Words that mark a label"), said)
    said = [
        say("{label}: {words}", label=f"{named_column(column, say)} {group(column, name, say)}", words=_listed(words))
        for column, values in document["group_words"].items()
        for name, words in list(values.items())[-LONGEST:]
        if words
    ]
    if said:
        yield Sentences(say("Words that mark a group"), said)


def _copies(document: Document, say: Phrases) -> Iterator[Part]:
    copies = document["copies"]
    if copies["copies"] or copies["likes"]:
        told = {say("comments"): document["overall"], say("distinct texts"): copies["overall"]}
        if authors := copies["authors"]:
            own = _labels_of(authors)
            counted = {k: entry | {"n": authors["n"]} for k, entry in own.items() if entry["method"] != "audited"}
            told[say("authors")] = own | counted
        if likes := copies["likes"]:
            told[say("by likes")] = likes
        yield from table(say, say("Each comment, text, author or like counted once"), told)
    if copies["largest"]:
        rows = [(entry["n"], entry["text"]) for entry in copies["largest"]]
        yield Listing(say("Copies"), (say("times"), say("text")), rows)


def _quotes(document: Document, say: Phrases) -> Iterator[Part]:
    for label, quotes in document["quotes"].items():
        if quotes:
            yield Quoted(say("Typical of {label}", label=say.name(label)), quotes, behind=True)
    for stance in contrary.read_well(document):
        for side, quotes in stance["quotes"].items():
            label = say.name(SIDES[side]) + (f": {stance['event']}" if document["stances"] and stance["event"] else "")
            yield Quoted(say("Typical of {label}", label=label), quotes, behind=True)
        for name, part in stance["crossed"].items():
            title = say.capital(say.name(name))
            if document["stances"] and stance["event"]:
                title = say("{side}, “{event}”", side=title, event=stance["event"])
            yield Quoted(f"{title}: {say.number(part['n'])}", part["quotes"])
    for themes in _themes(document, say):
        for name, chosen in themes.quotes.items():
            title = say("On {theme}", theme=name) if name != say("none of these themes") else say.capital(name)
            yield Quoted(title, chosen, behind=True)


def _left_out(document: Document, say: Phrases) -> Iterator[Part]:
    """Say what was not scored, for each column where groups may differ."""
    for column, values in document["skipped_by"].items():
        largest = sorted(values.items(), key=lambda item: -sum(item[1].values()))[:MOST]
        rows = []
        for name, left_out in largest:
            n = sum(left_out.values())
            of = n + document["scored_by"][column].get(name, 0)
            share = say("{n} of {of} ({share})", n=n, of=of, share=say.percent(n / of))
            rows.append((group(column, name, say), share, reasons_of(left_out, say)))
        if len(values) > MOST:
            rows.append((say("{n} more", n=len(values) - MOST), "", ""))
        if set(values) - {NO_VALUE} and len(set(values) | set(document["scored_by"][column])) > 1:
            title = say("Not scored, by {column}", column=named_column(column, say))
            yield Listing(title, ("", say("rows"), say("why")), rows)


def _checks(document: Document, say: Phrases) -> Iterator[Part]:
    """Say how the model did by the labels given by hand, how far these agree, and which ones to look at again."""
    told = say("What the labels by hand say")
    if document["audit"]:
        yield Sentences(told, list(_trial(document["audit"], say)))
    for stance in stances_of(document):
        if stance["audit"]:
            title = say("{label}: {words}", label=stance_title(stance, say), words=told)
            yield Sentences(title, list(_trial(stance["audit"], say)))


def _trial(audit: Audit, say: Phrases) -> Iterator[str]:
    yield say("The model is right in {rate}.", rate=rate(audit["accuracy"], say))
    if len(audit["languages"]) > 1:
        largest = sorted(audit["languages"].items(), key=lambda item: -item[1]["n"])
        rates = "; ".join(f"{say.language_name(code)} {rate(right, say)}" for code, right in largest)
        yield say("By language: {rates}.", rates=rates)
    if agreement := audit["agreement"]:
        yield agreement_line(agreement, say)
    if audit["enough"] and (n := audit["more_to_halve"]) > 0:
        yield say("{n} more labels would halve the widest overall interval.", n=n)
    for title, disputes in ((say("Check your label"), audit["doubtful"]), (say("The model's error"), audit["errors"])):
        yield from (dispute_line(title, dispute, say) for dispute in disputes)


def _notes(document: Document, say: Phrases) -> Iterator[Part]:
    yield Sentences(say("What to keep in mind"), [*document["notes"], model_line(document)])


def _run(document: Document, say: Phrases) -> Iterator[Part]:
    run = document.get("run")
    if not run:
        return
    rows = [
        ("sentiment", run["version"]),
        (say("command"), run["command"] or ""),
        (say("model"), say.name(run["model"] or "")),
    ]
    rows.append((say("preprocessing"), run["preprocessing"]))
    rows += [(file["file"], f"sha256 {file['sha256']}") for file in run["inputs"]]
    yield Listing(say("How this report was made"), ("", ""), [row for row in rows if row[1]])


def _upright(shares: Shares, names: Mapping[str, str]) -> dict[str, Shares]:
    """Return shares of one kind as rows, where they are too many for columns or have no other rows beside them."""
    return {names[label]: {"share": entry} for label, entry in shares.items()}


def _labels_of(entry: Mapping[str, Any]) -> Shares:
    """Return the shares of an entry that says something else beside them."""
    return {label: share for label, share in entry.items() if isinstance(share, Mapping)}  # type: ignore[misc]


def _listed(words: Sequence[Mark]) -> str:
    return ", ".join(entry["word"] for entry in words)
