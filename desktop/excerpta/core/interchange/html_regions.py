"""A page as regions: every element that begins a line of its own, with what is written right inside of it.

Question: what of an element that is hidden? Choice: inside of a table of data it is passed over at once;
anywhere else it is a region, and whoever looks at all of them decides. Why: some pages hide their
whole article until a script has run.
"""

import re
from dataclasses import dataclass

from lxml import etree


def tags(listed: str) -> frozenset[str]:
    """The names of elements that a text lists."""
    return frozenset(listed.split())


DROPPED = tags(
    "script style template noscript head title meta link iframe object embed applet svg math canvas video "
    "audio source track select option datalist textarea input button map area rp frameset"
)
"""Elements that hold no words of the page."""

INLINE = tags(
    "b strong i em cite var dfn u ins s strike del code kbd samp tt sup sub small a abbr acronym bdi bdo big "
    "data font label mark nobr output picture rb rt ruby span time wbr q img br"
)
"""Elements that go on with the line that they stand in."""

CELLS = tags("td th")
_NOT_IN_CELLS = tags("table p h1 h2 h3 h4 h5 h6 ul ol blockquote form")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)(?![\w-])", re.IGNORECASE)
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SPACE = re.compile(r"\s+")
_LONGEST_OPENING = 160
_WEIGHT_OF_WIDE = 3


@dataclass(slots=True, eq=False)
class Region:
    """What is written right inside of one element, and how much there is in it altogether.

    Attributes:
        element: the element.
        tag: its name.
        parent: the index of the region around it, -1 for the outermost.
        end: one after the index of the last region inside of it.
        own, linked: how much is written right inside of it, and how much of that leads elsewhere; in
            letters of an alphabet, for which a Chinese, Japanese or Korean character counts three times.
        opening: the first words right inside of it, white space collapsed.
        total, total_linked: the same of all that is inside of it.

    """

    element: etree._Element
    tag: str
    parent: int
    end: int = 0
    own: int = 0
    linked: int = 0
    opening: str = ""
    total: int = 0
    total_linked: int = 0

    @property
    def plain(self) -> int:
        """How much is written right inside of it that leads nowhere."""
        return self.own - self.linked

    @property
    def is_linked(self) -> bool:
        """Whether more than half of what is written right inside of it leads elsewhere."""
        return 2 * self.linked > self.own

    def add(self, words: str, *, is_linked: bool) -> None:
        """Take in words that stand right inside of the element."""
        words = _SPACE.sub(" ", words)
        length = len(words) - words.count(" ")
        if not length:
            return
        if not words.isascii():
            length += (_WEIGHT_OF_WIDE - 1) * len(_WIDE.findall(words))
        self.own += length
        self.linked += length if is_linked else 0
        if len(self.opening) < _LONGEST_OPENING:
            self.opening = (self.opening + words[:_LONGEST_OPENING]).lstrip()


def regions_of(page: etree._Element) -> list[Region]:
    """The regions of a page in reading order, the outermost first; a table of data is one region."""
    found: list[Region] = [Region(page, "html", -1)]
    around, links, table = [0], 0, -1
    walk = etree.iterwalk(page, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else "script"
        hides = tag not in DROPPED and is_hidden(element)
        is_region = (tag not in INLINE or hides) and tag not in DROPPED and table < 0 and element is not page
        if event == "start":
            if tag in DROPPED or (hides and table >= 0):
                walk.skip_subtree()
                continue
            links += _leads_away(tag, element)
            if is_region:
                around.append(len(found))
                found.append(Region(element, tag, around[-2]))
                if tag == "table" and holds_data(element):
                    table = len(found) - 1
            _add(found[around[-1]], element.text, links)
            continue
        if tag not in DROPPED and not (hides and table >= 0):
            links -= _leads_away(tag, element)
            if is_region or (table >= 0 and element is found[table].element):
                found[around.pop()].end = len(found)
                table = -1
            elif tag not in INLINE:
                _add(found[around[-1]], " ", links)
        if element is not page:
            _add(found[around[-1]], element.tail, links)
    found[0].end = len(found)
    _sum_up(found)
    return found


def _leads_away(tag: str, element: etree._Element) -> bool:
    """Whether an element is a link to another place than one in this page."""
    return tag == "a" and not element.get("href", "#").startswith("#")


def _add(region: Region, words: str | None, links: int) -> None:
    if words:
        region.add(words, is_linked=links > 0)


def _sum_up(regions: list[Region]) -> None:
    for region in reversed(regions):
        region.total += region.own
        region.total_linked += region.linked
        if region.parent >= 0:
            regions[region.parent].total += region.total
            regions[region.parent].total_linked += region.total_linked


def is_hidden(element: etree._Element) -> bool:
    """Whether a page says of an element itself that it is not to be seen."""
    if element.get("hidden") is not None:
        return element.get("hidden") != "until-found"
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def holds_data(table: etree._Element) -> bool:
    """Whether a table shows data in rows and columns, and does not lay out a page."""
    if table.get("role") in ("presentation", "none"):
        return False
    rows = widest = 0
    for element in table.iterdescendants():
        parent = element.getparent()
        is_in_cell = parent is not None and parent.tag in CELLS
        if element.tag in _NOT_IN_CELLS and not (element.tag == "p" and is_in_cell):
            return False
        if element.tag == "tr":
            rows += 1
            widest = max(widest, sum(cell.tag in CELLS for cell in element))
    return rows > 0 and widest > 1
