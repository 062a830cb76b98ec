"""The hints of the tag box say what the keys do, or why typed text is no tag."""

import pytest

from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import TagId
from excerpta.gui.support.tag_ranking import Suggestion, TagChoice
from excerpta.gui.widgets.tag_hints import hint_for, hint_for_nothing

TAG = Suggestion(TagChoice(TagId(1), "Claims/Denial", "Denial", Colour.RED))
NEW = Suggestion(None, new_path="Den")


@pytest.mark.parametrize(
    ("typed", "rows", "hint"),
    [
        ("", [TAG], ""),
        ("  ", [TAG], ""),
        ("Denial", [TAG], "Enter adds · Tab completes · Ctrl+1–9 picks · Esc clears"),
        ("Den", [TAG, NEW], "Enter adds · Shift+Enter creates “Den”"),
        ("Den", [NEW], "Enter adds · Tab completes · Ctrl+1–9 picks · Esc clears"),
        ("x" * 60, [TAG, NEW], f"Enter adds · Shift+Enter creates “{'x' * 27}…”"),
    ],
)
def test_the_keys_for_what_is_typed(typed: str, rows: list[Suggestion], hint: str) -> None:
    assert hint_for(typed, rows) == hint


@pytest.mark.parametrize("typed", ["a//b", "//", "end\\"])
def test_text_that_is_no_path_has_its_reason(typed: str) -> None:
    assert hint_for(typed, []).endswith(".")
    assert "Enter adds" not in hint_for(typed, [], left_over=True)


def test_text_from_another_time_says_so() -> None:
    assert hint_for("Den", [NEW], left_over=True).startswith("Left from before")


@pytest.mark.parametrize(
    ("in_vivo", "aside", "hint"),
    [
        ("", "", "Enter closes"),
        ("peace", "", "Ctrl+I: “peace” · Enter closes"),
        ("", " half ", "Ctrl+Z: “half” · Enter closes"),
        (r"AC\/DC", "صلح", "Ctrl+I: “AC/DC” · Ctrl+Z: “صلح” · Enter closes"),
    ],
)
def test_while_nothing_is_typed(in_vivo: str, aside: str, hint: str) -> None:
    assert hint_for_nothing(in_vivo, aside) == hint
