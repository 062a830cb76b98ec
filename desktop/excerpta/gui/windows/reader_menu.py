"""The menu of the reader, on a right click or the menu key: what can be done with what is there."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QMenu

from excerpta.core.model.annotation import Colour
from excerpta.core.model.document import Block, BlockKind
from excerpta.gui.support.theme import Theme
from excerpta.gui.viewmodels.copying import CopyingViewModel
from excerpta.gui.widgets.reader import walk
from excerpta.gui.widgets.reader.view import ReaderView
from excerpta.gui.windows.actions import Actions

_DOT = 14


class ReaderMenu(QObject):
    """Shows the window's own actions, those that mean something here, and a few that only a place has."""

    def __init__(self, reader: ReaderView, actions: Actions, copying: CopyingViewModel) -> None:
        super().__init__(reader)
        self._reader = reader
        self._actions = actions
        self._copying = copying
        reader.menu_wanted.connect(self._open_wanted)

    def open(self, point: QPoint) -> QMenu:
        """Show the menu at a point of the viewport, for the selection or for what is under the point."""
        at = self._reader.character_at(point)
        self._take(at)
        return self._show(point, at, self._block_under(point))

    def open_at_caret(self) -> QMenu:
        """Show the menu beside the selection, the current highlight or the caret, and for that."""
        reader = self._reader
        start, end = reader.selection()
        current = reader.highlights.get(reader.current_highlight())
        if start == end and current is not None and not current.start <= start <= current.end:
            start = current.start
        place = reader.page.caret(start)
        if place is None:
            reader.keep_caret_in_view()
            place = reader.page.caret(start)
        point = QPoint(reader.column_left, 0) if place is None else place.bottomLeft().toPoint()
        return self._show(point + QPoint(reader.column_left, 2), start, self._block_at(start))

    def _open_wanted(self, point: QPoint, by_key: bool) -> None:
        if by_key:
            self.open_at_caret()
        else:
            self.open(point)

    def _show(self, point: QPoint, at: int | None, block: Block | None) -> QMenu:
        menu = self._menu(at, block)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._reader.viewport().mapToGlobal(point))
        return menu

    # ---- what is there

    def _take(self, at: int | None) -> None:
        """Make the highlight at a place the current one, unless the selection or a chosen one is meant."""
        reader = self._reader
        start, end = reader.selection()
        if at is None or start <= at < end:
            return
        under = reader.highlights_at(at)
        reader.set_caret(at)
        if not under:
            reader.set_current_highlight(None)
        elif not set(under).intersection(reader.chosen_highlights()):
            reader.set_current_highlight(under[0], reveal=False)

    def _block_under(self, point: QPoint) -> Block | None:
        """The block at the height of a point; a folded run of page furniture is its first block."""
        page = self._reader.page
        source = page.source
        piece = page.piece_at(point.y())
        index = source.pieces.blocks[piece]
        return source.blocks[index] if index >= 0 and self._reader.document_is_shown() else None

    def _block_at(self, position: int) -> Block | None:
        source = self._reader.page.source
        index = source.pieces.blocks[source.pieces.at(position)]
        return source.blocks[index] if index >= 0 and self._reader.document_is_shown() else None

    # ---- the menu

    def _menu(self, at: int | None, block: Block | None) -> QMenu:
        menu = QMenu(self._reader)
        self._add_link(menu, at)
        self._add_fold(menu, block)
        if self._reader.has_selection():
            self._add_for_selection(menu)
        elif self._reader.current_highlight() is not None:
            self._add_for_highlight(menu)
        menu.addSeparator()
        self._add_for_block(menu, at, block)
        menu.addSeparator()
        self._add(menu, "find", "furniture", "details")
        if self._actions.by_name["focus_mode"].isChecked():
            menu.addSeparator()
            self._add(menu, "focus_mode")  # there the mouse has no other way back
        return menu

    def _add_link(self, menu: QMenu, at: int | None) -> None:
        address = "" if at is None else self._reader.page.source.spans.link_at(at)
        if address:
            self._add_own(menu, "open_link", "Open link…", lambda: self._reader.link_activated.emit(address))
            self._add_own(menu, "copy_link", "Copy link address", lambda: _copy(address))
            menu.addSeparator()

    def _add_fold(self, menu: QMenu, block: Block | None) -> None:
        if block is None or block.kind is not BlockKind.FURNITURE:
            return
        pieces = self._reader.page.source.pieces
        fold = pieces.fold_of(pieces.at(block.start))
        if fold is not None:
            text = "Fold page furniture away" if fold.is_open else "Show page furniture"
            self._add_own(menu, "toggle_fold", text, lambda: self._reader.toggle_fold(block.start))
            menu.addSeparator()

    def _add_for_selection(self, menu: QMenu) -> None:
        self._add(menu, "highlight")
        self._add_colours(menu, "Highlight in")
        self._add(menu, "tag", "note")
        if len(self._reader.overlaps.touching(*self._reader.selection())) > 1:
            self._add(menu, "merge")
        menu.addSeparator()
        self._add(menu, "copy", "copy_cited", "search_list")

    def _add_for_highlight(self, menu: QMenu) -> None:
        reader = self._reader
        chosen = reader.chosen_highlights()
        self._add_colours(menu, "Colour")
        self._add(menu, "tag", "note", "style")
        current = reader.highlights[chosen[-1]]
        if len(chosen) > 1 or len(reader.overlaps.touching(current.start, current.end)) > 1:
            self._add(menu, "merge")
        if reader.overlaps.standing()[1] > 1:
            self._add(menu, "cycle")
        menu.addSeparator()
        self._add(menu, "copy", "copy_cited")
        menu.addSeparator()
        self._add(menu, "delete")

    def _add_for_block(self, menu: QMenu, at: int | None, block: Block | None) -> None:
        if block is None:
            return
        reader = self._reader
        if block.kind is BlockKind.TABLE:
            if at is not None:
                cell = walk.paragraph_at(reader.page, at)
                self._add_own(menu, "select_cell", "Select cell", lambda: reader.select(*cell))
            self._add_own(menu, "select_block", "Select table", lambda: reader.select(block.start, block.end))
            copy = self._copying.copy_passage
            self._add_own(menu, "copy_block", "Copy table", lambda: copy(block.start, block.end))
        elif block.kind is BlockKind.IMAGE:
            if block.description:
                text = "Copy the description"
                self._add_own(menu, "copy_description", text, lambda: _copy(block.description))
        elif at is not None:
            self._add(menu, "select_sentence")
            paragraph = walk.paragraph_at(reader.page, at)
            self._add_own(menu, "select_block", "Select paragraph", lambda: reader.select(*paragraph))

    def _add_colours(self, menu: QMenu, title: str) -> None:
        colours = menu.addMenu(title)
        for colour in Colour:
            action = self._actions.by_name[f"colour_{colour.value}"]
            action.setIcon(_dot(colour, self._reader.theme, self._reader.devicePixelRatioF()))
            colours.addAction(action)

    def _add(self, menu: QMenu, *names: str) -> None:
        for name in names:
            menu.addAction(self._actions.by_name[name])

    def _add_own(self, menu: QMenu, name: str, text: str, do: Callable[[], object]) -> None:
        action = menu.addAction(text)
        action.setObjectName(name)
        action.triggered.connect(lambda: do())


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _dot(colour: Colour, theme: Theme, scale: float) -> QIcon:
    """A dot in a colour of highlights, with its edge."""
    picture = QPixmap(QSize(_DOT, _DOT) * scale)
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.edge(colour), 1.3))
    painter.setBrush(theme.tint(colour))
    painter.drawEllipse(QPointF(_DOT / 2, _DOT / 2), _DOT / 2 - 1, _DOT / 2 - 1)
    painter.end()
    return QIcon(picture)
