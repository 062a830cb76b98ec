"""The moves of a soak: whatever a hand does to the reader, its margin and the window around them.

A move takes the walker, does its part of input at once and waits for nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

if TYPE_CHECKING:
    from tests.soak.walker import Walker

Move = Callable[["Walker"], None]
_LEFT = Qt.MouseButton.LeftButton
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_ALT, _PLAIN = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
_WORDS = ("said", "talks", "آتش", "和平", "👍", "e", "शान्ति", "no such words", "the", "ـ", " ")
_TAGS = (
    "Actors/Taliban",
    "a",
    "Claims",
    "شان",
    "New one",
    "x/y/z",
    "Act",
    "/",
    "a//b",
    "👍🏽",
    "Actors/Taliban/Deep",
)
_NOTES = ("Why?", "چرا؟ why", "👩‍👩‍👧‍👦 e\u0301", "x" * 200, " ")
_MOVING = (
    "Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown", "Shift+Left", "Shift+Right", "Shift+Up",
    "Shift+Down", "Shift+Home", "Shift+End", "Shift+PgDown", "Ctrl+Left", "Ctrl+Right", "Ctrl+Up",
    "Ctrl+Down", "Ctrl+Home", "Ctrl+End", "Ctrl+Shift+Left", "Ctrl+Shift+Right",
    "Ctrl+Shift+Down", "Ctrl+Shift+End", "J", "K", "S", "Space", "Shift+Space",
)  # fmt: skip
_MARKING = (
    "H", "1", "2", "3", "4", "5", "6", "7", "8", "U", "M", "Del", "]", "[", "}", "{", "O",
    "Alt+Shift+Right", "Alt+Shift+Left", "Ctrl+Alt+Shift+Left", "Ctrl+Alt+Shift+Right",
    "Alt+1", "Alt+2", "Alt+9", "Ctrl+Shift+D",
)  # fmt: skip
_LOOKING = (
    "C", "Ctrl+C", "Ctrl+Shift+C", "Ctrl+A", "F3", "Shift+F3", "Alt+Left", "Alt+Right", "Ctrl++", "Ctrl+-",
    "Ctrl+0", "F11", "F6", "Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+Shift+F", "Ctrl+Shift+R",
    "Ctrl+Shift+O", "F1", "Ctrl+T", "Ctrl+P", "Ctrl+D", "Tab", "Shift+Tab", "Return", "Esc",
)  # fmt: skip


def move_about(walk: Walker) -> None:
    walk.key(walk.rng.choice(_MOVING), times=walk.rng.choice((1, 1, 2, 5)))


def mark(walk: Walker) -> None:
    walk.to_the_text()
    walk.key(walk.rng.choice(_MARKING))


def look(walk: Walker) -> None:
    walk.key(walk.rng.choice(_LOOKING))


def take_back(walk: Walker) -> None:
    for _ in range(walk.rng.choice((1, 1, 3, 8))):
        if walk.may_undo():
            walk.key("Ctrl+Z")


def do_again(walk: Walker) -> None:
    walk.key(walk.rng.choice(("Ctrl+Shift+Z", "Ctrl+Y")), times=walk.rng.choice((1, 1, 3)))


def tag(walk: Walker) -> None:
    walk.to_the_text()
    walk.key("T")
    for _ in range(walk.rng.randint(0, 3)):
        walk.write(walk.rng.choice(_TAGS))
        walk.key(
            walk.rng.choice(("Return", ",", "Tab", "Ctrl+1", "Ctrl+I", "Shift+Return", "Down", "Backspace"))
        )
    walk.key(walk.rng.choice(("Return", "Return", "Esc", "Ctrl+2", "F6", "Ctrl+F")))


def note(walk: Walker) -> None:
    walk.to_the_text()
    walk.key("N")
    walk.write(walk.rng.choice(_NOTES))
    walk.key(walk.rng.choice(("Esc", "Ctrl+A", "Backspace", "Ctrl+2", "Ctrl+Return", "Tab", "PgDown")))


def find(walk: Walker) -> None:
    walk.key("Ctrl+F")
    walk.write(walk.rng.choice(_WORDS))
    walk.key(walk.rng.choice(("Return", "Shift+Return", "Down", "Esc", "F3")))


def go_to(walk: Walker) -> None:
    walk.key("Ctrl+G")
    walk.write(walk.rng.choice(("1", "3", "99999", "50%", "list", "the", "کا")))
    walk.key(walk.rng.choice(("Down", "Up", "Return", "Esc")))
    walk.key(walk.rng.choice(("Return", "Esc")))


def command(walk: Walker) -> None:
    walk.key("Ctrl+Shift+P")
    walk.write(walk.rng.choice(("dark", "sepia", "light", "larger", "underline", "focus mode", "next highl")))
    walk.key(walk.rng.choice(("Return", "Return", "Esc")))


def search(walk: Walker) -> None:
    walk.key("Ctrl+K")
    walk.write(walk.rng.choice(_WORDS))
    walk.key(walk.rng.choice(("Down", "Esc")))
    walk.key("Esc")


def click(walk: Walker) -> None:
    modifier = walk.rng.choice((_PLAIN, _PLAIN, _SHIFT, _CTRL, _ALT))
    QTest.mouseClick(walk.port, _LEFT, modifier, walk.somewhere())


def click_often(walk: Walker) -> None:
    at = walk.somewhere()
    QTest.mouseClick(walk.port, _LEFT, _PLAIN, at)
    QTest.mouseDClick(walk.port, _LEFT, walk.rng.choice((_PLAIN, _ALT)), at)
    if walk.rng.random() < 0.5:
        QTest.mouseClick(walk.port, _LEFT, _PLAIN, at)


def drag(walk: Walker) -> None:
    walk.drag(walk.somewhere(), walk.somewhere(), walk.rng.choice((_PLAIN, _PLAIN, _ALT)))


def drag_past_the_edge(walk: Walker) -> None:
    beyond = QPoint(walk.somewhere().x(), walk.rng.choice((-60, walk.port.height() + 60)))
    walk.drag(walk.somewhere(), beyond, _PLAIN, held_for=walk.rng.choice((0, 90)))


def drag_and_press(walk: Walker) -> None:
    """A key while the button is held down."""
    walk.drag(
        walk.somewhere(), walk.somewhere(), _PLAIN,
        meanwhile=lambda: walk.key(walk.rng.choice(("Esc", "H", "T", "Ctrl+Shift+F", "Down", "F11"))),
    )  # fmt: skip


def drag_and_be_overtaken(walk: Walker) -> None:
    """Another program writes while the button is held down, and the window notices."""

    def meanwhile() -> None:
        walk.other_hand()
        walk.window._look_for_other_writers()

    handles = list(walk.window.pane.reader.resizing.handles().values())
    start = handles[-1].knob.center().toPoint() if handles and walk.port.isVisible() else walk.somewhere()
    walk.drag(start, walk.somewhere(), _PLAIN, meanwhile=meanwhile)


def resize_by_a_handle(walk: Walker) -> None:
    handles = list(walk.window.pane.reader.resizing.handles().values())
    if handles and walk.port.isVisible():
        walk.drag(walk.rng.choice(handles).knob.center().toPoint(), walk.somewhere(), _PLAIN)


def turn_the_wheel(walk: Walker) -> None:
    walk.turn(walk.rng.choice((-3000, -120, -40, 40, 120, 700, 3000)))


def scroll_bar(walk: Walker) -> None:
    bar = walk.window.pane.reader.verticalScrollBar()
    at = QPoint(bar.width() // 2, walk.rng.randint(0, max(0, bar.height() - 1)))
    walk.drag_in(bar, at, QPoint(at.x(), walk.rng.randint(0, max(0, bar.height() - 1))))


def tick(walk: Walker) -> None:
    ticks = walk.window.pane.reader.ticks
    if ticks.isVisible():
        QTest.mouseClick(
            ticks, _LEFT, _PLAIN, QPoint(ticks.width() // 2, walk.rng.randint(0, ticks.height() - 1))
        )


def in_the_margin(walk: Walker) -> None:
    shown = walk.window.pane.margin.shown()
    view = walk.window.pane.margin.view_of(walk.rng.choice(shown)) if shown else None
    if view is not None and view.isVisible():
        at = QPoint(walk.rng.randint(0, view.width() - 1), walk.rng.randint(0, view.height() - 1))
        QTest.mouseClick(view.childAt(at) or view, _LEFT, _PLAIN, _inside(view, at))
        if walk.rng.random() < 0.5:
            walk.write(walk.rng.choice(_NOTES))


def _inside(view: QWidget, at: QPoint) -> QPoint:
    child = view.childAt(at)
    return at if child is None else child.mapFrom(view, at)


def bar(walk: Walker) -> None:
    """A button of the selection bar, which comes at once for it."""
    reader, panel = walk.window.pane.reader, walk.window.pane.selection_bar
    if reader.has_selection() and reader.isVisible():
        panel.show_for(reader.rect_of(*reader.selection()), reader.viewport().rect())
        buttons = [one for one in panel.findChildren(QWidget) if one.accessibleName() and one.isVisible()]
        button = walk.rng.choice(buttons)
        QTest.mouseClick(button, _LEFT, _PLAIN, button.rect().center())


def menu(walk: Walker) -> None:
    at = walk.somewhere()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, walk.port.mapToGlobal(at))
    QApplication.sendEvent(walk.port, event)
    opened = QApplication.activePopupWidget()
    if isinstance(opened, QMenu):
        likely = [
            one for one in opened.actions() if one.isEnabled() and not one.menu() and not one.isSeparator()
        ]
        if likely and walk.rng.random() < 0.8:
            QTest.mouseClick(opened, _LEFT, _PLAIN, opened.actionGeometry(walk.rng.choice(likely)).center())
        else:
            opened.close()


def open_another(walk: Walker) -> None:
    walk.open_any()


def resize_the_window(walk: Walker) -> None:
    walk.window.resize(walk.rng.randint(640, 1500), walk.rng.randint(320, 950))


def write_from_outside(walk: Walker) -> None:
    """Another program adds, alters or takes away highlights; the window has not heard of it yet."""
    walk.other_hand()


def come_back(walk: Walker) -> None:
    """The window becomes the active one again, as after a look at another program."""
    walk.window._look_for_other_writers()


MOVES: dict[Move, int] = {
    move_about: 30, mark: 26, look: 12, take_back: 7, do_again: 4, tag: 7, note: 8, find: 4, go_to: 3,
    command: 2, search: 1, click: 8, click_often: 4, drag: 12, drag_past_the_edge: 3, drag_and_press: 3,
    drag_and_be_overtaken: 2, resize_by_a_handle: 6, turn_the_wheel: 6, scroll_bar: 2, tick: 3,
    in_the_margin: 6, bar: 4, menu: 6, open_another: 3, resize_the_window: 2, write_from_outside: 2,
    come_back: 2,
}  # fmt: skip
"""Every move, and how often it comes beside the others."""
