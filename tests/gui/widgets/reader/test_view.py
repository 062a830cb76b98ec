"""The reader under the hand: mouse, keys, highlights, scrolling."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from excerpta.core.model.annotation import Colour, HighlightStyle
from excerpta.core.model.document import BlockKind, Span, SpanKind
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.support.theme import load_theme
from excerpta.gui.widgets.reader.contents import HeaderPart, ReaderHeader, ReaderHighlight
from excerpta.gui.widgets.reader.resizing import End
from excerpta.gui.widgets.reader.type_settings import TypeSettings
from excerpta.gui.widgets.reader.view import ReaderView

Opener = Callable[..., ReaderView]
LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ENGLISH = "The envoy said 😀 that e\u0301 talks would go on in Doha, and no side would leave."
PERSIAN = "وزیر خارجه گفت که گفت‌وگوهای صلح در دوحه با حضور Taliban از سر گرفته شد."
LONG = ["word " * 40 + str(number) for number in range(400)]


def point(view: ReaderView, position: int) -> QPoint:
    found = view.point_of(position)
    assert found is not None
    return found


def drag(qtbot: QtBot, view: ReaderView, start: int, end: int) -> None:
    port = view.viewport()
    begin, finish = point(view, start), point(view, end)
    qtbot.mousePress(port, LEFT, pos=begin)
    qtbot.mouseMove(port, (begin + finish) / 2)
    qtbot.mouseMove(port, finish)
    qtbot.mouseRelease(port, LEFT, pos=finish)


def highlight(number: int, start: int, end: int, **more: object) -> ReaderHighlight:
    return ReaderHighlight(AnnotationId(number), start, end, **more)  # type: ignore[arg-type]


def colour_at(view: ReaderView, x: int, y: int) -> QColor:
    return view.viewport().grab().toImage().pixelColor(x, y)


# ---- selection


@pytest.mark.parametrize("text", [ENGLISH, PERSIAN, PERSIAN + " " + ENGLISH, ENGLISH + " " + PERSIAN])
def test_a_drag_selects_exactly_the_words_between_its_ends(
    qtbot: QtBot, open_reader: Opener, text: str
) -> None:
    view = open_reader("first", text)
    for start, end in ((6, 14), (10, 30), (6, 6 + len(text)), (25, 9)):
        with qtbot.waitSignal(view.selection_settled) as settled:
            drag(qtbot, view, start, end)
        low, high = min(start, end), max(start, end)
        assert settled.args == [low, high, True]
        assert view.selected_text() == view.page.source.text[low:high]


def test_a_selection_over_blocks_joins_them_by_a_newline(qtbot: QtBot, open_reader: Opener) -> None:
    view = open_reader("one two", PERSIAN, (BlockKind.LIST_ITEM, "three 😀"))
    drag(qtbot, view, 4, len(view.page.source.text))
    assert view.selected_text() == "two\n" + PERSIAN + "\nthree 😀"


def test_cells_of_a_table_are_selected_and_highlighted(qtbot: QtBot, open_reader: Opener) -> None:
    view = open_reader((BlockKind.TABLE, "Date\tPlace\n2020\tDoha\n2021\tKabul"))
    text = view.page.source.text
    start = text.index("Doha")
    drag(qtbot, view, start, start + 4)
    assert view.selected_text() == "Doha"
    assert view.rect_of(start, start + 4).left() > view.rect_of(text.index("2020"), start - 1).right()


def test_double_click_takes_the_word_and_triple_the_paragraph(qtbot: QtBot, open_reader: Opener) -> None:
    view = open_reader("first", "The envoy's words گفت‌وگوها here")
    at = point(view, 12)
    qtbot.mouseClick(view.viewport(), LEFT, pos=at)
    qtbot.mouseDClick(view.viewport(), LEFT, pos=at)
    assert view.selected_text() == "envoy's"
    qtbot.mouseClick(view.viewport(), LEFT, pos=at)
    assert view.selected_text() == "The envoy's words گفت‌وگوها here"


def test_shift_click_extends(qtbot: QtBot, open_reader: Opener) -> None:
    view = open_reader(ENGLISH)
    qtbot.mouseClick(view.viewport(), LEFT, pos=point(view, 4))
    qtbot.mouseClick(view.viewport(), LEFT, SHIFT, pos=point(view, 9))
    assert view.selected_text() == "envoy"


def test_half_a_character_cannot_be_selected(open_reader: Opener) -> None:
    view = open_reader("ae\u0301b 👨‍👩‍👧 c")
    view.select(2, 6)
    assert view.selected_text() == "e\u0301b 👨‍👩‍👧"


def test_a_click_clears_the_selection(qtbot: QtBot, open_reader: Opener) -> None:
    view = open_reader(ENGLISH)
    view.select(0, 5)
    with qtbot.waitSignal(view.selection_cleared):
        qtbot.mouseClick(view.viewport(), LEFT, pos=point(view, 20))
    assert view.selection() == (20, 20)


def test_dragging_past_the_edge_scrolls(qtbot: QtBot, open_reader: Opener) -> None:
    view = open_reader(*LONG)
    qtbot.mousePress(view.viewport(), LEFT, pos=point(view, 3))
    qtbot.mouseMove(view.viewport(), QPoint(200, 640))
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 200)
    qtbot.mouseRelease(view.viewport(), LEFT, pos=QPoint(200, 640))
    value = view.verticalScrollBar().value()
    qtbot.wait(80)
    assert view.verticalScrollBar().value() == value
    assert view.selection()[0] == 3


# ---- keys


@pytest.mark.parametrize("text", [ENGLISH, PERSIAN, "ab گفت cd", "گفت ab گفت 12"])
def test_arrows_walk_through_every_place_of_a_line(qtbot: QtBot, open_reader: Opener, text: str) -> None:
    view = open_reader(text, size=(1400, 300))
    backwards = text[0] > "\u0500"
    view.set_caret(0)
    seen = {0}
    for _ in range(3 * len(text)):
        qtbot.keyClick(view, Qt.Key.Key_Left if backwards else Qt.Key.Key_Right)
        seen.add(view.caret())
    box = view.page.laid(1).boxes[0]
    stops = {position for position in range(len(text) + 1) if box.stop(position) == position}
    assert view.caret() == len(text)
    assert seen == stops
    for _ in range(3 * len(text)):
        qtbot.keyClick(view, Qt.Key.Key_Right if backwards else Qt.Key.Key_Left)
    assert view.caret() == 0


def test_keys_move_over_paragraphs_and_cells(qtbot: QtBot, open_reader: Opener) -> None:
    view = open_reader("one", "", "two words", (BlockKind.TABLE, "a\tb\nc\td"), "end")
    text = view.page.source.text
    for position in range(len(text)):
        view.set_caret(position)
        qtbot.keyClick(view, Qt.Key.Key_Right)
        assert view.caret() == position + 1
        qtbot.keyClick(view, Qt.Key.Key_Left)
        assert view.caret() == position
    view.set_caret(0)
    for expected in (4, 5, text.index("a\t"), text.index("c\t"), text.index("end")):
        qtbot.keyClick(view, Qt.Key.Key_Down)
        assert view.caret() == expected
    qtbot.keyClick(view, Qt.Key.Key_Home, CONTROL)
    assert view.caret() == 0
    qtbot.keyClick(view, Qt.Key.Key_End, CONTROL | SHIFT)
    assert view.selected_text() == text


def test_words_lines_paragraphs_and_sentences(qtbot: QtBot, open_reader: Opener) -> None:
    view = open_reader("One two. Three four? Five.", "Second paragraph.")
    qtbot.keyClick(view, Qt.Key.Key_Right, CONTROL)
    assert view.caret() == 4
    view.commands["select_sentence"]()
    assert view.selected_text() == "One two."
    view.commands["select_sentence"]()
    assert view.selected_text() == "One two. Three four?"
    view.commands["next_paragraph"]()
    assert view.selection() == (27, 27)
    view.commands["previous_paragraph"]()
    assert view.caret() == 0
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.caret() == 26
    view.commands["select_all"]()
    assert view.selection() == (0, len(view.page.source.text))


def test_the_caret_blinks_only_while_it_can_be_seen(qtbot: QtBot, open_reader: Opener) -> None:
    view = open_reader(ENGLISH)
    view.set_caret(3)
    qtbot.waitUntil(view.hasFocus)
    view.set_caret(4)
    assert view._blink
    view.hide()
    assert not view._blink


# ---- highlights


def test_highlights_are_painted_in_their_tints(open_reader: Opener) -> None:
    view = open_reader("The envoy said nothing", "Second")
    theme = load_theme("light")
    view.set_highlights(
        [
            highlight(1, 0, 9, colour=Colour.GREEN),
            highlight(2, 10, 14, colour=Colour.BLUE, style=HighlightStyle.UNDERLINE),
        ]
    )
    tinted = view.rect_of(0, 9)
    assert colour_at(view, tinted.left() + 2, tinted.top() + 1) == theme.tint(Colour.GREEN)
    assert colour_at(view, tinted.left() + 2, tinted.bottom()) == theme.edge(Colour.GREEN)
    lined = view.rect_of(10, 14)
    assert colour_at(view, lined.left() + 2, lined.top() + 1) == theme.page
    assert colour_at(view, lined.left() + 2, lined.bottom()) == theme.edge(Colour.BLUE)
    view.change_highlights([], [AnnotationId(1)])
    assert colour_at(view, tinted.left() + 2, tinted.top() + 1) == theme.page
    view.set_theme(load_theme("dark"))
    assert colour_at(view, tinted.left() + 2, tinted.top() + 1) == load_theme("dark").page


def test_overlapping_highlights_keep_both_tint_and_edges(open_reader: Opener) -> None:
    view = open_reader("The envoy said nothing at all")
    view.set_highlights([highlight(1, 0, 14, colour=Colour.YELLOW), highlight(2, 4, 9, colour=Colour.BLUE)])
    theme = load_theme("light")
    both = view.rect_of(4, 9)
    blend = colour_at(view, both.left() + 1, both.top() + 1)
    assert blend not in (theme.tint(Colour.YELLOW), theme.tint(Colour.BLUE), theme.page)
    assert colour_at(view, both.left() + 1, both.bottom()) == theme.edge(Colour.YELLOW)
    assert colour_at(view, both.left() + 1, both.bottom() + 2) == theme.edge(Colour.BLUE)


def test_clicks_reach_each_of_several_highlights(qtbot: QtBot, open_reader: Opener) -> None:
    view = open_reader("The envoy said nothing at all")
    view.set_highlights([highlight(1, 0, 14), highlight(2, 4, 9), highlight(3, 4, 9)])
    reached = []
    for _ in range(4):
        qtbot.wait(QGuiApplication.styleHints().mouseDoubleClickInterval() // 100)
        qtbot.mouseClick(view.viewport(), LEFT, pos=point(view, 5))
        reached.append(view.current_highlight())
    assert reached == [3, 2, 1, 3]
    qtbot.mouseClick(view.viewport(), LEFT, pos=point(view, 20))
    assert view.current_highlight() is None


def test_commands_walk_and_open(qtbot: QtBot, open_reader: Opener) -> None:
    view = open_reader(*LONG)
    far = len(view.page.source.text) - 100
    view.set_highlights([highlight(1, 20, 30), highlight(2, 20, 30), highlight(3, far, far + 9)])
    walked = []
    for _ in range(4):
        view.commands["next_highlight"]()
        walked.append(view.current_highlight())
    assert walked == [1, 2, 3, 3]
    assert not view.rect_of(far, far + 9).isNull()
    view.commands["previous_highlight"]()
    assert view.current_highlight() == 2
    with qtbot.waitSignal(view.highlight_activated) as opened:
        view.commands["open_highlight"]()
    assert opened.args == [2]


def test_shift_arrows_resize_the_current_highlight(qtbot: QtBot, open_reader: Opener) -> None:
    view = open_reader("The envoy said nothing")
    view.set_highlights([highlight(1, 4, 9)])
    view.set_caret(4)
    view.set_current_highlight(AnnotationId(1))
    with qtbot.waitSignal(view.highlight_resized) as resized:
        qtbot.keyClick(view, Qt.Key.Key_Right, SHIFT)
    assert resized.args == [1, 4, 10]
    with qtbot.waitSignal(view.highlight_resized) as resized:
        qtbot.keyClick(view, Qt.Key.Key_Left, SHIFT | CONTROL)
    assert resized.args == [1, 3, 9]


def test_handles_resize_the_current_highlight(qtbot: QtBot, open_reader: Opener) -> None:
    view = open_reader("The envoy said nothing")
    view.set_highlights([highlight(1, 4, 9)])
    view.set_current_highlight(AnnotationId(1))
    handles = view.resizing.handles()
    begin, finish = handles[End.END].knob.center().toPoint(), point(view, 14)
    with qtbot.waitSignal(view.highlight_resized) as resized:
        qtbot.mousePress(view.viewport(), LEFT, pos=begin)
        qtbot.mouseMove(view.viewport(), finish)
        qtbot.mouseRelease(view.viewport(), LEFT, pos=finish)
    assert resized.args == [1, 4, 14]


def test_the_pointer_says_what_it_is_on(qtbot: QtBot, open_reader: Opener) -> None:
    view = open_reader("The envoy said nothing")
    view.set_highlights([highlight(1, 4, 9)])
    with qtbot.waitSignal(view.hovered_highlight_changed) as hovered:
        qtbot.mouseMove(view.viewport(), point(view, 5))
    assert hovered.args == [1]
    with qtbot.waitSignal(view.hovered_highlight_changed) as hovered:
        qtbot.mouseMove(view.viewport(), point(view, 12))
    assert hovered.args == [None]


def test_a_click_on_a_link_says_its_address(qtbot: QtBot, open_reader: Opener) -> None:
    view = open_reader("x")
    text = "See the report for more"
    view.set_document(text, (), [Span(SpanKind.LINK, 8, 14, "https://example.org/")])
    with qtbot.waitSignal(view.link_activated) as followed:
        qtbot.mouseClick(view.viewport(), LEFT, pos=point(view, 10))
    assert followed.args == ["https://example.org/"]


# ---- furniture


def test_furniture_is_folded_until_it_is_clicked(qtbot: QtBot, open_reader: Opener) -> None:
    furniture = BlockKind.FURNITURE
    view = open_reader("first", (furniture, "Share"), (furniture, "Post a Comment"), "last")
    text = view.page.source.text
    share, last = text.index("Share"), text.index("last")
    assert view.y_of(share) is not None
    assert view.rect_of(share, share + 5).isNull()
    before = view.rect_of(last, last + 4).top()
    box_y = view.y_of(share) or 0
    qtbot.mouseClick(view.viewport(), LEFT, pos=QPoint(view.column_left + 30, box_y + 5))
    assert not view.rect_of(share, share + 5).isNull()
    assert view.rect_of(last, last + 4).top() > before
    view.set_caret(share)
    view.commands["open_highlight"]()
    assert view.rect_of(share, share + 5).isNull()
    assert view.rect_of(last, last + 4).top() == before


def test_what_is_revealed_is_unfolded(open_reader: Opener) -> None:
    view = open_reader("first", (BlockKind.FURNITURE, "Share"), "last")
    view.reveal(8, flash=True)
    assert not view.rect_of(6, 11).isNull()


def test_arrows_pass_a_folded_box_as_one_place(qtbot: QtBot, open_reader: Opener) -> None:
    view = open_reader("ab", (BlockKind.FURNITURE, "Share"), "cd")
    view.set_caret(2)
    walked = []
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Right)
        walked.append(view.caret())
    assert walked == [3, 9, 10]


# ---- scrolling


def test_scrolling_up_over_unmeasured_text_never_jumps(open_reader: Opener) -> None:
    view = open_reader(*("کابل " * (number % 37) + "中文" * (number % 91) for number in range(900)))
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    for _ in range(60):
        position = view.visible_range()[0]
        before = view.page.caret(position)
        assert before is not None
        bar.setValue(bar.value() - 30)
        after = view.page.caret(position)
        assert after is not None
        assert after.top() - before.top() == 30


def test_the_scroll_bar_reaches_the_true_end_and_start(open_reader: Opener) -> None:
    view = open_reader(*("中文" * (number % 300) for number in range(500)), "the end")
    bar, end = view.verticalScrollBar(), len(view.page.source.text)
    bar.setValue(bar.maximum())
    assert bar.value() == bar.maximum()
    assert not view.rect_of(end - 7, end).isNull()
    bar.setValue(0)
    assert view.top_position() == 0
    for _ in range(2000):
        if bar.value() == bar.maximum():
            break
        view.scroll_page(1)
    assert not view.rect_of(end - 7, end).isNull()


def test_the_top_of_the_text_stays_through_changes_of_width_and_size(open_reader: Opener) -> None:
    view = open_reader(*LONG)
    view.verticalScrollBar().setValue(20_000)
    top = view.top_position()
    for width in (500, 900, 430, 800):
        view.resize(width, 600)
        assert view.top_position() <= top < view.visible_range()[1]
    assert view.top_position() == top
    view.set_type(TypeSettings(size=24))
    assert view.top_position() <= top < view.visible_range()[1]
    view.set_type(TypeSettings(size=17))
    assert view.top_position() == top


def test_a_document_opens_where_reading_stopped(open_reader: Opener) -> None:
    view = open_reader(*LONG)
    view.verticalScrollBar().setValue(30_000)
    top = view.top_position()
    source = view.page.source
    view.set_document(source.text, source.blocks, (), ReaderHeader("Title"), position=top)
    assert view.top_position() == top
    assert view.caret() == top


def test_pages_turn_by_keys(qtbot: QtBot, open_reader: Opener) -> None:
    view = open_reader(*LONG)
    view.commands["page_on"]()
    first = view.top_position()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.top_position() > first > 0
    assert view.visible_range()[0] <= view.caret() <= view.visible_range()[1]
    view.commands["page_back"]()
    assert view.top_position() == first


# ---- contents


def test_an_empty_reader_answers(qtbot: QtBot, open_reader: Opener) -> None:
    view = open_reader("something")
    view.clear()
    QApplication.processEvents()
    assert view.selection() == (0, 0)
    assert view.rect_of(0, 5).isNull()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(view, key)
    for command in view.commands.values():
        command()
    assert view.caret() == 0


def test_every_block_kind_is_shown_and_hit(open_reader: Opener) -> None:
    parts = [(kind, "\ufffc" if kind is BlockKind.IMAGE else "some words here") for kind in BlockKind]
    view = open_reader(*parts, size=(800, 1400))
    source = view.page.source
    view.set_header(ReaderHeader("Title", (HeaderPart("6 January 2021", deduced=True),)))
    for block in source.blocks:
        if block.kind not in (BlockKind.FURNITURE, BlockKind.RULE):
            assert view.position_at(point(view, block.start)) == block.start


def test_find_hits_are_marked(open_reader: Opener) -> None:
    view = open_reader("The envoy said nothing and the envoy left")
    theme = load_theme("light")
    view.set_find_hits([(4, 9), (31, 36)], 1)
    first, current = view.rect_of(4, 9), view.rect_of(31, 36)
    assert colour_at(view, first.left() + 1, first.top() + 1) == theme.selection
    assert colour_at(view, current.left() + 1, current.top() + 1) == theme.accent
    view.set_find_hits([], None)
    assert colour_at(view, first.left() + 1, first.top() + 1) == theme.page
