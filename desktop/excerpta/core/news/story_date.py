"""A date of publication worked out from the story, where days and weekdays leave a single year.

News says “on September 14”, without the year. When that day is named in the first paragraphs and again
later, and its weekday is told (“Monday, September 14”, or a weekend that has just passed), then of the
years from the latest that the story names only one may fit. What comes of it is a deduction and says so.
"""

import re
from collections.abc import Sequence
from datetime import date

from excerpta.core.news.calendars import day_and_month

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = re.compile(
    rf"(?:\b(?P<weekday>{'|'.join(_DAYS)}), )?(?<!\w)(?P<day>(?:{_MONTHS}) \d{{1,2}}|\d{{1,2}} (?:{_MONTHS}))"
    r"(?![\d\w]|,? \d{4}|(?:st|nd|rd|th)\b| attacks?\b)"
)
_WEEKEND = re.compile(r"\b(?:over|at|on|during) the (?:past |last )?weekend\b")
_YEAR = re.compile(r"(?<![\d,.$€£-])(?:19|20)\d\d(?![\d,%-]|\.\d)")
_FIRST_PARAGRAPHS = 3
_LONGEST = 60_000
_YEARS = 4
_MONDAY = 0


def deduced_day(paragraphs: Sequence[str]) -> str:
    """The ISO day on which a story in English was published, or empty where that is not sure."""
    whole = "\n".join(paragraphs)[:_LONGEST]
    opening = [
        (found, paragraph)
        for paragraph in paragraphs[:_FIRST_PARAGRAPHS]
        for found in _DAY.finditer(paragraph)
    ]
    years = [int(year) for year in _YEAR.findall(whole)]
    if not opening or not years:
        return ""
    named = {day_and_month(found["day"]) for found, _ in opening}
    mentioned = [day_and_month(found["day"]) for found in _DAY.finditer(whole)]
    (first, _), *_rest = opening
    month_day = day_and_month(first["day"])
    if len(named) != 1 or month_day is None or mentioned.count(month_day) < 2 or mentioned[-1] != month_day:
        return ""
    weekday = _weekday([found for found, _ in opening], paragraphs)
    if weekday is None:
        return ""
    latest = max(years)
    fitting = [
        day
        for year in range(latest, latest + _YEARS + 1)
        if (day := _day(year, *month_day)) is not None and day.weekday() == weekday
    ]
    return fitting[0].isoformat() if len(fitting) == 1 else ""


def _weekday(opening: Sequence[re.Match[str]], paragraphs: Sequence[str]) -> int | None:
    """The weekday of the day that the opening names: told beside it, or the one after a weekend."""
    told = {_DAYS.index(found["weekday"]) for found in opening if found["weekday"]}
    if told:
        return told.pop() if len(told) == 1 else None
    is_after = any(_WEEKEND.search(paragraph) for paragraph in paragraphs[:_FIRST_PARAGRAPHS])
    return _MONDAY if is_after else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
