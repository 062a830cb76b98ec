"""Which families of type are offered: those that books are set in, then all others that are installed."""

from PySide6.QtGui import QFontDatabase

BOOK_FACES = (
    "Noto Serif", "Source Serif 4", "Source Serif Pro", "Literata", "Charter", "Iowan Old Style", "Palatino",
    "Palatino Linotype", "Book Antiqua", "Georgia", "Cambria", "Constantia", "Hoefler Text", "Baskerville",
    "EB Garamond", "Garamond", "Libertinus Serif", "Linux Libertine O", "Gentium Plus", "Crimson Pro",
    "Merriweather", "Bitter", "Liberation Serif", "Times New Roman", "DejaVu Serif",
    "Atkinson Hyperlegible", "OpenDyslexic", "Noto Sans", "Source Sans 3", "Inter", "Segoe UI", "DejaVu Sans",
)  # fmt: skip
"""Families that long texts read well in, serifs first."""


def offered_families() -> tuple[list[str], list[str]]:
    """The book faces that are installed, and all other families that have Latin letters."""
    installed = [
        family
        for family in QFontDatabase.families(QFontDatabase.WritingSystem.Latin)
        if not QFontDatabase.isPrivateFamily(family) and QFontDatabase.isSmoothlyScalable(family)
    ]
    known = set(installed)
    books = [family for family in BOOK_FACES if family in known]
    return books, [family for family in installed if family not in books]
