"""A session is an open library while a window shows it: it does the verbs and tells what changed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from excerpta.core.model.changes import Changes
from excerpta.core.model.errors import UserError
from excerpta.core.model.ids import AnnotationId, CommandId, TagId
from excerpta.core.model.tag import parse_tag_path
from excerpta.core.services import annotating, history
from excerpta.core.services.libraries import fault_of
from excerpta.core.store.library import Library
from excerpta.gui.support.background import Background


class LibrarySession(QObject):
    """The library of a window.

    Attributes:
        library: the open file.
        background: for work that would make the window wait.

    Signals:
        changed: what a verb altered, after it was committed.
        failed: sentence and advice of a verb that could not be done.
        broke: the exception of a bug in background work.
    """

    changed = Signal(object)
    failed = Signal(str, str)
    broke = Signal(object)

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library = library
        self.background = Background(self)
        self.background.failed.connect(self.failed)
        self.background.broke.connect(self._take_breakage)
        self._seen = library.data_version()

    def perform(self, verb: Callable[[], Changes]) -> Changes:
        """Do a verb; an error of the user is told and alters nothing."""
        try:
            changes = verb()
        except UserError as error:
            self.failed.emit(error.sentence, error.advice)
            return Changes()
        except Exception as error:
            if not self._tell_fault(error):
                raise
            return Changes()
        self.announce(changes)
        return changes

    def announce(self, changes: Changes) -> None:
        """Tell every view what was altered."""
        if changes:
            self.changed.emit(changes)

    def choose_tags(
        self,
        ids: Sequence[AnnotationId],
        before: Sequence[TagId],
        chosen: Sequence[TagId | str],
        *,
        joins: CommandId | None = None,
    ) -> list[TagId]:
        """Make the choice of a tag box true in one step; new tags come as paths.

        It is the rest of the command `joins`, as `annotating.retag_highlights` takes it.

        Returns:
            the existing tags that were added.
        """
        kept = [choice for choice in chosen if not isinstance(choice, str)]
        added = [tag for tag in kept if tag not in before]
        lost = [tag for tag in before if tag not in kept]

        def retag() -> Changes:
            made = [parse_tag_path(choice) for choice in chosen if isinstance(choice, str)]
            return annotating.retag_highlights(
                self.library, ids, add=added, new_tags=made, remove=lost, joins=joins
            )

        return added if self.perform(retag) else []

    def undo(self) -> Changes:
        """Take back what was done last."""
        return self.perform(lambda: history.undo(self.library))

    def redo(self) -> Changes:
        """Do again what was taken back last."""
        return self.perform(lambda: history.redo(self.library))

    def undo_label(self) -> str:
        """What undo would take back; empty when there is nothing."""
        return history.undo_label(self.library)

    def redo_label(self) -> str:
        """What redo would do again; empty when there is nothing."""
        return history.redo_label(self.library)

    def was_written_elsewhere(self) -> bool:
        """Whether another program has written to the library since this was last asked."""
        version = self.library.data_version()
        seen, self._seen = self._seen, version
        return version != seen

    def _tell_fault(self, error: BaseException) -> bool:
        """Tell a fault of the disk or the file; whether it was one."""
        fault = fault_of(error, self.library.path)
        if fault is not None:
            self.failed.emit(fault.sentence, fault.advice)
        return fault is not None

    def _take_breakage(self, error: BaseException) -> None:
        if not self._tell_fault(error):
            self.broke.emit(error)

    def close(self) -> None:
        """End the work in the background, then close the file."""
        self.background.close()
        self.library.close()
