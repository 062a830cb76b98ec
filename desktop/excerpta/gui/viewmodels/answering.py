"""An answer to a query: its highlights, what they share, and when there are none, why."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, replace

from excerpta.core.model.annotation import Colour
from excerpta.core.model.document import Document
from excerpta.core.model.errors import QueryError
from excerpta.core.model.query import Match, Query, QueryField, Term
from excerpta.core.model.tag import TagTree, parse_tag_path
from excerpta.core.services import tagging
from excerpta.core.services.colours import colour_names
from excerpta.core.services.facets import Facets, count_facets
from excerpta.core.services.retrieving import find_highlights
from excerpta.core.store.library import Library
from excerpta.core.text.query_language import ANY_TAG
from excerpta.gui.support.colour_words import ColourNames
from excerpta.gui.widgets.facets import FacetEntry, FacetSection

FACETS_AT_ONCE = 30_000
"""Up to so many highlights are counted together with finding them; more are counted after they are shown."""

_AROUND = 700
"""How many code points of a document the preview shows on each side, at the least, in whole paragraphs."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found.

    Attributes:
        facets: None where they are still to be counted.
        sentence, advice: why there is nothing; empty when there is something.

    """

    query: Query
    tree: TagTree
    ids: "array[int]"
    facets: Facets | None = None
    sentence: str = ""
    advice: str = ""


def answer(library: Library, query: Query) -> Answer:
    """Find highlights.

    Raises:
        QueryError: the query names a tag that does not exist.
    """
    tree = tagging.tag_tree(library)
    _require_tags(query, tree)
    ids = find_highlights(library, query)
    if not ids:
        return Answer(query, tree, ids, Facets(), *_why_nothing(library, query))
    facets = count_facets(library, ids) if len(ids) <= FACETS_AT_ONCE else None
    return Answer(query, tree, ids, facets)


def _require_tags(query: Query, tree: TagTree) -> None:
    """Refuse a tag that does not exist, with the nearest one that does."""
    for term in query.terms:
        if term.field is not QueryField.TAG or term.value == ANY_TAG:
            continue
        names = parse_tag_path(term.value)
        if tree.find(names) is None:
            last = names[-1].casefold()
            near = next((tree.path(tag.id) for tag in tree if tag.name.casefold() == last), "")
            raise QueryError(
                f"There is no tag “{term.value}”.",
                f"Did you mean “{near}”?" if near else "Choose one from the tag panel.",
                start=term.start,
                end=term.end,
            )


def _why_nothing(library: Library, query: Query) -> tuple[str, str]:
    """What stands between the reader and a row, in a sentence, and what to do about it."""
    if not find_highlights(library, Query()):
        return "No highlights yet.", "Select words in a document and highlight them."
    names = colour_names(library)
    tags = [term for term in query.terms if term.field is QueryField.TAG and not term.excluded]
    excluded = [term for term in query.terms if term.excluded]
    if len(tags) > 1 and query.match is Match.ALL:
        counts = [(_named(term, names), len(find_highlights(library, Query((term,))))) for term in tags]
        quantity = "both" if len(tags) == 2 else "all of"
        carried = ", ".join(f"{number:,} carry {name}" for name, number in counts)
        together = _listed([name for name, _ in counts])
        if not find_highlights(library, Query(tuple(tags), Match.ALL)):
            return f"No highlight carries {quantity} {together}; {carried}.", "“any” shows those with one."
    if excluded:
        rest = replace(query, terms=tuple(term for term in query.terms if not term.excluded))
        left_out = len(find_highlights(library, rest))
        if left_out:
            them = "The one highlight" if left_out == 1 else f"All {left_out:,} highlights"
            return (
                f"{them} that would be here {'is' if left_out == 1 else 'are'} left out by "
                f"{_listed([f'not {_named(term, names)}' for term in excluded])}.",
                "Take that out to see more.",
            )
    if len(query.terms) == 1:
        return f"No highlight {_lacking(query.terms[0], names)} yet.", ""
    counts = [
        (_named(term, names), len(find_highlights(library, Query((replace(term, excluded=False),)))))
        for term in query.terms
        if not term.excluded
    ]
    return (
        "No highlight meets all of this.",
        "On their own: " + ", ".join(f"{name} {number:,}" for name, number in counts) + ".",
    )


def _lacking(term: Term, names: ColourNames) -> str:
    match term.field:
        case QueryField.TAG:
            return "carries a tag" if term.value == ANY_TAG else f"carries {term.value}"
        case QueryField.COLOUR:
            return f"is {_named(term, names)}"
        case QueryField.DOCUMENT:
            return f"stands in a document called “{term.value}”"
        case _:
            return f"has “{term.value}” in its words or its note"


def _named(term: Term, names: ColourNames) -> str:
    if term.field is QueryField.COLOUR:
        called = {colour.value: name for colour, name in names.items()}
        return called.get(term.value, term.value)
    if term.field is QueryField.WORDS:
        return f"“{term.value}”"
    return "any tag" if term.value == ANY_TAG else term.value


def _listed(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def sections_of(facets: Facets, query: Query, tree: TagTree, names: ColourNames) -> list[FacetSection]:
    """Facets as the column shows them: most frequent first; the query's own values are never missing."""
    return [
        FacetSection("Tag", tuple(_tag_entries(facets, query, tree))),
        FacetSection("Document", tuple(_document_entries(facets))),
        FacetSection("Colour", tuple(_colour_entries(facets, names))),
    ]


def _tag_entries(facets: Facets, query: Query, tree: TagTree) -> Iterable[FacetEntry]:
    asked = {
        tag.id
        for term in query.terms
        if term.field is QueryField.TAG and term.value != ANY_TAG
        if (tag := tree.find(parse_tag_path(term.value))) is not None
    }
    counted = {tag: number for tag, number in facets.tags.items() if tag in tree}
    shown = {**dict.fromkeys(asked, 0), **counted}
    for id_, number in sorted(shown.items(), key=lambda item: (-item[1], tree.path(item[0]))):
        one, path = tree[id_], tree.path(id_)
        yield FacetEntry(Term(QueryField.TAG, path), one.name, number, one.colour, path)


def _document_entries(facets: Facets) -> Iterable[FacetEntry]:
    for one in sorted(facets.documents, key=lambda one: (-one.count, one.document)):
        yield FacetEntry(Term(QueryField.DOCUMENT, f"#{one.document}"), one.title, one.count)


def _colour_entries(facets: Facets, names: ColourNames) -> Iterable[FacetEntry]:
    for colour in Colour:
        number = facets.colours.get(colour, 0)
        name = names[colour][:1].upper() + names[colour][1:]
        yield FacetEntry(Term(QueryField.COLOUR, colour.value), name, number, colour)


def surroundings(document: Document, start: int, end: int) -> tuple[int, int]:
    """The range of whole paragraphs around a passage, as code points; very long ones are cut at a word."""
    first = next((b.start for b in document.blocks if b.end >= start - _AROUND), 0)
    last = next((b.end for b in document.blocks if b.end >= end + _AROUND), len(document.text))
    if start - first > 2 * _AROUND:
        first = document.text.find(" ", start - 2 * _AROUND, start) + 1 or start - 2 * _AROUND
    if last - end > 2 * _AROUND:
        cut = document.text.rfind(" ", end, end + 2 * _AROUND)
        last = cut if cut > 0 else end + 2 * _AROUND
    return first, last
