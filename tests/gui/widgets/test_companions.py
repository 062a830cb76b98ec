"""Chips, the selection bar and the toast: what they say, and that they keep out of the way."""

from collections.abc import Callable, Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.painting import Recorder

from excerpta.core.model.annotation import Colour
from excerpta.gui.support.keys import Keys
from excerpta.gui.support.theme import THEME_NAMES, Theme, load_theme
from excerpta.gui.widgets import find_bar, margin, selection_bar, tag_box, toast
from excerpta.gui.widgets.chips import CrossShown, TagChip
from excerpta.gui.widgets.selection_bar import SETTLE, SelectionBar
from excerpta.gui.widgets.toast import Toast
from excerpta.gui.windows.actions import VERBS


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 500)
    field = QLineEdit(window)
    with qtbot.waitExposed(window):
        window.show()
    field.setFocus()
    yield window
    window.hide()


def enter(widget: QWidget) -> None:
    QApplication.sendEvent(widget, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))


def leave(widget: QWidget) -> None:
    QApplication.sendEvent(widget, QEvent(QEvent.Type.Leave))


def button(host: QWidget, name: str) -> QAbstractButton:
    return next(found for found in host.findChildren(QAbstractButton) if found.accessibleName() == name)


# Chips


@pytest.mark.parametrize("name", ["Taliban", "گفت‌وگو", "👍👍", "x" * 300, "<b>&amp;</b>", 'a/b "c"'])
def test_a_chip_shows_any_name_and_says_it_to_screen_readers(qtbot: QtBot, name: str) -> None:
    chip = TagChip(cross=CrossShown.ALWAYS)
    qtbot.addWidget(chip)
    chip.set_tag(7, name, f"Top/{name}", Colour.BLUE)
    assert chip.accessibleName() == name
    assert "<b>" not in chip.toolTip()
    assert 20 < chip.sizeHint().width() <= 260
    chip.resize(chip.sizeHint())
    assert not chip.grab().isNull()


def test_the_cross_removes_and_the_rest_of_the_chip_is_a_click(qtbot: QtBot) -> None:
    chip = TagChip(cross=CrossShown.ALWAYS)
    qtbot.addWidget(chip)
    chip.set_tag(7, "Taliban", "Actors/Taliban", Colour.RED)
    chip.resize(chip.sizeHint())
    said: list[str] = []
    chip.removed.connect(lambda: said.append("removed"))
    chip.clicked.connect(lambda: said.append("clicked"))
    middle = chip.height() // 2
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 9, middle))
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(8, middle))
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    assert said == ["removed", "clicked", "removed"]


# Selection bar


def test_the_bar_comes_when_the_selection_stands_still(window: QWidget, qtbot: QtBot) -> None:
    bar = SelectionBar(window)
    asked: list[int] = []

    def place(number: int) -> tuple[QRect, QRect]:
        asked.append(number)
        return QRect(300, 200, 100, 20), window.rect()

    for number in range(4):
        bar.offer(lambda number=number: place(number))
        QTest.qWait(SETTLE // 6)
        assert bar.isHidden()
    qtbot.waitUntil(bar.isVisible)
    assert asked == [3]
    bar.offer(lambda: place(4))
    assert bar.isHidden()
    bar.dismiss()
    QTest.qWait(SETTLE + 60)
    assert bar.isHidden()
    bar.offer(lambda: (QRect(), window.rect()))
    QTest.qWait(SETTLE + 60)
    assert bar.isHidden()


def test_a_selection_by_keyboard_has_the_bar_at_once_and_the_bar_goes_along(window: QWidget) -> None:
    bar, gone = SelectionBar(window), []
    bar.dismissed.connect(lambda: gone.append(True))
    words = QRect(300, 200, 100, 20)

    def place() -> tuple[QRect, QRect]:
        return words, window.rect()

    bar.offer(lambda: (QRect(1, 1, 5, 5), window.rect()))
    bar.offer(place, at_once=True)
    assert bar.isVisible()
    first = bar.card()
    words = QRect(300, 240, 100, 20)
    bar.offer(place, at_once=True)
    assert bar.card() == first.translated(0, 40)
    words = QRect(300, 100, 100, 20)
    bar.follow()
    assert bar.card() == first.translated(0, -100)
    QTest.qWait(SETTLE + 60)
    assert bar.card() == first.translated(0, -100)
    assert gone == []
    words = QRect()
    bar.follow()
    assert gone == [True]
    assert bar.isHidden()
    words = QRect(300, 100, 100, 20)
    bar.follow()
    assert bar.isHidden()


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize(("width", "rows"), [(800, 1), (400, 2), (300, 2), (190, 3)])
def test_where_it_is_narrow_the_bar_has_more_rows_and_nothing_is_cut_off(
    window: QWidget, width: int, rows: int, mirrored: bool
) -> None:
    bar = SelectionBar(window)
    bar.set_mirrored(mirrored)
    bar.set_keys(Keys(VERBS))
    bounds = QRect(20, 0, width, 400)
    bar.show_for(QRect(100, 200, 40, 20), bounds)
    assert bounds.contains(bar.card())
    buttons = [one for one in bar.findChildren(QAbstractButton) if one.isVisible()]
    assert len(buttons) == 11
    inside = bar.contentsRect()
    assert all(inside.contains(one.geometry()) for one in buttons)
    assert all(one.size() == one.sizeHint() for one in buttons)
    places = [one.geometry() for one in buttons]
    assert not any(one.intersects(other) for one, other in combinations(places, 2))
    assert len({place.center().y() // 10 for place in places}) == rows
    yellow, orange = button(bar, "Highlight yellow"), button(bar, "Highlight orange")
    assert (yellow.x() > orange.x()) == mirrored
    bar.hide()


@pytest.mark.parametrize(
    ("rect", "is_beside"),
    [
        (QRect(20, 0, 500, 500), True),
        (QRect(300, -200, 490, 900), True),
        (QRect(100, 30, 600, 450), False),
        (QRect(0, 0, 800, 500), False),
    ],
)
def test_beside_words_that_fill_the_window_the_bar_stands_in_their_margin(
    window: QWidget, rect: QRect, is_beside: bool
) -> None:
    bar = SelectionBar(window)
    bar.set_keys(Keys(VERBS))
    bar.show_for(rect, window.rect())
    assert window.rect().contains(bar.card())
    assert bar.card().intersects(rect) != is_beside
    if not is_beside:
        assert len({one.y() // 20 for one in bar.findChildren(QAbstractButton)}) == 1
    bar.hide()


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_word_and_the_cap_of_its_key_do_not_lie_over_each_other(window: QWidget, mirrored: bool) -> None:
    bar = SelectionBar(window)
    bar.set_mirrored(mirrored)
    bar.set_keys(Keys(VERBS))
    bar.show_for(QRect(300, 200, 100, 20), window.rect())
    for name in ("Tag", "Note", "Copy"):
        painted = [one for one in Recorder(button(bar, name)).painted if one.words.strip()]
        (word,) = [one.whole for one in painted if one.words == name]
        (cap,) = [one.whole for one in painted if one.words != name]
        assert not word.intersects(cap)
        assert (cap.x() < word.x()) == mirrored
    bar.hide()


@pytest.mark.parametrize("colour", list(Colour))
def test_every_colour_has_a_dot_with_its_name_and_key(window: QWidget, colour: Colour) -> None:
    bar = SelectionBar(window)
    bar.set_keys(Keys(VERBS))
    chosen: list[object] = []
    bar.colour_chosen.connect(chosen.append)
    bar.show_for(QRect(300, 200, 100, 20), window.rect())
    dot = button(bar, f"Highlight {colour.value}")
    assert dot.toolTip().endswith(f"({list(Colour).index(colour) + 1})")
    QTest.mouseClick(dot, Qt.MouseButton.LeftButton)
    assert chosen == [colour]
    assert not bar.isVisible()


def test_tag_note_and_copy_say_so_and_the_bar_leaves_the_focus_alone(window: QWidget) -> None:
    bar = SelectionBar(window)
    said: list[str] = []
    bar.tag_wanted.connect(lambda: said.append("tag"))
    bar.note_wanted.connect(lambda: said.append("note"))
    bar.copy_wanted.connect(lambda: said.append("copy"))
    bar.dismissed.connect(lambda: said.append("dismissed"))
    for name in ("Tag", "Note", "Copy"):
        bar.show_for(QRect(300, 200, 100, 20), window.rect())
        QTest.mouseClick(button(bar, name), Qt.MouseButton.LeftButton)
    assert said == ["tag", "note", "copy"]
    assert window.findChild(QLineEdit).hasFocus()


@pytest.mark.parametrize(
    "rect", [QRect(790, 490, 5, 5), QRect(0, 0, 5, 5), QRect(300, 470, 90, 20), QRect(-50, 600, 10, 10)]
)
def test_the_bar_stays_inside_its_bounds_and_off_the_words(window: QWidget, rect: QRect) -> None:
    bar = SelectionBar(window)
    bar.show_for(rect, window.rect())
    assert window.rect().contains(bar.card())
    assert not bar.card().intersects(rect)
    bar.hide()


def test_the_bar_goes_when_the_text_is_pressed_and_by_itself_but_not_under_the_pointer(
    qtbot: QtBot, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar = SelectionBar(window)
    bar.show_for(QRect(300, 200, 100, 20), window.rect())
    with qtbot.waitSignal(bar.dismissed):
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(10, 400))
    assert not bar.isVisible()
    bar._linger.setInterval(60)
    bar.show_for(QRect(300, 200, 100, 20), window.rect())
    enter(bar)
    qtbot.wait(120)
    assert bar.isVisible()
    with qtbot.waitSignal(bar.dismissed, timeout=2_000):
        leave(bar)
    assert not bar._linger.isActive()


def test_keys_can_be_named_differently(window: QWidget) -> None:
    bar = SelectionBar(window)
    bar.set_keys(Keys(VERBS, {"tag": ["Shift+T"], "note": [], "colour_red": ["F9"]}))
    assert button(bar, "Highlight red").toolTip() == "Highlight red (F9)"
    assert button(bar, "Tag").toolTip().endswith("(Shift+T)")
    assert "(" not in button(bar, "Note").toolTip()


# Toast


def test_a_toast_offers_to_undo_without_taking_the_focus(qtbot: QtBot, window: QWidget) -> None:
    toast_ = Toast(window)
    toast_.show_message("Deleted <b>one</b> highlight.", "Undo")
    assert window.findChild(QLineEdit).hasFocus()
    undo = toast_.findChild(QPushButton)
    assert undo.accessibleName() == "Undo"
    assert undo.accessibleDescription() == toast_.text == "Deleted <b>one</b> highlight."
    with qtbot.waitSignal(toast_.action_triggered):
        QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert not toast_.isVisible()
    assert not toast_._timer.isActive()


def test_a_new_message_takes_the_place_of_the_old_one(window: QWidget) -> None:
    toast_ = Toast(window)
    toast_.show_message("one", "Undo")
    toast_.show_message("two")
    assert toast_.text == "two"
    assert not toast_.findChild(QPushButton).isVisible()
    toast_.hide()


def test_a_toast_goes_by_itself_but_not_under_the_pointer_or_the_focus(qtbot: QtBot, window: QWidget) -> None:
    toast_ = Toast(window)
    toast_.show_message("one", "Undo", seconds=0.05)
    qtbot.waitUntil(lambda: not toast_.isVisible(), timeout=2_000)
    toast_.show_message("two", "Undo", seconds=0.05)
    enter(toast_)
    qtbot.wait(120)
    assert toast_.isVisible()
    toast_.findChild(QPushButton).setFocus()
    leave(toast_)
    qtbot.wait(120)
    assert toast_.isVisible()
    window.findChild(QLineEdit).setFocus()
    qtbot.waitUntil(lambda: not toast_.isVisible(), timeout=2_000)


@pytest.mark.parametrize("text", ["short", "a long message " * 20])
def test_a_toast_fits_its_window_and_follows_it(qtbot: QtBot, window: QWidget, text: str) -> None:
    toast_ = Toast(window)
    toast_.show_message(text, "Undo")
    for width in (800, 420):
        window.resize(width, 500)
        qtbot.waitUntil(lambda: window.rect().contains(toast_.card()), timeout=1_000)
        message = toast_.findChild(type(toast_._message))
        assert message.height() >= message.heightForWidth(message.width())
    toast_.hide()


# Themes


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.1 contrast ratio."""

    def luminance(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", THEME_NAMES)
def test_everything_written_on_these_widgets_can_be_read(name: str) -> None:
    theme = load_theme(name)
    pairs = [
        (text, ground)
        for text in (theme.ink, theme.muted)
        for ground in (theme.card, theme.chrome, theme.hover)
    ]
    pairs.append((theme.ink, theme.selection))
    pairs += [(theme.accent, theme.card), (theme.accent, theme.hover), (theme.on_accent, theme.accent)]
    pairs += [(theme.rubric, theme.chrome)]
    for text, ground in pairs:
        assert contrast(text, ground) >= 4.5, (text.name(), ground.name())
    for colour in Colour:
        for ground in (theme.card, theme.hover, theme.selection):
            assert contrast(theme.edge(colour), ground) >= 3, (colour, ground.name())


@pytest.mark.parametrize("module", [margin, selection_bar, tag_box, find_bar, toast])
def test_rules_name_only_colours_of_the_theme(module: object) -> None:
    rules: Callable[[Theme], str] = module.rules  # type: ignore[attr-defined]
    light, dark = rules(load_theme("light")), rules(load_theme("dark"))
    assert light == "" or light != dark
    assert light.count("{") == light.count("}")
