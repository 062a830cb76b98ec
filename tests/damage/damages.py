"""Damages as disks, cables and synchronising programs do them: to a library file and to its log."""

import random
from collections.abc import Callable
from dataclasses import dataclass

PAGE = 4096


@dataclass(slots=True)
class Files:
    """A library and the log beside it; the log is empty where there is none."""

    data: bytearray
    log: bytearray


Damage = Callable[[random.Random, Files], str]
"""Does a damage; what it did, in words."""


def flip(chance: random.Random, files: Files) -> str:
    """One to eight bits are others."""
    places = [chance.randrange(len(files.data) * 8) for _ in range(chance.choice((1, 1, 2, 8)))]
    for place in places:
        files.data[place // 8] ^= 1 << place % 8
    return f"bits {places}"


def zero(chance: random.Random, files: Files) -> str:
    """One to four pages are noughts."""
    pages = [chance.randrange(len(files.data) // PAGE) for _ in range(chance.choice((1, 1, 2, 4)))]
    for page in pages:
        files.data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    return f"noughts in pages {pages}"


def zero_sector(chance: random.Random, files: Files) -> str:
    """A sector of 512 bytes is noughts."""
    at = chance.randrange(len(files.data) // 512) * 512
    files.data[at : at + 512] = bytes(512)
    return f"a sector of noughts at {at}"


def garbage(chance: random.Random, files: Files) -> str:
    """A stretch of bytes is chance."""
    at, length = chance.randrange(len(files.data)), chance.choice((16, 300, 5000))
    length = min(length, len(files.data) - at)
    files.data[at : at + length] = chance.randbytes(length)
    return f"chance in {length} bytes at {at}"


def truncate(chance: random.Random, files: Files) -> str:
    """The end is missing, in whole pages or not."""
    left = chance.randrange(1, len(files.data))
    left = left // PAGE * PAGE if chance.random() < 0.5 else left
    del files.data[left:]
    return f"{left} bytes are left"


def misplace(chance: random.Random, files: Files) -> str:
    """A page stands where another one should."""
    number = len(files.data) // PAGE
    source, target = chance.randrange(number), chance.randrange(number)
    files.data[target * PAGE : (target + 1) * PAGE] = files.data[source * PAGE : (source + 1) * PAGE]
    return f"page {source} in the place of {target}"


def head(chance: random.Random, files: Files) -> str:
    """Bytes of the first hundred are others."""
    places = [chance.randrange(100) for _ in range(chance.choice((1, 4, 100)))]
    for place in places:
        files.data[place] = chance.randrange(256)
    return f"head bytes {places[:8]}"


def log_flip(chance: random.Random, files: Files) -> str:
    """A bit of the log is another."""
    place = chance.randrange(len(files.log) * 8)
    files.log[place // 8] ^= 1 << place % 8
    return f"log bit {place}"


def log_truncate(chance: random.Random, files: Files) -> str:
    """The end of the log is missing."""
    left = chance.randrange(len(files.log))
    del files.log[left:]
    return f"{left} bytes of the log are left"


def log_missing(_: random.Random, files: Files) -> str:
    """The log was not copied along."""
    files.log.clear()
    return "no log"


WHOLE: dict[str, Damage] = {
    one.__name__: one for one in (flip, zero, zero_sector, garbage, truncate, misplace, head)
}
"""What happens to a closed library."""

LOGGED: dict[str, Damage] = {one.__name__: one for one in (log_flip, log_truncate, log_missing)}
"""What happens to the log of one that was not closed."""
