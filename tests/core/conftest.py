"""What the tests of the core share: a library with a few documents that were put together here."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from excerpta.core.model.document import Article, Block, BlockKind
from excerpta.core.model.ids import DocumentId
from excerpta.core.services.libraries import create_library
from excerpta.core.store import documents, journal
from excerpta.core.store.documents import Incoming
from excerpta.core.store.library import Library

TEXTS = {
    "Envoys meet 😀 in Doha": "Envoys met 😀 in Doha on Monday.\nThe talks 👩‍👩‍👧 went on.\n"
    "\u00e9te\u0301 is summer.",
    "گفت‌وگوهای صلح": "هیئت افغان می‌رود.\nطالبان در دوحه بود؛ Taliban in Doha.",
    "Plain report": "One line only, with nothing special in it.",
}


def article(title: str, text: str) -> Article:
    """An article whose lines are its paragraphs."""
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(line)))
        at += len(line) + 1
    return Article(text, tuple(blocks), title=title)


AddDocument = Callable[[str, str], DocumentId]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library."""
    with create_library(tmp_path / "test.excerpta") as library:
        yield library


@pytest.fixture
def add_document(library: Library) -> AddDocument:
    """Puts a text into the library, one paragraph a line."""

    def add(title: str, text: str) -> DocumentId:
        with journal.recording(library, "import", "import") as command:
            incoming = Incoming(f"{title}.txt", text.encode(), article(title, text))
            return documents.insert(command, [incoming])[0]

    return add


@pytest.fixture
def three(add_document: AddDocument) -> list[DocumentId]:
    """Documents 1 to 3: emoji and combining marks, Persian and mixed, plain."""
    return [add_document(title, text) for title, text in TEXTS.items()]
