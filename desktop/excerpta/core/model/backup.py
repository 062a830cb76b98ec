"""Backups as they are listed: what each holds, and which are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

_ALWAYS = 3
_HOURS = timedelta(hours=24)
_DAYS = timedelta(days=14)
_WEEKS = timedelta(weeks=52)
_AHEAD = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file.

    Attributes:
        path: the file.
        made: when, in UTC.
        reason: why it was made, in words: `automatic`.
        size: in bytes.
    """

    path: Path
    made: datetime
    reason: str
    size: int


@dataclass(frozen=True, slots=True)
class Holding:
    """What a library file holds.

    Attributes:
        documents: how many, without the trash.
        highlights, tags: how many.
        changed: when it was last altered, ISO 8601 in UTC; empty if never.
        last: what was done last, in words.
        fault: why it cannot be read, empty if it can.
    """

    documents: int = 0
    highlights: int = 0
    tags: int = 0
    changed: str = ""
    last: str = ""
    fault: str = ""


def rota(backups: Sequence[Backup], *, now: datetime, room: int) -> frozenset[Path]:
    """Which backups are kept: the newest that fit into `room` bytes, one at the least.

    The last three are kept, the last of each hour of a day, of each day of two weeks, of each week of a
    year. One from the future, made while the clock was wrong, counts as old: three of them are kept.
    """
    ahead = sorted((one for one in backups if one.made > now + _AHEAD), key=lambda one: one.made)
    past = sorted((one for one in backups if one.made <= now + _AHEAD), key=lambda one: one.made)
    wanted = {one.path for one in past[-_ALWAYS:]} | {one.path for one in ahead[-_ALWAYS:]}
    last_of: dict[tuple[object, ...], Path] = {}
    for one in past:
        age = now - one.made
        if age <= _HOURS:
            last_of["hour", one.made.date(), one.made.hour] = one.path
        if age <= _DAYS:
            last_of["day", one.made.date()] = one.path
        if age <= _WEEKS:
            last_of["week", *one.made.isocalendar()[:2]] = one.path
    wanted |= set(last_of.values())
    kept: set[Path] = set()
    for one in [*reversed(past), *reversed(ahead)]:
        if one.path not in wanted:
            continue
        room -= one.size
        if room < 0 and kept:
            break
        kept.add(one.path)
    return frozenset(kept)
