"""A query says which highlights are meant; window, files and command line share it."""

import dataclasses
from dataclasses import dataclass
from enum import StrEnum


class QueryField(StrEnum):
    """What a term of a query looks at; the value is the field's name in the query language.

    WORDS looks at the quote and the note and has no name; TEXT looks at the whole document, MEMO at
    what was written about it.
    """

    TAG = "tag"
    DOCUMENT = "doc"
    COLOUR = "colour"
    STYLE = "style"
    SOURCE = "source"
    AUTHOR = "author"
    PLACE = "place"
    AGENCY = "agency"
    LANGUAGE = "language"
    PUBLISHED = "published"
    CODER = "coder"
    QUOTE = "quote"
    NOTE = "note"
    TEXT = "text"
    MEMO = "memo"
    CREATED = "created"
    MODIFIED = "modified"
    WORDS = "words"


class Match(StrEnum):
    """Whether one tag of several is enough, or all of them must be there."""

    ANY = "any"
    ALL = "all"


class Operator(StrEnum):
    """How a passage lies to another one of the same document."""

    OVERLAPS = "overlaps"
    WITHIN = "within"
    NEAR = "near"
    FOLLOWED_BY = "followed-by"


class Sort(StrEnum):
    """In which order highlights are listed; equal ones stand in reading order.

    READING: as the documents came into the library, and as the passages stand in them. OLDEST and
    LATEST: by the date of the document, undated ones last. TAG: by the first of the tags that are
    asked for, in the order of the codebook. MADE: the newest highlight first.
    """

    READING = "reading"
    OLDEST = "oldest"
    LATEST = "latest"
    TITLE = "title"
    SOURCE = "source"
    TAG = "tag"
    MADE = "made"


class Grouping(StrEnum):
    """Under which headings highlights are listed; each stands under one."""

    NONE = "none"
    DOCUMENT = "document"
    TAG = "tag"
    MONTH = "month"
    SOURCE = "source"


SEVERAL_VALUED = frozenset({QueryField.TAG, QueryField.QUOTE, QueryField.NOTE, QueryField.TEXT})
"""The fields of which a highlight can meet several values, so that any and all differ."""

ANYTHING = "*"
"""The value that asks whether there is anything: `tag:*`, `note:*`."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What must hold between a highlight and at least one highlight of another tag in its document.

    Attributes:
        operator: how the two passages lie to each other. A highlight that carries both tags overlaps
            itself, is within itself and is near itself; it does not follow itself.
        value: the path of the other tag; `*` for any.
        exact: sub-tags of the other tag do not count.
        negated: there must be no such highlight.
        words: for NEAR and FOLLOWED_BY, how many whole words may lie between the two; None: any number.
        start, end: where it stands in the query text, in code points; not part of its meaning.

    """

    operator: Operator
    value: str
    exact: bool = False
    negated: bool = False
    words: int | None = None
    start: int = dataclasses.field(default=0, compare=False)
    end: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Term:
    """One condition.

    Attributes:
        field: what is looked at.
        value: a tag path, a part of a title or of a source, a colour's own or given name, a date or a
            range of dates, or words; `*` for anything at all.
        excluded: the condition must not hold.
        exact: for a tag, its sub-tags do not count; for words, only whole ones; else the whole value.
        relations: for a tag, what must hold between its highlights and others; every one of them.
        start, end: where it stands in the query text, in code points; not part of its meaning.

    """

    field: QueryField
    value: str
    excluded: bool = False
    exact: bool = False
    relations: tuple[Relation, ...] = ()
    start: int = dataclasses.field(default=0, compare=False)
    end: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Query:
    """Terms of different fields must all hold; of several values of one field any.

    For the fields of `SEVERAL_VALUED` `match` says whether any or all; several words without a field
    must all be there. The empty query means every highlight.
    """

    terms: tuple[Term, ...] = ()
    match: Match = Match.ANY

    def of(self, field: QueryField, *, excluded: bool = False) -> tuple[Term, ...]:
        """The terms of one field that ask for something, or that exclude it."""
        return tuple(t for t in self.terms if t.field is field and t.excluded is excluded)

    def without(self, field: QueryField, *, excluded: bool = False) -> "Query":
        """The query without the terms of one field that ask for something, or that exclude it."""
        left = tuple(t for t in self.terms if t.field is not field or t.excluded is not excluded)
        return dataclasses.replace(self, terms=left)

    @property
    def can_match_all(self) -> bool:
        """Whether any and all mean something different for this query."""
        return any(len(self.of(field)) > 1 for field in SEVERAL_VALUED)
