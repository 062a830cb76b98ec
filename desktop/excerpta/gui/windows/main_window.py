"""The main window: library on the left, text or highlights in the centre, tags on the right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QMainWindow,
    QMessageBox,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from excerpta import __version__
from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import AnnotationId, DocumentId, TagId
from excerpta.core.services import documents
from excerpta.core.services.searching import SearchHit
from excerpta.gui.support.profile import Profile
from excerpta.gui.support.theme import Theme
from excerpta.gui.viewmodels.describing import DescribingViewModel
from excerpta.gui.viewmodels.document_list import DocumentListViewModel
from excerpta.gui.viewmodels.finding import FindingViewModel
from excerpta.gui.viewmodels.presenting import reading_minutes
from excerpta.gui.viewmodels.reading import ReadingViewModel
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.viewmodels.tags import TagsViewModel
from excerpta.gui.widgets.document_list import DocumentListPane
from excerpta.gui.widgets.header_bar import HeaderBar
from excerpta.gui.widgets.reader_pane import ReaderPane
from excerpta.gui.widgets.status_line import StatusLine
from excerpta.gui.widgets.tag_panel import TagPanel
from excerpta.gui.widgets.toast import Toast
from excerpta.gui.windows.actions import Actions, key_sheet
from excerpta.gui.windows.dialogs import confirm_link, show_error
from excerpta.gui.windows.import_flow import ImportFlow
from excerpta.gui.windows.journey import Journey
from excerpta.gui.windows.reader_menu import ReaderMenu
from excerpta.gui.windows.retrieval_zone import RetrievalZone
from excerpta.gui.windows.search_overlay import SearchOverlay
from excerpta.gui.windows.undoing import Undoing
from excerpta.gui.windows.walking import Walking

if TYPE_CHECKING:
    from excerpta.gui.viewmodels.retrieval import RetrievalViewModel
    from excerpta.gui.widgets.retrieval import RetrievalView

_SMALL_CODEBOOK = 60
_OUTSIDE = ("http", "https", "mailto")
_SMALLEST, _LARGEST, _TYPE_SIZE = 11, 40, 17


class MainWindow(QMainWindow):
    """One library in one window.

    Attributes:
        session: the library.
        reading, tags, retrieval, documents: the view-models of the zones.

    Signals:
        theme_wanted: the name of a theme, or `system`.
        library_wanted: a path to open; None for the sample library.
        library_made: a path at which to make a new library.
        link_wanted: an address that the user has agreed to open.
    """

    theme_wanted = Signal(str)
    library_wanted = Signal(object)
    library_made = Signal(object)
    link_wanted = Signal(str)

    def __init__(self, session: LibrarySession, profile: Profile, theme: Theme, theme_name: str) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.session = session
        self._profile = profile
        self._theme = theme
        self._is_closed = False
        self._build(theme)
        self._build_viewmodels(theme)
        self._connect()
        self.actions_ = Actions(self, self.pane.reader, self._slots())
        self.actions_.fill(self.menuBar())
        self.reader_menu = ReaderMenu(self.pane.reader, self.actions_)
        self.mark_theme(theme_name)
        self._restore()
        self._update_labels()

    def _build(self, theme: Theme) -> None:
        """Make the zones and put them beside each other."""
        self.header = HeaderBar(self)
        self.library_pane = DocumentListPane(theme, self)
        self.pane = ReaderPane(theme, self)
        self.retrieval_zone = RetrievalZone(self.session, theme, self)
        self.tag_panel = TagPanel(self)
        self.status = StatusLine(self)
        self.centre = QStackedWidget(self)
        self.centre.addWidget(self.pane)
        self.centre.addWidget(self.retrieval_zone)
        self.splitter = QSplitter(self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for place, (zone, least) in enumerate(
            ((self.library_pane, 170), (self.centre, 360), (self.tag_panel, 170))
        ):
            zone.setMinimumWidth(least)
            self.splitter.addWidget(zone)
            self.splitter.setStretchFactor(place, int(zone is self.centre))
        whole = self._whole = QWidget(self)
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
        self.finding = FindingViewModel(self.session, self.reading, self.pane)
        self.imports = ImportFlow(self.session, self, self.status, self._profile, theme)
        self.search = SearchOverlay(
            self.session, self.header, self._whole, theme, lambda words: self.actions_.matching(words)
        )
        self.walking = Walking(self)
        self.undoing = Undoing(self.session, self.toast)
        self.describing = DescribingViewModel(self.session, self.reading, self.pane)
        self.tags = TagsViewModel(self.session, self.tag_panel)
        self.journey = Journey(self.reading.place)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._update_labels)

    def _connect(self) -> None:
        session, reading = self.session, self.reading
        session.changed.connect(lambda _: self._settle.start())
        session.failed.connect(self.show_failure)
        reading.opened.connect(self._document_opened)
        reading.place_changed.connect(self._settle.start)
        reading.said.connect(self.undoing.say)
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
        self.imports.arrived.connect(self.open_document)
        self.imports.said.connect(self.undoing.say)
        self.header.view_chosen.connect(self.show_view)
        self.search.hit_chosen.connect(self._open_hit)
        self.search.left.connect(lambda: self.centre_zone().setFocus())
        self.search.command_chosen.connect(self._do_command)
        self.tags.query_changed.connect(self._ask_for)
        self.tag_panel.tag_applied.connect(reading.apply_tag)
        self.retrieval_zone.passage_opened.connect(self.open_passage)
        self.retrieval_zone.query_changed.connect(self.tags.set_query)
        self.retrieval_zone.altered.connect(self._settle.start)
        self.retrieval_zone.said.connect(self.undoing.say)
        self.tags.said.connect(self.undoing.say)

    def _slots(self) -> dict[str, Callable[[], object]]:
        """What each action does, by its name."""
        reading = self.reading
        slots: dict[str, Callable[[], object]] = {
            "new_library": self._new_library,
            "open_library": self._open_library,
            "open_sample": lambda: self.library_wanted.emit(None),
            "import_files": self.imports.choose_files,
            "import_folder": self.imports.choose_folder,
            "paste_article": self.imports.paste,
            "trash": lambda: self.describing.ask_trash(self),
            "export": self.export,
            "quit": self.close,
            "undo": self.undoing.undo,
            "redo": self.undoing.redo,
            "copy": reading.copy,
            "details": lambda: self.describing.ask_details(None, self),
            "furniture": self.describing.toggle_furniture,
            "find": self.find_words,
            "find_next": lambda: self.finding.step(1),
            "find_previous": lambda: self.finding.step(-1),
            "search": self.search.enter,
            "commands": self.search.enter_commands,
            "highlight": reading.highlight,
            "tag": reading.choose_tags,
            "note": reading.write_note,
            "style": reading.toggle_style,
            "delete": reading.delete,
            "extend_end": lambda: reading.move_edge(end=1),
            "shrink_end": lambda: reading.move_edge(end=-1),
            "extend_start": lambda: reading.move_edge(start=-1),
            "shrink_start": lambda: reading.move_edge(start=1),
            "read": lambda: self.show_view("read"),
            "highlights": lambda: self.show_view("highlights"),
            "back": lambda: self._travel(self.journey.back()),
            "forward": lambda: self._travel(self.journey.forward()),
            "library_zone": lambda: self.walking.enter(0),
            "centre_zone": lambda: self.walking.enter(1),
            "tags_zone": lambda: self.walking.enter(2),
            "margin_zone": self._enter_margin,
            "next_zone": self.walking.enter_next,
            "larger": lambda: self._resize_type(1),
            "smaller": lambda: self._resize_type(-1),
            "focus_mode": self._toggle_focus_mode,
            "keys": self._show_keys,
            "keys_in_reader": self._show_keys,
            "about": self._about,
        }
        for colour in Colour:
            slots[f"colour_{colour.value}"] = lambda colour=colour: reading.highlight_in(colour)  # type: ignore[misc]
        for key in "123456789":
            slots[f"tag_key_{key}"] = lambda key=key: self._apply_tag_of_key(key)  # type: ignore[misc]
        for name in ("system", "light", "sepia", "dark"):
            slots[f"theme_{name}"] = lambda name=name: self.theme_wanted.emit(name)  # type: ignore[misc]
        return slots

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
        self._theme = theme
        for part in (
            self.library_pane,
            self.pane,
            self.retrieval_zone,
            self.tag_panel,
            self.search,
            self.toast,
            self.imports,
        ):
            part.set_theme(theme)

    def mark_theme(self, name: str) -> None:
        """Tick the theme that is chosen in the menu."""
        for choice in ("system", "light", "sepia", "dark"):
            self.actions_.by_name[f"theme_{choice}"].setChecked(choice == name)

    def show_failure(self, sentence: str, advice: str) -> None:
        """Say what could not be done."""
        self.status.hide_progress()
        show_error(self, sentence, advice)

    def show_view(self, name: str) -> None:
        """Show the text (`read`) or the highlights (`highlights`) in the centre."""
        reading = name == "read"
        self.centre.setCurrentIndex(0 if reading else 1)
        self.header.show_view(name)
        self.actions_.enable_reading(reading)
        self.status.length.setVisible(reading)
        self.search.hide()
        self.centre_zone().setFocus()
        self._settle.start()

    def open_document(self, document: DocumentId, *, at: int | None = None) -> None:
        """Show a document in the reader; Back returns from it."""
        self.journey.depart()
        self.show_view("read")
        self.reading.open(document, at=at)

    def open_passage(self, document: DocumentId, annotation: AnnotationId) -> None:
        """Show a highlight in its document; Back returns to the highlights."""
        self.journey.depart(lambda: self._restore_retrieval(annotation))
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
            self._save()
            # Nothing may ask the library again, which would open the file anew.
            self._settle.stop()
            self._settle.timeout.disconnect(self._update_labels)
            self.session.close()
        super().closeEvent(event)

    def _save(self) -> None:
        """Keep what is being typed, and how the window is left."""
        self.reading.save()
        if self.retrieval_zone.is_built:
            self.retrieval.save()
        place = self.reading.place()
        self._profile.set("geometry", self.saveGeometry().toBase64().toStdString())
        self._profile.set("splitter", self.splitter.saveState().toBase64().toStdString())
        path = self.session.library.path
        self._profile.set_for("document", path, place[0] if place else 0)
        self._profile.set_for("open_tags", path, sorted(self.tag_panel.view.open_tags()))
        self._profile.set("view", "read" if self.centre.currentIndex() == 0 else "highlights")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.walking.step_back()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and not self._is_closed:
            self._look_for_other_writers()
        super().changeEvent(event)

    def _look_for_other_writers(self) -> None:
        if self.session.was_written_elsewhere():
            self.reload()

    def reload(self) -> None:
        """Show what another program has written to the library."""
        self.documents.reload()
        self.tags.reload()
        if self.retrieval_zone.is_built:
            self.retrieval.reload()
        self.reading.reload()
        self._settle.start()

    def _document_opened(self, document: DocumentId | None) -> None:
        self.library_pane.model.refresh()
        self.library_pane.set_current(document)
        text = self.reading.document.text if self.reading.document else ""
        self.status.length.setText(f"{reading_minutes(text)} min read" if text else "")
        self._settle.start()

    def _update_labels(self) -> None:
        """Bring the names of undo and the status line up to date, once for many changes."""
        for name, label in (("undo", self.session.undo_label()), ("redo", self.session.redo_label())):
            action = self.actions_.by_name[name]
            action.setText(f"{name.capitalize()} {label}".strip())
            action.setEnabled(bool(label))
        label = self.session.undo_label()
        self.status.undo.setText(f"Undo: {label}" if label else "")
        number, total = self.reading.standing()
        where = f"Highlight {number} of {total}" if number else ""
        self.status.place.setText(where if self.centre.currentIndex() == 0 else self.retrieval.standing())
        read_only = " (read only)" if self.session.library.read_only else ""
        self.setWindowTitle(f"{self.session.library.path.stem}{read_only} — Excerpta")

    def _do_command(self, command: QAction) -> None:
        self.centre_zone().setFocus()
        command.trigger()

    def _empty_chosen(self, key: str) -> None:
        if key == "sample":
            self.library_wanted.emit(None)
        else:
            (self.imports.choose_files if key == "import" else self.imports.paste)()

    def _apply_tag_of_key(self, key: str) -> None:
        wanted = next((tag for tag in self.tags.tree if tag.shortcut == key), None)
        if wanted is None:
            self.undoing.say(f"No tag has the key {key}. Give it one in the tag panel's menu.", False)
        else:
            self.reading.apply_tag(wanted.id)

    def _trash(self, ids: list[DocumentId]) -> None:
        if ids and self.session.perform(lambda: documents.trash_documents(self.session.library, ids)):
            what = "Document moved" if len(ids) == 1 else f"{len(ids)} documents moved"
            self.undoing.say(f"{what} to the trash.", True)

    def _ask_for(self, text: str) -> None:
        self.retrieval.ask(text)
        self.show_view("highlights")

    def _open_hit(self, hit: SearchHit) -> None:
        self.open_document(hit.document, at=hit.start)
        self.pane.reader.select(hit.start, hit.end)

    def _ask_link(self, address: str) -> None:
        if QUrl(address).scheme() not in _OUTSIDE:
            self.undoing.say(f"This link leads to “{address[:80]}”, which is no web address.")
        elif confirm_link(self, address):
            self.link_wanted.emit(address)

    def _travel(self, stop: Journey.Stop | None) -> None:
        if stop is None:
            return
        if stop.restore is not None:
            stop.restore()
        elif stop.place is not None:
            self.show_view("read")
            self.reading.open(stop.place[0], at=stop.place[1])

    def _restore_retrieval(self, annotation: AnnotationId) -> None:
        self.show_view("highlights")
        self.retrieval.restore(annotation)

    def centre_zone(self) -> QWidget:
        """What is shown in the centre: the pane of the reader, or the highlights."""
        return self.pane if self.centre.currentIndex() == 0 else self.retrieval_view

    def _enter_margin(self) -> None:
        self.show_view("read")
        self.reading.write_note()

    def _resize_type(self, step: int) -> None:
        size = max(_SMALLEST, min(_LARGEST, self._type_size() + step))
        self._profile.set("type_size", size)
        self.pane.reader.set_type_size(size)

    def _type_size(self) -> int:
        size: int = self._profile.get("type_size", _TYPE_SIZE)
        return max(_SMALLEST, min(_LARGEST, size))

    def _toggle_focus_mode(self) -> None:
        hidden = self.actions_.by_name["focus_mode"].isChecked()
        for part in (self.header, self.library_pane, self.tag_panel, self.status, self.menuBar()):
            part.setHidden(hidden)
        self.centre_zone().setFocus()

    def _new_library(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "New library", "Library.excerpta", "Libraries (*.excerpta)"
        )
        if name:
            self.library_made.emit(Path(name).with_suffix(".excerpta"))

    def _open_library(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Open library", "", "Libraries (*.excerpta);;All files (*)"
        )
        if name:
            self.library_wanted.emit(Path(name))

    def _show_keys(self) -> None:
        from excerpta.gui.widgets.key_sheet import KeySheet  # not needed at the start

        KeySheet(key_sheet(), self._theme, self).open()

    def _about(self) -> None:
        QMessageBox.about(
            self,
            "About Excerpta",
            f"Excerpta {__version__}\n\nRead closely, highlight, tag, find again, export.\n"
            "It works offline; your library is one file that is yours.\n\nMIT licence.",
        )

    def _open_tags(self) -> frozenset[TagId]:
        """The branches that were open; the first time those at the top, if the codebook is small."""
        known: list[int] | None = self._profile.get_for("open_tags", self.session.library.path, None)
        if known is not None:
            return frozenset(TagId(tag) for tag in known)
        tree = self.tags.tree
        top = tree.children(None) if len(tree) <= _SMALL_CODEBOOK else ()
        return frozenset(tag.id for tag in top)

    def _restore(self) -> None:
        """Come back as the last window was left."""
        profile = self._profile
        self.resize(1440, 900)
        self.splitter.setSizes([285, 885, 270])
        for key, restore in (("geometry", self.restoreGeometry), ("splitter", self.splitter.restoreState)):
            if state := profile.get(key, ""):
                restore(QByteArray.fromBase64(state.encode()))
        self.pane.reader.set_type_size(self._type_size())
        self.tag_panel.view.set_open_tags(self._open_tags())
        last = profile.get_for("document", self.session.library.path, 0)
        ids = self.library_pane.model.ids
        if last in ids:
            self.reading.open(DocumentId(last))
        elif ids:
            self.reading.open(DocumentId(ids[0]))
        else:
            self.pane.show_document(shown=False)
        self.show_view("read")
