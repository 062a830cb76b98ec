"""What a library has to offer while a query is typed."""

from excerpta.core.model.annotation import HighlightStyle
from excerpta.core.model.query import ANYTHING, QueryField
from excerpta.core.services import colours
from excerpta.core.store import facets as store
from excerpta.core.store import tags
from excerpta.core.store.conditions import ME
from excerpta.core.store.library import Library
from excerpta.core.text.query_completion import Choice, Choices, Completion, Suggestion, Vocabulary, complete

__all__ = ["Choice", "Completion", "Suggestion", "Vocabulary", "complete", "vocabulary_of"]

_DOCUMENT_FIELDS = (
    QueryField.SOURCE,
    QueryField.AUTHOR,
    QueryField.PLACE,
    QueryField.AGENCY,
    QueryField.LANGUAGE,
)


def vocabulary_of(library: Library) -> Vocabulary:
    """The tags, documents, sources, colours, coders and months of a library, as queries write them.

    With many documents it takes a while: read it in the background, and again when the library changed.
    """
    with library.read():
        tree = tags.read_tree(library)
        fields = {
            QueryField.TAG: Choices([*(tree.path(tag.id) for tag in tree), Choice(ANYTHING, "any tag")]),
            QueryField.DOCUMENT: Choices(
                Choice(f"#{document}", title) for document, title in store.all_titles(library)
            ),
            QueryField.COLOUR: Choices(
                Choice(colour.value, name) for colour, name in colours.colour_names(library).items()
            ),
            QueryField.STYLE: Choices(style.value for style in HighlightStyle),
            QueryField.CODER: Choices(
                [Choice(ME, f"{ME} ({library.coder})"), *filter(None, sorted(store.coders(library)))]
            ),
            QueryField.PUBLISHED: Choices(
                sorted({date[:7] for date in store.distinct(library, "published")}, reverse=True)
            ),
        }
        for field in _DOCUMENT_FIELDS:
            fields[field] = Choices(store.distinct(library, field.value))
        return Vocabulary(fields)
