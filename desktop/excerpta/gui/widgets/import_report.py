"""The result of an import: what became of every file, and what can be done about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from excerpta.gui.support.announcing import announce
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.flow_layout import FlowLayout
from excerpta.gui.widgets.import_lines import ImportLine, Outcome, lines_of, summary
from excerpta.gui.widgets.import_list import ImportDelegate, ImportModel

if TYPE_CHECKING:
    from excerpta.core.services.import_report import FailedFile, ImportReport

_LINES_ABOUT = 4


class ImportResult(QDialog):
    """A list of the files, what failed first, and buttons for the current one.

    Signals:
        document_chosen: the id of a document that is to be opened.
        retry_wanted: what failed is to be tried again; the answer is `add_retried`.

    """

    document_chosen = Signal(object)
    retry_wanted = Signal(list)

    def __init__(self, report: ImportReport, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_result")
        self.setWindowTitle("Import")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setStyleSheet(rules(theme))
        self._report = report
        self.heading = QLabel(self)
        self.heading.setObjectName("empty_heading")
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setWordWrap(True)
        self._kinds = QWidget(self)
        self._flow = FlowLayout(self._kinds)
        self._lines: list[ImportLine] = []
        self.model = ImportModel(self)
        self.list = self._list(theme)
        self.about = QLabel(self)
        self.about.setObjectName("import_about")
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.about.setWordWrap(True)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.about.setFixedHeight(_LINES_ABOUT * self.about.fontMetrics().lineSpacing())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 16)
        layout.setSpacing(10)
        for widget in (self.heading, self._kinds, self.list, self.about):
            layout.addWidget(widget, 1 if widget is self.list else 0)
        layout.addLayout(self._buttons())
        self.resize(scaled(680), scaled(520))
        self._show_report()
        self.list.setFocus()

    @property
    def failed(self) -> tuple[FailedFile, ...]:
        """What can be tried again."""
        return tuple(one for one in self._report.failed if one.path is not None)

    def add_retried(self, again: ImportReport) -> None:
        """Show what became of what was tried again, together with the rest."""
        before = len(self._report.failed)
        self._report = self._report.followed_by(again)
        still = len(self._report.failed)
        self._show_report()
        self.heading.setText(f"{self.heading.text()} {_tried(before, still)}")
        announce(self, _tried(before, still))

    def _list(self, theme: Theme) -> QListView:
        view = QListView(self)
        view.setObjectName("import_list")
        view.setAccessibleName("Files of the import")
        view.setItemDelegate(ImportDelegate(view, theme))
        view.setUniformItemSizes(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setModel(self.model)
        view.selectionModel().currentChanged.connect(self._judge)
        view.activated.connect(self._open)
        return view

    def _buttons(self) -> QHBoxLayout:
        self.open_button = self._button("&Open document", self._open)
        self.open_button.setObjectName("primary")
        self.retry = self._button("&Try again", self._retry)
        copy = self._button("Copy &list", self._copy)
        close = self._button("Close", self.close)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(copy)
        row.addWidget(self.retry)
        row.addStretch()
        for button in (self.open_button, close):
            row.addWidget(button)
        return row

    def _button(self, words: str, slot: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _show_report(self) -> None:
        report = self._report
        self.heading.setText(summary(report))
        self._lines = lines_of(report)
        self._show_kinds()
        self._show_lines(None)
        number = len(report.to_try_again())
        self.retry.setVisible(bool(number))
        self.retry.setEnabled(True)
        self.retry.setText(f"&Try again ({number:,})")
        self.retry.setToolTip("Read the files that failed once more, after you have mended them.")

    def _show_kinds(self) -> None:
        """Offer each outcome that there is, with its number; a single one needs no choice."""
        for button in self._kinds.findChildren(QPushButton):
            self._flow.removeWidget(button)
            button.setParent(None)  # until it is deleted it would count among those of which one is checked
            button.deleteLater()
        counts = {kind: sum(line.outcome is kind for line in self._lines) for kind in Outcome}
        present = [kind for kind in Outcome if counts[kind]]
        self._kinds.setVisible(len(present) > 1)
        for kind in (None, *present):
            words = f"All {len(self._lines):,}" if kind is None else f"{kind.value} {counts[kind]:,}"
            button = QPushButton(words, self._kinds)
            button.setObjectName("import_kind")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setAutoDefault(False)
            button.setChecked(kind is None)
            button.clicked.connect(partial(self._show_lines, kind))
            self._flow.addWidget(button)
            button.show()

    def _show_lines(self, kind: Outcome | None, _checked: bool = True) -> None:
        self.model.show_lines(self._lines, kind)
        self.list.setCurrentIndex(self.model.index(0, 0))
        self._judge()

    def _current(self) -> ImportLine | None:
        index = self.list.currentIndex()
        return self.model.shown[index.row()] if index.isValid() else None

    def _judge(self) -> None:
        line = self._current()
        self.open_button.setEnabled(line is not None and line.document is not None)
        parts = (line.name, line.about, line.remarks) if line else ()
        self.about.setText("\n".join(part for part in parts if part))

    def _open(self) -> None:
        line = self._current()
        if line is not None and line.document is not None:
            self.close()
            self.document_chosen.emit(line.document)

    def _retry(self) -> None:
        self.retry.setEnabled(False)
        self.heading.setText("Trying again…")
        self.retry_wanted.emit(self._report.to_try_again())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(line.text for line in lines_of(self._report)))


def _tried(before: int, still: int) -> str:
    if not still:
        return "Everything could be read this time."
    return "Nothing has changed." if still >= before else f"{before - still:,} could be read this time."


def rules(theme: Theme) -> str:
    """Style rules of the result."""
    return f"""
    #import_about {{ color: {theme.muted.name()}; }}
    QPushButton#import_kind {{ border-radius: 11px; padding: 2px 11px; }}
    QPushButton#import_kind:focus {{ padding: 1px 10px; }}
    QPushButton#import_kind:checked {{
        background: {theme.selection.name()}; border-color: {theme.accent.name()}; font-weight: 600;
    }}
    """
