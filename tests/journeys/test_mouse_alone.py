"""Every verb of the reader with the mouse alone: keys are pressed only where words are to be written."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from tests.journeys.driver import Driver

from excerpta.core.model.annotation import Annotation, Colour, HighlightStyle
from excerpta.core.services import annotating
from excerpta.core.services.checking import check_library
from excerpta.core.services.tagging import tag_tree
from excerpta.gui.widgets.reader.resizing import End

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Mouse:
    """A hand on nothing but the mouse."""

    def __init__(self, drive: Driver) -> None:
        self.drive = drive
        drive.open("What the February")
        self.reader = drive.window.pane.reader

    @property
    def port(self) -> QWidget:
        return self.reader.viewport()

    def highlights(self) -> list[Annotation]:
        document = self.drive.window.reading.document
        assert document is not None
        return list(annotating.highlights_of(self.drive.window.session.library, document.id))

    def free_words(self) -> str:
        """Three words that are not highlighted."""
        text, marked = self.drive.text, [(one.start, one.end) for one in self.highlights()]
        for block in self.reader.page.source.blocks:
            words = " ".join(text[block.start : block.end].split(" ")[1:4])
            start = text.index(words)
            free = all(start + len(words) <= first or start >= last for first, last in marked)
            if words.count(" ") == 2 and free and start >= block.start:
                return words
        raise AssertionError("all is highlighted")

    def turn(self, pixels: int) -> None:
        """Turn the wheel over the text; positive is towards the end."""
        middle = self.port.rect().center()
        event = QWheelEvent(
            middle.toPointF(), self.port.mapToGlobal(middle).toPointF(),
            QPoint(0, -pixels), QPoint(0, -pixels),
            Qt.MouseButton.NoButton, PLAIN, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(self.port, event)
        self.drive.settle()

    def scroll_to(self, position: int) -> None:
        for _ in range(60):
            y = self.reader.y_of(position)
            if y is not None and 40 < y < self.port.height() - 160:
                return
            is_below = position > self.reader.visible_range()[0] if y is None else y > 40
            self.turn(120 if is_below else -120)
        raise AssertionError("the place was not reached by turning the wheel")

    def move(self, at: QPoint, *, held: bool = False) -> None:
        buttons = LEFT if held else Qt.MouseButton.NoButton
        none = Qt.MouseButton.NoButton
        where = self.port.mapToGlobal(at).toPointF()
        event = QMouseEvent(QMouseEvent.Type.MouseMove, at.toPointF(), where, none, buttons, PLAIN)
        QApplication.sendEvent(self.port, event)

    def drag(self, start: QPoint, end: QPoint) -> None:
        QTest.mousePress(self.port, LEFT, PLAIN, start)
        self.move((start + end) / 2, held=True)
        self.move(end, held=True)
        QTest.mouseRelease(self.port, LEFT, PLAIN, end)
        self.drive.settle()

    def select(self, words: str) -> tuple[int, int]:
        """Drag over words."""
        start = self.drive.text.index(words)
        self.scroll_to(start)
        self.drag(self.drive.point(start), self.drive.point(start + len(words)))
        assert self.reader.selected_text() == words
        return start, start + len(words)

    def bar(self, name: str) -> None:
        """Click what the selection bar calls so."""
        bar = self.drive.window.pane.selection_bar
        self.drive.wait_for(bar.isVisible)
        button = next(one for one in bar.findChildren(QWidget) if one.accessibleName() == name)
        self.drive.click(button, button.rect().center())

    def menu(self, at: QPoint, name: str) -> None:
        """Choose from the menu on a right click."""
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, self.port.mapToGlobal(at))
        QApplication.sendEvent(self.port, event)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        self.choose(menu, name)

    def main_menu(self, title: str, name: str) -> None:
        """Choose from a menu of the window."""
        bar = self.drive.window.menuBar()
        entry = next(one for one in bar.actions() if one.text().replace("&", "") == title)
        QTest.mouseClick(bar, LEFT, PLAIN, bar.actionGeometry(entry).center())
        QApplication.processEvents()
        menu = entry.menu()
        assert isinstance(menu, QMenu)
        self.choose(menu, name)

    def choose(self, menu: QMenu, name: str) -> None:
        action = next(one for one in menu.actions() if one.objectName() == name)
        assert action.isEnabled()
        QTest.mouseClick(menu, LEFT, PLAIN, menu.actionGeometry(action).center())
        self.drive.settle()


@pytest.fixture
def mouse(drive: Driver) -> Mouse:
    return Mouse(drive)


@pytest.mark.parametrize("colour", list(Colour))
def test_each_colour(mouse: Mouse, colour: Colour) -> None:
    before = mouse.highlights()
    start, end = mouse.select(mouse.free_words())
    mouse.bar(f"Highlight {colour.value}")
    (one,) = [one for one in mouse.highlights() if one not in before]
    assert (one.start, one.end, one.colour) == (start, end, colour)
    assert not mouse.drive.window.pane.selection_bar.isVisible()


def test_a_highlight_from_its_making_to_its_end(mouse: Mouse) -> None:
    drive, reader, window = mouse.drive, mouse.reader, mouse.drive.window
    before = mouse.highlights()
    words = mouse.free_words()
    start, end = mouse.select(words)
    mouse.bar("Tag")
    drive.type("Agreements")
    drive.click(window.pane.tag_box._list.viewport(), QPoint(30, 10))
    drive.click(mouse.port, QPoint(6, mouse.port.height() - 6))

    def made() -> list[Annotation]:
        known = {one.id for one in before}
        return [one for one in mouse.highlights() if one.id not in known]

    tree = tag_tree(window.session.library)
    assert len(made()[0].tags) == 1
    assert made()[0].tags[0] in tree

    inside = drive.point(start + 2)
    drive.click(mouse.port, inside)
    assert reader.current_highlight() == made()[0].id
    mouse.menu(inside, "style")
    assert made()[0].style is HighlightStyle.UNDERLINE
    mouse.menu(inside, "note")
    drive.type("By whom?")
    drive.click(mouse.port, QPoint(6, mouse.port.height() - 6))
    drive.wait_for(lambda: made()[0].note == "By whom?")

    drive.click(mouse.port, inside)
    knob = reader.resizing.handles()[End.END].knob.center().toPoint()
    mouse.drag(knob, drive.point(end - 1))
    knob = reader.resizing.handles()[End.START].knob.center().toPoint()
    mouse.drag(knob, drive.point(start + 1))
    assert (made()[0].start, made()[0].end) == (start + 1, end - 1)

    mouse.menu(inside, "delete")
    assert made() == []
    mouse.main_menu("Edit", "undo")
    assert made()[0].note == "By whom?"
    mouse.main_menu("Edit", "redo")
    assert mouse.highlights() == before
    toast = window.toast
    assert toast.isVisible()
    assert check_library(window.session.library) == ()


def test_overlapping_ones_are_clicked_through_and_merged(mouse: Mouse) -> None:
    drive, reader = mouse.drive, mouse.reader
    before = {one.id for one in mouse.highlights()}
    words = mouse.free_words()
    start, end = mouse.select(words)
    mouse.bar("Highlight yellow")
    second = words.split(" ")[1]
    mouse.drag(drive.point(start + len(words.split(" ")[0]) + 1), drive.point(end))
    mouse.bar("Highlight blue")
    inside = drive.point(start + words.index(second) + 1)
    reached = []
    for _ in range(3):
        QTest.qWait(QGuiApplication.styleHints().mouseDoubleClickInterval() // 50)
        drive.click(mouse.port, inside)
        reached.append(reader.current_highlight())
    assert reached[0] == reached[2] != reached[1]
    assert set(reached).isdisjoint(before)
    mouse.menu(inside, "merge")
    assert len({one.id for one in mouse.highlights()} - before) == 1
    drive.window.toast.action_triggered.emit()
    drive.settle()
    assert len({one.id for one in mouse.highlights()} - before) == 2


def test_words_and_paragraphs_are_taken_with_two_and_three_clicks(mouse: Mouse) -> None:
    drive, reader = mouse.drive, mouse.reader
    words = mouse.free_words()
    at = drive.point(drive.text.index(words) + words.index(" ") + 2)
    QTest.mouseClick(mouse.port, LEFT, PLAIN, at)
    QTest.mouseDClick(mouse.port, LEFT, PLAIN, at)
    assert reader.selected_text() == words.split(" ")[1].strip(".,")
    QTest.mouseClick(mouse.port, LEFT, PLAIN, at)
    assert words in reader.selected_text()
    assert "\n" not in reader.selected_text()


def test_copy_find_and_the_outline(mouse: Mouse) -> None:
    drive, reader, window = mouse.drive, mouse.reader, mouse.drive.window
    words = mouse.free_words()
    start, _ = mouse.select(words)
    mouse.bar("Copy")
    assert QGuiApplication.clipboard().text() == words
    mouse.menu(drive.point(start + 2), "copy_cited")
    assert QGuiApplication.clipboard().text().startswith(f"“{words}” — What the February")
    mouse.main_menu("Edit", "find")
    drive.type("agreement")
    drive.settle()
    first = reader.selection()
    button = next(
        one for one in window.pane.find_bar.findChildren(QWidget) if one.accessibleName().startswith("Next")
    )
    drive.click(button, button.rect().center())
    assert reader.selection() != first
    mouse.main_menu("Go", "back")


def test_looks_are_chosen_in_the_menus(mouse: Mouse) -> None:
    drive = mouse.drive
    for theme in ("sepia", "dark", "light"):
        mouse.main_menu("View", f"theme_{theme}")
        drive.wait_for(lambda theme=theme: drive.application.theme.name == theme)
    mouse.main_menu("View", "focus_mode")
    assert drive.window.tag_panel.isHidden()
    mouse.main_menu("View", "focus_mode")
    assert not drive.window.tag_panel.isHidden()


def test_the_wheel_and_the_scroll_bar_go_through_the_text(mouse: Mouse) -> None:
    reader = mouse.reader
    drive = mouse.drive
    drive.window.resize(1000, 420)
    drive.settle()
    mouse.turn(300)
    down = reader.top_position()
    assert down > 0
    mouse.turn(-5000)
    assert reader.top_position() == 0
    bar = reader.verticalScrollBar()
    QTest.mousePress(bar, LEFT, PLAIN, QPoint(bar.width() // 2, bar.height() - 6))
    QTest.mouseRelease(bar, LEFT, PLAIN, QPoint(bar.width() // 2, bar.height() - 6))
    drive.settle()
    assert reader.top_position() > 0
