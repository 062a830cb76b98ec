"""Markdown: blocks, spans, front matter."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.interchange.markdown import TOO_MUCH, has_front_matter, read_markdown
from excerpta.core.model.document import Article, BlockKind, PartialDate, Provenance, SpanKind

_MARKS = r"""
#~ >~ -~ 1.~ ~~ ^ ^^ ** * ` ```^ |~a~|~b~|^|---|---|^|~c~|~d~|^ ---^ [x](http://y) ![i](j)  <b> &amp;
word é👍 title:~x^ \ <!-- ~~~~
"""
_PIECES = st.sampled_from([mark.replace("~", " ").replace("^", "\n") for mark in _MARKS.split()])


def _blocks(article: Article) -> list[tuple[BlockKind, str]]:
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


@given(st.lists(_PIECES, max_size=40).map("".join) | st.text(max_size=80))
def test_blocks_and_spans_fit_any_text(text: str) -> None:
    article = read_markdown(text)
    assert "\n".join(words for _, words in _blocks(article)) == article.text
    for span in article.spans:
        assert any(block.start <= span.start < span.end <= block.end for block in article.blocks)


def test_structure() -> None:
    article = read_markdown(
        "# Talks *resume*\n\nA **bold** word,\nand [more](https://e.org).\n\n> Said.\n>\n> > Deeper.\n\n"
        "3. c\n   - inner\n4. d\n\n| Year | Dead |\n|---|---|\n| 2019 |  |\n\n```\nx = 1\n\n  y\n```\n\n"
        "![picture](a.png)\n\n---\n\nend `code` ~~old~~ &amp; <b>html</b>\n"
    )
    assert _blocks(article) == [
        (BlockKind.HEADING, "Talks resume"),
        (BlockKind.PARAGRAPH, "A bold word, and more."),
        (BlockKind.QUOTATION, "Said."),
        (BlockKind.QUOTATION, "Deeper."),
        (BlockKind.LIST_ITEM, "c"),
        (BlockKind.LIST_ITEM, "inner"),
        (BlockKind.LIST_ITEM, "d"),
        (BlockKind.TABLE, "Year\tDead\n2019\t"),
        (BlockKind.CODE, "x = 1\n\n  y"),
        (BlockKind.IMAGE, "\ufffc"),
        (BlockKind.RULE, ""),
        (BlockKind.PARAGRAPH, "end code old & html"),
    ]
    assert [(block.level, block.number) for block in article.blocks[2:7]] == [
        (0, None), (1, None), (0, 3), (1, None), (0, 4),
    ]  # fmt: skip
    assert [(span.kind, article.text[span.start : span.end]) for span in article.spans] == [
        (SpanKind.ITALIC, "resume"),
        (SpanKind.BOLD, "bold"),
        (SpanKind.LINK, "more"),
        (SpanKind.CODE, "code"),
        (SpanKind.STRIKE, "old"),
    ]


def test_front_matter() -> None:
    article = read_markdown(
        "---\ntitle: \"Talks: resumed\"\ndate: 2020-09-14\nauthors: [A. One, 'B. Two']\nsource: The Paper\n"
        "lang: en\nurl: https://e.org\nunknown: x\n- not an entry\n---\nText.\n"
    )
    assert (article.text, article.title, article.author) == ("Text.", "Talks: resumed", "A. One, B. Two")
    assert article.published == PartialDate("2020-09-14", Provenance.METADATA)
    assert (article.source, article.language, article.url) == ("The Paper", "en", "https://e.org")


def test_a_rule_at_the_top_is_not_front_matter() -> None:
    assert read_markdown("---\n\nText: here.\n").text == "Text: here."
    assert not has_front_matter("---\n\nText.\n\n---\n")
    assert has_front_matter("---\ntitle: x\n---\n")


@pytest.mark.parametrize("text", ["[" * 100_000, ">" * 50_000 + "x", "`a" * 20_000, "word " * 1_000_000])
def test_hostile_texts_are_read_in_seconds(text: str) -> None:
    began = time.process_time()
    article = read_markdown(text)
    assert time.process_time() - began < 8
    assert article.text
    assert article.warnings in ((), (TOO_MUCH,))
