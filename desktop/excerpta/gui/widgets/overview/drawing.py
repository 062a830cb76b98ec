"""Bars and lines as SVG, drawn with detroit: scales, ticks, lines; where each mark stands comes with it.

Question: which library draws? Choice: detroit, D3 in Python. Why: it is pure Python over lxml, which is here
anyway, so that it adds 5 MB where matplotlib and numpy add 90; its scales say where everything stands, so
that a bar can be clicked; and its licence (ISC) goes with this program's. It takes a tenth of a second to
import, so charts are drawn in the background.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF

from excerpta.core.model.annotation import Colour
from excerpta.core.model.crossing import Across, Crossing, Line
from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.overview.table_model import in_unit, month_in_words

MOST_LINES = 6
"""So many lines can be told apart."""

_BAR, _GAP = 18, 8
_TOP, _MARGIN = 14, 20


@dataclass(frozen=True, slots=True)
class Mark:
    """Something in a chart that can be chosen.

    Attributes:
        area: where it is pointed at.
        row, column: of the table as it was counted; no column for a total.
        words: what it says.
    """

    area: QRectF
    row: int
    column: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart: an SVG document, its size in pixels, and its marks in the order of reading."""

    svg: bytes
    width: int
    height: int
    marks: tuple[Mark, ...]


def draw_bars(table: Crossing, theme: Theme, font: QFont, width: int) -> Drawing:
    """How often each tag is used, most first, each bar with its name and its count."""
    import detroit

    metrics = QFontMetricsF(font)
    order = sorted(range(len(table.rows)), key=lambda row: -table.rows[row].total)
    lines = [table.rows[row] for row in order]
    most = max((line.total for line in lines), default=1)
    figures = metrics.horizontalAdvance(f"{most:,}") + 10
    names = max((metrics.horizontalAdvance(line.name) for line in lines), default=0.0)
    left = round(min(names, width * 0.38) + _MARGIN + 10)
    step = max(_BAR + _GAP, round(metrics.height()) + _GAP)
    height = _TOP * 2 + step * len(lines)
    x = detroit.scale_linear([0, most], [left, max(left + 40, width - _MARGIN - figures)])
    places = [str(row) for row in order]
    y = detroit.scale_band(places, [_TOP, height - _TOP]).set_padding_inner(_GAP / step)
    svg = _sheet(detroit, theme, font, width, height)
    marks = []
    for row, line in zip(order, lines, strict=True):
        top, tall = y(str(row)), y.get_bandwidth()
        middle = top + tall / 2 + (metrics.ascent() - metrics.descent()) / 2
        name = metrics.elidedText(line.name, Qt.TextElideMode.ElideRight, left - _MARGIN - 10)
        _write(svg, name, left - 10, middle, theme.ink, "end")
        bar = svg.append("rect").attr("x", left).attr("y", round(top, 1)).attr("rx", 2)
        bar.attr("width", round(max(2.0, x(line.total) - left), 1)).attr("height", round(tall, 1))
        bar.attr("fill", theme.edge(line.colour or Colour.BLUE).name())
        _write(svg, f"{line.total:,}", x(line.total) + 7, middle, theme.muted, "start")
        words = f"{line.path}: {in_unit(table.question.unit, line.total)}"
        marks.append(Mark(QRectF(0, top - _GAP / 2, width, step), row, None, words))
    return Drawing(str(svg).encode(), width, height, tuple(marks))


def draw_lines(table: Crossing, theme: Theme, font: QFont, width: int, height: int) -> Drawing:
    """How the most used tags come and go over months or years, each line with its name at its end."""
    import detroit

    dates = _dates(table)
    rows = sorted(range(len(table.rows)), key=lambda row: -table.rows[row].total)[:MOST_LINES]
    columns = {str(line.key): place for place, line in enumerate(table.columns)}
    counts = {
        row: [table.count(row, columns[date]) if date in columns else 0 for date in dates] for row in rows
    }
    rows = [row for row in rows if any(counts[row])]
    metrics = QFontMetricsF(font)
    names = max((metrics.horizontalAdvance(table.rows[row].name) for row in rows), default=0.0)
    right = width - _MARGIN - min(names, width * 0.3) - 14
    left = _MARGIN + metrics.horizontalAdvance("0000")
    bottom = height - _MARGIN - metrics.height() - 8
    most = max((max(counts[row]) for row in rows), default=1)
    x = detroit.scale_linear([0, max(1, len(dates) - 1)], [left + 10, right])
    y = detroit.scale_linear([0, most], [bottom, _TOP + 10]).nice()
    svg = _sheet(detroit, theme, font, width, height)
    ticks = sorted({round(tick) for tick in y.ticks(min(5, most))})
    for tick in ticks:
        _rule(svg, left, right, y(tick), theme.outline if tick == 0 else theme.line)
        _write(svg, f"{tick:,}", left - 8, y(tick) + metrics.ascent() / 2 - 1, theme.muted, "end")
    for place in _ticks_of(dates, metrics, (right - left) / max(1, len(dates) - 1)):
        _write(
            svg,
            month_in_words(dates[place]),
            x(place),
            bottom + metrics.height() + 4,
            theme.muted,
            "middle",
        )
    marks: list[Mark] = []
    colours = _told_apart([table.rows[row] for row in rows])
    ends = _apart([y(counts[row][-1]) for row in rows], metrics.height(), bottom)
    curve = detroit.line().x(lambda point: x(point[0])).y(lambda point: y(point[1]))
    for row, colour, end in zip(rows, colours, ends, strict=True):
        line, points = table.rows[row], list(enumerate(counts[row]))
        path = svg.append("path").attr("fill", "none").attr("stroke", theme.edge(colour).name())
        path.attr("stroke-width", 2).attr("stroke-linejoin", "round").attr("d", curve(points))
        for place, count in points:
            if not count:
                continue
            dot = (
                svg.append("circle")
                .attr("cx", round(x(place), 1))
                .attr("cy", round(y(count), 1))
                .attr("r", 4)
            )
            dot.attr("fill", theme.edge(colour).name()).attr("stroke", theme.page.name()).attr(
                "stroke-width", 1.5
            )
            words = f"{line.path}, {month_in_words(dates[place])}: {in_unit(table.question.unit, count)}"
            area = QRectF(x(place) - 9, y(count) - 9, 18, 18)
            marks.append(Mark(area, row, columns[dates[place]], words))
        name = metrics.elidedText(line.name, Qt.TextElideMode.ElideRight, width - _MARGIN - right - 14)
        _write(svg, name, right + 12, end + metrics.ascent() / 2 - 1, theme.edge(colour), "start")
    return Drawing(str(svg).encode(), width, height, tuple(marks))


def _sheet(detroit: Any, theme: Theme, font: QFont, width: int, height: int) -> Any:
    svg = detroit.create("svg").attr("width", width).attr("height", height)
    svg.attr("viewBox", f"0 0 {width} {height}").attr(
        "font-family", ", ".join([*font.families(), "sans-serif"])
    )
    svg.attr("font-size", QFontInfo(font).pixelSize())
    svg.append("rect").attr("width", width).attr("height", height).attr("fill", theme.page.name())
    return svg


def _write(svg: Any, text: str, x: float, y: float, colour: QColor, anchor: str) -> None:
    written = svg.append("text").attr("x", round(x, 1)).attr("y", round(y, 1)).attr("fill", colour.name())
    written.attr("text-anchor", anchor).text(text)


def _rule(svg: Any, left: float, right: float, y: float, colour: QColor) -> None:
    rule = svg.append("line").attr("x1", round(left, 1)).attr("x2", round(right, 1))
    rule.attr("y1", round(y, 1)).attr("y2", round(y, 1)).attr("stroke", colour.name())


def _dates(table: Crossing) -> list[str]:
    """Every month or year from the first to the last, those with nothing in them too."""
    months = table.question.across is Across.MONTHS
    known = [str(line.key) for line in table.columns if len(str(line.key)) == (7 if months else 4)]
    if not known:
        return []
    if not months:
        return [f"{year:04}" for year in range(int(known[0]), int(known[-1]) + 1)]
    first, last = (int(date[:4]) * 12 + int(date[5:]) - 1 for date in (known[0], known[-1]))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)]


def _ticks_of(dates: Sequence[str], metrics: QFontMetricsF, step: float) -> list[int]:
    """The places of dates that can stand beside each other; whole years where months would be too many."""
    wide = metrics.horizontalAdvance("Mmm 0000") + 16
    every = max(1, -(-int(wide) // max(1, int(step))))
    if every > 1 and dates and len(dates[0]) > 4:
        every = next((one for one in (2, 3, 6, 12, 24, 60, 120, 240, 600) if one >= every), every)
        start = next((place for place, date in enumerate(dates) if date.endswith("-01")), 0) % every
        return list(range(start, len(dates), every))
    return list(range(0, len(dates), every))


def _told_apart(lines: Sequence[Line]) -> list[Colour]:
    """A colour for each line, its own as long as no other line has it already."""
    found: list[Colour] = []
    for line in lines:
        free = [colour for colour in (line.colour or Colour.BLUE, *Colour) if colour not in found]
        found.append(free[0])
    return found


def _apart(places: Sequence[float], least: float, lowest: float) -> list[float]:
    """Places of labels moved as little as may be, so that none covers another, and none is under `lowest`."""
    order = sorted(range(len(places)), key=lambda n: (places[n], n))
    found = list(places)
    for before, this in pairwise(order):
        found[this] = max(found[this], found[before] + least)
    if order:
        found[order[-1]] = min(found[order[-1]], lowest)
    for this, after in pairwise(reversed(order)):
        found[after] = min(found[after], found[this] - least)
    return found
