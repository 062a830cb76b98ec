"""One article in every format: what each of them keeps is what the README says."""

from pathlib import Path

import pytest
from tests.core.interchange import written_articles

from excerpta.core.interchange.reading import read_article
from excerpta.core.model.document import Article, BlockKind, SpanKind

ARTICLES = Path(__file__).parent / "articles"

WORDS = (
    "Talks in the valley",
    "KABUL, 6 January 2021. The talks went on all night, said the Valley Post, and the first point was",
    "What was said",
    "An area of 12 km",
    "gave nothing 😀 گفتگوها ادامه دارد.",
    "“We shall go on talking,” she said.",
    "from wells",
    "Points in order",
    "Fourth point",
    "Village",
    "The valley from above.",
    "level = 3",
    "print(level)",
    "The talks end on Friday.",
    "The record is kept in two copies.",
)

SPANS = {
    "bold": (SpanKind.BOLD, "all night"),
    "italic": (SpanKind.ITALIC, "Valley Post"),
    "underline": (SpanKind.UNDERLINE, "first point"),
    "strike": (SpanKind.STRIKE, "dropped"),
    "superscript": (SpanKind.SUPERSCRIPT, "2"),
    "subscript": (SpanKind.SUBSCRIPT, "2"),
    "code in a line": (SpanKind.CODE, "meter.read()"),
}
FEATURES = (
    "headings", *SPANS, "links", "quotations", "lists", "nested lists", "numbers", "tables", "table heads",
    "pictures", "descriptions", "captions", "code", "notes", "title", "author", "language",
)  # fmt: skip

LOST: dict[str, set[str]] = {
    "html": set(),
    "md": {"underline", "superscript", "subscript", "captions", "notes"},
    "docx": set(),
    "odt": set(),
    "pdf": {
        *("underline", "strike", "code in a line", "code", "quotations", "tables", "table heads"),
        *("descriptions", "captions", "notes", "language"),
    },
    "rtf": {"table heads", "language"},
    "epub": set(),
    "eml": {"language"},
    "mhtml": set(),
}
"""By format, what its reader does not keep of what the article has."""


WARNINGS = {
    "eml": ("1 attachment is not part of the text: “the record.pdf”. Save and import what is wanted.",),
}


NOT_THERE = {
    # Of a sentence of two directions a PDF tells the places of the words alone.
    "pdf": ["gave nothing 😀 گفتگوها ادامه دارد."],
}


def written(ending: str) -> bytes:
    """The article in a format."""
    match ending:
        case "html":
            return written_articles.html().encode()
        case "md":
            return written_articles.markdown().encode()
        case "epub":
            return written_articles.epub()
        case "eml":
            return written_articles.mail().as_bytes()
        case "mhtml":
            return written_articles.saved_page()
    return (ARTICLES / f"article.{ending}").read_bytes()


def kept(article: Article) -> set[str]:
    """Which of the features are there."""
    text = article.text
    blocks = [(block.kind, block.level, text[block.start : block.end]) for block in article.blocks]
    spans = [(span.kind, text[span.start : span.end], span.target) for span in article.spans]
    found = {name for name, (kind, words) in SPANS.items() if (kind, words, "") in spans}
    items = [block for block in article.blocks if block.kind is BlockKind.LIST_ITEM]
    numbered = {item.number: text[item.start : item.end] for item in items if item.number}
    levels = {words: level for kind, level, words in blocks if kind is BlockKind.LIST_ITEM}
    tables = [(level, words) for kind, level, words in blocks if kind is BlockKind.TABLE]
    pictures = [block for block in article.blocks if block.kind is BlockKind.IMAGE]
    headings = [(level, words) for kind, level, words in blocks if kind is BlockKind.HEADING]
    note = text.rfind("The record is kept in two copies.")
    mark = next((one for one in article.spans if one.start >= note - 3 and one.end <= note), None)
    tests = {
        "headings": [words for _, words in headings[:3]]
        == ["Talks in the valley", "What was said", "Points in order"]
        and headings[1][0] < headings[2][0],
        "links": (SpanKind.LINK, "the record", "https://valley.example/talks") in spans,
        "quotations": (BlockKind.QUOTATION, 0, "“We shall go on talking,” she said.") in blocks,
        "lists": {"Water", "Roads"} <= levels.keys(),
        "nested lists": levels.get("from wells", 0) == levels.get("Water", 0) + 1,
        "numbers": numbered == {3: "Third point", 4: "Fourth point"},
        "tables": [words for _, words in tables] == ["Village\tWells\nUpper\t12"],
        "table heads": [level for level, _ in tables] == [1],
        "pictures": len(pictures) == 1 == len(article.assets)
        and (article.assets[0].width - 96, article.assets[0].height - 64) in ((0, 0), (1, 0)),
        "descriptions": [block.description for block in pictures] == ["A map of the valley"],
        "captions": (BlockKind.CAPTION, 0, "The valley from above.") in blocks,
        "code": (BlockKind.CODE, 0, "level = 3\nprint(level)") in blocks,
        "notes": mark is not None and mark.kind is SpanKind.SUPERSCRIPT,
        "title": article.title == "Talks in the valley",
        "author": article.author == "Mina Rahimi",
        "language": article.language.startswith("en"),
    }
    return found | {name for name, is_there in tests.items() if is_there}


@pytest.mark.parametrize("ending", LOST)
def test_what_a_format_keeps(ending: str) -> None:
    article = read_article(f"article.{ending}", written(ending))
    assert [words for words in WORDS if words not in article.text] == NOT_THERE.get(ending, [])
    assert set(FEATURES) - kept(article) == LOST[ending]
    assert article.warnings == (WARNINGS.get(ending, ()))
    assert "\n".join(article.text[block.start : block.end] for block in article.blocks) == article.text
