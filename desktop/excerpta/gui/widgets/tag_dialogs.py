"""The dialogues of the tag panel: delete, move, merge and split tags, each saying what it touches."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import TagTree
from excerpta.gui.support.scale import scaled
from excerpta.gui.widgets.tag_chooser import TagChooser

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


def words(text: str, name: str = "") -> QLabel:
    """A paragraph of plain text."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if name:
        label.setObjectName(name)
    return label


class TagDialog(QDialog):
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
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(14)
        headline = words(title, "dialog_headline")
        whole.addWidget(headline)
        whole.addLayout(self.body)
        whole.addWidget(self.buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words need at its width; Qt guesses from a narrower one."""
        super().showEvent(event)
        self.resize(self.width(), self._whole.heightForWidth(self.width()))


class DeleteTagDialog(TagDialog):
    """Asks before tags are deleted, and what becomes of their sub-tags.

    Signals:
        confirmed: whether the sub-tags are kept and move up.

    """

    confirmed = Signal(bool)

    def __init__(
        self, tree: TagTree, tags: Sequence[TagId], own: Reach, whole: Reach, parent: QWidget | None = None
    ) -> None:
        one = len(tags) == 1
        title = f"Delete the tag {called(tree, tags)}?" if one else f"Delete {called(tree, tags)}?"
        super().__init__(title, "Delete tag" if one else "Delete tags", parent, look="danger")
        below = len({low for tag in tags for low in tree.subtree(tag)} - set(tags))
        self.keep = QRadioButton()
        self.take = QRadioButton()
        if below:
            above = tree[tags[0]].parent
            where = f"to “{tree[above].short_name}”" if above is not None else "to the top"
            subs = f"{'its' if one else 'their'} {f'{below:,} sub-tags' if below > 1 else 'sub-tag'}"
            self.keep.setText(f"&Keep {subs}: move up {where if one else 'one level'}")
            self.take.setText(f"Delete {subs} &too")
            self.keep.setChecked(True)
            self.body.addWidget(self.keep)
            self.body.addWidget(
                words(f"Takes {'it' if one else 'them'} off {reach_in_words(own)}.", "muted_indented")
            )
            self.body.addWidget(self.take)
            self.body.addWidget(words(f"Takes them off {reach_in_words(whole)}.", "muted_indented"))
        else:
            self.keep.hide()
            self.take.hide()
            are = "It is" if one else "They are"
            self.body.addWidget(words(f"{are} taken off {reach_in_words(own)}."))
        back = "the tag" if one else "the tags"
        self.body.addWidget(words(f"The highlights themselves stay. Undo brings {back} back.", "muted"))
        self.accepted.connect(lambda: self.confirmed.emit(not self.take.isChecked()))


class MoveTagDialog(TagDialog):
    """Chooses the tag under which others are to stand; only places that can be are offered.

    Signals:
        confirmed: the new parent, or None for the top.

    """

    confirmed = Signal(object)

    def __init__(self, tree: TagTree, tags: Sequence[TagId], parent: QWidget | None = None) -> None:
        super().__init__(f"Move {called(tree, tags)} to", "Move", parent)
        self.chooser = TagChooser(
            tuple(_places(tree, tags)), lambda place: TOP if place is None else tree.path(place)
        )
        self.body.addWidget(self.chooser)
        self.chooser.setFocus()
        self.chooser.chosen_changed.connect(self._judge)
        self.chooser.confirmed.connect(self.accept)
        self.accepted.connect(self._tell)
        self._judge()

    def _judge(self) -> None:
        self.button.setEnabled(self.chooser.is_chosen)

    def _tell(self) -> None:
        if self.chooser.is_chosen:
            self.confirmed.emit(self.chooser.chosen())


class MergeTagDialog(TagDialog):
    """Chooses the tag that takes others in, and says what that touches before it is done.

    Of several tags that are to be merged each can be the one that stays; they are offered first.

    Signals:
        looked_at: a tag that may take the others in; whoever knows calls `show_touched`.
        confirmed: the tags that go, and the one that stays.

    """

    looked_at = Signal(object, object)
    confirmed = Signal(object, object)

    def __init__(self, tree: TagTree, tags: Sequence[TagId], parent: QWidget | None = None) -> None:
        title = f"Merge {called(tree, tags)}" if len(tags) > 1 else f"Merge {called(tree, tags)} into"
        super().__init__(title, "Merge", parent)
        self._tags = tuple(tags)
        first = tags if len(tags) > 1 else ()
        others = [tag.id for tag in tree if tag.id not in tags]
        self.chooser = TagChooser((*first, *others), lambda tag: "" if tag is None else tree.path(tag))
        if len(tags) > 1:
            self.body.addWidget(words("Into the one that stays:", "muted"))
        self.body.addWidget(self.chooser)
        self.chooser.setFocus()
        self.touched = words("")
        self.touched.setMinimumHeight(scaled(54))
        self.touched.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.touched)
        self.chooser.chosen_changed.connect(self._look)
        self.chooser.confirmed.connect(self.accept)
        self.accepted.connect(self._tell)

    def open(self) -> None:
        """Show the question, with what the first choice touches."""
        self._look()
        super().open()

    def show_touched(self, sentence: str, *, possible: bool) -> None:
        """Say what the choice would do, or why it cannot be."""
        self.touched.setText(sentence)
        self.button.setEnabled(possible)

    def _sources(self) -> tuple[TagId, ...]:
        return tuple(tag for tag in self._tags if tag != self.chooser.chosen())

    def _look(self) -> None:
        if self.chooser.is_chosen:
            self.looked_at.emit(self._sources(), self.chooser.chosen())
        else:
            self.show_touched("No tag is called so.", possible=False)

    def _tell(self) -> None:
        if self.chooser.is_chosen:
            self.confirmed.emit(self._sources(), self.chooser.chosen())


class SplitTagDialog(TagDialog):
    """Names the finer tag that some highlights get instead.

    Signals:
        confirmed: the name, and whether the tag stands beside instead of below.

    """

    confirmed = Signal(str, bool)

    def __init__(self, tree: TagTree, tag: TagId, carrying: int, parent: QWidget | None = None) -> None:
        name = tree[tag].short_name
        super().__init__(f"Split “{name}”", "Split off", parent)
        number = f"{carrying:,} highlight{'' if carrying == 1 else 's'}"
        self.body.addWidget(words(f"The {number} marked now get this tag instead of “{name}”:"))
        self.field = QLineEdit()
        self.field.setPlaceholderText("Name of the finer tag")
        self.field.setAccessibleName("Name of the finer tag")
        self.below = QRadioButton(f"&Below “{name}”")
        self.beside = QRadioButton(f"B&eside “{name}”")
        self.below.setChecked(True)
        for widget in (self.field, self.below, self.beside):
            self.body.addWidget(widget)
        self.body.addWidget(words("The other highlights keep the tag. Undo takes it all back.", "muted"))
        self.field.setFocus()
        self.field.textChanged.connect(lambda text: self.button.setEnabled(bool(text.strip())))
        self.button.setEnabled(False)
        self.accepted.connect(lambda: self.confirmed.emit(self.field.text(), self.beside.isChecked()))


class ClashDialog(TagDialog):
    """Two tags of one name would stand under one parent; they can become one.

    Signals:
        confirmed: they are to merge.

    """

    confirmed = Signal()

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__("Merge the two?", "Merge them", parent)
        self.body.addWidget(words(sentence))
        self.body.addWidget(
            words(
                "Merged, they are one tag, with the highlights, sub-tags, descriptions and memos of both. "
                "Undo brings them apart again.",
                "muted",
            )
        )
        self.accepted.connect(self.confirmed)


def called(tree: TagTree, tags: Sequence[TagId]) -> str:
    """`“Taliban”`, or `3 tags`."""
    return f"“{tree[tags[0]].short_name}”" if len(tags) == 1 else f"{len(tags):,} tags"


def _places(tree: TagTree, tags: Sequence[TagId]) -> Iterable[TagId | None]:
    """Where tags can stand: not under themselves, and not all of them where they are."""
    below = {low for tag in tags for low in tree.subtree(tag)}
    parents = {tree[tag].parent for tag in tags}
    for place in (None, *(other.id for other in tree)):
        if place not in below and parents != {place}:
            yield place
