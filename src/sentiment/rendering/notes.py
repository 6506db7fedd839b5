"""What a careful reader must know beside the figures."""

import re
from collections.abc import Iterator, Mapping

from sentiment.rendering import translation
from sentiment.rendering.captions import filters, reasons_of, stance_title, to_label
from sentiment.rendering.contrary import averaged, by_hand
from sentiment.rendering.disputes import disputed
from sentiment.rendering.document import Audit, Document, Language, Shares, stances_of
from sentiment.rendering.headline import FEW
from sentiment.rendering.names import group, named_column, shortlist
from sentiment.table.groups import HOUR, NO_VALUE, UNITS

LISTED = 8  # groups that a note names
BURSTS = 5  # that have a note, the largest
_CLOCK = re.compile(r"\d{4}-\d\d-\d\d \d\d:00")  # a group of an hour
UNKNOWN = "und"  # language of what no detector tells


def notes(document: Document) -> list[str]:
    """Return the notes of a summary in its language, the heaviest first."""
    parts = (
        _selection, _methods, _audit, _languages, _times, _rows, _read, _groups, _copies, _reactions, _targets,
        _replies, _themes,
    )  # fmt: skip
    return [note for part in parts for note in part(document, translation.of(document))]


def _selection(document: Document, say: translation.Phrases) -> Iterator[str]:
    if chosen := document["selection"]:
        said = {"filters": filters(chosen, say), "n": say.number(chosen["left_out"]), "all": say.number(chosen["of"])}
        yield say("Only some rows are counted: {filters}. {n} of {all} are left out of every figure.", **said)


def _methods(document: Document, say: translation.Phrases) -> Iterator[str]:
    shown = [document["overall"], *(e for values in document["groups"].values() for e in values.values())]
    used = {entry["method"] for shares in shown for entry in shares.values()} if document["scored"] else set()
    if "counted" in used:
        yield say(
            "Shares marked counted are counts of the model's labels; their intervals hold chance alone, not the "
            "model's errors, and are no fact about the comments."
        )
    if "adjusted" in used:
        yield say(
            "Shares marked adjusted come from the model alone, and no set of comments like this one was ever checked: "
            "its errors here are taken to differ from those on the sets it was measured on as much as these differ "
            "from one another. That makes the intervals wide; labels by hand make them narrow."
        )
    if "audited" in used:
        yield say(
            "Shares marked audited are put right by comments of this file that people labelled by hand; they hold "
            "however the model errs, if the sample was random and labelled in full. Their n counts labels by hand."
        )

    if "pooled" in used:
        yield say(
            "Shares marked pooled are of parts with few labels by hand: the errors that these found in the whole file "
            "stand in for the part's own, which may be others. So their intervals can be wider than without any "
            "labels, when test sets stood in for the file; {needed} labels in a part make them narrow.",
            needed=document["audit"]["needed"] if document["audit"] else 0,
        )


def _reactions(document: Document, say: translation.Phrases) -> Iterator[str]:
    asked = [document["stance"]] if document["stance"] else document["stances"]  # not each target that rows name
    if untried := say("”, “").join(stance["event"] for stance in asked if stance["event"] and not stance["contrary"]):
        if document["themes"] is None:
            yield say(
                "Whether the model reads “{event}” and not the comments alone was not tried: that needs the model that "
                "labelled them, and it is not at hand.",
                event=untried,
            )
        else:
            yield say(
                "Whether the model reads “{event}” and not the comments alone was not tried: --contrary names the "
                "contrary to ask it about.",
                event=untried,
            )
    for stance in asked:
        if stance["averaged_with"]:
            yield averaged(stance["event"] or "", stance["averaged_with"], say, by_hand=by_hand(stance))
    if stances_of(document):
        yield say(
            "Stance is read from the event and the comment alone, also of replies. What is known of its errors comes "
            "from comments on other events; label some by hand in a column gold_stance to be sure."
        )
    if document.get("emotion"):
        yield say("Shares of emotions are counts of the model's labels: of so many its errors are too little known.")
    yield from _heads(document, say)
    if likely := document["irony"].get("likely"):
        without = _shares(document["irony"]["without_likely"], say)
        yield say(
            "{n} comments are likely ironic; no label was changed for it. Without them: {shares}.",
            n=likely, shares=without,
        )  # fmt: skip


def _heads(document: Document, say: translation.Phrases) -> Iterator[str]:
    """Say in which languages each head was measured, and how well it did, and in which it was not."""
    told = {say("Stance"): stance["measured"] for stance in stances_of(document)[:1]}
    told |= {say("Emotion"): emotion["measured"]} if (emotion := document["emotion"]) else {}
    told |= {say("Irony"): document["irony"]["measured"]} if "measured" in document["irony"] else {}
    told |= {name.capitalize(): own["measured"] for name, own in document["heads"].items()}
    for head, measured in told.items():
        figures = [
            say(
                "{language} {figure} ({n})",
                language=say.language_name(code),
                figure=f"{100 * own['macro_f1']:.0f}",
                n=own["n"],
            )
            for code, own in measured.items()
            if own
        ]
        if figures:
            yield say(
                "{head}: macro-F1 on test rows, and their number: {figures}.", head=head, figures=", ".join(figures)
            )
        if lacking := [say.language_name(code) for code, own in measured.items() if not own and code != UNKNOWN]:
            yield say(
                "{head}: how well it reads was not measured in these languages: {languages}.",
                head=head,
                languages=shortlist(lacking, LISTED),
            )


def _audit(document: Document, say: translation.Phrases) -> Iterator[str]:
    tone = document["audit"]
    sides = [(stance_title(stance, say), audit) for stance in stances_of(document) if (audit := stance["audit"])]
    if tone:
        yield from _labelled(tone, say)
    elif document["scored"] and not sides:
        command = to_label(200, stances_of(document))
        yield say(
            "No comment of this file was labelled by hand. To measure the model's errors here, label a sample: "
            "{command}",
            command=command,
        )
        if (n := document["to_halve"]) > 0:
            yield say("About {n} labels, at most, would halve the widest overall interval.", n=n)
    for title, audit in sides:
        yield from (say("{label}: {words}", label=title, words=note) for note in _labelled(audit, say))


def _labelled(audit: Audit, say: translation.Phrases) -> Iterator[str]:
    """Say what of the labels by hand keeps a figure from being safe."""
    if not audit["enough"]:
        told = {"n": audit["labelled"], "needed": audit["needed"]}
        yield say("{n} labels are too few to audit the shares; label {needed} or more.", **told)
    if n := audit["missing"]:
        yield say(
            "The sample does not stand for all comments: about {n} rows of it are missing, or it was drawn from a part "
            "of the file. If the hard ones were taken out, or the other comments differ, no audited share holds.",
            n=n,
        )
    if audit["bounded"]:
        yield say(
            "{n} comments of the sample, more than a few, have no label: the intervals hold whatever these are, and "
            "would be narrower if they were labelled.",
            n=audit["blank"],
        )
    elif n := audit["blank"]:
        yield say("{n} comments of the sample have no label; skipping hard ones would make it untrue.", n=n)
    if disputed(audit):
        yield say("The people who labelled often disagree; below an alpha of 0.67 no figure built on them is safe.")


def _languages(document: Document, say: translation.Phrases) -> Iterator[str]:
    languages = document["languages"]
    few = [code for code, entry in languages.items() if entry["checked"] and not entry["validated"]]
    unchecked = [code for code, entry in languages.items() if not entry["checked"]]
    if document["scored"] and not document["model"]["languages"]:
        yield say("How accurate this model is was not measured here; run sentiment evaluate on labelled comments.")
    if few:
        named = _spoken(few, languages, say)
        yield say("Tested on few comments (50 to 199 test rows) in: {languages}.", languages=named)
    if unchecked and document["model"]["languages"]:
        yield say(
            "Not tested in this language (fewer than 50 test rows): {languages}. The errors taken are what all "
            "languages have in common.",
            languages=_spoken(unchecked, languages, say),
        )
    if others := document["model"]["others"]:
        yield say("Rows labelled by other models are included: {models}.", models=", ".join(others))


def _spoken(codes: list[str], languages: Mapping[str, Language], say: translation.Phrases) -> str:
    return ", ".join(f"{say.language_name(code)} {say.number(languages[code]['n'])}" for code in codes)


def _times(document: Document, say: translation.Phrases) -> Iterator[str]:
    event = document["event"]
    if (n := document.get("undated", 0)) and (event or document["time"] or UNITS.keys() & document["groups"].keys()):
        yield say(
            "{n} of {all} comments have no time: they are in no period, and neither before nor after an event.",
            n=say.number(n), all=say.number(document["scored"]),
        )  # fmt: skip
    if (n := document.get("hourless", 0)) and _by_hour(document):
        yield say(
            "{n} of {all} comments are of a day without a known hour: they are in no hour.",
            n=say.number(n), all=say.number(document["scored"]),
        )  # fmt: skip
    if event and (n := event["unplaced"]):
        yield say(
            "{n} comments are of the day of the event and of no known hour: they are neither before nor after it. Name "
            "the day alone in --event to count all of that day as after.",
            n=say.number(n),
        )
    if event and (n := event["zoneless"]):
        yield say(
            "{n} times were written without a zone and are read as times of {zone}, as the event is; if they are of "
            "another zone, name it with --timezone.",
            n=n, zone=document["timezone"],
        )  # fmt: skip


def _by_hour(document: Document) -> bool:
    """Tell whether hours are told: as periods, or as groups, which a column called so of the user's own are not."""
    periods = [entry["period"] for entry in (*document["time"], *document["theme_cells"])]
    groups = [name for column, own in document["groups"].items() if HOUR in column.split("+") for name in own]
    clocked = any(map(_CLOCK.search, groups)) or groups == [NO_VALUE]
    return clocked or any(period and len(period) > translation.DAY for period in periods)


def _rows(document: Document, say: translation.Phrases) -> Iterator[str]:
    n, comments = document["scored"], document["comments"]
    if skipped := sum(document["skipped"].values()):
        reasons = reasons_of(document["skipped"], say)
        told = {"n": say.number(skipped), "all": say.number(comments), "reasons": reasons}
        yield say("{n} of {all} rows were not scored ({reasons}); no share includes them.", **told)
    if rejected := document["rejected"]:
        yield say("Rows of the files that could not be read: {n}; no figure includes them.", n=say.number(rejected))
    if 0 < (chosen := document.get("chosen", 0)) < n:  # of all of them the headline says so
        yield say(
            "{n} of {all} are quotes that a writer chose: they show what was said, and cannot show how many said it.",
            n=say.number(chosen), all=say.number(n),
        )  # fmt: skip
    if 0 < n < FEW:
        yield say("With {n} comments the intervals are wide: read the quotes, do not compare the shares.", n=n)
    if flagged := document["irony"]["flagged"]:
        without = _shares(document["irony"]["without"], say)
        yield say(
            "{n} comments have a sign of irony; no label was changed for it. Without them: {shares}.",
            n=flagged, shares=without,
        )  # fmt: skip


def _read(document: Document, say: translation.Phrases) -> Iterator[str]:
    for text in document.get("told", []):
        yield say("As read: {text}.", text=text)


def _groups(document: Document, say: translation.Phrases) -> Iterator[str]:
    for column in document["small"]:
        yield say(
            "The groups of {column} are too small to compare; they are shown as they are.",
            column=named_column(column, say),
        )
    sized = document["scored_by"].items()
    small = [group(column, name, say) for column, sizes in sized for name, n in sizes.items() if n < FEW]
    small = list(dict.fromkeys(small))
    if small and document["scored"] >= FEW:
        yield say("Groups of fewer than {few} comments say little: {groups}.", few=FEW, groups=shortlist(small, LISTED))
    for column, folded in document["folded"].items():
        if folded:
            yield say(
                "Small groups of {column} counted together as other: {n}.", column=named_column(column, say), n=folded
            )
    several = ((column, groups) for column, groups in document["groups"].items() if len(groups) > 1)
    if document["audit"] is None and document["scored"] >= FEW and (first := next(several, None)):
        column, groups = first
        yield say(
            "Without labels by hand only very large differences between groups can be told. Label some 40 of each: "
            "{command}",
            command=to_label(40 * len(groups), stances_of(document), by=column),
        )
    if told := document["differences"]:
        held = sum(entry["called"] for entry in told)
        yield say(
            "{n} of {all} differences in tone that were looked at are called ones, after Holm's correction for their "
            "number. Where none is called, the parts may differ all the same.",
            n=held, all=len(told),
        )  # fmt: skip


def _copies(document: Document, say: translation.Phrases) -> Iterator[str]:
    if n := document["copies"]["copies"]:
        yield say("{n} comments repeat the words of another one, or nearly.", n=say.number(n))
    for burst in document["copies"]["bursts"][:BURSTS]:
        told = {"n": burst["n"], "start": say.moment(burst["start"]), "text": burst["text"]}
        if burst["authors"] == 1:
            yield say("One author said the same {n} times within an hour from {start}: “{text}”", **told)
        elif authors := burst["authors"]:
            yield say(
                "{n} comments by {authors} authors said the same within an hour from {start}: “{text}”",
                authors=authors, **told,
            )  # fmt: skip
        else:
            yield say("{n} comments said the same within an hour from {start}: “{text}”", **told)


def _targets(document: Document, say: translation.Phrases) -> Iterator[str]:
    targets = document["targets"]
    if targets is None:
        return
    if not targets:
        yield say("Nothing is named by enough comments to say on which side of it they are.")
        return
    yield say(
        "What the comments are about was found by a machine: names and nouns that recur. Their sides are shares of the "
        "comments that name it, as the model reads them; who means it by another word is not among them."
    )
    if not any(target["asked"] for target in targets):
        yield say("On which side of it they are is left out: it needs the model that labelled them, with its stance.")
    for target in targets:
        if 0 < target["asked"] < target["n"]:
            told = {"name": target["name"], "asked": target["asked"], "n": target["n"]}
            yield say("Of {n} comments that name {name}, {asked} were drawn and read for their side.", **told)


def _replies(document: Document, say: translation.Phrases) -> Iterator[str]:
    replies = document["replies"]
    if replies is None:
        return
    if missing := replies["missing"]:
        yield say("{n} of {all} replies answer comments that are not in this file.", n=missing, all=replies["replies"])
    if replies["judged"]:
        agree, disagree = replies["stated"]["agree"], replies["stated"]["disagree"]
        yield say(
            "Who agrees with whom is counted only where a reply says so in so many words, so that the counts are at "
            "least, and no shares. Of 176 replies written for a test {agree} of those that agree and {disagree} of "
            "those that contradict were found.",
            agree=say.percent(agree["recall"]), disagree=say.percent(disagree["recall"]),
        )  # fmt: skip


def _themes(document: Document, say: translation.Phrases) -> Iterator[str]:
    themes = document["themes"]
    if themes is None and document["scored"]:
        yield say("Themes are left out: they need the model that labelled the comments, and it is not at hand.")
    elif themes:
        yield say(
            "Themes are put together by a machine from sentences that are alike; a comment may be in several. Read the "
            "quotes before you name a theme."
        )


def _shares(shares: Shares, say: translation.Phrases) -> str:
    return ", ".join(f"{say.name(label)} {say.percent(entry['share'])}" for label, entry in shares.items())
