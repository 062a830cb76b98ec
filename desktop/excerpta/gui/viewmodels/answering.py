"""An answer to a query: its highlights, and when there are none, why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from excerpta.core.model.document import Document
from excerpta.core.model.errors import QueryError
from excerpta.core.model.query import ANYTHING, Grouping, Match, Query, QueryField, Term
from excerpta.core.model.tag import TagTree, parse_tag_path
from excerpta.core.services import tagging
from excerpta.core.services.colours import colour_names
from excerpta.core.services.retrieving import (
    Heading,
    Listing,
    count_highlights,
    list_highlights,
    unseen_documents,
)
from excerpta.core.store.library import Library
from excerpta.core.text.query_language import ANY_TAG, format_term
from excerpta.gui.support.colour_words import ColourNames
from excerpta.gui.support.counts import unseen_in_words
from excerpta.gui.support.dates import isolated, readable_month
from excerpta.gui.viewmodels.ordering import Order
from excerpta.gui.widgets.query_chips import tag_in_words
from excerpta.gui.widgets.reader.direction import has_right_to_left
from excerpta.gui.widgets.retrieval_model import RowGroup

_AROUND = 700
"""How many code points of a document the preview shows on each side, at the least, in whole paragraphs."""


_UNNAMED = {
    Grouping.NONE: "",
    Grouping.DOCUMENT: "Without a title",
    Grouping.TAG: "Without a tag",
    Grouping.MONTH: "Without a date",
    Grouping.SOURCE: "Without a source",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found.

    Attributes:
        listing: the highlights, in order and under headings.
        sentence, advice: why there is nothing; empty when there is something.
        unseen: in how many documents words of the query could not be looked for yet.

    """

    query: Query
    tree: TagTree
    listing: Listing
    sentence: str = ""
    advice: str = ""
    unseen: int = 0


def answer(
    library: Library,
    query: Query,
    order: Order,
    *,
    at_least: int | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Answer:
    """Find highlights.

    Args:
        library: the open library.
        query: what is asked.
        order: how they are sorted and grouped.
        at_least: the first so many are enough, where the order allows; the listing is then not whole.
        cancelled: asked often whether to go on.

    Raises:
        QueryError: the query names a tag that does not exist.
        CancelledError: `cancelled` said so.
    """
    tree = tagging.tag_tree(library)
    _require_tags(query, tree)
    listing = list_highlights(
        library, query, sort=order.sort, grouping=order.grouping, at_least=at_least, cancelled=cancelled
    )
    unseen = unseen_documents(library, query)
    if not listing.ids and listing.is_whole:
        sentence, advice = _why_nothing(library, query)
        if unseen:
            advice = f"{unseen_in_words(unseen)}."
        return Answer(query, tree, listing, sentence, advice, unseen)
    return Answer(query, tree, listing, unseen=unseen)


def groups_of(listing: Listing, grouping: Grouping) -> tuple[RowGroup, ...]:
    """The headings of a listing in words; a heading says too what has no tag, date or source."""
    return tuple(RowGroup(_heading(one, grouping), one.count) for one in listing.headings)


def _heading(heading: Heading, grouping: Grouping) -> str:
    if not heading.label:
        return _UNNAMED[grouping]
    return readable_month(heading.label) if grouping is Grouping.MONTH else heading.label


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
    if not list_highlights(library, Query(), at_least=1).ids:
        return "No highlights yet.", "Select words in a document and highlight them."
    names = colour_names(library)
    tags = [term for term in query.terms if term.field is QueryField.TAG and not term.excluded]
    excluded = [term for term in query.terms if term.excluded]
    if len(tags) > 1 and query.match is Match.ALL:
        counts = [(_named(term, names), count_highlights(library, Query((term,)))) for term in tags]
        quantity = "both" if len(tags) == 2 else "all of"
        carried = ", ".join(f"{number:,} carry {_held(name)}" for name, number in counts)
        together = _listed([_held(name) for name, _ in counts])
        if not count_highlights(library, Query(tuple(tags), Match.ALL)):
            return f"No highlight carries {quantity} {together}; {carried}.", "“any” shows those with one."
    if excluded:
        rest = replace(query, terms=tuple(term for term in query.terms if not term.excluded))
        left_out = count_highlights(library, rest)
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
        (_named(term, names), count_highlights(library, Query((replace(term, excluded=False),))))
        for term in query.terms
        if not term.excluded
    ]
    return (
        "No highlight meets all of this.",
        "On their own: " + ", ".join(f"{_held(name)} {number:,}" for name, number in counts) + ".",
    )


def _lacking(term: Term, names: ColourNames) -> str:
    """What no highlight has, as the end of a sentence."""
    value = _named(term, names)
    match term.field:
        case QueryField.TAG if term.relations:
            return f"lies like this: {value}"
        case QueryField.TAG:
            return "carries a tag" if term.value == ANY_TAG else f"carries {value}"
        case QueryField.COLOUR | QueryField.STYLE:
            return f"is {value}"
        case QueryField.DOCUMENT:
            return f"stands in a document called {value}"
        case QueryField.NOTE:
            return "has a note" if term.value == ANYTHING else f"has {value} in its note"
        case QueryField.QUOTE:
            return f"has {value} in its words"
        case QueryField.TEXT:
            return f"stands in a document with {value} in it"
        case QueryField.CODER:
            return f"was made by {value}"
        case QueryField.WORDS:
            return f"has {value} in its words or its note"
        case _:
            return f"meets {format_term(term)}"


def _named(term: Term, names: ColourNames) -> str:
    """What a term asks for, as a part of a sentence."""
    match term.field:
        case QueryField.COLOUR:
            called = {colour.value: name for colour, name in names.items()}
            return called.get(term.value, term.value)
        case QueryField.TAG:
            return "any tag" if term.value == ANY_TAG and not term.relations else tag_in_words(term)
        case QueryField.STYLE | QueryField.PUBLISHED:
            return term.value
        case _:
            return f"“{term.value}”"


def _held(name: str) -> str:
    """A name that does not turn the numbers beside it round."""
    return isolated(name) if has_right_to_left(name) else name


def _listed(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


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
