"""Columns get what they need, and tables that need more than there is are moved under the column."""

import math
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.widgets.reader import everything

from excerpta.core.model.annotation import Colour
from excerpta.core.model.document import Block, BlockKind
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.support.theme import load_theme
from excerpta.gui.widgets.reader.contents import ReaderHeader, ReaderHighlight
from excerpta.gui.widgets.reader.page import Page
from excerpta.gui.widgets.reader.pieces import Pieces
from excerpta.gui.widgets.reader.span_index import SpanIndex
from excerpta.gui.widgets.reader.tables import TableNeeds, TableWindow, measure_table, share_width
from excerpta.gui.widgets.reader.type_settings import TypeSettings
from excerpta.gui.widgets.reader.typesetter import ReaderText
from excerpta.gui.widgets.reader.typography import Typography
from excerpta.gui.widgets.reader.view import ReaderView

Opener = Callable[..., ReaderView]
TABLE = BlockKind.TABLE
LEFT = Qt.MouseButton.LeftButton
WIDE = "\n".join("\t".join(f"cell {row} {column} words" for column in range(14)) for row in range(5))
WIDE_PERSIAN = "\n".join("\t".join(f"خانه {row} {column} واژه" for column in range(14)) for row in range(5))
CELLS = st.sampled_from(
    ["", "Doha", "۲۰۲۱", "1,207", "گفت‌وگو با Taliban", "a much longer cell of words", "😀", "سلام"]
)
TABLES = st.integers(2, 9).flatmap(
    lambda columns: st.lists(st.lists(CELLS, min_size=columns, max_size=columns), min_size=1, max_size=4)
)


def needs_of(*columns: tuple[float, float]) -> TableNeeds:
    natural, least = zip(*columns, strict=True)
    return TableNeeds(natural, least, (False,) * len(columns), has_head=False)


def page_of(table: str, width: int) -> Page:
    block = Block(TABLE, 0, len(table))
    pieces = Pieces(table, (block,))
    source = ReaderText(table, (block,), SpanIndex(), ReaderHeader(), pieces)
    return Page(source, Typography(), load_theme("light"), width, 2000)


# ---- widths


WANTS = st.lists(st.tuples(st.floats(20, 900), st.floats(20, 200)), min_size=1, max_size=12).map(
    lambda pairs: needs_of(*((max(pair), min(pair)) for pair in pairs))
)


@given(WANTS, st.integers(160, 900))
def test_columns_get_between_their_least_and_their_natural_width(needs: TableNeeds, width: int) -> None:
    widths = share_width(needs, width)
    for share, least, natural in zip(widths, needs.least, needs.natural, strict=True):
        assert least - 1 <= share <= natural + 1
    if sum(needs.least) < width:
        assert sum(widths) <= max(width, sum(needs.natural) + len(widths))
        assert sum(widths) >= min(width, sum(needs.natural)) - len(widths)


@given(WANTS, st.integers(160, 900))
def test_a_table_that_has_to_be_moved_fills_the_windows_that_it_takes(needs: TableNeeds, width: int) -> None:
    if sum(needs.least) < width:
        return
    assert share_width(needs, width, moved=False) == [math.ceil(least) for least in needs.least]
    widths = share_width(needs, width)
    windows = math.ceil(sum(needs.least) / width) * width
    wanted = [
        min(natural, max(least, 0.6 * width))
        for least, natural in zip(needs.least, needs.natural, strict=True)
    ]
    assert sum(widths) <= windows
    assert sum(widths) >= min(windows, sum(wanted)) - len(widths) - 1
    for share, least, most in zip(widths, needs.least, wanted, strict=True):
        assert least - 1 <= share <= most


def measured(rows: str, *, has_head: bool = False) -> TableNeeds:
    return measure_table(
        rows.split("\n"), 16, 10, lambda words, bold: 8.0 * len(words) + bold, has_head=has_head
    )


def test_a_head_is_known_or_stands_over_numbers() -> None:
    assert measured(everything.LEFT_TABLE).has_head
    assert measured(everything.RIGHT_TABLE).has_head
    assert not measured("2020\tDoha\n2021\tKabul").has_head
    assert not measured("Name\tAhmad\nBorn\tKabul").has_head
    assert measured("Name\tPlace\nAhmad\tKabul", has_head=True).has_head
    assert not measured("Name\tPlace", has_head=True).has_head


def test_numbers_make_a_column_of_numbers() -> None:
    assert measured(everything.LEFT_TABLE).numeric == (False, False, True, False)
    assert measured("a\tb\n$1,000\t–\n(20 %)\tx\n").numeric == (True, False)


def test_rows_of_different_lengths_are_measured() -> None:
    assert len(measured("a\nb\tc\td\n").natural) == 3


@given(st.booleans(), st.lists(st.integers(-500, 500), max_size=12))
def test_a_window_stays_on_its_table(backwards: bool, moves: list[int]) -> None:
    window = TableWindow(0, [100] * 9, 400, backwards, needs_of((100, 100)))
    for move in moves:
        before = window.shift
        assert window.move(move) == (window.shift != before)
        lefts = [window.left_of(column) + window.shift for column in range(9)]
        assert min(lefts) <= 0
        assert max(lefts) + 100 >= 400
        assert (window.shift - before) * move <= 0


# ---- in the reader


@given(TABLES, st.integers(0, 900))
def test_hits_carets_and_rectangles_agree_wherever_a_table_is_moved(
    qapp: object, rows: list[list[str]], offset: int
) -> None:
    page = page_of("\n".join("\t".join(row) for row in rows), 420)
    window = page.laid(1).window
    assert window is not None
    window.move(-offset if window.backwards else offset)
    for piece, top in page.visible():
        laid = page.laid(piece)
        for box in laid.boxes:
            places = [p for p in range(box.start, box.end + 1) if box.stop(p) == p]
            for place, following in pairwise(places):
                if page.source.text[place] == " ":
                    continue  # it may hang out of its line
                seen = laid.rectangles(place, following)
                assert all(r.left() >= 0 and r.right() <= 420 and r.width() >= 0 for r in seen)
                point = box.point_of(place)
                if laid.shows(point.x()):
                    assert page.hit(point.x(), point.y() + top) == place
                    assert page.covers(point.x(), point.y() + top) == place
                    assert any(r.contains(point) for r in seen)
                else:
                    assert page.covers(point.x(), point.y() + top) is None


@pytest.mark.parametrize("text", [WIDE, WIDE_PERSIAN])
def test_columns_of_a_wide_table_stay_readable_and_nothing_paints_outside(
    open_reader: Opener, text: str
) -> None:
    view = open_reader((TABLE, text), size=(700, 400))
    window = view.page.laid(1).window
    assert window is not None
    assert window.most > 0
    assert min(window.widths) > 90
    view.set_highlights([ReaderHighlight(AnnotationId(1), 0, len(text), Colour.YELLOW)])
    page = load_theme("light").page
    for step in range(4):
        window.move(400 * (-1 if window.backwards else 1) if step else 0)
        view.table_moved()
        image = view.viewport().grab().toImage()
        right = view.column_left + window.width
        for y in range(0, 300, 3):
            assert image.pixelColor(view.column_left - 2, y) == page
            assert image.pixelColor(right + 1, y) == page


@pytest.mark.parametrize("text", [WIDE, WIDE_PERSIAN])
def test_what_is_revealed_or_walked_to_is_moved_into_view(
    qtbot: QtBot, open_reader: Opener, text: str
) -> None:
    view = open_reader((TABLE, text), size=(700, 400))
    last = text.index("\n")
    assert view.point_of(last) is None
    view.reveal(last)
    assert view.point_of(last) is not None
    view.set_caret(0)
    view.keep_caret_in_view()
    assert view.point_of(0) is not None
    for _ in range(last):
        qtbot.keyClick(view, Qt.Key.Key_Right if text == WIDE else Qt.Key.Key_Left)
        assert view.point_of(view.caret()) is not None
    assert view.caret() == last


def turn(view: ReaderView, point: QPoint, x: int, y: int, modifiers: Qt.KeyboardModifier) -> None:
    place = QPointF(point)
    event = QWheelEvent(
        place,
        view.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(x, y),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # not the other way round
    )
    QApplication.sendEvent(view.viewport(), event)


def test_a_turn_sideways_moves_the_table_and_one_down_the_page(open_reader: Opener) -> None:
    view = open_reader((TABLE, WIDE), *["words " * 60] * 20, size=(700, 400))
    window = view.page.laid(1).window
    assert window is not None
    inside = QPoint(view.column_left + 50, (view.y_of(0) or 0) + 5)
    none, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    turn(view, inside, -120, 0, none)
    first = window.offset
    assert first > 0
    turn(view, inside, 0, -120, shift)
    assert window.offset == 2 * first
    assert view.verticalScrollBar().value() == 0
    turn(view, inside, 0, -120, none)
    assert view.verticalScrollBar().value() > 0
    assert window.offset == 2 * first


def test_the_bar_of_a_table_moves_it(qtbot: QtBot, open_reader: Opener) -> None:
    view = open_reader((TABLE, WIDE), "after", size=(700, 400))
    (bar,) = view.tables.bars()
    held = bar.handle.center().toPoint() + QPoint(view.column_left, 0)
    qtbot.mousePress(view.viewport(), LEFT, pos=held)
    qtbot.mouseMove(view.viewport(), held + QPoint(900, 30))
    qtbot.mouseRelease(view.viewport(), LEFT, pos=held + QPoint(900, 30))
    assert bar.window.offset == bar.window.most
    assert not view.has_selection()
    qtbot.mouseClick(view.viewport(), LEFT, pos=QPoint(view.column_left + 2, held.y()))
    assert bar.window.offset == 0
    assert view.caret() == 0


def test_the_bar_stands_at_the_foot_of_what_is_seen(open_reader: Opener) -> None:
    tall = "\n".join([WIDE] * 30)
    view = open_reader((TABLE, tall), "after", size=(700, 400))
    (bar,) = view.tables.bars()
    assert 380 < bar.track.bottom() <= 400
    view.reveal(len(tall) + 1)
    (bar,) = view.tables.bars()
    row = (
        view.rect_of(len(tall) - 5, len(tall))
        if bar.window.offset
        else view.rect_of(len(tall) - 300, len(tall))
    )
    assert bar.track.top() >= row.bottom()


def test_a_drag_past_the_edge_selects_what_comes(qtbot: QtBot, open_reader: Opener) -> None:
    view = open_reader((TABLE, WIDE), size=(700, 400))
    window = view.page.laid(1).window
    assert window is not None
    start = view.point_of(0)
    assert start is not None
    edge = QPoint(view.column_left + window.width + 10, start.y())
    qtbot.mousePress(view.viewport(), LEFT, pos=start)
    for step in range(200):
        qtbot.mouseMove(view.viewport(), edge + QPoint(step % 2, 0))
    qtbot.mouseRelease(view.viewport(), LEFT, pos=edge)
    assert window.offset == window.most
    assert view.selected_text() == WIDE[: WIDE.index("\n")]


def test_a_moved_table_stays_moved_through_changes_of_look(open_reader: Opener) -> None:
    view = open_reader((TABLE, WIDE), size=(700, 400))
    view.reveal(WIDE.index("\n"))
    window = view.page.laid(1).window
    assert window is not None
    offset = window.offset
    view.set_theme(load_theme("dark"))
    again = view.page.laid(1).window
    assert again is not None
    assert again.offset == offset
    view.resize(3000, 400)
    view.set_type(TypeSettings(measure=120))
    wide = view.page.laid(1).window
    assert wide is not None
    assert wide.offset <= wide.most


def test_a_row_longer_than_those_measured_keeps_all_of_its_cells(open_reader: Opener) -> None:
    rows = ["a\tb"] * 400
    rows[301] = "a\tb\tc\td"
    text = "\n".join(rows)
    view = open_reader((TABLE, text), size=(700, 400))
    place = text.index("c\td")
    view.reveal(place)
    for position in (place, place + 2):
        point = view.point_of(position)
        assert point is not None
        assert view.position_at(point) == position
