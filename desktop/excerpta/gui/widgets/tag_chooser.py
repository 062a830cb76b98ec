"""A tag chooser is a field that filters and a list of paths below it, for dialogues that ask for a tag."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSortFilterProxyModel, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QVBoxLayout, QWidget

from excerpta.core.model.ids import TagId
from excerpta.gui.widgets.tag_tree_model import fold_words


class TagChooser(QWidget):
    """Chooses one of several tags, or another place in the codebook.

    Signals:
        chosen_changed: another one is chosen.
        confirmed: one was double-clicked.

    """

    chosen_changed = Signal()
    confirmed = Signal()

    def __init__(
        self,
        places: Sequence[TagId | None],
        named: Callable[[TagId | None], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._places = tuple(places)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Filter")
        self.field.setAccessibleName("Filter tags")
        self.field.installEventFilter(self)
        names = QStringListModel([named(place) for place in self._places], self)
        self._shown = _Folded(self)
        self._shown.setSourceModel(names)
        self.list = QListView()
        self.list.setObjectName("tag_choices")
        self.list.setAccessibleName("Tags")
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setMinimumHeight(220)
        self.list.setModel(self._shown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._filter)
        self.list.doubleClicked.connect(lambda _: self.confirmed.emit())
        self.list.selectionModel().currentChanged.connect(lambda *_: self.chosen_changed.emit())
        self._filter("")

    @property
    def is_chosen(self) -> bool:
        """Whether one is chosen; none is where nothing matches."""
        return self.list.currentIndex().isValid()

    def chosen(self) -> TagId | None:
        """The one that is chosen."""
        return self._places[self._shown.mapToSource(self.list.currentIndex()).row()]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.doItemsLayout()  # rows are as high as the style sheet says only from now on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        vertical = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in vertical:
            QApplication.sendEvent(self.list, event)
            return True
        return super().eventFilter(watched, event)

    def _filter(self, words: str) -> None:
        self._shown.set_words(words)
        self.list.setCurrentIndex(self._shown.index(0, 0))
        self.chosen_changed.emit()


class _Folded(QSortFilterProxyModel):
    """Strings that hold some words, letter case and accents aside."""

    def set_words(self, words: str) -> None:
        self._words = fold_words(words)
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: object) -> bool:
        text = self.sourceModel().index(row, 0, parent).data()  # type: ignore[arg-type]
        return getattr(self, "_words", "") in fold_words(text)
