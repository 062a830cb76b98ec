"""Where the pictures of a page may lie, and the words that its author gave them."""

import re

from lxml import etree

_PLACES = ("src", "data-src", "data-original", "data-lazy-src")
_SETS = ("srcset", "data-srcset")
_OF_SET = re.compile(r"\s*(\S*[^\s,])(?:\s+([0-9.]{1,9})[wx])?\s*(?:,|$)")
_LONGEST_SET = 10_000


def addresses_of(image: etree._Element) -> list[str]:
    """The places at which an `img` may lie, the likeliest first; of several sizes the largest."""
    found = [address for name in _PLACES if (address := (image.get(name) or "").strip())]
    for name in _SETS:
        listed = (image.get(name) or "")[:_LONGEST_SET]
        sizes = [(float(match[2] or 1), match[1]) for match in _OF_SET.finditer(listed) if _is_size(match[2])]
        found += [address for _, address in sorted(sizes, key=lambda size: -size[0])]
    return list(dict.fromkeys(found))


def is_shown(image: etree._Element) -> bool:
    """Whether an `img` is a picture that people see: one pixel only counts them."""
    is_tiny = {image.get("width"), image.get("height")} & {"0", "1", "1px", "0px"}
    return not is_tiny and any(image.get(name) for name in (*_PLACES, *_SETS))


def description_of(image: etree._Element) -> str:
    """The alternative text of an `img`, else its title, as one line."""
    return " ".join((image.get("alt") or image.get("title") or "").split())


def _is_size(written: str | None) -> bool:
    return written is None or (written.count(".") < 2 and written != ".")
