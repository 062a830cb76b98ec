"""The judge of furniture tells the parts of a page that are not its article from those that are."""

from lxml import etree

from excerpta.core.interchange.html_article import ArticleFinder, Place
from excerpta.core.interchange.html_regions import is_hidden, regions_of


class FurnitureJudge:
    """Judges the elements of one page of the web, see `ArticleFinder`."""

    def __init__(self, page: etree._Element) -> None:
        regions = regions_of(page)
        # The elements are kept as they are, because lxml makes new ones for those that nobody holds.
        self._regions = regions
        places = ArticleFinder(regions, _titles_of(page)).places
        self._places = {region.element: place for region, place in zip(regions, places, strict=True)}

    def place_of(self, element: etree._Element) -> Place | None:
        """What the words right inside of an element are; None: the same as those around it."""
        place = self._places.get(element)
        return Place.HIDDEN if place is None and is_hidden(element) else place


class OnlyContents:
    """Judges what is no page of the web: in a book or a mail, only a table of contents is furniture."""

    def place_of(self, element: etree._Element) -> Place | None:
        """What the words inside of an element are; None: the same as those around it."""
        if is_hidden(element):
            return Place.HIDDEN
        return Place.FURNITURE if element.tag == "nav" else None


def _titles_of(page: etree._Element) -> str:
    """All that a page calls itself in its head, white space collapsed."""
    titles = [element.text or "" for element in page.iterfind(".//title")]
    titles += [element.get("content", "") for element in page.iterfind(".//meta[@property='og:title']")]
    return " | ".join(" ".join(title.split()) for title in titles)
