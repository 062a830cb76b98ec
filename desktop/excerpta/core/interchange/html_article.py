"""Where the article of a page is: the part of it with the most running text and the least of anything else.

Question: why not one of the known extractors? Choice: a worth for every region of the page. Why:
trafilatura, the best of them, finds no more on the pages that were measured, brings 60 MB of
libraries along, and gives back text in which headings, lists and tables of the page are gone.

Running text is worth its length; a short line, a link and whatever calls itself furniture count
against. The article is in the element of whose regions the worth adds up to the most. In it, what is named or
linked like furniture is left out, and so are the lines before its first paragraph and after its
last. Every region is looked at a fixed number of times.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from enum import Enum, auto

from excerpta.core.interchange.html_regions import Region, is_hidden, tags
from excerpta.core.interchange.html_signs import (
    is_furniture_by_tag,
    looks_like_body,
    looks_like_caption,
    looks_like_furniture,
)

_HEADINGS = tags("h1 h2 h3 h4 h5 h6")
_NEVER_RUNNING = _HEADINGS | tags("figcaption caption address button label dt")
_PARAGRAPHS = tags("p dd")
_SET_APART = tags("pre table blockquote")
_GROUPS = tags("ul ol dl li div section table p")
_LISTS = tags("ul ol dl table")
_CARDS = tags("li article div section td dd")
_SENTENCE = re.compile(r"[.!?…؟۔:;\"”’»)]\s*$|[.!?,;،؟] |[。，、！？]")
_GAP = re.compile(r"[ \u3040-\u30ff\u3400-\u9fff]")
_PROMOTES = re.compile(
    r"(?:read (?:more|also|next)|also read|related\b.{0,20}:|see also|watch:|more:|follow (?:us|me|@)|"
    r"subscribe\b|sign up\b|join (?:us|our)\b|click here\b|advert(?:isement)?s?\s*$|photo:|image:)",
    re.IGNORECASE,
)

_SHORTEST = 60
_CERTAINLY_RUNNING = 140
_LONGEST_PROMOTION = 200
_SHORTEST_MENU = 60
_SHORTEST_TITLE = 8
_SHORTEST_ARTICLE = 200
_LONGEST_CARD = 600


class Place(Enum):
    """What a region of a page is."""

    ARTICLE = auto()
    CAPTION = auto()
    FURNITURE = auto()
    HIDDEN = auto()


class ArticleFinder:
    """Finds the article among the regions of one page.

    Attributes:
        places: what each of them is.

    """

    def __init__(self, regions: Sequence[Region], title: str = "") -> None:
        """`regions`: of the whole page, the outermost first; `title`: all that it calls itself."""
        self._title = title.casefold()
        self._regions = regions
        self._running = [_is_running(region) for region in regions]
        self._good = self._sums(
            [r.plain if running else 0 for r, running in zip(regions, self._running, strict=True)]
        )
        self._hidden = self._inherited(self._is_hidden)
        self._captions = self._inherited(lambda i: i > 0 and looks_like_caption(regions[i]))
        self._figures = self._inherited(lambda i: regions[i].tag == "figure")
        self._cards = self._find_cards()
        self._looks = [looks_like_furniture(region) for region in regions]
        self._bodies = self._inherited(lambda i: looks_like_body(regions[i]))
        self._main_headings = self._sums([float(region.tag == "h1") for region in regions])
        self._is_short = self._good[0] < _SHORTEST_ARTICLE
        self._furniture = self._inherited(self._begins_furniture)
        worth = self._sums([self._worth(i) for i in range(len(regions))])
        self._body = max(range(len(regions)), key=lambda i: (worth[i], i))
        self.places = self._placed()

    def _sums(self, values: Sequence[float]) -> list[float]:
        """For every region the sum of the values of all that is inside of it."""
        sums = list(values)
        for i in range(len(sums) - 1, 0, -1):
            sums[self._regions[i].parent] += sums[i]
        return sums

    def _inherited(self, begins: Callable[[int], bool]) -> list[bool]:
        """For every region whether something begins with it or with one that it is in."""
        found: list[bool] = []
        for i, region in enumerate(self._regions):
            found.append((region.parent >= 0 and found[region.parent]) or begins(i))
        return found

    def _begins_furniture(self, i: int) -> bool:
        """Whether a region calls itself furniture, and does not only wrap the article."""
        region = self._regions[i]
        if i == 0:
            return False
        if not self._is_short:
            return 2 * self._good[i] < self._good[0] and (self._looks[i] or self._cards[i])
        wraps = 2 * region.total > self._regions[0].total and not is_furniture_by_tag(region)
        looks = self._looks[i] or region.tag == "header"
        return looks and not wraps and not self._main_headings[i]

    def _is_hidden(self, i: int) -> bool:
        """Whether a region is not to be seen, and is not the article that waits for a script."""
        return is_hidden(self._regions[i].element) and 2 * self._good[i] <= self._good[0] and i > 0

    def _find_cards(self) -> list[bool]:
        """Whether a region tells of another article: under linked headings, or an article in an article."""
        regions = self._regions
        heads = self._sums([float(self._leads_away(region)) for region in regions])
        articles = self._inherited(lambda i: regions[i].tag == "article")
        return [
            (r.tag in _CARDS and heads[i] > 0 and r.total - r.total_linked < _LONGEST_CARD * heads[i])
            or (r.tag == "article" and articles[r.parent])
            for i, r in enumerate(regions)
        ]

    def _leads_away(self, region: Region) -> bool:
        """Whether a region is the headline of another article."""
        is_linked = region.tag in _HEADINGS and 2 * region.total_linked > region.total > 0
        return is_linked and not self._names_page(region)

    def _names_page(self, region: Region) -> bool:
        """Whether a region says what the page is called."""
        words = region.opening.strip().casefold()
        return len(words) >= _SHORTEST_TITLE and words in self._title

    def _worth(self, i: int) -> float:
        region = self._regions[i]
        if not region.own or self._captions[i] or self._hidden[i]:
            return 0
        if self._furniture[i]:
            return -5 - 0.3 * region.plain * self._running[i]
        if self._running[i]:
            return region.plain - region.linked
        if region.tag in _HEADINGS:
            return -30 if region.is_linked else 0
        # A body that says so may hold offers and lists of links; anything else that does is none.
        return -12 - 0.5 * region.linked if self._bodies[i] else -20 - region.linked

    def _placed(self) -> list[Place]:
        """What each region is, in a page with an article and in one without."""
        regions = self._regions
        everything = range(len(regions))
        left_out = self._left_out()
        lines = [i for i in range(self._body, regions[self._body].end) if self._is_line(i, left_out)]
        if not self._is_short and any(self._running[i] for i in lines):
            first, last = self._ends(lines)
            headline = self._headline(first)
            places = [self._place(i, left_out[i], first, last, headline) for i in everything]
            if self._is_most(places):
                return places
        left_out = self._inherited(self._is_menu)
        return [self._place(i, left_out[i], 0, len(regions), -1) for i in everything]

    def _is_most(self, places: Sequence[Place]) -> bool:
        """Whether the article holds most of what calls itself nothing else and leads nowhere.

        Where it does not, the page is no article: a reference, a list of definitions, a table.
        """
        pairs = [(region.plain, places[i], i) for i, region in enumerate(self._regions) if region.own]
        article = sum(plain for plain, place, _ in pairs if place is not Place.FURNITURE)
        return 2 * article >= sum(p for p, _, i in pairs if not (self._furniture[i] or self._hidden[i]))

    def _is_menu(self, i: int) -> bool:
        """Whether a region of a page without an article is furniture all the same."""
        region = self._regions[i]
        is_linked = region.tag in _LISTS and 2 * region.total_linked > region.total > _SHORTEST_MENU
        return self._furniture[i] or (is_linked and not self._is_short)

    def _left_out(self) -> list[bool]:
        """What is furniture inside of the body of the article, and what calls itself so outside of it."""
        body, end = self._body, self._regions[self._body].end
        good = self._good[body]

        def begins(i: int) -> bool:
            region = self._regions[i]
            if not body < i < end:
                return self._furniture[i] and not i <= body < region.end
            is_named = (self._looks[i] or self._cards[i]) and self._good[i] < 0.3 * good
            if region.linked > 0 and region.own < _LONGEST_PROMOTION and _PROMOTES.match(region.opening):
                return True
            is_linked = region.tag in _GROUPS and 2 * region.total_linked > region.total > 0
            return is_named or (is_linked and self._good[i] < 0.2 * good)

        return self._inherited(begins)

    def _is_line(self, i: int, left_out: Sequence[bool]) -> bool:
        region = self._regions[i]
        return bool(region.own) and not (left_out[i] or self._captions[i] or self._hidden[i])

    def _ends(self, lines: Sequence[int]) -> tuple[int, int]:
        """The first and the last region of the article, of those in its body that hold words.

        They are its first and last paragraphs, and what goes on with these: short paragraphs and lists
        beside most of the others, and headings above them.
        """
        regions = self._regions
        running = [place for place, i in enumerate(lines) if self._running[i]]
        first, last = running[0], running[-1]
        per_parent: Counter[int] = Counter()
        for place in running:
            per_parent[regions[lines[place]].parent] += regions[lines[place]].plain
        parent = per_parent.most_common(1)[0][0]
        while first > 0 and (step := self._step_up(lines, first, parent)):
            first -= step
        while last + 1 < len(lines):
            is_head = regions[lines[last + 1]].tag in _HEADINGS and last + 2 < len(lines)
            following = last + 1 + is_head
            if not self._goes_on(lines[following], parent, lines[last]):
                break
            last = following
        return lines[first], lines[last]

    def _step_up(self, lines: Sequence[int], first: int, parent: int) -> int:
        """How many regions above the article's first one belong to it too: a heading, lines, none."""
        above = self._regions[lines[first - 1]]
        if above.tag not in _HEADINGS or above.tag == "h1" or above.is_linked:
            return int(self._goes_on(lines[first - 1], parent, lines[first]))
        if first > 1 and self._goes_on(lines[first - 2], parent, lines[first]):
            return 2
        return int(above.parent == self._regions[lines[first]].parent)

    def _goes_on(self, i: int, parent: int, beside: int) -> bool:
        """Whether a region at the edge of the article, next to `beside`, is of a piece with it.

        `parent`: the region that most of the article's paragraphs are in.
        """
        region = self._regions[i]
        if region.is_linked:
            return False
        if region.tag == "li":
            return (
                self._regions[region.parent].parent == parent or region.parent == self._regions[beside].parent
            )
        if region.tag in _SET_APART:
            return True
        return region.parent == parent and region.tag in _PARAGRAPHS and not _PROMOTES.match(region.opening)

    def _headline(self, first: int) -> int:
        """The heading above the article that names it, else the main heading; -1 without one."""
        main = -1
        for i in range(first - 1, -1, -1):
            region = self._regions[i]
            if region.tag not in _HEADINGS or not region.total or self._hidden[i]:
                continue
            if self._names_page(region):
                return i
            if main < 0 and region.tag == "h1" and 2 * region.total_linked <= region.total:
                main = i
        return main

    def _place(self, i: int, is_left_out: bool, first: int, last: int, headline: int) -> Place:
        """What a region is; words between `first` and `last`, pictures from the headline on."""
        if self._hidden[i]:
            return Place.HIDDEN
        if i == headline:
            return Place.ARTICLE
        # A picture above the first paragraph belongs there as a figure or in the body, a portrait does not.
        is_above = headline >= 0 and (self._figures[i] or self._captions[i] or i >= self._body)
        start = headline if is_above else first
        end = last if last >= len(self._regions) else self._regions[last].end - 1
        is_bare = self._captions[i] or not self._regions[i].own
        wraps = self._body <= i < first < self._regions[i].end
        is_inside = start <= i <= end or wraps if is_bare else first <= i <= last
        if is_left_out or not is_inside:
            return Place.FURNITURE
        return Place.CAPTION if self._captions[i] else Place.ARTICLE


def _is_running(region: Region) -> bool:
    """Whether a region is running text, as a paragraph is."""
    return (
        region.plain >= _SHORTEST
        and 3 * region.linked <= 2 * region.own
        and region.tag not in _NEVER_RUNNING
        and _GAP.search(region.opening.strip()) is not None
        and not _PROMOTES.match(region.opening)
        and (region.plain >= _CERTAINLY_RUNNING or _has_sentence(region))
    )


def _has_sentence(region: Region) -> bool:
    return _SENTENCE.search(region.opening) is not None
