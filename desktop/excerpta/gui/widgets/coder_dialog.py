"""Under which name the user works, and who else made something in the library."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from excerpta.core.model.coder import Coder
from excerpta.gui.support.counts import highlights_in_words
from excerpta.gui.support.dates import isolated
from excerpta.gui.widgets.tag_dialogs import TagDialog, words

_SHOWN = 12


class CoderDialog(TagDialog):
    """Asks for a name; the one that is used now stands there.

    Signals:
        confirmed: the name that was typed.

    """

    confirmed = Signal(str)

    def __init__(self, name: str, coders: Sequence[Coder], parent: QWidget | None = None) -> None:
        super().__init__("Your name", "Keep name", parent)
        self.field = QLineEdit(name)
        self.field.setPlaceholderText("No name")
        self.field.setAccessibleName("Your name")
        self.field.selectAll()
        self.body.addWidget(words("What you highlight and write from now on carries this name:"))
        self.body.addWidget(self.field)
        self.field.setFocus()
        if coders:
            self.body.addWidget(words("In this library:", "muted"))
            self.body.addWidget(words("\n".join(map(line_of, coders[:_SHOWN]))))
        if len(coders) > _SHOWN:
            self.body.addWidget(words(f"and {len(coders) - _SHOWN:,} more", "muted"))
        self.accepted.connect(lambda: self.confirmed.emit(self.field.text()))


def line_of(coder: Coder) -> str:
    """`Ana: 37 highlights, 2 memos`."""
    memos = f", {coder.memos:,} memo{'' if coder.memos == 1 else 's'}" if coder.memos else ""
    return f"{isolated(coder.name) or 'Without a name'}: {highlights_in_words(coder.highlights)}{memos}"
