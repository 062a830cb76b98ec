"""The query language: `tag:Actors/Taliban -tag:todo colour:red doc:"peace talks" published:2020-09..2021-01`.

A term is words, or a field, a colon and a value. A value with spaces stands in double quotes; a
quote inside it is doubled. `-` before a term excludes it; `=` before a value means exactly that:
`tag:=Actors` leaves out sub-tags, `note:=war` finds no “warlord”, `published:=2020` only what is dated no
more precisely. `*` is anything: `-tag:*` finds
what has no tag, `note:*` what has a note. A colon after anything that is not the name of a field is
an ordinary character.

Directly after a tag, an operator and another tag say how the passages lie to each other:
`tag:A overlaps tag:B`, `tag:A within tag:B`, `tag:A near:10 tag:B` (at most ten words between;
`near:*` anywhere in the document), `tag:A followed-by tag:B` (anywhere later; `followed-by:10` at
most ten words later), each with `not` before it. The highlights of the first tag are found; several
operators are all about it; `-` before it excludes what the whole finds. Elsewhere, and in quotes,
these are ordinary words.

Whether there is such a tag, document or colour only a library can tell, for all of them have names
that the user gave.
"""

import dataclasses
from collections.abc import Sequence

from excerpta.core.model.annotation import Colour, HighlightStyle
from excerpta.core.model.errors import QueryError, TagError
from excerpta.core.model.query import ANYTHING, Match, Operator, Query, QueryField, Relation, Term
from excerpta.core.model.tag import parse_tag_path
from excerpta.core.text.partial_dates import RANGE, DateError, clean_range
from excerpta.core.text.query_pieces import ALIASES, FIELDS, MATCH, NOT, Piece, cut, quoted

ANY_TAG = ANYTHING
MOST_TERMS = 200
"""What one statement of SQLite can hold, with room to spare."""

MOST_WORDS = 100_000
"""How many words an operator may reach over."""

DATES = frozenset({QueryField.PUBLISHED, QueryField.CREATED, QueryField.MODIFIED})
_COLOURS = frozenset(colour.value for colour in Colour)
_STYLES = tuple(style.value for style in HighlightStyle)
_PHRASES = {
    Operator.NEAR: "“near:” stands between two tags.",
    Operator.FOLLOWED_BY: "“followed-by:” stands between two tags.",
}


def parse_query(text: str) -> Query:
    """Understand a query.

    Raises:
        QueryError: a field, tag path, date, operator or quote is not right; it carries the place.
    """
    # A lone surrogate is no character and in no library; every position stays what it was.
    text = text.encode("utf-8", "replace").decode()
    pieces = list(cut(text))
    terms: list[Term] = []
    match = Match.ANY
    number = at = 0
    while at < len(pieces):
        piece = pieces[at]
        at += 1
        number += 1
        if piece.field == MATCH:
            match = _match(piece)
            continue
        term = _term(piece)
        if term.field is QueryField.TAG:
            relations, used = _relations(pieces[at:])
            at += used
            number += len(relations)
            end = relations[-1].end if relations else term.end
            term = dataclasses.replace(term, relations=tuple(relations), end=end)
        terms.append(term)
        if number > MOST_TERMS:
            raise QueryError(
                f"A question has at most {MOST_TERMS} parts.",
                "Make it shorter.",
                start=piece.start,
                end=len(text),
            )
    return Query(tuple(terms), match)


def format_query(query: Query) -> str:
    """The text of a query; `parse_query` gives the same query back."""
    parts = [format_term(term) for term in query.terms]
    if query.match is Match.ALL:
        parts.append(f"{MATCH}:{Match.ALL.value}")
    return " ".join(parts)


def format_term(term: Term) -> str:
    """The text of one term."""
    minus = "-" if term.excluded else ""
    field = "" if term.field is QueryField.WORDS else f"{term.field.value}:"
    exact = "=" if term.exact else ""
    return " ".join((f"{minus}{field}{exact}{quoted(term.value)}", *map(format_relation, term.relations)))


def format_relation(relation: Relation) -> str:
    """The text of an operator and the tag behind it."""
    negation = f"{NOT} " if relation.negated else ""
    words = "" if relation.words is None else f":{relation.words}"
    if relation.operator is Operator.NEAR and relation.words is None:
        words = f":{ANYTHING}"
    exact = "=" if relation.exact else ""
    return f"{negation}{relation.operator.value}{words} tag:{exact}{quoted(relation.value)}"


def _match(piece: Piece) -> Match:
    value = piece.value.casefold()
    if value not in (Match.ANY.value, Match.ALL.value):
        raise _error(piece, "“match:” is any or all.", "Write match:any or match:all.")
    return Match(value)


def _term(piece: Piece) -> Term:
    if piece.field in _PHRASES:
        raise _error(
            piece,
            _PHRASES[Operator(piece.field)],
            f"Write tag:A {piece.field}:10 tag:B, or put it in quotes to look for these words.",
        )
    field = {**FIELDS, **ALIASES}.get(piece.field, QueryField.WORDS)
    value = piece.value
    if not value.strip():
        what = f"“{piece.field}:” needs a value." if piece.field else "There are no words here."
        raise _error(piece, what, "Write something after it, or take it out.")
    if field is QueryField.TAG:
        _check_path(piece)
    elif field in DATES and not (value == ANYTHING and field is QueryField.PUBLISHED):
        value = _date(piece)
    elif field is QueryField.STYLE:
        value = value.casefold()
        if value not in _STYLES:
            raise _error(piece, f"There is no style “{piece.value}”.", f"Styles are {', '.join(_STYLES)}.")
    elif field is QueryField.COLOUR and value.casefold() in _COLOURS:
        value = value.casefold()
    return Term(field, value, piece.excluded, piece.exact, (), piece.start, piece.end)


def _date(piece: Piece) -> str:
    is_moment = FIELDS.get(piece.field) in (QueryField.CREATED, QueryField.MODIFIED)
    if piece.exact and (is_moment or RANGE in piece.value):
        what = "A moment" if is_moment else "A range of dates"
        raise _error(piece, f"{what} takes no “=”.", f"Write {piece.field}:{piece.value}.")
    try:
        return clean_range(piece.value)
    except DateError as error:
        raise QueryError(error.sentence, error.advice, start=piece.start, end=piece.end) from error


def _check_path(piece: Piece) -> None:
    if piece.value == ANYTHING:
        return
    try:
        parse_tag_path(piece.value)
    except TagError as error:
        raise QueryError(error.sentence, error.advice, start=piece.start, end=piece.end) from error


def _relations(pieces: Sequence[Piece]) -> tuple[list[Relation], int]:
    """The operators that follow a tag directly, and how many pieces they are."""
    found: list[Relation] = []
    at = 0
    while at < len(pieces):
        negated = pieces[at].is_not and at + 1 < len(pieces) and pieces[at + 1].operator is not None
        piece = pieces[at + negated]
        operator = piece.operator
        if operator is None:
            break
        words = _reach(piece, operator)
        at += negated + 1
        other = pieces[at] if at < len(pieces) else None
        if other is None or FIELDS.get(other.field) is not QueryField.TAG:
            raise _error(
                piece,
                f"After “{operator.value}” a tag is expected.",
                f'Write tag: and its name, or "{operator.value}" in quotes to look for the word.',
            )
        found.append(_relation(pieces[at - 1 - negated], other, operator, words, negated=negated))
        at += 1
    return found, at


def _relation(
    first: Piece, other: Piece, operator: Operator, words: int | None, *, negated: bool
) -> Relation:
    if other.excluded:
        raise _error(
            other, "“-” cannot stand behind an operator.", f"Write “not {operator.value}” before the tag."
        )
    if not other.value.strip():
        raise _error(other, "“tag:” needs a value.", "Write something after it, or take it out.")
    _check_path(other)
    return Relation(operator, other.value, other.exact, negated, words, first.start, other.end)


def _reach(piece: Piece, operator: Operator) -> int | None:
    """How many words an operator reaches over, as it was written."""
    if not piece.field:
        return None
    if piece.value == ANYTHING:
        return None
    if not piece.value.isdecimal() or len(piece.value) > 9 or int(piece.value) > MOST_WORDS:
        raise _error(
            piece,
            f"“{piece.value}” is not a number of words."
            if piece.value
            else "Here a number of words is missing.",
            f"Write a number from 0 to {MOST_WORDS:,}: {operator.value}:10.",
        )
    return int(piece.value)


def _error(piece: Piece, sentence: str, advice: str) -> QueryError:
    return QueryError(sentence, advice, start=piece.start, end=piece.end)
