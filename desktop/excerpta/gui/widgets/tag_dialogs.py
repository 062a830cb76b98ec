"""The dialogues of the tag panel: delete, describe and move a tag, each saying what it touches."""

from collections.abc import Iterable

from PySide6.QtCore import QSortFilterProxyModel, QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import TagTree
from excerpta.gui.support.plain_text import document_text
from excerpta.gui.support.scale import scaled
from excerpta.gui.widgets.tag_tree_model import fold_words

Reach = tuple[int, int]
"""How many highlights carry a tag, and in how many documents."""

TOP = "At the top"


def reach_in_words(reach: Reach) -> str:
    """`37 highlights in 12 documents`; `no highlight`."""
    highlights, documents = reach
    if not highlights:
        return "no highlight"
    return (
        f"{highlights:,} highlight{'' if highlights == 1 else 's'} "
        f"in {documents:,} document{'' if documents == 1 else 's'}"
    )


def _words(text: str, name: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if name:
        label.setObjectName(name)
    return label


class _TagDialog(QDialog):
    """A question over the window: a headline, a body, one button that does it, and Cancel."""

    def __init__(self, title: str, do_it: str, parent: QWidget | None, *, look: str = "primary") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(scaled(400))
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.button = QPushButton(do_it)
        self.button.setObjectName(look)
        self.button.setDefault(True)
        self.buttons.addButton(self.button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(14)
        headline = _words(title, "dialog_headline")
        whole.addWidget(headline)
        whole.addLayout(self.body)
        whole.addWidget(self.buttons)


class DeleteTagDialog(_TagDialog):
    """Asks before a tag is deleted, and what becomes of its sub-tags.

    Signals:
        confirmed: whether its sub-tags are kept and move up.

    """

    confirmed = Signal(bool)

    def __init__(
        self, tree: TagTree, tag: TagId, own: Reach, whole: Reach, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"Delete the tag “{tree[tag].short_name}”?", "Delete tag", parent, look="danger")
        below = len(tree.subtree(tag)) - 1
        self.keep = QRadioButton()
        self.take = QRadioButton()
        if below:
            above = tree[tag].parent
            where = f"to “{tree[above].short_name}”" if above is not None else "to the top"
            subs = "its sub-tag" if below == 1 else f"its {below:,} sub-tags"
            self.keep.setText(f"&Keep {subs}: move up {where}")
            self.take.setText(f"Delete {subs} &too")
            self.keep.setChecked(True)
            self.body.addWidget(self.keep)
            self.body.addWidget(_words(f"Takes it off {reach_in_words(own)}.", "muted_indented"))
            self.body.addWidget(self.take)
            self.body.addWidget(_words(f"Takes them off {reach_in_words(whole)}.", "muted_indented"))
        else:
            self.keep.hide()
            self.take.hide()
            self.body.addWidget(_words(f"It is taken off {reach_in_words(own)}."))
        self.body.addWidget(_words("The highlights themselves stay. Undo brings the tag back.", "muted"))
        self.accepted.connect(lambda: self.confirmed.emit(not self.take.isChecked()))


class DescribeTagDialog(_TagDialog):
    """Says what a tag is for.

    Signals:
        confirmed: the text.

    """

    confirmed = Signal(str)

    def __init__(self, tree: TagTree, tag: TagId, parent: QWidget | None = None) -> None:
        super().__init__(f"What is “{tree[tag].short_name}” for?", "Keep description", parent)
        self.text = QPlainTextEdit(tree[tag].description)
        self.text.setPlaceholderText("When to use this tag, and when not")
        self.text.setAccessibleName("Description")
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(120)
        self.body.addWidget(self.text)
        self.accepted.connect(lambda: self.confirmed.emit(document_text(self.text.document())))


class MoveTagDialog(_TagDialog):
    """Chooses the tag under which another one is to stand; only places that can be are offered.

    Signals:
        confirmed: the new parent, or None for the top.

    """

    confirmed = Signal(object)

    def __init__(self, tree: TagTree, tag: TagId, parent: QWidget | None = None) -> None:
        super().__init__(f"Move “{tree[tag].short_name}” to", "Move", parent)
        self._places = tuple(_places(tree, tag))
        self.field = QLineEdit()
        self.field.setPlaceholderText("Filter")
        self.field.setAccessibleName("Filter places")
        names = QStringListModel([TOP if place is None else tree.path(place) for place in self._places], self)
        self._shown = _Folded(self)
        self._shown.setSourceModel(names)
        self.list = QListView()
        self.list.setAccessibleName("Places")
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setMinimumHeight(220)
        self.list.setModel(self._shown)
        self.body.addWidget(self.field)
        self.body.addWidget(self.list)
        self.field.textChanged.connect(self._filter)
        self.list.doubleClicked.connect(lambda _: self.accept())
        self.accepted.connect(self._tell)
        self._filter("")

    def chosen(self) -> TagId | None:
        """The place that is selected."""
        return self._places[self._shown.mapToSource(self.list.currentIndex()).row()]

    def _filter(self, words: str) -> None:
        self._shown.set_words(words)
        self.list.setCurrentIndex(self._shown.index(0, 0))
        self.button.setEnabled(self._shown.rowCount() > 0)

    def _tell(self) -> None:
        if self.list.currentIndex().isValid():
            self.confirmed.emit(self.chosen())


class _Folded(QSortFilterProxyModel):
    """Strings that hold some words, letter case and accents aside."""

    def set_words(self, words: str) -> None:
        self._words = fold_words(words)
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: object) -> bool:
        text = self.sourceModel().index(row, 0, parent).data()  # type: ignore[arg-type]
        return getattr(self, "_words", "") in fold_words(text)


def _places(tree: TagTree, tag: TagId) -> Iterable[TagId | None]:
    """Where a tag can stand: not under itself, not where it is, not beside a tag of its name."""
    below = set(tree.subtree(tag))
    name = tree[tag].name.casefold()
    for place in (None, *(other.id for other in tree)):
        if place in below or place == tree[tag].parent:
            continue
        if all(sibling.name.casefold() != name for sibling in tree.children(place)):
            yield place
