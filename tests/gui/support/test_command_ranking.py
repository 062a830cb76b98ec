"""Commands are found by a few letters, the likeliest first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from excerpta.gui.support.command_ranking import Command, rank_commands

COMMANDS = [
    Command("highlight", "Highlight in the last colour", "Highlight", ("H",)),
    Command("red", "Highlight in red", "Highlight", ("3",)),
    Command("green", "Highlight in green – “Claims”", "Highlight"),
    Command("undo", "Undo add highlight", "Edit", ("Ctrl+Z",), "Nothing to undo"),
    Command("sepia", "Sepia", "View", (), "", False),
    Command("persian", "آتش‌بس", "Highlight"),
    Command("text", "Text…", "View"),
    Command("to_text", "To the text", "Go"),
    Command("library", "To the library", "Go"),
]


def names(words: str, recent: tuple[str, ...] = ()) -> list[str]:
    return [found.command.name for found in rank_commands(words, COMMANDS, recent)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("red", "red"),
        ("hi red", "red"),
        ("red hi", "red"),
        ("hir", "red"),
        ("view sep", "sepia"),
        ("SÉPIA", "sepia"),
        ("spa", "sepia"),
        ("claims", "green"),
        ("text", "text"),
        ("ttl", "library"),
        ("go text", "to_text"),
        ("آتشبس", "persian"),
    ],
)
def test_a_few_letters_are_enough(words: str, first: str) -> None:
    assert names(words)[0] == first


def test_what_does_not_fit_is_left_out() -> None:
    assert names("zebra") == []
    assert names("red zebra") == []
    assert names("x") == []


def test_nothing_typed_offers_all_with_the_last_ones_first_and_disabled_ones_last() -> None:
    assert names("")[0] == "highlight"
    assert names("", ("library", "sepia"))[:2] == ["library", "sepia"]
    assert len(names("")) == len(COMMANDS)
    assert names("", ("undo",))[-1] == "undo"


def test_what_was_done_lately_goes_before_its_equals() -> None:
    assert names("highlight in")[0] == "red"
    assert names("highlight in", ("highlight",))[0] == "highlight"
    assert names("red", ("highlight",)) == ["red"]


def test_the_letters_that_were_typed_are_marked() -> None:
    found = rank_commands("hi gr", COMMANDS)[0]
    text = found.command.text
    assert "".join(text[spot] for spot in found.spots) == "Higr"


@given(st.text(max_size=12), st.lists(st.sampled_from([one.name for one in COMMANDS]), max_size=3))
def test_spots_lie_in_the_text_and_nothing_is_offered_twice(words: str, recent: list[str]) -> None:
    found = rank_commands(words, COMMANDS, recent)
    assert len({one.command.name for one in found}) == len(found)
    for one in found:
        assert all(0 <= spot < len(one.command.text) for spot in one.spots)


def test_commands_of_about_one_length_come_as_they_stand_in_the_table() -> None:
    table = [
        Command(name, f"Highlight in {name}", "Highlight") for name in ("yellow", "red", "purple", "teal")
    ]
    assert [found.command.name for found in rank_commands("highl", table)] == [one.name for one in table]
    shorter = Command("view", "Highlights", "View")
    assert rank_commands("highl", [*table, shorter])[0].command is shorter
