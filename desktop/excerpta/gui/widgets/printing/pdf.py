"""Writes a printout as a PDF file, beside its place and then renamed; the text in it can be selected."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageRanges, QPageSize, QPainter, QPdfWriter

from excerpta import __version__
from excerpta.core.model.errors import CancelledError, ExportError
from excerpta.gui.widgets.printing.options import Paper, PrintOptions
from excerpta.gui.widgets.printing.paper_painter import PaperPainter
from excerpta.gui.widgets.printing.printout import PrintedDocument, Printout

POINTS = 72

Progress = Callable[[float, int], object]
"""Told how much of the text is printed, 0 to 1, and how many pages there are by then."""


def write_pdf(
    document: PrintedDocument,
    options: PrintOptions,
    target: Path,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Write a document to a PDF file; a failed or cancelled one leaves what stood there before.

    Returns:
        how many pages it has.

    Raises:
        ExportError: the file cannot be written.
        CancelledError: `cancelled` said so.
    """
    if target.exists() and not target.is_file():
        raise ExportError(f"“{target}” is not a file; it was kept as it is.", "Choose another name.")
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb"):
            pass  # the system says why a file cannot be written, Qt would not
        writer = QPdfWriter(str(part))
        writer.setTitle(document.header.title)
        writer.setCreator(f"Excerpta {__version__}")
        pages = paint_on(writer, document, options, progress=progress, cancelled=cancelled)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        _discard(part)
        raise ExportError(
            f"“{target}” could not be written ({error.strerror or error}); what stood there was kept.",
            "Choose another place, or make room.",
        ) from error
    except BaseException:
        _discard(part)
        raise
    return pages


def paint_on(
    device: QPagedPaintDevice,
    document: PrintedDocument,
    options: PrintOptions,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    ranges: QPageRanges | None = None,
) -> int:
    """Paint a document on pages of a device, those in `ranges` if it names any; how many were painted.

    Raises:
        OSError: the device takes no more.
        CancelledError: `cancelled` said so.
    """
    device.setPageLayout(page_layout(options.paper))
    resolution = 1200
    if isinstance(device, QPdfWriter):
        device.setResolution(resolution)
    printout = Printout(document, options)
    painter = QPainter()
    if not painter.begin(device):
        raise OSError("nothing can be painted on it")
    try:
        scale = device.logicalDpiX() / POINTS
        painter.scale(scale, scale)
        hand = PaperPainter(painter, printout)
        painted = 0
        for page in printout.pages():
            if cancelled is not None and cancelled():
                raise CancelledError
            if progress is not None:
                progress(page.progress, page.number)
            if ranges is not None and not ranges.isEmpty() and not ranges.contains(page.number):
                continue
            if painted and not device.newPage():
                raise OSError("no further page was taken")
            hand.paint(page)
            painted += 1
        return painted
    finally:
        painter.end()


def page_layout(paper: Paper) -> QPageLayout:
    """A whole upright sheet, margins being ours."""
    size = QPageSize.PageSizeId.A4 if paper is Paper.A4 else QPageSize.PageSizeId.Letter
    layout = QPageLayout(QPageSize(size), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def _discard(part: Path) -> None:
    with contextlib.suppress(OSError):
        part.unlink()
