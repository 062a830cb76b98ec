"""What lies at the edges: all selected, nothing there, page furniture folded away, cells of a table."""

import pytest
from PySide6.QtCore import Qt
from tests.journeys.driver import Driver

from excerpta.core.model.document import BlockKind
from excerpta.core.services import annotating, importing
from excerpta.core.services.checking import check_library

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def bring_in(drive: Driver, text: str, *, html: str = "") -> None:
    window = drive.window
    found = importing.import_text(window.session.library, text, html=html)
    window.session.announce(found.changes)
    (document,) = found.changes.documents
    window.open_document(document)
    drive.wait_for(lambda: window.reading.document is not None and window.reading.document.id == document)
    drive.settle()
    window.pane.reader.setFocus()


def quotes(drive: Driver) -> list[str]:
    document = drive.window.reading.document
    assert document is not None
    found = annotating.highlights_of(drive.window.session.library, document.id)
    return [one.quote.exact for one in found]


def test_a_whole_book_is_highlighted_and_that_is_undone(drive: Driver) -> None:
    bring_in(drive, "\n\n".join(f"{n} The envoy 😀 said گفت‌وگوهای صلح. " * 20 for n in range(1500)))
    reader = drive.window.pane.reader
    assert len(drive.text) > 900_000
    drive.press(Key.Key_A, CTRL)
    drive.press(Key.Key_H)
    assert quotes(drive) == [drive.text]
    for position in (0, len(drive.text) // 2, len(drive.text) - 1):
        reader.reveal(position)
        assert reader.highlights_at(position) == [reader.current_highlight()]
        assert reader.page.rectangles(position, position + 1)
    drive.press(Key.Key_Delete)
    assert quotes(drive) == []
    drive.press(Key.Key_Z, CTRL)
    assert quotes(drive) == [drive.text]


def test_cells_of_a_table_are_highlighted_with_what_is_between(drive: Driver) -> None:
    bring_in(
        drive,
        "",
        html="<p>See</p><table><tr><td>a</td><td>b c</td></tr><tr><td>گفت</td><td>d</td></tr></table>",
    )
    reader = drive.window.pane.reader
    start, end = drive.text.index("b c"), drive.text.index("گفت") + 2
    reader.select(start, end)
    drive.press(Key.Key_4)
    assert quotes(drive) == ["b c\nگف"]
    drive.press(Key.Key_Right, SHIFT)
    assert quotes(drive)[0] in ("b c\nگ", "b c\nگفت")
    assert check_library(drive.window.session.library) == ()


def test_what_is_folded_away_can_be_highlighted_and_is_shown_when_walked_to(drive: Driver) -> None:
    bring_in(drive, "", html="<p>First words.</p><p>Share this</p><p>Last words.</p>")
    window, reader = drive.window, drive.window.pane.reader
    assert reader.page.source.blocks[1].kind is BlockKind.FURNITURE
    start = drive.text.index("Share")
    assert reader.rect_of(start, start + 5).isNull()
    reader.select(3, len(drive.text) - 3)
    drive.press(Key.Key_H)
    assert quotes(drive) == [drive.text[3:-3]]
    reader.select(start, start + 5)
    drive.press(Key.Key_2)
    reader.set_current_highlight(None)
    reader.set_caret(0)
    drive.press(Key.Key_BracketRight)
    drive.press(Key.Key_BracketRight)
    current = window.reading.current()
    assert current is not None
    assert current.quote.exact == "Share"
    assert not reader.rect_of(start, start + 5).isNull()


@pytest.mark.parametrize("key", [Key.Key_H, Key.Key_3, Key.Key_T, Key.Key_N, Key.Key_M, Key.Key_U, Key.Key_C])
def test_every_verb_says_what_to_do_when_nothing_is_meant(drive: Driver, key: Qt.Key) -> None:
    drive.open("Delegates")
    reader, toast = drive.window.pane.reader, drive.window.toast
    before = quotes(drive)
    reader.setFocus()
    reader.set_current_highlight(None)
    reader.set_caret(0)
    drive.press(key)
    assert toast.isVisible()
    assert toast.text.endswith(".")
    assert quotes(drive) == before


def test_keys_do_nothing_where_no_document_is_open(drive: Driver) -> None:
    window = drive.window
    window.reading.close()
    drive.settle()
    reader = window.pane.reader
    label = window.session.undo_label()
    for command in reader.commands.values():
        command()
    for verb in (
        window.highlighting.highlight,
        window.highlighting.choose_tags,
        window.highlighting.write_note,
        window.highlighting.merge,
        window.highlighting.toggle_style,
        window.highlighting.delete,
        window.copying.copy,
        window.copying.copy_with_source,
    ):
        verb()
    drive.settle()
    assert window.session.undo_label() == label
    assert reader.selection() == (0, 0)
