"""What must be true after every move of a soak, and what once nothing is under way any more."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QTextBoundaryFinder
from tests.soak.walker import Walker

from excerpta.core.services import annotating
from excerpta.core.services.checking import check_library
from excerpta.core.services.documents import read_document
from excerpta.core.services.tagging import tag_tree
from excerpta.core.store.rows import KEYS
from excerpta.gui.viewmodels.presenting import highlight_of
from excerpta.gui.widgets.reader.view import ReaderView

_FLAGS = range(0x1F1E6, 0x1F200)
_LETTERS_OF_FLAGS = "".join(map(chr, _FLAGS))


class WrongError(AssertionError):
    """Something that must be true is not."""


def require(holds: object, sentence: str) -> None:
    """Raise what is wrong.

    Raises:
        WrongError: it does not hold.
    """
    if not holds:
        raise WrongError(sentence)


def after_a_move(walk: Walker) -> None:
    """What is true at any moment."""
    reader = walk.window.pane.reader
    text = reader.page.source.text
    start, end = reader.selection()
    require(0 <= start <= end <= len(text), f"the selection is {start}..{end} of {len(text)}")
    for position in {start, end, reader.caret()}:
        require(
            is_between_characters(text, position),
            f"{position} is inside of a character: {near(text, position)}",
        )
    current = reader.current_highlight()
    require(current is None or current in reader.highlights, f"{current} is current, and is not shown")
    require(set(reader.chosen_highlights()) <= set(reader.highlights.ids()), "what is chosen is not shown")
    place = reader.verticalScrollBar()
    require(place.minimum() <= place.value() <= place.maximum(), "the scroll bar is beyond its end")


def is_between_characters(text: str, position: int) -> bool:
    """Whether a position is between two grapheme clusters, by another road than the reader's.

    Qt cuts rows of flags wrongly: of them it is only asked that none is cut in two.
    """
    if not 0 < position < len(text):
        return True
    if ord(text[position]) in _FLAGS and ord(text[position - 1]) in _FLAGS:
        row = len(text[:position]) - len(text[:position].rstrip(_LETTERS_OF_FLAGS))
        return row % 2 == 0
    first, last = max(0, position - 64), min(len(text), position + 64)
    around = text[first:last]
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, around)
    finder.setPosition(len(text[first:position].encode("utf-16-le")) // 2)
    return finder.isAtBoundary()


def near(text: str, position: int) -> str:
    """The words around a position, which is shown by a bar."""
    return f"{text[max(0, position - 12) : position]!r} | {text[position : position + 12]!r}"


def at_rest(walk: Walker) -> None:
    """What is true once the window has heard of everything and shown it."""
    window = walk.window
    library = window.session.library
    document, reader = window.reading.document, window.pane.reader
    tree = tag_tree(library)
    require(dict.fromkeys(window.tags.tree) == dict.fromkeys(tree), "the tags shown are not those stored")
    if document is None:
        require(not len(reader.highlights), "highlights are shown of no document")
        return
    stored = read_document(library, document.id)
    require(reader.page.source.text == stored.text, "the text shown is not the text stored")
    kept = annotating.highlights_of(library, document.id)
    wanted = [highlight_of(one, tree) for one in kept]
    shown = [reader.highlights[one] for one in reader.highlights.ids()]
    require(
        sorted(shown, key=lambda one: one.id) == sorted(wanted, key=lambda one: one.id),
        _differs(shown, wanted),
    )
    notes = {one.id: one.note for one in kept}
    for one in window.pane.margin.shown():
        view = window.pane.margin.view_of(one)
        card = None if view is None else view.card
        require(card is None or card.note == notes.get(card.id), f"the card of {one} shows another note")
    _can_be_walked(reader)


def _can_be_walked(reader: ReaderView) -> None:
    starts = list(reader.highlights.starts())
    require(starts == sorted(starts), "the highlights are not in reading order")


def _differs(shown: list[object], wanted: list[object]) -> str:
    extra = [one for one in shown if one not in wanted]
    missing = [one for one in wanted if one not in shown]
    return f"shown and not stored: {extra}; stored and not shown: {missing}"


def check(walk: Walker) -> None:
    """The library is sound."""
    problems = check_library(walk.window.session.library)
    require(not problems, f"the library is not sound: {problems}")


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a library that undo answers for."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as file:
        return {table: list(_rows(file, table)) for table in KEYS}


def _rows(file: sqlite3.Connection, table: str) -> Iterator[tuple[object, ...]]:
    yield from sorted(file.execute(f"SELECT * FROM {table}"), key=repr)
