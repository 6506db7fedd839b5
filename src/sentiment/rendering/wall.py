"""The quotes of a page: each comment once, with the parts that it stands for, by which a reader may filter."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sentiment.rendering.captions import SIDES, theme_name
from sentiment.rendering.contrary import read_well
from sentiment.rendering.document import Document, Quote
from sentiment.rendering.names import groups, named_column
from sentiment.rendering.recurring import told_sides
from sentiment.rendering.translation import Phrases
from sentiment.table.groups import UNITS

MOST = 12  # parts that a filter lets choose from


@dataclass
class Card:
    """A quote, the tags of the parts that it stands for, and whether it is shown before a reader chooses."""

    quote: Quote
    first: bool
    tags: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Filter:
    """What a reader may choose one of: tag -> name."""

    title: str
    options: dict[str, str]


@dataclass(frozen=True)
class Wall:
    """All quotes of a page, and the filters over them."""

    cards: list[Card]
    filters: list[Filter]


def wall(document: Document, say: Phrases) -> Wall | None:
    """Return the quotes of a document but those that a section of its own shows; None where it has none."""
    cards: dict[str, Card] = {}
    crossed = [part["quotes"] for stance in read_well(document) for part in stance["crossed"].values()]
    elsewhere = {quote["id"] for quotes in crossed for quote in quotes}
    elsewhere |= {reason["title"]["id"] for side in told_sides(document) for reason in side["reasons"]}
    for quote, first, tags in _tagged(document):
        if quote["id"] in elsewhere:
            continue
        card = cards.setdefault(quote["id"], Card(quote, first))
        card.tags.update(tags)
    kept = [_narrowed(one, cards) for one in _filters(document, say)]
    return Wall(list(cards.values()), [one for one in kept if len(one.options) > 1]) if cards else None


def _tagged(document: Document) -> Iterator[tuple[Quote, bool, list[str]]]:
    """Yield each quote with the tags of what it stands for; one may come several times."""
    for quotes in document["quotes"].values():
        yield from ((quote, True, _own(quote, document)) for quote in quotes)
    for stance in read_well(document):
        for quotes in stance["quotes"].values():
            yield from ((quote, True, _own(quote, document)) for quote in quotes)
    for place, values in enumerate(document["group_quotes"].values()):
        for number, quotes in enumerate(values.values()):
            yield from ((quote, False, [*_own(quote, document), f"g{place}-{number}"]) for quote in quotes)
    for number, target in enumerate(document["targets"] or []):
        for quotes in target["quotes"].values():
            yield from ((quote, False, [*_own(quote, document), f"m-{number}"]) for quote in quotes)
    for number, theme in enumerate(document["themes"] or []):
        yield from ((quote, False, [*_own(quote, document), f"t-{number}"]) for quote in theme["quotes"])


def _own(quote: Quote, document: Document) -> list[str]:
    """Return the tags that a quote has of itself: its tone, its stance, and the groups that it says it is of."""
    tone = quote.get("tone") or quote["label"]
    stance = quote["label"] if quote["label"] in SIDES else quote.get("stance") if read_well(document) else None
    tags = [f"l-{document['labels'].index(tone)}"] if tone in document["labels"] else []
    tags += [f"s-{list(SIDES).index(stance)}"] if stance in SIDES else []
    for place, (column, values) in enumerate(document["group_quotes"].items()):
        value = quote["group"] if column == "group" else quote["language"] if column == "language" else None
        tags += [f"g{place}-{list(values).index(value)}"] if value in values else []
    return tags


def _filters(document: Document, say: Phrases) -> Iterator[Filter]:
    yield Filter(say("Tone"), {f"l-{i}": say.name(label) for i, label in enumerate(document["labels"])})
    yield Filter(say("Stance"), {f"s-{i}": say.name(side) for i, side in enumerate(SIDES.values())})
    yield Filter(say("Target"), {f"m-{i}": target["name"] for i, target in enumerate(document["targets"] or [])})
    for place, (column, values) in enumerate(document["group_quotes"].items()):
        if column not in UNITS and len(values) <= MOST:
            told = groups(column, values, say)
            yield Filter(
                say.capital(named_column(column, say)), {f"g{place}-{i}": told[v] for i, v in enumerate(values)}
            )
    yield Filter(say("Theme"), {f"t-{i}": theme_name(theme, say) for i, theme in enumerate(document["themes"] or [])})


def _narrowed(chosen: Filter, cards: dict[str, Card]) -> Filter:
    """Leave out what no quote stands for."""
    used = {tag for card in cards.values() for tag in card.tags}
    return Filter(chosen.title, {tag: name for tag, name in chosen.options.items() if tag in used})
