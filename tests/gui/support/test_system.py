"""What the desktop asks of every program is heard while the program runs."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import ClassInfo, QObject, Qt, Signal, Slot
from PySide6.QtDBus import QDBusAbstractAdaptor, QDBusConnection, QDBusVariant
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.journeys.bus import lacks_bus, session_bus

from excerpta.core.model.document import Block, BlockKind
from excerpta.gui.support.portal import Portal
from excerpta.gui.support.style import apply_theme
from excerpta.gui.support.system import System, is_still
from excerpta.gui.support.theme import load_theme
from excerpta.gui.widgets.reader.view import ReaderView

GNOME = ("org.gnome.desktop.interface", "enable-animations")
STANDARD = ("org.freedesktop.appearance", "reduced-motion")


@pytest.fixture
def system(qapp: QApplication) -> Iterator[System]:
    one = System()
    yield one
    one.set_still(still=False)
    qapp.setStyleSheet("")


def test_carets_and_styles_keep_still_when_asked_and_move_again(
    system: System, qapp: QApplication, qtbot: QtBot
) -> None:
    told: list[bool] = []
    system.stillness_changed.connect(told.append)
    view = ReaderView()
    qtbot.addWidget(view)
    view.set_document("some words", (Block(BlockKind.PARAGRAPH, 0, 10),))
    view.show()
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    usual = QGuiApplication.styleHints().cursorFlashTime()
    assert not is_still()
    assert view._blink
    system.set_still(still=True)
    assert is_still()
    assert not view._blink
    assert view._caret_shown
    assert not QApplication.isEffectEnabled(Qt.UIEffect.UI_FadeTooltip)
    apply_theme(qapp, load_theme("light"), ())
    assert "widget-animation-duration: 0" in qapp.styleSheet()
    system.set_still(still=False)
    assert QGuiApplication.styleHints().cursorFlashTime() == usual
    assert view._blink
    apply_theme(qapp, load_theme("light"), ())
    assert "widget-animation-duration" not in qapp.styleSheet()
    assert told == [True, False]
    view.hide()


def test_the_place_of_a_jump_does_not_flash_but_stays(system: System, qtbot: QtBot) -> None:
    view = ReaderView()
    qtbot.addWidget(view)
    view.set_document("some words", (Block(BlockKind.PARAGRAPH, 0, 10),))
    view.show()
    waits: list[int] = []
    start = view.startTimer
    view.startTimer = lambda wait: waits.append(wait) or start(wait)  # type: ignore[method-assign]
    view.flash_range(0, 4)
    system.set_still(still=True)
    view.flash_range(0, 4)
    assert waits[1] > 4 * waits[0] - 400
    view.hide()
    assert view.scene().flash is None


def test_either_of_two_settings_asks_for_stillness(system: System) -> None:
    class Answers(QObject):
        told = Signal(str, str, object)

        def ask(self, *settings: tuple[str, str]) -> None:
            assert settings == (STANDARD, GNOME)
            self.told.emit(*STANDARD, 1)
            self.told.emit(*GNOME, True)

    answers = Answers()
    system.listen_to(answers)  # type: ignore[arg-type]
    assert is_still()
    answers.told.emit(*STANDARD, 0)
    assert not is_still()
    answers.told.emit(*GNOME, False)
    assert is_still()
    answers.told.emit("org.example", "enable-animations", True)
    assert is_still()


@ClassInfo({"D-Bus Interface": "org.freedesktop.portal.Settings"})
class FakeSettings(QDBusAbstractAdaptor):
    """A portal on a desktop where animations are off."""

    SettingChanged = Signal(str, str, QDBusVariant)

    @Slot(str, str, result=QDBusVariant)
    def Read(self, namespace: str, key: str) -> QDBusVariant:  # noqa: N802
        return QDBusVariant(QDBusVariant(False if (namespace, key) == GNOME else 0))


@pytest.mark.skipif(bool(lacks_bus()), reason=lacks_bus())
def test_the_desktop_is_asked_and_heard_over_the_bus(system: System, qtbot: QtBot) -> None:
    with session_bus() as address:
        desk = QDBusConnection.connectToBus(address, "the desktop")
        thing = QObject()
        settings = FakeSettings(thing)
        settings.setAutoRelaySignals(True)
        assert desk.registerObject("/org/freedesktop/portal/desktop", thing)
        assert desk.registerService("org.freedesktop.portal.Desktop")
        portal = Portal(QDBusConnection.connectToBus(address, "the program"))
        system.listen_to(portal)
        qtbot.waitUntil(is_still)
        settings.SettingChanged.emit(*GNOME, QDBusVariant(True))
        qtbot.waitUntil(lambda: not is_still())
        portal.deleteLater()
        for name in ("the desktop", "the program"):
            QDBusConnection.disconnectFromBus(name)


def test_without_a_bus_nothing_is_told_and_nothing_waits(system: System) -> None:
    portal = Portal(QDBusConnection("nowhere"))
    system.listen_to(portal)
    assert not is_still()
    assert not portal._waiting
