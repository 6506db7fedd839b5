"""The summary as one HTML file: no script, no outside reference, everything from comments escaped."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from sentiment.headline import percent, span
from sentiment.render.section import carried, left_out, lists, named, shading, tables, uncounted
from sentiment.render.terminal import model_line, source
from sentiment.text import visible

if TYPE_CHECKING:
    from jinja2 import Environment

Document = Mapping[str, Any]


def page(document: Document) -> str:
    """Return a whole page."""
    return _environment().get_template("page.html").render(d=_visible(document))


def notebook(document: Document) -> str:
    """Return the same report as a fragment, for a notebook's output cell."""
    return _environment().get_template("report.html").render(d=_visible(document))


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

    loader = PackageLoader("sentiment.render", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(
        percent=percent,
        span=span,
        source=source,
        model_line=model_line,
        uncounted=uncounted,
        tables=tables,
        left_out=left_out,
        lists=lists,
        carried=carried,
        named=named,
        shading=shading,
    )
    return environment
