"""The result of an import says of every file whether it came in, was there already, or failed and why."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTextBrowser, QVBoxLayout, QWidget

from excerpta.core.model.ids import DocumentId
from excerpta.gui.support.scale import scaled, scaled_rules
from excerpta.gui.support.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from excerpta.core.services.importing import ImportReport

_SHOWN = 1000


class ImportResult(QDialog):
    """What became of every file, those that failed first; titles open their documents.

    Signals:
        document_chosen: the id of a document whose title was clicked.
    """

    document_chosen = Signal(object)

    def __init__(self, report: ImportReport, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_result")
        self.setWindowTitle("Import")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setStyleSheet(scaled_rules(rules(theme)))
        heading = QLabel(summary(report), self)
        heading.setObjectName("empty_heading")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        self.details = QTextBrowser(self)
        self.details.setObjectName("import_details")
        self.details.setOpenLinks(False)
        self.details.setAccessibleName("Details of the import")
        self.details.setHtml(as_html(report, theme))
        self.details.anchorClicked.connect(self._choose)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        buttons.rejected.connect(self.reject)
        copy = buttons.addButton("Copy list", QDialogButtonBox.ButtonRole.ActionRole)
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(as_text(report)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 16)
        layout.setSpacing(14)
        for widget in (heading, self.details, buttons):
            layout.addWidget(widget)
        self.resize(scaled(620), scaled(440))

    def _choose(self, address: QUrl) -> None:
        self.close()
        self.document_chosen.emit(DocumentId(int(address.toString().removeprefix("#"))))


def summary(report: ImportReport) -> str:
    """An import in one sentence."""
    number = len(report.imported)
    parts = [f"{number} document{'' if number == 1 else 's'} imported"]
    if report.duplicates:
        parts.append(f"{len(report.duplicates)} already there")
    if report.failed:
        parts.append(f"{len(report.failed)} could not be read")
    return ", ".join(parts) + (" (stopped)." if report.cancelled else ".")


def as_text(report: ImportReport) -> str:
    """The whole report, a line for every file."""
    return "\n".join(
        f"{group}: {name}" + (f" — {about}" if about else "") for group, name, _, _, about in _lines(report)
    )


def as_html(report: ImportReport, theme: Theme) -> str:
    """The report in groups, at most `_SHOWN` files of each; nothing of a file is taken as markup."""
    muted, rubric, accent = theme.muted.name(), theme.rubric.name(), theme.accent.name()
    parts: list[str] = []
    last, number = "", 0
    for group, name, document, title, about in _lines(report):
        if group != last:
            colour = rubric if group == _FAILED else muted
            parts.append(
                f'<p style="margin:12px 0 4px 0; color:{colour}; font-weight:600">{escape(group)}</p>'
            )
            last, number = group, 0
        number += 1
        if number > _SHOWN:
            if number == _SHOWN + 1:
                parts.append(f'<p style="color:{muted}">… and more; the copied list has them all.</p>')
            continue
        row = f"<b>{escape(name)}</b>"
        if document is not None:
            row += f' &nbsp;<a style="color:{accent}" href="#{document}">{escape(title)}</a>'
        if about:
            row += f'<br><span style="color:{muted}">{escape(about)}</span>'
        parts.append(f'<p style="margin:0 0 6px 10px">{row}</p>')
    return "".join(parts)


_FAILED, _THERE, _IMPORTED = "Could not be read", "Already in the library", "Imported"


def _lines(report: ImportReport) -> Iterator[tuple[str, str, DocumentId | None, str, str]]:
    """Group, name, document, title and what is to be said, file by file."""
    for failed in report.failed:
        yield _FAILED, failed.name, None, "", f"{failed.reason} {failed.advice}".strip()
    for there in report.duplicates:
        yield _THERE, there.name, there.document, there.title, ""
    for one in report.imported:
        yield _IMPORTED, one.name, one.document, one.title, " ".join(one.warnings)


def rules(theme: Theme) -> str:
    """Style rules of the result."""
    return f"""
    #import_details {{ background: {theme.page.name()}; padding: 4px 10px 10px 10px; }}
    """
