"""The main window: library on the left, text or highlights in the centre, tags on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from excerpta.core.model.ids import AnnotationId, DocumentId
from excerpta.core.services import documents
from excerpta.gui.support.profile import Profile
from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.gui.viewmodels.copying import CopyingViewModel
from excerpta.gui.viewmodels.describing import DescribingViewModel
from excerpta.gui.viewmodels.document_list import DocumentListViewModel
from excerpta.gui.viewmodels.finding import FindingViewModel
from excerpta.gui.viewmodels.highlighting import HighlightingViewModel
from excerpta.gui.viewmodels.missing_fonts import MissingFontsViewModel
from excerpta.gui.viewmodels.naming import NamingViewModel
from excerpta.gui.viewmodels.presenting import progress_in_words
from excerpta.gui.viewmodels.reading import ReadingViewModel
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.viewmodels.tags import TagsViewModel
from excerpta.gui.widgets.document_list import DocumentListPane
from excerpta.gui.widgets.header_bar import HeaderBar
from excerpta.gui.widgets.library_column import LibraryColumn
from excerpta.gui.widgets.reader_pane import ReaderPane
from excerpta.gui.widgets.status_line import StatusLine
from excerpta.gui.widgets.tag_column import TagColumn
from excerpta.gui.widgets.tag_panel import TagPanel
from excerpta.gui.widgets.toast import Toast
from excerpta.gui.windows.actions import Actions
from excerpta.gui.windows.backups_place import BackupsPlace
from excerpta.gui.windows.codebook_zone import CodebookZone
from excerpta.gui.windows.dialogs import confirm_link, show_error
from excerpta.gui.windows.going_to import GoingTo
from excerpta.gui.windows.import_flow import ImportFlow
from excerpta.gui.windows.journey import Row
from excerpta.gui.windows.keyring import Keyring
from excerpta.gui.windows.leaving import Leaving
from excerpta.gui.windows.looks import Looks
from excerpta.gui.windows.outline_place import OutlinePlace
from excerpta.gui.windows.overview_zone import OverviewZone
from excerpta.gui.windows.palette import Palette
from excerpta.gui.windows.print_flow import PrintFlow
from excerpta.gui.windows.reader_menu import ReaderMenu
from excerpta.gui.windows.retrieval_zone import RetrievalZone
from excerpta.gui.windows.search_overlay import SearchOverlay
from excerpta.gui.windows.search_place import SearchPlace
from excerpta.gui.windows.searches_place import SearchesPlace
from excerpta.gui.windows.slots import slots_of
from excerpta.gui.windows.travelling import Travelling
from excerpta.gui.windows.undoing import Undoing
from excerpta.gui.windows.walking import Walking

if TYPE_CHECKING:
    from excerpta.core.services.searching import SearchHit
    from excerpta.gui.viewmodels.retrieval import RetrievalViewModel
    from excerpta.gui.widgets.retrieval import RetrievalView

_VIEWS = ("read", "highlights", "overview")
"""What the centre can show, in the order in which it holds them."""

_LOOK_EVERY = 2000
"""Milliseconds after which what another program has written is seen at the latest."""

_OUTSIDE = ("http", "https", "mailto")


class MainWindow(QMainWindow):
    """One library in one window.

    Attributes:
        session: the library.
        theme: what is shown.
        whole: what all zones stand on.
        reading, tags, retrieval, documents: the view-models of the zones.

    Signals:
        theme_wanted: the name of a theme, or `system`.
        theme_changed: another Theme is shown, for dialogues that are open.
        library_wanted: a path to open; None for the sample library.
        library_made: a path at which to make a new library.
        link_wanted: an address that the user has agreed to open.
    """

    theme_wanted = Signal(str)
    theme_changed = Signal(object)
    library_wanted = Signal(object)
    library_made = Signal(object)
    link_wanted = Signal(str)

    def __init__(self, session: LibrarySession, profile: Profile, theme: Theme, theme_name: str) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.session = session
        self._profile = profile
        self.theme = theme
        self._is_closed = False
        self._build(theme)
        self._build_viewmodels(theme)
        self._connect()
        self.actions_ = Actions(self, self.pane.reader, slots_of(self), self.keyring.keys)
        self.actions_.fill(self.menuBar())
        self.keyring.hand_out()
        self.naming.show_in(
            self.actions_.name_colours,
            self.pane.selection_bar.set_colour_names,
            self.retrieval_zone.set_colour_names,
        )
        self.reader_menu = ReaderMenu(self.pane.reader, self.actions_, self.copying)
        self.mark_theme(theme_name)
        self.travelling.update_actions()
        self.leaving.restore()
        self._update_labels()

    def _build(self, theme: Theme) -> None:
        """Make the zones and put them beside each other."""
        self.header = HeaderBar(self)
        self.library_pane = DocumentListPane(theme, self)
        self.column = LibraryColumn(self.library_pane, self)
        self.pane = ReaderPane(theme, self)
        self.retrieval_zone = RetrievalZone(self.session, theme, self)
        self.tag_panel = TagPanel(self)
        self.tag_column = TagColumn(self.tag_panel, self)
        self.status = StatusLine(self)
        self.centre = QStackedWidget(self)
        self.search_place = SearchPlace(self)
        self.centre.addWidget(self.search_place.splitter)
        self.centre.addWidget(self.retrieval_zone)
        self.overview_zone = OverviewZone(self.session, theme, self)
        self.centre.addWidget(self.overview_zone)
        self.splitter = QSplitter(self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for place, (zone, least) in enumerate(
            ((self.column, 170), (self.centre, 360), (self.tag_column, 170))
        ):
            zone.setMinimumWidth(min(scaled(least), round(1.4 * least)))
            self.splitter.addWidget(zone)
            self.splitter.setStretchFactor(place, int(zone is self.centre))
        whole = self.whole = QWidget(self)
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.splitter, 1)
        layout.addWidget(self.status)
        self.setCentralWidget(whole)
        self.toast = Toast(self.centre)
        for widget in (self.tag_panel, self.toast):
            widget.set_theme(theme)

    def _build_viewmodels(self, theme: Theme) -> None:
        self.documents = DocumentListViewModel(self.session, self.library_pane)
        self.reading = ReadingViewModel(self.session, self.pane)
        self.highlighting = HighlightingViewModel(self.session, self.reading, self.pane)
        self.missing_fonts = MissingFontsViewModel(self.reading)
        self.naming = NamingViewModel(self.session, lambda: self.theme, self)
        self.copying = CopyingViewModel(self.session, self.reading, self.pane)
        self.finding = FindingViewModel(self.session, self.reading, self.pane)
        self.imports = ImportFlow(self.session, self, self.status, self._profile, theme)
        self.command_palette = Palette(self, self._profile)
        self.search = SearchOverlay(self.session, self.header, self.whole, theme, self.command_palette.offer)
        self.walking = Walking(self)
        self.undoing = Undoing(self.session, self.toast, self._keep_typing)
        self.describing = DescribingViewModel(self.session, self.reading, self.pane)
        self.tags = TagsViewModel(self.session, self.tag_panel)
        self.codebook = CodebookZone(self, self._profile)
        self.travelling = Travelling(self)
        self.searches = SearchesPlace(self)
        self.keyring = Keyring(self, self._profile)
        self.going = GoingTo(self)
        self.outline = OutlinePlace(self, self._profile)
        self.printing = PrintFlow(self, self._profile)
        self.looks = Looks(self, self._profile)
        self.backups = BackupsPlace(self, self._profile)
        self.leaving = Leaving(self, self._profile)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._update_labels)
        self._other_writers = QTimer(self, interval=_LOOK_EVERY)
        self._other_writers.timeout.connect(self._look_for_other_writers)

    def _connect(self) -> None:
        session, reading = self.session, self.reading
        session.changed.connect(lambda _: self._settle.start())
        session.failed.connect(self.show_failure)
        session.overtaken.connect(self._catch_up)
        reading.opening.connect(self.library_pane.set_current)
        reading.opened.connect(self._document_opened)
        reading.place_changed.connect(self._settle.start)
        self.pane.reader.viewport_changed.connect(self._show_progress)
        self.highlighting.said.connect(self.undoing.say)
        self.copying.said.connect(self.undoing.say)
        self.pane.reader.link_activated.connect(self._ask_link)
        self.pane.empty.chosen.connect(self._empty_chosen)
        library = self.library_pane
        library.document_chosen.connect(self.open_document)
        library.import_wanted.connect(self.imports.choose_files)
        library.folder_wanted.connect(self.imports.choose_folder)
        library.paste_wanted.connect(self.imports.paste)
        library.files_dropped.connect(self.imports.bring_in)
        library.trash_wanted.connect(self._trash)
        library.details_wanted.connect(lambda one: self.describing.ask_details(one, self))
        self.describing.said.connect(self.undoing.say)
        self.missing_fonts.said.connect(self.undoing.say)
        self.imports.arrived.connect(self.open_document)
        self.imports.said.connect(self.undoing.say)
        self.header.view_chosen.connect(self.show_view)
        self.header.text_wanted.connect(self.looks.open_panel)
        self.search.hit_chosen.connect(self._open_hit)
        self.search.list_wanted.connect(self.search_place.enter)
        self.search.left.connect(lambda: self.centre_zone().setFocus())
        self.search.command_chosen.connect(self.command_palette.do)
        self.tags.query_changed.connect(self._ask_for)
        self.retrieval_zone.passage_opened.connect(self.open_passage)
        self.retrieval_zone.query_changed.connect(self.tags.set_query)
        self.retrieval_zone.altered.connect(self._settle.start)
        self.retrieval_zone.said.connect(self.undoing.say)
        self.overview_zone.highlights_wanted.connect(self._ask_for)
        self.overview_zone.said.connect(self.undoing.say)

    @property
    def retrieval(self) -> RetrievalViewModel:
        """The view-model of the highlights."""
        return self.retrieval_zone.viewmodel

    @property
    def retrieval_view(self) -> RetrievalView:
        """The view of the highlights."""
        return self.retrieval_zone.view

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in another theme."""
        self.theme = theme
        self.theme_changed.emit(theme)
        for part in (
            self.library_pane,
            self.pane,
            self.retrieval_zone,
            self.overview_zone,
            self.tag_panel,
            self.search,
            self.toast,
            self.imports,
        ):
            part.set_theme(theme)

    def mark_theme(self, name: str) -> None:
        """Tick the theme that is chosen."""
        self.looks.mark_theme(name)

    def show_failure(self, sentence: str, advice: str) -> None:
        """Say what could not be done."""
        self.status.hide_progress()
        show_error(self, sentence, advice)

    def show_view(self, name: str) -> None:
        """Show the text (`read`), the `highlights` or the `overview` in the centre."""
        if self._is_closed:
            return  # what is built now would ask the library, which would open the file anew
        reading = name == "read"
        if name == "overview":
            self.overview_zone.view.setFocus()  # built now, before it comes into sight
        self.centre.setCurrentIndex(_VIEWS.index(name))
        self.header.show_view(name)
        self.actions_.enable_reading(reading)
        self.status.length.setVisible(reading)
        self.search.hide()
        self.centre_zone().setFocus()
        self._settle.start()

    def open_document(self, document: DocumentId) -> None:
        """Show a document in the reader; Back returns from it."""
        self.travelling.depart()
        self.show_view("read")
        self.reading.open(document)

    def open_passage(self, document: DocumentId, annotation: AnnotationId) -> None:
        """Show a highlight in its document; Back returns to the highlights."""
        self.travelling.depart(Row(self.retrieval.text, annotation))
        self.show_view("read")
        self.reading.open(document, annotation=annotation)

    def find_words(self) -> None:
        """Find in the document that is open."""
        if self.reading.document is not None:
            self.show_view("read")
            self.finding.open()

    def export(self) -> None:
        """Export the highlights that are shown, or all of them while reading."""
        self.retrieval.export(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_closed:
            self._is_closed = True
            self.leaving.save()
            # Nothing may ask the library again, which would open the file anew.
            self._settle.stop()
            self._other_writers.stop()
            self.missing_fonts.stop()
            self.backups.stop()
            self.codebook.stop()
            self.searches.stop()
            self._settle.timeout.disconnect(self._update_labels)
            self.session.close()
        super().closeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._other_writers.start()
        self.backups.start()
        self.travelling.listen(self.windowHandle())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.walking.step_back()
        elif not self.keyring.take(event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and not self._is_closed:
            self._look_for_other_writers()
        super().changeEvent(event)

    def _look_for_other_writers(self) -> None:
        if self.session.was_written_elsewhere():
            self.reload()

    def _catch_up(self) -> None:
        """Show what another program has made of the library, on which a verb was no longer possible."""
        self.reload()
        self.undoing.say(
            "Another program was quicker: what that was meant for is gone, and nothing was changed."
        )

    def reload(self) -> None:
        """Show what another program has written to the library."""
        self.documents.reload()
        self.tags.reload()
        self.retrieval_zone.reload()
        self.overview_zone.reload()
        self.reading.reload()
        self.naming.reload()
        self.searches.reload()
        self._settle.start()

    def _document_opened(self, document: DocumentId | None) -> None:
        self.library_pane.model.refresh()
        self.library_pane.set_current(document)
        self._show_progress()
        self._settle.start()

    def _keep_typing(self) -> None:
        """Save the note that is being written, in the margin or beside the highlights."""
        self.pane.margin.flush()
        self.codebook.flush()
        if self.retrieval_zone.is_built:
            self.retrieval.save()

    def _show_progress(self) -> None:
        """Say how much of the text is read; a text that is seen whole has only a length."""
        reading, reader = self.reading, self.pane.reader
        minutes = reading.minutes if reading.document is not None else 0
        share = reader.progress() if reader.verticalScrollBar().maximum() else 0.0
        self.status.length.setText(progress_in_words(share, minutes))

    def _update_labels(self) -> None:
        """Bring the names of undo and the status line up to date, once for many changes."""
        for name, label in (("undo", self.session.undo_label()), ("redo", self.session.redo_label())):
            action = self.actions_.by_name[name]
            action.setText(f"{name.capitalize()} {label}".strip())
            action.setEnabled(bool(label))
        label = self.session.undo_label()
        self.status.undo.setText(f"Undo: {label}" if label else "")
        where = self.reading.standing_in_words()
        elsewhere = self.retrieval.standing if self.view_name() == "highlights" else str
        self.status.place.setText(where if self.view_name() == "read" else elsewhere())
        read_only = " (read only)" if self.session.library.read_only else ""
        self.setWindowTitle(f"{self.session.library.path.stem}{read_only} — Excerpta")

    def _empty_chosen(self, key: str) -> None:
        if key == "sample":
            self.library_wanted.emit(None)
        else:
            (self.imports.choose_files if key == "import" else self.imports.paste)()

    def _trash(self, ids: list[DocumentId]) -> None:
        what = "Document moved" if len(ids) == 1 else f"{len(ids):,} documents moved"
        self.session.perform_on(
            len(ids),
            lambda: documents.trash_documents(self.session.library, ids),
            f"Moving {len(ids):,} documents to the trash…",
            lambda _: self.undoing.say(f"{what} to the trash.", True),
        )

    def _ask_for(self, text: str) -> None:
        self.travelling.depart()
        self.retrieval.ask(text)
        self.show_view("highlights")

    def _open_hit(self, hit: SearchHit) -> None:
        self.travelling.depart()
        self.show_view("read")
        self.reading.open(hit.document, selected=(hit.start, hit.end))

    def _ask_link(self, address: str) -> None:
        if QUrl(address).scheme() not in _OUTSIDE:
            self.undoing.say(f"This link leads to “{address[:80]}”, which is no web address.")
        elif confirm_link(self, address):
            self.link_wanted.emit(address)

    def centre_zone(self) -> QWidget:
        """What is shown in the centre: the pane of the reader, the highlights or the overview."""
        name = self.view_name()
        if name == "overview":
            return self.overview_zone
        return self.pane if name == "read" else self.retrieval_view

    def view_name(self) -> str:
        """Which view is shown: `read`, `highlights` or `overview`."""
        return _VIEWS[self.centre.currentIndex()]

    def save_overview(self) -> None:
        """Save the table or the chart of the overview to a file."""
        self.show_view("overview")
        self.overview_zone.viewmodel.save(self)

    def apply_tag_of_key(self, key: str) -> None:
        """Apply the tag that the user gave a key."""
        wanted = next((tag for tag in self.tags.tree if tag.shortcut == key), None)
        if wanted is None:
            self.undoing.say(f"No tag has the key {key}. Give it one in the tag panel's menu.", False)
        else:
            self.highlighting.apply_tags([wanted.id])

    def enter_margin(self) -> None:
        """Write in the margin, beside the text."""
        self.show_view("read")
        self.highlighting.enter_margin()
