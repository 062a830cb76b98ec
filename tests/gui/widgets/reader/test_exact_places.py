"""In mixed text of any width each character has one box, and the caret meets each place once."""

from itertools import pairwise
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from excerpta.gui.widgets.reader.clusters import Cluster
from excerpta.gui.widgets.reader.lines import BoxStyle
from excerpta.gui.widgets.reader.text_box import TextBox
from excerpta.gui.widgets.reader.typography import Typography

_WORDS = st.sampled_from(
    [
        "Doha", "talks", "fi", "ffl", "2021", "۲۵", "٣", "کابل", "گفت\u200cوگوها", "سلام", "لا",
        "مُحَمَّد", "שָׁלוֹם", "ב",
        "😀", "👨‍👩‍👧", "👍🏽", "🇦🇫🇶🇦", "🇦🇫", "🇶x", "1️⃣", "e\u0301", "q\u0323\u0307", "क्षत्रिय", "ที่", "中文",
        "평화", "\u1112\u1161\u11ab",
        "«", "»", "(", ")", ",", "-", "…", "%", "ß", "\u200f", "\u2067abc\u2069", "a\nب",
    ]
)  # fmt: skip
_GAPS = st.sampled_from([" ", " ", " ", "", "  "])


class Setting(NamedTuple):
    """A text as it is laid out."""

    text: str
    width: int
    justified: bool

    def box(self) -> TextBox:
        style = BoxStyle(Typography().font, 27, self.width, justified=self.justified)
        return TextBox(self.text, 7, style)


_SETTINGS = st.builds(
    Setting,
    st.lists(st.tuples(_WORDS, _GAPS).map("".join), min_size=1, max_size=18).map("".join),
    st.sampled_from([90, 320, 2000]),
    st.booleans(),
)


def stops(box: TextBox) -> list[int]:
    return [position for position in range(box.start, box.end + 1) if box.stop(position) == position]


def seen(box: TextBox, line: int) -> list[Cluster]:
    """The characters of a line that take room on it; a space at which it is broken hangs out of it."""
    inked = box._set.lines[line].naturalTextRect()
    return [
        cluster
        for cluster in box._clusters_of(line)
        if abs(cluster.leading - cluster.trailing) > 0.01
        and min(cluster[2:]) > inked.left() - 0.5
        and max(cluster[2:]) < inked.right() + 0.5
    ]


@given(_SETTINGS)
def test_characters_of_a_line_lie_side_by_side(qapp: object, setting: Setting) -> None:
    box = setting.box()
    for line in range(box.line_count):
        edges = sorted(tuple(sorted(cluster[2:])) for cluster in seen(box, line))
        for (_, right), (left, _) in pairwise(edges):
            assert abs(right - left) < 1.0, (box.to_position(box._set.starts[line]), edges)


@given(_SETTINGS)
def test_rectangles_cover_the_characters_of_a_range_and_nothing_else(qapp: object, setting: Setting) -> None:
    box = setting.box()
    places = stops(box)
    for start, end in list(zip(places, places[3:], strict=False))[::2]:
        rectangles = box.rectangles(start, end)
        for line in range(box.line_count):
            on_line = [r for r in rectangles if box.line_at(r.center().y()) == line]
            for cluster in seen(box, line):
                low, high = sorted(cluster[2:])
                inside = start <= box.to_position(cluster.start) < end
                covered = sum(max(0.0, min(high, r.right()) - max(low, r.left())) for r in on_line)
                if inside:
                    assert covered > high - low - 1.0, (start, end, cluster)
                else:
                    assert covered < 1.0, (start, end, cluster)


@given(_SETTINGS)
def test_a_point_beside_the_edge_of_a_character_is_on_that_character(qapp: object, setting: Setting) -> None:
    box = setting.box()
    for line in range(box.line_count):
        y = (box.line_top(line) + box.line_bottom(line)) / 2
        for cluster in seen(box, line):
            low, high = sorted(cluster[2:])
            if high - low < 4:
                continue
            position = box.to_position(cluster.start)
            assert box.covers(low + 1, y) == position
            assert box.covers(high - 1, y) == position
            forward = cluster.leading < cluster.trailing
            after = min(box.to_position(cluster.end), box.line_end(line))
            assert box.hit(low + 1, y) == (position if forward else after)
            assert box.hit(high - 1, y) == (after if forward else position)


@given(_SETTINGS)
def test_arrows_meet_every_place_once_from_one_edge_to_the_other(qapp: object, setting: Setting) -> None:
    box = setting.box()
    for left in (False, True):
        forward = left == box.is_right_to_left
        at: int | None = _edge(box, first=forward)
        met = []
        while at is not None and len(met) <= 2 * len(setting.text) + 2:
            met.append(at)
            at = box.beside(at, left=left)
        assert len(met) == len(set(met)), (left, met)
        hidden = {box.line_end(line) + 1 for line in range(box.line_count)}
        assert set(stops(box)) - set(met) <= hidden, (left, met)
        for before, after in pairwise(met):
            if box.line_of(before) == box.line_of(after):
                step = box.caret(after).x() - box.caret(before).x()
                assert step <= 0.01 if left else step >= -0.01, (left, before, after)


def _edge(box: TextBox, *, first: bool) -> int:
    """The place at the edge at which the paragraph begins, or ends."""
    line = 0 if first else box.line_count - 1
    places = box._stops_of(line)
    at_right = first == box.is_right_to_left
    return box.to_position(places[-1 if at_right else 0][1])


@given(_SETTINGS)
def test_no_place_splits_a_character(qapp: object, setting: Setting) -> None:
    box = setting.box()
    allowed = set(stops(box))
    for line in range(box.line_count):
        y = (box.line_top(line) + box.line_bottom(line)) / 2
        assert box.line_start(line) in allowed
        assert box.line_end(line) in allowed
        for x in range(-4, setting.width + 8, 9):
            assert box.hit(x, y) in allowed


@given(_SETTINGS)
def test_the_point_of_every_place_leads_back_to_it(qapp: object, setting: Setting) -> None:
    box = setting.box()
    for line in range(box.line_count):
        shown = {box.to_position(cluster.start) for cluster in seen(box, line)}
        ends = {box.to_position(cluster.end) for cluster in seen(box, line)}
        # Of several spaces that hang out of a line only the first has an edge of a character for itself.
        hanging = ends & {box.line_end(line)} if line < box.line_count - 1 else set()
        for position in sorted(shown | hanging):
            if box.line_of(position) != line:
                continue
            point = box.point_of(position)
            assert box.hit(point.x(), point.y()) == position, (line, position, box._clusters_of(line))
