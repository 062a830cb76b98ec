"""The desktop's portal tells programs what the user has set for all of them, over the session's bus."""

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant

_SERVICE = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_INTERFACE = "org.freedesktop.portal.Settings"


class Portal(QObject):
    """Asks without waiting; without a bus, or without a portal on it, nothing is ever told.

    Signals:
        told: a setting, as it is or as it has become: namespace, key, value.

    """

    told = Signal(str, str, object)

    def __init__(self, bus: QDBusConnection | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus or QDBusConnection.sessionBus()
        self._waiting: set[QDBusPendingCallWatcher] = set()
        hear = SLOT("_hear(QDBusMessage)")  # text, whatever the stubs say
        self._bus.connect(_SERVICE, _PATH, _INTERFACE, "SettingChanged", self, hear)  # type: ignore[call-overload]

    def ask(self, *settings: tuple[str, str]) -> None:
        """Ask for settings, each by namespace and key; those that are known are told in their order."""
        for namespace, key in settings if self._bus.isConnected() else ():
            question = QDBusMessage.createMethodCall(_SERVICE, _PATH, _INTERFACE, "Read")
            question.setArguments([namespace, key])
            watcher = QDBusPendingCallWatcher(self._bus.asyncCall(question), self)
            self._waiting.add(watcher)
            watcher.finished.connect(
                lambda _, watcher=watcher, namespace=namespace, key=key: self._answer(watcher, namespace, key)
            )

    def _answer(self, watcher: QDBusPendingCallWatcher, namespace: str, key: str) -> None:
        reply = watcher.reply()
        self._waiting.discard(watcher)
        watcher.deleteLater()
        if reply.type() == QDBusMessage.MessageType.ReplyMessage and reply.arguments():
            self.told.emit(namespace, key, _bare(reply.arguments()[0]))

    @Slot(QDBusMessage)
    def _hear(self, message: QDBusMessage) -> None:
        arguments = message.arguments()
        if len(arguments) == 3:
            namespace, key, value = arguments
            self.told.emit(namespace, key, _bare(value))


def _bare(value: object) -> object:
    """The value in its wrappings: older portals answer with a variant in a variant."""
    while isinstance(value, QDBusVariant):
        value = value.variant()
    return value
