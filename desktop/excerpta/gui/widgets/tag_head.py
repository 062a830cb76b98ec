"""The head of the tag panel: its heading, and a field that filters the tags below or names a new one."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from excerpta.core.model.errors import TagError
from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import parse_tag_path, short_name
from excerpta.gui.support.fields import make_clearable
from excerpta.gui.widgets.tag_tree import TagTreeView

NEW = "Filter or create"


class TagHead(QWidget):
    """Heading, button, field, and below it what is offered or what went wrong.

    Signals:
        created: names from the top down to the new tag.
        found: a tag that was to be made and is there already.

    """

    created = Signal(object)
    found = Signal(object)

    def __init__(self, view: TagTreeView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
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
        self.field.setPlaceholderText(NEW)
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
        self._lay_out()
        self.add.clicked.connect(lambda: self.start_creating())
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._typed)
        self.offer.clicked.connect(self._create)
        view.filter_wanted.connect(lambda: self.field.setFocus(Qt.FocusReason.ShortcutFocusReason))
        view.objected.connect(self.show_problem)

    def set_read_only(self, read_only: bool) -> None:
        """Offer only to filter."""
        self._is_enabled = not read_only
        self.add.setVisible(not read_only)
        self.field.setPlaceholderText("Filter" if read_only else NEW)

    def show_problem(self, sentence: str) -> None:
        """Say below the field what went wrong; empty takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def take_tree(self) -> None:
        """Another codebook is shown below."""
        if self._under is not None and self._under not in self._view.tags.tree:
            self.leave_creating()
        self._offer()

    def start_creating(self, under: TagId | None = None) -> None:
        """Let the field name a new tag, at the top or under another; Esc leaves."""
        if not self._is_enabled:
            return
        self._is_creating, self._under = True, under
        self.field.clear()
        where = f" under “{self._view.tags.tree[under].short_name}”" if under is not None else ""
        self.field.setPlaceholderText(f"Name of the new tag{where}")
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._offer()

    def leave_creating(self) -> None:
        """Let the field filter again."""
        if self._is_creating:
            self._is_creating, self._under = False, None
            self.field.setPlaceholderText(NEW)
            self.field.clear()
            self._offer()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._field_key(event)
        return super().eventFilter(watched, event)

    def _field_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._view.finish_filter()
            forced = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            match = None if self._is_creating or forced else self._view.tags.first_match()
            if match is None:
                self._create()
            else:
                self._view.set_current_tag(match)
                self._view.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if key == Qt.Key.Key_Down:
            self._view.finish_filter()
            if self._view.current_tag() is None:
                self._view.set_current_tag(self._view.tags.first_match() or self._first())
            self._view.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if key == Qt.Key.Key_Escape and (self.field.text() or self._is_creating):
            self.leave_creating()
            self.field.clear()
            return True
        return False

    def _first(self) -> TagId | None:
        index = self._view.tags.index(0, 0)
        return self._view.tags.tag(index).id if index.isValid() else None

    def _typed(self, text: str) -> None:
        self.show_problem("")
        self._view.set_filter("" if self._is_creating else text)
        self._offer()

    def _new_path(self) -> tuple[str, ...]:
        """The names of the tag that the field would make."""
        names = parse_tag_path(self.field.text())
        return names if self._under is None else (*self._view.tags.tree.names(self._under), *names)

    def _offer(self) -> None:
        """Offer to create what is typed, unless it is there already."""
        try:
            names = self._new_path() if self.field.text().strip() and self._is_enabled else ()
        except TagError:
            names = ()
        wanted = bool(names) and self._view.tags.tree.find(names) is None
        if wanted:
            key = "Enter" if self._is_creating or not self._matches_typed() else "Ctrl+Enter"
            self.offer.setText(f"Create “{short_name(names[-1], 24)}”   {key}")
        self.offer.setVisible(wanted)

    def _matches_typed(self) -> bool:
        self._view.finish_filter()
        return bool(self._view.tags.matching)

    def _create(self) -> None:
        if not self._is_enabled or not self.field.text().strip():
            return
        try:
            names = self._new_path()
        except TagError as error:
            self.show_problem(str(error))
            return
        known = self._view.tags.tree.find(names)
        if known is not None:
            self.show_problem(f"There is a tag “{known.short_name}” already.")
            self.found.emit(known.id)
            return
        self.leave_creating()
        self.field.clear()
        self.created.emit(names)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(2, 0, 0, 0)
        top.addWidget(self.heading)
        top.addStretch(1)
        top.addWidget(self.add)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 10, 12, 6)
        whole.setSpacing(6)
        whole.addLayout(top)
        whole.addWidget(self.field)
        whole.addWidget(self.offer)
        whole.addWidget(self.problem)
