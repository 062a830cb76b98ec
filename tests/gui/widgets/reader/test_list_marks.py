"""Marks of list items are in the digits of the item."""

import pytest

from excerpta.gui.widgets.reader.list_marks import Bullet, number_mark


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("Delegates from Kabul", "12."),
        ("وزیر خارجه گفت", "۱۲."),
        ("قال المبعوث", "١٢."),
        ("قال المبعوث في 9 أيار", "12."),
        ("وزیر در ۱۰ فوریه", "۱۲."),
        ("السفير ١٠ شباط", "١٢."),
        ("दूत ने कहा", "12."),
    ],
)
def test_a_number_has_the_digits_of_its_item(words: str, mark: str) -> None:
    assert number_mark(12, words) == mark


def test_bullets_begin_again_at_depth() -> None:
    assert [Bullet.of_level(level) for level in range(4)] == [
        Bullet.DISC,
        Bullet.RING,
        Bullet.SQUARE,
        Bullet.DISC,
    ]
