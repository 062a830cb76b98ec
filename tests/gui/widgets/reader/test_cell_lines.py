"""Lines are counted as they would be set, or not at all."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.model.document import BlockKind
from excerpta.gui.widgets.reader.cell_lines import CellLines
from excerpta.gui.widgets.reader.lines import BoxStyle
from excerpta.gui.widgets.reader.text_box import TextBox
from excerpta.gui.widgets.reader.typography import Typography
from excerpta.gui.widgets.reader.view import ReaderView

WORDS = st.sampled_from(
    [
        "Doha",
        "talks",
        "fi",
        "AVAVAV",
        "1,207",
        "(9",
        "May)",
        "W",
        "cease-fire",
        "a/b",
        "گفت",
        "what?",
        "",
        "x" * 30,
    ]
)
WIDE = "\n".join(
    "\t".join(f"{row} {column} " + "words to wrap " * (column % 5) for column in range(30))
    for row in range(6)
)


@given(st.lists(WORDS, min_size=1, max_size=14).map(" ".join), st.integers(40, 400))
def test_what_is_counted_is_what_is_set(qapp: object, words: str, width: int) -> None:
    font = Typography().font
    counted = CellLines(font).count(words, width)
    if counted:
        assert counted == TextBox(words, 0, BoxStyle(font, 27, width)).line_count


def test_plain_cells_are_counted(qapp: object) -> None:
    counter = CellLines(Typography().font)
    assert counter.count("Doha", 200) == 1
    assert counter.count("the envoy said talks in Doha " * 4 + "end", 200) > 2
    assert not counter.count("cease-fire", 200)


def test_cells_out_of_sight_are_set_when_they_come_into_it(open_reader: Callable[..., ReaderView]) -> None:
    view = open_reader((BlockKind.TABLE, WIDE))
    laid = view.page.laid(3)
    last = laid.boxes[-1]
    assert not laid.sees(last)
    height, heights = laid.height, [box.height for box in laid.boxes]
    view.reveal(last.start)
    laid = view.page.laid(3)
    assert laid.sees(laid.boxes[-1])
    assert laid.height == height
    assert [box._set.bottoms[-1] for box in laid.boxes] == heights
    place = view.point_of(last.start)
    assert place is not None
    assert view.position_at(place) == last.start
