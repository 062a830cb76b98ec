"""The terms of a query as conditions of SQL, on rows of `document` (called d) and `annotation` (called a).

A value of the user goes in as a parameter, always; what stands in a statement stands in this file.
"""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from excerpta.core.model.annotation import Colour
from excerpta.core.model.errors import QueryError
from excerpta.core.model.ids import TagId
from excerpta.core.model.query import ANYTHING, Match, Query, QueryField, Relation, Term
from excerpta.core.model.search import Phrase, Search, SearchPart
from excerpta.core.model.tag import TagTree, parse_tag_path
from excerpta.core.store import colours, fulltext
from excerpta.core.store.library import Library
from excerpta.core.text.containing import needle
from excerpta.core.text.folding import fold
from excerpta.core.text.names import one_line
from excerpta.core.text.partial_dates import read_range
from excerpta.core.text.search_language import words_of

Value = str | int
Writer = Callable[[Library, "Values", Term], str]

ME = "me"
"""The name by which the present coder asks for what is theirs."""


class Values:
    """The parameters of a statement, by the names they have in it."""

    def __init__(self) -> None:
        self.named: dict[str, Value] = {}

    def add(self, value: Value) -> str:
        """Take a value in; how the statement names it."""
        name = f"v{len(self.named)}"
        self.named[name] = value
        return f":{name}"

    def add_list(self, values: Iterable[Value]) -> str:
        """Take values in as one; the select that gives them back."""
        return f"(SELECT value FROM json_each({self.add(json.dumps(list(values)))}))"


def of_documents(library: Library, query: Query, values: Values) -> list[str]:
    """What the query asks of documents; all of it must hold."""
    return _conditions(library, query, values, _ON_DOCUMENTS)


def of_annotations(library: Library, query: Query, values: Values) -> list[str]:
    """What the query asks of highlights, tags apart; all of it must hold."""
    return _conditions(library, query, values, _ON_ANNOTATIONS)


def tags_meant(term: Term | Relation, tree: TagTree) -> tuple[TagId, ...] | None:
    """The tags that a tag term means; None for any tag.

    Raises:
        QueryError: there is no tag of that path.
    """
    tag = tag_named(term, tree)
    if tag is None:
        return None
    return (tag,) if term.exact else tree.subtree(tag)


def tag_named(term: Term | Relation, tree: TagTree) -> TagId | None:
    """The tag whose path a tag term gives; None for any tag.

    Raises:
        QueryError: there is no tag of that path.
    """
    if term.value == ANYTHING and not term.exact:
        return None
    tag = tree.find(parse_tag_path(term.value))
    if tag is None:
        raise QueryError(
            f"There is no tag “{term.value}”.",
            _near_tag(term.value, tree),
            start=term.start,
            end=term.end,
        )
    return tag.id


def colours_meant(library: Library, term: Term) -> tuple[str, ...]:
    """The colours that a colour term means: by its own name one, by a name that the user gave any so called.

    Raises:
        QueryError: no colour is called so.
    """
    own = [colour.value for colour in Colour]
    if term.value.casefold() in own:
        return (term.value.casefold(),)
    given = colours.read_names(library)
    wanted = fold(one_line(term.value))
    found = tuple(colour.value for colour, name in given.items() if fold(name) == wanted)
    if not found:
        raise QueryError(
            f"There is no colour “{term.value}”.",
            f"Colours are {', '.join(dict.fromkeys([*own, *given.values()]))}.",
            start=term.start,
            end=term.end,
        )
    return found


def _near_tag(path: str, tree: TagTree) -> str:
    last = parse_tag_path(path)[-1].casefold()
    near = next((tree.path(tag.id) for tag in tree if tag.name.casefold() == last), "")
    return f"Did you mean “{near}”?" if near else "See the codebook for those that there are."


def _conditions(
    library: Library, query: Query, values: Values, writers: dict[QueryField, Writer]
) -> list[str]:
    found: list[str] = []
    for field, write in writers.items():
        wanted = [write(library, values, term) for term in query.of(field)]
        if wanted:
            joint = " AND " if _wants_all(field, query.match) else " OR "
            found.append(f"({joint.join(wanted)})")
        found += [f"NOT {write(library, values, term)}" for term in query.of(field, excluded=True)]
    return found


def _wants_all(field: QueryField, match: Match) -> bool:
    words = (QueryField.QUOTE, QueryField.NOTE, QueryField.TEXT)
    return field is QueryField.WORDS or (field in words and match is Match.ALL)


def _title(_: Library, values: Values, term: Term) -> str:
    number = term.value.removeprefix("#")
    if number != term.value and number.isascii() and number.isdigit():
        # Text, because a number may be greater than SQLite's greatest.
        return f"(d.id = CAST({values.add(number)} AS INTEGER))"
    if term.exact:
        return f"(excerpta_fold(d.title) = {values.add(fold(term.value))})"
    return f"excerpta_holds(d.title, {values.add(needle(term.value))}, 0)"


def _stated(column: str) -> Writer:
    """A column that holds a name, which may be missing."""

    def write(_: Library, values: Values, term: Term) -> str:
        if term.value == ANYTHING and not term.exact:
            return f"({column} <> '')"
        if term.exact:
            return f"(excerpta_fold({column}) = {values.add(fold(term.value))})"
        return f"excerpta_holds({column}, {values.add(needle(term.value))}, 0)"

    return write


def _language(_: Library, values: Values, term: Term) -> str:
    if term.value == ANYTHING and not term.exact:
        return "(d.language <> '')"
    # The language with its countries: en, en-GB, en_US.
    code = values.add(term.value.casefold().replace("_", "-"))
    written = "replace(lower(d.language), '_', '-')"
    if term.exact:
        return f"({written} = {code})"
    return f"({written} = {code} OR substr({written}, 1, length({code}) + 1) = {code} || '-')"


def _published(_: Library, values: Values, term: Term) -> str:
    if term.value == ANYTHING:
        return "(d.published <> '')"
    if term.exact:
        return f"(d.published = {values.add(term.value)})"
    days = read_range(term.value)
    # As `DateRange.may_hold`: a date that is known less precisely is a range itself.
    low = "d.published || substr('0000-01-01', length(d.published) + 1)"
    high = "d.published || substr('9999-12-31', length(d.published) + 1)"
    return f"(d.published <> '' AND {low} <= {values.add(days.last)} AND {high} >= {values.add(days.first)})"


def _text(_: Library, values: Values, term: Term) -> str:
    words = words_of(term.value)
    if not words:
        return "0"
    phrase = SearchPart((Phrase(words, is_begun=not term.exact),))
    expression = values.add(fulltext.expression(Search((phrase,))))
    return f"(d.id IN (SELECT rowid FROM document_search WHERE document_search MATCH {expression}))"


def _memo(_: Library, values: Values, term: Term) -> str:
    condition = "text <> ''"
    if term.value != ANYTHING or term.exact:
        condition = f"excerpta_holds(text, {values.add(needle(term.value))}, {int(term.exact)})"
    return f"(d.id IN (SELECT document_id FROM memo WHERE document_id IS NOT NULL AND {condition}))"


def _colour(library: Library, values: Values, term: Term) -> str:
    return f"(a.colour IN {values.add_list(colours_meant(library, term))})"


def _style(_: Library, values: Values, term: Term) -> str:
    return f"(a.style = {values.add(term.value)})"


def _coder(library: Library, values: Values, term: Term) -> str:
    if term.value.casefold() == ME and not term.exact:
        return f"(a.coder = {values.add(library.coder)})"
    return _stated("a.coder")(library, values, term)


def _holding(*columns: str) -> Writer:
    """Columns of which one holds words."""

    def write(_: Library, values: Values, term: Term) -> str:
        if term.value == ANYTHING and not term.exact and term.field is QueryField.NOTE:
            return "(a.note <> '')"
        wanted = values.add(needle(term.value))
        held = (f"excerpta_holds({column}, {wanted}, {int(term.exact)})" for column in columns)
        return f"({' OR '.join(held)})"

    return write


def _moment(column: str) -> Writer:
    """A column that holds a moment in UTC; days are those of the clock on the wall."""

    def write(_: Library, values: Values, term: Term) -> str:
        days = read_range(term.value)
        first, behind = _moment_of(days.first, 0), _moment_of(days.last, 1)
        return f"({column} >= {values.add(first)} AND {column} < {values.add(behind)})"

    return write


def _moment_of(day: str, later: int) -> str:
    """When a day begins here, in UTC as the library writes it, or the day after it."""
    year, month, number = map(int, day.split("-"))
    if not 1970 <= year <= 9000:
        return day if not later else f"{day}~"
    moment = (_existing(year, month, number) + timedelta(days=later)).astimezone(UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _existing(year: int, month: int, day: int) -> datetime:
    """A day of the calendar, the last of its month where there is no such day."""
    while True:
        try:
            return datetime(year, month, day)  # noqa: DTZ001 - the clock on the wall
        except ValueError:
            day -= 1


_ON_DOCUMENTS: dict[QueryField, Writer] = {
    QueryField.DOCUMENT: _title,
    QueryField.SOURCE: _stated("d.source"),
    QueryField.AUTHOR: _stated("d.author"),
    QueryField.PLACE: _stated("d.place"),
    QueryField.AGENCY: _stated("d.agency"),
    QueryField.LANGUAGE: _language,
    QueryField.PUBLISHED: _published,
    QueryField.TEXT: _text,
    QueryField.MEMO: _memo,
}

_ON_ANNOTATIONS: dict[QueryField, Writer] = {
    QueryField.COLOUR: _colour,
    QueryField.STYLE: _style,
    QueryField.CODER: _coder,
    QueryField.CREATED: _moment("a.created"),
    QueryField.MODIFIED: _moment("a.modified"),
    QueryField.QUOTE: _holding("a.exact"),
    QueryField.NOTE: _holding("a.note"),
    QueryField.WORDS: _holding("a.exact", "a.note"),
}
