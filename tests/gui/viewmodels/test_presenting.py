"""How long a text takes, in every script, and how far one has come."""

import pytest

from excerpta.gui.viewmodels.presenting import progress_in_words, reading_minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", 1),
        ("word " * 2300, 10),
        ("گفت‌وگو " * 2300, 10),
        ("特使は火曜日に" * 650, 10),
        ("ผู้แทนกล่าว" * 910, 10),
        ("word " * 1150 + "特使は火曜日に" * 320, 10),
        ("🕊" * 500, 1),
    ],
)
def test_minutes_of_scripts_with_and_without_spaces(text: str, minutes: int) -> None:
    assert abs(reading_minutes(text) - minutes) <= 0.1 * minutes


def test_a_long_text_is_judged_like_a_short_one() -> None:
    text = "The envoy said 特使は so. "
    assert reading_minutes(text * 40_000) == pytest.approx(reading_minutes(text * 4_000) * 10, rel=0.05)


@pytest.mark.parametrize(
    ("share", "minutes", "words"),
    [
        (0.0, 3, "3 min read"),
        (0.004, 3, "3 min read"),
        (0.34, 3, "34 % · 2 min left"),
        (0.999, 3, "99 % · 1 min left"),
        (1.0, 3, "The end"),
        (0.5, 0, ""),
    ],
)
def test_how_far_one_has_come(share: float, minutes: int, words: str) -> None:
    assert progress_in_words(share, minutes) == words
