"""Where the article of a page is: what is left out is furniture, and nothing that is seen is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from excerpta.core.interchange.html import read_html
from excerpta.core.interchange.html_regions import DROPPED
from excerpta.core.model.document import Article, BlockKind

_WORDS = "The talks went on for hours, and nobody in the hall knew what would come of them. "
_TEXT = f"<p>{_WORDS * 2}</p>" * 3
_PIECES = """
<p> </p> <div> </div> <div~class=related> <div~class='post-content'> <article> </article> <main> </main>
<span> </span> <p~aria-hidden=true> <nav> </nav> <aside> </aside> <h1> </h1> <h3> <a~href=x> </a> <ul> <li>
</ul> <table> <tr> <td> </table> <caption> <figure> <figcaption> </figure> <img~src=x> <pre> </pre> <br> <b>
</b> <form> <script>x</script> <noscript> &nbsp; <blockquote> <font> <center> <div~class=caption> <section>
</section> <header> <footer> <hr> one 👍 می‌خواهد é 新聞
"""
_PAGES = st.lists(
    st.sampled_from([piece.replace("~", " ") for piece in _PIECES.split()]) | st.just(_WORDS), max_size=60
).map("".join)


def _seen(page: str) -> str:
    """The characters that a browser shows of a page, white space apart, told by walking its tree plainly."""
    shown: list[str] = []

    def walk(element: lxml_html.HtmlElement) -> None:
        if element.tag not in DROPPED:
            shown.append(element.text or "")
            for part in element:
                walk(part)
                shown.append(part.tail or "")

    walk(lxml_html.document_fromstring(page))
    return "".join("".join(shown).split())


def _of(article: Article, kind: BlockKind) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.kind is kind]


@given(_PAGES)
def test_every_character_that_is_seen_is_in_the_document_once_and_in_its_place(page: str) -> None:
    article = read_html(f"<body>{page}</body>")
    assert "".join(article.text.replace("\ufffc", "").split()) == _seen(f"<body>{page}</body>")


def test_the_part_with_the_running_text_is_the_article_and_all_else_is_folded() -> None:
    article = read_html(
        "<body>Loose words<div class=top><a href=/>Home</a> <a href=/w>World</a></div>"
        f"<div><h1>Talks go on</h1><span>9 comments</span><div>{_TEXT}<h2>Later</h2>{_TEXT}</div></div>"
        f"<ul><li><h3><a href=/x>Another story</a></h3><p>{_WORDS}</p></li></ul>"
        "<p>Copyright of the paper</p></body>"
    )
    assert _of(article, BlockKind.FURNITURE) == [
        "Loose words", "Home World", "9 comments", "Another story", _WORDS.strip(), "Copyright of the paper",
    ]  # fmt: skip
    assert _of(article, BlockKind.HEADING) == ["Talks go on", "Later"]
    assert len(_of(article, BlockKind.PARAGRAPH)) == 6


@pytest.mark.parametrize(
    "furniture",
    [
        f"<div class='RelatedStories'><p>{_WORDS}</p></div>",
        f"<div id=newsletter-box><p>{_WORDS}</p></div>",
        f"<article><p>{_WORDS}</p></article>",
        f"<div><h4><a href=x>Another story</a></h4><p>{_WORDS}</p></div>",
        f"<aside><p>{_WORDS}</p></aside>",
        f"<ul><li><a href=x>{_WORDS}</a></ul>",
        f"<p><a href=x>{_WORDS}</a></p>",
    ],
)
def test_what_interrupts_an_article_is_folded_where_it_stands(furniture: str) -> None:
    article = read_html(f"<article>{_TEXT}{furniture}{_TEXT}</article>")
    kinds = [block.kind for block in article.blocks]
    assert kinds[:3] == kinds[-3:] == [BlockKind.PARAGRAPH] * 3
    assert set(kinds[3:-3]) == {BlockKind.FURNITURE}


def test_structure_of_the_article_is_kept() -> None:
    article = read_html(
        f"<h1>Talks</h1><figure><img src=x alt=Hall><figcaption>The hall</figcaption></figure><div>{_TEXT}"
        f"<ul><li>one<li>two</ul><blockquote>{_WORDS}</blockquote><table><tr><td>1<td>2</table>"
        f"<div class=photo-caption>In the hall</div>{_TEXT}<p>“Yes,” she said.</p></div><div>x</div>"
    )
    kinds = [block.kind for block in article.blocks if block.kind is not BlockKind.PARAGRAPH]
    assert kinds == [
        BlockKind.HEADING, BlockKind.IMAGE, BlockKind.CAPTION, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM,
        BlockKind.QUOTATION, BlockKind.TABLE, BlockKind.CAPTION, BlockKind.FURNITURE,
    ]  # fmt: skip


def test_what_is_hidden_is_no_text_but_an_article_that_waits_for_a_script_is() -> None:
    hidden = (
        "<p hidden>no</p><div style='color:red;display: none'>no</div><b style='visibility:hidden'>no</b>"
    )
    table = "<table><tr><td>1<td>2<td hidden>no</table>"
    article = read_html(f"<div>{_TEXT}{hidden}{table}{_TEXT}</div>")
    assert "no" not in article.text.replace("nobody", "").split()
    assert "1\t2" in article.text
    assert len(_of(read_html(f"<div style='display:none'>{_TEXT}</div>"), BlockKind.PARAGRAPH)) == 3


def test_a_page_that_is_no_article_is_kept_whole_but_for_its_menus() -> None:
    entries = "".join(
        f"<dt id=f{n}><a href=#f{n}>name{n}</a></dt><dd>Short entry {n}.</dd>" for n in range(60)
    )
    menu = "".join(f"<li><a href=/{n}>Chapter {n} of the book</a></li>" for n in range(9))
    article = read_html(f"<ul>{menu}</ul><div><p>{_WORDS * 4}</p><dl>{entries}</dl></div>")
    assert _of(article, BlockKind.FURNITURE) == [f"Chapter {n} of the book" for n in range(9)]


def test_what_goes_on_beside_the_last_paragraph_belongs_to_it() -> None:
    body = f"{_TEXT}<p>Bears 14, Lions 7</p><h3>Notes</h3><ul><li>one<li>two</ul><pre>x = 1</pre>"
    article = read_html(
        f"<div><div>{body}</div><p>Read more: <a href=x>Another story</a></p></div><div>x</div>"
    )
    assert _of(article, BlockKind.FURNITURE) == ["Read more: Another story", "x"]
    assert _of(article, BlockKind.LIST_ITEM) == ["one", "two"]


def test_a_heading_that_the_page_is_called_by_is_its_headline_though_it_is_linked() -> None:
    article = read_html(
        f"<title>Talks go on - The Paper</title><h1><a href=/>The Paper</a></h1>"
        f"<h2><a href=/talks>Talks go on</a></h2><p>9 comments</p>{_TEXT}"
    )
    assert _of(article, BlockKind.HEADING) == ["Talks go on"]
    assert article.title == "Talks go on"


@pytest.mark.parametrize(
    "sentence",
    [
        "和平谈判持续了几个小时，大厅里没有人知道结果如何。",
        "گفتگوها چند ساعت ادامه یافت و کسی نتیجه را نمی‌دانست. ",
    ],
)
def test_articles_of_other_scripts_are_found(sentence: str) -> None:
    text = f"<p>{sentence * 3}</p>" * 3
    article = read_html(f"<div>菜单</div><div>{text}</div><div>版权</div>")
    assert _of(article, BlockKind.FURNITURE) == ["菜单", "版权"]
    assert len(_of(article, BlockKind.PARAGRAPH)) == 3


def test_a_list_at_the_end_is_kept_to_its_last_item() -> None:
    items = f"<ol><li>{_WORDS}<li>Boil for ten minutes<li>Let it cool</ol>"
    article = read_html(f"<div><div>{_TEXT}</div><div>{items}</div></div><div>Print</div>")
    assert _of(article, BlockKind.LIST_ITEM) == [_WORDS.strip(), "Boil for ten minutes", "Let it cool"]


def test_above_the_first_paragraph_a_figure_belongs_to_the_article_and_a_portrait_does_not() -> None:
    page = "<h1>Talks</h1><div><img src=writer.png></div><figure><img src=hall.png alt=Hall></figure>"
    article = read_html(f"{page}<div>{_TEXT}</div><div>x</div>")
    assert [block.description for block in article.blocks if block.kind is BlockKind.IMAGE] == ["Hall"]


def test_an_invitation_to_read_something_else_is_folded_as_a_heading_too() -> None:
    article = read_html(f"<div>{_TEXT}<h3>Related post: <a href=x>Another story</a></h3>{_TEXT}</div>")
    assert _of(article, BlockKind.FURNITURE) == ["Related post: Another story"]


def test_the_title_is_the_headline_that_is_seen_where_the_head_puts_it_a_little_differently() -> None:
    head = "<title>Spiced pear jam</title><h1>Homemade spiced pear jam for the holidays</h1>"
    article = read_html(f"{head}<div>{_TEXT}<h3>Spiced pear jam</h3>{_TEXT}</div>")
    assert article.title == "Homemade spiced pear jam for the holidays"


def test_what_leads_to_the_first_long_paragraph_under_headings_is_kept() -> None:
    body = f"<h2>Usage</h2><pre>run it</pre><p>See below.</p><h2>Example</h2>{_TEXT}"
    article = read_html(f"<h1>Guide</h1><div>12 comments</div><div>{body}</div><div>x</div>")
    assert _of(article, BlockKind.FURNITURE) == ["12 comments", "x"]
    assert _of(article, BlockKind.HEADING) == ["Guide", "Usage", "Example"]
