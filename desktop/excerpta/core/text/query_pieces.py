"""A query cut into pieces: words, or a field, a colon and a value, each with its place in the text."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from excerpta.core.model.errors import QueryError
from excerpta.core.model.query import Operator, QueryField

FIELDS = {field.value: field for field in QueryField if field is not QueryField.WORDS}
"""What the fields are called in a query."""

ALIASES = {
    "color": QueryField.COLOUR,
    "document": QueryField.DOCUMENT,
    "title": QueryField.DOCUMENT,
    "lang": QueryField.LANGUAGE,
    "date": QueryField.PUBLISHED,
}
"""Other names that are understood."""

MATCH = "match"
LATER = ("mentions", "speaker")
"""Fields that the language has and the library has nothing for yet."""

NOT = "not"
"""What stands before an operator between tags that must not hold."""

OPERATOR_WORDS = frozenset({*Operator, NOT})
_COUNTED = frozenset({Operator.NEAR, Operator.FOLLOWED_BY})
"""Operators that take a number of words."""

_NAMES = frozenset({*FIELDS, *ALIASES, MATCH, *LATER, *_COUNTED})

PIECE = re.compile(
    r"""(?P<minus>-?)
        (?:(?P<field>[^\W\d_]+(?:-[^\W\d_]+)*):)?
        (?P<exact>=?)
        (?:"(?P<quoted>(?:[^"]|"")*)(?P<closed>"?)|(?P<bare>\S*))""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a query as it was written.

    Attributes:
        field: its name in small letters; empty for words.
        value: without its quotation marks.
        quoted: whether it stood between them.
        start, end: its place, in code points.
        value_start: where what follows the field begins.

    """

    excluded: bool
    field: str
    exact: bool
    value: str
    quoted: bool
    start: int
    end: int
    value_start: int

    @property
    def operator(self) -> Operator | None:
        """The operator that this is, where one may stand."""
        if self.excluded or self.quoted or self.exact:
            return None
        name = self.field or self.value.casefold()
        return Operator(name) if name in set(Operator) else None

    @property
    def is_not(self) -> bool:
        """Whether this is the word that negates an operator, where one may stand."""
        bare = not (self.excluded or self.quoted or self.exact or self.field)
        return bare and self.value.casefold() == NOT


def cut(text: str) -> Iterator[Piece]:
    """The pieces of a query.

    Raises:
        QueryError: a quotation mark is not closed, or a field is misspelt or not there yet.
    """
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        found = PIECE.match(text, at)
        assert found is not None  # noqa: S101 - every part of the pattern may be empty
        if found["quoted"] is not None and not found["closed"]:
            raise QueryError(
                "A quotation mark is not closed.", 'Add a " at the end.', start=at, end=len(text)
            )
        yield _piece(text, found)
        at = found.end()


def quoted(value: str) -> str:
    """A value as it is written: in quotation marks where it would not be read as it stands."""
    if re.fullmatch(r"[\w/*][\w/*.'’-]*", value) and value.casefold() not in OPERATOR_WORDS:
        return value
    return '"' + value.replace('"', '""') + '"'


def _piece(text: str, found: re.Match[str]) -> Piece:
    start, end = found.span()
    name = (found["field"] or "").casefold()
    value_start = found.end("field") + 1 if name else found.start("exact")
    if name and name not in _NAMES and not text.startswith("//", value_start):
        _refuse_misspelt(name, *found.span("field"))
    if name in LATER:
        raise QueryError(
            f"“{name}:” cannot be asked for yet.",
            f"Other fields are {', '.join(FIELDS)}.",
            start=found.start("field"),
            end=value_start,
        )
    is_quoted = found["quoted"] is not None
    if name in _NAMES or (is_quoted and not name and not found["exact"]):
        value = found["quoted"].replace('""', '"') if is_quoted else found["bare"]
        return Piece(
            bool(found["minus"]), name, bool(found["exact"]), value, is_quoted, start, end, value_start
        )
    # Words: a colon, an equals sign or a lone hyphen in them means itself.
    words = text[start:end]
    excluded = len(words) > 1 and words.startswith("-")
    return Piece(excluded, "", False, words[excluded:], False, start, end, start + excluded)


def _refuse_misspelt(name: str, start: int, end: int) -> None:
    near = difflib.get_close_matches(name, [*FIELDS, MATCH], 1, 0.6)
    if near:
        raise QueryError(
            f"There is no field “{name}”.", f"Did you mean “{near[0]}:”?", start=start, end=end + 1
        )
