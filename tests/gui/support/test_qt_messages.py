"""Qt's messages go into the log at their own level."""

import logging

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType

from excerpta.gui.support.qt_messages import log_message


@pytest.mark.expects_log
def test_levels(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    log_message(QtMsgType.QtWarningMsg, QMessageLogContext(), "a % warning")
    log_message(QtMsgType.QtCriticalMsg, QMessageLogContext(), "worse")
    log_message(QtMsgType.QtWarningMsg, QMessageLogContext(), "This plugin does not support raise()")
    passed_over = 'OpenType support missing for "Noto Serif", script 11'
    log_message(QtMsgType.QtWarningMsg, QMessageLogContext(), passed_over)
    found = [(record.levelno, record.getMessage()) for record in caplog.records]
    assert found == [
        (logging.WARNING, "a % warning"),
        (logging.ERROR, "worse"),
        (logging.DEBUG, "This plugin does not support raise()"),
        (logging.DEBUG, passed_over),
    ]
