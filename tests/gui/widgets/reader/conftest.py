"""Documents and a reader for the tests of the reader."""

from collections.abc import Callable, Iterator, Sequence

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from excerpta.core.model.document import Block, BlockKind
from excerpta.gui.widgets.reader.view import ReaderView

Part = tuple[BlockKind, str] | str
Opener = Callable[..., ReaderView]


def _document_of(parts: Sequence[Part]) -> tuple[str, tuple[Block, ...]]:
    """Join parts, plain ones paragraphs, to a text and its blocks."""
    text, blocks = "", []
    for number, part in enumerate(parts):
        kind, words = (BlockKind.PARAGRAPH, part) if isinstance(part, str) else part
        if number:
            text += "\n"
        blocks.append(Block(kind, len(text), len(text) + len(words)))
        text += words
    return text, tuple(blocks)


@pytest.fixture(scope="session", name="document_of")
def document_maker() -> Callable[[Sequence[Part]], tuple[str, tuple[Block, ...]]]:
    """Give a function that joins parts to a text and its blocks."""
    return _document_of


@pytest.fixture
def open_reader(qtbot: QtBot) -> Iterator[Opener]:
    """Give a function that shows parts in a reader of a size and returns it."""
    opened: list[ReaderView] = []

    def show(*parts: Part, size: tuple[int, int] = (800, 600)) -> ReaderView:
        view = ReaderView()
        qtbot.addWidget(view)
        opened.append(view)
        view.resize(*size)
        view.set_document(*_document_of(parts))
        view.show()
        view.activateWindow()
        view.setFocus()
        QApplication.processEvents()
        return view

    yield show
    for view in opened:
        view.hide()
    # Qt would touch what is on the clipboard after Python has ended.
    QApplication.clipboard().clear()
