"""Copying the selection or the chosen highlights, as rich and as plain text, with or without a source."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from excerpta.core.model.document import Document
from excerpta.core.text.direction import first_strong
from excerpta.gui.support.dates import isolated, readable_date
from excerpta.gui.viewmodels.reading import ReadingViewModel
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.reader.direction import has_right_to_left
from excerpta.gui.widgets.reader_pane import ReaderPane

_AT_ONCE = 200_000
"""So many code points are written while one waits; a book is written in the background."""

_WORK = "copying"
_BLOCKS = ("<p", "<h", "<ul", "<ol", "<table", "<blockquote")
_HEAD = '<meta http-equiv="content-type" content="text/html; charset=utf-8">'


@dataclass(frozen=True, slots=True)
class Copied:
    """What goes on the clipboard."""

    plain: str
    html: str


class CopyingViewModel(QObject):
    """Puts passages on the clipboard.

    Signals:
        said: a sentence for the toast, and whether it offers Undo.
    """

    said = Signal(str, bool)

    def __init__(self, session: LibrarySession, reading: ReadingViewModel, pane: ReaderPane) -> None:
        super().__init__(pane)
        self._session = session
        self._reading = reading
        self._pane = pane
        pane.selection_bar.copy_wanted.connect(self.copy)

    def copy(self) -> None:
        """Copy the selection, or the words of the chosen highlights as a list in reading order."""
        self._copy(cited=False)

    def copy_with_source(self) -> None:
        """Copy the same as a quotation with title, source and date."""
        self._copy(cited=True)

    def copy_passage(self, start: int, end: int) -> None:
        """Copy a passage of the open document, whatever is selected."""
        if self._reading.document is not None:
            self._put(self._reading.document, [(start, end)], cited=False)

    def _copy(self, *, cited: bool) -> None:
        document, ranges = self._reading.document, self._ranges()
        if document is None or not ranges:
            self.said.emit("Select some words, or go to a highlight, to copy it.", False)
            return
        self._pane.selection_bar.dismiss()
        self._put(document, ranges, cited=cited)

    def _put(self, document: Document, ranges: list[tuple[int, int]], *, cited: bool) -> None:
        if sum(end - start for start, end in ranges) <= _AT_ONCE:
            self._take(copied(document, ranges, cited=cited), cited=cited)
            return
        self._session.background.start(
            _WORK,
            lambda _: copied(document, ranges, cited=cited),
            lambda done: self._take(done, cited=cited),
        )

    def _ranges(self) -> list[tuple[int, int]]:
        reader = self._pane.reader
        if reader.has_selection():
            return [reader.selection()]
        chosen = (self._reading.annotation(one) for one in reader.chosen_highlights())
        return sorted((one.start, one.end) for one in chosen if one is not None)

    def _take(self, what: Copied, *, cited: bool) -> None:
        data = QMimeData()
        data.setText(what.plain)
        data.setHtml(what.html)
        QGuiApplication.clipboard().setMimeData(data)
        if cited:
            self.said.emit("Copied with its source.", False)
        elif len(what.plain) > _AT_ONCE:
            self.said.emit(f"{len(what.plain):,} characters copied.", False)


def copied(document: Document, ranges: Sequence[tuple[int, int]], *, cited: bool) -> Copied:
    """One passage as it stands, or several as a list; `cited` with quotation marks and a source."""
    from excerpta.core.interchange.passage import passage_html, passage_text  # not for the first window

    text, blocks, spans = document.text, document.blocks, document.spans
    plain = [passage_text(text, blocks, *one) for one in ranges]
    html = [passage_html(text, blocks, spans, *one) for one in ranges]
    if not cited:
        listed = html[0] if len(html) == 1 else f"<ul>{''.join(f'<li>{one}</li>' for one in html)}</ul>"
        return Copied("\n".join(plain), _HEAD + listed)
    # Each part keeps its own direction; where all run from left to right there is nothing to keep.
    title, source, date = _source(document)
    mixed = has_right_to_left("".join([*(one[:1000] for one in plain), title, source]))
    hold = isolated if mixed else str
    mark = "\N{RIGHT-TO-LEFT MARK}" if first_strong(plain[0][:1000]) < 0 else ""
    from_where = ", ".join([*(hold(one) for one in (title, source) if one), *([date] if date else [])])
    quoted = [f"{mark}{hold(f'“{one}”')}" for one in plain]
    lines = (
        f"{quoted[0]} — {from_where}" if len(quoted) == 1 else "\n".join([*quoted, f"{mark}— {from_where}"])
    )
    return Copied(lines, _HEAD + _cited(html, (title, source, date), right_to_left=bool(mark)))


def _cited(html: Sequence[str], source: tuple[str, str, str], *, right_to_left: bool) -> str:
    """Passages in quotation marks, then where they are from, in HTML."""
    from html import escape  # not for the first window

    direction = ' dir="rtl"' if right_to_left else ""
    title, *rest = source
    parts = [f"<cite><bdi>{escape(title)}</bdi></cite>"] if title else []
    parts += [f"<bdi>{escape(one)}</bdi>" for one in rest if one]
    from_where = ", ".join(parts)
    if len(html) == 1 and not html[0].startswith(_BLOCKS):
        return f"<p{direction}><bdi>“{html[0]}”</bdi> — {from_where}</p>"
    if len(html) == 1:
        return f"<blockquote{direction}>{html[0]}</blockquote><p{direction}>— {from_where}</p>"
    marked = (one if one.startswith(_BLOCKS) else f"“{one}”" for one in html)
    items = "".join(f"<li>{one}</li>" for one in marked)
    return f"<ul{direction}>{items}</ul><p{direction}>— {from_where}</p>"


def _source(document: Document) -> tuple[str, str, str]:
    """Title, source and date of a document; a date that was worked out says so."""
    date = readable_date(document.published).removesuffix(" ?")
    if date and not document.published.is_certain:
        date += " [worked out]"
    return document.title, document.source or document.author, date
