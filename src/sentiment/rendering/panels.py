"""Shares over time as small multiples: a panel for each label, one for how many comments there were."""

from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import pairwise
from math import ceil

from sentiment.rendering import chart
from sentiment.rendering.captions import CHECKED, heading
from sentiment.rendering.chart import INK, SOFT, Spec
from sentiment.rendering.document import Burst, Document, Shares
from sentiment.rendering.translation import Phrases

WIDTH, HEIGHT = 300, 120  # pixels
TICKS = 3  # dates under a panel
THINNEST, FILLED = 2, 0.7  # pixels of a bar, and the part of the way to the next one that it takes
DASHES = [5, 4]


def panels(
    periods: Mapping[str, Shares], names: Mapping[str, str], document: Document, say: Phrases
) -> list[tuple[str, Spec]]:
    """Return specifications in Vega-Lite, each with its caption; the event and bursts of copies are marked in them.

    Args:
        periods: as the document writes them, to label to share.
        names: what the reader calls them.
        document: of which event and bursts are taken.
        say: the language.
    """
    drawn = chart.drawn(periods)
    labels = list(next(iter(drawn.values())))
    top = ceil(4 * max(entry["high"] for shares in drawn.values() for entry in shares.values())) / 4
    event = chart.on_the_clock(document["event"]["time"]) if document["event"] else None
    x = chart.dates(names, TICKS, [event] if event else [])
    told = [
        _share_panel(drawn, label, color, top, x, say)
        for label, color in zip(labels, chart.colors(labels), strict=True)
    ]
    found = [(heading(label, say), layers) for label, layers in zip(labels, told, strict=True)]
    if not any(entry["method"] in CHECKED for shares in periods.values() for entry in shares.values()):
        found.append((say("comments"), _volume(periods, document["copies"]["bursts"], x, say)))
    marks = _marks(event, say("event"), x) if event else []
    return [(caption, _panel([*layers, *marks])) for caption, layers in found]


def _share_panel(
    periods: Mapping[str, Shares], label: str, color: str, top: float, x: Spec, say: Phrases
) -> list[Spec]:
    """Return a line of shares with the band of its intervals."""
    steps = [step / 4 for step in range(round(4 * top) + 1)]
    y: Spec = {"type": "quantitative", "title": None, "scale": {"domain": [0, top]}}
    y["axis"] = chart.percent_axis(say) | {"values": steps}
    values = [
        {
            "time": chart.moment(period),
            "share": own[label]["share"],
            "low": own[label]["low"],
            "high": own[label]["high"],
        }
        for period, own in periods.items()
    ]
    band = {"x": x, "y": {"field": "low", **y}, "y2": {"field": "high"}}
    line = {"x": x, "y": {"field": "share", **y}}
    data = {"values": values}
    return [
        {"data": data, "mark": {"type": "area", "color": color, "opacity": 0.22}, "encoding": band},
        {"data": data, "mark": {"type": "line", "color": color, "strokeWidth": 2}, "encoding": line},
        {
            "data": data,
            "mark": {"type": "point", "filled": True, "size": 22, "color": color, "opacity": 1},
            "encoding": line,
        },
    ]


def _volume(periods: Mapping[str, Shares], bursts: Sequence[Burst], x: Spec, say: Phrases) -> list[Spec]:
    """Return bars of comments, the part of them that came in a burst of copies in ink, with its name at the peak."""
    y: Spec = {"field": "n", "type": "quantitative", "title": None, "axis": {"tickCount": 3, "format": "d"}}
    counted = [
        {"time": chart.moment(period), "n": max(entry["n"] for entry in own.values())}
        for period, own in periods.items()
    ]
    size = _thickness(periods, x)
    layers: list[Spec] = [
        {
            "data": {"values": counted},
            "mark": {"type": "bar", "color": SOFT, "opacity": 0.45, "size": size},
            "encoding": {"x": x, "y": y},
        }
    ]
    copied = [
        {"time": chart.moment(period), "n": n, "all": max(entry["n"] for entry in own.values())}
        for period, own in periods.items()
        if (n := sum(burst["n"] for burst in bursts if _inside(burst["start"], period, periods)))
    ]
    if copied:
        here = {"data": {"values": copied}, "encoding": {"x": x, "y": y}}
        layers.append({**here, "mark": {"type": "bar", "color": INK, "size": size}})
        text = {"type": "text", "color": INK, "baseline": "bottom", "dy": -3, "text": say("copies"), "fontSize": 11}
        layers.append({**here, "mark": text, "encoding": {"x": x, "y": y | {"field": "all"}}})
    return layers


def _thickness(periods: Iterable[str], x: Spec) -> float:
    """Return how thick bars are, in pixels, so that none touches the next one or leaves the axis."""
    starts = [chart.milliseconds(chart.moment(period)) for period in periods]
    first, last = x["scale"]["domain"]
    nearest: float = min(later - sooner for sooner, later in pairwise(starts)) / (last - first)
    return max(THINNEST, min(2 * chart.MARGIN, FILLED * nearest * (WIDTH - 2 * chart.MARGIN)))


def _inside(time: str, period: str, periods: Container[str]) -> bool:
    """Tell whether a time in ISO 8601 is in a month, a day or an hour, of two hours alike in the right one."""
    again = f"{time[:13].replace('T', ' ')}:00 UTC{time[-6:].replace(':', '')}"
    if again in periods or " UTC" in period:
        return period == again
    return time.replace("T", " ").startswith(period.partition(":")[0])


def _marks(time: str, name: str, x: Spec) -> list[Spec]:
    here = {"data": {"values": [{"time": time}]}, "encoding": {"x": x}}
    text = {"type": "text", "color": INK, "align": "left", "dx": 4, "y": -5, "text": name, "fontSize": 11}
    return [{**here, "mark": {"type": "rule", "color": INK, "strokeDash": DASHES}}, {**here, "mark": text}]


def _panel(layers: Sequence[Spec]) -> Spec:
    return chart.framed({"layer": list(layers)}, WIDTH, HEIGHT) | {
        "padding": {"left": 2, "right": 26, "top": 2, "bottom": 2}
    }
