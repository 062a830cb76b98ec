"""A session is an open library while a window shows it: it does the verbs and tells what changed."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from excerpta.core.model.changes import Changes
from excerpta.core.model.errors import NotFoundError, UserError
from excerpta.core.model.ids import AnnotationId, CommandId, TagId
from excerpta.core.model.tag import TagTree, TagUse, parse_tag_path
from excerpta.core.services import annotating, history, tagging
from excerpta.core.store.library import Library
from excerpta.gui.support.background import Background, Task
from excerpta.gui.support.counts import highlights_in_words
from excerpta.gui.support.tag_spelling import Spelled
from excerpta.gui.viewmodels.long_changes import LongChanges


def _nothing_more(_: Changes) -> None:
    """What follows from a change when nothing does."""


_RECENT = 12
_MANY_TAGS = 500


class LibrarySession(QObject):
    """The library of a window.

    Attributes:
        library: the open file.
        background: for work that would make the window wait.
        long: the change of many rows that is being made, if there is one.
        uses: how many highlights carry each tag, as they were counted last, which takes long.
        recent_tags: those given last, the latest first.
        spelled: how the tags are spelled, made beforehand where there are many; None where there are few.

    Signals:
        changed: what a verb altered, after it was committed.
        failed: sentence and advice of a verb that could not be done.
        broke: the exception of a bug in background work.
        overtaken: a verb was meant for what is not there any more, and altered nothing: another program was
            quicker.
    """

    changed = Signal(object)
    failed = Signal(str, str)
    broke = Signal(object)
    overtaken = Signal()

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library = library
        self.background = Background(self)
        self.background.failed.connect(self.failed)
        self.background.broke.connect(self._take_breakage)
        self.long = LongChanges(library, self.background, self.announce)
        self.uses: Mapping[TagId, TagUse] = {}
        self.recent_tags: list[TagId] = []
        self.spelled: Spelled | None = None
        library.watch()

    def perform(self, verb: Callable[[], Changes]) -> Changes:
        """Do a verb; an error of the user is told and alters nothing.

        While a long change is being made it is refused; `long.wait_for` is for what has to be done.
        """
        if self.long.refuses():
            return Changes()
        try:
            changes = verb()
        except UserError as error:
            if isinstance(error, NotFoundError):
                self.overtaken.emit()
            else:
                self.failed.emit(error.sentence, error.advice)
            return Changes()
        except Exception as error:
            if not self._tell_fault(error):
                raise
            return Changes()
        self.announce(changes)
        return changes

    def perform_on(
        self, number: int, verb: Callable[[], Changes], saying: str, then: Callable[[Changes], None]
    ) -> None:
        """Do a verb on so many highlights: at once if they are few, else in the background.

        Args:
            number: how many they are.
            verb: as for `perform`; it may be called in another thread.
            saying: what is being done, for the meantime: `Deleting 50,000 highlights…`
            then: is given what was altered, after it was announced, if it was anything.
        """
        if number > history.HEAVY:
            self.long.begin(verb, saying, then)
        elif changes := self.perform(verb):
            then(changes)

    def announce(self, changes: Changes) -> None:
        """Tell every view what was altered."""
        if changes:
            self.changed.emit(changes)

    def choose_tags(
        self,
        ids: Sequence[AnnotationId],
        before: Sequence[TagId],
        chosen: Sequence[TagId | str],
        then: Callable[[Changes], None] = _nothing_more,
        *,
        joins: CommandId | None = None,
    ) -> None:
        """Make the choice of a tag box true in one step, and remember its tags; new tags come as paths.

        It is the rest of the command `joins`, as `annotating.retag_highlights` takes it; `then` as for
        `perform_on`.
        """
        kept = [choice for choice in chosen if not isinstance(choice, str)]
        added = [tag for tag in kept if tag not in before]
        lost = [tag for tag in before if tag not in kept]

        made = [parse_tag_path(choice) for choice in chosen if isinstance(choice, str)]

        def retag() -> Changes:
            return annotating.retag_highlights(
                self.library, ids, add=added, new_tags=made, remove=lost, joins=joins
            )

        saying = f"Changing the tags of {highlights_in_words(len(ids))}…"

        def remember(changes: Changes) -> None:
            tree = tagging.tag_tree(self.library)
            found = [tag.id for tag in map(tree.find, made) if tag is not None]
            self.remember_tags([*added, *found])
            then(changes)

        self.perform_on(len(ids), retag, saying, remember)

    def spell_tags(self, tree: TagTree) -> None:
        """Make ready what a box of tags needs of a large codebook, in the background."""
        if len(tree) < _MANY_TAGS:
            return

        def work(_: Task) -> Spelled:
            return Spelled({tag.id: (tag.name, tree.path(tag.id)) for tag in tree})

        def take(spelled: Spelled) -> None:
            self.spelled = spelled

        self.background.start("tag spellings", work, take)

    def remember_tags(self, tags: Sequence[TagId]) -> None:
        """Take note of tags that were given now."""
        self.recent_tags = [*tags, *(tag for tag in self.recent_tags if tag not in tags)][:_RECENT]

    def undo(self, then: Callable[[Changes], None] = _nothing_more) -> None:
        """Take back what was done last, in the background if it is much; `then` as for `perform_on`."""
        self._step(history.undo, f"Undoing: {self.undo_label()}…", then, redo=False)

    def redo(self, then: Callable[[Changes], None] = _nothing_more) -> None:
        """Do again what was taken back last, likewise."""
        self._step(history.redo, f"Doing again: {self.redo_label()}…", then, redo=True)

    def _step(
        self,
        step: Callable[[Library], Changes],
        saying: str,
        then: Callable[[Changes], None],
        *,
        redo: bool,
    ) -> None:
        if self.long.refuses():
            return
        if history.is_heavy(self.library, redo=redo):
            self.long.begin(lambda: step(self.library), saying, then)
        elif changes := self.perform(lambda: step(self.library)):
            then(changes)

    def undo_label(self) -> str:
        """What undo would take back; empty when there is nothing."""
        return history.undo_label(self.library)

    def redo_label(self) -> str:
        """What redo would do again; empty when there is nothing."""
        return history.redo_label(self.library)

    def was_written_elsewhere(self) -> bool:
        """Whether another program has written to the library since this was last asked."""
        try:
            return self.library.was_written_elsewhere()
        except Exception as error:
            if self.library.fault_of(error) is None:
                raise
            return False  # whatever is next tells of it

    def tell(self, error: Exception) -> bool:
        """Tell an error of the user or a fault of the file; False if it is neither, but a bug."""
        if isinstance(error, UserError):
            self.failed.emit(error.sentence, error.advice)
            return True
        return self._tell_fault(error)

    def _tell_fault(self, error: BaseException) -> bool:
        """Tell a fault of the disk or the file; whether it was one."""
        fault = self.library.fault_of(error)
        if fault is not None:
            self.failed.emit(fault.sentence, fault.advice)
        return fault is not None

    def _take_breakage(self, error: BaseException) -> None:
        if not self._tell_fault(error):
            self.broke.emit(error)

    def close(self) -> None:
        """End the work in the background, save what waits for it, then close the file."""
        self.background.close()
        self.long.finish()
        self.library.close()
