"""The grammar of the verbs that list highlights and keep searches."""

from collections.abc import Callable
from typing import Any

from excerpta.cli import listing_verbs
from excerpta.core.model.query import Grouping, Sort
from excerpta.core.services.retrieving import QuotationForm

LISTING_OPTIONS = ("--sort", "--group", "--as", "--saved", "--coder")
"""What stands among the words of a query and is none; each takes a value."""

AddVerb = Callable[..., Any]
TextType = Callable[[str], str]
ChoiceType = Callable[[Any], Callable[[str], Any]]


def add_listing(verb: AddVerb, text: TextType, one_of: ChoiceType) -> None:
    """Add the verbs.

    Args:
        verb: makes the parser of one, with its library.
        text: the type of an argument that is a text.
        one_of: makes the type of an argument that is one of the values of an enumeration.
    """
    one = verb(
        "highlights",
        listing_verbs.list_highlights,
        "list the highlights that a query means, all of them without one",
        "talks.excerpta tag:Actors near:10 tag:Claims -tag:todo published:2020-09..2021-01",
    )
    _add_query(one)
    one.add_argument(
        "--as",
        dest="form",
        type=one_of(QuotationForm),
        metavar="FORM",
        help="as quotations with where they are from: text, or markdown",
    )
    add_order(one, text, one_of)
    verb(
        "searches", listing_verbs.list_searches, "list the saved searches with their counts", "talks.excerpta"
    )
    one = verb(
        "save-search",
        listing_verbs.save_search,
        "keep a query under a name; the query under a name that is there is replaced",
        "talks.excerpta 'Claims of 2020' 'tag:Claims published:2020'",
    )
    one.add_argument("name", type=text, metavar="NAME", help="its name")
    one.add_argument("query", nargs="*", default="", metavar="QUERY", help="as for highlights")
    _add_order(one, one_of)
    one = verb(
        "rename-search",
        listing_verbs.rename_search,
        "give a saved search another name",
        "talks.excerpta Claims 'Claims, disputed'",
    )
    one.add_argument("search", type=text, metavar="NAME", help="the name it has")
    one.add_argument("name", type=text, metavar="NEW", help="the name it gets")
    one = verb(
        "delete-search", listing_verbs.delete_search, "take a saved search away", "talks.excerpta Claims"
    )
    one.add_argument("search", type=text, metavar="NAME", help="its name")


def add_order(parser: Any, text: TextType, one_of: ChoiceType) -> None:
    """Add what says which saved search is meant, and in which order highlights are listed."""
    parser.add_argument("--saved", type=text, metavar="NAME", help="a saved search in place of a query")
    _add_order(parser, one_of)


def _add_order(parser: Any, one_of: ChoiceType) -> None:
    sorts = ", ".join(sort.value for sort in Sort)
    groups = ", ".join(group.value for group in Grouping)
    parser.add_argument("--sort", type=one_of(Sort), metavar="ORDER", help=f"{sorts} (reading without this)")
    parser.add_argument("--group", type=one_of(Grouping), metavar="BY", help=f"{groups} (none without this)")


def _add_query(parser: Any) -> None:
    parser.add_argument(
        "query",
        nargs="*",
        default="",
        metavar="QUERY",
        help='tag:PATH, -tag:PATH, doc:TITLE, colour:NAME, published:2020-09, words, "a phrase" and more; '
        "several are joined by spaces",
    )
