"""A crowd of highlights is drawn as a few are: what is kept from one drawing to the next is never old."""

from collections.abc import Callable

from tests.gui.widgets.reader.gestures import highlight

from excerpta.core.model.annotation import Colour
from excerpta.core.model.document import BlockKind
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.widgets.reader.marks import PieceMarks, mark_piece, plan_marks
from excerpta.gui.widgets.reader.stack import Stack
from excerpta.gui.widgets.reader.view import ReaderView

Opener = Callable[..., ReaderView]
COLOURS = list(Colour)
TEXT = "the envoy said that talks in Doha had begun again " * 30


def drawn(view: ReaderView, piece: int) -> PieceMarks:
    return view._marks_of(piece, view.page.laid(piece))


def anew(view: ReaderView, piece: int) -> PieceMarks:
    """The marks worked out with nothing kept."""
    laid, pieces = view.page.laid(piece), view.page.source.pieces
    over = view.highlights.over_piece(piece)
    plan = plan_marks(Stack.of(over), pieces.starts[piece], pieces.ends[piece])
    return mark_piece(plan, laid.rectangles, view.theme, corner=laid.end_corner)


def crowd(length: int) -> list:
    return [
        highlight(number, number % length, number % length + 1 + number % 40, colour=COLOURS[number % 8])
        for number in range(1, 1500)
    ]


def test_a_crowd_is_drawn_anew_after_every_change(open_reader: Opener) -> None:
    view = open_reader(TEXT)
    view.set_highlights(crowd(len(TEXT) - 60))
    assert len(drawn(view, 1).tints) > 1000
    assert drawn(view, 1) == anew(view, 1)
    view.change_highlights([highlight(9000, 100, 400, colour=Colour.RED)])
    assert drawn(view, 1) == anew(view, 1)
    view.change_highlights([], [AnnotationId(9000), AnnotationId(7)])
    assert drawn(view, 1) == anew(view, 1)
    view.resize(600, 600)
    assert drawn(view, 1) == anew(view, 1)


def test_a_crowd_moves_with_its_table(open_reader: Opener) -> None:
    row = "\t".join(f"cell {column} of many words" for column in range(60))
    view = open_reader((BlockKind.TABLE, row))
    view.set_highlights(crowd(len(row) - 60))
    before = drawn(view, 1)
    (bar,) = view.tables.bars()
    bar.window.move(300)
    view.table_moved()
    assert drawn(view, 1) == anew(view, 1)
    assert drawn(view, 1) != before
