"""A text box is one QTextLayout with its place in the text and the geometry of its lines.

Positions in and out are code points of the document; lengths are pixels from the corner of the
piece that holds the box. In text that runs both ways every character is placed by its own two
edges, so that hit tests, carets and highlights agree to the pixel.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextLayout

from excerpta.core.model.document import IMAGE_CHARACTER
from excerpta.gui.support.graphemes import Graphemes
from excerpta.gui.support.utf16 import Utf16Index
from excerpta.gui.widgets.reader.clusters import LINE_SEPARATOR, Cluster, caret_x, clusters_of_line
from excerpta.gui.widgets.reader.direction import has_only_right_to_left, has_right_to_left, is_right_to_left
from excerpta.gui.widgets.reader.lines import BoxStyle, LineSetter
from excerpta.gui.widgets.reader.visual_order import visual_stops

_DRAWN_AS = str.maketrans(
    {
        "\n": LINE_SEPARATOR,
        "\r": " ",
        "\N{PARAGRAPH SEPARATOR}": LINE_SEPARATOR,
        IMAGE_CHARACTER: "\N{WHITE SQUARE CONTAINING BLACK SMALL SQUARE}",
        **dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\N{REPLACEMENT CHARACTER}"),
    }
)
_NEEDS_DRAWING_AS = ("\n", "\r", "\N{PARAGRAPH SEPARATOR}", IMAGE_CHARACTER)


_LAID_OUT = ("layout", "_places", "_set")
_LAM, _ALEFS = "\u0644", "\u0627\u0622\u0623\u0625\u0671"


class TextBox:
    """A stretch of text, laid out at once unless it is known how many `lines` it takes.

    Attributes:
        start, end: its range in the document, in code points.
        layout: Qt's layout of it.
        x, y: its corner in the piece.
        height: pixels of all lines.
        slot: the theme slot of text without a colour of its own.
        is_right_to_left: the direction of the paragraph.

    """

    __slots__ = (
        "_carets",
        "_clusters",
        "_drawn",
        "_formats",
        "_has_right_to_left",
        "_index",
        "_inked",
        "_places",
        "_plain",
        "_plain_backwards",
        "_set",
        "_stops",
        "_style",
        "end",
        "height",
        "is_right_to_left",
        "layout",
        "slot",
        "start",
        "width",
        "x",
        "y",
    )

    def __init__(
        self,
        text: str,
        start: int,
        style: BoxStyle,
        formats: Sequence[QTextLayout.FormatRange] = (),
        *,
        lines: int = 0,
    ) -> None:
        self._style, self._formats = style, formats
        self.start = start
        self.end = start + len(text)
        self.slot = style.slot
        self.width = style.width
        self.x = self.y = 0.0
        self._index = Utf16Index(text)
        self._has_right_to_left = style.direction < 0 or has_right_to_left(text)
        self.is_right_to_left = style.direction < 0 or (
            not style.direction and self._has_right_to_left and is_right_to_left(text)
        )
        self._clusters: dict[int, list[Cluster]] = {}
        self._plain_backwards: dict[int, bool] = {}
        self._plain: dict[int, tuple[int, int, float]] = {}
        self._carets: dict[int, float] = {}
        self._stops: dict[int, list[tuple[float, int]]] = {}
        self._inked: dict[int, tuple[float, float]] = {}
        self._drawn = drawn_text(text)
        if not lines:
            self._lay_out()
        self.height = float(lines * style.pitch if lines else self._set.bottoms[-1])

    def __getattr__(self, name: str) -> Any:
        """Lay the text out when something is first asked of its layout; only an empty slot comes here."""
        if name not in _LAID_OUT:
            raise AttributeError(name)
        self._lay_out()
        return getattr(self, name)

    def _lay_out(self) -> None:
        self.layout = QTextLayout(self._drawn, self._style.font)
        self.layout.setCacheEnabled(True)
        self._places = Graphemes(self.layout, self._drawn, self._index)
        self._set = LineSetter(
            self.layout,
            self._drawn,
            self._index,
            self._style,
            self._formats,
            right_to_left=self.is_right_to_left,
            mixed=self._has_right_to_left,
        ).set_lines()

    @property
    def line_count(self) -> int:
        """How many lines the text takes."""
        return len(self._set.lines)

    @property
    def natural_width(self) -> float:
        """The width of the widest line."""
        return max((line.naturalTextWidth() for line in self._set.lines), default=0.0)

    def to_utf16(self, position: int) -> int:
        """Give the layout's position of a position of the document."""
        return self._index.to_utf16(position - self.start)

    def to_position(self, unit: int) -> int:
        """Give the document's position of a position of the layout."""
        return self.start + self._index.to_code_point(unit)

    # ---- lines

    def line_of(self, position: int, *, at_line_end: bool = False) -> int:
        """Give the line of a position: of the character after it, or of the one before if that ends a line.

        Only where a line is broken within a word, or between characters of a script without spaces, is
        the end of a line the same position as the start of the next one.
        """
        line = self._line_of_unit(self.to_utf16(position))
        if at_line_end and line and self.line_start(line) == position == self.line_end(line - 1):
            return line - 1
        return line

    def line_at(self, y: float) -> int:
        """Give the line nearest to a height in the piece."""
        return min(max(bisect_right(self._set.tops, y - self.y) - 1, 0), len(self._set.lines) - 1)

    def line_top(self, line: int) -> float:
        """Give the top of a line's pitch in the piece."""
        return self.y + self._set.tops[line]

    def line_bottom(self, line: int) -> float:
        """Give the bottom of a line's pitch in the piece."""
        return self.y + self._set.bottoms[line]

    def line_start(self, line: int) -> int:
        """Give the position before the first character of a line."""
        return self.to_position(self._set.starts[line])

    def line_end(self, line: int) -> int:
        """Give the last position of a line that is shown on it: before the break or the hanging space."""
        is_last = line == len(self._set.lines) - 1
        if is_last and not (self._style.goes_on and self.end > self.start):
            return self.end
        end = self.end if is_last else self.to_position(self._set.starts[line + 1])
        hangs = self._drawn[end - 1 - self.start].isspace()
        return end - 1 if hangs and end - 1 >= self.line_start(line) else end

    # ---- points

    def caret(self, position: int, *, at_line_end: bool = False) -> QRectF:
        """Give the place of the caret at a position, as `line_of` takes it, without width."""
        line, unit = self.line_of(position, at_line_end=at_line_end), self.to_utf16(position)
        x = caret_x(self._set.lines[line], unit)[0]
        if line < self._line_of_unit(unit):
            x = self._inked_bounds(line)[0 if self.is_right_to_left else 1]
        elif self._needs_clusters:
            x = next((x for x, stop in self._stops_of(line) if stop == unit), x)
        return QRectF(self.x + x, self._text_top(line), 0, self._set.text_height)

    def point_of(self, position: int) -> QPointF:
        """Give a point that `hit` leads back to `position`: a little inside the character after it."""
        unit = self.to_utf16(position)
        line = self.line_of(position)
        y = self._text_top(line) + self._set.text_height / 2
        clusters = self._clusters_of(line)
        for cluster in clusters:
            if cluster.start == unit and cluster.leading == cluster.trailing and cluster is clusters[-1]:
                break  # it hangs out of the line: the end of the character before it leads back to it
            if cluster.start == unit:
                inside = cluster.leading + (cluster.trailing - cluster.leading) / 4
                return QPointF(self.x + inside, y)
        last = next((one for one in reversed(clusters) if one.leading != one.trailing), None)
        if last is not None and unit >= last.end:
            return QPointF(self.x + last.trailing - (last.trailing - last.leading) / 4, y)
        return QPointF(self.x + caret_x(self._set.lines[line], unit)[0], y)

    def hit(self, x: float, y: float) -> int:
        """Give the position nearest to a point: before or after the character that the point is on."""
        line = self.line_at(y)
        best = self._nearest(line, x - self.x)
        if best is None:
            return self.line_start(line)
        inner = x - self.x
        before = abs(inner - best.leading) <= abs(inner - best.trailing)
        position = self.to_position(best.start if before else best.end)
        return min(position, self.line_end(line))

    def covers(self, x: float, y: float) -> int | None:
        """Give the position of the character that a point is on, or None beside the text."""
        if not 0 <= y - self.y < self.height:
            return None
        best = self._nearest(self.line_at(y), x - self.x)
        if best is None or not min(best[2:]) - 1 <= x - self.x <= max(best[2:]) + 1:
            return None
        return self.to_position(best.start)

    # ---- ranges

    def rectangles(self, start: int, end: int) -> list[QRectF]:
        """Give the rectangles of a range, one per line and visual run; an empty range has none."""
        first = self.to_utf16(max(start, self.start))
        shown_end = self.line_end(self.line_count - 1) if self._style.goes_on else self.end
        last = self.to_utf16(min(end, shown_end))
        if last <= first:
            return []
        found: list[QRectF] = []
        starts, height = self._set.starts, self._set.text_height
        extents = self._extents if self._needs_clusters else self._plain_extents
        line = max(0, bisect_right(starts, first) - 1)
        after = bisect_left(starts, last, line) or 1
        while line < after:
            top = self._text_top(line)
            for x0, x1 in extents(line, first, last):
                if x1 > x0:
                    found.append(QRectF(self.x + x0, top, x1 - x0, height))
            line += 1
        return found

    def start_corner(self, position: int) -> QPointF:
        """Give the upper corner at which the character after `position` starts."""
        unit = self.to_utf16(position)
        line = self._line_of_unit(unit)
        x = caret_x(self._set.lines[line], unit)[0]
        if self._needs_clusters:
            x = next((c.leading for c in self._clusters_of(line) if c.start == unit), x)
        return QPointF(self.x + x, self._text_top(line))

    def end_corner(self, position: int) -> QPointF:
        """Give the upper corner at which the character before `position` ends."""
        unit = self.to_utf16(position)
        line = self._line_of_unit(max(0, unit - 1))
        x = self._inked_bounds(line)[1]
        if self._needs_clusters:
            x = next((c.trailing for c in self._clusters_of(line) if c.end == unit), x)
        elif unit < self._set.starts[line] + self._set.lines[line].textLength():
            x = min(x, caret_x(self._set.lines[line], unit)[0])
        return QPointF(self.x + x, self._text_top(line))

    # ---- caret stops

    def stop(self, position: int) -> int:
        """Give the nearest position at or before `position` that is not inside a grapheme cluster."""
        unit = self.to_utf16(position)
        return position if self._places.is_place(unit) else self.to_position(self._places.before(unit))

    def stop_after(self, position: int) -> int:
        """Give the nearest position at or after `position` that is not inside a grapheme cluster."""
        unit = self.to_utf16(position)
        return position if self._places.is_place(unit) else self.to_position(self._places.after(unit))

    def previous_stop(self, position: int) -> int:
        """Give the position one character back."""
        return self.to_position(self._places.before(self.to_utf16(position)))

    def beside(self, position: int, *, left: bool) -> int | None:
        """Give the position to the left or right on the screen; None beyond the ends of the text."""
        unit, line = self.to_utf16(position), self.line_of(position)
        stops = self._stops_of(line)
        place = next((number for number, stop in enumerate(stops) if stop[1] == unit), None)
        if place is None:
            return None
        place += -1 if left else 1
        if not 0 <= place < len(stops):
            line += 1 if left == self.is_right_to_left else -1
            if not 0 <= line < len(self._set.lines):
                return None
            stops = self._stops_of(line)
            place = len(stops) - 1 if left else 0
        return self.to_position(stops[place][1])

    # ---- inside

    def _text_top(self, line: int) -> float:
        pitch_height = self._set.bottoms[line] - self._set.tops[line]
        return self.y + self._set.tops[line] + (pitch_height - self._set.text_height) // 2

    def _line_of_unit(self, unit: int) -> int:
        return max(0, bisect_right(self._set.starts, unit) - 1)

    def _stops_of(self, line: int) -> list[tuple[float, int]]:
        """Give the places of a line from left to right, each with its x."""
        found = self._stops.get(line)
        if found is None:
            is_last = line == len(self._set.lines) - 1
            end = self._set.lines[line].textStart() + self._set.lines[line].textLength()
            if not is_last:
                end -= 1
            clusters = self._clusters_of(line)
            shown_end = end if is_last or self._character(end) == LINE_SEPARATOR else None
            found = visual_stops(clusters, shown_end, right_to_left=self.is_right_to_left)
            if not clusters and found:
                found = [(caret_x(self._set.lines[line], found[0][1])[0], found[0][1])]
            self._stops[line] = found
        return found

    @property
    def _needs_clusters(self) -> bool:
        """Whether Qt's carets alone do not tell where a range is."""
        return self._has_right_to_left or self._places.are_mended

    def _is_plain_backwards(self, line: int) -> bool:
        """Whether all of a line runs from right to left, so that two carets bound any range of it."""
        found = self._plain_backwards.get(line)
        if found is None:
            found = False
            if self.is_right_to_left:
                start = self._index.to_code_point(self._set.starts[line])
                end = self._set.starts[line] + self._set.lines[line].textLength()
                found = has_only_right_to_left(self._drawn[start : self._index.to_code_point(end)])
            self._plain_backwards[line] = found
        return found

    def _character(self, unit: int) -> str:
        return self._drawn[self._index.to_code_point(unit)]

    def _is_joined(self, unit: int) -> bool:
        """Whether the character at a UTF-16 position is an alef behind a lam, drawn as one with it."""
        place = self._index.to_code_point(unit)
        return (
            0 < place < len(self._drawn) and self._drawn[place] in _ALEFS and self._drawn[place - 1] == _LAM
        )

    def _edge(self, line: int, unit: int) -> float:
        """Give the leading edge of a character of a line that runs one way."""
        if self._is_joined(unit):
            return next(cluster.leading for cluster in self._clusters_of(line) if cluster.start == unit)
        return caret_x(self._set.lines[line], unit)[0]

    def _extents(self, line: int, first: int, last: int) -> list[tuple[float, float]]:
        """Give the stretches of x that a UTF-16 range takes on a line, touching ones merged."""
        left, right = self._inked_bounds(line)
        if self._is_plain_backwards(line):
            begin = self._set.starts[line]
            x0, x1 = left, self._edge(line, max(first, begin))
            if last < begin + self._set.lines[line].textLength():
                x0 = max(x0, self._edge(line, last))
            return [(x0, x1)]
        low, high = left - 1, right + 1
        extents: list[tuple[float, float]] = []
        for cluster in self._clusters_of(line):
            if first <= cluster.start < last:
                x0, x1 = sorted(cluster[2:])
                extents.append((max(x0, low), min(x1, high)))
        return _merged(extents)

    def _inked_bounds(self, line: int) -> tuple[float, float]:
        """Give the left and right end of what is drawn of a line; a hanging space is not."""
        found = self._inked.get(line)
        if found is None:
            inked = self._set.lines[line].naturalTextRect()
            found = self._inked[line] = inked.left(), inked.right()
        return found

    def _plain_extents(self, line: int, first: int, last: int) -> tuple[tuple[float, float]]:
        """Give the same for a line that runs from left to right; its places are asked for again and again."""
        bounds = self._plain.get(line)
        if bounds is None:
            text_line = self._set.lines[line]
            begin = self._set.starts[line]
            # The width of a justified line is that of its rectangle only.
            natural = text_line.naturalTextRect().width()
            bounds = self._plain[line] = (begin, begin + text_line.textLength(), natural)
        begin, end, natural = bounds
        carets = self._carets
        x0, x1 = 0.0, natural
        if first > begin and (x0 := carets.get(first, -1.0)) < 0:
            x0 = carets[first] = caret_x(self._set.lines[line], first)[0]
        if last < end and (x1 := carets.get(last, -1.0)) < 0:
            x1 = carets[last] = caret_x(self._set.lines[line], last)[0]
        return ((x0, min(x1, natural)),)

    def _clusters_of(self, line: int) -> list[Cluster]:
        """Give the visible characters of a line in the order of the text."""
        found = self._clusters.get(line)
        if found is None:
            found = clusters_of_line(
                self.layout,
                self._set.lines[line],
                self._places,
                self._character,
                is_joined=self._is_joined,
                mixed=self._has_right_to_left,
            )
            self._clusters[line] = found
        return found

    def _nearest(self, line: int, x: float) -> Cluster | None:
        best: Cluster | None = None
        best_distance = float("inf")
        for cluster in self._clusters_of(line):
            low, high = sorted(cluster[2:])
            distance = max(low - x, x - high, 0.0)
            if high > low and distance < best_distance:
                best, best_distance = cluster, distance
        return best


def drawn_text(text: str) -> str:
    """Give the text as Qt is to draw it: as long as the source, with line breaks Qt understands."""
    if text.isascii():
        return text.translate(_DRAWN_AS) if "\n" in text or "\r" in text else text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.translate(_DRAWN_AS)
    return text.translate(_DRAWN_AS) if any(mark in text for mark in _NEEDS_DRAWING_AS) else text


def _merged(extents: list[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for x0, x1 in sorted(extents):
        if merged and x0 <= merged[-1][1] + 0.5:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged
