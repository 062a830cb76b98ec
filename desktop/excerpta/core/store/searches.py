"""Saved searches: their rows, and queries as the JSON that they are kept as.

`{"match": "any", "terms": […], "sort": "reading", "grouping": "none"}`; the terms and their relations have
the names of the model's attributes. For a tag `{"tag": id}` stands in place of a path, as
`search_references` says.
"""

import json
from collections.abc import Mapping
from typing import Any

from excerpta.core.model.ids import SearchId, TagId
from excerpta.core.model.query import Grouping, Match, Operator, Query, QueryField, Relation, Sort, Term
from excerpta.core.model.saved_search import SavedSearch
from excerpta.core.model.tag import TagTree
from excerpta.core.store.conditions import tag_named
from excerpta.core.store.identity import new_uuid
from excerpta.core.store.journal import Command, Value
from excerpta.core.store.library import Library, now

_COLUMNS = ("id", "uuid", "name", "position", "query", "coder", "created", "modified")


def read_all(library: Library, tree: TagTree) -> list[SavedSearch]:
    """Every saved search, in the user's order."""
    statement = """
        SELECT id, name, query, coder, created, modified FROM saved_search
        WHERE json_valid(query) ORDER BY position, id
    """
    return [_search(row, tree) for row in library.connection.execute(statement)]


def insert(command: Command, name: str, content: str, coder: str) -> SearchId:
    """Add a saved search behind the others."""
    statement = "SELECT ifnull(max(id), 0) + 1, ifnull(max(position), -1) + 1 FROM saved_search"
    id_, position = command.connection.execute(statement).fetchone()
    at = now()
    row = (id_, new_uuid(), name, position, content, coder, at, at)
    command.insert("saved_search", _COLUMNS, [row])
    return SearchId(id_)


def update(command: Command, search: SearchId, values: Mapping[str, Value]) -> None:
    """Set columns of a saved search; the time of the change goes with them where they change anything."""
    columns = tuple(values)
    statement = f"SELECT {', '.join(columns)} FROM saved_search WHERE id = ?"
    row = command.connection.execute(statement, (search,)).fetchone()
    if row is not None and row != tuple(values.values()):
        command.update("saved_search", (*columns, "modified"), {(search,): (*values.values(), now())})


def set_places(command: Command, ordered: list[SearchId]) -> None:
    """Put saved searches into an order."""
    command.update("saved_search", ("position",), {(one,): (place,) for place, one in enumerate(ordered)})


def delete(command: Command, search: SearchId) -> None:
    """Take a saved search out."""
    command.delete("saved_search", [(search,)])


def dump(query: Query, sort: Sort, grouping: Grouping, tree: TagTree) -> str:
    """A query as it is kept.

    Raises:
        QueryError: it names a tag that does not exist.
    """
    terms = [
        {
            "field": term.field.value,
            "value": _kept(term, tree) if term.field is QueryField.TAG else term.value,
            "excluded": term.excluded,
            "exact": term.exact,
            "relations": [
                {
                    "operator": one.operator.value,
                    "value": _kept(one, tree),
                    "exact": one.exact,
                    "negated": one.negated,
                    "words": one.words,
                }
                for one in term.relations
            ],
        }
        for term in query.terms
    ]
    content = {"match": query.match.value, "terms": terms, "sort": sort.value, "grouping": grouping.value}
    return json.dumps(content, ensure_ascii=False)


def _kept(term: Term | Relation, tree: TagTree) -> object:
    tag = tag_named(term, tree)
    return term.value if tag is None else {"tag": tag}


def _search(row: tuple[Any, ...], tree: TagTree) -> SavedSearch:
    id_, name, query, coder, created, modified = row
    content = json.loads(query)
    missing: list[str] = []

    def path(value: Any) -> str:
        if not isinstance(value, dict):
            return str(value)
        tag = TagId(value["tag"])
        if tag in tree:
            return tree.path(tag)
        missing.append(value.get("was", f"tag {tag}"))
        return missing[-1]

    def relation(one: dict[str, Any]) -> Relation:
        operator = Operator(one["operator"])
        return Relation(operator, path(one["value"]), one["exact"], one["negated"], one["words"])

    terms = tuple(
        Term(
            QueryField(one["field"]),
            path(one["value"]),
            one["excluded"],
            one["exact"],
            tuple(map(relation, one["relations"])),
        )
        for one in content["terms"]
    )
    return SavedSearch(
        SearchId(id_), name, Query(terms, Match(content["match"])), Sort(content["sort"]),
        Grouping(content["grouping"]), tuple(dict.fromkeys(missing)), coder, created, modified,
    )  # fmt: skip
