"""The summary as one HTML file: no script, no outside reference, everything from comments escaped."""

from collections.abc import Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from sentiment.rendering import chart, translation
from sentiment.rendering.captions import carried, counts, heading, shading, source
from sentiment.rendering.document import Document, Share
from sentiment.rendering.layout import parts
from sentiment.rendering.parts import Bars, Listing, Matrix, Part, Quoted, Sentences, Table
from sentiment.text import visible

if TYPE_CHECKING:
    from jinja2 import Environment

CHARTED = 12  # rows of a table that a chart shows
# The template of each kind of part; one for every kind.
TEMPLATES: Mapping[type[Part], str] = {
    Bars: "_shares.html",
    Table: "_table.html",
    Matrix: "_matrix.html",
    Listing: "_listing.html",
    Sentences: "_sentences.html",
    Quoted: "_quotes.html",
}


def page(document: Document) -> str:
    """Return a whole page."""
    return _rendered("page.html", document)


def notebook(document: Document) -> str:
    """Return the same report as a fragment, for a notebook's output cell."""
    return _rendered("report.html", document)


def _rendered(template: str, document: Document) -> str:
    told = _visible(document)
    say = translation.of(told)
    told_by = {"source": partial(source, say=say), "carried": partial(carried, say=say), "shading": shading}
    told_by |= {"heading": partial(heading, say=say)}
    drawn = {"bar": _bar(told), "charts": partial(_charts, document=told)}
    about = {"counts": counts(told), "parts": [(part, TEMPLATES[type(part)]) for part in parts(told)]}
    return _environment().get_template(template).render(d=told, say=say, **about, **told_by, **drawn)


def _bar(document: Document) -> Any:
    from markupsafe import Markup

    say = translation.of(document)

    def bar(label: str, entry: Share) -> Markup:
        told = say("{label}: {words}", label=say.name(label), words=f"{say.percent(entry['share'])}, {say.span(entry)}")
        return Markup(chart.svg(chart.bar(label, entry), told, stretched=True))

    return bar


def _charts(table: Table, document: Document) -> list[tuple[str, Any]]:
    """Return the charts of a table, for a wide and for a narrow screen; none where a chart would say nothing more."""
    from markupsafe import Markup

    say = translation.of(document)
    if table.timed:
        event = document["event"]["time"] if document["event"] else None
        drawn = {c: chart.timeline(table.rows, event, say, w) for c, w in chart.WIDTHS.items()}
    elif len(table.rows) > CHARTED:
        return []
    else:
        drawn = {c: chart.shares(table.rows, say, w, table.keys) for c, w in chart.WIDTHS.items()}
    told = say("{title}: a chart of the figures in the table below it", title=table.title)
    return [(name, Markup(chart.svg(spec, told))) for name, spec in drawn.items()]


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
    for name, kind in {"bars": Bars, "quoted": Quoted}.items():
        environment.tests[name] = partial(_is, kind)  # type: ignore[assignment]
    return environment


def _is(kind: type, value: object) -> bool:
    return isinstance(value, kind)
