"""The driver is a hand that can also end the program and start it again."""

from collections.abc import Callable

from excerpta.gui.bootstrap.application import Application
from excerpta.gui.bootstrap.hand import Hand


class Driver(Hand):
    """A hand that belongs to a test."""

    def __init__(self, start: Callable[[], Application]) -> None:
        self._start = start
        super().__init__(start())

    def select(self, words: str) -> tuple[int, int]:
        place = super().select(words)
        assert self.window.pane.reader.selected_text() == words
        return place

    def restart(self) -> None:
        """Close the window and start the program again."""
        self.close()
        self.application = self._start()
        self.settle()

    def close(self) -> None:
        """Close the window and end the program."""
        self.window.close()
        self.application.retire()
