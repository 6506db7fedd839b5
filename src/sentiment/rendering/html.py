"""The summary as one HTML file: no script, no outside reference, everything from comments escaped."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from sentiment.rendering import chart, translation
from sentiment.rendering.captions import (
    CHECKED,
    UNSURE,
    about,
    carried,
    counts,
    figure,
    heading,
    labelled,
    shading,
    size,
    written,
)
from sentiment.rendering.document import Document, Shares
from sentiment.rendering.glance import glance
from sentiment.rendering.headline import sentences
from sentiment.rendering.layout import parts
from sentiment.rendering.panels import panels
from sentiment.rendering.parts import Bars, Listing, Matrix, Part, Quoted, Reasons, Sentences, Table
from sentiment.rendering.translation import Phrases
from sentiment.rendering.wall import Wall, wall
from sentiment.table.labels import LABELS
from sentiment.text import visible

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

# The template of each kind of part; one for every kind.
TEMPLATES: Mapping[type[Part | Wall], str] = {
    Bars: "_shares.html",
    Table: "_table.html",
    Matrix: "_matrix.html",
    Listing: "_listing.html",
    Sentences: "_sentences.html",
    Quoted: "_quotes.html",
    Reasons: "_reasons.html",
    Wall: "_wall.html",
}
_TINTS = {"negative": "neg", "neutral": "neu", "positive": "pos", "favor": "pos", "against": "neg", "none": "neu"}
# The colours that charts are drawn in, and the name that the style sheet has for each.
_COLORS = [(chart.COLORS[label], name) for label, name in _TINTS.items() if label in LABELS]
_COLORS += [(color, f"o{place}") for place, color in enumerate(chart.OTHERS)]
_COLORS += [(chart.INK, "ink"), (chart.SOFT, "soft"), (chart.RULE, "rule")]
_RTL = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"  # letters of Hebrew, Arabic and their neighbours
_FROM_RIGHT = re.compile(rf"(?<=[“«])[^“”«»]*[{_RTL}][^“”«»]*(?=[”»])|[{_RTL}]+(?:[ -][{_RTL}]+)*")


def page(document: Document) -> str:
    """Return a whole page."""
    return _rendered("page.html", document)


def notebook(document: Document) -> str:
    """Return the same report as a fragment, for a notebook's output cell."""
    return _rendered("report.html", document)


def _rendered(template: str, document: Document) -> str:
    told = _visible(document)
    say = translation.of(told)
    by_say = (about, carried, figure, heading, labelled, size, written)
    functions: dict[str, Any] = {function.__name__: partial(function, say=say) for function in by_say}
    functions |= {"panels": partial(_panels, document=told, say=say), "methods": partial(_methods, say=say)}
    functions |= {"upright": partial(_upright, say=say)}
    shown, once = list(_shown(told, say)), _digest(told)
    titles = ["" if isinstance(part, Wall) else part.title for part, *_ in shown]
    return (
        _environment()
        .get_template(template)
        .render(
            d=told,
            say=say,
            headline=sentences(told),
            counts=counts(told),
            glance=glance(told, say),
            places={title: f"{once}-{titles.index(title) + 1}" for title in titles},
            parts=shown,
            once=once,
            **functions,
        )
    )


def _shown(document: Document, say: Phrases) -> Iterator[tuple[Part | Wall, str, str]]:
    """Yield the parts with their titles and templates; quotes of what a figure stands for are all in one wall."""
    told, quotes = list(parts(document)), wall(document, say)
    behind = [part for part in told if isinstance(part, Quoted) and part.behind]
    for part in told:
        if part not in behind:
            title = (part.name or part.title) if isinstance(part, Table) else part.title
            yield part, title, TEMPLATES[type(part)]
        elif part is behind[-1] and quotes:
            yield quotes, say("Quotes"), TEMPLATES[Wall]


def _panels(table: Table, document: Document, say: Phrases) -> list[tuple[str, Any]]:
    """Return the charts of periods, each with its caption."""
    from markupsafe import Markup

    told = say("{title}: a chart of the figures in the table below it", title=table.name)
    periods = dict(zip(table.keys, table.rows.values(), strict=True))
    names = dict(zip(table.keys, table.rows, strict=True))
    drawn = panels(periods, names, document, say)
    return [(caption, Markup(chart.svg(spec, f"{caption}. {told}"))) for caption, spec in drawn]


def _methods(rows: Mapping[str, Shares], say: Phrases) -> str:
    """Say by which methods shares were estimated."""
    used = dict.fromkeys(say.name(entry["method"]) for shares in rows.values() for entry in shares.values())
    return say("Method: {methods}.", methods=", ".join(used))


def _tint(label: str, labels: Sequence[str]) -> str:
    """Return the class that gives a label its colour."""
    others = [other for other in labels if other not in _TINTS]
    return _TINTS.get(label) or f"o{others.index(label) % len(chart.OTHERS) if label in others else 0}"


def _prose(text: str) -> "Markup":
    """Write a sentence: a percent sign on the line of its number, and what is read from the right in a run of its own.

    Else a browser draws the figure behind an Arabic or Hebrew name before it, and the ends of a range in turn.
    """
    from markupsafe import Markup, escape

    escaped = str(escape(text.replace(" %", "\u00a0%")))  # of a Markup `sub` would escape the tags too
    return Markup(_FROM_RIGHT.sub(r"<bdi>\g<0></bdi>", escaped))


def _tongue(language: str | None) -> "Markup":
    """Return the attribute that names the language of a quote to a screen reader; nothing of one that is unsure."""
    from markupsafe import Markup

    return Markup(' lang="{}"').format(language) if language and language != UNSURE else Markup("")


def _address(text: str) -> bool:
    return text.startswith(("https://", "http://")) and not any(map(str.isspace, text))


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".removesuffix(".0")


def _upright(shares: Shares, say: Phrases) -> dict[str, Shares]:
    return {say.name(label): {"share": entry} for label, entry in shares.items()}


def _digest(document: Document) -> str:
    """Return what tells the choices of this report from those of another one on the same page."""
    return "q" + hashlib.sha256(json.dumps(document).encode("utf-8", "replace")).hexdigest()[:8]


def _visible(value: Any) -> Any:
    """Strip control and bidi characters from every text of the document."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, Mapping):
        return {visible(k): _visible(v) for k, v in value.items()}
    return [_visible(v) for v in value] if isinstance(value, list) else value


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("sentiment.rendering", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals |= {
        "tint": _tint,
        "percent": _percent,
        "shading": shading,
        "checked": CHECKED,
        "tongue": _tongue,
    }
    environment.filters["prose"], environment.tests["address"] = _prose, _address
    environment.globals |= {"chart_colors": _COLORS}
    return environment
