"""What the outline lists, how many highlights stand under each heading, and where in it reading is."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from excerpta.core.model.annotation import Colour
from excerpta.core.model.document import Article, Block, BlockKind
from excerpta.core.model.ids import DocumentId
from excerpta.core.services import annotating
from excerpta.core.store import documents, journal
from excerpta.core.store.documents import Incoming
from excerpta.gui.support.theme import load_theme
from excerpta.gui.viewmodels.landmark_lists import matching
from excerpta.gui.viewmodels.outlining import OutliningViewModel
from excerpta.gui.viewmodels.reading import ReadingViewModel
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.landmarks import Landmark
from excerpta.gui.widgets.outline import Listed, OutlinePanel
from excerpta.gui.widgets.reader_pane import ReaderPane


class Desk:
    """A reader and an outline over a library."""

    def __init__(self, qtbot: QtBot, session: LibrarySession) -> None:
        self.session = session
        self.pane = ReaderPane(load_theme("light"))
        self.panel = OutlinePanel(load_theme("light"))
        for widget in (self.pane, self.panel):
            qtbot.addWidget(widget)
            widget.resize(700, 800)
            widget.show()
        self.reading = ReadingViewModel(session, self.pane)
        self.outlining = OutliningViewModel(session, self.reading, self.pane.reader, self.panel)
        self.outlining.start()

    def open(self, parts: list[tuple[int, str]], title: str = "The title") -> DocumentId:
        """Open a document of headings of a level and, for level 0, paragraphs."""
        text, blocks = "", []
        for level, words in parts:
            text += "\n" if blocks else ""
            kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
            blocks.append(Block(kind, len(text), len(text) + len(words), level))
            text += words
        article = Article(text, tuple(blocks), title=title)
        with journal.recording(self.session.library, "import", "import") as command:
            (document,) = documents.insert(command, [Incoming("a.txt", text.encode(), article)])
        self.reading.open(document)
        return document

    def highlight(self, words: str) -> None:
        """Highlight the first place of some words in the open document."""
        document = self.reading.document
        assert document is not None
        start = document.text.index(words)
        library = self.session.library
        self.session.perform(
            lambda: annotating.add_highlight(
                library, document.id, start, start + len(words), colour=Colour.RED
            )
        )

    def rows(self) -> list[Landmark]:
        model = self.panel.table.landmarks
        return [model.landmark(row) for row in range(model.rowCount())]

    def close(self) -> None:
        self.outlining.stop()
        self.reading.save()
        self.reading.bookmark.remove()
        self.pane.hide()
        self.panel.hide()


@pytest.fixture
def desk(qtbot: QtBot, session: LibrarySession) -> Iterator[Desk]:
    desk = Desk(qtbot, session)
    yield desk
    desk.close()


CHAPTERS = [
    (1, "The title"), (0, "Before all."), (1, "One"), (0, "First words."), (2, "Inner"), (0, "Second words."),
    (1, "Two"), (0, "Third words."), (1, "راه‌ها"),
]  # fmt: skip


def test_headings_with_their_depth_and_the_highlights_below_them(desk: Desk, qtbot: QtBot) -> None:
    desk.open(CHAPTERS)
    assert [(row.title, row.depth, row.note) for row in desk.rows()] == [
        ("The title", 0, ""), ("One", 0, ""), ("Inner", 1, ""), ("Two", 0, ""), ("راه‌ها", 0, ""),
    ]  # fmt: skip
    assert desk.rows()[0].is_title
    for words in ("Before", "First", "Second", "words"):
        desk.highlight(words)
    qtbot.waitUntil(lambda: desk.rows()[0].note == "4")
    assert [row.note for row in desk.rows()] == ["4", "3", "1", "", ""]
    assert desk.rows()[2].about == "1 highlight"


def test_the_heading_that_the_caret_is_under_is_marked(desk: Desk, qtbot: QtBot) -> None:
    desk.open(CHAPTERS)
    here = desk.panel.table.landmarks
    text = desk.pane.reader.page.source.text
    for words, row in (("Before", 0), ("First", 1), ("Second", 2), ("Third", 3), ("راه‌ها", 4)):
        desk.pane.reader.set_caret(text.index(words) + 2)
        qtbot.waitUntil(lambda row=row: here.here == row)


def test_the_heading_at_the_top_is_marked_when_the_caret_is_out_of_sight(desk: Desk, qtbot: QtBot) -> None:
    desk.open([(0, "Word. " * 400), (1, "One"), (0, "Word. " * 4000), (1, "Two"), (0, "Word. " * 4000)])
    reader, here = desk.pane.reader, desk.panel.table.landmarks
    qtbot.waitUntil(lambda: here.here == 0)
    reader.show_at_top(reader.page.source.text.index("Two") - 5000)
    qtbot.waitUntil(lambda: here.here == 1)
    reader.show_at_top(reader.page.source.text.index("Two"))
    qtbot.waitUntil(lambda: here.here == 2)


def test_what_is_typed_filters_whatever_its_accents(desk: Desk) -> None:
    desk.open([(1, f"Café {number}") for number in range(20)] + [(1, "گفت‌وگو")])
    desk.panel.field.setText("cafe 1")
    assert [row.title for row in desk.rows()] == [f"Café {number}" for number in (1, *range(10, 20))]
    desk.panel.field.setText("گفت و گو")
    assert [row.title for row in desk.rows()] == ["گفت‌وگو"]
    desk.panel.field.setText("nowhere")
    assert desk.rows() == []
    desk.panel.field.clear()
    assert len(desk.rows()) == 22


def test_without_headings_paragraphs_and_highlights_are_offered(desk: Desk, qtbot: QtBot) -> None:
    desk.open([(0, "One."), (0, ""), (0, "Three words here."), (0, "Four.")])
    assert desk.rows() == []
    desk.panel.listed.emit(Listed.PARAGRAPHS)
    assert [(row.title, row.note) for row in desk.rows()] == [
        ("One.", "¶ 1"), ("Three words here.", "¶ 3"), ("Four.", "¶ 4"),
    ]  # fmt: skip
    desk.panel.listed.emit(Listed.HIGHLIGHTS)
    assert desk.rows() == []
    desk.highlight("words")
    qtbot.waitUntil(lambda: len(desk.rows()) == 1)
    assert (desk.rows()[0].title, desk.rows()[0].colour) == ("words", Colour.RED)


def test_thousands_of_headings_and_of_paragraphs(desk: Desk, qtbot: QtBot) -> None:
    desk.open([(1 + number % 3, f"Heading {number}") for number in range(5_000)])
    desk.panel.field.setText("heading 4999")
    qtbot.waitUntil(lambda: [row.title for row in desk.rows()] == ["Heading 4999"])
    desk.open([(0, f"w{number}") for number in range(20_000)])
    desk.panel.listed.emit(Listed.PARAGRAPHS)
    assert desk.panel.table.landmarks.rowCount() == 20_000
    desk.panel.field.setText("w19999")
    qtbot.waitUntil(lambda: [row.note for row in desk.rows()] == ["¶ 20000"])


def test_another_document_begins_with_its_headings(desk: Desk) -> None:
    desk.open(CHAPTERS)
    desk.panel.listed.emit(Listed.PARAGRAPHS)
    desk.panel.field.setText("third")
    desk.open([(1, "A"), (1, "B")], title="")
    assert [row.title for row in desk.rows()] == ["Untitled", "A", "B"]
    desk.reading.close()
    assert desk.rows() == []


def test_a_filter_that_is_overtaken_stops() -> None:
    hits, folded = matching([Landmark("a", 0)] * 10, ["a"], cancelled=lambda: True)
    assert (hits, folded) == ([], [])
