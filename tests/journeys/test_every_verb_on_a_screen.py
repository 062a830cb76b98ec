"""Every verb of the window from outside of the program: with each of its keys, and out of its menu."""

from pathlib import Path

import pytest
from tests.journeys import assistant as assistants
from tests.journeys.desk import MENU, Desk
from tests.journeys.verb_lines import LINES, Line

from excerpta.gui.windows.actions import VERBS

_LACKS = assistants.missing()

IN_NO_MENU = frozenset(f"tag_key_{number}" for number in range(1, 10))
"""The mouse applies a tag by dragging it onto the selection, whatever key the tag has."""


def _do(desk: Desk, line: Line, number: int) -> None:
    """Do one line of the table; what goes wrong is told with its verb."""
    try:
        desk.home()
        before = line.ready(desk)
        desk.do(line.verb, number)
        line.then(desk)
        desk.wait(lambda: line.done(desk, before))
        line.leave(desk)
    except TimeoutError as error:
        stuck = desk.screen.library.with_name("stuck.png")
        desk.screen.picture().save(str(stuck))
        raise AssertionError(f"{line.verb}, key {number}: {error}; see {stuck}") from error


def test_the_table_has_a_line_for_every_verb() -> None:
    assert {line.verb for line in LINES} == {verb.name for verb in VERBS} - {"quit"}
    assert len(LINES) == len({line.verb for line in LINES})
    assert {verb.name for verb in VERBS if not verb.has_menu} == IN_NO_MENU


@pytest.mark.skipif(bool(_LACKS), reason=_LACKS)
def test_every_verb_with_each_of_its_keys_and_out_of_its_menu(tmp_path: Path) -> None:
    ways = {(verb.name, number) for verb in VERBS for number in range(max(1, len(verb.keys)))}
    ways |= {(verb.name, MENU) for verb in VERBS if verb.name not in IN_NO_MENU}
    with assistants.met(tmp_path) as (screen, assistant):
        desk = Desk(screen, assistant, VERBS)
        for line in LINES:
            for _, number in sorted(way for way in ways if way[0] == line.verb):
                _do(desk, line, number)
        desk.do("quit", MENU)
        assert screen.ended() == 0
    # It ends with either; that it does with its key is seen wherever a screen is left.
    assert desk.done == ways - {("quit", 0)}
