"""The panel of the text, by keyboard and mouse; and how its settings are kept."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from excerpta.gui.support.theme import load_theme
from excerpta.gui.widgets.reader.type_settings import HOUSE_SETTINGS, TypeSettings
from excerpta.gui.widgets.type_panel import TypePanel
from excerpta.gui.windows.looks import differing, settings_from

RIGHT, TAB, ESC, SPACE = Qt.Key.Key_Right, Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_Space


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWidget]:
    window = QWidget()
    window.resize(700, 600)
    elsewhere = QLineEdit(window)
    elsewhere.setGeometry(0, 0, 100, 30)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    elsewhere.setFocus()
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def panel(window: QWidget) -> TypePanel:
    panel = TypePanel(window)
    panel.move(200, 100)
    panel.show_settings(HOUSE_SETTINGS)
    panel.open_with(panel.type_size.slider)
    return panel


def told(panel: TypePanel) -> list[TypeSettings]:
    said: list[TypeSettings] = []
    panel.type_changed.connect(said.append)
    return said


def press(key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)


def test_every_setting_is_reached_by_keyboard(panel: TypePanel) -> None:
    said = told(panel)
    press(RIGHT, 3)
    press(TAB)
    press(RIGHT)
    press(TAB)
    press(RIGHT)
    press(TAB)
    press(SPACE)
    assert said[-1] == TypeSettings(size=20, spacing=1.7, measure=72, justified=True)
    press(TAB)
    assert QApplication.focusWidget() is panel.reset
    press(SPACE)
    assert said[-1] == HOUSE_SETTINGS
    assert not panel.reset.isEnabled()
    assert panel.type_size.value.text() == "17"


def test_tab_goes_round_inside_and_esc_gives_the_focus_back(panel: TypePanel, window: QWidget) -> None:
    seen = set()
    for _ in range(12):
        focus = QApplication.focusWidget()
        assert focus is not None
        assert panel.isAncestorOf(focus)
        seen.add(focus.accessibleName())
        press(TAB)
    assert {"Size", "Line spacing", "Width of a line", "Typeface"} <= seen
    press(ESC)
    assert panel.isHidden()
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_a_press_elsewhere_closes(panel: TypePanel, window: QWidget) -> None:
    QTest.mouseClick(panel, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    assert panel.isVisible()
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(20, 400))
    assert panel.isHidden()


def test_the_mouse_drags_a_slider(panel: TypePanel) -> None:
    said = told(panel)
    slider = panel.measure.slider
    middle = slider.height() // 2
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(5, middle))
    assert said[-1].measure == 36
    QTest.mouseMove(slider, QPoint(slider.width(), middle))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width(), middle))
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 1, middle))
    assert said[-1].measure == 120


def test_themes_are_chosen_and_marked(panel: TypePanel) -> None:
    chosen: list[str] = []
    panel.theme_chosen.connect(chosen.append)
    panel.themes.swatches["sepia"].setFocus()
    press(SPACE)
    press(RIGHT)
    press(SPACE)
    assert chosen[0] == "sepia"
    panel.mark_theme("dark")
    assert [name for name, one in panel.themes.swatches.items() if one.isChecked()] == ["dark"]
    panel.set_theme(load_theme("dark"))
    assert not panel.grab().isNull()


def test_showing_settings_tells_nothing_and_a_missing_family_is_named(panel: TypePanel) -> None:
    said = told(panel)
    panel.show_settings(TypeSettings(family="No Such Face", size=30, measure=50, spacing=2.0, justified=True))
    assert said == []
    assert panel.family.currentText() == "No Such Face (not installed)"
    panel.family.setCurrentIndex(0)
    assert said[-1] == TypeSettings(size=30, measure=50, spacing=2.0, justified=True)


@pytest.mark.parametrize(
    "kept", [None, 3, [], {"size": "large"}, {"size": True}, {"spacing": None}, {"nothing": 1}, {3: 4}]
)
def test_a_damaged_profile_does_no_harm(kept: object) -> None:
    assert settings_from(kept) == HOUSE_SETTINGS


def test_old_or_wild_values_are_brought_within_limits() -> None:
    assert settings_from({"size": 5000, "spacing": 1}).size == 40
    assert settings_from({"size": 5000, "spacing": 1}).spacing == 1.2


@given(
    st.builds(
        TypeSettings,
        family=st.sampled_from(["", "Literata"]),
        size=st.integers(11, 40),
        measure=st.integers(36, 120),
        spacing=st.floats(1.2, 2.4),
        justified=st.booleans(),
    )
)
def test_only_what_differs_is_kept_and_comes_back(settings: TypeSettings) -> None:
    assert settings_from(differing(settings)) == settings
    assert differing(HOUSE_SETTINGS) == {}
