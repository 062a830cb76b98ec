"""The overview's view-model: counts in the background, draws there too, and turns a cell into its query."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from excerpta.core.interchange.csv import CsvProfile
from excerpta.core.model.changes import Changes
from excerpta.core.model.crossing import Across, Crossing
from excerpta.core.model.errors import ExportError, QueryError, UserError
from excerpta.core.model.ids import TagId
from excerpta.core.model.query import Query
from excerpta.core.model.tag import TagTree
from excerpta.core.services import crossing, tagging
from excerpta.core.services.colours import colour_names
from excerpta.core.services.crossing_queries import cell_query, row_query
from excerpta.core.services.exporting import replacing
from excerpta.core.services.retrieving import (
    find_highlights,
    format_query,
    parse_query,
    unseen_documents,
)
from excerpta.gui.support.background import Task
from excerpta.gui.support.counts import unseen_in_words
from excerpta.gui.viewmodels.naming_documents import titles_asked_for
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.viewmodels.tags import followed
from excerpta.gui.widgets.overview.drawing import Drawing, draw_bars, draw_lines
from excerpta.gui.widgets.overview.table_model import in_unit
from excerpta.gui.widgets.overview.view import OverviewView, Shape

_ASK, _DRAW = "overview", "overview chart"
_CSV, _EXACT = "CSV for a spreadsheet (*.csv)", "CSV, exact (*.csv)"
_PNG, _SVG = "PNG picture (*.png)", "SVG drawing (*.svg)"


class OverviewViewModel(QObject):
    """Gives the view its table and does what it asks for.

    Attributes:
        table: what is shown.

    Signals:
        highlights_wanted: the query of a cell, as text.
        said: a sentence for the toast, and whether it offers Undo.
        answered: the table is that of the question that was asked last.
    """

    highlights_wanted = Signal(str)
    said = Signal(str, bool)
    answered = Signal()

    def __init__(self, session: LibrarySession, view: OverviewView) -> None:
        super().__init__(view)
        self.table: Crossing | None = None
        self._session, self._view = session, view
        self._tree = TagTree()
        self._is_stale = True
        self._drawn: tuple[object, ...] = ()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)
        view.asked.connect(self._soon.start)
        view.shown.connect(self._awake)
        view.cell_chosen.connect(self._open)
        view.redraw_wanted.connect(self._draw)
        session.changed.connect(self._refresh)

    def reload(self) -> None:
        """Count again: another program may have written."""
        self._is_stale = True
        if self._view.isVisible():
            self._soon.start()

    def save(self, window: QWidget) -> None:
        """Ask for a file, and write what is shown to it."""
        if self.table is None or not self.table.rows:
            return
        is_table = self._view.shape() is Shape.TABLE
        kinds = (_CSV, _EXACT) if is_table else (_PNG, _SVG, _CSV, _EXACT)
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        suggested = Path(folder) / ("Overview.csv" if is_table else "Overview.png")
        name, kind = QFileDialog.getSaveFileName(
            window, "Save the overview", str(suggested), ";;".join(kinds)
        )
        if name:
            self.write(Path(name), kind or kinds[0])

    def write(self, path: Path, kind: str) -> None:
        """Write what is shown to a file, as the kind that was chosen or its own suffix says."""
        wanted = path.suffix.casefold()
        if wanted not in (".csv", ".png", ".svg"):
            wanted = {_PNG: ".png", _SVG: ".svg"}.get(kind, ".csv")
            path = path.with_name(path.name + wanted)
        try:
            if wanted == ".csv":
                profile = CsvProfile.EXACT if kind == _EXACT else CsvProfile.SPREADSHEET
                crossing.export_crossing(self._view.table.cells.ordered(), path, profile=profile)
            elif wanted == ".svg":
                with replacing(path) as file:
                    file.write(self._view.chart.sheet.drawing.svg.decode())
            elif not self._view.chart.picture().save(str(path)):
                raise ExportError(f"“{path}” could not be written.", "Choose another place, or make room.")
        except UserError as error:
            self._session.failed.emit(error.sentence, error.advice)
            return
        self.said.emit(f"Saved as “{path.name}”.", False)

    # ---- counting

    def _awake(self) -> None:
        if self._is_stale:
            self._soon.start()

    def _refresh(self, changes: Changes) -> None:
        if changes.tags:
            self._follow(tagging.tag_tree(self._session.library), changes.merged)
        if changes.tags or changes.annotations or changes.documents or changes.counts or changes.colours:
            self.reload()

    def _follow(self, tree: TagTree, merged: Mapping[TagId, TagId]) -> None:
        """A renamed, moved or merged tag keeps its place in the query."""
        before, self._tree = self._tree, tree
        try:
            query = parse_query(self._view.bar.query_text())
        except QueryError:
            return
        after = followed(query, before, tree, merged)
        if after != query:
            self._view.bar.set_query(format_query(after))

    def _ask(self) -> None:
        self._soon.stop()
        try:
            query = parse_query(self._view.bar.query_text())
        except QueryError as error:
            self._view.show_problem(error)
            return
        library = self._session.library
        self._offer_branches(tagging.tag_tree(library))
        self._view.bar.set_colour_names(colour_names(library))
        self._view.bar.set_document_titles(titles_asked_for(library, query))
        question = self._view.question(query)

        def work(task: Task) -> tuple[Crossing, bool, int]:
            table = crossing.cross(library, question, cancelled=task.cancelled)
            has_highlights = bool(table.total) or bool(find_highlights(library, Query()))
            return table, has_highlights, unseen_documents(library, query)

        self._session.background.start(_ASK, work, lambda found: self._show(*found), failed=self._refuse)

    def _offer_branches(self, tree: TagTree) -> None:
        self._tree = tree
        branches: dict[TagId, str] = {tag.id: tree.path(tag.id) for tag in tree if tree.children(tag.id)}
        self._view.set_branches(branches)

    def _refuse(self, error: UserError) -> None:
        if isinstance(error, QueryError):
            self._view.show_empty(error.sentence, error.advice)
            self._view.show_problem(error)
        else:
            self._session.failed.emit(error.sentence, error.advice)

    def _show(self, table: Crossing, has_highlights: bool, unseen: int) -> None:
        self.table, self._is_stale = table, False
        if not table.rows:
            sentence, advice = _why_nothing(table, has_highlights=has_highlights)
            self._view.show_empty(sentence, f"{unseen_in_words(unseen)}." if unseen else advice)
        elif self._view.shape() is Shape.LINES and not _has_dates(table):
            self._view.show_empty(
                "None of these documents has a date.", "Give them one in the document’s details (Ctrl+D)."
            )
        else:
            notes = _notes(table, self._view.shape())
            if unseen:
                notes.insert(1, unseen_in_words(unseen))
            self._view.show_table(table, notes)
            self._draw()
        self.answered.emit()

    # ---- drawing

    def _draw(self) -> None:
        table, view = self.table, self._view
        shape = view.shape()
        if table is None or not table.rows or shape is Shape.TABLE:
            return
        theme, font, room = view.theme, view.font(), view.chart.room()

        def work(_: Task) -> Drawing:
            if shape is Shape.BARS:
                return draw_bars(table, theme, font, room.width())
            return draw_lines(table, theme, font, room.width(), room.height())

        self._session.background.start(_DRAW, work, view.chart.show_drawing)

    # ---- opening

    def _open(self, row: int, column: int | None) -> None:
        table = self.table
        if table is None:
            return
        if column is None:
            query = row_query(table.question, table.rows[row])
        else:
            query = cell_query(table, row, column)
        self.highlights_wanted.emit(format_query(query))


def _why_nothing(table: Crossing, *, has_highlights: bool) -> tuple[str, str]:
    if not has_highlights:
        return (
            "No highlights yet.",
            "Select words in a document and press T to tag them; here you will see which tags go together.",
        )
    if table.total:
        return "None of these highlights carries such a tag.", "Tag some (T), or choose other rows."
    return "No highlight meets all of this.", "Take something out of the question."


def _has_dates(table: Crossing) -> bool:
    months = table.question.across is Across.MONTHS
    return any(len(str(line.key)) == (7 if months else 4) for line in table.columns)


def _notes(table: Crossing, shape: Shape) -> list[str]:
    """What is to be said beside a table: how much it counts, and what does not stand in it."""
    question = table.question
    notes = [in_unit(question.unit, table.total)]
    if question.across in (Across.MONTHS, Across.YEARS) and table.undated and shape is not Shape.BARS:
        what = "month" if question.across is Across.MONTHS else "year"
        shown = " not shown" if shape is Shape.LINES else ""
        notes.append(f"{in_unit(question.unit, table.undated)} of no known {what}{shown}")
    if table.rows_left_out:
        notes.append(f"{table.rows_left_out:,} tags with less left out")
    if table.columns_left_out and shape is Shape.TABLE:
        notes.append(f"{table.columns_left_out:,} columns with less left out")
    if shape is Shape.LINES and len(table.rows) > 6:
        notes.append("the six most used tags")
    if shape is Shape.TABLE:
        notes.append("Enter shows the highlights, S sorts")
    return notes
