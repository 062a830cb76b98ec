"""Full-text search: every place where words stand, located exactly in the original text."""

from collections.abc import Iterator
from dataclasses import dataclass

from excerpta.core.model.document import BlockKind
from excerpta.core.model.ids import DocumentId
from excerpta.core.store import documents, fulltext
from excerpta.core.store.library import Library
from excerpta.core.text.folding import find_folded

CONTEXT = 80
"""How many code points of its surroundings a hit shows on each side."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One place where a word or phrase stands; positions in code points."""

    document: DocumentId
    title: str
    start: int
    end: int
    text: str
    before: str
    after: str


def search(library: Library, words: str, *, limit: int = 500) -> Iterator[SearchHit]:
    """Every place of every word, in documents that hold all of them, furniture passed over.

    Args:
        library: the open library.
        words: words, and phrases in double quotes; the last one may be the beginning of a word.
        limit: at most so many hits.
    """
    wanted = fulltext.phrases(words)
    for document in fulltext.matching_documents(library.connection, wanted):
        for hit in _hits(library, document, wanted):
            if limit <= 0:
                return
            limit -= 1
            yield hit


def _hits(library: Library, document: DocumentId, wanted: list[str]) -> Iterator[SearchHit]:
    text, blocks = documents.read_text(library, document)
    (about,) = documents.summaries(library, [document])
    furniture = [(b.start, b.end) for b in blocks if b.kind is BlockKind.FURNITURE]
    places = {place for phrase in wanted for place in find_folded(text, phrase)}
    for start, end in sorted(places):
        starts_word = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
        if starts_word and not any(low <= start < high for low, high in furniture):
            before = text[max(0, start - CONTEXT) : start]
            after = text[end : end + CONTEXT]
            yield SearchHit(document, about.title, start, end, text[start:end], before, after)
