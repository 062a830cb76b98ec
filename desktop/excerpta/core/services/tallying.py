"""Tallying counts in how many highlights, or documents, the lines of a table meet.

Every tally is shown one document after another, and each highlight as the ids of its tags in one text: a
million highlights carry few thousand different ones, so that only those are spread over rows and columns.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import TagTree
from excerpta.core.store.crossings import Carried

Cells = dict[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document: all its highlights in reading order, and which of them are counted."""

    everyone: Sequence[Carried]
    wanted: Sequence[Carried]


class TagLines:
    """The lines, from 0, to which a highlight belongs by its tags."""

    def __init__(self, tags: Sequence[TagId], tree: TagTree, *, with_subtags: bool) -> None:
        places = {tag: place for place, tag in enumerate(tags)}
        self._of_tag: dict[str, tuple[int, ...]] = {}
        for tag in tree:
            above = [*tree.ancestors(tag.id), tag] if with_subtags else [tag]
            self._of_tag[str(tag.id)] = tuple(places[one.id] for one in above if one.id in places)
        self._known: dict[str | None, tuple[int, ...]] = {None: ()}

    def of(self, tags: str | None) -> tuple[int, ...]:
        """Every line once; `tags` is a text of ids with commas between them."""
        found = self._known.get(tags)
        if found is None:
            lines = {line for tag in (tags or "").split(",") for line in self._of_tag.get(tag, ())}
            found = self._known[tags] = tuple(sorted(lines))
        return found

    def of_several(self, many: Iterable[str | None]) -> set[int]:
        """The lines of several highlights."""
        return {line for tags in many for line in self.of(tags)}


class TotalTally:
    """Counts for each line by itself."""

    def __init__(self, lines: TagLines, *, documents: bool) -> None:
        self._lines = lines
        self._documents = documents
        self._counts: Counter[str | None] = Counter()
        self._totals: Counter[int] = Counter()
        self.total = 0

    def take(self, sheet: Sheet) -> None:
        """Count a document."""
        if self._documents:
            self.total += bool(sheet.wanted)
            self._totals.update(self._lines.of_several({row[4] for row in sheet.wanted}))
        else:
            self.total += len(sheet.wanted)
            self._counts.update(row[4] for row in sheet.wanted)

    def totals(self) -> Mapping[int, int]:
        """The count of each line."""
        totals = Counter(self._totals)
        for tags, number in self._counts.items():
            for line in self._lines.of(tags):
                totals[line] += number
        return totals


class PassageTally:
    """Counts highlights that carry both tags."""

    def __init__(self, rows: TagLines, columns: TagLines) -> None:
        self._rows, self._columns = rows, columns
        self._counts: Counter[str | None] = Counter()

    def take(self, sheet: Sheet) -> None:
        """Count a document."""
        self._counts.update(row[4] for row in sheet.wanted)

    def cells(self) -> Cells:
        """The table."""
        cells: Cells = Counter()
        for tags, number in self._counts.items():
            columns = self._columns.of(tags)
            for row in self._rows.of(tags):
                for column in columns:
                    cells[row, column] += number
        return dict(cells)


class MaskTally:
    """Counts where what a highlight meets differs from one to the next: overlaps, and documents.

    What a row meets is a whole number with a bit for each column. Such numbers are added up for all columns
    at once, in binary, one whole number for each digit of the sums.
    """

    def __init__(self, rows: TagLines, columns: TagLines, *, documents: bool, overlapping: bool) -> None:
        self._rows, self._columns = rows, columns
        self._documents, self._overlapping = documents, overlapping
        self._masks: dict[str, int] = {}
        self._sums: dict[int, list[int]] = {}

    def take(self, sheet: Sheet) -> None:
        """Count a document."""
        met = _overlapped(sheet) if self._overlapping else {}
        together: dict[int, int] = {}
        for _, _, _, id_, tags in sheet.wanted:
            if not tags:
                continue
            mask = self._mask(tags)
            for other in met.get(id_, ()):
                mask |= self._mask(other)
            for row in self._rows.of(tags):
                if self._documents:
                    together[row] = together.get(row, 0) | mask
                else:
                    self._add(row, mask)
        for row, mask in together.items():
            self._add(row, mask)

    def cells(self) -> Cells:
        """The table."""
        cells: Cells = Counter()
        for row, digits in self._sums.items():
            for place, digit in enumerate(digits):
                while digit:
                    lowest = digit & -digit
                    cells[row, lowest.bit_length() - 1] += 1 << place
                    digit ^= lowest
        return dict(cells)

    def _mask(self, tags: str) -> int:
        mask = self._masks.get(tags)
        if mask is None:
            mask = self._masks[tags] = sum(1 << column for column in self._columns.of(tags))
        return mask

    def _add(self, row: int, carry: int) -> None:
        digits = self._sums.setdefault(row, [])
        for place, digit in enumerate(digits):
            if not carry:
                return
            digits[place], carry = digit ^ carry, digit & carry
        if carry:
            digits.append(carry)


def _overlapped(sheet: Sheet) -> dict[int, set[str]]:
    """The tags of other highlights that share words with a wanted one, under its id."""
    everyone = sheet.everyone
    wanted = {row[3] for row in sheet.wanted}
    met: dict[int, set[str]] = {}
    for place, (_, _, end, id_, tags) in enumerate(everyone):
        for other in range(place + 1, len(everyone)):
            _, start, _, other_id, other_tags = everyone[other]
            if start >= end:
                break
            if other_tags and id_ in wanted:
                met.setdefault(id_, set()).add(other_tags)
            if tags and other_id in wanted:
                met.setdefault(other_id, set()).add(tags)
    return met


class DocumentTally:
    """Counts the highlights of each row in the documents of each column.

    How many highlights a row has in each document is kept in binary: for each digit one whole number with
    a bit for each document. A cell is then a few `and`s and counts of bits, whatever the number of
    documents (bit-sliced sums: O'Neil and Quass, Improved Query Performance with Variant Indexes, 1997).
    """

    def __init__(self, rows: TagLines, columns: TagLines, *, documents: bool) -> None:
        self._rows, self._columns, self._documents = rows, columns, documents
        self._planes: dict[tuple[int, int], bytearray] = {}
        self._places: dict[int, bytearray] = {}
        self._number = 0

    def take(self, sheet: Sheet) -> None:
        """Count a document."""
        byte, bit = self._number >> 3, 1 << (self._number & 7)
        self._number += 1
        counts: Counter[int] = Counter()
        for tags, number in Counter(row[4] for row in sheet.wanted).items():
            for row in self._rows.of(tags):
                counts[row] += number
        if not counts:
            self._number -= 1
            return
        for row, number in counts.items():
            rest, digit = 1 if self._documents else number, 0
            while rest:
                if rest & 1:
                    _set(self._planes.setdefault((row, digit), bytearray()), byte, bit)
                rest, digit = rest >> 1, digit + 1
        for column in self._columns.of_several({row[4] for row in sheet.everyone}):
            _set(self._places.setdefault(column, bytearray()), byte, bit)

    def cells(self) -> Cells:
        """The table."""
        places = {column: int.from_bytes(bits, "little") for column, bits in self._places.items()}
        cells: Cells = Counter()
        for (row, digit), bits in self._planes.items():
            plane = int.from_bytes(bits, "little")
            for column, place in places.items():
                shared = (plane & place).bit_count()
                if shared:
                    cells[row, column] += shared << digit
        return dict(cells)


def _set(bits: bytearray, byte: int, bit: int) -> None:
    if byte >= len(bits):
        bits.extend(bytes(byte + 1 - len(bits)))
    bits[byte] |= bit


class PlaceTally:
    """Counts the highlights of each row in each place: a document, a source, a month.

    Attributes:
        totals: how much of what is counted lies in each place, tagged or not.
    """

    def __init__(self, rows: TagLines, *, documents: bool) -> None:
        self._rows, self._documents = rows, documents
        self._counts: dict[object, dict[int, int]] = {}
        self.totals: Counter[object] = Counter()

    def take(self, place: object, sheet: Sheet) -> None:
        """Count a document that belongs to a place."""
        if not sheet.wanted:
            return
        counts = self._counts.setdefault(place, {})
        if self._documents:
            self.totals[place] += 1
            for line in self._rows.of_several({row[4] for row in sheet.wanted}):
                counts[line] = counts.get(line, 0) + 1
            return
        self.totals[place] += len(sheet.wanted)
        lines_of = self._rows.of
        for row in sheet.wanted:
            for line in lines_of(row[4]):
                counts[line] = counts.get(line, 0) + 1

    def row_totals(self) -> Mapping[int, int]:
        """The count of each row in all places: a document, and what stands in it, belongs to one place."""
        totals: Counter[int] = Counter()
        for counts in self._counts.values():
            totals.update(counts)
        return totals

    def cells(self, places: Sequence[object]) -> Cells:
        """The table with these places as its columns."""
        return {
            (row, column): number
            for column, place in enumerate(places)
            for row, number in self._counts[place].items()
        }
