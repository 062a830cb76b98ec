"""When an article was published, as far as a line of its own says so. Nothing is guessed from the story."""

import re
from collections.abc import Iterable
from datetime import date

from excerpta.core.model.document import PartialDate, Provenance

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = re.compile(
    rf"\b(?:(?P<iso>\d{{4}}-\d\d-\d\d)(?![\d-])|(?P<named>{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}))\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}")
_SAYS_SO = re.compile(r"\b(?:published|posted|updated|date)\b", re.IGNORECASE)
_AROUND_A_DATE = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|tue|wed|thu|fri|sat|sun)\b"
    r"|\b(?:published|posted|updated|last|date|on|at|am|pm|a\.m|p\.m|gmt|utc|est|edt|by|ist|first)\b|[\d\W_]",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"\bby\b.*", re.IGNORECASE)
_LONGEST_LINE = 110
_MOST_OTHER_LETTERS = 25


def date_of_lines(lines: Iterable[str]) -> PartialDate:
    """The first date that stands on a line of its own, or on one that says “published”."""
    for line in lines:
        if len(line) <= _LONGEST_LINE and _YEAR.search(line):
            found = _DATE.search(line)
            if found and _is_date_line(line, found):
                value = iso_day(found[0])
                if value:
                    return PartialDate(value, Provenance.STATED)
    return PartialDate()


def iso_day(written: str) -> str:
    """The ISO form of a written day with its year (`Sept. 14, 2020`, `14 September 2020`), or empty."""
    from dateutil.parser import ParserError, parse

    try:
        if written[:4].isdigit():
            return date.fromisoformat(written).isoformat()
        return parse(written).date().isoformat()
    except (ParserError, ValueError, OverflowError):
        return ""


def _is_date_line(line: str, found: re.Match[str]) -> bool:
    """Whether a line is about a date and nothing else: a byline or a city may share it."""
    around = line[: found.start()] + " " + line[found.end() :]
    if _SAYS_SO.search(around[: found.start() + 1]):
        return True
    return len(_AROUND_A_DATE.sub("", _BYLINE.sub("", around))) <= _MOST_OTHER_LETTERS
