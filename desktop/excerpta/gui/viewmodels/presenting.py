"""How a document and its highlights are put to the reader and its margin."""

import re
from collections.abc import Mapping

from excerpta.core.model.annotation import Annotation
from excerpta.core.model.document import Document
from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import TagTree, TagUse
from excerpta.core.services.documents import place_is_deduced
from excerpta.gui.support.colour_words import OWN_NAMES, ColourNames, colour_in_words
from excerpta.gui.support.dates import isolated, readable_date
from excerpta.gui.support.tag_ranking import TagChoice
from excerpta.gui.widgets.margin import CardTag, MarginCard
from excerpta.gui.widgets.reader.contents import HeaderPart, ReaderHeader, ReaderHighlight

_WORDS_A_MINUTE = 230
_LETTERS_A_MINUTE = (
    ("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]", 450),
    ("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]", 1000),  # Thai, Lao, Burmese, Khmer
)
_STRETCH, _STRETCHES = 500, 200
_QUOTE_BEGINS = 1000
"""Characters of a quotation that a card may show; it shows two lines of them."""


def header_of(document: Document, highlights: int) -> ReaderHeader:
    """Title and facts; a deduced date or place is marked as such."""
    parts = [HeaderPart(document.source)] if document.source else []
    if document.published.value:
        parts.append(
            HeaderPart(isolated(readable_date(document.published)), not document.published.is_certain)
        )
    if document.place:
        parts.append(HeaderPart(document.place, place_is_deduced(document)))
    parts.append(HeaderPart(isolated(f"{highlights} highlight{'' if highlights == 1 else 's'}")))
    return ReaderHeader(document.title, tuple(parts))


def highlight_of(one: Annotation, tree: TagTree) -> ReaderHighlight:
    """A highlight as the reader draws it."""
    paths = tuple(tree.path(tag) for tag in one.tags if tag in tree)
    return ReaderHighlight(one.id, one.start, one.end, one.colour, one.style, bool(one.note), paths)


def card_of(one: Annotation, tree: TagTree, names: ColourNames = OWN_NAMES) -> MarginCard:
    """A highlight as the margin shows it, its colour called as the user does."""
    tags = sorted((tree[tag] for tag in one.tags if tag in tree), key=lambda tag: tree.path(tag.id))
    shown = tuple(CardTag(tag.id, tree.path(tag.id), tag.name, tag.colour) for tag in tags)
    called = colour_in_words(one.colour, names)
    return MarginCard(one.id, one.colour, shown, one.note, one.quote.exact[:_QUOTE_BEGINS], called)


def choices_of(tree: TagTree, uses: Mapping[TagId, TagUse], recent: list[TagId]) -> list[TagChoice]:
    """The codebook as the tag box offers it."""
    ranks = {tag: rank for rank, tag in enumerate(recent)}
    none = TagUse()
    return [
        TagChoice(
            tag.id, tree.path(tag.id), tag.name, tag.colour, uses.get(tag.id, none).own, ranks.get(tag.id)
        )
        for tag in tree
    ]


def reading_minutes(text: str) -> int:
    """How long the text takes, at least one minute; quick for 20 MB of text too.

    At 230 words a minute where spaces part them. Chinese, Japanese and Thai have none: 450 and 1,000
    letters a minute, judged by stretches from all over a long text.
    """
    minutes = (text.count(" ") + text.count("\n")) / _WORDS_A_MINUTE
    if not text.isascii():
        step = max(_STRETCH, len(text) // _STRETCHES)
        sample = "".join(text[start : start + _STRETCH] for start in range(0, len(text), step))
        for letters, pace in _LETTERS_A_MINUTE:
            minutes += len(re.findall(letters, sample)) / len(sample) * len(text) / pace
    return max(1, round(minutes))


def progress_in_words(share: float, minutes: int) -> str:
    """`34 % · 2 min left`; at the beginning how long the text takes, and at its end that it is the end."""
    if not minutes:
        return ""
    percent = int(share * 100)
    if percent <= 0:
        return f"{minutes} min read"
    if share >= 1:
        return "The end"
    left = max(1, round(minutes * (1 - share)))
    return f"{percent} % · {left} min left"
