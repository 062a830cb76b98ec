"""The place of the highlights in the centre, built when it is first needed: a start is for reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from excerpta.gui.support.colour_words import OWN_NAMES, ColourNames
from excerpta.gui.support.keys import Keys
from excerpta.gui.support.scale import scaled_rules
from excerpta.gui.support.theme import Theme
from excerpta.gui.viewmodels.session import LibrarySession

if TYPE_CHECKING:
    from excerpta.gui.viewmodels.retrieval import RetrievalViewModel
    from excerpta.gui.widgets.retrieval import RetrievalView


class RetrievalZone(QWidget):
    """Holds the retrieval view and its view-model.

    Signals:
        passage_opened: document and highlight.
        query_changed: the query as text.
        said: a sentence for the toast, and whether it offers Undo.
        altered: rows, place or counts are others.
        built: the view is there now.
    """

    passage_opened = Signal(object, object)
    query_changed = Signal(str)
    said = Signal(str, bool)
    altered = Signal()
    built = Signal()

    def __init__(self, session: LibrarySession, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._keys: Keys | None = None
        self._names: ColourNames = OWN_NAMES
        self._built: tuple[RetrievalView, RetrievalViewModel] | None = None

    @property
    def is_built(self) -> bool:
        """Whether it was needed yet."""
        return self._built is not None

    @property
    def view(self) -> RetrievalView:
        """The view, built now if it was not."""
        return self._parts()[0]

    @property
    def viewmodel(self) -> RetrievalViewModel:
        """The view-model, built now if it was not."""
        return self._parts()[1]

    def reload(self) -> None:
        """Ask again, if anything was asked yet."""
        if self._built is not None:
            self._built[1].reload()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self._theme = theme
        if self._built is not None:
            self._dress(self._built[0])

    def set_keys(self, keys: Keys) -> None:
        """Do with the rows what the keys of the reader do there."""
        self._keys = keys
        if self._built is not None:
            self._built[0].set_keys(keys)

    def set_colour_names(self, names: ColourNames) -> None:
        """Call the colours as the user does."""
        self._names = names
        if self._built is not None:
            self._built[0].set_colour_names(names)

    def _parts(self) -> tuple[RetrievalView, RetrievalViewModel]:
        if self._built is None:
            self._built = self._build()
            self.built.emit()
        return self._built

    def _build(self) -> tuple[RetrievalView, RetrievalViewModel]:
        from excerpta.gui.viewmodels.retrieval import RetrievalViewModel
        from excerpta.gui.widgets.retrieval import RetrievalView

        view = RetrievalView(self)
        self._dress(view)
        if self._keys is not None:
            view.set_keys(self._keys)
        view.set_colour_names(self._names)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(view)
        self.setFocusProxy(view)
        viewmodel = RetrievalViewModel(self._session, view)
        viewmodel.passage_opened.connect(self.passage_opened)
        viewmodel.query_changed.connect(self.query_changed)
        viewmodel.said.connect(self.said)
        viewmodel.place_changed.connect(self.altered)
        viewmodel.answered.connect(self.altered)
        return view, viewmodel

    def _dress(self, view: RetrievalView) -> None:
        from excerpta.gui.widgets import retrieval

        view.setStyleSheet(scaled_rules(retrieval.rules(self._theme)))
        view.set_theme(self._theme)
