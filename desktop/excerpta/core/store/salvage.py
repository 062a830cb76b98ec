"""Salvage: every row that can still be read in a damaged file, and what is known to be missing.

Question: why not `SELECT` what SQLite still gives? Choice: the trees are walked page by page, past what is
broken; indexes tell which rows there were; pages that no tree reaches any more are looked through, too.
Why: one broken inner page hides thousands of rows from SQLite, and what it cannot reach it does not name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from excerpta.core.store import page_records
from excerpta.core.store.page_file import PageFile
from excerpta.core.store.page_records import (
    INDEX_INNER,
    INDEX_LEAF,
    TABLE_INNER,
    TABLE_LEAF,
    Cell,
    CellError,
    Value,
)
from excerpta.core.store.table_shapes import SHAPES, Shape

Row = tuple[Value, ...]

_BY_UUID = ("document", "annotation", "tag", "memo", "saved_search")
"""Tables whose index of identifiers says which rows there are."""


@dataclass(slots=True)
class Salvaged:
    """What a file gave.

    Attributes:
        rows: under the name of a table and the key of a row.
        uuids: of the tables that have identifiers: the one of each row that there was, by its id.
        places: document, start and end of each highlight that there was, by its id.
        twins: rows of tables that an index holds once more.
        numbers: loose rows of five numbers, links of highlights to tags in one order or another.
        faults: tables of which a part could not be read, with what was wrong.
        loose: how many rows of a table lay in pages that nothing leads to.
        unknown: pages that could not be read and of which nobody knows what they held.
        is_headless: whether even the list of tables was gone.
    """

    rows: dict[str, dict[Row, Row]] = field(default_factory=lambda: {name: {} for name in SHAPES})
    uuids: dict[str, dict[int, str]] = field(default_factory=lambda: {name: {} for name in _BY_UUID})
    places: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    twins: dict[str, set[Row]] = field(default_factory=dict)
    numbers: list[Row] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=dict)
    loose: dict[str, int] = field(default_factory=dict)
    unknown: int = 0
    is_headless: bool = False


def salvage(pages: PageFile) -> Salvaged:
    """Read all that can be read; never fails, whatever the pages hold."""
    return _Salvage(pages).run()


class _Salvage:
    """The walk over one file."""

    def __init__(self, pages: PageFile) -> None:
        self._pages = pages
        self._found = Salvaged()
        self._owner: dict[int, str] = {}
        self._broken: set[int] = set()

    def run(self) -> Salvaged:
        roots = self._roots()
        for name, shape in SHAPES.items():
            self._read_table(name, shape, roots)
        for name in _BY_UUID:
            self._read_uuids(name, roots)
        self._read_places(roots)
        for name, root in roots.items():
            if root > 0 and root not in self._owner and name not in SHAPES:
                for _ in self._walk(root, name):
                    pass  # so that its pages are known not to be ours
        free = self._free_pages()
        self._look_through(free)
        return self._found

    def _roots(self) -> dict[str, int]:
        """The first page of each tree, by the names of tables and indexes."""
        found: dict[str, int] = {}
        for cell in self._walk(1, "the list of tables"):
            if len(cell.values) == 5 and isinstance(cell.values[3], int):
                found[str(cell.values[1])] = cell.values[3]
        self._found.is_headless = not set(SHAPES) & set(found)
        return found

    def _fault(self, name: str, what: str) -> None:
        self._found.faults.setdefault(name, []).append(what)

    def _walk(self, root: int, name: str) -> Iterator[Cell]:
        """The rows of a tree, past what is broken in it; faults are noted under its name."""
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if number in self._owner:
                self._fault(name, f"page {number} belongs to {self._owner[number]}")
                continue
            try:
                yield from self._visit(number, name, waiting)
            except (CellError, IndexError) as error:
                self._broken.add(number)
                self._fault(name, f"page {number}: {error}")

    def _visit(self, number: int, name: str, waiting: list[int]) -> Iterator[Cell]:
        page = self._pages.page(number)
        kind = page_records.kind_of(page, number)
        below: list[int] = []
        last: int | None = None
        for cell in page_records.cells(self._pages, number):
            self._owner[number] = name
            if isinstance(cell, CellError):
                self._fault(name, str(cell))
                continue
            if cell.child:
                below.append(cell.child)
            if kind == TABLE_LEAF and cell.row is not None:
                if last is not None and cell.row <= last:
                    self._fault(name, f"the rows of page {number} are not in their order")
                last = cell.row
            if self._claim(cell, name) and kind != TABLE_INNER:
                yield cell
        self._owner[number] = name
        if kind in (TABLE_INNER, INDEX_INNER):
            below.append(page_records.last_child(page, number))
        waiting.extend(reversed(below))

    def _claim(self, cell: Cell, name: str) -> bool:
        """Take note of the pages that a record goes on in; False if another one has them already."""
        for number in cell.overflow:
            if number in self._owner:
                self._fault(name, f"page {number} belongs to {self._owner[number]}")
                return False
        self._owner.update(dict.fromkeys(cell.overflow, name))
        return True

    def _read_table(self, name: str, shape: Shape, roots: Mapping[str, int]) -> None:
        if name not in roots:
            if not self._found.is_headless and not shape.is_newer:
                self._fault(name, "it is not in the list of tables")
            return
        for cell in self._walk(roots[name], name):
            row = shape.fit(cell)
            if row is None:
                self._fault(name, "a row that is none of this table")
                self._place(cell)
            elif self._found.rows[name].setdefault(shape.key(row), row) != row:
                self._fault(name, "two rows with one name")
        self._read_twin(name, shape, roots)

    def _read_twin(self, name: str, shape: Shape, roots: Mapping[str, int]) -> None:
        """An index that holds every column of a table is the table once more."""
        if shape.twin not in roots:
            return
        for cell in self._walk(roots[shape.twin], shape.twin):
            row = shape.fit_twin(cell)
            if row is not None:
                self._found.twins.setdefault(name, set()).add(row)

    def _read_uuids(self, name: str, roots: Mapping[str, int]) -> None:
        index = f"sqlite_autoindex_{name}_1"
        for cell in self._walk(roots[index], index) if index in roots else ():
            if len(cell.values) == 2 and isinstance(cell.values[0], str) and isinstance(cell.values[1], int):
                self._found.uuids[name][cell.values[1]] = cell.values[0]

    def _read_places(self, roots: Mapping[str, int]) -> None:
        index = "annotation_place"
        for cell in self._walk(roots[index], index) if index in roots else ():
            document, start, end, id_ = (*cell.values, None, None, None, None)[:4]
            if (
                isinstance(document, int)
                and isinstance(start, int)
                and isinstance(end, int)
                and isinstance(id_, int)
            ):
                self._found.places[id_] = document, start, end

    def _free_pages(self) -> frozenset[int]:
        """Pages that hold nothing any more, as far as their list can be read."""
        try:
            header = self._pages.page(1)
            trunk, free = int.from_bytes(header[32:36], "big"), set[int]()
            while trunk and trunk not in free and trunk not in self._owner:
                page = self._pages.page(trunk)
                free.add(trunk)
                number = min(int.from_bytes(page[4:8], "big"), self._pages.usable // 4 - 2)
                for at in range(8, 8 + 4 * number, 4):
                    free.add(int.from_bytes(page[at : at + 4], "big"))
                trunk = int.from_bytes(page[:4], "big")
        except IndexError:
            pass
        return frozenset(free - set(self._owner)) if not self._found.is_headless else frozenset()

    def _look_through(self, free: frozenset[int]) -> None:
        """Take rows out of pages that no tree leads to; those that a table has already stay as they are."""
        pages = self._pages
        self._found.unknown += max(0, pages.promised - pages.count) if pages.promised < 1 << 31 else 0
        for number in range(1, pages.count + 1):
            if number in self._owner or number in free or number in self._broken:
                continue  # what is broken was told of its table
            try:
                kind = page_records.kind_of(pages.page(number), number)
                if kind in (TABLE_LEAF, INDEX_LEAF):
                    self._take_loose(number)
                elif not kind:
                    self._found.unknown += 1
            except (CellError, IndexError):
                self._found.unknown += 1

    def _take_loose(self, number: int) -> None:
        for cell in page_records.cells(self._pages, number):
            if isinstance(cell, CellError):
                self._found.unknown += 1
                continue
            self._place(cell)

    def _place(self, cell: Cell) -> None:
        """Take a row that lies where it does not belong."""
        if cell.row is None and len(cell.values) == 5 and all(type(one) is int for one in cell.values):
            self._found.numbers.append(cell.values)
            return
        for name, shape in SHAPES.items():
            row = shape.fit(cell)
            if row is None or not shape.is_certain(row):
                continue
            known = self._known_ids(name)
            is_known = known is None or known.get(int(row[0] or 0)) == row[1]
            if is_known and shape.key(row) not in self._found.rows[name]:
                self._found.rows[name][shape.key(row)] = row
                if known is None:
                    self._found.loose[name] = self._found.loose.get(name, 0) + 1
            break

    def _known_ids(self, name: str) -> dict[int, str] | None:
        """The rows that were there and not deleted; None if the index of the table does not tell."""
        known = self._found.uuids.get(name)
        return None if not known or f"sqlite_autoindex_{name}_1" in self._found.faults else known
