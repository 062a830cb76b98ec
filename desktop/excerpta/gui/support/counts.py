"""Counts as people read them."""


def highlights_in_words(number: int) -> str:
    """`14 highlights`."""
    return f"{number:,} highlight{'' if number == 1 else 's'}"
