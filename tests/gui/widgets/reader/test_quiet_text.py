"""Captions and furniture are written quietly, except where the reader has marked them."""

from collections.abc import Callable

import pytest
from tests.painting import Recorder

from excerpta.core.model.annotation import Colour, HighlightStyle
from excerpta.core.model.document import BlockKind
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.widgets.reader.contents import ReaderHighlight
from excerpta.gui.widgets.reader.marks import laid_on_top
from excerpta.gui.widgets.reader.view import ReaderView

Opener = Callable[..., ReaderView]


def slots_of(view: ReaderView) -> dict[str, set[str]]:
    """The words that are painted, each with the names of the slots that they are written in."""
    slots = {getattr(view.theme, slot).rgb(): slot for slot in ("ink", "muted", "on_accent", "accent")}
    found: dict[str, set[str]] = {}
    for painted in Recorder(view).painted:
        if painted.words.strip():
            found.setdefault(painted.words, set()).add(slots[painted.colour.rgb()])
    return found


@pytest.mark.parametrize("kind", [BlockKind.CAPTION, BlockKind.FURNITURE])
def test_quiet_words_on_a_tint_are_written_in_ink(open_reader: Opener, kind: BlockKind) -> None:
    view = open_reader("plain", (kind, "quiet words"))
    view.reveal(6)  # furniture is folded
    assert slots_of(view)["quiet words"] == {"muted"}
    view.set_highlights([ReaderHighlight(AnnotationId(1), 6, 11)])
    assert slots_of(view)["quiet words"] == {"muted", "ink"}
    view.set_highlights([ReaderHighlight(AnnotationId(1), 6, 11, style=HighlightStyle.UNDERLINE)])
    assert slots_of(view)["quiet words"] == {"muted"}


def test_a_hit_on_quiet_marked_words_is_written_once(open_reader: Opener) -> None:
    view = open_reader("plain", (BlockKind.CAPTION, "quiet words"))
    view.set_highlights([ReaderHighlight(AnnotationId(1), 6, 17, Colour.RED)])
    view.set_current_highlight(AnnotationId(1))
    view.set_find_hits([(6, 17)], 0)
    assert "on_accent" in slots_of(view)["quiet words"]
    places = [one for one in Recorder(view).painted if one.words == "quiet words"]
    areas = [place for one in places for place in one.places]
    assert not any(a.intersects(b) for a in areas for b in areas if a is not b)


def test_ranges_laid_on_top_of_each_other_lie_apart() -> None:
    below = [(0, 4, "ink"), (6, 9, "ink")]
    assert laid_on_top(below, (2, 7, "on_accent")) == [(0, 2, "ink"), (7, 9, "ink"), (2, 7, "on_accent")]
    assert laid_on_top(below, (0, 9, "ink")) == [(0, 9, "ink")]
    assert laid_on_top([(0, 9, "ink")], (3, 4, "x")) == [(0, 3, "ink"), (4, 9, "ink"), (3, 4, "x")]
