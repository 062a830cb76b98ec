"""A screen reader gets the text, the caret, the selection and the highlights."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QTextCursor
from PySide6.QtWidgets import QWidget

from excerpta.core.model.annotation import Colour, HighlightStyle
from excerpta.core.model.document import Block, BlockKind, Span, SpanKind
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.support import announcing
from excerpta.gui.support.utf16 import Utf16Index
from excerpta.gui.widgets.reader.accessibility import mirror_of
from excerpta.gui.widgets.reader.contents import ReaderHighlight
from excerpta.gui.widgets.reader.view import ReaderView

Opener = Callable[..., ReaderView]
Role = QAccessible.Role

RED = ReaderHighlight(AnnotationId(1), 4, 9, Colour.RED, has_note=True, tags=("Actors/Envoy",))


@pytest.fixture(autouse=True)
def screen_reader() -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was announced."""
    words: list[str] = []
    monkeypatch.setattr(
        announcing, "QAccessibleAnnouncementEvent", lambda source, text: words.append(text) or _event(source)
    )
    return words


def _event(source: QWidget) -> object:
    from PySide6.QtGui import QAccessibleEvent

    return QAccessibleEvent(source, QAccessible.Event.NameChanged)


def of(view: ReaderView) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(view)


def children(interface: QAccessibleInterface) -> list[QAccessibleInterface]:
    return [interface.child(number) for number in range(interface.childCount())]


def test_text_and_caret_are_told_in_utf16(open_reader: Opener) -> None:
    view = open_reader("a😀b", "second")
    interface = of(view)
    assert interface.role() == Role.Document
    assert interface.text(QAccessible.Text.Name) == "Reader"
    text = interface.textInterface()
    assert text.characterCount() == 11
    assert text.text(0, 5) == "a😀b\n"
    view.set_caret(2)
    assert of(view).textInterface().cursorPosition() == 3
    text.setCursorPosition(5)
    assert view.caret() == 4
    text.addSelection(0, 3)
    assert view.selected_text() == "a😀"
    assert text.offsetAtPoint(text.characterRect(3).center()) in (3, 4)


def test_the_selection_is_told_in_either_direction(open_reader: Opener) -> None:
    view = open_reader("The 😀 envoy sat down")
    text = of(view).textInterface()
    assert text.selectionCount() == 0
    view.select(4, 11)
    assert of(view).textInterface().selectionCount() == 1
    cursor = mirror_of(view).textCursor()
    assert (cursor.selectionStart(), cursor.selectionEnd()) == (4, 12)
    view.move_caret(11)
    view.move_caret(2, extend=True)
    of(view).textInterface()
    cursor = mirror_of(view).textCursor()
    assert (cursor.anchor(), cursor.position()) == (12, 2)
    text.removeSelection(0)
    assert not view.has_selection()


def test_interfaces_that_a_reader_has_not_are_none(open_reader: Opener) -> None:
    interface = of(open_reader("a"))
    assert interface.selectionInterface() is None
    assert interface.valueInterface() is None
    assert interface.tableCellInterface() is None
    assert interface.actionInterface() is not None
    part = interface.child(0)
    assert part.actionInterface() is None
    assert part.attributesInterface() is None


@given(st.text(st.sampled_from("ab \n\t\r😀é\u0301آزادی\u200c\u2029\u2028\ufdd0\ufffc中"), max_size=300))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_mirrored_unit_for_unit(one_reader: ReaderView, text: str) -> None:
    one_reader.set_document(text, ())
    interface = of(one_reader).textInterface()
    index = Utf16Index(text)
    assert interface.characterCount() == index.to_utf16(len(text))
    told = interface.text(0, interface.characterCount())
    plain = str.maketrans("\r\u2029\ufdd0", " \n ")
    assert told.translate(plain).replace("\u2028", "\n") == text.translate(plain).replace("\u2028", "\n")
    for position in {0, len(text) // 2, len(text)}:
        one_reader.set_caret(position)
        assert of(one_reader).textInterface().cursorPosition() == index.to_utf16(one_reader.caret())


@pytest.fixture(scope="module")
def one_reader(qapp: object) -> Iterator[ReaderView]:
    view = ReaderView()
    view.resize(400, 400)
    yield view
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize(
    "words",
    [
        "The envoy said on Tuesday 😀 that both sides had agreed to meet again in the capital. " * 9,
        "نماینده ویژه گفت که دو طرف توافق کردند (peace talks) بار دیگر در دوحه دیدار کنند. " * 9,
        "https://example.org/" + "a-very-long-address-without-a-place-to-break" * 12,
    ],
    ids=["english", "persian", "unbroken"],
)
def test_lines_are_those_on_the_screen(open_reader: Opener, words: str) -> None:
    view = open_reader(words, "another", size=(500, 500))
    mirror = mirror_of(view)
    mirror.follow()
    box = view.page.laid(view.page.source.pieces.at(0)).boxes[0]
    assert box.line_count > 3
    for line in range(box.line_count):
        cursor = QTextCursor(mirror.document())
        cursor.setPosition(mirror.index.to_utf16(box.line_start(line) + 1))
        cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
        assert mirror.index.to_code_point(cursor.position()) == box.line_start(line)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfLine)
        last = line == box.line_count - 1
        end = box.end if last else box.line_start(line + 1)
        assert mirror.index.to_code_point(cursor.position()) in (end, end - 1)


def test_places_follow_scrolling_and_width(open_reader: Opener) -> None:
    view = open_reader(*[f"Paragraph {number}, a few words long" for number in range(80)])
    position = view.page.source.text.index("Paragraph 9,")

    def place() -> QPoint:
        found = of(view).textInterface().characterRect(position).topLeft()
        return view.viewport().mapFromGlobal(found)

    def shown() -> QPointF:
        caret = view.page.caret(position)
        assert caret is not None
        return QPointF(caret.x() + view.column_left, caret.center().y())

    for change in (lambda: None, lambda: view.scroll_pixels(60), lambda: view.resize(500, 600)):
        change()
        mirror_of(view).follow_looks()
        assert abs(place().x() - shown().x()) < 2
        assert abs(place().y() - shown().y()) < 30


def test_looks_are_told_of_highlights_and_styles_in_the_window(open_reader: Opener) -> None:
    view = open_reader("The envoy sat down", (BlockKind.HEADING, "A heading"))
    view.page.source.spans.__init__([Span(SpanKind.ITALIC, 10, 13)])  # type: ignore[misc]
    view.set_highlights([RED, ReaderHighlight(AnnotationId(2), 14, 18, style=HighlightStyle.UNDERLINE)])
    mirror = mirror_of(view)
    mirror.follow()
    mirror.follow_looks()

    def look(position: int) -> QTextCursor:
        cursor = QTextCursor(mirror.document())
        cursor.setPosition(position + 1)
        return cursor

    assert look(5).charFormat().background().color() == view.theme.tint(Colour.RED)
    assert look(1).charFormat().background().style() == Qt.BrushStyle.NoBrush
    assert look(11).charFormat().fontItalic()
    assert look(15).charFormat().fontUnderline()
    assert look(20).charFormat().font().bold()
    view.change_highlights([], [RED.id])
    mirror.follow_looks()
    assert look(5).charFormat().background().style() == Qt.BrushStyle.NoBrush


def test_highlights_at_the_caret_are_described(open_reader: Opener) -> None:
    view = open_reader("The envoy")
    view.set_highlights([RED])
    assert of(view).text(QAccessible.Text.Description) == ""
    view.set_caret(5)
    assert of(view).text(QAccessible.Text.Description) == "red highlight tagged Actors/Envoy, with a note"


def test_blocks_are_children_with_roles_names_and_places(open_reader: Opener) -> None:
    view = open_reader(
        (BlockKind.HEADING, "A heading"),
        "Words 😀",
        (BlockKind.QUOTATION, "Quoted"),
        (BlockKind.TABLE, "a\tb\nc\td"),
        (BlockKind.LIST_ITEM, "An item"),
    )
    parts = children(of(view))[:5]
    assert [part.role() for part in parts] == [
        Role.Heading,
        Role.Paragraph,
        Role.BlockQuote,
        Role.Section,
        Role.ListItem,
    ]
    names = [part.text(QAccessible.Text.Name) for part in parts]
    assert names == ["A heading", "Words 😀", "Quoted", "Table with 2 rows and 2 columns", "An item"]
    for number, part in enumerate(parts):
        assert part.parent().object() is view
        assert of(view).indexOfChild(part) == number
        assert not part.rect().isNull()
        assert not part.state().invisible
    words = parts[1].textInterface()
    assert words.text(0, words.characterCount()) == "Words 😀"
    assert words.characterCount() == 8
    words.setCursorPosition(8)
    assert view.caret() == view.page.source.text.index("\nQuoted")
    assert words.offsetAtPoint(words.characterRect(2).center()) in (2, 3)


def test_a_picture_has_the_words_that_stand_for_it(qtbot: object, open_reader: Opener) -> None:
    view = open_reader("a")
    view.set_document(
        "\ufffc\nafter", (Block(BlockKind.IMAGE, 0, 1, description="A map"), Block(BlockKind.PARAGRAPH, 2, 7))
    )
    picture = of(view).child(0)
    assert picture.role() == Role.Graphic
    assert picture.text(QAccessible.Text.Name) == "Picture: A map"


def test_highlights_are_children_of_the_block_that_they_begin_in(open_reader: Opener) -> None:
    view = open_reader("The envoy", "Another")
    view.set_highlights([RED, ReaderHighlight(AnnotationId(2), 6, 14)])
    first, second = children(of(view))[:2]
    assert second.childCount() == 0
    one, other = children(first)
    assert one.role() == Role.Note
    assert one.text(QAccessible.Text.Name) == "red highlight tagged Actors/Envoy, with a note"
    assert one.text(QAccessible.Text.Description) == "envoy"
    assert other.text(QAccessible.Text.Description) == "voy Anot"
    assert one.parent().object() is first.object()
    assert first.indexOfChild(other) == 1
    opened: list[object] = []
    view.highlight_activated.connect(opened.append)
    action = one.actionInterface()
    action.doAction(action.actionNames()[0])
    assert opened == [1]
    assert one.state().selected
    view.change_highlights([], [RED.id])
    assert first.childCount() == 1
    assert not one.isValid()


def test_parts_of_another_document_take_the_place_of_the_old(open_reader: Opener) -> None:
    view = open_reader("one", "two", "three")
    before = of(view).childCount()
    of(view).child(2).text(QAccessible.Text.Name)
    view.set_document("only", (Block(BlockKind.PARAGRAPH, 0, 4),))
    assert of(view).childCount() == before - 2
    assert of(view).child(0).text(QAccessible.Text.Name) == "only"
    assert of(view).textInterface().text(0, 4) == "only"
    view.clear()
    assert of(view).textInterface().characterCount() == 0
    assert of(view).childCount() == before - 3


def test_widgets_in_the_reader_stay_children_and_the_mirror_is_none(open_reader: Opener) -> None:
    view = open_reader("one")
    of(view).textInterface()
    widgets = children(of(view))[1:]
    assert widgets
    assert all(isinstance(one.object(), QWidget) for one in widgets)
    assert mirror_of(view) not in [one.object() for one in widgets]
    assert of(view).indexOfChild(widgets[-1]) == of(view).childCount() - 1


def test_what_becomes_of_highlights_is_announced(open_reader: Opener, said: list[str]) -> None:
    view = open_reader("The envoy sat down")
    view.change_highlights([RED])
    assert said == ["red highlight tagged Actors/Envoy, with a note"]
    view.change_highlights([ReaderHighlight(RED.id, 4, 13, Colour.RED)])
    assert said[1:] == ["red highlight, resized"]
    view.change_highlights([ReaderHighlight(AnnotationId(n), n, n + 1) for n in range(10, 15)])
    assert said[2:] == ["5 highlights changed"]
    view.change_highlights([], [RED.id])
    assert len(said) == 3


def test_nothing_is_made_while_no_screen_reader_listens(open_reader: Opener, said: list[str]) -> None:
    QAccessible.setActive(False)
    view = open_reader("The envoy")
    view.set_highlights([RED])
    view.change_highlights([], [RED.id])
    view.select(2, 5)
    assert view.mirror is None
    assert view.parts is None
    assert said == []


def test_readers_come_and_go(qapp: object) -> None:
    for _ in range(20):
        view = ReaderView()
        assert of(view) is not None
        view.set_document("text", ())
        view.set_highlights([ReaderHighlight(AnnotationId(1), 0, 2)])
        view.select(0, 4)
        for part in children(of(view)):
            assert part.parent() is not None
            children(part)
        view.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        del view
