"""A dateline opens an agency report: `KABUL (Reuters) –`, `KABUL, Afghanistan --`, `DOHA, Sept. 12 (AP) —`.

Some scrapers put `date 2021-01-06` before it. Both stay in the text.
"""

import re
from dataclasses import dataclass

_AGENCY = (
    r"Reuters|AP|(?:The )?Associated Press|AFP|Agence France[- ]Presse|UPI|Xinhua|TASS|Interfax|RFE/RL|dpa|"
    r"DPA|PTI|ANI|IANS|Kyodo|Anadolu|AA|EFE|ANSA|Bloomberg|KUNA|IRNA|Pajhwok|VOA|BBC|CNN"
)
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ’'.]+(?:[ -](?:[A-ZÀ-Þ][A-ZÀ-Þ’'.]*|de|la|al|el|of))*"
_NAMES = r"[A-ZÀ-Þ][\w’'.]+(?:[ -][A-ZÀ-Þ][\w’'.]+){0,3}"
_DAY = (
    r"(?:Jan|Feb|March|Mar|April|Apr|May|June|Jun|July|Jul|Aug|Sept|Sep|Oct|Nov|Dec)[a-z]*\.? "
    r"\d{1,2}(?:, \d{4})?"
)
_DASHES = ("--", "—", "–", "―")
_DASH = r"(?:--+|[—–―])"

_PREFIX = re.compile(r"date (\d{4}-\d\d-\d\d)\b\s*")
_DATELINE = re.compile(
    rf"(?:(?P<place>{_CAPITALS}|{_NAMES})(?:, (?P<region>{_NAMES}))?(?:,? (?P<day>{_DAY}))?,? ?)?"
    rf"(?:\((?P<agency>{_AGENCY})\)\s?)?{_DASH}\s+(?=\S)"
)
_OPENS_LIKE_ONE = re.compile(r"[A-ZÀ-Þ(]")
_LONGEST = 120
_NOT_PLACES = """
BREAKING, BREAKING NEWS, UPDATE, UPDATED, EXCLUSIVE, WATCH, LIVE, ANALYSIS, OPINION, EXPLAINER, FILE PHOTO,
PHOTO, VIDEO, READ MORE, ALSO READ, NOTE, WARNING, FACTBOX, TIMELINE, CORRECTION
"""
_NO_PLACES = frozenset(word.strip() for word in _NOT_PLACES.split(","))


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a report opens with.

    Attributes:
        place: as it is written, without the country after it; may be empty.
        agency: as it is written; may be empty.
        day: month and day, and the year if it is there, as written; may be empty.
        scraped: the ISO date of a scraper's prefix; may be empty.
        length: how many code points of the paragraph it takes.

    """

    place: str = ""
    agency: str = ""
    day: str = ""
    scraped: str = ""
    length: int = 0


def read_dateline(paragraph: str) -> Dateline:
    """The dateline at the start of a paragraph, empty where there is none.

    A place must be in capitals, or have its agency with it: “Talks - a history” opens with no dateline.
    """
    start = 0
    scraped = ""
    if paragraph.startswith("date "):
        prefix = _PREFIX.match(paragraph)
        if prefix:
            scraped, start = prefix[1], prefix.end()
    head = paragraph[: start + _LONGEST]
    if any(dash in head for dash in _DASHES) and _OPENS_LIKE_ONE.match(head, start):
        found = _DATELINE.match(head, start)
        if found and _is_dateline(found):
            place, agency, day = (found[name] or "" for name in ("place", "agency", "day"))
            return Dateline(place, agency, day, scraped, found.end())
    return Dateline(scraped=scraped, length=start)


def _is_dateline(found: re.Match[str]) -> bool:
    place, agency = found["place"] or "", found["agency"]
    if agency:
        return place.upper() not in _NO_PLACES
    return len(place) > 2 and place.isupper() and place not in _NO_PLACES
