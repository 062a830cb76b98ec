"""Who wrote a page and when, as it marks it up in its body."""

import pytest

from excerpta.core.interchange.html import read_html

_TEXT = f"<p>{'The talks went on for hours, and nobody knew what would come of them. ' * 4}</p>"


@pytest.mark.parametrize(
    ("marked", "author"),
    [
        ("<a rel=author href=/x>Ada Writer</a>", "Ada Writer"),
        ("<span itemprop=author>Avatar of <b itemprop=name>Ada Writer</b></span>", "Ada Writer"),
        ("<p class='byline'>By Ada Writer and B. O’Neil</p>", "Ada Writer and B. O’Neil"),
        ("<span class='post-author'>von سارا نویسنده |</span>", "سارا نویسنده"),
        ("<div class=author>12 comments</div><div class=author>Ada Writer</div>", "Ada Writer"),
        ("<div class=comment><span class=author>Angry Reader</span></div>", ""),
        ("<div class=byline>Updated 12:30</div>", ""),
        (f"<div class=author>{'About the author ' * 9}</div>", ""),
    ],
)
def test_the_author_is_who_the_page_marks_so(marked: str, author: str) -> None:
    assert read_html(f"<h1>Talks</h1>{marked}{_TEXT}").author == author


def test_what_the_head_says_goes_before_and_loses_its_by() -> None:
    page = f"<meta name=author content='By A. Head'><a rel=author>B. Body</a>{_TEXT}"
    assert read_html(page).author == "A. Head"


@pytest.mark.parametrize(
    "marked",
    [
        "<time itemprop=datePublished datetime='2020-09-14T10:00:00Z'>today</time>",
        "<time pubdate datetime=2020-09-14>today</time>",
        "<span itemprop=datePublished content=2020-09-14>today</span>",
    ],
)
def test_the_day_is_what_the_page_marks_so(marked: str) -> None:
    assert read_html(f"<h1>Talks</h1>{marked}{_TEXT}").published.value == "2020-09-14"


def test_a_time_that_is_marked_as_nothing_is_no_date_of_publication() -> None:
    assert read_html(f"<h1>Talks</h1><time datetime=2020-09-14>x</time>{_TEXT}").published.value == ""
