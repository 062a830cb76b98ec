"""Saved searches: queries under a name, that follow the tags they name."""

from collections.abc import Callable

from excerpta.core.model.changes import Changes
from excerpta.core.model.errors import NotFoundError, QueryError, SearchError
from excerpta.core.model.ids import AnnotationId, SearchId
from excerpta.core.model.query import ANYTHING, Grouping, Match, Query, QueryField, Sort, Term
from excerpta.core.model.saved_search import SavedSearch
from excerpta.core.model.tag import short_name
from excerpta.core.services.retrieving import find_highlights
from excerpta.core.store import annotations, journal, tags
from excerpta.core.store import searches as store
from excerpta.core.store.library import Library
from excerpta.core.text.names import has_hidden_characters, one_line

LONGEST_NAME = 200
"""How many code points the name of a saved search may have."""


def saved_searches(library: Library) -> list[SavedSearch]:
    """Every saved search, in the user's order."""
    return store.read_all(library, tags.read_tree(library))


def saved_search(library: Library, name: str) -> SavedSearch:
    """The saved search of a name; letter case is ignored where none has exactly that name.

    Raises:
        NotFoundError: there is none.
    """
    known = saved_searches(library)
    wanted = one_line(name)
    found = next((one for one in known if one.name == wanted), None) or _called(known, wanted)
    if found is None:
        raise NotFoundError(f"There is no saved search “{short_name(wanted)}”.")
    return found


def search_counts(
    library: Library, *, cancelled: Callable[[], bool] | None = None
) -> dict[SearchId, int | None]:
    """How many highlights each saved search finds now; None where it names what is no longer there.

    Raises:
        CancelledError: `cancelled` said so.
    """
    counts: dict[SearchId, int | None] = {}
    with library.read():
        for one in saved_searches(library):
            try:
                counts[one.id] = len(find_highlights(library, one.query, cancelled=cancelled))
            except QueryError:
                counts[one.id] = None
    return counts


def save_search(
    library: Library,
    name: str,
    query: Query,
    *,
    sort: Sort = Sort.READING,
    grouping: Grouping = Grouping.NONE,
) -> tuple[SearchId, Changes]:
    """Keep a query under a new name, behind the other saved searches.

    Raises:
        QueryError: it names a tag that does not exist.
        SearchError: the name cannot be a saved search's, or another has it.
    """
    name = _clean_name(name)
    with journal.recording(library, "save_search", f"save search “{short_name(name)}”") as command:
        tree = tags.read_tree(library)
        _refuse_clash(store.read_all(library, tree), name, None)
        search = store.insert(command, name, store.dump(query, sort, grouping, tree), library.coder)
    return search, journal.changes_of(command)


def change_search(
    library: Library,
    search: SearchId,
    query: Query,
    *,
    sort: Sort = Sort.READING,
    grouping: Grouping = Grouping.NONE,
) -> Changes:
    """Keep another query under the name of a saved search.

    Raises:
        NotFoundError: there is no such saved search.
        QueryError: the query names a tag that does not exist.
    """
    with journal.recording(library, "change_search", "change search") as command:
        tree = tags.read_tree(library)
        command.label = f"change search “{short_name(_existing(library, search).name)}”"
        store.update(command, search, {"query": store.dump(query, sort, grouping, tree)})
    return journal.changes_of(command)


def rename_search(library: Library, search: SearchId, name: str) -> Changes:
    """Give a saved search another name.

    Raises:
        NotFoundError: there is no such saved search.
        SearchError: the name cannot be a saved search's, or another has it.
    """
    name = _clean_name(name)
    with journal.recording(library, "rename_search", f"rename search to “{short_name(name)}”") as command:
        _existing(library, search)
        _refuse_clash(saved_searches(library), name, search)
        store.update(command, search, {"name": name})
    return journal.changes_of(command)


def move_search(library: Library, search: SearchId, order: int) -> Changes:
    """Put a saved search at a place among the others, counted from 0 without itself.

    Raises:
        NotFoundError: there is no such saved search.
    """
    with journal.recording(library, "move_search", "move search") as command:
        command.label = f"move search “{short_name(_existing(library, search).name)}”"
        others = [one.id for one in saved_searches(library) if one.id != search]
        others.insert(max(0, order), search)
        store.set_places(command, others)
    return journal.changes_of(command)


def delete_search(library: Library, search: SearchId) -> Changes:
    """Take a saved search away; what it finds stays as it is.

    Raises:
        NotFoundError: there is no such saved search.
    """
    with journal.recording(library, "delete_search", "delete search") as command:
        command.label = f"delete search “{short_name(_existing(library, search).name)}”"
        store.delete(command, search)
    return journal.changes_of(command)


def highlights_like(library: Library, highlight: AnnotationId) -> Query:
    """What finds the highlights that are like one: with all of its tags, or untagged in its colour.

    Raises:
        NotFoundError: there is no such highlight.
    """
    with library.read():
        (one,) = annotations.read(library, [highlight])
        tree = tags.read_tree(library)
    if not one.tags:
        untagged = Term(QueryField.TAG, ANYTHING, excluded=True)
        return Query((Term(QueryField.COLOUR, one.colour.value), untagged))
    ordered = [tag.id for tag in tree if tag.id in one.tags]
    terms = tuple(Term(QueryField.TAG, tree.path(tag)) for tag in ordered)
    return Query(terms, Match.ALL if len(terms) > 1 else Match.ANY)


def _clean_name(name: str) -> str:
    clean = one_line(name)
    if not clean:
        raise SearchError("A saved search needs a name.", "Type one.")
    if len(clean) > LONGEST_NAME:
        raise SearchError(
            f"The name of a saved search has at most {LONGEST_NAME} characters.", "Make it shorter."
        )
    if has_hidden_characters(clean):
        raise SearchError("The name holds characters that cannot be seen.", "Type it anew.")
    return clean


def _existing(library: Library, search: SearchId) -> SavedSearch:
    for one in saved_searches(library):
        if one.id == search:
            return one
    raise NotFoundError("This saved search is not in the library (any more).")


def _called(searches: list[SavedSearch], name: str) -> SavedSearch | None:
    return next((one for one in searches if one.name.casefold() == name.casefold()), None)


def _refuse_clash(searches: list[SavedSearch], name: str, but: SearchId | None) -> None:
    other = _called([one for one in searches if one.id != but], name)
    if other is not None:
        raise SearchError(
            f"There is a saved search “{short_name(other.name)}” already, so nothing was changed.",
            "Choose another name, or change that one.",
        )
