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
_YEAR = re.compile(r"(?<![\d,.$€£-])(?:19|20)\d\d(?![\d%-]|[.,]\d)")
_FIRST_PARAGRAPHS = 3
_LONGEST = 60_000
_YEARS = 4
_MONDAY = 0


def deduced_day(paragraphs: Sequence[str]) -> str:
    """The ISO day on which a story in English was published, or empty where that is not sure."""
    first_ones = "\n".join(paragraphs[:_FIRST_PARAGRAPHS])
    if not any(month in first_ones for month in _MONTHS.split("|")):  # much quicker than the pattern
        return ""
    opening = list(_DAY.finditer(first_ones))
    if not opening:
        return ""
    whole = "\n".join(paragraphs)[:_LONGEST]
    years = [int(year) for year in _YEAR.findall(whole)]
    if not years:
        return ""
    named = {day_and_month(found["day"]) for found in opening}
    mentioned = [day_and_month(found["day"]) for found in _DAY.finditer(whole)]
    month_day = day_and_month(opening[0]["day"])
    if len(named) != 1 or month_day is None or mentioned.count(month_day) < 2 or mentioned[-1] != month_day:
        return ""
    weekday = _weekday(opening, first_ones)
    if weekday is None:
        return ""
    latest = max(years)
    fitting = [
        day
        for year in range(latest, latest + _YEARS + 1)
        if (day := _day(year, *month_day)) is not None and day.weekday() == weekday
    ]
    return fitting[0].isoformat() if len(fitting) == 1 else ""


def _weekday(opening: Sequence[re.Match[str]], first_ones: str) -> int | None:
    """The weekday of the day that the opening names: told beside it, or the one after a weekend."""
    told = {_DAYS.index(found["weekday"]) for found in opening if found["weekday"]}
    if told:
        return told.pop() if len(told) == 1 else None
    return _MONDAY if _WEEKEND.search(first_ones) else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
