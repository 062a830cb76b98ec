"""Counts as people read them."""


def highlights_in_words(number: int) -> str:
    """`14 highlights`."""
    return f"{number:,} highlight{'' if number == 1 else 's'}"


def unseen_in_words(number: int) -> str:
    """What is to be said of documents in which nothing can be looked for yet."""
    return f"{number:,} document{' is' if number == 1 else 's are'} still being prepared for searching"
