"""Charts that a spreadsheet draws itself from the cells of a sheet, with the intervals as error bars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from sentiment.rendering.chart import colors
from sentiment.rendering.document import Share, Shares
from sentiment.rendering.sheet_cells import put

MOST = 30  # rows of a chart of bars
WIDE, LINE, HIGH = 20, 0.9, 9  # centimetres: of a chart, of a row of it, and of a chart over time
PRINTED, ROW = 7, 0.53  # columns that a chart is as wide as, and the height of a row in centimetres
FAR = 60  # column from which the arms of the whiskers stand
DARK, FAINT = "404040", "DDDDDD"


@dataclass(frozen=True)
class Place:
    """Where the shares stand: the row of the header, the first row below it, and the column of each label."""

    header: int
    first: int
    columns: Mapping[str, int]
    keys: Sequence[str] = ()  # of the rows, where these are labels


def chart(sheet: Any, rows: Mapping[str, Shares], place: Place, *, timed: bool) -> None:
    """Add a chart of shares below the table of a sheet; nothing where it would say no more than the table."""
    drawn = {name: own for name, own in rows.items() if all(e["share"] is not None for e in own.values())}
    if len(rows) > MOST and not timed or len(drawn) < len(rows) or (timed and len(rows) < 2):
        return
    from openpyxl.chart import BarChart, LineChart, Reference
    from openpyxl.chart.axis import ChartLines
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties
    from openpyxl.utils import get_column_letter

    made: Any = LineChart() if timed else BarChart()
    if timed:
        made.height = HIGH
    else:
        made.type, made.gapWidth = "bar", 40
        made.x_axis.scaling.orientation = "maxMin"  # the first row on top, as in the table
        made.height = max(4.0, 2.5 + LINE * len(rows) * max(1, len(place.columns) / 2))
    last, beside = place.first + len(rows) - 1, FAR
    for (label, column), color in zip(place.columns.items(), colors(list(place.columns)), strict=True):
        made.add_data(Reference(sheet, column, place.header, column, last), titles_from_data=True)
        series = made.series[-1]
        _colored(series, color, place.keys, timed)
        whiskers = color.lstrip("#") if timed else DARK
        _whiskers(sheet, series, [own[label] for own in rows.values()], place.first, beside, whiskers)
        beside += 2
    made.set_categories(Reference(sheet, 1, place.first, 1, last))
    made.width = WIDE
    made.x_axis.delete = made.y_axis.delete = False
    highest = max(entry["high"] for own in rows.values() for entry in own.values())
    made.y_axis.scaling.min, made.y_axis.scaling.max = 0, min(ceil(10 * highest), 10) / 10
    made.y_axis.number_format = "0%"
    made.y_axis.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill=FAINT)))
    made.legend = made.legend if len(place.columns) > 1 else None
    if made.legend:
        made.legend.position = "t"
    sheet.page_setup.fitToHeight = 1  # no page break in the chart
    sheet.add_chart(made, f"A{last + 3}")
    right = get_column_letter(max(2 + max(place.columns.values()), PRINTED))
    sheet.print_area = f"A1:{right}{last + 4 + ceil(made.height / ROW)}"


def _colored(series: Any, color: str, keys: Sequence[str], timed: bool) -> None:
    """Give a series its colour, or each bar that of its label."""
    from openpyxl.chart.marker import DataPoint

    properties = series.graphicalProperties
    if timed:
        properties.line.solidFill, series.smooth = color.lstrip("#"), False
        return
    properties.solidFill = color.lstrip("#")
    for place, own in enumerate(colors(keys) if keys else ()):
        point = DataPoint(idx=place)
        point.graphicalProperties.solidFill = own.lstrip("#")
        series.dPt.append(point)


def _whiskers(sheet: Any, series: Any, entries: Sequence[Share], first: int, column: int, color: str) -> None:
    """Draw the intervals of a series; their arms stand in two columns far to the right, where charts look them up."""
    from openpyxl.chart import Reference
    from openpyxl.chart.data_source import NumDataSource, NumRef
    from openpyxl.chart.error_bar import ErrorBars
    from openpyxl.chart.shapes import GraphicalProperties

    arms: list[Any] = []
    for place, name in enumerate(("high", "low")):
        for line, entry in enumerate(entries, first):
            limit = entry["high"] if name == "high" else entry["low"]
            put(sheet, line, column + place, abs(limit - (entry["share"] or 0.0)))
        cells = Reference(sheet, column + place, first, column + place, first + len(entries) - 1)
        arms.append(NumDataSource(numRef=NumRef(f=str(cells))))
    shape = GraphicalProperties()
    shape.line.solidFill = color
    series.errBars = ErrorBars(
        errDir="y", errBarType="both", errValType="cust", plus=arms[0], minus=arms[1], spPr=shape, noEndCap=False
    )
