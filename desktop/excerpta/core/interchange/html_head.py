"""Where a page leaves `<head>` and `<body>` out, as HTML allows, its words are given back to the body.

WORKAROUND: libxml2 knows the elements of HTML 4. An `<article>`, `<main>` or `<section>` directly behind
the title is unknown to it, ends no head, and takes all that it holds into it; this can go when the
parser knows HTML 5.
"""

from lxml import etree

_OF_HEAD = frozenset({"title", "meta", "link", "base", "script", "style", "template", "noscript"})


def end_head(page: etree._Element) -> None:
    """Move what stands in the head and is none of it, and all behind that, to the beginning of the body."""
    head = page.find("head")
    if head is None:
        return
    children = list(head)
    first = next((place for place, one in enumerate(children) if one.tag not in _OF_HEAD), None)
    if first is None:
        return
    body = page.find("body")
    if body is None:
        body = etree.SubElement(page, "body")
    moved = children[first:]
    moved[-1].tail = f"{moved[-1].tail or ''}{body.text or ''}" or None
    body.text = None
    body[:0] = moved
