"""What the tag tree remembers over every refresh: open branches, marks, and where it stood."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QTimer
from PySide6.QtWidgets import QWidget

from excerpta.core.model.ids import TagId
from excerpta.gui.support.scale import scaled
from excerpta.gui.widgets.tag_tree_painting import PaintedTagTree

_INDENT = 20
_LEAST_INDENT = 12
_INDENTS = 110
"""Pixels from a level to the next; less where the codebook is so deep that the names would have no room."""

_FEW = 400
"""So many tags are expanded while filtering; more stay folded until the filter is narrower."""

_PAUSE = 60
"""Milliseconds of no typing before a large codebook is filtered."""


class KeptTagTree(PaintedTagTree):
    """A tree that is filtered and refreshed without losing its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open: set[TagId] = set()
        self._kept: TagId | None = None
        self._kept_marks: list[TagId] = []
        self._kept_top = 0
        self._words = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._apply_filter)
        self.tags.modelAboutToBeReset.connect(self._remember)
        self.setModel(self.tags)
        self.tags.modelReset.connect(self._indent)
        self.tags.rowsInserted.connect(self._indent)
        self.tags.rowsInserted.connect(self._open_matches)
        self.tags.modelReset.connect(self._restore)
        self.tags.repainted.connect(self.viewport().update)
        self.expanded.connect(self._note_open)
        self.collapsed.connect(self._note_closed)

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

    def mark(self, tags: Sequence[TagId]) -> None:
        """Mark these tags too."""
        for tag in tags:
            self.selectionModel().select(self.tags.index_of(tag), QItemSelectionModel.SelectionFlag.Select)

    def marked_tags(self) -> list[TagId]:
        """The marked tags in the order of the codebook; the one under the keyboard when none is."""
        marked = {index.internalId() for index in self.selectionModel().selectedIndexes()}
        if len(marked) > 1:
            return [tag.id for tag in self.tags.tree if tag.id in marked]
        current = self.current_tag()
        return [TagId(one) for one in marked] or ([] if current is None else [current])

    def meant(self, tag: TagId) -> list[TagId]:
        """The marked tags if `tag` is one of them, else that alone."""
        marked = self.marked_tags()
        return marked if tag in marked else [tag]

    def open_tags(self) -> frozenset[TagId]:
        """The tags whose sub-tags are shown."""
        return frozenset(self._open)

    def set_open_tags(self, tags: frozenset[TagId]) -> None:
        """Show the sub-tags of these tags and of no others."""
        self._open = set(tags)
        self._restore()

    # ---- inside

    def _apply_filter(self) -> None:
        self._pause.stop()
        self.tags.set_filter(self._words)
        self.viewport().update()

    def _indent(self) -> None:
        self.setIndentation(scaled(max(_LEAST_INDENT, min(_INDENT, _INDENTS // self.tags.depth))))

    def _remember(self) -> None:
        self._kept = self.current_tag()
        self._kept_marks = self.marked_tags()
        self._kept_top = self.verticalScrollBar().value()

    def _restore(self) -> None:
        blocked = self.blockSignals(True)
        if self.tags.is_filtered:
            self._open_matches()
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
        self.mark(self._kept_marks)
        self.verticalScrollBar().setValue(self._kept_top)

    def _open_matches(self) -> None:
        if self.tags.is_filtered and len(self.tags.matching) <= _FEW:
            self.expandAll()

    def _note_open(self, index: QModelIndex) -> None:
        if not self.tags.is_filtered:
            self._open.add(self.tags.tag(index).id)

    def _note_closed(self, index: QModelIndex) -> None:
        if not self.tags.is_filtered:
            self._open.discard(self.tags.tag(index).id)
