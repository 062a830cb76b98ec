"""Opens whatever the window can open, one thing after another, without a list of what that is.

Every action of the window is triggered, every menu shown, and what has appeared is looked at; so a
dialogue that is added later is looked at too.
"""

from collections.abc import Callable, Collection, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget
from tests.journeys.driver import Driver

Look = Callable[[str, list[QWidget]], None]
"""Takes the name of what was opened, and the widgets that appeared."""

_LEAVES = ("quit", "open_sample")
"""Actions after which there is no window, or another one."""

_PLAIN = ("colour_", "tag_key_", "theme_")
"""How the names begin of actions that only change something, a whole family of them each."""

_MOMENT = 25
"""Milliseconds after which what was asked for is there."""

_ASKS = ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory")


def answer_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the platform's own file dialogues, which are not ours to test, be cancelled at once."""
    for name in _ASKS:
        none = "" if name == "getExistingDirectory" else ([] if name.endswith("s") else "", "")
        monkeypatch.setattr(QFileDialog, name, lambda *_, none=none, **__: none)


def look_at_everything(drive: Driver, look: Look, *, only: Collection[str] = ()) -> list[str]:
    """Show one thing after another to `look`, all or `only` some; the names of what was shown."""
    seen: list[str] = []

    def notice(name: str, widgets: list[QWidget]) -> None:
        seen.append(name)
        look(name, widgets)

    _begin(drive)
    notice("window", [drive.window])
    openings = [
        *_by_hand(drive),
        *((action.objectName(), action.trigger) for action in _actions(drive)),
        *(
            (f"menu {menu.title()}", lambda menu=menu: menu.popup(QPoint(40, 40)))
            for menu in drive.window.menuBar().findChildren(QMenu)
        ),
    ]
    for name, steps in openings:
        if not only or name in only:
            _open(drive, name, steps, notice)
    return seen


def _actions(drive: Driver) -> list[QAction]:
    return [
        action
        for name, action in drive.window.actions_.by_name.items()
        if name not in _LEAVES and not name.startswith(_PLAIN)
    ]


def _by_hand(drive: Driver) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is opened by something else than an action."""
    window = drive.window
    reader, tags, library = window.pane.reader, window.tag_panel, window.library_pane

    def select() -> None:
        reader.select(40, 90)
        # It comes by itself as soon as the selection stands still; that is later than what is looked at here.
        window.pane.selection_bar.show_for(reader.rect_of(40, 90), reader.viewport().rect())

    yield "selection bar", select
    yield "menu of the reader", lambda: window.reader_menu.open(QPoint(200, 200))
    yield "menu of a tag", lambda: _ask_menu(tags.view.viewport(), QPoint(40, 30))
    yield "menu of a document", lambda: _ask_menu(library.table.viewport(), QPoint(40, 30))


def _ask_menu(widget: QWidget, point: QPoint) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    from PySide6.QtGui import QContextMenuEvent

    QApplication.postEvent(
        widget,
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, widget.mapToGlobal(point)),
    )


def _begin(drive: Driver) -> None:
    """A document is read, and a highlight is the current one."""
    window = drive.window
    window.show_view("read")
    window.pane.reader.clear_selection()
    window.pane.reader.setFocus()
    if window.pane.reader.current_highlight() is None:
        window.pane.reader.set_caret(0)
        drive.press(Qt.Key.Key_BracketRight)
    drive.settle()


def _open(drive: Driver, name: str, steps: Callable[[], object], look: Look) -> None:
    """Do something, and look at what it brought; a dialogue that waits for its answer is looked at too."""
    before = set(_visible(drive))
    done: list[bool] = []

    def inspect() -> None:
        drive.wait_for(lambda: not drive.window.session.background.is_busy())
        QApplication.processEvents()
        brought = [one for one in _visible(drive) if one not in before]
        roots = [one for one in brought if one.isWindow() or one.parentWidget() not in brought]
        if roots:
            look(name, roots)
        for one in QApplication.topLevelWidgets():
            if one.isVisible() and one is not drive.window:
                one.close()
        done.append(True)

    QTimer.singleShot(_MOMENT, drive.window, inspect)
    steps()
    drive.wait_for(lambda: done)
    for _ in range(3):
        QTest.keyClick(drive.focus(), Qt.Key.Key_Escape)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if drive.window.actions_.by_name["focus_mode"].isChecked():
        drive.window.actions_.by_name["focus_mode"].trigger()
    _begin(drive)


def _visible(drive: Driver) -> list[QWidget]:
    others = [one for one in QApplication.topLevelWidgets() if one is not drive.window]
    return [
        widget
        for top in (drive.window, *others)
        for widget in (top, *top.findChildren(QWidget))
        if widget.isVisible()
    ]
