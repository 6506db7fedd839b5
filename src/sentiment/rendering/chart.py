"""Charts of shares and their intervals: Vega-Lite specifications, and the SVG made of them.

A notebook shows the same specifications with tooltips.
"""

import re
from collections.abc import Container, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from textwrap import wrap
from typing import Any

from sentiment.errors import DataError, missing_package
from sentiment.rendering import translation
from sentiment.rendering.captions import heading
from sentiment.rendering.contrary import refusal, refused
from sentiment.rendering.document import Document, Share, Shares, stances_of
from sentiment.rendering.names import begins, groups, period
from sentiment.rendering.translation import Phrases
from sentiment.text import shorten, visible

Spec = dict[str, Any]
# Blue and orange stay apart for colour-blind readers; nothing is told by colour alone.
COLORS = {
    "negative": "#c2410c",
    "neutral": "#767676",
    "positive": "#1d63b8",
    "favor": "#1d63b8",
    "against": "#c2410c",
    "none": "#767676",
}
OTHERS = ("#6b4fa0", "#0f766e", "#a16207", "#be185d", "#4d7c0f", "#334155")
SOFT, RULE, INK = "#5c5c5c", "#d8d8d8", "#1b1b1b"
WIDTH = 640  # pixels
TICKS = 5  # dates on an axis
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"  # names the version; nothing is fetched
LONGEST, LINE = 60, 90  # letters of a name, and of a line of a title
FEWEST = 5  # comments of a period that is drawn; the table has all
THICK = 9  # pixels between the whiskers of one row
MARGIN = 14  # pixels before the first time of an axis, and behind the last
_SPOKEN = re.compile(r' (?:role|class|aria-[a-z]+|xmlns(?::xlink)?)="[^"]*"')
_GEOMETRY, _LONG = re.compile(r' (?:d|transform|[xy]2?)="[^"]*"'), re.compile(r"(\.\d\d)\d+")
_SIZE = re.compile(r'<svg([^>]*?) width="([\d.]+)" height="([\d.]+)"')


def colors(labels: Sequence[str]) -> list[str]:
    """Return a colour for each label."""
    spare = iter(OTHERS * (len(labels) // len(OTHERS) + 1))
    return [COLORS.get(label) or next(spare) for label in labels]


def shares(rows: Mapping[str, Shares], say: Phrases, untold: Container[str] = ()) -> Spec:
    """Return points with whiskers: a line for each row (name to label to entry) and label, empty for those untold."""
    labels = list(next(iter(rows.values())))
    named = {label: _name(label, say) for label in labels}
    short = _short(list(rows))
    values = [
        {"row": row, "label": named[label], **_figures(None if own in untold else entry, say)}
        for row, (own, entries) in zip(short, rows.items(), strict=True)
        for label, entry in entries.items()
    ]
    names = [named[label] for label in labels]
    color: Spec = {"field": "label", "type": "nominal", "sort": names, "scale": _scale(labels, names)}
    color["legend"] = {"orient": "top", "title": None} if len(labels) > 1 else None
    y = {"field": "row", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": WIDTH // 3}}
    shared = {"y": y, "yOffset": {"field": "label", "sort": names}, "color": color}
    x = {"type": "quantitative", "title": None, "scale": {"domain": [0, 1]}, "axis": percent_axis(say)}
    tooltip = {"tooltip": [{"field": f} for f in ("row", "label", "text")]}
    layers: list[Spec] = [
        {"mark": {"type": "rule", "strokeWidth": 2}, "encoding": {"x": {"field": "low", **x}, "x2": {"field": "high"}}},
        {
            "mark": {"type": "point", "filled": True, "size": 45, "opacity": 1},
            "encoding": {"x": {"field": "share", **x}, **tooltip},
        },
    ]
    height = {"step": THICK if len(labels) > 1 else 2 * THICK, "for": "offset"}
    spec = {"layer": layers, "encoding": shared, "data": {"values": values}}
    return framed(spec, WIDTH, height)


def timeline(periods: Mapping[str, Shares], event: str | None, say: Phrases) -> Spec:
    """Return lines of shares over time with bands of their intervals; a rule marks the event.

    Args:
        periods: name, such as 2023-10-31 or 2023-10, to label to entry.
        event: its time.
        say: the language.
    """
    labels = list(next(iter(periods.values())))
    names = [_name(label, say) for label in labels]
    values = [
        {"period": name, "time": moment(name), "label": _name(label, say), **_figures(entry, say)}
        for name, entries in drawn(periods).items()
        for label, entry in entries.items()
    ]
    x = dates({name: period(name, say) for name in periods}, TICKS, [on_the_clock(event)] if event else [])
    y = {"type": "quantitative", "title": None, "scale": {"domain": [0, 1]}, "axis": percent_axis(say)}
    color = {"field": "label", "type": "nominal", "sort": names, "scale": _scale(labels, names)}
    color["legend"] = {"orient": "top", "title": None}
    tooltip = {"tooltip": [{"field": f} for f in ("period", "label", "text")]}
    layers: list[Spec] = [
        {
            "mark": {"type": "area", "opacity": 0.16},
            "encoding": {"x": x, "y": {"field": "low", **y}, "y2": {"field": "high"}, "color": color},
        },
        {
            "mark": {"type": "line", "strokeWidth": 2},
            "encoding": {"x": x, "y": {"field": "share", **y}, "color": color},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 40, "opacity": 1},
            "encoding": {"x": x, "y": {"field": "share", **y}, "color": color, **tooltip},
        },
    ]
    if event:
        here = {"data": {"values": [{"time": on_the_clock(event)}]}, "encoding": {"x": x}}
        layers.append({**here, "mark": {"type": "rule", "color": INK, "strokeDash": [5, 4]}})
        told = {"type": "text", "color": INK, "align": "left", "dx": 5, "y": 8, "text": say("event")}
        layers.append({**here, "mark": told})
    return framed({"layer": layers, "data": {"values": values}}, WIDTH, 200)


def on_the_clock(time: str) -> str:
    """Return a time of ISO 8601 where its clock stands on an axis of periods, whose days are of the same zone."""
    return f"{time[:19]}Z"


def interactive(document: Document, kind: str) -> Any:
    """Return an Altair chart of a document's figures: `overall`, `time`, `stance` or a column of its groups.

    Of an event that the model does not read no share is drawn; the title says so.

    Raises:
        DataError: the document has nothing of this kind.
    """
    say = translation.of(document)
    kinds: dict[str, Any] = {"overall": {"": document["overall"]}}
    for column, values in document["groups"].items():
        names = groups(column, values, say)
        kinds[column] = {names[name]: own for name, own in values.items()}
    told = {(stance["event"] or "") if document["stances"] else "": stance for stance in stances_of(document)}
    if told:
        kinds["stance"] = {name: stance["overall"] for name, stance in told.items()}
    if document["time"]:
        kinds["time"] = {e["period"]: {x: e[x] for x in document["labels"]} for e in document["time"]}
    if kind not in kinds:
        raise DataError(f"one of {', '.join(kinds)}", kind, "draw one of these, or summarize by it first")
    try:
        import altair
    except ImportError as error:
        raise missing_package("altair", "notebook") from error
    rows = kinds[kind]
    untold = {name: refusal(stance, say) for name, stance in told.items() if kind == "stance" and refused(stance)}
    if kind == "time" and len(rows) > 1:
        spec = timeline(rows, document["event"]["time"] if document["event"] else None, say)
    else:
        spec = shares({period(name, say): own for name, own in rows.items()} if kind == "time" else rows, say, untold)
    if untold:
        lines = [line for said in untold.values() for line in wrap(said, LINE)]
        spec["title"] = {"text": lines, "anchor": "start", "fontSize": 12, "fontWeight": "normal", "color": INK}
    return _offline(altair.LayerChart, document["headline"]).from_dict(spec)


def _offline(kind: Any, alternative: str) -> Any:
    """Return a kind of chart that a notebook draws itself, else shows as a picture; altair's own loads scripts."""

    def bundle(self: Any, *_: Any, **__: Any) -> dict[str, Any]:
        spec = self.to_dict() | {"$schema": SCHEMA}
        return {"application/vnd.vegalite.v5+json": spec, "image/svg+xml": svg(spec, alternative)}

    return type(kind.__name__, (kind,), {"_repr_mimebundle_": bundle})


def svg(spec: Spec, alternative: str) -> str:
    """Return a chart as an SVG element that scales down with the page.

    Args:
        spec: in Vega-Lite.
        alternative: what it says, in words.
    """
    from html import escape

    import vl_convert

    drawn = vl_convert.vegalite_to_svg(spec, vl_version="5.21", show_warnings=False)
    drawn = drawn[drawn.index("<svg") :]
    name = f'role="img" aria-label="{escape(visible(alternative))}"'
    drawn = _GEOMETRY.sub(lambda found: _LONG.sub(r"\1", found[0]), _SPOKEN.sub("", drawn))
    # Read out as one picture, drawn as large as the page allows.
    return _SIZE.sub(rf'<svg\1 {name} style="max-width:\2px"', drawn, count=1)


def framed(spec: Spec, width: int, height: Any) -> Spec:
    """Give a specification its size and the looks that all charts share."""
    axis: Spec = {
        "labelColor": SOFT,
        "gridColor": RULE,
        "domain": False,
        "ticks": False,
        "labelFontSize": 12,
        "labelPadding": 8,
    }
    legend: Spec = {"symbolOpacity": 1, "labelColor": INK, "labelFontSize": 12, "symbolType": "circle"}
    config: Spec = {"axis": axis, "legend": legend, "view": {"stroke": None}, "font": "system-ui, sans-serif"}
    framed: Spec = {"width": width, "height": height, "background": "transparent", "padding": 2, "config": config}
    return framed | spec


def _figures(entry: Share | None, say: Phrases) -> dict[str, Any]:
    if entry is None:
        return {"share": None, "low": None, "high": None, "text": ""}
    share = entry["share"]
    told = "" if share is None else f"{say.percent(share)} ({say.span(entry)})"
    return {"share": share, "low": entry["low"], "high": entry["high"], "text": told}


def _scale(labels: Sequence[str], names: Sequence[str]) -> Spec:
    return {"domain": list(names), "range": colors(labels)}


def percent_axis(say: Phrases) -> Spec:
    """Return an axis of shares."""
    # Vega's own percent format knows no language.
    return {"values": [0, 0.25, 0.5, 0.75, 1], "labelExpr": f"replace('{say('{n} %', n='#')}', '#', 100 * datum.value)"}


def drawn(periods: Mapping[str, Shares]) -> Mapping[str, Shares]:
    """Return the periods that a line may go through: one of two comments would leap from 0 to 100 %."""
    large = {
        p: own for p, own in periods.items() if all(e["n"] >= FEWEST or e["method"] == "audited" for e in own.values())
    }
    return large if len(large) > 1 else periods


def dates(names: Mapping[str, str], most: int, beside: Sequence[str]) -> Spec:
    """Return a time axis from the first period to the last, with a few dates, written as tables write them.

    Args:
        names: period, as the document writes it, to what the reader calls it; in order.
        most: dates on the axis.
        beside: further times, in ISO 8601, that must be on it.
    """
    starts, count = [milliseconds(moment(name)) for name in names], min(most, len(names))
    shown = sorted({round(i * (len(names) - 1) / max(count - 1, 1)) for i in range(count)})
    told = [(starts[place], list(names.values())[place]) for place in shown]
    # By the date itself: one that a chart leaves out must not give its name to the next.
    words = "".join(f"time(datum.value) == {start} ? '{name}' : " for start, name in told)
    axis: Spec = {"values": [start for start, _ in told], "labelExpr": f"{words}''", "labelFlush": True, "grid": False}
    axis |= {"labelAngle": 0, "labelOverlap": True, "labelSeparation": 6}
    ends = [*starts, *map(milliseconds, beside)]
    scale = {"type": "utc", "padding": MARGIN, "domain": [min(ends), max(ends)]}
    return {"field": "time", "type": "temporal", "title": None, "scale": scale, "axis": axis}


def milliseconds(time: str) -> int:
    """Return a time of ISO 8601 as an axis counts it."""
    return round(1000 * datetime.fromisoformat(time).timestamp())


def _short(rows: Sequence[str]) -> list[str]:
    """Return names that a chart has room for, each once."""
    found: list[str] = []
    for row in rows:
        name = shorten(visible(row), LONGEST)
        found.append(name if name not in found else f"{name} {len(found)}")
    return found


def _name(label: str, say: Phrases) -> str:
    return shorten(visible(heading(label, say)), LONGEST)


def moment(name: str) -> str:
    """Return when a period begins, in ISO 8601; an hour that is there again stands half an hour later."""
    again = timedelta(minutes=30 * (" UTC" in name))
    return ((begins(name) or datetime(1970, 1, 1)) + again).replace(tzinfo=UTC).isoformat()
