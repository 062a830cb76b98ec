"""The go-to box of the window, built when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from excerpta.gui.viewmodels.bookmark import Spot
    from excerpta.gui.viewmodels.going import GoingViewModel
    from excerpta.gui.widgets.go_box import GoBox
    from excerpta.gui.widgets.landmarks import Landmark
    from excerpta.gui.windows.main_window import MainWindow


class GoingTo(QObject):
    """Opens the box over the text; what is chosen there is a jump that can be taken back."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._built: tuple[GoBox, GoingViewModel] | None = None

    @property
    def box(self) -> GoBox:
        """The box, built now if it was not."""
        return self._parts()[0]

    def open(self) -> None:
        """Ask where to go in the open document."""
        window = self._window
        if window.reading.document is None:
            return
        window.show_view("read")
        box, viewmodel = self._parts()
        if box.isVisible():
            box.field.selectAll()
            return
        box.open_in(window.pane.rect())
        viewmodel.start()

    def _parts(self) -> tuple[GoBox, GoingViewModel]:
        if self._built is None:
            # Not needed at the start.
            from excerpta.gui.viewmodels.going import GoingViewModel
            from excerpta.gui.widgets.go_box import GoBox

            window = self._window
            box = GoBox(window.theme, window.pane)
            window.theme_changed.connect(box.set_theme)
            viewmodel = GoingViewModel(window.reading, window.pane.reader, box)
            viewmodel.jump_wanted.connect(self._jump)
            viewmodel.strayed.connect(window.travelling.depart)
            self._built = box, viewmodel
        return self._built

    def _jump(self, origin: Spot, landmark: Landmark) -> None:
        window = self._window
        window.travelling.depart(origin)
        window.reading.jump(landmark.position, at_top=True)
