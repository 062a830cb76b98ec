"""Naming: what the user calls the eight colours, wherever they are named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from excerpta.core.model.annotation import Colour
from excerpta.core.model.changes import Changes
from excerpta.core.services import colours
from excerpta.gui.support.theme import Theme
from excerpta.gui.viewmodels.session import LibrarySession

if TYPE_CHECKING:
    from excerpta.gui.widgets.colours_dialog import ColoursDialog

Shower = Callable[[Mapping[Colour, str]], None]


class NamingViewModel(QObject):
    """Keeps everything that shows the names of the colours in step with the library."""

    def __init__(self, session: LibrarySession, theme: Callable[[], Theme], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._showers: list[Shower] = []
        self._dialog: ColoursDialog | None = None
        session.changed.connect(self._refresh)

    def show_in(self, *showers: Shower) -> None:
        """Tell the names to these, now and whenever they change."""
        self._showers += showers
        names = colours.colour_names(self._session.library)
        for shower in showers:
            shower(names)

    def ask(self, parent: QWidget) -> ColoursDialog:
        """Show the names to be changed."""
        from excerpta.gui.widgets.colours_dialog import ColoursDialog  # not needed at the start

        dialog = ColoursDialog(colours.colour_names(self._session.library), self._theme(), parent)
        dialog.named.connect(self._name)
        dialog.finished.connect(self._forget)
        self._dialog = dialog
        dialog.open()
        return dialog

    def reload(self) -> None:
        """Show what another program has made of the names."""
        names = colours.colour_names(self._session.library)
        for shower in self._showers:
            shower(names)
        if self._dialog is not None:
            self._dialog.show_names(names)

    def _name(self, colour: Colour, name: str) -> None:
        if not self._session.perform(lambda: colours.name_colour(self._session.library, colour, name)):
            self.reload()  # what was refused, or is no other name, does not stay in the field

    def _forget(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _refresh(self, changes: Changes) -> None:
        if changes.colours:
            self.reload()
