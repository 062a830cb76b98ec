"""What the import of a codebook would do, shown before it is done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from excerpta.core.services.codebook import CodebookPlan
from excerpta.gui.support.dates import isolated
from excerpta.gui.support.scale import scaled
from excerpta.gui.widgets.tag_dialogs import TagDialog, words

_MOST = 2000
"""So many lines are shown; nobody reads more of them."""


class CodebookSheet(TagDialog):
    """Lists what is new, what becomes another, and what is left out.

    Signals:
        confirmed: it is to be done.

    """

    confirmed = Signal()

    def __init__(self, file_name: str, plan: CodebookPlan, parent: QWidget | None = None) -> None:
        super().__init__(f"Import the codebook “{file_name}”?", "Import", parent)
        self.setMinimumWidth(scaled(480))
        self.summary = words(summary_of(plan))
        self.body.addWidget(self.summary)
        self.list = QListWidget()
        self.list.setObjectName("tag_choices")
        self.list.setAccessibleName("What changes")
        self.list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setMinimumHeight(scaled(220))
        for line in lines_of(plan)[:_MOST]:
            self.list.addItem(QListWidgetItem(line))
        self.list.setVisible(self.list.count() > 0)
        self.body.addWidget(self.list)
        self.body.addWidget(words("No tag goes away or moves. Undo takes it all back.", "muted"))
        self.button.setEnabled(bool(plan.added or plan.altered))
        self.accepted.connect(self.confirmed)


def summary_of(plan: CodebookPlan) -> str:
    """`12 new tags, 3 changed, 14 as they are`, or why there is nothing to do."""
    if not plan.added and not plan.altered:
        return f"Nothing to bring in: {_tags(plan.same)} {'is' if plan.same == 1 else 'are'} here just so."
    new = "1 new tag" if len(plan.added) == 1 else f"{len(plan.added):,} new tags"
    return f"{new}, {len(plan.altered):,} changed, {plan.same:,} as they are."


def lines_of(plan: CodebookPlan) -> list[str]:
    """What is left out first, then what becomes another, then what is new."""
    return [
        *(f"!  {problem}" for problem in plan.problems),
        *(f"~  {isolated(path)}: {', '.join(what)}" for path, what in plan.altered),
        *(f"+  {isolated(path)}" for path in plan.added),
    ]


def _tags(number: int) -> str:
    return "1 tag" if number == 1 else f"{number:,} tags"
