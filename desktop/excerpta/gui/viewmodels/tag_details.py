"""What is said of the current tag: its counts, description and memo, shown and kept."""

from PySide6.QtCore import QObject

from excerpta.core.model.changes import Changes
from excerpta.core.model.ids import CommandId, TagId
from excerpta.core.services import memos, tagging
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.viewmodels.tags import TagsViewModel
from excerpta.gui.widgets.tag_panel import TagPanel


class TagDetailsViewModel(QObject):
    """Keeps the part below the tree in step with the tag under the keyboard."""

    def __init__(self, session: LibrarySession, tags: TagsViewModel, panel: TagPanel) -> None:
        super().__init__(panel)
        self._session = session
        self._tags = tags
        self._panel = panel
        self._writing: tuple[TagId, CommandId] | None = None
        panel.current_changed.connect(self.show)
        panel.described.connect(self.describe)
        panel.memo_written.connect(self.write_memo)
        session.changed.connect(self._refresh)
        tags.counted.connect(self._show_again)

    def show(self, tag: TagId | None) -> None:
        """Show what is said of a tag."""
        if tag is None or tag not in self._tags.tree:
            return
        memo = memos.read_memo(self._session.library, tag=tag)
        self._panel.show_details(tag, "" if memo is None else memo.text)

    def describe(self, tag: TagId, text: str) -> None:
        """Write what a tag is for."""
        self._session.long.wait_for(
            lambda: self._session.perform(lambda: tagging.describe_tag(self._session.library, tag, text))
        )

    def write_memo(self, tag: TagId, text: str) -> None:
        """Write the memo of a tag; saves in a row are one step of undo."""

        def verb() -> Changes:
            joins = self._writing[1] if self._writing is not None and self._writing[0] == tag else None
            return memos.write_memo(self._session.library, text, tag=tag, joins=joins)

        def write() -> None:
            changes = self._session.perform(verb)
            if changes.command is not None:
                self._writing = (tag, changes.command)

        self._session.long.wait_for(write)

    def flush(self) -> None:
        """Keep what is being typed."""
        self._panel.details.flush()

    def _refresh(self, changes: Changes) -> None:
        if changes.tags or changes.memos:
            self._show_again()

    def _show_again(self) -> None:
        tag = self._panel.details.tag
        if tag is not None:
            self.show(tag)
