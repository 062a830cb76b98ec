"""A document on paper: its title stands once, and each note stands beside the words that it is about."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from excerpta.core.model.annotation import Colour
from excerpta.core.model.document import Block, BlockKind
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.widgets.printing.notes import PrintedHighlight
from excerpta.gui.widgets.printing.options import NotePlace, PrintOptions
from excerpta.gui.widgets.printing.preview import page_image
from excerpta.gui.widgets.printing.printout import PaperPage, PrintedDocument, Printout
from excerpta.gui.widgets.reader.contents import HeaderPart, ReaderHeader, ReaderHighlight

ENGLISH = "Talks reopen in Doha 🕊"
PERSIAN = "گفت‌وگوها در دوحه از سر گرفته شد"
_FACTS = (HeaderPart("The Dispatch"),)


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    """Fonts need one."""
    return qapp


def document_of(*lines: str, title: str, notes: dict[str, str]) -> PrintedDocument:
    """Paragraphs, the first one a heading; `notes` are about the first places of some words."""
    text, blocks, at = "\n".join(lines), [], 0
    for number, line in enumerate(lines):
        kind = BlockKind.PARAGRAPH if number else BlockKind.HEADING
        blocks.append(Block(kind, at, at + len(line), 0 if number else 1))
        at += len(line) + 1
    highlights = []
    for number, (words, note) in enumerate(notes.items(), 1):
        start = text.index(words)
        shown = ReaderHighlight(AnnotationId(number), start, start + len(words), Colour.BLUE, has_note=True)
        highlights.append(PrintedHighlight(shown, words, note))
    return PrintedDocument(text, tuple(blocks), (), ReaderHeader(title, _FACTS), tuple(highlights))


def words_on(pages: list[PaperPage]) -> list[str]:
    """What is written in the column of text, box by box."""
    fragments = [fragment for page in pages for fragment in page.fragments]
    return [box.layout.text() for fragment in fragments for box in fragment.item.boxes]


def notes_on(pages: list[PaperPage]) -> list[str]:
    """What is written in the column of notes, without numbers."""
    fragments = [fragment for page in pages for fragment in page.notes]
    return [box.layout.text() for fragment in fragments for box in fragment.item.boxes[1:]]


@pytest.mark.parametrize("title", [ENGLISH, PERSIAN])
def test_a_title_that_the_text_begins_with_is_printed_once(title: str) -> None:
    document = document_of(title, "The envoy said so.", title=f"  {title.upper()} ", notes={})
    words = words_on(list(Printout(document, PrintOptions()).pages()))
    assert [line.casefold() for line in words].count(title.casefold()) == 1
    assert "The Dispatch" in words[0]


def test_another_title_is_printed_above_the_text() -> None:
    document = document_of("Talks reopen again", "The envoy said so.", title="Talks reopen", notes={})
    words = words_on(list(Printout(document, PrintOptions()).pages()))
    assert words.count("Talks reopen") == words.count("Talks reopen again") == 1


@pytest.mark.parametrize("title", [ENGLISH, PERSIAN])
def test_a_note_on_the_title_stands_beside_it(title: str) -> None:
    notes = {title[:5]: "Whose title is it?", "envoy": "Which one?"}
    document = document_of(title, "The envoy said so.", title=title, notes=notes)
    printout = Printout(document, PrintOptions())
    pages = list(printout.pages())
    assert notes_on(pages) == list(notes.values())
    numbers = [one for f in pages[0].fragments for _, one in printout.numbers_in(f.item)]
    assert numbers == [1, 2]


@pytest.mark.parametrize("place", [NotePlace.MARGIN, NotePlace.END])
def test_each_note_of_many_pages_is_printed_once(place: NotePlace) -> None:
    lines = [f"Paragraph {number}: " + "the envoy said that talks would go on " * 9 for number in range(60)]
    notes = {f"Paragraph {number}:": f"About {number}." for number in range(0, 60, 3)}
    document = document_of("Talks", *lines, title="Talks", notes=notes)
    pages = list(Printout(document, PrintOptions(notes=place)).pages())
    assert len(pages) > 3
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    written = notes_on(pages) if place is NotePlace.MARGIN else words_on(pages)
    assert [words for words in written if words.startswith("About")] == list(notes.values())


def test_without_highlights_nothing_is_told_of_them() -> None:
    document = document_of("Talks", "The envoy said so.", title="Talks", notes={"envoy": "Which one?"})
    pages = list(Printout(document, PrintOptions(highlights=False)).pages())
    assert notes_on(pages) == []
    assert not any("Which one?" in words for words in words_on(pages))


def inked(image: QImage, left: int, right: int) -> int:
    return sum(
        image.pixelColor(x, y).lightness() < 140
        for x in range(left, right)
        for y in range(image.height() // 3)
    )


def test_the_picture_of_a_page_has_the_note_in_its_margin() -> None:
    document = document_of(ENGLISH, "The envoy said so.", title=ENGLISH, notes={"Talks": "Whose title?"})
    options = PrintOptions()
    told, number, more = page_image(document, options, 1, 500)
    assert (number, more) == (1, False)
    untold, _, _ = page_image(document, replace(options, notes=NotePlace.NONE), 1, 500)
    right = (round(500 * 0.72), 490)
    assert inked(untold, *right) == 0
    assert inked(told, *right) > 15
