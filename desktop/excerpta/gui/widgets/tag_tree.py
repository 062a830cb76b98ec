"""The tag tree is the codebook as a tree view: dot, name and count, all painted from the theme."""

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QValidator,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import Tag
from excerpta.gui.support.scale import scale, scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed, smaller
from excerpta.gui.widgets.tag_tree_model import Index, TagTreeModel

ROW = 24
"""Height of a row in pixels, at the least."""

_INDENT = 20
_DOT = 9
_NAME = 17
_ARROW_WIDTH = 16
_MARGIN = 13
LEFT_OUT = "− "
"""Stands before what the query leaves out, so that its colour is not the only sign."""

_ARROW = QPolygonF([QPointF(-1.75, -3.5), QPointF(1.75, 0), QPointF(-1.75, 3.5)])

_FEW = 400
"""So many tags are expanded while filtering; more stay folded until the filter is narrower."""

_PAUSE = 60
"""Milliseconds of no typing before a large codebook is filtered."""


class NameValidator(QValidator):
    """Holds Enter back while a name cannot be a tag's, and says why.

    Signals:
        judged: the objection, or empty.

    """

    judged = Signal(str)

    def __init__(self, objection: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._objection = objection

    def validate(self, text: str, position: int) -> object:
        """Accept whatever the codebook accepts; never refuse a letter."""
        problem = self._objection(text)
        self.judged.emit(problem)
        state = QValidator.State.Intermediate if problem else QValidator.State.Acceptable
        return state, text, position


class TagDelegate(QStyledItemDelegate):
    """Paints a tag and edits its name.

    Signals:
        objected: why the name that is being typed cannot be; empty when it can.

    """

    objected = Signal(str)

    def __init__(self, view: "TagTreeView") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, max(ROW, QFontMetrics(self._view.font()).height() + 7))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Dot, name, key and count; the ground is the view's work."""
        model, theme = self._view.tags, self._view.theme
        tag = model.tag(index)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_dot(painter, rect, theme, tag, is_group=model.hasChildren(index))
        right = self._paint_count(painter, rect, theme, tag)
        if tag.shortcut:
            right = self._paint_key(painter, rect, theme, tag.shortcut, right)
        left = rect.left() + scaled(_NAME)
        area = QRect(left, rect.top(), right - left - 6, rect.height())
        is_dimmed = model.is_filtered and tag.id not in model.matching
        excluded = tag.id in self._view.excluded
        painter.setFont(self._view.font())
        painter.setPen(theme.rubric if excluded else theme.muted if is_dimmed else theme.ink)
        metrics = QFontMetrics(self._view.font())
        written = f"{LEFT_OUT}{tag.name}" if excluded else tag.name
        name = metrics.elidedText(written, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(self._seen(area), self._leading(), name)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        tag = self._view.tags.tag(index).id
        editor = QLineEdit(parent)
        editor.setObjectName("tag_name_editor")
        editor.setFrame(False)
        validator = NameValidator(lambda name: self._view.tags.clash(tag, name), editor)
        editor.setValidator(validator)
        validator.judged.connect(self.objected)
        editor.destroyed.connect(lambda: self.objected.emit(""))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        area = QRect(option.rect)
        area.setLeft(area.left() + scaled(_NAME) - 5)
        editor.setGeometry(self._seen(area.adjusted(0, 1, -6, -1)))

    def _paint_dot(self, painter: QPainter, rect: QRect, theme: Theme, tag: Tag, *, is_group: bool) -> None:
        """A full dot; a ring for a tag that has others below it."""
        edge = theme.edge(tag.colour)
        size = scaled(_DOT) | 1  # odd, so that it has a middle
        place = self._seen(QRect(rect.left(), rect.center().y() - size // 2, size, size))
        body = QRectF(place)
        if is_group:
            painter.setPen(QPen(edge, 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            body.adjust(1.3, 1.3, -1.3, -1.3)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(edge)
        painter.drawEllipse(body)

    def _paint_count(self, painter: QPainter, rect: QRect, theme: Theme, tag: Tag) -> int:
        """Paint the count; the x at which it begins."""
        count = f"{self._view.tags.use(tag.id).total:,}"
        font = tabular(smaller(self._view.font()))
        width = QFontMetrics(font).horizontalAdvance(count)
        right = self._view.viewport().width() - _MARGIN
        painter.setFont(font)
        painter.setPen(theme.muted)
        area = QRect(right - width, rect.top(), width, rect.height())
        painter.drawText(self._seen(area), Qt.AlignmentFlag.AlignCenter, count)
        return right - width

    def _paint_key(self, painter: QPainter, rect: QRect, theme: Theme, key: str, right: int) -> int:
        side = scaled(15)
        area = QRect(right - 8 - side, rect.center().y() - side // 2, side, side)
        painter.setPen(QPen(theme.line, 1))
        painter.setBrush(theme.card)
        painter.drawRoundedRect(QRectF(self._seen(area)).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(theme.muted)
        painter.setFont(smaller(self._view.font(), 3))
        painter.drawText(self._seen(area), Qt.AlignmentFlag.AlignCenter, key)
        return area.left()

    def _seen(self, area: QRect) -> QRect:
        ground = self._view.viewport().rect()
        return QStyle.visualRect(self._view.layoutDirection(), ground, area)

    def _leading(self) -> Qt.AlignmentFlag:
        leading = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return QStyle.visualAlignment(self._view.layoutDirection(), leading)


class TagTreeView(Themed, QTreeView):
    """The tree of tags; expansion, selection and place survive every refresh.

    Attributes:
        tags: the model.
        asked, excluded: the tags that the query names, and those it leaves out.

    Signals:
        chosen: tag and the keyboard modifiers of the click or of Enter.
        applied: A was pressed on a tag.
        delete_wanted: Delete was pressed on a tag.
        filter_wanted: / was pressed, or Up on the first tag.
        objected: why the name that is being typed cannot be; empty when it can.

    """

    chosen = Signal(object, object)
    applied = Signal(object)
    delete_wanted = Signal(object)
    filter_wanted = Signal()
    objected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tags = TagTreeModel(self)
        self.asked: frozenset[TagId] = frozenset()
        self.excluded: frozenset[TagId] = frozenset()
        self._open: set[TagId] = set()
        self._kept: TagId | None = None
        self._kept_top = 0
        self._pressed: QPersistentModelIndex = QPersistentModelIndex()
        self._modifiers = Qt.KeyboardModifier.NoModifier
        self._words = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._apply_filter)
        self._set_up()
        delegate = TagDelegate(self)
        delegate.objected.connect(self.objected)
        self.setItemDelegate(delegate)
        self.tags.modelAboutToBeReset.connect(self._remember)
        self.setModel(self.tags)
        self.tags.modelReset.connect(self._restore)
        self.tags.repainted.connect(self.viewport().update)
        self.expanded.connect(self._note_open)
        self.collapsed.connect(self._note_closed)

    # ---- what is shown

    def set_filter(self, words: str) -> None:
        """Filter at once, or when typing pauses in a large codebook."""
        self._words = words
        if len(self.tags.tree) > _FEW and words:
            self._pause.start()
        else:
            self._apply_filter()

    def finish_filter(self) -> None:
        """Do now what waits for a pause in typing."""
        if self._pause.isActive():
            self._apply_filter()

    def set_asked(self, asked: frozenset[TagId], excluded: frozenset[TagId]) -> None:
        """Mark the tags that the query names and those it leaves out."""
        self.asked, self.excluded = asked, excluded
        self.tags.set_standing(dict.fromkeys(asked, "asked for") | dict.fromkeys(excluded, "left out"))
        self.viewport().update()

    def current_tag(self) -> TagId | None:
        """The tag under the keyboard."""
        index = self.currentIndex()
        tag = TagId(index.internalId()) if index.isValid() else None
        return tag if tag in self.tags.tree else None

    def set_current_tag(self, tag: TagId | None) -> None:
        """Select a tag and bring it into view."""
        index = self.tags.index_of(tag)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        else:
            self.selectionModel().clear()

    def open_tags(self) -> frozenset[TagId]:
        """The tags whose sub-tags are shown."""
        return frozenset(self._open)

    def set_open_tags(self, tags: frozenset[TagId]) -> None:
        """Show the sub-tags of these tags and of no others."""
        self._open = set(tags)
        self._restore()

    # ---- hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            return  # the field in which a name is typed lets its Enter through
        tag, key = self.current_tag(), event.key()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if tag is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(tag, event.modifiers())
        elif tag is not None and plain and key == Qt.Key.Key_Delete:
            self.delete_wanted.emit(tag)
        elif tag is not None and plain and key == Qt.Key.Key_A:
            self.applied.emit(tag)
        elif tag is not None and plain and key == Qt.Key.Key_F2:
            self.edit(self.currentIndex())
        elif (plain and key == Qt.Key.Key_Slash) or (key == Qt.Key.Key_Up and self._is_first()):
            self.filter_wanted.emit()
        elif event.text() and event.text().isprintable() and not event.text().isspace():
            event.ignore()  # letters are keys of the window here, not a search among names
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = QPersistentModelIndex(self._name_at(event))
        self._modifiers = event.modifiers()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged = self.state() == QAbstractItemView.State.DraggingState
        super().mouseReleaseEvent(event)
        index = self._name_at(event)
        is_click = event.button() == Qt.MouseButton.LeftButton and index.isValid()
        if is_click and not dragged and self._pressed == index:
            self.chosen.emit(self.tags.tag(index).id, self._modifiers)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Modifiers mean the query here, so they never change the way of selecting."""
        if isinstance(event, QMouseEvent):
            if not index.isValid() or event.type() == QEvent.Type.MouseMove:
                return QItemSelectionModel.SelectionFlag.NoUpdate
            return QItemSelectionModel.SelectionFlag.ClearAndSelect
        return super().selectionCommand(index, event)

    # ---- painting

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(0, option.rect.top(), self.viewport().width(), option.rect.height())
        is_current = self.selectionModel().isSelected(index)
        if is_current:
            painter.fillRect(rect, self.theme.selection)
        elif rect.contains(self._pointer()):
            painter.fillRect(rect, self.theme.hover)
        super().drawRow(painter, option, index)
        tag = self.tags.tag(index).id
        if tag in self.asked or tag in self.excluded:
            bar = QStyle.visualRect(self.layoutDirection(), rect, QRect(0, rect.top(), 3, rect.height()))
            painter.fillRect(bar, self.theme.rubric if tag in self.excluded else self.theme.accent)
        if index == self.currentIndex() and self.hasFocus():
            painter.setPen(QPen(self.theme.accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if not self.tags.hasChildren(index):
            return
        ground = QRect(rect)
        ground.setLeft(ground.right() - _ARROW_WIDTH + 1)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            ground = QRect(rect.left(), rect.top(), _ARROW_WIDTH, rect.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QPointF(ground.center()) + QPointF(-1, 0.5))
        if self.isExpanded(index):
            painter.rotate(90)
        elif self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.rotate(180)
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(self.theme.muted, 1.4, Qt.PenStyle.SolidLine, cap, join))
        painter.scale(scale(), scale())
        painter.drawPolyline(_ARROW)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.tags.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(self.theme.muted)
            area = self.viewport().rect().adjusted(16, 16, -16, -16)
            flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
            words = "No tag is called so." if self.tags.is_filtered else "No tags yet: type a name above."
            painter.drawText(area, flags, words)

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        super().set_theme(theme)
        self.viewport().update()

    # ---- inside

    def _set_up(self) -> None:
        self.setObjectName("tag_tree")
        self.setAccessibleName("Tags")
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setIndentation(scaled(_INDENT))
        self.setMouseTracking(True)
        self.setAnimated(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setAutoExpandDelay(600)

    def _apply_filter(self) -> None:
        self._pause.stop()
        self.tags.set_filter(self._words)
        self.viewport().update()

    def _remember(self) -> None:
        self._kept = self.current_tag()
        self._kept_top = self.verticalScrollBar().value()

    def _restore(self) -> None:
        blocked = self.blockSignals(True)
        if self.tags.is_filtered:
            if len(self.tags.matching) <= _FEW:
                self.expandAll()
        else:
            self.collapseAll()
            for tag in self._open:
                index = self.tags.index_of(tag)
                if index.isValid():
                    self.setExpanded(index, True)
        self.blockSignals(blocked)
        index = self.tags.index_of(self._kept)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.verticalScrollBar().setValue(self._kept_top)

    def _note_open(self, index: QModelIndex) -> None:
        if not self.tags.is_filtered:
            self._open.add(self.tags.tag(index).id)

    def _note_closed(self, index: QModelIndex) -> None:
        if not self.tags.is_filtered:
            self._open.discard(self.tags.tag(index).id)

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

    def _pointer(self) -> QPoint:
        return self.viewport().mapFromGlobal(self.cursor().pos())


def tabular(font: QFont) -> QFont:
    """The font with figures of one width."""
    font = QFont(font)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
