"""Every line and cell of a crossing as a query, so that a click on a count shows exactly what it counts."""

from collections.abc import Iterable
from dataclasses import replace

from excerpta.core.model.crossing import Across, Crossing, CrossingQuestion, Line, Meeting
from excerpta.core.model.errors import QueryError
from excerpta.core.model.query import (
    ANYTHING,
    SEVERAL_VALUED,
    Match,
    Operator,
    Query,
    QueryField,
    Relation,
    Term,
)
from excerpta.core.text.partial_dates import shared

_MONTH = len("2020-09")


def require_sayable(question: CrossingQuestion) -> None:
    """Refuse a query to which the tags of a cell cannot be added.

    Raises:
        QueryError: it asks for any of several tags, where those of a cell would be two more of them.
    """
    several = [terms for field in SEVERAL_VALUED if len(terms := question.query.of(field)) > 1]
    if question.query.match is Match.ANY and several:
        raise QueryError(
            "An overview is limited by one tag, or by all of several.",
            "Add match:all, or leave one.",
            start=several[0][1].start,
            end=several[0][1].end,
        )


def row_query(question: CrossingQuestion, row: Line) -> Query:
    """What the total of a row counts."""
    return _with(question.query, _tag(question, row))


def column_query(question: CrossingQuestion, column: Line) -> Query:
    """What the total of a column counts."""
    if question.across is Across.TAGS:
        return _with(question.query, _tag(question, column))
    return _in_place(question.across, question.query, column)


def cell_query(table: Crossing, row: int, column: int) -> Query:
    """What a cell counts."""
    question, across = table.question, table.columns[column]
    term = _tag(question, table.rows[row])
    if question.across is not Across.TAGS:
        return _in_place(question.across, _with(question.query, term), across)
    if question.meeting is Meeting.PASSAGE:
        return _with(_with(question.query, term), _tag(question, across))
    operator = Operator.OVERLAPS if question.meeting is Meeting.OVERLAP else Operator.NEAR
    relation = Relation(operator, across.path, exact=not question.with_subtags)
    return _with(question.query, replace(term, relations=(relation,)))


def _tag(question: CrossingQuestion, line: Line) -> Term:
    return Term(QueryField.TAG, line.path, exact=not question.with_subtags)


def _with(query: Query, term: Term) -> Query:
    """The query with one more tag that must be there."""
    terms = query.terms if term in query.terms else (*query.terms, term)
    several = sum(one.field is QueryField.TAG and not one.excluded for one in terms) > 1
    return Query(terms, Match.ALL if several else query.match)


_FIELDS = {
    Across.DOCUMENTS: QueryField.DOCUMENT,
    Across.SOURCES: QueryField.SOURCE,
    Across.MONTHS: QueryField.PUBLISHED,
    Across.YEARS: QueryField.PUBLISHED,
}


def _in_place(across: Across, query: Query, column: Line) -> Query:
    """The query in one of the places it is limited to, so that what it asks of places itself can go."""
    field, key = _FIELDS[across], str(column.key)
    if not key:
        return _joined(query.without(field), [Term(field, ANYTHING, excluded=True)])
    if across is Across.DOCUMENTS:
        return _joined(query.without(field), [Term(field, f"#{key}")])
    if across is Across.SOURCES:
        return _joined(query.without(field), [Term(field, key, exact=True)])
    if across is Across.MONTHS and len(key) < _MONTH:
        return _joined(query.without(field), [Term(field, key, exact=True)])
    asked = [one for one in query.of(field) if one.value != ANYTHING]
    wanted = [limited for one in asked if (limited := _limited(one, key))] if asked else [Term(field, key)]
    if across is Across.MONTHS:
        # What is dated by its year alone could lie in every month of it, but has a column of its own.
        wanted.append(Term(field, key[:4], excluded=True, exact=True))
    return _joined(query.without(field), wanted)


def _limited(asked: Term, key: str) -> Term | None:
    """What a term on dates asks for within a year or a month."""
    if asked.exact:
        return asked if asked.value.startswith(key) else None
    days = shared(asked.value, key)
    return replace(asked, value=days, start=0, end=0) if days else None


def _joined(query: Query, terms: Iterable[Term]) -> Query:
    return replace(query, terms=(*query.terms, *dict.fromkeys(terms)))
