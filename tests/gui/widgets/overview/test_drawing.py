"""Charts: every mark says what it stands for, labels keep apart, nothing leaves the sheet."""

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from PySide6.QtGui import QFont

from excerpta.core.model.annotation import Colour
from excerpta.core.model.crossing import Across, Crossing, CrossingQuestion, Line
from excerpta.core.model.ids import TagId
from excerpta.gui.support.theme import load_theme
from excerpta.gui.widgets.overview.drawing import MOST_LINES, Drawing, draw_bars, draw_lines

NAMES = ("Actors", "گفت‌وگوهای صلح در دوحه و آنچه از آن گفته شد", "<b>&amp; “C”", "D", "E", "F", "G", "H")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def font(qapp: object) -> QFont:
    font = QFont("Noto Sans")
    font.setPixelSize(13)
    return font


def table(across: Across, keys: tuple[str, ...], cells: dict[tuple[int, int], int]) -> Crossing:
    rows = tuple(Line(TagId(n), name, f"Top/{name}", 9 - n, Colour.RED) for n, name in enumerate(NAMES))
    columns = tuple(Line(key, key, key, 1) for key in keys)
    return Crossing(CrossingQuestion(across), rows, columns, cells, 20)


def texts(drawing: Drawing) -> list[str]:
    root = ET.fromstring(drawing.svg)
    return [str(one.text) for one in root.iter(f"{SVG}text")]


def test_bars_are_sorted_named_and_counted(font: QFont) -> None:
    drawing = draw_bars(table(Across.TAGS, (), {}), load_theme("light"), font, 600)
    assert [mark.row for mark in drawing.marks] == list(range(8))
    assert drawing.marks[0].words == "Top/Actors: 9 highlights"
    said = texts(drawing)
    assert said[0] == "Actors"
    assert said[1] == "9"
    assert NAMES[2] in said
    assert all(mark.area.left() >= 0 and mark.area.bottom() <= drawing.height for mark in drawing.marks)
    widths = [float(one.get("width", "")) for one in ET.fromstring(drawing.svg).iter(f"{SVG}rect")][1:]
    assert widths[0] / widths[1] == pytest.approx(9 / 8, rel=0.01)
    assert max(widths) < 600


def test_a_line_for_each_of_the_most_used(font: QFont) -> None:
    cells = {(row, 0): 1 for row in range(8)} | {(0, 1): 5, (1, 2): 3}
    crossed = table(Across.MONTHS, ("2019-11", "2020-02", "2020-03", "2020", ""), cells)
    drawing = draw_lines(crossed, load_theme("dark"), font, 700, 400)
    root = ET.fromstring(drawing.svg)
    paths = [one.get("d", "") for one in root.iter(f"{SVG}path")]
    assert len(paths) == MOST_LINES
    assert all(path.count("L") + path.count("M") >= 2 for path in paths)
    assert len({one.get("stroke") for one in root.iter(f"{SVG}path")}) == MOST_LINES
    marks = {(mark.row, mark.column): mark.words for mark in drawing.marks}
    assert marks[0, 1] == "Top/Actors, Feb 2020: 5 highlights"
    assert len(marks) == MOST_LINES + 2
    assert {"Nov 2019", "Mar 2020"} <= set(texts(drawing))


def test_names_at_the_ends_of_lines_keep_apart(font: QFont) -> None:
    crossed = table(Across.YEARS, ("2019", "2020"), {(row, 0): 1 for row in range(6)})
    drawing = draw_lines(crossed, load_theme("sepia"), font, 700, 400)
    ends = [one for one in ET.fromstring(drawing.svg).iter(f"{SVG}text") if one.get("text-anchor") == "start"]
    heights = sorted(float(one.get("y", "")) for one in ends)
    assert len(heights) == 6
    assert all(b - a >= 13 for a, b in pairwise(heights))
    assert all(0 < y < 400 for y in heights)


def test_one_month_and_a_long_time_are_drawn(font: QFont) -> None:
    for keys in (("2020-05",), ("1901-01", "2020-12")):
        drawing = draw_lines(table(Across.MONTHS, keys, {(0, 0): 1}), load_theme("light"), font, 400, 300)
        assert len(drawing.marks) == 1
        assert 0 < len(texts(drawing)) < 20
