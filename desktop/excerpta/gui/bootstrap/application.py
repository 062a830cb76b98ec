"""The application: theme, profile, the library that is open, and what happens when something breaks."""

import gc
import logging
import os
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QLockFile, QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from excerpta import __version__
from excerpta.core.model.errors import DamageError, LibraryError, UserError
from excerpta.core.model.repair import RepairReport
from excerpta.core.services.libraries import create_library, open_library
from excerpta.core.store.library import Library
from excerpta.gui.bootstrap.ahead import OF_THE_HIGHLIGHTS, Ahead
from excerpta.gui.bootstrap.rules import RULES
from excerpta.gui.support.log_file import log_to_file
from excerpta.gui.support.profile import Profile, default_profile
from excerpta.gui.support.qt_messages import log_qt_messages
from excerpta.gui.support.style import apply_theme, interface_font
from excerpta.gui.support.system import System
from excerpta.gui.support.theme import THEME_NAMES, Theme, load_theme
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.windows.dialogs import show_error, show_until_closed
from excerpta.gui.windows.main_window import MainWindow
from excerpta.places import resources, seeds

_SOON = 300
"""Milliseconds after which nobody waits for the first window any more."""

_LOG = logging.getLogger("excerpta")


class Application(QObject):
    """What lives as long as the program.

    Attributes:
        window: the main window; None before a library is open.
        profile: the user's folder.
        system: what the desktop asks of every program.
    """

    def __init__(self, qt: QApplication, profile: Profile, *, trace_sql: bool = False) -> None:
        super().__init__()
        self.qt = qt
        self.profile = profile
        self.window: MainWindow | None = None
        self._trace_sql = trace_sql
        self._lock: QLockFile | None = None
        self._retired: list[MainWindow] = []
        qt.setApplicationName("Excerpta")
        qt.setApplicationDisplayName("Excerpta")
        qt.setApplicationVersion(__version__)
        qt.setStyle("Fusion")
        qt.setFont(interface_font())
        self.system = System(self)
        self._theme_name = str(profile.get("theme", "system"))
        self.theme = self._load_theme()
        apply_theme(qt, self.theme, RULES)
        self.system.colours_changed.connect(self._follow_system)
        self.system.stillness_changed.connect(self._apply_theme)

    def open_first(self, wanted: Path | None) -> None:
        """Open the library that was asked for, else the last one, else the sample library."""
        last = Path(str(self.profile.get("library", "")))
        if wanted is None and last.suffix and last.is_file():
            wanted = last
        if not self.open(wanted) and wanted is not None and self.window is None:
            self.open(None)

    def open(self, path: Path | None) -> bool:
        """Show a library in a new window in place of the present one; None is the sample library."""
        try:
            library, lock = self._library(path)
        except DamageError as error:
            self._offer_repair(path or self.profile.sample_path, error)
            return False
        except LibraryError as error:
            self._tell(error)
            return False
        self._show(library, lock)
        return True

    def open_damaged(self, path: Path) -> None:
        """Show a damaged library as far as it can be read."""
        try:
            library = open_library(path, read_only=True)
        except LibraryError as error:
            self._tell(error)
            return
        try:
            self._show(library, None)
        except Exception as error:
            fault = library.fault_of(error)
            library.close()
            if fault is None:
                raise
            self._tell(fault)

    def make(self, path: Path) -> None:
        """Make a new library and show it."""
        try:
            library = create_library(path)
        except LibraryError as error:
            self._tell(error)
            return
        self._show(library, claim(path))

    def choose_theme(self, name: str) -> None:
        """Show another theme, and remember it."""
        self._theme_name = name
        self.profile.set("theme", name)
        self._apply_theme()

    def retire(self) -> None:
        """Give up the lock and the window, which is closed; for a program that goes on without them."""
        self._lock = None
        if self.window is not None:
            self.window.deleteLater()
            self.window = None
        self.system.colours_changed.disconnect(self._follow_system)
        self.system.stillness_changed.disconnect(self._apply_theme)
        self.qt.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _show(self, library: Library, lock: QLockFile | None) -> None:
        if self._trace_sql:
            library.trace(logging.getLogger("excerpta.sql").info)
        session = LibrarySession(library)
        session.broke.connect(report_bug)
        window = MainWindow(session, self.profile, self.theme, self._theme_name)
        session.setParent(window)
        window.theme_wanted.connect(self.choose_theme)
        window.library_wanted.connect(self.open)
        window.library_made.connect(self.make)
        window.link_wanted.connect(lambda address: QDesktopServices.openUrl(QUrl(address)))
        self.profile.set("library", str(library.path))
        previous, self.window = self.window, window
        window.show()
        if previous is not None:
            previous.close()
            previous.deleteLater()
        self._lock = lock

    def _library(self, path: Path | None) -> tuple[Library, QLockFile | None]:
        if path is None:
            path = self.profile.sample_path
            if not path.exists():
                from excerpta.core.services.sample import create_sample_library

                create_sample_library(path, seeds=seeds()).close()
        path = path.absolute()
        if self.window is not None and self.window.session.library.path == path:
            self.window.raise_()
            raise LibraryError(f"“{path.name}” is open already.", "It is the library in this window.")
        lock = claim(path) if path.is_file() else None
        if path.is_file() and lock is None:
            self._ask_read_only(f"“{path.name}” is open in another window.")
            return open_library(path, read_only=True), None
        if path.is_file() and not os.access(path, os.W_OK):
            self._ask_read_only(f"“{path.name}” cannot be written to.")
            return open_library(path, read_only=True), lock
        return open_library(path), lock

    def _ask_read_only(self, reason: str) -> None:
        """Ask whether reading only will do.

        Raises:
            LibraryError: it will not.
        """
        box = QMessageBox(self.window)
        box.setWindowTitle("Excerpta")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(reason)
        box.setInformativeText("It can be opened for reading only; nothing in it will be changed.")
        read = box.addButton("Open read-only", QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        if box.clickedButton() is not read:
            raise LibraryError(f"{reason} It was not opened.", "Choose another library.")

    def _offer_repair(self, path: Path, error: DamageError) -> None:
        from excerpta.gui.windows.repairing import Repairing  # hardly ever needed

        repairing = Repairing(path, self)
        repairing.reading_wanted.connect(self.open_damaged)
        repairing.repaired.connect(self._show_repaired)
        repairing.ended.connect(repairing.deleteLater)
        repairing.ask(error, self.window)

    def _show_repaired(self, path: Path, report: RepairReport) -> None:
        from excerpta.gui.widgets.repair_report import RepairReportDialog  # hardly ever needed

        if self.open(path):
            RepairReportDialog(path.stem, report, self.window).open()

    def _tell(self, error: UserError) -> None:
        show_error(self.window, error.sentence, error.advice)

    def _load_theme(self) -> Theme:
        name = self._theme_name
        if name not in THEME_NAMES:
            name = "dark" if self.system.is_dark else "light"
            if self.system.wants_contrast:
                name = f"{name}-contrast"
        return load_theme(name)

    def _follow_system(self) -> None:
        if self._theme_name == "system":
            self._apply_theme()

    def _apply_theme(self) -> None:
        self.theme = self._load_theme()
        apply_theme(self.qt, self.theme, RULES)
        if self.window is not None:
            self.window.set_theme(self.theme)
            self.window.mark_theme(self._theme_name)


def claim(path: Path) -> QLockFile | None:
    """The lock of a library for one window; None when another window has it.

    In a folder that cannot be written to no lock can be made, and none is needed.
    """
    lock = QLockFile(str(path.with_name(f".{path.name}.lock")))
    lock.setStaleLockTime(0)
    if not lock.tryLock(0) and lock.error() is QLockFile.LockError.LockFailedError:
        return None
    return lock


def run(
    library: Path | None, *, profile_dir: Path | None = None, debug: bool = False, trace_sql: bool = False
) -> int:
    """Open the window and stay until it is closed."""
    logging.basicConfig(level=logging.DEBUG if debug or trace_sql else logging.WARNING)
    log_qt_messages()
    qt = QApplication(sys.argv[:1])
    qt.setWindowIcon(QIcon(str(resources() / "icons" / "excerpta.svg")))
    sys.excepthook = _on_exception
    try:
        profile = Profile(profile_dir or default_profile())
    except UserError as error:
        show_error(None, error.sentence, error.advice)
        return _let_read(qt)
    log_to_file(profile.folder)
    application = Application(qt, profile, trace_sql=trace_sql)
    application.open_first(library)
    if application.window is None:
        return _let_read(qt)
    QTimer.singleShot(0, application.system.ask_about_motion)
    QTimer.singleShot(_SOON, lambda: _settle_down(qt))
    status = qt.exec()
    # What a screen reader was given goes before Qt does, which would else let it go twice.
    application.retire()
    return status


def _settle_down(qt: QApplication) -> None:
    """Do what can wait until the first window is seen: Qt's own words, and looking for garbage again."""
    # Here, because the lists of languages and countries take as long as opening a library.
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    translator = QTranslator(qt)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(), "qtbase", "_", folder):
        qt.installTranslator(translator)
    Ahead(OF_THE_HIGHLIGHTS, qt).start()
    gc.freeze()  # what there is now stays as long as the program
    gc.enable()


def _let_read(qt: QApplication) -> int:
    """Stay until the boxes that say why nothing could be opened are closed; on a screen, that is."""
    for box in qt.topLevelWidgets():
        if isinstance(box, QMessageBox):
            print(box.text(), box.informativeText(), file=sys.stderr)
    if qt.platformName() in ("offscreen", "minimal"):
        qt.processEvents()
    else:
        qt.exec()
    return 1


_reported: set[str] = set()


def report_bug(error: BaseException) -> None:
    """Log a bug with its trace, and say it once in plain words; the window lives on."""
    details = "".join(traceback.format_exception(error))
    _LOG.error("unexpected error", exc_info=error)
    if details in _reported or QApplication.instance() is None:
        return
    _reported.add(details)
    box = QMessageBox(QApplication.activeWindow())
    box.setWindowTitle("Excerpta")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText("Something went wrong in Excerpta itself; what was shown as saved is saved.")
    box.setInformativeText("You can go on working. The details help us to mend it.")
    copy = box.addButton("Copy details", QMessageBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: QApplication.clipboard().setText(details))
    show_until_closed(box)


def _on_exception(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    if isinstance(error, UserError):
        show_error(QApplication.activeWindow(), error.sentence, error.advice)
        return
    report_bug(error)
