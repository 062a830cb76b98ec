"""Columns that hold one of a few words: any other word is damage, and told as that."""

from enum import StrEnum
from typing import TypeVar

from excerpta.core.model.errors import DamageError

Item = TypeVar("Item")


class KnownWords(dict[object, Item]):
    """What each word means; asked for another one it raises DamageError."""

    def __missing__(self, word: object) -> Item:
        raise DamageError(
            f"The library is damaged (“{str(word)[:20]!r}” means nothing there); nothing was changed.",
            "Repair it into a new file, or open a backup.",
        )


Word = TypeVar("Word", bound=StrEnum)


def known_words(words: type[Word]) -> KnownWords[Word]:
    """The words of an enumeration."""
    return KnownWords({word.value: word for word in words})
