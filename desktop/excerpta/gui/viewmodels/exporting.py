"""Exporting asks where to, writes in the background, and says what it wrote."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from excerpta.core.model.errors import CancelledError, UserError
from excerpta.core.model.query import Query
from excerpta.core.services import exporting, retrieving
from excerpta.core.services.exporting import CsvProfile, CsvShape
from excerpta.gui.support.background import Task
from excerpta.gui.viewmodels.ordering import Order
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.export_sheet import ExportSheet
from excerpta.gui.widgets.retrieval import RetrievalView

_EXPORT = "export"


class ExportingViewModel(QObject):
    """Writes the highlights of a query to a file.

    Signals:
        said: what was done, and whether it can be undone.
        exported: the path of a finished export and the number of its rows.

    """

    said = Signal(str, bool)
    exported = Signal(object, int)

    def __init__(self, session: LibrarySession, view: RetrievalView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._last: tuple[Path | None, CsvShape, CsvProfile] = (None, CsvShape.WIDE, CsvProfile.SPREADSHEET)
        view.export_stopped.connect(lambda: session.background.stop(_EXPORT))

    def ask(self, query: Query, order: Order, parent: QWidget, refuse: Callable[[UserError], None]) -> None:
        """Count what a query means and ask how to export it; `refuse` is told what is wrong with it."""
        library = self._session.library
        self._session.background.start(
            "export count",
            lambda task: retrieving.count_highlights(library, query, cancelled=task.cancelled),
            lambda number: self._open_sheet(query, order, number, parent),
            failed=refuse,
        )

    def _open_sheet(self, query: Query, order: Order, number: int, parent: QWidget) -> None:
        if not number:
            self.said.emit("There is no highlight to export.", False)
            return
        last, shape, profile = self._last
        folder = last.parent if last else _documents_folder()
        name = last.name if last else f"{self._session.library.path.stem} highlights.csv"
        sheet = ExportSheet(number, folder / name, shape, profile, parent)
        sheet.confirmed.connect(
            lambda target, shape, profile: self.write(target, shape, profile, query, order)
        )
        sheet.open()

    def write(self, target: Path, shape: CsvShape, profile: CsvProfile, query: Query, order: Order) -> None:
        """Write the highlights of a query in an order, in the background."""
        self._last = (target, shape, profile)
        library = self._session.library

        def work(task: Task) -> int:
            return exporting.export_csv(
                library, target, query=query, shape=shape, profile=profile, sort=order.sort,
                grouping=order.grouping, progress=task.progress, cancelled=task.cancelled,
            )  # fmt: skip

        def done(rows: int) -> None:
            self._view.set_exporting(None)
            self.exported.emit(target, rows)
            self.said.emit(f"{rows:,} row{'' if rows == 1 else 's'} written to {target}", False)

        def failed(error: UserError) -> None:
            self._view.set_exporting(None)
            if isinstance(error, CancelledError):
                self.said.emit("Export stopped; no file was written.", False)
            else:
                self._session.failed.emit(error.sentence, error.advice)

        self._view.set_exporting(0)
        self._session.background.start(
            _EXPORT, work, done, failed=failed, on_progress=self._view.set_exporting
        )


def _documents_folder() -> Path:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()
