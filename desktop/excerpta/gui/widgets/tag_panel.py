"""The tag panel is the zone of the codebook: a field that filters or creates, and the tree below it."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import TagTree, TagUse
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed
from excerpta.gui.widgets import tag_details
from excerpta.gui.widgets.tag_details import TagDetails
from excerpta.gui.widgets.tag_dialogs import ClashDialog, DeleteTagDialog, MoveTagDialog, Reach
from excerpta.gui.widgets.tag_head import TagHead
from excerpta.gui.widgets.tag_menu import tag_menu
from excerpta.gui.widgets.tag_steps import place_after_step
from excerpta.gui.widgets.tag_tree import TagTreeView

_DETAILS = 190
"""Height of what is said of a tag, in pixels, until the user drags its edge."""


class TagPanel(Themed, QWidget):
    """Heading, field, tree. It is given a codebook and says what the reader did with it.

    Signals:
        tag_shown, tag_added, tag_excluded: the highlights of a tag were asked for; it was added to
            the query; it was left out of it.
        tags_applied: tags are to be put on what is selected.
        highlights_given: a tag, and the highlights that were dropped on it.
        created: names from the top down to the new tag.
        renamed: tag and name. recoloured: tags and Colour. described, memo_written: tag and text.
        shortcut_set: tag and key, empty to take the key away.
        moved: tags, parent or None, place among the siblings or None for the end, and whether tags of
            one name merge.
        delete_wanted: tags are to go; whoever knows their reach calls `ask_delete`.
        deleted: tags, whether their sub-tags are kept, and whether tags of one name merge.
        merge_wanted: tags are to become one; whoever knows what that touches calls `ask_merge`.
        split_wanted: a tag is to be split; whoever knows the marked highlights calls `ask_split`.
        current_changed: the tag under the keyboard, or None.

    """

    tag_shown = Signal(object)
    tag_added = Signal(object)
    tag_excluded = Signal(object)
    tags_applied = Signal(object)
    highlights_given = Signal(object, object)
    created = Signal(object)
    renamed = Signal(object, str)
    recoloured = Signal(object, object)
    described = Signal(object, str)
    memo_written = Signal(object, str)
    shortcut_set = Signal(object, str)
    moved = Signal(object, object, object, bool)
    delete_wanted = Signal(object)
    deleted = Signal(object, bool, bool)
    merge_wanted = Signal(object)
    split_wanted = Signal(object)
    current_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tag_zone")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._is_enabled = True
        self.view = TagTreeView()
        self.head = TagHead(self.view)
        self.heading, self.field, self.offer = self.head.heading, self.head.field, self.head.offer
        self.problem, self.show_problem = self.head.problem, self.head.show_problem
        self.start_creating = self.head.start_creating
        self.details = TagDetails()
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self._lay_out()
        self._connect()

    # ---- given

    def set_tree(self, tree: TagTree) -> None:
        """Show a codebook; expansion, filter and selection stay."""
        self.view.tags.set_tree(tree)
        self.head.take_tree()
        if self.details.tag is not None and self.details.tag not in tree:
            self.details.show_nothing(gone=True)

    def set_uses(self, uses: Mapping[TagId, TagUse]) -> None:
        """Show how often each tag is used."""
        self.view.tags.set_uses(uses)

    def set_asked(self, asked: frozenset[TagId], excluded: frozenset[TagId]) -> None:
        """Mark the tags that the query names and those it leaves out."""
        self.view.set_asked(asked, excluded)

    def set_read_only(self, read_only: bool) -> None:
        """Offer only looking, where the library may not be written."""
        self._is_enabled = not read_only
        self.head.set_read_only(read_only)
        self.view.setDragEnabled(not read_only)
        self.details.set_read_only(read_only)

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        super().set_theme(theme)
        self.view.set_theme(theme)

    def ask_delete(self, tags: Sequence[TagId], own: Reach, whole: Reach) -> DeleteTagDialog:
        """Ask before tags go; `own` and `whole` are their reach without and with their sub-tags."""
        dialog = DeleteTagDialog(self.view.tags.tree, tags, own, whole, self)
        dialog.confirmed.connect(lambda keep: self.deleted.emit(tags, keep, False))
        dialog.open()
        return dialog

    def ask_move(self, tags: Sequence[TagId]) -> MoveTagDialog:
        """Ask where tags are to stand."""
        dialog = MoveTagDialog(self.view.tags.tree, tags, self)
        dialog.confirmed.connect(lambda parent: self.moved.emit(tags, parent, None, False))
        dialog.open()
        return dialog

    def ask_merging(self, sentence: str, merge: Callable[[], object]) -> ClashDialog:
        """Say that two tags of one name meet, and ask whether they become one."""
        dialog = ClashDialog(sentence, self)
        dialog.confirmed.connect(merge)
        dialog.open()
        return dialog

    def show_details(self, tag: TagId, memo: str) -> None:
        """Show below the tree what is said of a tag."""
        tags = self.view.tags
        self.details.show_tag(tags.tree[tag], tags.counts_in_words(tag), memo)

    def reveal(self, tag: TagId) -> None:
        """Select a tag; the filter goes when it hides the tag."""
        if not self.view.tags.index_of(tag).isValid() and tag in self.view.tags.tree:
            self.field.clear()
            self.view.finish_filter()
        self.view.set_current_tag(tag)

    def reveal_all(self, tags: Sequence[TagId]) -> None:
        """Select tags, the first of them under the keyboard."""
        if tags:
            self.reveal(tags[0])
            self.view.mark(tags)

    # ---- inside

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addWidget(self.head)
        self.parts.setHandleWidth(1)
        self.parts.addWidget(self.view)
        self.parts.addWidget(self.details)
        self.parts.setCollapsible(0, False)
        self.parts.setStretchFactor(0, 1)
        self.parts.setSizes([1000, scaled(_DETAILS)])
        whole.addWidget(self.parts, 1)
        self.setMinimumWidth(150)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        view = self.view
        self.head.created.connect(self.created)
        self.head.found.connect(self.reveal)
        view.chosen.connect(self._chosen)
        view.applied.connect(self._guarded(self.tags_applied.emit))
        view.delete_wanted.connect(self._guarded(self.delete_wanted.emit))
        view.merge_wanted.connect(self._guarded(self.merge_wanted.emit))
        view.memo_wanted.connect(self.edit_memo)
        view.step_wanted.connect(self.step)
        view.current_changed.connect(self.current_changed)
        view.tags.renamed.connect(self.renamed)
        view.tags.moved.connect(lambda tags, parent, order: self.moved.emit(tags, parent, order, False))
        view.tags.given.connect(self.highlights_given)
        self.details.described.connect(self.described)
        self.details.memo_written.connect(self.memo_written)
        self.details.left.connect(lambda: view.setFocus(Qt.FocusReason.OtherFocusReason))
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_menu)

    def _chosen(self, tag: TagId, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers & Qt.KeyboardModifier.AltModifier:
            self.tag_excluded.emit(tag)
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            self.tag_added.emit(tag)
        else:
            self.tag_shown.emit(tag)

    def _guarded(self, do: Callable[[object], object]) -> Callable[[object], None]:
        """What keys do only where the library may be written."""

        def guarded(what: object) -> None:
            if self._is_enabled:
                do(what)

        return guarded

    # ---- what is done with tags

    def step(self, tag: TagId, key: Qt.Key) -> None:
        """Move a tag as an arrow key says."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        place = place_after_step(self.view.tags.tree, tag, key, mirrored=mirrored)
        if place is not None and self._is_enabled:
            self.moved.emit([tag], *place, False)

    def rename(self, tag: TagId) -> None:
        """Edit a tag's name where it stands."""
        self.reveal(tag)
        self.view.edit(self.view.currentIndex())

    def edit_memo(self, tag: TagId) -> None:
        """Write the memo of a tag, below the tree."""
        self._open_details(tag)
        self.details.edit_memo()

    def edit_description(self, tag: TagId) -> None:
        """Write what a tag is for, below the tree."""
        self._open_details(tag)
        self.details.edit_description()

    def _open_details(self, tag: TagId) -> None:
        self.reveal(tag)
        sizes = self.parts.sizes()
        if sizes[1] < scaled(_DETAILS) // 2:
            self.parts.setSizes([sum(sizes) - scaled(_DETAILS), scaled(_DETAILS)])

    def _open_menu(self, place: QPoint) -> None:
        index = self.view.indexAt(place)
        if not index.isValid():
            index = self.view.currentIndex()
        if index.isValid():
            menu = self.menu(self.view.tags.tag(index).id)
            menu.popup(self.view.viewport().mapToGlobal(place))

    def menu(self, tag: TagId) -> QMenu:
        """What can be done with a tag, or with all that are marked if it is one of them."""
        return tag_menu(self, self.view.meant(tag), is_enabled=self._is_enabled)


def rules(theme: Theme) -> str:
    """The panel's part of the style sheet."""
    return f"""
    QWidget#tag_zone {{ background: {theme.chrome.name()}; }}
    QTreeView#tag_tree {{ background: {theme.chrome.name()}; border: none; }}
    QTreeView#tag_tree::item, QTreeView#tag_tree::branch {{ background: transparent; border: none; }}
    QLineEdit#tag_name_editor {{
        background: {theme.card.name()}; border: 1px solid {theme.accent.name()};
        border-radius: 4px; padding: 0 3px;
    }}
    QLabel#tag_problem {{ color: {theme.rubric.name()}; }}
    QToolButton#tag_offer {{
        background: transparent; border: none; color: {theme.accent.name()};
        text-align: left; padding: 2px 2px;
    }}
    QToolButton#tag_offer:hover {{ text-decoration: underline; }}
    QToolButton#tag_offer:focus {{ border: 1px solid {theme.accent.name()}; border-radius: 4px; }}
    QListView#tag_choices {{ padding: 3px; outline: none; }}
    QListView#tag_choices::item {{ padding: 4px 7px; border-radius: 4px; }}
    QListView#tag_choices::item:selected {{
        background: {theme.selection.name()}; color: {theme.ink.name()};
    }}
    QLabel#dialog_headline {{ font-size: 15px; font-weight: 600; }}
    QLabel#muted_indented {{ color: {theme.muted.name()}; padding-left: 24px; }}
    QPushButton#danger {{
        background: {theme.rubric.name()}; color: {theme.card.name()}; border-color: {theme.rubric.name()};
        font-weight: 600;
    }}
    {tag_details.rules(theme)}
    """
