"""A dateline opens an agency report: `KABUL (Reuters) –`, `KABUL, Afghanistan --`, `DOHA, Sept. 12 (AP) —`.

Every agency has its own: `MOSCOW, January 5. /TASS/.`, `Tehran, Jan 5, IRNA –`, `(ANSA) - ROMA, 05 GEN -`,
`新华社喀布尔1月5日电`. Some scrapers put `date 2021-01-06` before it. All of it stays in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from excerpta.core.news.agencies import AGENCY, NAMES
from excerpta.core.news.calendars import day_and_month

_CAPITALS = r"[A-ZÀ-ÞĀ-ŽА-Я][A-ZÀ-ÞĀ-ŽА-Я’'.]+(?:[ -](?:[A-ZÀ-ÞĀ-ŽА-Я][A-ZÀ-ÞĀ-ŽА-Я’'.]*|de|la|al|el|of))*"
_LETTERS = r"[^\W\d_][\w’'\u0900-\u097f\u200c]*"
_NAME = rf"{_LETTERS}(?:\.(?=[ \w]))?(?:[ -]?{_LETTERS}\.?){{0,3}}?"
_DASH = r"(?:--+|[—–―])"
_CLOSER = r"(?:\.? ?(?:--+|[—–―]|[-:=])|\.-)\s*(?=\S)"

_PREFIX = re.compile(r"date (\d{4}-\d\d-\d\d)\b\s*")
_BRACKETED = re.compile(rf"[(/\[](?:{AGENCY})(?:/[\w/]{{1,12}})?[)/\]]")
_DASHES = ("--", "—", "–", "―")
_WITH_COMMAS = ("IRNA", "ایرنا", "ISNA", "ایسنا", "تسنیم", "Kyodo", "РИА", "RIA", "Интерфакс")
_LONGEST = 120
_LATEST_AGENCY = 80
_NOT_PLACES = """
BREAKING, BREAKING NEWS, UPDATE, UPDATED, EXCLUSIVE, WATCH, LIVE, ANALYSIS, OPINION, EXPLAINER, FILE PHOTO,
PHOTO, VIDEO, READ MORE, ALSO READ, NOTE, WARNING, FACTBOX, TIMELINE, CORRECTION, SOURCE, IMAGE, BY
"""
_CONNECTING = frozenset(("de", "la", "al", "el", "of", "am", "an", "der", "sur", "upon"))
_NO_PLACES = frozenset(word.strip() for word in _NOT_PLACES.split(","))


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a report opens with.

    Attributes:
        place: as it is written, without the country after it; may be empty.
        region: the country or state after the place; may be empty.
        agency: by its own name in Latin letters; may be empty.
        day: the day as it is written, with its year if that is there; may be empty.
        scraped: the ISO date of a scraper's prefix; may be empty.
        start, end: where its words stand, without the dash after them, in code points of the paragraph.
        length: how many code points of the paragraph it takes, the dash with them.

    """

    place: str = ""
    region: str = ""
    agency: str = ""
    day: str = ""
    scraped: str = ""
    start: int = 0
    end: int = 0
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
    head = paragraph[start : start + _LONGEST]
    for pattern in _likely(head):
        found = pattern.match(head)
        if found and _is_dateline(found):
            return _dateline(found, start, scraped)
    return Dateline(scraped=scraped, length=start)


def scraped_date(paragraph: str) -> int:
    """How many code points a scraper's `date 2021-01-06` takes, the blanks after it too; 0 for none."""
    found = _PREFIX.match(paragraph) if paragraph.startswith("date ") else None
    return found.end() if found else 0


def _dateline(found: re.Match[str], start: int, scraped: str) -> Dateline:
    parts = {name: (value or "").strip(" ,") for name, value in found.groupdict().items()}
    agency = parts.get("agency", "")
    end = found.end("words")
    place = parts.get("place", "")
    return Dateline(
        place if place.count(".") > 1 else place.removesuffix("."),
        parts.get("region", ""),
        NAMES.get(agency, agency),
        parts.get("day", ""),
        scraped,
        start,
        start + end,
        start + found.end(),
    )


def _likely(head: str) -> Iterator[re.Pattern[str]]:
    """The patterns worth trying: most paragraphs are told to be none by a look at a few characters."""
    kinds = _patterns()
    if _BRACKETED.search(head, 0, _LATEST_AGENCY):
        yield from kinds["bracketed"]
    if any(name in head for name in _WITH_COMMAS):
        yield from kinds["commas"]
    if head[:2].isupper() and any(dash in head for dash in _DASHES):
        yield from kinds["capitals"]
    if head[:1] in tuple("新[【("):
        yield from kinds["east asian"]


@cache
def _patterns() -> dict[str, list[re.Pattern[str]]]:
    # Any word may be a month here; whether it is one is looked up afterwards, which is much quicker.
    month = r"[^\s\d.,:;()/-]{2,16}(?:(?<=كانون|تشرين) [^\s\d,]{4,6})?\.?"
    day = rf"(?:{month} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}}\.? (?:de )?{month}(?:,? (?:de )?\d{{4}})?)"
    name = rf"(?P<place>{_CAPITALS}|{_NAME})(?:, (?P<region>(?!{day}){_NAME}))?"
    agency = rf"(?P<agency>{AGENCY})"
    kinds = {
        "bracketed": (
            # (ANSA) - ROMA, 05 GEN -
            rf"(?P<words>\({agency}\) - {name}(?:, (?P<day>{day}))?) - (?=\S)",
            # KABUL, Jan. 5 (Reuters) - | Kabul (dpa/lni) - | MOSCOW, January 5. /TASS/. | (AFP) –
            rf"(?P<words>(?:{name})?(?:[,.]? (?P<day>{day}))?[,.]? ?[(/\[]{agency}(?:/[\w/]{{1,12}})?[)/\]])"
            rf"(?:{_CLOSER}|\.\s+(?=\S))",
            # New Delhi, Jan 5 (PTI) The talks
            rf"(?P<words>{name}, (?P<day>{day})[,.]? [(]{agency}[)])\s+(?=\S)",
        ),
        "commas": (
            # Tehran, Jan 5, IRNA –
            rf"(?P<words>{name}(?:[,.]? (?P<day>{day}))?(?:,| -| –) ?{agency}){_CLOSER}",
            # КАБУЛ, 5 янв — РИА Новости.
            rf"(?P<words>{name}, (?P<day>{day}) {_DASH} {agency})[.,] ",
        ),
        "capitals": (
            # KABUL, Afghanistan -- | DOHA, Sept. 12 —
            rf"(?P<words>(?P<place>{_CAPITALS})(?:, (?P<region>(?!{day}){_NAME}))?(?:,? (?P<day>{day}))?),? ?"
            rf"{_DASH}\s+(?=\S)",
        ),
        "east asian": (
            # 新华社喀布尔1月5日电（记者张三）
            r"(?P<words>(?P<agency>新华社|新華社)(?P<place>[\u4e00-\u9fff]{2,8}?)(?P<day>\d{1,2}月\d{1,2}日)电)"
            r"(?:\s?[（(][^）)]{1,40}[）)])?\s*",
            # [東京 5日 ロイター] - | 【カブール共同】
            rf"(?P<words>[\[【](?P<place>[^\W\d_]{{1,10}}?) ?(?P<day>(?:\d{{1,2}}月)?\d{{1,2}}日)?"
            rf" ?{agency}[\]】])"
            r"\s*[-－]?\s*",
            # (서울=연합뉴스) 홍길동 기자 =
            rf"(?P<words>\((?P<place>[^\W\d_]{{2,8}})={agency}\))(?: [^=]{{2,30}} =)?\s*",
        ),
    }
    return {kind: [re.compile(pattern) for pattern in patterns] for kind, patterns in kinds.items()}


def _is_dateline(found: re.Match[str]) -> bool:
    parts = found.groupdict()
    place, day = parts.get("place") or "", parts.get("day") or ""
    if place.upper() in _NO_PLACES or (day and day[-1] != "日" and day_and_month(day) is None):
        return False
    if parts.get("agency"):
        return not any(word[0].islower() and word not in _CONNECTING for word in place.split())
    return len(place) > 2 and place.isupper()
