"""HTML pages: structure, styles, furniture, metadata, and pages that mean harm."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.interchange.html import TOO_DEEP, read_html
from excerpta.core.model.document import Article, BlockKind, PartialDate, Provenance, SpanKind

_TAGS = """
<p> </p> <b> </b> <i> <a~href='http://a.b'> </a> <ul> <ol~start=4> <li> </li> </ul> <table> <tr>
<td> </td> <th> </table> <caption> <blockquote> </blockquote> <pre> </pre> <br> <hr> <img~src=x>
<img~src=x~alt=y>
<h1> </h1> <h3> <nav> </nav> <aside> <script> </script> <q> <figcaption> <article> </article> <form>
&amp; &nbsp; &#0; <!--~--> <div> <header>
<div~class=share> <p~hidden> </div> <sup> ~2</sup> <small> </small> one two é 👍 می‌خواهد
"""
_PIECES = st.sampled_from([piece.replace("~", " ") for piece in _TAGS.split()])
_PAGES = st.lists(_PIECES | st.text(max_size=8), max_size=40).map(" ".join) | st.text(max_size=80)


def _blocks(article: Article) -> list[tuple[BlockKind, str]]:
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def _spans(article: Article) -> list[tuple[SpanKind, str]]:
    return [(span.kind, article.text[span.start : span.end]) for span in article.spans]


def _check(article: Article) -> None:
    assert "\n".join(article.text[block.start : block.end] for block in article.blocks) == article.text
    assert all(
        left.end + 1 == right.start for left, right in zip(article.blocks, article.blocks[1:], strict=False)
    )
    for span in article.spans:
        assert 0 <= span.start < span.end <= len(article.text)
        assert any(block.start <= span.start and span.end <= block.end for block in article.blocks)


@given(_PAGES)
def test_blocks_and_spans_fit_the_text_of_any_page(page: str) -> None:
    article = read_html(page)
    _check(article)
    assert read_html(page) == article


def test_headings_paragraphs_quotations_and_rules() -> None:
    article = read_html(
        "<h1>Talks</h1><p>One\n  two.</p><blockquote><p>Said.</p></blockquote><hr><h3>Later</h3>bare text"
    )
    assert _blocks(article) == [
        (BlockKind.HEADING, "Talks"),
        (BlockKind.PARAGRAPH, "One two."),
        (BlockKind.QUOTATION, "Said."),
        (BlockKind.RULE, ""),
        (BlockKind.HEADING, "Later"),
        (BlockKind.PARAGRAPH, "bare text"),
    ]
    assert [block.level for block in article.blocks] == [1, 0, 0, 0, 3, 0]


def test_inline_styles_hold_their_words_and_no_space_around() -> None:
    article = read_html(
        '<p>A<b> bold <i>both</i> </b>and <a href="https://e.org/x">a link</a>, <s>old</s> <u>new</u> '
        "<code>x</code> H<sub>2</sub>O m<sup>2</sup> <small>fine <b>print</b></small> "
        "<a href='javascript:bad()'>bad</a></p>"
    )
    assert article.text == "A bold both and a link, old new x H2O m2 fine print bad"
    assert _spans(article) == [
        (SpanKind.BOLD, "bold both"),
        (SpanKind.ITALIC, "both"),
        (SpanKind.LINK, "a link"),
        (SpanKind.STRIKE, "old"),
        (SpanKind.UNDERLINE, "new"),
        (SpanKind.CODE, "x"),
        (SpanKind.SUBSCRIPT, "2"),
        (SpanKind.SUPERSCRIPT, "2"),
        (SpanKind.SMALL, "fine print"),
        (SpanKind.BOLD, "print"),
    ]
    assert next(span.target for span in article.spans if span.kind is SpanKind.LINK) == "https://e.org/x"


def test_a_style_over_two_paragraphs_becomes_one_in_each() -> None:
    article = read_html("<a href='http://e.org'><p>one</p><p>two</p></a>")
    assert _spans(article) == [(SpanKind.LINK, "one"), (SpanKind.LINK, "two")]


def test_lists_keep_depth_and_numbers() -> None:
    article = read_html("<ol start=3><li>c<ul><li>inner</ul><li><p>d</p><p>more</p><li value=9>i</ol>")
    assert [(block.kind, block.level, block.number) for block in article.blocks] == [
        (BlockKind.LIST_ITEM, 0, 3),
        (BlockKind.LIST_ITEM, 1, None),
        (BlockKind.LIST_ITEM, 0, 4),
        (BlockKind.PARAGRAPH, 1, None),
        (BlockKind.LIST_ITEM, 0, 9),
    ]


def test_tables_have_tabs_between_cells_and_newlines_between_rows() -> None:
    article = read_html(
        "<table><caption>Toll</caption><tr><th>Year<th>Dead</tr><tr><td><p> 2019 </p><td></td></tr>"
        "<tr><td><td><b>7</b> or<br>8</tr></table>after"
    )
    assert _blocks(article) == [
        (BlockKind.CAPTION, "Toll"),
        (BlockKind.TABLE, "Year\tDead\n2019\t\n\t7 or 8"),
        (BlockKind.PARAGRAPH, "after"),
    ]
    assert _spans(article) == [(SpanKind.BOLD, "7")]


def test_a_table_whose_first_row_names_its_columns_says_so() -> None:
    row = "<tr><td>1<td>2</tr>"
    for head, level in (
        ("<tr><th>a<th>b</tr>", 1),
        ("<thead><tr><td>a<td>b</tr></thead>", 1),
        ("<caption>Toll</caption><tr><th>a<th>b</tr>", 1),
        ("<tr><th>a<td>b</tr>", 0),
        (row, 0),
    ):
        (table,) = (b for b in read_html(f"<table>{head}{row}</table>").blocks if b.kind is BlockKind.TABLE)
        assert table.level == level, head


def test_a_table_that_only_lays_out_a_page_is_no_table() -> None:
    article = read_html("<table><tr><td><h2>Head</h2><td><p>Text</p></table>")
    assert [kind for kind, _ in _blocks(article)] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_code_pictures_and_captions() -> None:
    article = read_html(
        "<pre>\n  a = 1<br>  b</pre><figure><img src=a.png>"
        "<figcaption>Who is <b>who</b></figcaption></figure>"
        "<p>x <img src=b.png> y <img src=pixel.gif width=1></p>"
    )
    assert _blocks(article) == [
        (BlockKind.CODE, "  a = 1\n  b"),
        (BlockKind.IMAGE, "\ufffc"),
        (BlockKind.CAPTION, "Who is who"),
        (BlockKind.PARAGRAPH, "x \ufffc y"),
    ]


def test_a_line_break_begins_a_new_block_in_running_text_only() -> None:
    article = read_html("<p>one<br>two</p><h2>a<br>b</h2><ul><li>c<br>d</ul>")
    assert [words for _, words in _blocks(article)] == ["one", "two", "a b", "c d"]


def test_white_space_collapses_but_a_no_break_space_stays() -> None:
    assert read_html("<p> a \n\t b&nbsp; c </p>").text == "a b\u00a0 c"


def test_what_is_not_read_is_dropped() -> None:
    page = (
        "<p>a<script>x()</script><style>y</style><!-- z --><template>t</template><noscript>n</noscript>b</p>"
    )
    assert read_html(page).text == "ab"


def test_menus_and_share_lists_are_furniture_and_not_lost() -> None:
    article = read_html(
        "<header><a href='/'>Logo</a></header><nav><ul><li>Home<li>World</ul></nav><h1>Talks resume</h1>"
        "<p>Words of the article.</p><div class='post share-bar'>Tweet</div><aside>See also</aside>"
        "<form><input><label>Mail</label></form><footer>All rights</footer>"
    )
    assert [words for kind, words in _blocks(article) if kind is BlockKind.FURNITURE] == [
        "Logo", "Home", "World", "Tweet", "See also", "Mail", "All rights",
    ]  # fmt: skip
    assert [words for kind, words in _blocks(article) if kind is not BlockKind.FURNITURE] == [
        "Talks resume",
        "Words of the article.",
    ]


def test_what_surrounds_the_only_article_is_furniture_but_its_headline_is_not() -> None:
    page = (
        f"<div>Top</div><div><h1>Headline</h1><article><p>{'Words. ' * 90}</p></article></div><p>Bottom</p>"
    )
    assert [kind for kind, _ in _blocks(read_html(page))] == [
        BlockKind.FURNITURE,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.FURNITURE,
    ]


def test_a_wrapper_named_like_a_sidebar_does_not_hide_the_article() -> None:
    article = read_html("<div class='has sidebar'><h1>Head</h1><p>Body words.</p></div>")
    assert BlockKind.FURNITURE not in [kind for kind, _ in _blocks(article)]


def test_metadata_of_the_head() -> None:
    article = read_html(
        '<html lang="en_GB"><head><title>Talks resume - The Paper</title>'
        '<meta property="og:title" content="Talks resume in Doha">'
        '<meta property="og:site_name" content="The Paper">'
        '<meta name="author" content="A. Writer"><link rel="canonical" href="https://paper.example/talks">'
        '<meta property="article:published_time" content="2020-09-14T08:00:00Z"></head>'
        "<body><h1>Talks resume in Doha</h1><p>Text. <a href='/more'>more</a></p>"
    )
    assert (article.title, article.source, article.author) == (
        "Talks resume in Doha",
        "The Paper",
        "A. Writer",
    )
    assert article.published == PartialDate("2020-09-14", Provenance.METADATA)
    assert (article.language, article.url) == ("en-GB", "https://paper.example/talks")
    assert article.spans[0].target == "https://paper.example/more"


def test_metadata_of_linked_data() -> None:
    article = read_html(
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",'
        ' "datePublished": "2019-01-23", "author": [{"name": "One"}, "Two"],'
        ' "publisher": {"name": "Pub"}}]}</script>'
        '<script type="application/ld+json">{broken</script><p>x</p>'
    )
    assert (article.published.value, article.author, article.source) == ("2019-01-23", "One, Two", "Pub")


def test_impossible_dates_are_no_dates() -> None:
    for written in ("0001-01-01", "2020-13-45", "soon", "20200101"):
        assert read_html(f"<meta name=date content='{written}'><p>x").published == PartialDate()


def test_bytes_are_decoded_as_the_page_declares() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Мир</p>'.encode("cp1251")
    assert read_html(page).text == "Мир"
    assert read_html("<meta charset=latin1><p>Мир é".encode()).text == "Мир é"


def test_a_page_without_words_is_empty() -> None:
    for page in ("", " ", "<!-- -->", "<script>x</script>", "<html></html>"):
        assert read_html(page).text == ""


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 60_000 + "deep words" + "</div>" * 60_000,
        "<ul><li>x" * 30_000,
        "<b>" * 50_000 + "x",
        "<table><tr><td>x" * 20_000,
        "<script" * 50_000 + "x",
        "<p " + "a=b " * 100_000 + ">x",
        "<header>x" * 1_500,
        "<form><p>x" * 10_000,
        "<!ENTITY a 'b'>&a;" * 10_000 + "x",
        "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>&x;</p>x",
    ],
)
def test_hostile_pages_are_read_in_seconds(page: str) -> None:
    began = time.process_time()
    article = read_html(page)
    assert time.process_time() - began < 8
    assert "root:" not in article.text
    _check(article)


def test_too_deep_a_page_keeps_its_words() -> None:
    article = read_html(
        "<div>" * 60_000 + "deep <b>words</b> &amp; more<script>no</script>" + "</div>" * 60_000
    )
    assert article.text.split() == ["deep", "words", "&", "more"]
    assert article.warnings == (TOO_DEEP,)


@pytest.mark.parametrize(
    "page",
    [
        "<html><title>Talks</title><article><h1>Talks</h1><p>Envoys met.</p></article>",
        "<!doctype html><title>Talks</title><meta charset=utf-8><main><h1>Talks</h1></main><p>Envoys met.",
        "<title>Talks</title><section><h1>Talks</h1></section>Envoys met.",
    ],
)
def test_a_page_that_leaves_head_and_body_out_keeps_its_words(page: str) -> None:
    article = read_html(page)
    assert article.title == "Talks"
    assert article.text == "Talks\nEnvoys met."
