"""Dates as precisely as they are known, `2020`, `2020-09`, `2020-09-14`, and ranges of them.

Question: does a document of 2020 belong to September 2020? Choice: a date matches a range when it
could lie in it. Why: who asks for a month wants to see what may belong to it; what certainly does
not is gone, and nothing is lost for want of precision.
"""

import re
from calendar import monthrange
from dataclasses import dataclass

from excerpta.core.model.errors import UserError

RANGE = ".."
"""Between the two ends of a range; either end may be missing."""

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_FIRST, _LAST = "0000-01-01", "9999-12-31"


class DateError(UserError):
    """A date or a range that cannot be understood."""


@dataclass(frozen=True, slots=True)
class DateRange:
    """A range of days, both included, as ISO 8601. February may end on the 31st: text compares right."""

    first: str
    last: str

    def may_hold(self, date: str) -> bool:
        """Whether a date that is known as precisely as this could lie in the range; an empty one cannot."""
        return (
            bool(date) and date + _FIRST[len(date) :] <= self.last and date + _LAST[len(date) :] >= self.first
        )


def read_range(text: str) -> DateRange:
    """The days of a date or a range, `2020`, `2020-09..2021-01`, `..2020`, `2020-09-14..`.

    Raises:
        DateError: it is neither, or it ends before it begins.
    """
    first, last = _ends(text)
    low = first + _FIRST[len(first) :]
    high = last + _LAST[len(last) :]
    if low > high:
        raise DateError("The range ends before it begins.", f"Write {last}{RANGE}{first}.")
    return DateRange(low, high)


def shared(one: str, other: str) -> str:
    """The days that two dates or ranges share, as a range; empty where they share none.

    Raises:
        DateError: as `read_range`.
    """
    first, second = read_range(one), read_range(other)
    low, high = max(first.first, second.first), min(first.last, second.last)
    return f"{low}{RANGE}{high}" if low <= high else ""


def clean_range(text: str) -> str:
    """A date or a range as it is kept: digits of any script as `0` to `9`, no blanks.

    Raises:
        DateError: as `read_range`.
    """
    read_range(text)
    first, last = _ends(text)
    return f"{first}{RANGE}{last}" if RANGE in text else first


def _ends(text: str) -> tuple[str, str]:
    digits = "".join(str(int(c)) if c.isdecimal() else c for c in text if not c.isspace())
    first, is_range, last = digits.partition(RANGE)
    if not is_range:
        last = first
    if not first and not last:
        raise DateError("There is no date here.", "Write 2020, 2020-09, 2020-09-14 or 2020-09..2021-01.")
    for one in (first, last):
        if one:
            _check(one)
    return first, last


def _check(date: str) -> None:
    found = _DATE.fullmatch(date)
    if found is None:
        raise DateError(f"“{date}” is not a date.", "Write 2020, 2020-09, 2020-09-14 or 2020-09..2021-01.")
    year, month, day = (int(part) if part else None for part in found.groups())
    if not year:
        raise DateError("There is no year 0000.", "Years go from 0001 to 9999.")
    if month is not None and not 1 <= month <= 12:
        raise DateError(f"“{date}” has no month {month:02}.", "Months go from 01 to 12.")
    if month and day is not None and not 1 <= day <= monthrange(year, month)[1]:
        raise DateError(
            f"“{date}” is not in the calendar.", f"That month ends on {monthrange(year, month)[1]}."
        )
