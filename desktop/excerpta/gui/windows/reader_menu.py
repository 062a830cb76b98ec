"""The menu of the reader, on a right click or the menu key: what can be done with what is under it."""

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from excerpta.core.model.annotation import Colour
from excerpta.gui.widgets.reader.view import ReaderView
from excerpta.gui.windows.actions import Actions


class ReaderMenu(QObject):
    """Shows the window's own actions, those that mean something here."""

    def __init__(self, reader: ReaderView, actions: Actions) -> None:
        super().__init__(reader)
        self._reader = reader
        self._actions = actions
        reader.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        reader.customContextMenuRequested.connect(self.open)

    def open(self, point: QPoint) -> QMenu:
        """Show the menu at a point of the viewport, for the selection or the highlight under it."""
        self._take(point)
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._reader.viewport().mapToGlobal(point))
        return menu

    def menu(self) -> QMenu:
        """What can be done now."""
        start, end = self._reader.selection()
        has_current = self._reader.current_highlight() is not None
        menu = QMenu(self._reader)
        if start < end or has_current:
            if start < end:
                self._add(menu, "highlight")
            colours = menu.addMenu("Highlight in" if start < end else "Colour")
            for colour in Colour:
                action = self._actions.by_name[f"colour_{colour.value}"]
                colours.addAction(action)
            self._add(menu, "tag", "note")
            if start == end:
                self._add(menu, "style")
            menu.addSeparator()
            self._add(menu, "copy")
            if start == end:
                self._add(menu, "delete")
            menu.addSeparator()
        self._add(menu, "find", "furniture", "details")
        return menu

    def _take(self, point: QPoint) -> None:
        """Make the highlight under the point the current one, unless the selection is meant."""
        reader = self._reader
        at = reader.character_at(point)
        start, end = reader.selection()
        if at is None or start <= at < end:
            return
        under = reader.highlights_at(at)
        if start < end:
            reader.clear_selection()
        if under and reader.current_highlight() not in under:
            reader.set_current_highlight(under[0], reveal=False)
        elif not under:
            reader.set_current_highlight(None)
            reader.set_caret(at)

    def _add(self, menu: QMenu, *names: str) -> None:
        for name in names:
            menu.addAction(self._actions.by_name[name])
