"""Breaks a text into lines on a steady pitch, ragged or with even edges."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextLine, QTextOption

from excerpta.gui.support.utf16 import Utf16Index
from excerpta.gui.widgets.reader.justification import corrected, first_difference, gaps_to_widen, widened

_UNUSED_HEIGHT = 0.32
"""What a font of another script or of emoji claims above and below its letters and does not draw on."""

_SLACK = 3.0
"""Pixels by which Qt may overrun a measure that a line fills exactly: for letters that lean out of it."""

_TRIES = 5


class BoxStyle(NamedTuple):
    """What a text box needs to know to break lines.

    Attributes:
        pitch: pixels from baseline to baseline.
        width: pixels of the measure.
        direction: -1 right to left, 1 left to right, 0 by the first strong character.
        justified: whether every line but the last of a paragraph is as wide as the measure.
        goes_on: whether the paragraph goes on in another box, so that this one ends where a line does.

    """

    font: QFont
    pitch: int
    width: float
    slot: str = "ink"
    direction: int = 0
    tab: float = 0.0
    justified: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class SetLines:
    """The lines of a text.

    Attributes:
        starts: where each begins, in UTF-16 units of the layout.
        tops, bottoms: of the pitch of each, in pixels.
        text_height: pixels of letters of the main font, from ascent to descent.

    """

    lines: list[QTextLine]
    starts: list[int]
    tops: list[int]
    bottoms: list[int]
    text_height: int


class LineSetter:
    """Sets the lines of one layout; `mixed` tells whether some of the text may run from right to left."""

    def __init__(
        self,
        layout: QTextLayout,
        drawn: str,
        index: Utf16Index,
        style: BoxStyle,
        formats: Sequence[QTextLayout.FormatRange],
        *,
        right_to_left: bool,
        mixed: bool,
    ) -> None:
        self._layout = layout
        self._drawn = drawn
        self._index = index
        self._style = style
        self._formats = list(formats)
        self._right_to_left = right_to_left
        self._mixed = mixed

    def set_lines(self) -> SetLines:
        """Break the text into lines."""
        self._layout.setTextOption(self._option())
        if self._formats:
            self._layout.setFormats(self._formats)
        ragged = self._broken()
        return self._evened(ragged) if self._style.justified and self._mixed else ragged

    def _option(self) -> QTextOption:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if self._right_to_left:
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        else:
            option.setTextDirection(Qt.LayoutDirection.LeftToRight)
            # Qt's own way is exact in text that runs one way only; the other is justified by its spaces.
            is_even = self._style.justified and not self._mixed
            option.setAlignment(Qt.AlignmentFlag.AlignJustify if is_even else Qt.AlignmentFlag.AlignLeft)
        if self._style.tab:
            option.setTabStopDistance(self._style.tab)
        return option

    def _broken(self, slack: Sequence[float] = ()) -> SetLines:
        """Set lines by their baselines; a very tall fallback font pushes its line open.

        Each line may use its `slack` pixels beyond the measure.
        """
        style, layout, metrics = self._style, self._layout, QFontMetricsF(self._style.font)
        ascent, text_height = metrics.ascent(), round(metrics.height())
        lead = (style.pitch - text_height) // 2
        room = lead + _UNUSED_HEIGHT * text_height
        found = SetLines([], [], [], [], text_height)
        top = 0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            beyond = slack[len(found.lines)] if len(found.lines) < len(slack) else 0.0
            line.setLineWidth(style.width + beyond)
            above = line.ascent() - ascent
            below = line.height() - text_height - above
            shift = round(max(0.0, above - room))
            extra = shift + round(max(0.0, below - room))
            left = -beyond if self._right_to_left else 0.0
            line.setPosition(QPointF(left, round(top + shift + lead - above)))
            found.lines.append(line)
            found.starts.append(line.textStart())
            found.tops.append(top)
            top += style.pitch + extra
            found.bottoms.append(top)
        layout.endLayout()
        if style.goes_on and len(found.lines) > 1 and not found.lines[-1].textLength():
            # The line behind the last line break is the first one of the next box.
            for column in (found.lines, found.starts, found.tops, found.bottoms):
                del column[-1]
        return found

    def _evened(self, ragged: SetLines) -> SetLines:
        """Widen the spaces of every line but the last of a paragraph so that the line fills the measure.

        WORKAROUND: in text that runs both ways Qt's own justification counts the hanging space, puts all
        of the room into the runs against the paragraph's direction and would stretch Arabic letters. It
        can go when Qt shares the room among all spaces.
        """
        width, before = self._style.width, _widths(ragged)
        gaps = gaps_to_widen(self._drawn, self._index, ragged.lines, width)
        found = ragged
        for _ in range(_TRIES):
            self._layout.setFormats([*self._formats, *widened(ragged.starts, gaps)])
            found = self._broken([_SLACK if gap else 0.0 for gap in gaps])
            moved = first_difference(found.starts, ragged.starts)
            if moved is not None:
                gaps[moved - 1] = 0.0  # a letter that leans far out of this line: it stays as it is
                continue
            after = _widths(found)
            if all(not gap or grown > width - 1 for gap, grown in zip(gaps, after, strict=True)):
                return found
            gaps = corrected(gaps, before, after, width)
        if found.starts != ragged.starts:
            self._layout.setFormats(self._formats)
            return self._broken()
        return found


def _widths(found: SetLines) -> list[float]:
    return [line.naturalTextWidth() for line in found.lines]
