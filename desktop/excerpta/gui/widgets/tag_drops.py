"""Tags that are dragged out of the tag panel fall onto text or rows, and are given there."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from excerpta.gui.support.dragging import dragged_tags


class TagDrops(QObject):
    """Lets a viewport take tags; everything else that is dragged over it stays the viewport's own.

    Signals:
        dropped: the tags, and the point of the viewport they fell on.

    """

    dropped = Signal(object, QPoint)

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        viewport.setAcceptDrops(True)
        viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent):  # a move and an entry are of its kind
            return super().eventFilter(watched, event)
        tags = dragged_tags(event.mimeData())
        if not tags:
            return super().eventFilter(watched, event)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop and not isinstance(event, QDragMoveEvent):
            self.dropped.emit(tags, event.position().toPoint())
        return True
