"""A query says which highlights are meant; window, files and command line share it."""

import dataclasses
from dataclasses import dataclass
from enum import StrEnum


class QueryField(StrEnum):
    """What a term of a query looks at. WORDS looks at the quote and the note."""

    TAG = "tag"
    DOCUMENT = "doc"
    COLOUR = "colour"
    WORDS = "words"


class Match(StrEnum):
    """Whether one tag of several is enough, or all of them must be there."""

    ANY = "any"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Term:
    """One condition.

    Attributes:
        field: what is looked at.
        value: a tag path, a part of a title, a colour's own or given name, or words; `*` for any tag.
        excluded: the condition must not hold.
        exact: for a tag, its sub-tags do not count.
        start, end: where it stands in the query text, in code points; not part of its meaning.

    """

    field: QueryField
    value: str
    excluded: bool = False
    exact: bool = False
    start: int = dataclasses.field(default=0, compare=False)
    end: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Query:
    """Terms of different fields must all hold; of several tags any or all, as `match` says.

    The empty query means every highlight. Several documents or colours: any of them; several
    words: all of them.
    """

    terms: tuple[Term, ...] = ()
    match: Match = Match.ANY
