"""The judge of furniture tells the parts of a page that are not its article from those that are."""

import re
from itertools import islice

from lxml import etree

_FURNITURE_TAGS = frozenset(("nav", "footer", "aside", "menu", "dialog"))
_FURNITURE_ROLES = frozenset(
    ("navigation", "banner", "complementary", "contentinfo", "search", "dialog", "alert", "menu", "toolbar")
)
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|sharebar|social|related|newsletter|comments?|breadcrumbs?|cookies?|advert\w*|ads?|"
    r"promos?|sidebar|subscribe|subscription|paywall|footer|nav|navbar|navigation|menu|masthead|toolbar|pagination|"
    r"recirculation|outbrain|taboola|sponsored|skip|widget|modal|popup|signup|disqus)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_NEVER = frozenset(
    ("html", "body", "article", "main", "head", "p", "h1", "h2", "h3", "h4", "h5", "h6", "a", "tr", "td")
)
_MOST_WRAPPERS = 100
_SHARE_OF_PAGE = 0.5
_SHORTEST_ARTICLE = 500


class FurnitureJudge:
    """Judges one page's elements, outermost first.

    Where the page has exactly one `main` or one `article` of some length, all else is furniture,
    but for its headline.
    """

    def __init__(self, page: etree._Element) -> None:
        self._body_length = _length(page)
        self._wrappers = 0
        self._around: frozenset[etree._Element] = frozenset()
        self._article = self._find_article(page)
        if self._article is not None:
            self._around = frozenset(self._article.iterancestors())

    def is_furniture(self, element: etree._Element, *, inside: bool) -> bool:
        """Whether furniture begins with this element; `inside`: it is furniture already."""
        tag = element.tag
        if inside or not isinstance(tag, str) or tag in ("html", "body", "head"):
            return False
        if (
            element not in self._around
            and element is not self._article
            and element.getparent() in self._around
        ):
            return True
        if tag in _NEVER or self._wrappers >= _MOST_WRAPPERS or not self._looks_like_furniture(element):
            return False
        if self._holds_article(element):
            self._wrappers += 1
            return False
        return True

    def is_headline(self, element: etree._Element) -> bool:
        """Whether a heading outside the article is its headline all the same."""
        return element.tag == "h1" and self._article is not None and self._article.find(".//h1") is None

    def _find_article(self, page: etree._Element) -> etree._Element | None:
        for path in (".//main", ".//article"):
            found = page.findall(path)
            if len(found) == 1 and _length(found[0]) >= _SHORTEST_ARTICLE:
                return found[0]
        return None

    def _looks_like_furniture(self, element: etree._Element) -> bool:
        tag = element.tag
        if tag in _FURNITURE_TAGS or element.get("role", "") in _FURNITURE_ROLES:
            return True
        if tag == "header":
            return not any(above.tag in ("article", "main") for above in element.iterancestors())
        if tag == "form":
            return sum(1 for _ in islice(element.iterfind(".//p"), 3)) < 3
        if element.get("hidden") is not None or element.get("aria-hidden") == "true":
            return True
        names = f"{element.get('class', '')} {element.get('id', '')}"
        return bool(_NAMES.search(names) or _HIDDEN.search(element.get("style", "")))

    def _holds_article(self, element: etree._Element) -> bool:
        """Whether the article itself seems to be inside, so that the element only wraps it."""
        if any(element.find(path) is not None for path in (".//h1", ".//article", ".//main")):
            return True
        return element.tag not in _FURNITURE_TAGS and _length(element) > _SHARE_OF_PAGE * self._body_length


class OnlyContents:
    """Judges what is no page of the web: in a book or a mail, only a table of contents is furniture."""

    def is_furniture(self, element: etree._Element, *, inside: bool) -> bool:
        """Whether furniture begins with this element; `inside`: it is furniture already."""
        return element.tag == "nav" and not inside

    def is_headline(self, _: etree._Element) -> bool:
        """Whether a heading in furniture is the headline all the same."""
        return False


def _length(element: etree._Element) -> int:
    """How many characters of text are in an element, scripts and styles apart."""
    return sum(
        len(text)
        for part in element.iter()
        if part.tag not in ("script", "style")
        for text in (part.text, part.tail)
        if text
    )
