"""Paints what is drawn with a piece but is no part of the text: bars, bullets, cards, lines."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.reader.laid import Ornament, OrnamentKind
from excerpta.gui.widgets.reader.list_marks import Bullet

_CORNER = 6.0
_BULLET_SIZES = {Bullet.DISC: 0.34, Bullet.RING: 0.32, Bullet.SQUARE: 0.28}


def paint_ornament(painter: QPainter, ornament: Ornament, theme: Theme) -> None:
    """Paint one ornament, except the words of a label."""
    rectangle = ornament.rectangle
    match ornament.kind:
        case OrnamentKind.BAR | OrnamentKind.RULE:
            painter.fillRect(rectangle, theme.line)
        case OrnamentKind.BULLET:
            _paint_bullet(painter, rectangle, ornament.bullet, theme.muted)
        case OrnamentKind.CARD:
            painter.save()
            if ornament.clip is not None:
                painter.setClipRect(ornament.clip, Qt.ClipOperation.IntersectClip)
            _paint_box(painter, rectangle, QPen(theme.line, 1), theme.card)
            painter.restore()
        case OrnamentKind.DASHED_BOX:
            pen = QPen(theme.line, 1)
            pen.setDashPattern([3, 2])
            _paint_box(painter, rectangle, pen, None)
        case OrnamentKind.PICTURE_SIGN:
            _paint_picture_sign(painter, rectangle, theme.muted)
        case OrnamentKind.HEAD:
            painter.fillRect(rectangle, theme.chrome)
        case OrnamentKind.HEAD_RULE:
            painter.fillRect(rectangle, theme.muted)


def _paint_bullet(painter: QPainter, around: QRectF, bullet: Bullet, colour: QColor) -> None:
    """Paint a bullet in the middle of a square as wide as the type is high."""
    size = max(4.0, around.width() * _BULLET_SIZES[bullet])
    shape = QRectF(0, 0, size, size)
    shape.moveCenter(around.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.2) if bullet is Bullet.RING else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if bullet is Bullet.RING else colour)
    if bullet is Bullet.SQUARE:
        painter.drawRect(shape)
    else:
        painter.drawEllipse(shape)
    painter.restore()


def _paint_picture_sign(painter: QPainter, rectangle: QRectF, colour: QColor) -> None:
    """Paint a frame with a hill and the sun, which stands for a picture."""
    width, height = rectangle.width(), rectangle.height()
    frame = rectangle.adjusted(1, height * 0.1, -1, -height * 0.1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(
        QPen(colour, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(frame, 2.5, 2.5)
    base = frame.bottom() - 2.5
    painter.drawPolyline(
        [
            QPointF(frame.left() + 2.5, base),
            QPointF(frame.left() + width * 0.38, frame.top() + height * 0.38),
            QPointF(frame.left() + width * 0.58, base - height * 0.14),
            QPointF(frame.left() + width * 0.7, base - height * 0.28),
            QPointF(frame.right() - 2.5, base),
        ]
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(frame.right() - width * 0.24, frame.top() + height * 0.22), 1.5, 1.5)
    painter.restore()


def _paint_box(painter: QPainter, rectangle: QRectF, pen: QPen, ground: QColor | None) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(rectangle.adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
    painter.setPen(pen)
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.restore()
