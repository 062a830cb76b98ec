"""How large the interface is set: at its own size, or as large as the system's font if that is larger.

Lengths that hold text are written as for the usual size and go through `scaled`, so that nothing is cut
off for readers who have set larger letters for all programs. Scaling of the whole screen is Qt's own work.
"""

import re

from PySide6.QtGui import QFont, QFontInfo, QGuiApplication

USUAL_PIXELS = 13
"""The size of the interface on a system whose letters are of the usual size."""

LARGEST_USUAL = 15
"""Systems whose letters are no larger than this many pixels have not been told to have large ones."""

_FONT_SIZE = re.compile(r"(font-size:\s*)(\d+)(px)")


def interface_pixels(system: QFont) -> int:
    """Give the size of the interface on a system with this font."""
    pixels = QFontInfo(system).pixelSize()
    return USUAL_PIXELS if pixels <= LARGEST_USUAL else pixels


def scale() -> float:
    """Give how many times larger than usual the letters of the interface are; never below 1."""
    return max(1.0, QGuiApplication.font().pixelSize() / USUAL_PIXELS)


def scaled(pixels: float) -> int:
    """Give a length for the letters as they are, in whole pixels."""
    return round(pixels * scale())


def scaled_rules(rules: str) -> str:
    """Give style rules with their sizes of fonts for the letters as they are."""
    return _FONT_SIZE.sub(lambda found: f"{found[1]}{scaled(int(found[2]))}{found[3]}", rules)
