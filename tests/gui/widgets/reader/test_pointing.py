"""What the pointer rests on is said in words."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from excerpta.core.model.annotation import Colour
from excerpta.core.model.document import Block, BlockKind, Span, SpanKind
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.widgets.reader.contents import ReaderHighlight
from excerpta.gui.widgets.reader.view import ReaderView

Opener = Callable[..., ReaderView]
Rest = Callable[[ReaderView, int], str]


@pytest.fixture(name="rest_on")
def resting(monkeypatch: pytest.MonkeyPatch) -> Callable[[ReaderView, int], str]:
    """Lets the pointer rest on a character, and gives what is said; Qt itself hides a tip only later."""
    said = [""]
    monkeypatch.setattr(QToolTip, "showText", lambda _place, words, *_: said.__setitem__(0, words))
    monkeypatch.setattr(QToolTip, "hideText", lambda: said.__setitem__(0, ""))

    def rest(view: ReaderView, position: int) -> str:
        point = view.point_of(position) or QPoint()
        viewport = view.viewport()
        QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, point, viewport.mapToGlobal(point)))
        return said[0]

    return rest


def test_a_highlight_says_its_colour_tags_and_note(open_reader: Opener, rest_on: Rest) -> None:
    view = open_reader("The envoy 😀 sat down <b>")
    view.set_highlights(
        [
            ReaderHighlight(AnnotationId(1), 4, 11, Colour.RED, tags=("Actors/<Envoy>",), has_note=True),
            ReaderHighlight(AnnotationId(2), 8, 11, Colour.BLUE),
        ]
    )
    assert "red highlight tagged Actors/&lt;Envoy&gt;, with a note" in rest_on(view, 5)
    both = rest_on(view, 9)
    assert both.index("blue") < both.index("red")
    assert rest_on(view, 1) == ""


def test_a_link_says_where_it_leads(open_reader: Opener, rest_on: Rest) -> None:
    view = open_reader("plain")
    link = Span(SpanKind.LINK, 4, 8, "https://example.org/a?b&c")
    view.set_document("see this page", (Block(BlockKind.PARAGRAPH, 0, 13),), (link,))
    assert "https://example.org/a?b&amp;c" in rest_on(view, 5)
    assert rest_on(view, 10) == ""


def test_whoever_shows_the_reader_chooses_the_words(open_reader: Opener, rest_on: Rest) -> None:
    view = open_reader("The envoy")
    view.set_highlights([ReaderHighlight(AnnotationId(7), 4, 9)])
    view.tell_highlights = lambda shown: f"number {shown[0].id}"
    assert "number 7" in rest_on(view, 6)
