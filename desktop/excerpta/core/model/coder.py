"""A coder is a person who made highlights or memos, by the name that they carry."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coder:
    """What a person made that is there, outside the trash.

    Attributes:
        name: may be empty, where nobody was named.
        last: when the last of it was made, ISO 8601 in UTC.

    """

    name: str
    highlights: int
    memos: int
    last: str
