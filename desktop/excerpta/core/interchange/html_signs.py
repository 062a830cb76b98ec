"""What the name, the role and the classes of an element say about it: furniture, or a caption."""

import re

from lxml import etree

from excerpta.core.interchange.html_regions import Region, tags

_FURNITURE_TAGS = tags("nav footer aside menu dialog form fieldset address button")
_FURNITURE_ROLES = tags(
    "navigation banner complementary contentinfo search dialog alert menu menubar toolbar tablist"
)
_FURNITURE_WORDS = tags(
    "share sharing sharebar sharedaddy social related newsletter newsletters comment comments commentlist "
    "respond breadcrumb breadcrumbs cookie cookies advert advertisement advertising ad ads adv promo promos "
    "promotion sidebar subscribe subscription footer nav navbar navigation menu masthead toolbar pagination "
    "pager recirc recirculation outbrain taboola sponsored sponsor skip widget widgets modal popup signup "
    "disqus most popular trending recommended recommendations recommend tags taglist bio byline credit "
    "credits meta metadata login register teaser teasers toc infobox tools rating ratings rail gdpr privacy "
    "consent print overlay carousel slideshow disclaimer copyright timestamp date author tooltip noprint "
    "upsell donate donation readmore gallery feedback poll"
)
_FURNITURE_BEGINNINGS = (
    "relatedp", "recommend", "advert", "socialm", "sharing", "comment", "newsletter", "breadcrumb",
    "outbrain", "taboola",
)  # fmt: skip
_CAPTION_TAGS = tags("figcaption caption")
_CAPTION_WORDS = tags("caption captions figcaption imagecaption photocaption cutline")
_NAMED_CAPTIONS = tags("div p li dd")
_NAMES_SAY_NOTHING = tags("html body article main h1 h2 h3 h4 h5 h6 tr td")
_BODY = re.compile(
    r"\b(?:article|story|post|entry|news|main|page)[_-]*(?:body|content|text)\b|\bwysiwyg\b", re.IGNORECASE
)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_GAPS = re.compile(r"[\s_-]+")
_LONGEST_NAMES = 400


def is_furniture_by_tag(region: Region) -> bool:
    """Whether an element is furniture by its name or its role."""
    return region.tag in _FURNITURE_TAGS or region.element.get("role") in _FURNITURE_ROLES


def looks_like_furniture(region: Region) -> bool:
    """Whether an element calls itself something else than an article, or a part of one."""
    element = region.element
    if is_furniture_by_tag(region) or element.get("aria-hidden") == "true":
        return True
    if region.tag in _NAMES_SAY_NOTHING:
        return False
    return any(
        word in _FURNITURE_WORDS or word.startswith(_FURNITURE_BEGINNINGS) for word in _words_of(element)
    )


def looks_like_body(region: Region) -> bool:
    """Whether an element calls itself the text of an article."""
    element = region.element
    if element.get("itemprop", "").lower() == "articlebody":
        return True
    return region.tag not in ("html", "body") and _BODY.search(_names_of(element)) is not None


def looks_like_caption(region: Region) -> bool:
    """Whether an element calls itself the caption of a picture or a table."""
    if region.tag in _CAPTION_TAGS:
        return True
    return region.tag in _NAMED_CAPTIONS and not _CAPTION_WORDS.isdisjoint(_words_of(region.element))


def _words_of(element: etree._Element) -> list[str]:
    """The words of which the classes and the id of an element are put together, in small letters."""
    names = _names_of(element)
    return [word for word in _GAPS.split(_HUMP.sub("-", names).lower()) if word] if names else []


def _names_of(element: etree._Element) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}"[:_LONGEST_NAMES].strip()
