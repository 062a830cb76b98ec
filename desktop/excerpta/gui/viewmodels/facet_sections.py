"""Facets as the column beside the highlights shows them: in sections, with names for people."""

from collections.abc import Iterable
from dataclasses import dataclass

from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import DocumentId
from excerpta.core.model.query import Query, QueryField
from excerpta.core.model.tag import TagTree, parse_tag_path
from excerpta.core.services.colours import colour_names
from excerpta.core.services.documents import document_summaries
from excerpta.core.services.facets import FacetValue, QueryFacets, facets_of
from excerpta.core.services.tagging import tag_tree
from excerpta.core.store.library import Library
from excerpta.gui.support.background import Task
from excerpta.gui.support.colour_words import ColourNames, first_upper
from excerpta.gui.support.dates import readable_month
from excerpta.gui.widgets.facets import FacetEntry, FacetSection


@dataclass(frozen=True, slots=True)
class Sections:
    """What the column shows.

    Attributes:
        sections: the values of each field.
        titles: of the documents that the query names by number, such as `#12`.

    """

    sections: tuple[FacetSection, ...]
    titles: dict[str, str]


def count_sections(library: Library, query: Query, task: Task) -> Sections:
    """Count what the highlights of a query share; made for a thread.

    Raises:
        QueryError, CancelledError: as `facets_of`.
    """
    facets = facets_of(library, query, cancelled=task.cancelled)
    sections = _sections(facets, tag_tree(library), colour_names(library))
    return Sections(tuple(sections), _titles(library, query, facets))


def _sections(facets: QueryFacets, tree: TagTree, names: ColourNames) -> Iterable[FacetSection]:
    """Most frequent first, months in the order of time; who made them only where several did."""
    yield FacetSection("Tag", tuple(_tag(value, tree) for value in facets.tags))
    yield FacetSection("Document", tuple(_entry(value, value.label) for value in facets.documents))
    yield FacetSection("Source", tuple(_entry(v, v.label or "No source") for v in facets.sources))
    yield FacetSection("Date", tuple(_entry(v, _month(v)) for v in facets.months))
    yield FacetSection("Colour", tuple(_colour(value, names) for value in facets.colours))
    if len(facets.coders) > 1:
        yield FacetSection("Made by", tuple(_entry(v, v.label or "Nobody named") for v in facets.coders))


def _entry(value: FacetValue, label: str) -> FacetEntry:
    return FacetEntry(value.term, label, value.count)


def _tag(value: FacetValue, tree: TagTree) -> FacetEntry:
    tag = tree.find(parse_tag_path(value.term.value))
    name, colour = (tag.name, tag.colour) if tag is not None else (value.label, None)
    return FacetEntry(value.term, name, value.count, colour, value.label)


def _month(value: FacetValue) -> str:
    return readable_month(value.label) if value.label else "No date"


def _colour(value: FacetValue, names: ColourNames) -> FacetEntry:
    colour = Colour(value.term.value)
    return FacetEntry(value.term, first_upper(names[colour]), value.count, colour)


def _titles(library: Library, query: Query, facets: QueryFacets) -> dict[str, str]:
    """The titles of the documents that the query names by number."""
    asked = [term.value for term in query.terms if term.field is QueryField.DOCUMENT]
    titles = {value.term.value: value.label for value in facets.documents}
    numbers = [value[1:] for value in asked if value not in titles and value.startswith("#")]
    ids = [DocumentId(int(number)) for number in numbers if number.isdecimal()]
    for one in document_summaries(library, ids) if ids else ():
        titles[f"#{one.id}"] = one.title
    return {value: titles[value] for value in asked if value in titles}
