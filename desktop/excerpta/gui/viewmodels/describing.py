"""Documents as such: their details, what of them is page furniture, and the trash."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from excerpta.core.model.document import Block, BlockKind
from excerpta.core.model.errors import UserError
from excerpta.core.model.ids import DocumentId
from excerpta.core.services import documents
from excerpta.core.text.blocks import block_at
from excerpta.gui.viewmodels.reading import ReadingViewModel
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.reader_pane import ReaderPane

if TYPE_CHECKING:
    from excerpta.gui.widgets.details_dialog import Details, DetailsDialog
    from excerpta.gui.widgets.trash_dialog import TrashDialog

_SHOWN = 2000


class DescribingViewModel(QObject):
    """Asks, and puts the answer into the library.

    Signals:
        said: a sentence for the toast, and whether it offers Undo.
    """

    said = Signal(str, bool)

    def __init__(self, session: LibrarySession, reading: ReadingViewModel, pane: ReaderPane) -> None:
        super().__init__(pane)
        self._session = session
        self._reading = reading
        self._pane = pane

    def ask_details(self, document: DocumentId | None, parent: QWidget) -> DetailsDialog | None:
        """Show the details of a document; None is the one that is open."""
        if document is None:
            document = self._reading.document.id if self._reading.document else None
        if document is None:
            return None
        try:
            known = documents.read_document(self._session.library, document)
        except UserError as error:
            self._session.failed.emit(error.sentence, error.advice)
            return None
        from excerpta.gui.widgets.details_dialog import DetailsDialog  # not for the first window

        dialog = DetailsDialog(known, parent)
        dialog.saved.connect(lambda details: self._save(known.id, details))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def ask_trash(self, parent: QWidget) -> TrashDialog:
        """Show what is in the trash, the last thrown away first."""
        library = self._session.library
        ids = documents.trashed_documents(library)
        from excerpta.gui.widgets.trash_dialog import TrashDialog  # not for the first window

        dialog = TrashDialog(documents.document_summaries(library, ids[:_SHOWN]), len(ids), parent)
        dialog.restore_wanted.connect(self._restore)
        dialog.open()
        return dialog

    def toggle_furniture(self) -> None:
        """Turn the page furniture at the caret into text, or the selected paragraphs into furniture."""
        document = self._reading.document
        if document is None:
            return
        reader = self._pane.reader
        start, end = reader.selection()
        if start == end:
            start = end = reader.caret()
        first, last = block_at(document.blocks, start), block_at(document.blocks, max(start, end - 1))
        is_furniture = document.blocks[first].kind is BlockKind.FURNITURE
        if is_furniture:
            first, last = run_of_furniture(document.blocks, first)
        kind = BlockKind.PARAGRAPH if is_furniture else BlockKind.FURNITURE
        which = range(first, last + 1)
        reader.clear_selection()
        changes = self._session.perform(
            lambda: documents.set_block_kinds(self._session.library, document.id, which, kind)
        )
        if changes:
            self.said.emit(
                "Page furniture is text again." if is_furniture else "Marked as page furniture.", True
            )

    def _restore(self, ids: list[DocumentId]) -> None:
        what = "Document is" if len(ids) == 1 else f"{len(ids):,} documents are"
        self._session.perform_on(
            len(ids),
            lambda: documents.restore_documents(self._session.library, ids),
            f"Taking {len(ids):,} documents out of the trash…",
            lambda _: self.said.emit(f"{what} in the library again.", True),
        )

    def _save(self, document: DocumentId, details: Details) -> None:
        self._session.perform(
            lambda: documents.edit_document(
                self._session.library,
                document,
                title=details.title,
                source=details.source,
                author=details.author,
                place=details.place,
                published=details.published,
            )
        )


def run_of_furniture(blocks: Sequence[Block], at: int) -> tuple[int, int]:
    """The first and the last block of the furniture without a break around a block of it."""
    first = last = at
    while first > 0 and blocks[first - 1].kind is BlockKind.FURNITURE:
        first -= 1
    while last + 1 < len(blocks) and blocks[last + 1].kind is BlockKind.FURNITURE:
        last += 1
    return first, last
