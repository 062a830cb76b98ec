"""Fields of one line with a button that empties them, which has a name."""

from PySide6.QtWidgets import QLineEdit, QToolButton


def make_clearable(field: QLineEdit) -> None:
    """Give a field the button that empties it; Qt's own has no name for screen readers."""
    field.setClearButtonEnabled(True)
    for button in field.findChildren(QToolButton):
        button.setAccessibleName("Clear the field")
        button.setToolTip("Clear (Esc)")
