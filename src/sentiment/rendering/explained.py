"""Why one comment has its label: the document, and what the terminal shows of it."""

from collections.abc import Iterator
from functools import partial
from typing import Any, TypedDict

from sentiment.rendering import consoles
from sentiment.rendering.captions import HEAVIEST, LIGHT, SIDES, bare, shading, weighed
from sentiment.rendering.entry import Named, WordWeight
from sentiment.rendering.translation import Phrases, phrases
from sentiment.text import visible

STYLES = {  # of words by how much they speak for a label, or against it
    "for1": "cyan", "for2": "bold cyan", "for3": "bold reverse cyan",
    "against1": "yellow", "against2": "bold yellow", "against3": "bold reverse yellow",
}  # fmt: skip


class Instead(TypedDict):
    """What the model says of the comment without the words that carried its label."""

    words: list[str]  # that are left out
    label: str  # of what is left
    p: float  # the model's probability of it


class Neighbour(Named):
    """A comment that is about the same."""

    label: str  # given by hand, or by the model
    similarity: float  # cosine of the two vectors, from -1 to 1


class Explained(Named):
    """Why a comment has its label: `sentiment explain FILES ID -o explanation.json`."""

    label: str  # the model's
    p: float  # the model's probability of it
    baseline: float  # the same for a text without words; the weights add up to the difference
    words: list[WordWeight]  # in the order of the text
    without: Instead | None  # null where no word carries the label, or no other is left
    by_hand: bool  # whether the neighbours were labelled by hand
    neighbours: list[Neighbour]  # the nearest first
    compared: int  # comments that were looked at for neighbours, each text once
    lang: str  # of the sentences


def heaviest(words: list[WordWeight]) -> list[WordWeight]:
    """Return the words that carried the label most."""
    found = sorted(words, key=lambda entry: -entry["weight"])[:HEAVIEST]
    return [entry for entry in found if entry["weight"] >= LIGHT]


def explained(document: Explained) -> str:
    """Return the plain text of what `show_explained` prints."""
    return consoles.plain(partial(_print, document))


def show_explained(document: Explained) -> None:
    """Print an explanation, its words in colour on a terminal that has some."""
    consoles.show(partial(_print, document))


def _print(document: Explained, console: Any) -> None:
    from rich.text import Text

    say, shown = phrases(document["lang"]), Text()
    for entry in document["words"]:
        shown.append(visible(entry["word"]), style=STYLES.get(shading(entry["weight"]), "")).append(" ")
    console.print(shown)
    for line in _sentences(document, say):
        console.print(Text(visible(line)))


def _sentences(document: Explained, say: Phrases) -> Iterator[str]:
    label = say.name(document["label"])
    yield say("{label}, {share} sure", label=label, share=say.percent(document["p"]))
    carried = [weighed(entry) for entry in heaviest(document["words"])]
    against = [weighed(entry) for entry in document["words"] if entry["weight"] <= -LIGHT]
    if carried:
        yield say("{label} by: {words}", label=label, words=", ".join(carried))
    if against:
        yield say("against it: {words}", words=", ".join(against[:HEAVIEST]))
    if without := document["without"]:
        told = {"label": say.name(without["label"]), "share": say.percent(without["p"])}
        yield say("Without {words}: {label}, {share} sure.", words=", ".join(map(bare, without["words"])), **told)
    if document["neighbours"]:
        yield ""
        n = say.number(document["compared"])
        yield (
            say("The nearest of {n} comments labelled by hand:", n=n)
            if document["by_hand"]
            else say("The nearest of {n} comments, as the model labels them:", n=n)
        )
    for near in document["neighbours"]:
        label = say.name(SIDES.get(near["label"], near["label"]))
        yield f"  {near['similarity']:.2f} {label}: “{near['text']}” (id {near['id']})"
