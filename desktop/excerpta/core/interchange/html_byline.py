"""Who wrote a page and when, as the page marks it up beside its headline."""

import re
from collections.abc import Iterator

from lxml import etree

_AUTHOR_CLASS = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author(?:[_-]{1,2}(?:name|link))?|byline[_-]{1,2}name|p-author)(?:$|\s)", re.I
)
_BY = re.compile(
    r"(?:written |posted |publicado |publié )?(?:by|von|par|por|da|di|door|av)[:\s]+", re.IGNORECASE
)
_NAME = re.compile(r"(?:(?!\d)[\w.’'·-]+,?\s?){1,8}")
_NOT_A_NAME = re.compile(
    r"\b(?:comments?|updated|published|min read|follow|share|about|author|staff writer)\b", re.I
)
_COMMENT = re.compile(r"\bcomment", re.IGNORECASE)
_LONGEST = 80
_LONGEST_LOOK = 200
_MOST_CANDIDATES = 20


def author_marked(page: etree._Element) -> str:
    """The first name that a page marks as its author's, without “By”; empty without one."""
    for tried, element in enumerate(_marked(page)):
        if tried >= _MOST_CANDIDATES:
            return ""
        named = element.find(".//*[@itemprop='name']")
        words = _words_of(element if named is None else named)
        words = without_by(words).strip(" ,|•·:-–—")
        if 3 < len(words) <= _LONGEST and _NAME.fullmatch(words) and not _NOT_A_NAME.search(words):
            return words
    return ""


def without_by(words: str) -> str:
    """A byline without the “By” that it begins with."""
    found = _BY.match(words)
    return words[found.end() :] if found else words


def date_marked(page: etree._Element) -> str:
    """The time at which a page says that it was published, as it is written there."""
    for element in page.iter("time", "span", "div", "abbr"):
        if element.get("itemprop", "").lower() == "datepublished" or element.get("pubdate") is not None:
            written = element.get("datetime") or element.get("content") or element.get("title") or ""
            if written:
                return written
    return ""


def _marked(page: etree._Element) -> Iterator[etree._Element]:
    """What is marked as an author, the surest way first."""
    by_class: list[etree._Element] = []
    for element in page.iter("a", "span", "p", "div", "address", "li", "cite", "strong", "em"):
        if element.get("rel") == "author" or element.get("itemprop", "").lower() == "author":
            if not _is_in_comment(element):
                yield element
        elif len(by_class) < _MOST_CANDIDATES and _AUTHOR_CLASS.search(
            element.get("class", "")[:_LONGEST_LOOK]
        ):
            by_class.append(element)
    yield from (element for element in by_class if not _is_in_comment(element))


def _is_in_comment(element: etree._Element) -> bool:
    return any(
        _COMMENT.search(f"{above.get('class', '')} {above.get('id', '')}"[:_LONGEST_LOOK])
        for above in element.iterancestors("li", "div", "section", "ol", "ul", "article")
    )


def _words_of(element: etree._Element) -> str:
    """The words of an element as one line; only the beginning of one that holds many."""
    words = ""
    for part in element.itertext():
        words += str(part)
        if len(words) > _LONGEST_LOOK:
            break
    return " ".join(words.split())
