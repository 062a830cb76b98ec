"""The program as a screen reader meets it: over AT-SPI, from a process of its own, on a real X server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.journeys import assistant as assistants
from tests.journeys.assistant import Assistant
from tests.journeys.screen import Screen

_LACKS = assistants.missing()
pytestmark = pytest.mark.skipif(bool(_LACKS), reason=_LACKS)


@pytest.fixture
def met(tmp_path: Path) -> Iterator[tuple[Screen, Assistant]]:
    """The program at its first start, and a client that listens to it."""
    with assistants.met(tmp_path) as both:
        yield both


def test_a_screen_reader_reads_selects_and_hears(met: tuple[Screen, Assistant]) -> None:
    screen, assistant = met
    name, _, parts = assistant.ask("document")  # type: ignore[misc]
    assert name.startswith("Reader: Delegates return")
    paragraphs = [part for part in parts if part[0] == "paragraph"]
    assert len(paragraphs) > 8
    assert paragraphs[1][1].startswith("The American diplomat")
    notes = [note for part in parts for note in part[2]]
    assert ["pink underline tagged Rhetoric/Loaded word", "murdered"] in notes
    text = str(assistant.ask("text", 0, -1))
    assert text.startswith("KABUL, Afghanistan")

    # What the hand does is heard, and can be read line by line.
    assistant.heard()
    screen.press("Down")
    caret = assistant.ask("caret")
    assert [one[:2] for one in assistant.heard("caret-moved")] == [["object:text-caret-moved", caret]]
    line = assistant.ask("around", caret, "line")
    assert line == text[caret : caret + len(str(line))]  # type: ignore[operator]
    assert len(str(line)) < 100
    assert text.startswith(str(assistant.ask("around", caret, "paragraph")).rstrip("\n"))
    screen.press("s")
    start, end = assistant.ask("selection")  # type: ignore[misc]
    assert text[start:end].endswith("still being murdered at home .")
    assert assistant.heard("selection-changed")
    screen.press("7")
    said = [one[3] for one in assistant.heard("announcement")]
    assert said == ["teal highlight"]
    looks, _, _ = assistant.ask("attributes", 3)  # type: ignore[misc]
    assert looks["bg-color"] == "179,226,219"
    screen.press("bracketright")
    assert assistant.heard("accessible-description")
    assert "tagged Claims/Breach of the deal" in assistant.ask("document")[1]  # type: ignore[index]

    # What the screen reader does is done.
    murdered = text.index("murdered")
    assert assistant.ask("put_caret", murdered)
    assert assistant.ask("caret") == murdered
    back, x, y, _, height = assistant.ask("place", murdered)  # type: ignore[misc]
    assert back == murdered
    assert x > 300
    assert y > 100
    assert height > 10
    assert assistant.ask("select", murdered, murdered + 8)
    assert assistant.ask("selection") == [murdered, murdered + 8]
    screen.press("8")
    screen.wait_for(lambda: screen.highlights(quote="murdered", colour="green"))
    assert assistant.ask("press_highlight", 3) == "pink highlight tagged Actors/Civilians"
    screen.type("Who?")
    screen.press("Escape")
    screen.wait_for(lambda: screen.highlights(tags="Actors/Civilians", note="Who?"))
    assert screen.leave() == 0


def test_everything_on_the_screen_has_a_name(met: tuple[Screen, Assistant]) -> None:
    screen, assistant = met
    tree = assistant.ask("tree")
    assert isinstance(tree, list)
    nameless = [one for one in tree if one[4] and not one[2].strip() and one[1] not in ("filler", "panel")]
    assert len(tree) > 90
    assert not nameless
    assert screen.leave() == 0
