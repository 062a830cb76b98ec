"""Ahead of time: modules that a first key needs are imported while nothing is done, one in each turn.

Question: import everything at the start, or with the key that needs it? Choice: neither. Why: a start is for
reading, and the highlights need 40 ms for their modules alone, which their first key would be kept waiting.
"""

from collections.abc import Iterable
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

_PAUSE = 40
"""Milliseconds between two modules, in which keys are answered."""

_SERVICES = "excerpta.core.services"
_WIDGETS = "excerpta.gui.widgets"
_VIEWMODELS = "excerpta.gui.viewmodels"
OF_THE_HIGHLIGHTS = (
    f"{_SERVICES}.facets",
    f"{_SERVICES}.exporting",
    f"{_SERVICES}.completing",
    f"{_WIDGETS}.facets",
    f"{_WIDGETS}.query_chips",
    f"{_WIDGETS}.query_bar",
    f"{_WIDGETS}.passage_preview",
    f"{_WIDGETS}.retrieval_rows",
    f"{_WIDGETS}.export_sheet",
    f"{_VIEWMODELS}.answering",
    f"{_VIEWMODELS}.facet_sections",
    f"{_VIEWMODELS}.exporting",
    f"{_VIEWMODELS}.retrieval",
    f"{_WIDGETS}.retrieval",
)
"""What the highlights are made of, what is imported by others before those."""


class Ahead(QObject):
    """Imports modules one after the other."""

    def __init__(self, modules: Iterable[str], parent: QObject) -> None:
        super().__init__(parent)
        self._left = list(modules)
        self._next = QTimer(self, interval=_PAUSE)
        self._next.timeout.connect(self._import)

    def start(self) -> None:
        """Begin, and be gone when everything is imported."""
        self._next.start()

    def _import(self) -> None:
        if self._left:
            import_module(self._left.pop(0))
        else:
            self._next.stop()
            self.deleteLater()
