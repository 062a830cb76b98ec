"""The query language: `tag:Actors/Taliban -tag:todo colour:red doc:"peace talks" "cease-fire" match:all`.

A term is words, or a field, a colon and a value. A value with spaces stands in double quotes; a
quote inside it is doubled. `-` before a term excludes it; `tag:=Actors` leaves out sub-tags;
`tag:*` is any tag, so that `-tag:*` finds what has none. A colon after anything that is not the
name of a field is an ordinary character. Whether there is such a tag, document or colour only a
library can tell, for all of them have names that the user gave.
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from excerpta.core.model.annotation import Colour
from excerpta.core.model.errors import QueryError, TagError
from excerpta.core.model.query import Match, Query, QueryField, Term
from excerpta.core.model.tag import parse_tag_path

ANY_TAG = "*"
MOST_TERMS = 200
"""What one statement of SQLite can hold, with room to spare."""

_TERM = re.compile(
    r"""(?P<minus>-?)
        (?:(?P<field>[^\W\d_]+):)?
        (?P<exact>=?)
        (?:"(?P<quoted>(?:[^"]|"")*)(?P<closed>"?)|(?P<bare>\S*))""",
    re.VERBOSE,
)
_FIELDS = {
    "tag": QueryField.TAG,
    "doc": QueryField.DOCUMENT,
    "colour": QueryField.COLOUR,
    "color": QueryField.COLOUR,
}
_COLOURS = frozenset(colour.value for colour in Colour)
_MATCH = "match"
_LATER = ("source", "published", "mentions", "speaker", "coder", "note")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A term as it was written; `field` is empty for words."""

    excluded: bool
    field: str
    exact: bool
    value: str
    start: int
    end: int


def parse_query(text: str) -> Query:
    """Understand a query.

    Raises:
        QueryError: a field, tag path or quote is not right; it carries the place.
    """
    terms: list[Term] = []
    match = Match.ANY
    # A lone surrogate is no character and in no library; every position stays what it was.
    text = text.encode("utf-8", "replace").decode()
    for piece in _pieces(text):
        if len(terms) == MOST_TERMS:
            raise QueryError(
                f"A question has at most {MOST_TERMS} parts.",
                "Make it shorter.",
                start=piece.start,
                end=len(text),
            )
        if piece.field == _MATCH:
            match = _match(piece)
        else:
            terms.append(_term(piece))
    return Query(tuple(terms), match)


def format_query(query: Query) -> str:
    """The text of a query; `parse_query` gives the same query back."""
    parts = [format_term(term) for term in query.terms]
    if query.match is Match.ALL:
        parts.append(f"{_MATCH}:{Match.ALL.value}")
    return " ".join(parts)


def format_term(term: Term) -> str:
    """The text of one term."""
    minus = "-" if term.excluded else ""
    field = "" if term.field is QueryField.WORDS else f"{term.field.value}:"
    exact = "=" if term.exact else ""
    return f"{minus}{field}{exact}{_quoted(term.value)}"


def _quoted(value: str) -> str:
    # Bare only where nothing in the value could be read as syntax.
    if re.fullmatch(r"[\w/*][\w/*.'’-]*", value):
        return value
    return '"' + value.replace('"', '""') + '"'


def _pieces(text: str) -> Iterator[_Piece]:
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        found = _TERM.match(text, at)
        assert found is not None  # noqa: S101 - every part of the pattern may be empty
        if found["quoted"] is not None and not found["closed"]:
            raise QueryError(
                "A quotation mark is not closed.", 'Add a " at the end.', start=at, end=len(text)
            )
        yield _piece(text, found)
        at = found.end()


def _piece(text: str, found: re.Match[str]) -> _Piece:
    start, end = found.span()
    name = (found["field"] or "").casefold()
    known = name in _FIELDS or name == _MATCH
    if name and not known:
        _refuse_misspelt(name, *found.span("field"))
    if known or (found["quoted"] is not None and not name and not found["exact"]):
        quoted = found["quoted"]
        value = found["bare"] if quoted is None else quoted.replace('""', '"')
        return _Piece(bool(found["minus"]), name, bool(found["exact"]), value, start, end)
    # Words: a colon, an equals sign or a lone hyphen in them means itself.
    words = text[start:end]
    excluded = len(words) > 1 and words.startswith("-")
    return _Piece(excluded, "", False, words[excluded:], start, end)


def _refuse_misspelt(name: str, start: int, end: int) -> None:
    if name in _LATER:
        raise QueryError(
            f"“{name}:” cannot be asked for yet.", "Fields are tag, doc and colour.", start=start, end=end + 1
        )
    near = difflib.get_close_matches(name, [*_FIELDS, _MATCH], 1, 0.6)
    if near:
        raise QueryError(
            f"There is no field “{name}”.", f"Did you mean “{near[0]}:”?", start=start, end=end + 1
        )


def _match(piece: _Piece) -> Match:
    value = piece.value.casefold()
    if value not in (Match.ANY.value, Match.ALL.value):
        raise QueryError(
            "“match:” is any or all.", "Write match:any or match:all.", start=piece.start, end=piece.end
        )
    return Match(value)


def _term(piece: _Piece) -> Term:
    value, start, end = piece.value, piece.start, piece.end
    field = _FIELDS.get(piece.field, QueryField.WORDS)
    if not value.strip():
        what = f"“{piece.field}:” needs a value." if piece.field else "There are no words here."
        raise QueryError(what, "Write something after it, or take it out.", start=start, end=end)
    if field is QueryField.TAG and value != ANY_TAG:
        try:
            parse_tag_path(value)
        except TagError as error:
            raise QueryError(error.sentence, error.advice, start=start, end=end) from error
    if field is QueryField.COLOUR and value.casefold() in _COLOURS:
        value = value.casefold()
    return Term(field, value, piece.excluded, piece.exact, start, end)
