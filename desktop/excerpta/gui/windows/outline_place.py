"""Where the outline stands: below the library, or in focus mode over the text; built when first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout

from excerpta.gui.support.keys import Keys
from excerpta.gui.support.profile import Profile
from excerpta.gui.widgets.floating_panel import SHADOW, FloatingPanel

if TYPE_CHECKING:
    from excerpta.gui.viewmodels.outlining import OutliningViewModel
    from excerpta.gui.widgets.landmarks import Landmark
    from excerpta.gui.widgets.outline import OutlinePanel
    from excerpta.gui.windows.main_window import MainWindow

_WIDTH = 320
_INSET = 10


class OutlinePlace(QObject):
    """Opens, enters and closes the outline."""

    def __init__(self, window: MainWindow, profile: Profile) -> None:
        super().__init__(window)
        self._window = window
        self._profile = profile
        self._built: tuple[OutlinePanel, OutliningViewModel] | None = None
        self._card: FloatingPanel | None = None
        self._inside = QVBoxLayout()
        self._is_open = False
        window.column.strip.clicked.connect(self.enter)
        window.pane.installEventFilter(self)

    @property
    def panel(self) -> OutlinePanel:
        """The panel, built now if it was not."""
        return self._parts()[0]

    @property
    def is_open(self) -> bool:
        """Whether the outline is shown somewhere."""
        return self._is_open

    @property
    def is_over_text(self) -> bool:
        """Whether the outline lies over the text."""
        return self._is_open and self._card is not None and not self._card.isHidden()

    def toggle(self) -> None:
        """Open the outline and take the keyboard there; from inside it close it."""
        if self._is_open and self._has_focus():
            self.close()
        else:
            self.enter()

    def enter(self) -> None:
        """Take the keyboard into the outline, which is opened if it was closed."""
        if not self._is_open:
            self.open()
        if self._window.centre_zone() is not self._window.pane:
            self._window.show_view("read")
        self.panel.enter()

    def open(self) -> None:
        """Show the outline where there is a place for it."""
        panel, viewmodel = self._parts()
        self._is_open = True
        if self._window.column.isHidden():
            self._put_over_text(panel)
        else:
            self._window.column.put(panel)
            self._profile.set("outline", True)
        viewmodel.start()
        self._fit()

    def close(self) -> None:
        """Put the outline away; the keyboard goes to the text if it was there."""
        if not self._is_open:
            return
        panel, viewmodel = self._parts()
        had_focus = self._has_focus()
        if not self.is_over_text:
            self._profile.set("outline", False)
        self._is_open = False
        viewmodel.stop()
        self._put_away(panel)
        if had_focus:
            self._window.pane.reader.setFocus()

    def settle(self) -> None:
        """Go where there is a place now, after zones were hidden or shown."""
        if self._is_open:
            panel, viewmodel = self._parts()
            self._is_open = False
            viewmodel.stop()
            self._put_away(panel)
        if self._profile.get("outline", False) and not self._window.column.isHidden():
            self.open()

    def set_keys(self, keys: Keys) -> None:
        """Name the key that opens and closes it."""
        self._window.column.set_key(keys.shown("outline"))
        if self._built is not None:
            self._built[0].set_key(keys.shown("outline"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _has_focus(self) -> bool:
        focus = self._window.focusWidget()
        return focus is not None and self.panel.isAncestorOf(focus)

    def _parts(self) -> tuple[OutlinePanel, OutliningViewModel]:
        if self._built is None:
            # Not needed at the start.
            from excerpta.gui.viewmodels.outlining import OutliningViewModel
            from excerpta.gui.widgets.outline import OutlinePanel

            window = self._window
            panel = OutlinePanel(window.theme)
            panel.set_key(window.keyring.keys.shown("outline"))
            window.theme_changed.connect(panel.set_theme)
            viewmodel = OutliningViewModel(window.session, window.reading, window.pane.reader, panel)
            viewmodel.jump_wanted.connect(self._jump)
            panel.left.connect(self._leave)
            panel.closed.connect(self.close)
            panel.table.landmarks.modelReset.connect(self._fit)
            self._built = panel, viewmodel
        return self._built

    def _jump(self, landmark: Landmark) -> None:
        window = self._window
        window.show_view("read")
        window.travelling.depart()
        if self.is_over_text:
            self.close()
        window.reading.jump(landmark.position, at_top=landmark.colour is None)

    def _leave(self) -> None:
        """Esc: over the text it closes, beside it the text has the keyboard again."""
        if self.is_over_text:
            self.close()
        self._window.pane.reader.setFocus()

    def _put_over_text(self, panel: OutlinePanel) -> None:
        if self._card is None:
            self._card = FloatingPanel(self._window.pane)
            self._card.set_theme(self._window.theme)
            self._window.theme_changed.connect(self._card.set_theme)
            self._inside = QVBoxLayout(self._card)
            self._inside.setContentsMargins(1, 1, 1, 1)
        self._inside.addWidget(panel)
        self._place_card()
        self._card.show()
        panel.show()
        self._card.raise_()

    def _fit(self) -> None:
        if self.is_over_text:
            self._place_card()

    def _place_card(self) -> None:
        """Stand at the side of the text where the margin is not."""
        if self._card is None:
            return
        around = self._window.pane.rect().adjusted(_INSET, _INSET, -_INSET, -_INSET)
        width = min(_WIDTH, around.width())
        left = around.right() + 1 - width if self._window.pane.margin.mirrored else around.left()
        height = min(around.height(), self.panel.wanted_height() + 2)
        self._card.setGeometry(left - SHADOW, around.top() - SHADOW, width + 2 * SHADOW, height + 2 * SHADOW)

    def _put_away(self, panel: OutlinePanel) -> None:
        self._window.column.take(panel)
        if self._card is not None:
            self._card.hide()
        panel.hide()
        panel.setParent(self._window)
