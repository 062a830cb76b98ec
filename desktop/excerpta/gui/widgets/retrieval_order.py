"""Two quiet menus say in which order the highlights stand and under which headings."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from excerpta.core.model.query import Grouping, Sort
from excerpta.gui.support.theme import Theme

Choice = TypeVar("Choice", Sort, Grouping)

SORTS = {
    Sort.READING: "Reading order",
    Sort.LATEST: "Latest article first",
    Sort.OLDEST: "Oldest article first",
    Sort.TITLE: "By title",
    Sort.SOURCE: "By source",
    Sort.TAG: "By tag",
    Sort.MADE: "Newest highlight first",
}
GROUPINGS = {
    Grouping.NONE: "No headings",
    Grouping.DOCUMENT: "By document",
    Grouping.TAG: "By tag",
    Grouping.MONTH: "By month",
    Grouping.SOURCE: "By source",
}
_GROUPED = {
    Grouping.NONE: "No headings",
    Grouping.DOCUMENT: "Grouped by document",
    Grouping.TAG: "Grouped by tag",
    Grouping.MONTH: "Grouped by month",
    Grouping.SOURCE: "Grouped by source",
}


class OrderBar(QWidget):
    """The order and the headings of the rows, each a button that opens a menu.

    Attributes:
        sort, grouping: what is chosen.

    Signals:
        order_chosen: a Sort and a Grouping.

    """

    order_chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sort, self.grouping = Sort.READING, Grouping.NONE
        self.sort_button = _menu_button("Order of the highlights")
        self.group_button = _menu_button("Headings over the highlights")
        self._sorts = _fill(self.sort_button, SORTS, self._choose_sort)
        self._groupings = _fill(self.group_button, GROUPINGS, self._choose_grouping)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.sort_button)
        row.addWidget(self.group_button)
        self._show()

    def set_order(self, sort: Sort, grouping: Grouping) -> None:
        """Show what is chosen."""
        self.sort, self.grouping = sort, grouping
        self._show()

    def _choose_sort(self, sort: Sort) -> None:
        self._choose(sort, self.grouping)

    def _choose_grouping(self, grouping: Grouping) -> None:
        self._choose(self.sort, grouping)

    def _choose(self, sort: Sort, grouping: Grouping) -> None:
        if (sort, grouping) != (self.sort, self.grouping):
            self.set_order(sort, grouping)
            self.order_chosen.emit(sort, grouping)
        self._show()

    def _show(self) -> None:
        self._sorts[self.sort].setChecked(True)
        self._groupings[self.grouping].setChecked(True)
        self.sort_button.setText(SORTS[self.sort])
        self.group_button.setText(_GROUPED[self.grouping])
        for button in (self.sort_button, self.group_button):
            button.setAccessibleName(f"{button.toolTip()}: {button.text()}")


def _fill(
    button: QToolButton, choices: Mapping[Choice, str], choose: Callable[[Choice], None]
) -> dict[Choice, QAction]:
    """Give a button the menu of its choices, one of which is ticked."""
    menu = QMenu(button)
    group = QActionGroup(menu)
    made: dict[Choice, QAction] = {}
    for value, text in choices.items():
        made[value] = menu.addAction(text)
        made[value].setCheckable(True)
        group.addAction(made[value])
        made[value].triggered.connect(partial(choose, value))
    button.setMenu(menu)
    return made


def _menu_button(about: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName("quiet_menu")
    button.setToolTip(about)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button


def rules(theme: Theme) -> str:
    """The buttons' part of the style sheet."""
    return f"""
    QToolButton#quiet_menu {{
        background: transparent; border: 1px solid transparent; border-radius: 5px; padding: 2px 20px 2px 8px;
        color: {theme.muted.name()};
    }}
    QToolButton#quiet_menu::menu-indicator {{ subcontrol-position: right center; right: 5px; }}
    QToolButton#quiet_menu:hover, QToolButton#quiet_menu:open {{ background: {theme.hover.name()}; }}
    QToolButton#quiet_menu:focus {{ border-color: {theme.accent.name()}; }}
    """
