"""The pages of a library file that SQLite may not be able to open any more, read byte by byte.

Source: "Database File Format" and "WAL-mode File Format" of SQLite's documentation.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_MAGIC = b"SQLite format 3\x00"
_OURS = 4096
_SIZES = frozenset(1 << power for power in range(9, 17))
_WAL_MAGIC = (0x377F0682, 0x377F0683)
_READ_AT_OPENING = 16_000_000
"""Bytes of the longest log that is looked through at opening; it is folded in at a quarter of that."""

_TREE_KINDS = frozenset(b"\x02\x05\x0a\x0d")


@dataclass(slots=True)
class PageFile:
    """A file cut into pages, with the frames of its log laid over them.

    Attributes:
        size: bytes of a page.
        usable: bytes of it that SQLite uses.
        count: how many pages there are; they are numbered from 1.
        promised: how many there should be, by the header.
        lost_frames: how many pages of the log came after the place where it breaks off.
    """

    data: bytes
    size: int
    usable: int
    count: int
    promised: int
    frames: dict[int, bytes] = field(default_factory=dict)
    lost_frames: int = 0

    def page(self, number: int) -> bytes:
        """A page.

        Raises:
            IndexError: there is none of that number, or it is not whole.
        """
        framed = self.frames.get(number)
        if framed is not None:
            return framed
        page = self.data[(number - 1) * self.size : number * self.size] if number > 0 else b""
        if len(page) < self.size:
            raise IndexError(number)
        return page


def read_pages(data: bytes, log: bytes = b"") -> PageFile:
    """Cut a file into its pages, whatever state it is in."""
    size = _page_size(data)
    reserved = data[20] if data[:16] == _MAGIC and len(data) > 20 and data[20] < 64 else 0
    promised = int.from_bytes(data[28:32], "big") if data[:16] == _MAGIC else 0
    found = PageFile(data, size, size - reserved, len(data) // size, promised)
    _lay_log(found, log)
    return found


def lost_frames(path: Path) -> int:
    """How many pages of the log of a library lie behind the place where it breaks off."""
    log = path.with_name(f"{path.name}-wal")
    try:
        data = log.read_bytes() if log.stat().st_size <= _READ_AT_OPENING else b""
    except OSError:
        return 0
    size = int.from_bytes(data[8:12], "big")
    if size not in _SIZES:
        return 0
    found = PageFile(b"", size, size, 0, 0)
    _lay_log(found, data)
    return found.lost_frames


def _page_size(data: bytes) -> int:
    """The size that the header says, unless ours makes more sense of what is there."""
    told = int.from_bytes(data[16:18], "big")
    told = 65536 if told == 1 else told
    if told not in _SIZES or told == _OURS or _sense(data, _OURS) > _sense(data, told):
        return _OURS
    return told


def _sense(data: bytes, size: int) -> float:
    """Which share of the pages of a size begins as the page of a tree does."""
    starts = data[size::size]
    return sum(one in _TREE_KINDS for one in starts) / len(starts) if starts else 0.0


def _lay_log(pages: PageFile, log: bytes) -> None:
    """Lay what was committed in a log over the pages, up to the first frame that is not whole."""
    if len(log) < 32 or int.from_bytes(log[:4], "big") not in _WAL_MAGIC:
        return
    order = ">" if log[3] & 1 else "<"
    size = int.from_bytes(log[8:12], "big")
    sums = _sum(log[:24], order, (0, 0))
    if size != pages.size or sums != struct.unpack(">II", log[24:32]):
        pages.lost_frames = max(1, (len(log) - 32) // (pages.size + 24))
        return
    pending: dict[int, bytes] = {}
    whole = 0
    for head, page in _frames(log, size):
        number, commit = struct.unpack(">II", head[:8])
        sums = _sum(page, order, _sum(head[:8], order, sums))
        if head[8:16] != log[16:24] or sums != struct.unpack(">II", head[16:24]):
            break
        whole += 1
        pending[number] = page
        if commit:
            pages.frames.update(pending)
            pages.count = commit
            pages.promised = commit
            pending = {}
    # Frames of the same generation behind the break were once whole, if one of them ends a change.
    behind = [head for head, _ in _frames(log, size)][whole:]
    same = [head for head in behind if head[8:16] == log[16:24]]
    pages.lost_frames = len(same) if any(int.from_bytes(head[4:8], "big") for head in same) else 0


def _frames(log: bytes, size: int) -> Iterator[tuple[bytes, bytes]]:
    for at in range(32, len(log) - size - 23, size + 24):
        yield log[at : at + 24], log[at + 24 : at + 24 + size]


def _sum(data: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    """The running checksum of a log."""
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for place in range(0, len(words), 2):
        first = (first + words[place] + second) & 0xFFFFFFFF
        second = (second + words[place + 1] + first) & 0xFFFFFFFF
    return first, second
