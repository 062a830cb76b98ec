"""The dialogue in which keys are changed: every action with its keys, and a place to press new ones."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from excerpta.gui.support.fields import make_clearable
from excerpta.gui.support.keys import Keys
from excerpta.gui.support.scale import scaled, scaled_rules
from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.key_choice import KeyChoice
from excerpta.gui.widgets.keys_list import KeysList


class KeysDialog(QDialog):
    """Changes keys at once; what was changed can be reset, one action or all.

    Attributes:
        field: filters the actions.
        list: the actions.
        choice: what is done with the keys of the current one.
    """

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keys_dialog")
        self.setWindowTitle("Change keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._keys = keys
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("Filter by action or key")
        self.field.setAccessibleName("Filter the actions")
        make_clearable(self.field)
        self.list = KeysList(keys, theme, self)
        self.choice = KeyChoice(keys, theme, self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.reset_all = QPushButton("Reset all…", self)
        buttons.addButton(self.reset_all, QDialogButtonBox.ButtonRole.ResetRole)
        for button in buttons.buttons():
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.choice)
        layout.addWidget(buttons)
        room = parent.window().size()
        self.resize(min(scaled(640), room.width() - 20), min(700, max(420, room.height() - 60)))
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self.list.setFocus)
        self.list.current_changed.connect(self.choice.show_verb)
        self.list.change_wanted.connect(self.choice.start)
        self.list.more_wanted.connect(lambda: self.choice.start(more=True))
        self.list.removal_wanted.connect(self.choice.remove)
        self.choice.finished.connect(self.list.setFocus)
        self.reset_all.clicked.connect(self._ask_reset)
        buttons.rejected.connect(self.reject)
        keys.changed.connect(self._refresh)
        self.setStyleSheet(scaled_rules(rules(theme)))
        self.list.select(next(iter(keys.verbs)))
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self.setStyleSheet(scaled_rules(rules(theme)))
        self.list.set_theme(theme)
        self.choice.set_theme(theme)

    def _filter(self, words: str) -> None:
        self.list.filter(words)

    def _ask_reset(self) -> None:
        differing = list(self._keys.differing())
        number = len(differing)
        if number == 1:
            question = f"Give “{self._keys.title(differing[0])}” its first keys again?"
        else:
            which = "both" if number == 2 else f"all {number}"
            question = f"Give {which} actions that were changed their first keys again?"
        self.choice.ask(question, "Reset all", self._keys.reset_all)

    def _refresh(self) -> None:
        self.reset_all.setEnabled(bool(self._keys.differing()))
        self.list.refresh()


def rules(theme: Theme) -> str:
    """Style rules of the dialogue."""
    return (
        f"#keys_list {{ border: 1px solid {theme.outline.name()}; border-radius: 6px; padding: 2px 0; }}"
        f"#keys_list:focus {{ border: 2px solid {theme.accent.name()}; padding: 1px 0; }}"
    )
