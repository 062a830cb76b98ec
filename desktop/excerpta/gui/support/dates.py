"""Dates as people read them, as precisely as they are known and no more."""

from datetime import datetime

from excerpta.core.model.document import PartialDate

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def readable_date(date: PartialDate) -> str:
    """`6 Jan 2021`, `Jan 2019`, `2020`; a question mark follows what is not certain."""
    if not date.value:
        return ""
    year, *rest = date.value.split("-")
    parts = [str(int(rest[1]))] if len(rest) > 1 else []
    parts += [MONTHS[int(rest[0]) - 1]] if rest else []
    text = " ".join([*parts, year])
    return text if date.is_certain else f"{text} ?"


def readable_month(value: str) -> str:
    """`2020-09` as `Sep 2020`; of a year alone, the year."""
    year, _, month = value.partition("-")
    return f"{MONTHS[int(month) - 1]} {year}" if month else year


def isolated(text: str) -> str:
    """A text that keeps its own direction beside text of the other one (Unicode UAX 9, isolates)."""
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}" if text else ""


def readable_moment(at: str, now: datetime) -> str:
    """A time in UTC as a clock on the wall had it: `14:05` today, `6 Jan, 14:05`, `6 Jan 2021, 14:05`.

    Args:
        at: the time, ISO 8601.
        now: the present moment, in the time zone of the reader.
    """
    local = datetime.fromisoformat(at).astimezone(now.tzinfo)
    clock = f"{local:%H:%M}"
    day = f"{local.day} {MONTHS[local.month - 1]}"
    if local.date() == now.date():
        return clock
    return f"{day}, {clock}" if local.year == now.year else f"{day} {local.year}, {clock}"
