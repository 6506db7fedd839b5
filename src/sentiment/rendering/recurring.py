"""What recurs, for every format alike: the reasons of each side, and themes by group and time."""

from collections.abc import Iterator, Mapping, Sequence

from sentiment.rendering.captions import figure, points, theme_name
from sentiment.rendering.contrary import unread
from sentiment.rendering.document import Document, Reason, Share, Side, stances_of
from sentiment.rendering.headline import SIDES
from sentiment.rendering.names import group
from sentiment.rendering.parts import GivenReason, Reasons, Sentences
from sentiment.rendering.translation import Phrases

FIRM, FAIR = 0.75, 0.5  # how far a cluster comes back that is there, and one that may be
WORDS = 6  # of a reason that are shown
TONE = "label"  # the column
SHOWN = 8  # groups of a column whose shares of a reason are shown


def reasons(document: Document, say: Phrases) -> Iterator[Reasons]:
    """Yield the reasons of each side that has any."""
    for side in told_sides(document):
        said = [
            say("Method: {methods}.", methods=say.name(side["rest"]["method"])),
            say(
                "{n} comments of this side ({share}) are in none of these.",
                n=side["outside"], share=figure(side["rest"], say),
            ),
            say(
                "A reason is a group of sentences, of any language, that a machine found alike; it is called by the "
                "most central one, as written. A comment may have several. When this was checked on comments whose "
                "reasons were known, some two in three of a group said what most of it said: read the quotes."
            ),
        ]  # fmt: skip
        lead = instead(document, say) if side["column"] == TONE else []
        given = [_given(reason, say) for reason in side["reasons"]]
        yield Reasons(_title(side, say), side["side"], given, said, lead)


def told_sides(document: Document) -> list[Side]:
    """Return the sides whose reasons may be told: not those of an event that the model does not read."""
    lost = {stance["column"] for stance in stances_of(document) if unread(stance)}
    return [side for side in document["reasons"] or [] if side["column"] not in lost]


def instead(document: Document, say: Phrases) -> list[str]:
    """Say that reasons are told by tone, since the model does not read the event; nothing where it does."""
    lost = [stance["event"] or "" for stance in stances_of(document) if unread(stance)]
    if not lost:
        return []
    return [
        say(
            "Why people are for or against “{event}” cannot be told, as the model does not read it well enough: these "
            "are reasons by tone.",
            event=say("”, “").join(lost),
        )
    ]


def _title(side: Side, say: Phrases) -> str:
    name = say.name(SIDES.get(side["side"], side["side"]))
    if side["event"]:
        return say("Reasons: {side}, “{event}”", side=name, event=side["event"])
    return say("Reasons: {side}", side=name)


def _given(reason: Reason, say: Phrases) -> GivenReason:
    share, steady = reason["share"], reason["steady"]
    how = say.name("firm" if steady >= FIRM else "fair" if steady >= FAIR else "loose")
    said = [
        say("{n} comments, {share} of this side", n=reason["count"], share=figure(share, say)),
        *_by("language", reason["languages"], say),
        *(line for column, shares in reason["groups"].items() for line in _by(column, shares, say)),
        say("sureness of the group: {how} ({share})", how=how, share=say.percent(steady)),
    ]
    if reason["words"]:
        said.append(say("words: {words}", words=", ".join(mark["word"] for mark in reason["words"][:WORDS])))
    return GivenReason(reason["title"], reason["count"], share, steady, said, reason["quotes"])


def _by(column: str, shares: Mapping[str, Share], say: Phrases) -> Iterator[str]:
    """Yield the shares of the largest groups of a column, in the document's order: periods as they follow."""
    largest = set(sorted(shares, key=lambda name: -shares[name]["n"])[:SHOWN])
    if len(largest) > 1:
        shown = ((name, share) for name, share in shares.items() if name in largest)
        told = "; ".join(f"{group(column, name, say)} {figure(share, say)}" for name, share in shown)
        yield say("by {column}: {shares}", column=say.name(column), shares=told)


def differing(document: Document, say: Phrases) -> Iterator[Sentences]:
    """Yield the differences of themes that may be called ones."""
    said = []
    for d in document["theme_differences"]:
        if d["called"]:
            told: dict[str, object] = {"column": say.name(d["column"]), "a": group(d["column"], d["a"], say)}
            told |= {"b": group(d["column"], d["b"], say)}
            told |= {"theme": theme_name((document["themes"] or [])[d["theme"]], say)}
            told |= points(d, say)
            if (d["share"] or 0) > 0:
                said.append(say("{column}: {a} speaks of “{theme}” more than {b}, by {n} points ({span}).", **told))
            else:
                said.append(say("{column}: {a} speaks of “{theme}” less than {b}, by {n} points ({span}).", **told))
    if said:
        said.append(
            say(
                "These intervals are widened for all {n} differences of themes that were looked at.",
                n=len(document["theme_differences"]),
            )
        )
        yield Sentences(say("Themes that differ"), said)


def cells(document: Document, say: Phrases) -> list[Sequence[str | int | float | None]]:
    """Return themes by group and time as a tidy table, its header first."""
    header = ["theme", "column", "group", "period", "comments", "share", "low", "high", "n", "method"]
    rows: list[Sequence[str | int | float | None]] = [[say.name(name) for name in header]]
    for cell in document["theme_cells"]:
        name = theme_name((document["themes"] or [])[cell["theme"]], say)
        place = (name, cell["column"] or "", cell["group"] or "", cell["period"] or "")
        figures = (cell["share"], cell["low"], cell["high"], cell["n"], say.name(cell.get("method", "counted")))
        rows.append((*place, cell["count"], *figures))
    return rows
