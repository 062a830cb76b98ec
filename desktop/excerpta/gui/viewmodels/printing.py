"""Printing: a document with its highlights and notes on paper, or as a PDF file, in the background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QStandardPaths, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from excerpta.core.model.document import BlockKind, Document
from excerpta.core.model.errors import CancelledError, UserError
from excerpta.core.services import annotating, tagging
from excerpta.core.store.library import Library
from excerpta.gui.support.background import Task
from excerpta.gui.support.profile import Profile
from excerpta.gui.support.theme import Theme
from excerpta.gui.viewmodels.presenting import header_of, highlight_of
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.printing.notes import PrintedHighlight
from excerpta.gui.widgets.printing.options import POINT_SIZES, NotePlace, Paper, PrintOptions
from excerpta.gui.widgets.printing.pdf import paint_on, write_pdf
from excerpta.gui.widgets.printing.preview import page_image
from excerpta.gui.widgets.printing.print_dialog import PrintDialog
from excerpta.gui.widgets.printing.printout import PrintedDocument
from excerpta.gui.widgets.reader.contents import ReaderHeader
from excerpta.gui.widgets.reader.type_settings import TypeSettings

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_PRINT, _LOOK = "print", "print preview"
_KEPT, _FOLDER = "print", "pdf_folder"
_LETTER_LANDS = {"US", "CA", "MX", "PH", "CL", "CO", "CR", "DO", "GT", "NI", "PA", "PR", "SV", "VE"}
_PARTS = 1000

Printed = Callable[[], PrintedDocument]
"""Reads a document with its highlights when it is first called, in whatever thread."""


class PrintingViewModel(QObject):
    """Prints documents.

    Signals:
        progressed: what is under way, how far it is, and out of how much.
        ended: nothing is being printed any more.
        said: a sentence for the toast, and whether it offers Undo.
    """

    progressed = Signal(str, int, int)
    ended = Signal()
    said = Signal(str, bool)

    def __init__(self, session: LibrarySession, profile: Profile, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._profile = profile
        self._window = parent

    def ask(self, document: Document, settings: TypeSettings, theme: Theme, *, pdf: bool) -> PrintDialog:
        """Ask how a document is to be printed, with a look at it."""
        has_furniture = any(block.kind is BlockKind.FURNITURE for block in document.blocks)
        options = options_from(self._profile.get(_KEPT, {}))
        dialog = PrintDialog(options, self._window, theme, pdf=pdf, has_furniture=has_furniture)
        made: list[PrintedDocument] = []

        def printed() -> PrintedDocument:
            if not made:
                made.append(printed_document(self._session.library, document, settings))
            return made[0]

        dialog.options_changed.connect(lambda options, number: self._look(dialog, printed, options, number))
        title = document.title
        dialog.pdf_wanted.connect(lambda options: self.ask_target(title, printed, options))
        dialog.print_wanted.connect(lambda options: self.ask_printer(title, printed, options))
        dialog.finished.connect(lambda _: self._session.background.cancel(_LOOK))
        dialog.open()
        dialog.ask_page()
        return dialog

    def ask_target(self, title: str, printed: Printed, options: PrintOptions) -> None:
        """Ask where the PDF file goes."""
        self._profile.set(_KEPT, asdict(options))
        folder = Path(self._profile.get(_FOLDER, "") or _documents_folder())
        suggested = str(folder / f"{file_name(title)}.pdf")
        name, _ = QFileDialog.getSaveFileName(self._window, "Save as PDF", suggested, "PDF (*.pdf)")
        if name:
            target = Path(name)
            self._profile.set(_FOLDER, str(target.parent))
            self.save(printed, options, target if target.suffix else target.with_suffix(".pdf"))

    def ask_printer(self, title: str, printed: Printed, options: PrintOptions) -> None:
        """Ask for a printer, with the dialogue of the platform."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # needed only here

        self._profile.set(_KEPT, asdict(options))
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        dialog = QPrintDialog(printer, self._window)
        if dialog.exec():
            self.send(printed, options, printer)
        dialog.deleteLater()

    def save(self, printed: Printed, options: PrintOptions, target: Path) -> None:
        """Write a PDF file in the background."""

        def work(task: Task) -> int:
            return write_pdf(printed(), options, target, progress=task.progress, cancelled=task.cancelled)

        self._start(f"Saving {target.name}", work, lambda pages: f"Saved {target.name}: {_pages(pages)}.")

    def send(self, printed: Printed, options: PrintOptions, printer: QPrinter) -> None:
        """Print in the background, the pages that were asked for."""

        def work(task: Task) -> int:
            try:
                return paint_on(
                    printer, printed(), options,
                    progress=task.progress, cancelled=task.cancelled, ranges=printer.pageRanges(),
                )  # fmt: skip
            except OSError as error:
                raise UserError(
                    f"The printer did not take the document: {error}.", "Look at the printer, then try again."
                ) from error

        self._start("Printing", work, lambda pages: f"Printed {_pages(pages)}.")

    def stop(self) -> None:
        """Stop what is being printed; no file is left."""
        self._session.background.stop(_PRINT)

    def _start(self, what: str, work: Callable[[Task], int], words: Callable[[int], str]) -> None:
        def done(pages: int) -> None:
            self.ended.emit()
            self.said.emit(words(pages), False)

        def failed(error: UserError) -> None:
            self.ended.emit()
            if isinstance(error, CancelledError):
                self.said.emit("Stopped; nothing was saved.", False)
            else:
                self._session.failed.emit(error.sentence, error.advice)

        def tell(part: float, pages: int) -> None:
            self.progressed.emit(f"{what}, page {pages}", round(part * _PARTS), _PARTS)

        self.progressed.emit(what, 0, _PARTS)
        self._session.background.start(_PRINT, work, done, failed=failed, on_progress=tell)

    def _look(self, dialog: PrintDialog, printed: Printed, options: PrintOptions, number: int) -> None:
        if dialog.isHidden():
            return  # a key that was on its way when it closed
        width = dialog.preview.pixels

        def work(_: Task) -> tuple[QImage, int, bool]:
            return page_image(printed(), options, number, width)

        def done(found: tuple[QImage, int, bool]) -> None:
            image, shown, more = found
            dialog.show_page(image, shown, more=more)

        self._session.background.start(_LOOK, work, done)


def printed_document(library: Library, document: Document, settings: TypeSettings) -> PrintedDocument:
    """A document with its highlights, as it is printed."""
    tree = tagging.tag_tree(library)
    highlights = tuple(
        PrintedHighlight(
            highlight_of(one, tree),
            one.quote.exact,
            one.note,
            tuple(tree.path(tag) for tag in one.tags if tag in tree),
        )
        for one in annotating.highlights_of(library, document.id)
    )
    header = header_of(document, 0)
    parts = tuple(part for part in header.parts[:-1])
    header = ReaderHeader(header.title, parts)
    return PrintedDocument(document.text, document.blocks, document.spans, header, highlights, settings)


def options_from(kept: object) -> PrintOptions:
    """What was chosen last, as far as it makes sense; the paper that is usual where the user is."""
    territory = QLocale.territoryToCode(QLocale.system().territory())
    usual = Paper.LETTER if territory in _LETTER_LANDS else Paper.A4
    known = kept if isinstance(kept, dict) else {}
    size, paper, notes = known.get("size"), known.get("paper"), known.get("notes")
    return PrintOptions(
        paper=Paper(paper) if paper in set(Paper) else usual,
        highlights=known.get("highlights") is not False,
        notes=NotePlace(notes) if notes in set(NotePlace) else NotePlace.MARGIN,
        size=size if size in POINT_SIZES else PrintOptions().size,
        furniture=known.get("furniture") is True,
    )


def file_name(title: str) -> str:
    """A title as the name of a file, on every system."""
    kept = "".join(" " if char in '<>:"/\\|?*' or not char.isprintable() else char for char in title)
    return " ".join(kept.split())[:80].strip(" .") or "Document"


def _pages(number: int) -> str:
    return f"{number:,} page{'' if number == 1 else 's'}"


def _documents_folder() -> str:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return place or str(Path.home())
