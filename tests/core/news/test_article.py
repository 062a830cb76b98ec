"""What articles say about themselves, in the five shapes in which scraped news comes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.interchange.html import read_html
from excerpta.core.interchange.text import read_text
from excerpta.core.model.document import Article, BlockKind, PartialDate, Provenance
from excerpta.core.news.article import describe_article
from excerpta.core.news.particulars import particulars_of

_LONG = "Delegates from both sides walked into the same hall for the first time, and sat down to talk."
_LONGER = f"{_LONG} A mediator called the morning useful, and the afternoon long."


def _describe(*paragraphs: str) -> Article:
    return describe_article(read_text("\n\n".join(paragraphs)), name="article.txt")


def _of_kind(article: Article, kind: BlockKind) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.kind is kind]


def test_the_opening_of_a_scraper() -> None:
    article = _describe(
        f" date 2021-02-03 HERAT, Afghanistan -- {_LONGER}", "Reporting came from two cities."
    )
    assert article.text.startswith("date 2021-02-03\nHERAT, Afghanistan -- Delegates")
    assert article.published == PartialDate("2021-02-03", Provenance.STATED)
    assert article.place == "HERAT"
    assert article.title.startswith("Delegates from both sides walked")
    assert len(article.title) <= 90
    assert _of_kind(article, BlockKind.FURNITURE) == ["date 2021-02-03"]


def test_a_copy_on_a_blog() -> None:
    told = "“Nobody will say it aloud,” a former minister told Al Jazeera."
    article = describe_article(
        read_text("\n".join([_LONGER, told, "The longest road", _LONG, "No comments:", "Post a Comment"])),
        name="x",
    )
    assert _of_kind(article, BlockKind.FURNITURE) == ["No comments:", "Post a Comment"]
    assert (article.source, article.agency, article.published) == (
        "Al Jazeera",
        "Al Jazeera",
        PartialDate(),
    )
    assert article.origins["source"] is Provenance.DEDUCED


def test_mangled_quotes_and_no_title() -> None:
    article = _describe(_LONGER, "“We were promised a pause, ”said a colonel. Then nothing came. “")
    assert article.title == _LONG[: article.title.index("…")].rstrip() + "…"
    assert (article.source, article.place, article.agency) == ("", "", "")


def test_an_agency_report_with_credits_and_a_caption() -> None:
    article = _describe(
        f"HERAT (Reuters) – {_LONGER}",
        _LONG,
        "Writing by One Reporter; Editing by Another Person",
        "Image: FILE PHOTO: A delegate arrives, May 5, 2019. REUTERS/Somebody",
    )
    assert (article.place, article.agency, article.source) == ("HERAT", "Reuters", "Reuters")
    assert _of_kind(article, BlockKind.CAPTION) == [
        "Image: FILE PHOTO: A delegate arrives, May 5, 2019. REUTERS/Somebody"
    ]
    assert article.published == PartialDate()
    assert article.author == ""
    assert article.title.startswith("Delegates from both sides")


def test_furniture_above_and_below() -> None:
    caption = "The envoy is on a visit to the neighbouring country."
    article = _describe(
        "Accessibility links",
        "Breaking News",
        "Envoy On The Road As Rivals Meet For The First Time",
        f"{caption}\n{caption}",
        _LONGER,
        "With reporting by AFP, AP, and Reuters\n  • 16x9 Image",
        "    RFE/RL journalists report the news in many languages and places. "
        + "We tell what others do not. " * 9,
    )
    assert article.title == "Envoy On The Road As Rivals Meet For The First Time"
    furniture = _of_kind(article, BlockKind.FURNITURE)
    assert furniture[:5] == ["Accessibility links", "Breaking News", caption, caption, "• 16x9 Image"]
    assert furniture[5].startswith("RFE/RL journalists")
    assert "With reporting by AFP, AP, and Reuters" in _of_kind(article, BlockKind.PARAGRAPH)
    assert article.source == "RFE/RL"


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("DOHA, Sept. 12 (AP) — Talks", "DOHA", "AP"),
        ("Kabul (AFP) – Talks", "Kabul", "AFP"),
        ("(Reuters) - Talks", "", "Reuters"),
        ("(Reuters) — Talks", "", "Reuters"),
        ("NEW DELHI — Talks", "NEW DELHI", ""),
        ("UNITED NATIONS, New York -- Talks", "UNITED NATIONS", ""),
        ("BREAKING — Talks", "", ""),
        ("Kabul — a city of talks", "", ""),
        ("The talks – long awaited – began", "", ""),
        ("US – Talks", "", ""),
    ],
)
def test_datelines(opening: str, place: str, agency: str) -> None:
    article = _describe(f"{opening} {_LONGER}")
    assert (article.place, article.agency) == (place, agency)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("January 23, 2019", "2019-01-23"),
        ("14 September 2020", "2020-09-14"),
        ("Published: 2020-04-11", "2020-04-11"),
        ("Updated 9:41 AM EDT, Thu August 12, 2021", "2021-08-12"),
        ("By A. Writer | Sept. 5, 2018", "2018-09-05"),
        ("2021-13-45", ""),
        ("Born on January 23, 2019, the child has never known a single day of peace", ""),
        ("September 14", ""),
    ],
)
def test_date_lines(line: str, value: str) -> None:
    published = _describe("Envoy on the road as rivals meet", line, _LONGER).published
    assert published == (PartialDate(value, Provenance.STATED) if value else PartialDate())


def test_a_date_with_its_year_in_a_dateline_says_that_it_came_from_there() -> None:
    article = _describe(f"DOHA, Sept. 12, 2020 (AP) — {_LONGER}")
    assert article.published == PartialDate("2020-09-12", Provenance.DATELINE)


def test_a_byline() -> None:
    article = _describe("Talks begin in a hall", "By Amina Noor and Jo van Dyk", _LONGER)
    assert article.author == "Amina Noor and Jo van Dyk"
    assert _describe("Talks begin in a hall", "By The Sea It Began", _LONGER).author == ""


def test_people_who_told_several_outlets_name_no_source() -> None:
    assert _describe(_LONGER, "He told Reuters so. She told the BBC otherwise.").source == ""
    assert _describe(_LONGER, "He told the BBC so. She told the BBC otherwise.").source == "BBC"
    assert _describe(_LONGER, "He told Reuters news agency so.").source == ""


def test_what_is_known_already_is_kept() -> None:
    known = replace(
        read_text(f"HERAT (Reuters) – {_LONGER}"),
        title="A title",
        source="A paper",
        place="Doha",
        agency="AP",
        author="Me",
        language="en-GB",
        origins={"place": Provenance.USER},
        published=PartialDate("2020", Provenance.METADATA),
    )
    assert describe_article(known, name="x") == known


def test_headings_give_titles() -> None:
    article = describe_article(read_html(f"<p>{_LONGER}</p><h2>A <i>second</i> heading</h2>"), name="x")
    assert article.title == "A second heading"


def test_without_words_the_file_gives_the_title() -> None:
    assert describe_article(read_html("<img src=x>"), name="folder/a_scan.html").title == "a_scan"
    assert describe_article(Article("", ()), name="").title == "Untitled"


def test_a_line_without_words_is_no_title() -> None:
    assert _describe("{", "* * *", "Talks begin.").title == "Talks begin."


def test_an_article_never_becomes_all_furniture() -> None:
    assert _of_kind(_describe("Breaking News"), BlockKind.PARAGRAPH) == ["Breaking News"]


_ODD = """
date 2021-99-99 |KABUL (AP) –|By A B|Published: 2020-01-01|• 16x9 Image|Image: x|(Reuters)|told Reuters|
No comments:|ab|۱۴ سپتامبر|May 5, 0000|\ufffc|date 2020-02-30 X — y|
Date: ۳۱ اسفند ۱۳۹۹|Quelle: |By |
Tehran, IRNA –|新华社1月99日电|【】|(=)|[東京 99日 ロイター]|30 اسفند 1400|Monday, February 29|
over the weekend|2018|Retrieved: x|: |：x
"""
_LINES = st.sampled_from([_LONG, *_ODD.split("|")])


@given(st.lists(_LINES | st.text(max_size=30), max_size=12).map("\n".join), st.text(max_size=10))
def test_the_text_is_never_changed_and_the_title_never_empty(text: str, name: str) -> None:
    article = read_text(text.replace("\r", "\n"))
    described = describe_article(article, name=name)
    assert (described.text, described.spans) == (article.text, article.spans)
    assert [(block.start, block.end) for block in described.blocks] == [
        (block.start, block.end) for block in article.blocks
    ]
    assert described.title.strip()
    assert "\n" not in described.title
    parts = particulars_of(described.text, described.blocks, title=described.title)
    found = [*parts.furniture, *parts.credits, *parts.captions, *parts.subheads]
    for one in [*found, parts.dateline] if parts.dateline else found:
        assert 0 <= one.start <= one.end <= len(described.text)
        assert described.text[one.start : one.end] == one.text
    assert all(getattr(described, name) for name in described.origins)


def test_byline_and_date_that_a_page_folds_below_its_headline_are_read_and_menus_above_it_are_not() -> None:
    menu = "".join(f"<li><a href=/{n}>Section {n}</a></li>" for n in range(30))
    story = "<p>The talks went on for hours, and nobody in the hall knew what would come of them.</p>" * 5
    page = (
        f"<ul>{menu}</ul><div>January 1, 1999</div><div><h1>Talks go on</h1><div>By Ada Writer</div>"
        f"<div>September 14, 2020</div><div>{story}</div></div><div>March 3, 2003</div>"
    )
    article = describe_article(read_html(page), name="page.html")
    assert (article.author, article.published.value) == ("Ada Writer", "2020-09-14")
