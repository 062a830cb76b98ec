"""Rows as they lie in the pages of a file: cells, their overflow, and the values in them.

Source: "Database File Format" of SQLite's documentation, sections 1.6 and 2.1.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from excerpta.core.store.page_file import PageFile

Value = str | int | float | bytes | None

TABLE_LEAF, TABLE_INNER, INDEX_LEAF, INDEX_INNER = 13, 5, 10, 2
_INTEGERS = (0, 1, 2, 3, 4, 6, 8)  # bytes of the kinds 0 to 6
_LARGEST = 1 << 31


class CellError(Exception):
    """A cell, or a record in it, that cannot be what SQLite wrote."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a page.

    Attributes:
        row: the id of its row; None in an index.
        values: what its record holds; empty in the inner page of a table.
        child: the page below it, 0 in a leaf.
        overflow: the pages that it goes on in.
        size: bytes that it takes in its page.
    """

    row: int | None
    values: tuple[Value, ...]
    child: int
    overflow: tuple[int, ...]
    size: int


def kind_of(page: bytes, number: int) -> int:
    """Which page of a tree this says it is; 0 if none."""
    kind = page[100 if number == 1 else 0]
    return kind if kind in (TABLE_LEAF, TABLE_INNER, INDEX_LEAF, INDEX_INNER) else 0


def last_child(page: bytes, number: int) -> int:
    """The rightmost page below an inner page."""
    start = 100 if number == 1 else 0
    return int.from_bytes(page[start + 8 : start + 12], "big")


def cells(pages: PageFile, number: int) -> Iterator[Cell | CellError]:
    """The cells of a page; for one that cannot be read, its error.

    Raises:
        CellError: this is no page of a tree.
        IndexError: there is no such page.
    """
    page = pages.page(number)
    start = 100 if number == 1 else 0
    kind = kind_of(page, number)
    if not kind:
        raise CellError(f"page {number} is no page of a tree")
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    array = start + (12 if kind in (TABLE_INNER, INDEX_INNER) else 8)
    if array + 2 * count > pages.usable:
        raise CellError(f"page {number} cannot hold {count} cells")
    room = _unused(page, start, array + 2 * count, pages.usable)
    for at in range(array, array + 2 * count, 2):
        place = int.from_bytes(page[at : at + 2], "big")
        try:
            if place < array + 2 * count:
                raise CellError(f"a cell of page {number} lies in its head")
            cell = _cell(pages, page, kind, place)
        except CellError as error:
            yield error
        except (IndexError, struct.error, ValueError, OverflowError) as error:
            yield CellError(str(error))
        else:
            room += cell.size
            yield cell
    if room != pages.usable:
        yield CellError(f"the cells of page {number} do not fill it")


def _unused(page: bytes, start: int, end: int, usable: int) -> int:
    """Bytes of a page that no cell takes: its head up to `end`, the gap behind that, and free blocks."""
    content = int.from_bytes(page[start + 5 : start + 7], "big") or 65536
    room = content + page[start + 7]
    block, seen = int.from_bytes(page[start + 1 : start + 3], "big"), set[int]()
    while end <= block <= usable - 4 and block not in seen:
        seen.add(block)
        room += int.from_bytes(page[block + 2 : block + 4], "big")
        block = int.from_bytes(page[block : block + 2], "big")
    return room


def _cell(pages: PageFile, page: bytes, kind: int, place: int) -> Cell:
    child, row, begin = 0, None, place
    if kind in (TABLE_INNER, INDEX_INNER):
        child = int.from_bytes(page[place : place + 4], "big")
        place += 4
    if kind == TABLE_INNER:
        row, place = _varint(page, place)
        return Cell(_signed(row), (), child, (), place - begin)
    length, place = _varint(page, place)
    if kind == TABLE_LEAF:
        unsigned, place = _varint(page, place)
        row = _signed(unsigned)
    payload, overflow, local = _payload(pages, page, place, length, is_table=kind == TABLE_LEAF)
    size = place + local + (4 if overflow else 0) - begin
    return Cell(row, _values(payload), child, overflow, max(4, size))


def _payload(
    pages: PageFile, page: bytes, place: int, length: int, *, is_table: bool
) -> tuple[bytes, tuple[int, ...], int]:
    """A record, the pages that it goes on in, and how many bytes of it are in its own."""
    usable = pages.usable
    if length > min(_LARGEST, (pages.count + 1) * usable):
        raise CellError("a record is longer than the file")
    most = usable - 35 if is_table else (usable - 12) * 64 // 255 - 23
    if length <= most:
        local = length
    else:
        least = (usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (usable - 4)
        local = local if local <= most else least
    if place + local > usable:
        raise CellError("a record reaches over the end of its page")
    parts, left = [page[place : place + local]], length - local
    chain: dict[int, None] = {}
    following = int.from_bytes(page[place + local : place + local + 4], "big") if left else 0
    while left > 0:
        if following in chain or not 1 < following <= pages.count:
            raise CellError("the pages that a record goes on in are not there")
        chain[following] = None
        more = pages.page(following)
        parts.append(more[4 : 4 + min(left, usable - 4)])
        left -= usable - 4
        following = int.from_bytes(more[:4], "big")
    if chain and following:
        raise CellError("a record goes on behind its end")
    return b"".join(parts), tuple(chain), local


def _values(payload: bytes) -> tuple[Value, ...]:
    head, at = _varint(payload, 0)
    if not at <= head <= len(payload):
        raise CellError("the head of a record is too long")
    kinds = []
    while at < head:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if at != head or head + sum(map(_length, kinds)) != len(payload):
        raise CellError("a record is not as long as its values")
    found: list[Value] = []
    for kind in kinds:
        length = _length(kind)
        found.append(_value(kind, payload[at : at + length]))
        at += length
    return tuple(found)


def _length(kind: int) -> int:
    if kind < len(_INTEGERS):
        return _INTEGERS[kind]
    if kind == 7:
        return 8
    if kind in (8, 9):
        return 0
    if kind < 12:
        raise CellError("a value of no known kind")
    return (kind - 12) // 2


def _value(kind: int, data: bytes) -> Value:
    if kind == 0:
        return None
    if kind in (8, 9):
        return kind - 8
    if kind == 7:
        return float(struct.unpack(">d", data)[0])
    if kind < 7:
        return int.from_bytes(data, "big", signed=True)
    if kind % 2 == 0:
        return data
    text = data.decode("utf-8")  # a ValueError if it is none
    if "\0" in text:
        raise CellError("a text holds noughts")
    return text


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    value = 0
    for place in range(at, at + 8):
        byte = data[place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + 1
    return value << 8 | data[at + 8], at + 9


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value
