"""Records what a widget paints: every word with its colour and place, and every small mark."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPaintDevice, QPaintEngine, QPainterPath, QRegion, QTextItem
from PySide6.QtWidgets import QWidget

SMALL = 14
"""Pixels: what is no larger in one direction is a mark or an edge, not a ground."""

_SHARE = 0.12
_ROWS = 8
_COLUMNS = 160


@dataclass(frozen=True)
class Painted:
    """Something with a colour at a place in the window.

    Attributes:
        words: what is written; empty for a mark.
        places: where it was not clipped.
        by: the widget that painted it.
        whole: where it would be without clipping.
        room: the widget that painted it.

    """

    words: str
    colour: QColor
    places: tuple[QRect, ...]
    by: str
    whole: QRect
    room: QRect


class _Engine(QPaintEngine):
    """Notes what is painted, and paints nothing."""

    def __init__(self, device: "Recorder") -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self._device = device

    def begin(self, _device: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, _state: object) -> None:
        """The painter is asked when something is painted."""

    def drawTextItem(self, point: QPointF, item: QTextItem) -> None:
        area = QRectF(point.x(), point.y() - item.ascent(), item.width(), item.ascent() + item.descent())
        self._note(item.text(), area, self.painter().pen().color())

    def drawPath(self, path: QPainterPath) -> None:
        self._shape(path.boundingRect())

    def drawRects(self, rectangles: list[QRectF] | list[QRect], *_: object) -> None:
        for rectangle in rectangles:
            self._shape(QRectF(rectangle))

    def drawEllipse(self, rectangle: QRectF | QRect) -> None:
        self._shape(QRectF(rectangle))

    def drawLines(self, lines: list[object], *_: object) -> None:
        for line in lines:
            one, other = QPointF(line.p1()), QPointF(line.p2())  # type: ignore[attr-defined]
            self._shape(QRectF(one, other).normalized(), is_filled=False)

    def drawPolygon(self, points: list[QPointF], *_: object) -> None:
        xs, ys = [point.x() for point in points], [point.y() for point in points]
        self._shape(QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys))))

    def drawPixmap(self, *_: object) -> None:
        """A picture has no one colour."""

    def drawImage(self, *_: object) -> None:
        """A picture has no one colour."""

    def _shape(self, area: QRectF, *, is_filled: bool = True) -> None:
        painter = self.painter()
        pen, brush = painter.pen(), painter.brush()
        has_pen = pen.style() != Qt.PenStyle.NoPen and pen.widthF() > 0
        if is_filled and brush.style() != Qt.BrushStyle.NoBrush and min(area.width(), area.height()) <= SMALL:
            self._note("", area, brush.color())
        elif has_pen:
            self._note("", area, pen.color())

    def _note(self, words: str, area: QRectF, colour: QColor) -> None:
        painter = self.painter()
        region = QRegion(area.toAlignedRect())
        if painter.hasClipping():
            region = region.intersected(painter.clipRegion())
        places = tuple(painter.deviceTransform().mapRect(one) for one in region)
        seen = QColor(colour)
        seen.setAlphaF(colour.alphaF() * painter.opacity())
        if places:
            device = painter.device()
            by = f"{type(device).__name__}#{device.objectName()}" if isinstance(device, QWidget) else "?"
            whole = painter.deviceTransform().mapRect(area.toAlignedRect())
            # Painters start at the corner of their widget, whatever they were moved by since.
            corner = painter.deviceTransform().map(QPoint()) - painter.worldTransform().map(QPoint())
            room = QRect(corner, device.size()) if isinstance(device, QWidget) else QRect()
            self._device.painted.append(Painted(words, seen, places, by, whole, room))


class Recorder(QPaintDevice):
    """A device on which a widget is rendered to learn what it paints."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.painted: list[Painted] = []
        self._size = widget.size()
        self._engine = _Engine(self)
        widget.render(self)

    def paintEngine(self) -> QPaintEngine:
        return self._engine

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        kind = QPaintDevice.PaintDeviceMetric
        if metric == kind.PdmWidth:
            return self._size.width()
        if metric == kind.PdmHeight:
            return self._size.height()
        if "Dpi" in metric.name:
            return 96
        if metric.name.endswith("Scaled"):
            return 65536
        return {kind.PdmNumColors: 1 << 24, kind.PdmDepth: 32, kind.PdmDevicePixelRatio: 1}.get(metric, 300)


class Picture:
    """What is seen of a widget, to look grounds up in."""

    def __init__(self, widget: QWidget) -> None:
        image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        self._pixels = memoryview(bytes(image.constBits())).cast("I")
        self._width, self._height = image.width(), image.height()
        self._stride = image.bytesPerLine() // 4

    def inside(self, place: QRect) -> Counter[int]:
        """How often each colour is seen in a place; of a large one every other row and 160 columns do."""
        seen: Counter[int] = Counter()
        area = place.intersected(QRect(0, 0, self._width, self._height))
        right = min(area.right(), area.left() + _COLUMNS)
        for y in range(area.top(), area.bottom() + 1, 2 if area.height() > _ROWS else 1):
            row = y * self._stride
            seen.update(self._pixels[row + area.left() : row + right + 1])
        return seen

    def around(self, place: QRect) -> Counter[int]:
        """How often each colour is seen on the edge just outside a place."""
        beyond = place.adjusted(-2, -2, 2, 2)
        top, left = (
            QRect(beyond.topLeft(), QSize(beyond.width(), 1)),
            QRect(beyond.topLeft(), QSize(1, beyond.height())),
        )
        foot, right = top.translated(0, beyond.height() - 1), left.translated(beyond.width() - 1, 0)
        return sum((self.inside(side) for side in (top, left, foot, right)), Counter())


def grounds(painted: Painted, picture: Picture) -> Iterator[QColor]:
    """The colours that something stands on, as far as it is seen at all."""
    own = painted.colour.rgb()
    seen = sum((picture.inside(place) for place in painted.places), Counter())
    if painted.colour.alpha() == 255 and own not in seen:
        return  # it is covered
    if not painted.words:
        seen = sum((picture.around(place) for place in painted.places), Counter())
    total = sum(seen.values())
    for pixel, count in seen.most_common(4):
        if pixel != own and count >= total * _SHARE:
            yield QColor.fromRgb(pixel)
