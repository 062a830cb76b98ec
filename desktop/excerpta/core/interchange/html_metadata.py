"""What a page says about itself in its head: title, source, author, date, language, address."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from lxml import etree

from excerpta.core.interchange.html_byline import author_marked, date_marked, without_by
from excerpta.core.model.document import Article, BlockKind, PartialDate, Provenance

_TITLE_NAMES = ("og:title", "twitter:title", "dc.title")
_SOURCE_NAMES = ("og:site_name", "application-name", "dc.publisher")
_AUTHOR_NAMES = ("author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author")
_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
)
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d{1,6}\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>\"]+)",
    re.IGNORECASE,
)
_LONGEST_NOTICE = 10_000
_ISO_DATE = re.compile(r"\s*((?:1[5-9]|20)\d\d)(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])")
_SHORTEST_TITLE = 10
_LONGEST_SCRIPT = 1_000_000
_MOST_NODES = 10_000


def add_metadata(article: Article, page: etree._Element) -> Article:
    """The article with what the page's head says; what it does not say stays empty."""
    said = _said(page)
    linked = _linked_data(page)
    source = _first(said, _SOURCE_NAMES) or linked.get("publisher", "")
    author = _first(said, _AUTHOR_NAMES)
    if author.startswith(("http://", "https://")):
        author = ""
    published = (
        iso_date(_first(said, _DATE_NAMES))
        or iso_date(linked.get("datePublished", ""))
        or iso_date(date_marked(page))
    )
    canonical = page.find(".//link[@rel='canonical']")
    url = _address(canonical.get("href", "") if canonical is not None else "") or _address(
        said.get("og:url", "")
    )
    return replace(
        article,
        title=_title(article, said, page, source),
        source=source,
        author=without_by(author or linked.get("author", "")) or author_marked(page),
        published=PartialDate(published, Provenance.METADATA) if published else article.published,
        language=_language(page, said),
        url=url,
    )


def saved_from(text: str) -> str:
    """The address that a browser wrote into a page when it saved it; empty when none is there."""
    found = _SAVED_FROM.search(text[:_LONGEST_NOTICE])
    return found[1] if found else ""


def _said(page: etree._Element) -> dict[str, str]:
    """The first content of every `meta`, by its name in small letters."""
    said: dict[str, str] = {}
    for element in page.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join(element.get("content", "").split())
        if name and content:
            said.setdefault(name.lower(), content)
    return said


def _first(said: dict[str, str], names: tuple[str, ...]) -> str:
    return next((said[name] for name in names if name in said), "")


def _title(article: Article, said: dict[str, str], page: etree._Element, source: str) -> str:
    """A main heading that the head names too; else its title for sharing, a heading, its title."""
    headings = _headings(article, highest=1)
    named = page.find(".//title")
    title = " ".join((named.text or "").split()) if named is not None else ""
    for separator in (" | ", " - ", " – ", " — ", " :: "):
        if source and title.casefold().endswith(separator + source.casefold()):
            title = title[: -len(separator + source)].rstrip()
    shared = _first(said, _TITLE_NAMES)
    headings = [heading for heading in headings if heading and heading.casefold() != source.casefold()]
    for named_so in filter(None, (shared, title)):
        for heading in headings:
            if heading.casefold() in named_so.casefold() or named_so.casefold() in heading.casefold():
                return heading
        if len(headings) == 1 and _are_alike(headings[0], named_so):
            return headings[0]
        lower = (heading for heading in _headings(article, highest=3) if len(heading) >= _SHORTEST_TITLE)
        if found := next((one for one in lower if one.casefold() in named_so.casefold()), ""):
            return found
    return shared or next(iter(headings), "") or title


def _are_alike(one: str, other: str) -> bool:
    """Whether two titles share more than half of the words of the shorter one, and at least two."""
    words, others = set(one.casefold().split()), set(other.casefold().split())
    return len(words & others) >= max(2, min(len(words), len(others)) // 2 + 1)


def _headings(article: Article, *, highest: int) -> list[str]:
    """The words of the headings of an article up to a level."""
    return [
        " ".join(article.text[block.start : block.end].replace("\ufffc", " ").split())
        for block in article.blocks
        if block.kind is BlockKind.HEADING and block.level <= highest
    ]


def _language(page: etree._Element, said: dict[str, str]) -> str:
    written = page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    written = written or said.get("og:locale", "") or said.get("content-language", "")
    found = re.match(r"\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\s*$", written)
    return found[1].replace("_", "-") if found else ""


def _address(written: str) -> str:
    address = written.strip()
    return address if address.lower().startswith(("http://", "https://")) else ""


def iso_date(written: str) -> str:
    """The date of an ISO 8601 time as precisely as it is written; empty when it is no date."""
    found = _ISO_DATE.match(written)
    if not found:
        return ""
    year, month, day = found.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    return "-".join(part for part in (year, month, day) if part)


def _linked_data(page: etree._Element) -> dict[str, str]:
    """Date, author and publisher from the page's JSON-LD, where it has any."""
    found: dict[str, str] = {}
    for script in page.iter("script"):
        if (
            script.get("type") != "application/ld+json"
            or not script.text
            or len(script.text) > _LONGEST_SCRIPT
        ):
            continue
        try:
            linked = json.loads(script.text)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(linked):
            kinds = node.get("@type")
            if not any("Article" in kind for kind in _listed(kinds) if isinstance(kind, str)):
                continue
            for key in ("datePublished", "author", "publisher"):
                value = ", ".join(name for item in _listed(node.get(key)) if (name := _name(item)))
                if value:
                    found.setdefault(key, value)
    return found


def _nodes(linked: object) -> Iterator[dict[str, object]]:
    waiting, seen = [linked], 0
    while waiting and seen < _MOST_NODES:
        node = waiting.pop()
        seen += 1
        if isinstance(node, dict):
            yield node
            waiting.extend(reversed(_listed(node.get("@graph"))))
        elif isinstance(node, list):
            waiting.extend(reversed(node))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _name(value: object) -> str:
    """A name that JSON-LD writes as a text or as a thing with a name."""
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(value.split()) if isinstance(value, str) else ""
