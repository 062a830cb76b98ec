"""The tag panel is the zone of the codebook: a field that filters or creates, and the tree below it."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from excerpta.core.model.annotation import Colour
from excerpta.core.model.errors import TagError
from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import TagTree, TagUse, parse_tag_path, short_name
from excerpta.gui.support.fields import make_clearable
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.themed import Themed
from excerpta.gui.widgets.tag_dialogs import DeleteTagDialog, DescribeTagDialog, MoveTagDialog, Reach
from excerpta.gui.widgets.tag_tree import TagTreeView

_KEYS = "123456789"
_NEW = "Filter or create"


class TagPanel(Themed, QWidget):
    """Heading, field, tree. It is given a codebook and says what the reader did with it.

    Signals:
        tag_shown, tag_added, tag_excluded: the highlights of a tag were asked for; it was added to
            the query; it was left out of it.
        tag_applied: a tag is to be put on what is selected.
        created: names from the top down to the new tag.
        renamed: tag and name. recoloured: tag and Colour. described: tag and text.
        shortcut_set: tag and key, empty to take the key away.
        moved: tag, parent or None, and place among the siblings or None for the end.
        delete_wanted: a tag is to go; whoever knows its reach calls `ask_delete`.
        deleted: tag, and whether its sub-tags are kept.

    """

    tag_shown = Signal(object)
    tag_added = Signal(object)
    tag_excluded = Signal(object)
    tag_applied = Signal(object)
    created = Signal(object)
    renamed = Signal(object, str)
    recoloured = Signal(object, object)
    described = Signal(object, str)
    shortcut_set = Signal(object, str)
    moved = Signal(object, object, object)
    delete_wanted = Signal(object)
    deleted = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tag_zone")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._under: TagId | None = None
        self._is_creating = False
        self._is_enabled = True
        self.heading = QLabel("Tags")
        self.heading.setObjectName("zone_heading")
        self.add = QToolButton()
        self.add.setObjectName("quiet_button")
        self.add.setText("+")
        self.add.setToolTip("New tag")
        self.add.setAccessibleName("New tag")
        self.field = QLineEdit()
        self.field.setPlaceholderText(_NEW)
        self.field.setAccessibleName("Filter or create tags")
        make_clearable(self.field)
        self.problem = QLabel()
        self.problem.setObjectName("tag_problem")
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.offer = QToolButton()
        self.offer.setObjectName("tag_offer")
        self.offer.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.offer.hide()
        self.view = TagTreeView()
        self._lay_out()
        self._connect()

    # ---- given

    def set_tree(self, tree: TagTree) -> None:
        """Show a codebook; expansion, filter and selection stay."""
        self.view.tags.set_tree(tree)
        if self._under is not None and self._under not in tree:
            self.leave_creating()
        self._offer()

    def set_uses(self, uses: Mapping[TagId, TagUse]) -> None:
        """Show how often each tag is used."""
        self.view.tags.set_uses(uses)

    def set_asked(self, asked: frozenset[TagId], excluded: frozenset[TagId]) -> None:
        """Mark the tags that the query names and those it leaves out."""
        self.view.set_asked(asked, excluded)

    def set_read_only(self, read_only: bool) -> None:
        """Offer only looking, where the library may not be written."""
        self._is_enabled = not read_only
        self.add.setVisible(not read_only)
        self.field.setPlaceholderText("Filter" if read_only else _NEW)
        self.view.setDragEnabled(not read_only)

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        super().set_theme(theme)
        self.view.set_theme(theme)

    def show_problem(self, sentence: str) -> None:
        """Say below the field what went wrong; empty takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def ask_delete(self, tag: TagId, own: Reach, whole: Reach) -> DeleteTagDialog:
        """Ask before a tag goes; `own` and `whole` are its reach without and with its sub-tags."""
        dialog = DeleteTagDialog(self.view.tags.tree, tag, own, whole, self)
        dialog.confirmed.connect(lambda keep: self.deleted.emit(tag, keep))
        dialog.open()
        return dialog

    def reveal(self, tag: TagId) -> None:
        """Select a tag; the filter goes when it hides the tag."""
        if not self.view.tags.index_of(tag).isValid() and tag in self.view.tags.tree:
            self.field.clear()
            self.view.finish_filter()
        self.view.set_current_tag(tag)

    # ---- creating

    def start_creating(self, under: TagId | None = None) -> None:
        """Let the field name a new tag, at the top or under another; Esc leaves."""
        if not self._is_enabled:
            return
        self._is_creating, self._under = True, under
        self.field.clear()
        where = f" under “{self.view.tags.tree[under].short_name}”" if under is not None else ""
        self.field.setPlaceholderText(f"Name of the new tag{where}")
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._offer()

    def leave_creating(self) -> None:
        """Let the field filter again."""
        if self._is_creating:
            self._is_creating, self._under = False, None
            self.field.setPlaceholderText(_NEW)
            self.field.clear()
            self._offer()

    # ---- inside

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(2, 0, 0, 0)
        top.addWidget(self.heading)
        top.addStretch(1)
        top.addWidget(self.add)
        head = QVBoxLayout()
        head.setContentsMargins(12, 10, 12, 6)
        head.setSpacing(6)
        head.addLayout(top)
        head.addWidget(self.field)
        head.addWidget(self.offer)
        head.addWidget(self.problem)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addLayout(head)
        whole.addWidget(self.view, 1)
        self.setMinimumWidth(150)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.add.clicked.connect(lambda: self.start_creating())
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._typed)
        self.offer.clicked.connect(self._create)
        view = self.view
        view.chosen.connect(self._chosen)
        view.applied.connect(self.tag_applied)
        view.delete_wanted.connect(self._delete)
        view.filter_wanted.connect(lambda: self.field.setFocus(Qt.FocusReason.ShortcutFocusReason))
        view.objected.connect(self.show_problem)
        view.tags.renamed.connect(self.renamed)
        view.tags.moved.connect(self.moved)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_menu)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._field_key(event)
        return super().eventFilter(watched, event)

    def _field_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.view.finish_filter()
            forced = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            match = None if self._is_creating or forced else self.view.tags.first_match()
            if match is None:
                self._create()
            else:
                self.view.set_current_tag(match)
                self.view.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if key == Qt.Key.Key_Down:
            self.view.finish_filter()
            if self.view.current_tag() is None:
                self.view.set_current_tag(self.view.tags.first_match() or self._first())
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if key == Qt.Key.Key_Escape and (self.field.text() or self._is_creating):
            self.leave_creating()
            self.field.clear()
            return True
        return False

    def _first(self) -> TagId | None:
        index = self.view.tags.index(0, 0)
        return self.view.tags.tag(index).id if index.isValid() else None

    def _typed(self, text: str) -> None:
        self.show_problem("")
        self.view.set_filter("" if self._is_creating else text)
        self._offer()

    def _new_path(self) -> tuple[str, ...]:
        """The names of the tag that the field would make."""
        names = parse_tag_path(self.field.text())
        return names if self._under is None else (*self.view.tags.tree.names(self._under), *names)

    def _offer(self) -> None:
        """Offer to create what is typed, unless it is there already."""
        try:
            names = self._new_path() if self.field.text().strip() and self._is_enabled else ()
        except TagError:
            names = ()
        wanted = bool(names) and self.view.tags.tree.find(names) is None
        if wanted:
            key = "Enter" if self._is_creating or not self._matches_typed() else "Ctrl+Enter"
            self.offer.setText(f"Create “{short_name(names[-1], 24)}”   {key}")
        self.offer.setVisible(wanted)

    def _matches_typed(self) -> bool:
        self.view.finish_filter()
        return bool(self.view.tags.matching)

    def _create(self) -> None:
        if not self._is_enabled or not self.field.text().strip():
            return
        try:
            names = self._new_path()
        except TagError as error:
            self.show_problem(str(error))
            return
        known = self.view.tags.tree.find(names)
        if known is not None:
            self.show_problem(f"There is a tag “{known.short_name}” already.")
            self.reveal(known.id)
            return
        self.leave_creating()
        self.field.clear()
        self.created.emit(names)

    def _chosen(self, tag: TagId, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers & Qt.KeyboardModifier.AltModifier:
            self.tag_excluded.emit(tag)
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            self.tag_added.emit(tag)
        else:
            self.tag_shown.emit(tag)

    def _delete(self, tag: TagId) -> None:
        if self._is_enabled:
            self.delete_wanted.emit(tag)

    # ---- the menu of a tag

    def _open_menu(self, place: QPoint) -> None:
        index = self.view.indexAt(place)
        if not index.isValid():
            index = self.view.currentIndex()
        if not index.isValid():
            return
        menu = self.menu(self.view.tags.tag(index).id)
        menu.popup(self.view.viewport().mapToGlobal(place))

    def menu(self, tag: TagId) -> QMenu:
        """What can be done with a tag; the menu deletes itself when it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Show its highlights\tEnter", partial(self.tag_shown.emit, tag))
        menu.addAction("Add to the query\tCtrl+click", partial(self.tag_added.emit, tag))
        menu.addAction("Leave out of the query\tAlt+click", partial(self.tag_excluded.emit, tag))
        if not self._is_enabled:
            return menu
        menu.addAction("Apply to the selection\tA", partial(self.tag_applied.emit, tag))
        menu.addSeparator()
        menu.addAction("New sub-tag", partial(self.start_creating, tag))
        menu.addAction("Rename\tF2", partial(self._rename, tag))
        self._add_colours(menu, tag)
        menu.addAction("Describe…", partial(self._describe, tag))
        self._add_keys(menu, tag)
        menu.addAction("Move to…", partial(self._move, tag))
        menu.addSeparator()
        menu.addAction("Delete…\tDel", partial(self.delete_wanted.emit, tag))
        return menu

    def _add_colours(self, menu: QMenu, tag: TagId) -> None:
        colours = menu.addMenu("Colour")
        group = QActionGroup(colours)
        for colour in Colour:
            action = colours.addAction(
                self._swatch(colour), colour.value.capitalize(), partial(self.recoloured.emit, tag, colour)
            )
            self._make_choice(group, action, chosen=self.view.tags.tree[tag].colour is colour)

    def _add_keys(self, menu: QMenu, tag: TagId) -> None:
        keys = menu.addMenu("Key")
        group = QActionGroup(keys)
        own = self.view.tags.tree[tag].shortcut
        holders = {other.shortcut: other.short_name for other in self.view.tags.tree if other.shortcut}
        for key in ("", *_KEYS):
            holder = f"   (now “{holders[key]}”)" if key in holders and key != own else ""
            text = f"{key}{holder}".replace("&", "&&") if key else "None"
            self._make_choice(
                group, keys.addAction(text, partial(self.shortcut_set.emit, tag, key)), chosen=key == own
            )

    @staticmethod
    def _make_choice(group: QActionGroup, action: QAction, *, chosen: bool) -> None:
        action.setCheckable(True)
        action.setChecked(chosen)
        group.addAction(action)

    def _swatch(self, colour: Colour) -> QIcon:
        side = 14
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.edge(colour))
        painter.drawEllipse(2, 2, side - 4, side - 4)
        painter.end()
        return QIcon(picture)

    def _rename(self, tag: TagId) -> None:
        self.reveal(tag)
        self.view.edit(self.view.currentIndex())

    def _describe(self, tag: TagId) -> None:
        dialog = DescribeTagDialog(self.view.tags.tree, tag, self)
        dialog.confirmed.connect(lambda text: self.described.emit(tag, text))
        dialog.open()

    def _move(self, tag: TagId) -> None:
        dialog = MoveTagDialog(self.view.tags.tree, tag, self)
        dialog.confirmed.connect(lambda parent: self.moved.emit(tag, parent, None))
        dialog.open()


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
    QLabel#dialog_headline {{ font-size: 15px; font-weight: 600; }}
    QLabel#muted_indented {{ color: {theme.muted.name()}; padding-left: 24px; }}
    QPushButton#danger {{
        background: {theme.rubric.name()}; color: {theme.card.name()}; border-color: {theme.rubric.name()};
        font-weight: 600;
    }}
    """
