"""A desktop of a test's own, as far as programs ask it: settings that are set by lines of JSON.

It is a program of its own, on the bus that it finds in its environment. Each line that comes in is a
namespace, a key and a value; who listens is told.
"""

import json
import sys
from threading import Thread

from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, Signal, Slot
from PySide6.QtDBus import QDBusAbstractAdaptor, QDBusConnection, QDBusVariant


@ClassInfo({"D-Bus Interface": "org.freedesktop.portal.Settings"})
class Settings(QDBusAbstractAdaptor):
    """What programs ask the portal for; what was not set is 0."""

    SettingChanged = Signal(str, str, QDBusVariant)

    def __init__(self, desktop: QObject) -> None:
        super().__init__(desktop)
        self.setAutoRelaySignals(True)
        self._values: dict[tuple[str, str], object] = {}

    @Slot(str, str, result=QDBusVariant)
    def Read(self, namespace: str, key: str) -> QDBusVariant:  # noqa: N802
        return QDBusVariant(QDBusVariant(self._values.get((namespace, key), 0)))

    @Slot(str, str, result=QDBusVariant)
    def ReadOne(self, namespace: str, key: str) -> QDBusVariant:  # noqa: N802
        return QDBusVariant(self._values.get((namespace, key), 0))

    @Slot(str)
    def change(self, line: str) -> None:
        """Set a setting, and tell of it."""
        namespace, key, value = json.loads(line)
        self._values[namespace, key] = value
        self.SettingChanged.emit(namespace, key, QDBusVariant(value))


class Lines(QObject):
    """What comes in, line by line."""

    came = Signal(str)
    ended = Signal()

    def read(self) -> None:
        """Read to the end, in a thread."""
        for line in sys.stdin:
            self.came.emit(line)
        self.ended.emit()


def main() -> None:
    """Be a desktop until the input ends."""
    application = QCoreApplication(sys.argv)
    desktop, lines = QObject(), Lines()
    settings = Settings(desktop)
    lines.came.connect(settings.change)
    lines.ended.connect(application.quit)
    bus = QDBusConnection.sessionBus()
    bus.registerObject("/org/freedesktop/portal/desktop", desktop)
    bus.registerService("org.freedesktop.portal.Desktop")
    Thread(target=lines.read, daemon=True).start()
    print("ready", flush=True)  # noqa: T201
    application.exec()


if __name__ == "__main__":
    main()
