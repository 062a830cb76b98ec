"""Comparing pictures of the window: what two machines draw differently passes, a missing mark does not.

Both pictures are brought to a quarter of their size, so that the smoothing of letters evens out; then
the cells are counted that differ by more than a machine's own way of drawing does.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QImage

from excerpta.gui.support.style import interface_font
from excerpta.gui.widgets.reader.typography import book_font

_CELL = 4
_NOTICED = 26
"""How far apart two cells must be in one of red, green and blue (0 to 255) to count as different."""

MOST_DIFFERENT = 30
"""How many cells may differ: the tint of a word of five letters alone covers more."""

_SAMPLE = "The envoy said “no”. هیئت افغان 🕊"


def difference(one: QImage, other: QImage) -> int:
    """How many cells of two pictures of the same size differ; all of them when the sizes do."""
    if one.size() != other.size():
        return max(one.width() * one.height(), other.width() * other.height()) // _CELL**2
    return sum(
        max(abs(a[0] - b[0]), abs(a[1] - b[1]), abs(a[2] - b[2])) > _NOTICED
        for a, b in zip(_cells(one), _cells(other), strict=True)
    )


def fonts_here() -> str:
    """What tells one machine's fonts from another's: the widths of a sample in both families."""
    widths = (QFontMetricsF(font).horizontalAdvance(_SAMPLE) for font in (book_font(17), interface_font()))
    return " ".join(f"{width:.1f}" for width in widths)


def _cells(picture: QImage) -> list[tuple[int, int, int]]:
    small = picture.scaled(
        picture.width() // _CELL,
        picture.height() // _CELL,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    ).convertToFormat(QImage.Format.Format_RGB888)
    data, found = bytes(small.constBits()), []
    for y in range(small.height()):
        start = y * small.bytesPerLine()
        row = data[start : start + 3 * small.width()]
        found += list(zip(row[::3], row[1::3], row[2::3], strict=True))
    return found
