"""Bringing articles in from the window: choose, drop or paste; progress; what became of each file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from excerpta.gui.support.profile import Profile
from excerpta.gui.support.theme import Theme
from excerpta.gui.viewmodels.importing import ImportingViewModel
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from excerpta.core.services.import_report import ImportReport
    from excerpta.gui.widgets.import_report import ImportResult

FILTER = (
    "Articles (*.txt *.text *.html *.htm *.xhtml *.md *.markdown *.docx *.odt *.rtf *.pdf *.epub *.eml *.mht"
    " *.mhtml *.zip);;All files (*)"
)
_FOLDER = "import_folder"


class ImportFlow(QObject):
    """All ways of bringing articles in.

    Signals:
        arrived: the id of the first document of an import, or of the one that was there already.
        said: a sentence for the toast, and whether it offers Undo.
    """

    arrived = Signal(object)
    said = Signal(str, bool)

    def __init__(
        self,
        session: LibrarySession,
        window: QWidget,
        status: StatusLine,
        profile: Profile,
        theme: Theme,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._status = status
        self._profile = profile
        self._theme = theme
        self._retrying: ImportResult | None = None
        self._importing = ImportingViewModel(session, self)
        self._importing.progressed.connect(self._show_progress)
        self._importing.finished.connect(self._finish)
        self._importing.retried.connect(self._finish_retry)
        self._importing.ended.connect(self._break_off)
        status.cancel.clicked.connect(self._importing.stop)

    def set_theme(self, theme: Theme) -> None:
        """Draw what comes next in another theme."""
        self._theme = theme

    def choose_files(self) -> None:
        """Import files that the user picks."""
        names, _ = QFileDialog.getOpenFileNames(self._window, "Import files", self._folder(), FILTER)
        if names:
            self._profile.set(_FOLDER, str(Path(names[0]).parent))
            self.bring_in([Path(name) for name in names])

    def choose_folder(self) -> None:
        """Import the articles of a folder that the user picks."""
        name = QFileDialog.getExistingDirectory(self._window, "Import a folder", self._folder())
        if name:
            self._profile.set(_FOLDER, name)
            self.bring_in([Path(name)])

    def bring_in(self, paths: list[Path]) -> None:
        """Import files and folders, dropped or picked."""
        self._importing.bring_in(paths)

    def paste(self) -> None:
        """Import text from the clipboard, after a look at it."""
        from excerpta.gui.widgets.paste_dialog import PasteDialog  # not needed at the start

        dialog = PasteDialog(self._window)
        if dialog.exec():
            self._importing.paste(*dialog.article())
        dialog.deleteLater()

    def _folder(self) -> str:
        return str(self._profile.get(_FOLDER, str(Path.home())))

    def _show_progress(self, done: int, total: int, name: str) -> None:
        self._status.show_progress(f"Importing {name}".strip(), done, total)

    def _finish(self, report: ImportReport) -> None:
        self._status.hide_progress()
        arrived = [one.document for one in report.imported] or [one.document for one in report.duplicates]
        if arrived:
            self.arrived.emit(arrived[0])
        others = (*report.duplicates, *report.failed, *(one for one in report.imported if one.like))
        if len(report.imported) == 1 and not others:
            self.said.emit(f"Imported “{report.imported[0].title}”.", True)
        else:
            self._tell(report)

    def _tell(self, report: ImportReport) -> None:
        from excerpta.gui.widgets.import_report import ImportResult  # not needed at the start

        result = ImportResult(report, self._theme, self._window)
        result.document_chosen.connect(self.arrived)
        result.retry_wanted.connect(lambda paths: self._try_again(result, paths))
        result.open()

    def _try_again(self, result: ImportResult, paths: list[Path]) -> None:
        self._retrying = result
        result.destroyed.connect(self._forget_result)
        self._importing.bring_in(paths, is_retry=True)

    def _finish_retry(self, report: ImportReport) -> None:
        result, self._retrying = self._retrying, None
        if result is None:
            self._finish(report)
        else:
            self._status.hide_progress()
            result.add_retried(report)

    def _forget_result(self) -> None:
        """It was closed while what failed was tried again; a new one tells of it."""
        self._retrying = None

    def _break_off(self) -> None:
        """An import ended without a report, and why was said."""
        self._status.hide_progress()
        if self._retrying is not None:
            from excerpta.core.services.import_report import ImportReport  # it is loaded by now

            result, self._retrying = self._retrying, None
            result.add_retried(ImportReport(failed=result.failed))
