"""The place of the overview in the centre, built when it is first looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from excerpta.gui.support.scale import scaled_rules
from excerpta.gui.support.theme import Theme
from excerpta.gui.viewmodels.session import LibrarySession

if TYPE_CHECKING:
    from excerpta.gui.viewmodels.crossing import OverviewViewModel
    from excerpta.gui.widgets.overview.view import OverviewView


class OverviewZone(QWidget):
    """Holds the overview and its view-model.

    Signals:
        highlights_wanted: the query of what was chosen, as text.
        said: a sentence for the toast, and whether it offers Undo.
    """

    highlights_wanted = Signal(str)
    said = Signal(str, bool)

    def __init__(self, session: LibrarySession, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._built: tuple[OverviewView, OverviewViewModel] | None = None

    @property
    def is_built(self) -> bool:
        """Whether it was needed yet."""
        return self._built is not None

    @property
    def view(self) -> OverviewView:
        """The view, built now if it was not."""
        return self._parts()[0]

    @property
    def viewmodel(self) -> OverviewViewModel:
        """The view-model, built now if it was not."""
        return self._parts()[1]

    def reload(self) -> None:
        """Count again, if anything was counted yet."""
        if self._built is not None:
            self._built[1].reload()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self._theme = theme
        if self._built is not None:
            self._dress(self._built[0])

    def _parts(self) -> tuple[OverviewView, OverviewViewModel]:
        if self._built is None:
            self._built = self._build()
        return self._built

    def _build(self) -> tuple[OverviewView, OverviewViewModel]:
        # Not needed at the start.
        from excerpta.gui.viewmodels.crossing import OverviewViewModel
        from excerpta.gui.widgets.overview.view import OverviewView

        view = OverviewView(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(view)
        self.setFocusProxy(view)
        viewmodel = OverviewViewModel(self._session, view)
        self._dress(view)
        viewmodel.highlights_wanted.connect(self.highlights_wanted)
        viewmodel.said.connect(self.said)
        view.save_wanted.connect(lambda: viewmodel.save(self))
        return view, viewmodel

    def _dress(self, view: OverviewView) -> None:
        from excerpta.gui.widgets.overview import view as overview

        view.setStyleSheet(scaled_rules(overview.rules(self._theme)))
        view.set_theme(self._theme)
