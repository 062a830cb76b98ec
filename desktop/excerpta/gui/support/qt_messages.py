"""What Qt has to say goes into the program's log, at the same level; nothing of it is printed past it."""

import logging

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_LOG = logging.getLogger("excerpta.qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
NO_NEWS = ("This plugin does not support", "OpenType support missing for")
"""How messages begin that tell of nothing wrong: the offscreen and minimal platforms are asked for what only
a screen has, or a font is passed over on the way to the one that has the script (`missing_fonts` tells when
there is none)."""


def log_qt_messages() -> None:
    """Send Qt's messages to the log from now on."""
    qInstallMessageHandler(log_message)


def log_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Log one message of Qt."""
    level = logging.DEBUG if text.startswith(NO_NEWS) else _LEVELS[kind]
    _LOG.log(level, "%s", text)
