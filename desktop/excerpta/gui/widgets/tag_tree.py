"""The tag tree under the hand: choosing, marking, moving by keys, dragging and dropping."""

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from excerpta.core.model.ids import TagId
from excerpta.gui.widgets.tag_row import TagDelegate
from excerpta.gui.widgets.tag_tree_memory import KeptTagTree
from excerpta.gui.widgets.tag_tree_model import Index

_FRAME = 5
"""Pixels between the dot of a tag and the frame that a drag puts round it."""


class TagTreeView(KeptTagTree):
    """The tree of tags; expansion, selection and place survive every refresh.

    A click with Shift, Shift with the arrows, and Space mark several; what is done is done to all of them.

    Signals:
        chosen: tag and the keyboard modifiers of the click or of Enter.
        applied, delete_wanted, merge_wanted: A, Delete or M was pressed on tags.
        memo_wanted: N was pressed on a tag.
        step_wanted: tag, and the arrow key that was pressed with Alt and Shift.
        current_changed: the tag under the keyboard, or None.
        filter_wanted: / was pressed, or Up on the first tag.
        objected: why the name that is being typed cannot be; empty when it can.

    """

    chosen = Signal(object, object)
    applied = Signal(object)
    delete_wanted = Signal(object)
    merge_wanted = Signal(object)
    memo_wanted = Signal(object)
    step_wanted = Signal(object, object)
    current_changed = Signal(object)
    filter_wanted = Signal()
    objected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed: QPersistentModelIndex = QPersistentModelIndex()
        self._modifiers = Qt.KeyboardModifier.NoModifier
        self._set_up()
        delegate = TagDelegate(self)
        delegate.objected.connect(self.objected)
        self.setItemDelegate(delegate)

    # ---- what is shown

    def set_asked(self, asked: frozenset[TagId], excluded: frozenset[TagId]) -> None:
        """Mark the tags that the query names and those it leaves out."""
        self.asked, self.excluded = asked, excluded
        self.tags.set_standing(dict.fromkeys(asked, "asked for") | dict.fromkeys(excluded, "left out"))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is under the keyboard stays in sight when the part below takes room."""
        super().resizeEvent(event)
        current = self.visualRect(self.currentIndex())
        if self.viewport().height() < current.bottom() <= event.oldSize().height():
            self.scrollTo(self.currentIndex())

    # ---- hands

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_step(event):
            event.accept()  # before the window takes the key for one of its own
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            return  # the field in which a name is typed lets its Enter through
        tag, key = self.current_tag(), event.key()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if tag is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(tag, event.modifiers())
        elif tag is not None and _is_step(event):
            self.step_wanted.emit(tag, Qt.Key(key))
        elif tag is not None and plain and self._act(tag, key):
            return
        elif (plain and key == Qt.Key.Key_Slash) or (plain and key == Qt.Key.Key_Up and self._is_first()):
            self.filter_wanted.emit()
        elif event.text() and event.text().isprintable() and not event.text().isspace():
            event.ignore()  # letters are keys of the window here, not a search among names
        else:
            super().keyPressEvent(event)

    def _act(self, tag: TagId, key: int) -> bool:
        """Do what a key means for the marked tags; whether it means anything."""
        if key == Qt.Key.Key_Space:
            self.selectionModel().select(self.currentIndex(), QItemSelectionModel.SelectionFlag.Toggle)
        elif key == Qt.Key.Key_F2:
            self.edit(self.currentIndex())
        elif key == Qt.Key.Key_N:
            self.memo_wanted.emit(tag)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_A, Qt.Key.Key_M):
            wanted = {
                Qt.Key.Key_Delete: self.delete_wanted,
                Qt.Key.Key_A: self.applied,
                Qt.Key.Key_M: self.merge_wanted,
            }
            wanted[Qt.Key(key)].emit(self.marked_tags())
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = QPersistentModelIndex(self._name_at(event))
        self._modifiers = event.modifiers()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged = self.state() == QAbstractItemView.State.DraggingState
        super().mouseReleaseEvent(event)
        index = self._name_at(event)
        is_click = event.button() == Qt.MouseButton.LeftButton and index.isValid()
        marks = bool(self._modifiers & Qt.KeyboardModifier.ShiftModifier)
        if is_click and not dragged and not marks and self._pressed == index:
            self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.chosen.emit(self.tags.tag(index).id, self._modifiers)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Ctrl and Alt mean the query here, so they never change what is marked; Shift marks up to here."""
        if not isinstance(event, QMouseEvent):
            return super().selectionCommand(index, event)
        flags = QItemSelectionModel.SelectionFlag
        if not index.isValid() or event.type() == QEvent.Type.MouseMove:
            return flags.NoUpdate
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return flags.Clear | flags.SelectCurrent
        # One of several that are marked may be where a drag of all of them begins.
        return flags.NoUpdate if self.selectionModel().isSelected(index) else flags.ClearAndSelect

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        self._mark_drop(self._place_of_drop(event.position().toPoint()) if event.isAccepted() else None)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._mark_drop(None)

    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event)
        self._mark_drop(None)

    # ---- inside

    def _set_up(self) -> None:
        self.setObjectName("tag_tree")
        self.setAccessibleName("Tags")
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self._indent()
        self.setMouseTracking(True)
        self.setAnimated(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)  # which Qt would paint in its own way
        self.setAutoExpandDelay(600)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit(self.current_tag())

    def _place_of_drop(self, point: QPoint) -> tuple[QRect, bool]:
        """Where a drop would be, as Qt itself judges it: the tag it falls onto, or the edge it falls on."""
        index = self.indexAt(point)
        if not index.isValid():
            last = self.viewport().rect()
            bottom = max((self.visualRect(i).bottom() for i in self._last_row()), default=0)
            return QRect(0, bottom, last.width(), 1), False
        rect = self.visualRect(index)
        rect.setRight(self.viewport().width())
        edge = max(2, min(12, round(rect.height() / 5.5)))
        if point.y() - rect.top() < edge:
            return QRect(rect.left(), rect.top(), rect.width(), 1), False
        if rect.bottom() - point.y() < edge:
            return QRect(rect.left(), rect.bottom(), rect.width(), 1), False
        return rect.adjusted(-_FRAME, 0, 0, 0), True

    def _last_row(self) -> list[QModelIndex]:
        """The index that is shown last."""
        index = self.tags.index(self.tags.rowCount() - 1, 0)
        while self.isExpanded(index) and self.tags.hasChildren(index):
            index = self.tags.index(self.tags.rowCount(index) - 1, 0, index)
        return [index] if index.isValid() else []

    def _mark_drop(self, place: tuple[QRect, bool] | None) -> None:
        if place != self.drop_place:
            self.drop_place = place
            self.viewport().update()

    def _name_at(self, event: QMouseEvent) -> QModelIndex:
        """The tag under the pointer, unless the pointer is on the arrow before it."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        if not index.isValid():
            return index
        rect = self.visualRect(index)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        is_beside = point.x() > rect.right() if mirrored else point.x() < rect.left()
        return QModelIndex() if is_beside and self.tags.hasChildren(index) else index

    def _is_first(self) -> bool:
        index = self.currentIndex()
        return not index.isValid() or (index.row() == 0 and not index.parent().isValid())


def _is_step(event: QKeyEvent) -> bool:
    """Whether a key moves a tag: an arrow with Alt and Shift."""
    both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    arrows = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
    return pressed == both and event.key() in arrows
