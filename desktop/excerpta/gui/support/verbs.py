"""A verb is one action of the window: its name, its words, the keys that it comes with, its menu."""

from dataclasses import dataclass
from enum import Enum


class Where(Enum):
    """Where the keys of an action work: everywhere, or while the reader has the focus."""

    WINDOW = "everywhere"
    READER = "in the reader"


@dataclass(frozen=True, slots=True)
class Verb:
    """One action.

    Attributes:
        name: by which the window finds what to do.
        text: in the menu; a `-` before it is a separator.
        keys: key sequences as Qt's portable text, the first of which is shown.
        menu: the menu it stands in; in brackets for none, then it is only the heading of its keys.
        checkable: whether it is ticked while it holds.
    """

    name: str
    text: str
    keys: tuple[str, ...]
    menu: str
    where: Where = Where.WINDOW
    checkable: bool = False

    @property
    def title(self) -> str:
        """The text without the sign of a separator."""
        return self.text.removeprefix("-")

    @property
    def heading(self) -> str:
        """Under which its keys are listed."""
        return self.menu.strip("()")

    @property
    def has_menu(self) -> bool:
        """Whether it stands in a menu."""
        return not self.menu.startswith("(")
