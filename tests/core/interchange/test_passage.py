"""A passage as other programs get it: its markup, and nothing that does anything."""

import html
import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.interchange.passage import passage_html, passage_text
from excerpta.core.model.document import Block, BlockKind, Span, SpanKind

Part = tuple[BlockKind, str] | tuple[BlockKind, str, dict[str, object]]


def document(*parts: Part) -> tuple[str, tuple[Block, ...]]:
    text, blocks = "", []
    for number, (kind, words, *more) in enumerate(parts):
        text += "\n" if number else ""
        settings = more[0] if more else {}
        blocks.append(Block(kind, len(text), len(text) + len(words), **settings))  # type: ignore[arg-type]
        text += words
    return text, tuple(blocks)


def whole(*parts: Part, spans: Sequence[Span] = ()) -> str:
    text, blocks = document(*parts)
    return passage_html(text, blocks, spans, 0, len(text))


P, LI, H = BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING


def test_words_of_a_paragraph_are_no_paragraph() -> None:
    text, blocks = document((P, "The envoy said < nothing & left"), (P, "Second"))
    assert passage_html(text, blocks, (), 4, 24) == "envoy said &lt; nothing"
    assert passage_html(text, blocks, (), 4, 31) == "envoy said &lt; nothing &amp; left"
    assert passage_text(text, blocks, 4, 20) == text[4:20]


def test_paragraphs_and_headings_are_what_they_are() -> None:
    assert whole((H, "Title", {"level": 2}), (P, "One"), (P, "")) == "<h2>Title</h2><p>One</p>"
    text, blocks = document((P, "First here"), (P, "second there"))
    assert passage_html(text, blocks, (), 6, 17) == "<p>here</p><p>second</p>"


def test_styles_overlap_and_end_with_the_passage() -> None:
    spans = (Span(SpanKind.BOLD, 0, 8), Span(SpanKind.ITALIC, 4, 12), Span(SpanKind.SUPERSCRIPT, 13, 14))
    text, blocks = document((P, "The envoy said 1"))
    assert passage_html(text, blocks, spans, 2, 10) == "<b>e </b><i><b>envo</b></i><i>y </i>"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ('https://example.org/a?b=1&c="2', True),
        ("HTTP://EXAMPLE.org", True),
        ("mailto:me@example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("#there", False),
    ],
)
def test_only_links_to_the_web_are_kept(address: str, kept: bool) -> None:
    text, blocks = document((P, "See the report"))
    found = passage_html(text, blocks, (Span(SpanKind.LINK, 4, 14, address),), 0, 14)
    wanted = f'See <a href="{html.escape(address)}">the report</a>' if kept else "See the report"
    assert found == wanted


def test_lists_are_nested_and_go_on_behind_what_belongs_to_them() -> None:
    found = whole(
        (LI, "one", {"number": 3}),
        (LI, "a", {"level": 1}),
        (LI, "b", {"level": 1}),
        (P, "more of one", {"level": 1}),
        (LI, "two", {"number": 4}),
        (LI, "nine", {"number": 9}),
        (LI, "dot"),
        (P, "end"),
    )
    assert found == (
        '<ol start="3"><li>one<ul><li>a</li><li>b</li></ul><p>more of one</p></li><li>two</li>'
        '<li value="9">nine</li></ol><ul><li>dot</li></ul><p>end</p>'
    )


def test_a_table_is_a_table_and_its_columns_stay_below_each_other() -> None:
    text, blocks = document((BlockKind.TABLE, "Date\tPlace\n6 Jan\tDoha\n7 Jan\tکابل"), (P, "end"))
    assert passage_html(text, blocks, (), 0, text.index("\n6")) == (
        "<table><tbody><tr><td>Date</td><td>Place</td></tr></tbody></table>"
    )
    start, end = text.index("Doha"), text.index("کابل") + 2
    assert passage_html(text, blocks, (), start, end) == (
        "<table><tbody><tr><td></td><td>Doha</td></tr>"
        '<tr><td>7 Jan</td><td dir="rtl">کا</td></tr></tbody></table>'
    )
    assert passage_text(text, blocks, start, end) == "\tDoha\n7 Jan\tکا"
    assert passage_html(text, blocks, (), start, start + 4) == passage_text(text, blocks, start, start + 4)


def test_a_picture_is_told_by_its_description() -> None:
    text, blocks = document(
        (P, "One"),
        (BlockKind.IMAGE, "\ufffc", {"description": "A tent & a flag"}),
        (BlockKind.IMAGE, "\ufffc"),
    )
    assert passage_text(text, blocks, 0, len(text)) == "One\n[Picture: A tent & a flag]\n"
    assert passage_html(text, blocks, (), 0, len(text)) == (
        "<p>One</p><p>[Picture: A tent &amp; a flag]</p><p></p>"
    )


def test_every_other_kind() -> None:
    assert whole((BlockKind.QUOTATION, "said", {"level": 1})) == (
        "<blockquote><blockquote><p>said</p></blockquote></blockquote>"
    )
    assert whole((BlockKind.CODE, "a <\n\tb")) == "<pre>a &lt;\n\tb</pre>"
    assert whole((P, "a"), (BlockKind.RULE, ""), (P, "b")) == "<p>a</p><hr><p>b</p>"
    assert whole((BlockKind.CAPTION, "below"), (P, "a\nb")) == "<p><small>below</small></p><p>a<br>b</p>"
    assert whole((P, "گفت"), (BlockKind.FURNITURE, "Share")) == '<p dir="rtl">گفت</p><p>Share</p>'


_BLOCK = st.builds(
    lambda kind, words, level, number: (
        kind,
        words.replace("\n", " ") if kind is not BlockKind.TABLE else words,
        {"level": level, "number": number if kind is LI else None},
    ),
    st.sampled_from([kind for kind in BlockKind if kind not in (BlockKind.IMAGE, BlockKind.RULE)]),
    st.text(alphabet="ab <&\"'>گ😀e\u0301\t\n", min_size=1, max_size=12),
    st.integers(0, 3),
    st.none() | st.integers(1, 5),
)


@given(
    st.lists(_BLOCK, min_size=1, max_size=6),
    st.lists(st.tuples(st.sampled_from(list(SpanKind)), st.integers(0, 40), st.integers(1, 20)), max_size=6),
    st.integers(0, 60),
    st.integers(1, 60),
)
def test_all_words_come_through_and_every_tag_is_closed(
    parts: list[Part], styles: list[tuple[SpanKind, int, int]], start: int, length: int
) -> None:
    text, blocks = document(*parts)
    spans = [Span(kind, first, first + more, 'https://x.org/"<') for kind, first, more in styles]
    start = min(start, len(text) - 1)
    end = min(len(text), start + length)
    found = passage_html(text, blocks, spans, start, end)
    words = html.unescape(re.sub(r"<[^<>]*>", "", found))
    assert words.replace("\n", "").replace("\t", "") == text[start:end].replace("\n", "").replace("\t", "")
    open_tags: list[str] = []
    for slash, name in re.findall(r"<(/?)([a-z0-9]+)[^<>]*>", found):
        if slash:
            assert open_tags.pop() == name
        elif name not in ("br", "hr"):
            open_tags.append(name)
    assert open_tags == []
    assert passage_text(text, blocks, start, end).lstrip("\t") == text[start:end].lstrip("\t")
