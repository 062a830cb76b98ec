"""What only the mouse does, on a real X server: clicks, drags, handles, wheel, ticks, cards, menus."""

import time
from collections.abc import Iterator

import pytest
from tests.journeys import assistant as assistants
from tests.journeys.desk import Desk, Row

from excerpta.gui.windows.actions import VERBS

_LACKS = assistants.missing()
pytestmark = pytest.mark.skipif(bool(_LACKS), reason=_LACKS)

_TWO_CLICKS = 0.45
"""Seconds after which a click is no part of a double click."""

_FREE = "The American diplomat"
"""Words that nobody has highlighted, with what follows them."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One program for all of these."""
    with assistants.met(tmp_path_factory.mktemp("mouse")) as (screen, assistant):
        yield Desk(screen, assistant, VERBS)
        assert screen.leave() == 0


@pytest.fixture(autouse=True)
def at_home(desk: Desk) -> None:
    desk.home()


def at(desk: Desk, words: str, *, end: bool = False) -> tuple[int, int]:
    """Where words begin, or end, on the screen."""
    text = desk.assistant.text()
    return desk.assistant.point(text.index(words) + (len(words) if end else 0))


def _start(desk: Desk) -> tuple[int, int]:
    return desk.assistant.point(2)


def inside(desk: Desk, words: str) -> tuple[int, int]:
    return desk.assistant.point(desk.assistant.text().index(words) + 2)


def made(desk: Desk, before: list[Row]) -> Row | None:
    known = {row["id"] for row in before}
    return next((row for row in desk.rows() if row["id"] not in known), None)


def highlight(desk: Desk, words: str, button: str) -> Row:
    """Drag over words and click a button of the bar that comes."""
    before = desk.rows()
    desk.screen.drag(at(desk, words), at(desk, words, end=True))
    desk.wait(lambda: desk.selected() == words)
    desk.screen.click(*desk.place("push button", button))
    desk.wait(lambda: made(desk, before))
    row = made(desk, before)
    assert row is not None
    return row


def test_the_selection_bar_highlights_tags_notes_and_copies(desk: Desk) -> None:
    words = f"{_FREE} who arranged"
    row = highlight(desk, words, "Highlight teal")
    assert (row["exact"], row["colour"]) == (words, "teal")
    desk.undo()
    row = highlight(desk, words, "Tag")
    desk.write("Actors/Envoys", "Return", "Return")
    desk.wait(lambda: desk.tag_paths(row) == "Actors/Envoys")
    desk.undo()
    row = highlight(desk, words, "Note")
    desk.write("Whose?")
    desk.screen.click(*_start(desk))
    desk.wait(lambda: (desk.row(row) or row)["note"] == "Whose?")
    desk.undo()
    assert desk.row(row) is None
    desk.screen.drag(at(desk, words), at(desk, words, end=True))
    desk.screen.click(*desk.place("push button", "Copy"))
    desk.home()
    first = desk.to_first()
    desk.do("note")
    desk.screen.press("ctrl+a", "ctrl+v", "Escape")
    desk.wait(lambda: (desk.row(first) or first)["note"] == words)
    desk.undo()


def test_two_and_three_clicks_take_a_word_and_a_paragraph(desk: Desk) -> None:
    x, y = inside(desk, "diplomat")
    desk.screen.click_often(x, y, 2)
    desk.wait(lambda: desk.selected() == "diplomat")
    time.sleep(_TWO_CLICKS)
    desk.screen.click_often(x, y, 3)
    desk.wait(lambda: desk.selected().startswith(_FREE) and desk.selected().endswith("September."))


def test_shift_and_a_click_extend(desk: Desk) -> None:
    desk.screen.click(*at(desk, _FREE))
    desk.screen.click(*at(desk, "who arranged", end=True), held="shift")
    desk.wait(lambda: desk.selected() == f"{_FREE} who arranged")


def test_alt_and_a_drag_select_text_beneath_a_highlight(desk: Desk) -> None:
    before = desk.rows()
    desk.screen.drag(at(desk, "side accusing"), at(desk, "side accusing", end=True), held="alt")
    desk.wait(lambda: desk.selected() == "side accusing")
    assert desk.current() == ""
    desk.screen.drag(at(desk, "other of"), at(desk, "other of", end=True))
    desk.wait(lambda: desk.selected() == "other of")
    assert desk.rows() == before


def test_a_drag_past_the_edge_scrolls(desk: Desk) -> None:
    before, (x, y) = _start(desk), at(desk, _FREE)
    desk.screen.drag((x, y), (x + 200, 896), held_for=0.5)
    desk.wait(lambda: len(desk.selected()) > 1000)
    assert _start(desk) != before


def test_handles_make_a_highlight_longer_and_shorter(desk: Desk) -> None:
    row = highlight(desk, f"{_FREE} who arranged", "Highlight teal")
    accent = "#24527E"
    for target, wanted in (("agreement, the", "end"), ("American", "start")):
        desk.screen.click(*inside(desk, "diplomat"))
        desk.wait(desk.current)
        y = inside(desk, "diplomat")[1]
        knobs = [
            one for one in desk.screen.find(accent, least=5) if one[1] - one[0] < 14 and abs(one[2] - y) < 30
        ]
        assert knobs
        x0, x1, knob_y = (max if wanted == "end" else min)(knobs)
        desk.screen.drag(((x0 + x1) // 2, knob_y), at(desk, target))
        desk.wait(lambda wanted=wanted: (desk.row(row) or row)[wanted] != row[wanted])
        time.sleep(_TWO_CLICKS)
    row = desk.row(row) or row
    assert row["exact"] == "American diplomat who arranged the other "
    desk.choose_at(inside(desk, "diplomat"), "Delete highlight")
    desk.wait(lambda: desk.row(row) is None)


def test_clicks_on_overlapping_highlights_go_through_them(desk: Desk) -> None:
    point = inside(desk, "accusing the other")
    said = []
    for _ in range(3):
        desk.screen.click(*point)
        desk.wait(lambda: desk.current() not in ("", *said[-1:]))
        said.append(desk.current())
        time.sleep(_TWO_CLICKS)
    assert said[0] == said[2] != said[1]
    assert all("of 2 here" in one for one in said)


def test_ctrl_and_clicks_choose_several_and_the_menu_merges_them(desk: Desk) -> None:
    number = len(desk.rows())
    desk.screen.click(*inside(desk, "they stand by"))
    desk.screen.click(*inside(desk, "had nothing to say"), held="ctrl")
    desk.wait(lambda: "2 chosen" in desk.current())
    desk.choose_at(inside(desk, "had nothing to say"), "Merge highlights")
    desk.wait(lambda: len(desk.rows()) == number - 1)
    desk.undo()
    assert len(desk.rows()) == number


def test_a_double_click_opens_the_note_and_a_card_does(desk: Desk) -> None:
    desk.screen.click_often(*inside(desk, "they stand by"), 2)
    desk.wait(lambda: desk.assistant.focus() == ("text", "Note"))
    desk.write("Both sides do.")
    desk.screen.click(*_start(desk))
    desk.wait(lambda: any(row["note"] == "Both sides do." for row in desk.rows()))
    desk.undo()
    desk.screen.click(*desk.place("filler", "Highlight: The Taliban had nothing"))
    desk.wait(desk.current)
    assert desk.current().startswith("Highlight 6 ")


def test_the_wheel_turns_the_text(desk: Desk) -> None:
    middle = inside(desk, "diplomat")
    desk.screen.turn(*middle, -3)
    time.sleep(0.3)
    before = _start(desk)
    desk.screen.turn(*middle, 5)
    desk.wait(lambda: _start(desk) != before)
    desk.screen.turn(*middle, -9)
    desk.wait(lambda: _start(desk) == before)


def test_a_tick_of_the_scroll_bar_leads_to_its_highlight(desk: Desk) -> None:
    bar = desk.place("scroll bar", "Scroll bar with")
    ticks = [one for one in desk.screen.find("#7440B5", least=3) if abs(one[0] - bar[0]) < 14]
    purple = [row for row in desk.rows() if row["colour"] == "purple"]
    assert purple
    assert ticks
    x0, x1, y = ticks[0]
    desk.screen.click((x0 + x1) // 2, y)
    desk.wait(desk.current)
    assert desk.assistant.caret() == purple[0]["start"]


def test_a_tag_is_applied_from_its_menu(desk: Desk) -> None:
    before = desk.rows()
    words = f"{_FREE} who arranged"
    desk.screen.drag(at(desk, words), at(desk, words, end=True))
    desk.wait(lambda: desk.selected() == words)
    desk.choose_at(desk.place("table cell", "Pakistan, "), "Apply to the selection")
    desk.wait(lambda: (row := made(desk, before)) and desk.tag_paths(row) == "Actors/Pakistan")
    desk.undo()
