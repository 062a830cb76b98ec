"""Keeps which highlights are chosen, in the order in which they were; the last one is the current one."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from excerpta.core.model.ids import AnnotationId


class Chosen(QObject):
    """The highlights that keys and menus act on.

    Signals:
        changed: the ids of all chosen ones, the current one last.
        current_changed: the id of the current one, or None.

    """

    changed = Signal(tuple)
    current_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: tuple[AnnotationId, ...] = ()

    @property
    def ids(self) -> tuple[AnnotationId, ...]:
        """All chosen ones, the current one last."""
        return self._ids

    @property
    def current(self) -> AnnotationId | None:
        """The one that was chosen last."""
        return self._ids[-1] if self._ids else None

    def __contains__(self, identity: object) -> bool:
        return identity in self._ids

    def put(self, identity: AnnotationId | None) -> None:
        """Choose one and no other, or none."""
        self._set(() if identity is None else (identity,))

    def add(self, identity: AnnotationId) -> None:
        """Choose one more, which becomes the current one."""
        self._set((*(one for one in self._ids if one != identity), identity))

    def drop(self, identity: AnnotationId) -> None:
        """Choose one less."""
        self._set(tuple(one for one in self._ids if one != identity))

    def keep(self, is_known: Callable[[AnnotationId], bool]) -> None:
        """Drop those that are not known any more."""
        self._set(tuple(filter(is_known, self._ids)))

    def _set(self, ids: tuple[AnnotationId, ...]) -> None:
        if ids == self._ids:
            return
        before, self._ids = self.current, ids
        self.changed.emit(ids)
        if self.current != before:
            self.current_changed.emit(self.current)
