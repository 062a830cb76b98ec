"""Saved searches follow the tags that they name, and say which of them are gone."""

import pytest

from excerpta.core.model.errors import NotFoundError, QueryError, SearchError
from excerpta.core.model.ids import DocumentId
from excerpta.core.model.query import Grouping, Sort
from excerpta.core.services import annotating, history, restructuring, searches, tagging
from excerpta.core.services.retrieving import find_highlights, format_query, parse_query
from excerpta.core.store.library import Library

ASKED = 'tag:=Actors/US within tag:Claims -tag:"To check" tag:* note:"not near" published:2020.. match:all'


@pytest.fixture
def tagged(library: Library) -> dict[str, object]:
    paths = [("Actors", "US"), ("Claims",), ("To check",), ("Other",)]
    return {path[-1]: tagging.create_tag(library, path)[0] for path in paths}


def texts(library: Library) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.name, format_query(one.query), one.missing) for one in searches.saved_searches(library)]


def test_what_is_saved_comes_back(library: Library, tagged: dict[str, object]) -> None:
    query = parse_query(ASKED)
    search, changes = searches.save_search(
        library, " Claims  of the US ", query, sort=Sort.LATEST, grouping=Grouping.MONTH
    )
    (one,) = searches.saved_searches(library)
    assert (one.id, one.name, one.query, one.sort, one.grouping) == (
        search, "Claims of the US", query, Sort.LATEST, Grouping.MONTH,
    )  # fmt: skip
    assert changes.searches
    assert not changes.counts
    assert searches.saved_search(library, "claims OF the us") == one
    history.undo(library)
    assert searches.saved_searches(library) == []
    history.redo(library)
    assert searches.saved_searches(library) == [one]


def test_it_follows_tags(library: Library, tagged: dict[str, object]) -> None:
    searches.save_search(library, "x", parse_query(ASKED))
    tagging.rename_tag(library, tagged["Claims"], "Said / claimed")  # type: ignore[arg-type]
    tagging.move_tag(library, tagged["US"], tagged["Other"])  # type: ignore[arg-type]
    renamed = ASKED.replace("tag:Claims", r'tag:"Said \/ claimed"').replace("Actors/US", "Other/US")
    assert texts(library) == [("x", renamed, ())]
    restructuring.merge_tags(library, [tagged["US"]], tagged["To check"])  # type: ignore[list-item, arg-type]
    assert texts(library) == [("x", renamed.replace("Other/US", '"To check"'), ())]
    history.undo(library)
    assert texts(library) == [("x", renamed, ())]


def test_it_says_which_tags_are_gone(
    library: Library, three: list[DocumentId], tagged: dict[str, object]
) -> None:
    annotating.add_highlight(library, three[0], 0, 4, tags=[tagged["Claims"]])  # type: ignore[list-item]
    search, _ = searches.save_search(library, "x", parse_query("tag:Claims"))
    untouched, _ = searches.save_search(library, "all", parse_query(""))
    assert searches.search_counts(library) == {search: 1, untouched: 1}
    tagging.delete_tag(library, tagged["Claims"], keep_children=False)  # type: ignore[arg-type]
    assert texts(library) == [("x", "tag:Claims", ("Claims",)), ("all", "", ())]
    assert searches.search_counts(library) == {search: None, untouched: 1}
    # A new tag of that path is another tag, and no saved search ever takes it for the old one.
    assert tagging.create_tag(library, ("New",))[0] != tagged["Claims"]
    history.undo(library)
    history.undo(library)
    assert searches.search_counts(library) == {search: 1, untouched: 1}


def test_names_order_and_queries_are_changed(library: Library, tagged: dict[str, object]) -> None:
    first, second, third = (searches.save_search(library, name, parse_query(""))[0] for name in "abc")
    searches.move_search(library, third, 0)
    searches.rename_search(library, first, "A")
    searches.change_search(library, second, parse_query("tag:Claims"))
    assert texts(library) == [("c", "", ()), ("A", "", ()), ("b", "tag:Claims", ())]
    searches.delete_search(library, third)
    assert [name for name, _, _ in texts(library)] == ["A", "b"]
    for _ in range(4):
        history.undo(library)
    assert texts(library) == [("a", "", ()), ("b", "", ()), ("c", "", ())]
    assert not searches.rename_search(library, first, "a")


def test_what_cannot_be_is_refused(library: Library, tagged: dict[str, object]) -> None:
    search, _ = searches.save_search(library, "x", parse_query(""))
    for name in ("", " ", "X", "a\u0007b", "y" * 201):
        with pytest.raises(SearchError):
            searches.save_search(library, name, parse_query(""))
    with pytest.raises(QueryError):
        searches.save_search(library, "y", parse_query("tag:Nobody"))
    searches.delete_search(library, search)
    for verb in (
        lambda: searches.delete_search(library, search),
        lambda: searches.move_search(library, search, 0),
        lambda: searches.rename_search(library, search, "z"),
        lambda: searches.change_search(library, search, parse_query("")),
        lambda: searches.saved_search(library, "x"),
    ):
        with pytest.raises(NotFoundError):
            verb()


def test_highlights_like_one(library: Library, three: list[DocumentId], tagged: dict[str, object]) -> None:
    both, claims = [tagged["US"], tagged["Claims"]], [tagged["Claims"]]
    ids = [
        next(iter(annotating.add_highlight(library, three[0], place, place + 3, tags=tags).annotations))  # type: ignore[arg-type]
        for place, tags in enumerate([both, claims, both, [], []])
    ]
    found = [find_highlights(library, searches.highlights_like(library, one)) for one in ids]
    assert [list(some) for some in found] == [
        [ids[0], ids[2]], ids[:3], [ids[0], ids[2]], ids[3:], ids[3:],
    ]  # fmt: skip
    assert format_query(searches.highlights_like(library, ids[0])) == "tag:Actors/US tag:Claims match:all"
