"""Full-text search: every place where words stand, located exactly in the original text."""

from collections.abc import Iterator
from dataclasses import dataclass

from excerpta.core.model.document import BlockKind
from excerpta.core.model.ids import DocumentId
from excerpta.core.store import documents, fulltext
from excerpta.core.store.library import Library
from excerpta.core.text.finding import find_folded
from excerpta.core.text.folding import fold, is_word_character

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
    # A phrase may run over the end of a line; the blanks are as long as what they stand for.
    lines = text.replace("\n", " ").replace("\t", " ")
    places = {
        place
        for number, phrase in enumerate(wanted, 1)
        for place in find_folded(lines, phrase)
        if _starts_word(text, place[0]) and (number == len(wanted) or _starts_word(text, place[1]))
    }
    for start, end in sorted(places):
        if not any(low <= start < high for low, high in furniture):
            before = text[max(0, start - CONTEXT) : start]
            after = text[end : end + CONTEXT]
            yield SearchHit(document, about.title, start, end, text[start:end], before, after)


def _starts_word(text: str, position: int) -> bool:
    """Whether a word may begin at a position, or have ended there."""
    if position in (0, len(text)) or not is_word_character(text[position - 1]):
        return True
    # Scripts without spaces between words begin one at every character; folding sets them apart.
    return not is_word_character(text[position]) or fold(text[position]).startswith(" ")
