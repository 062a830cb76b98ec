"""Printing from the window: the open document, with progress in the status line; built when first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from excerpta.gui.support.profile import Profile

if TYPE_CHECKING:
    from excerpta.gui.viewmodels.printing import PrintingViewModel
    from excerpta.gui.windows.main_window import MainWindow


class PrintFlow:
    """Prints what is being read."""

    def __init__(self, window: MainWindow, profile: Profile) -> None:
        self._window = window
        self._profile = profile
        self._built: PrintingViewModel | None = None

    @property
    def printing(self) -> PrintingViewModel:
        """The view-model, built now if it was not."""
        if self._built is None:
            self._built = self._build()
        return self._built

    def ask(self, *, pdf: bool) -> None:
        """Ask how the open document is to be printed, or saved as PDF."""
        window = self._window
        document = window.reading.document
        if document is None:
            window.undoing.say("Open a document first.")
            return
        window.pane.margin.flush()
        dialog = self.printing.ask(document, window.looks.type_settings, window.theme, pdf=pdf)
        window.theme_changed.connect(dialog.set_theme)

    def _build(self) -> PrintingViewModel:
        from excerpta.gui.viewmodels.printing import PrintingViewModel  # not needed at the start

        window = self._window
        printing = PrintingViewModel(window.session, self._profile, window)
        printing.progressed.connect(window.status.show_progress)
        printing.ended.connect(window.status.hide_progress)
        printing.said.connect(window.undoing.say)
        window.status.cancel.clicked.connect(printing.stop)
        return printing
