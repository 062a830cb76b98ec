"""The parts of a document as screen readers walk them: paragraphs, headings, pictures, and highlights.

Each is a QObject, because Qt keeps the interface of a QObject as long as it lives and no longer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAttributesInterface,
    QAccessibleInterface,
    QAccessibleObject,
    QAccessibleTextInterface,
)
from shiboken6 import VoidPtr

from excerpta.core.model.document import Block, BlockKind
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.support.colour_words import OWN_NAMES, ColourNames, colour_in_words
from excerpta.gui.support.utf16 import Utf16Index
from excerpta.gui.widgets.reader.contents import ReaderHighlight

if TYPE_CHECKING:
    from excerpta.gui.widgets.reader.view import ReaderView

NOTHING = VoidPtr(0)
"""WORKAROUND: PySide6 6.11 takes None for the address of None; Qt calls it as soon as one listens."""

LONGEST_NAME = 400
"""Code points of the words by which a part is named; all of them are in its text."""

_ROLES = {
    BlockKind.HEADING: QAccessible.Role.Heading,
    BlockKind.QUOTATION: QAccessible.Role.BlockQuote,
    BlockKind.LIST_ITEM: QAccessible.Role.ListItem,
    # WORKAROUND: QAccessibleTableInterface is not bound by PySide6 6.11, and a table without one misleads.
    BlockKind.TABLE: QAccessible.Role.Section,
    BlockKind.IMAGE: QAccessible.Role.Graphic,
    BlockKind.RULE: QAccessible.Role.Separator,
    BlockKind.FURNITURE: QAccessible.Role.ComplementaryContent,
}
_RELATION = QAccessible.RelationFlag


class PartPlace(QObject):
    """Stands for the block with an index; its interface is made when it is asked for."""

    def __init__(self, view: ReaderView, block: int) -> None:
        super().__init__(view)
        self.view = view
        self.block = block


class HighlightPlace(QObject):
    """Stands for a highlight."""

    def __init__(self, view: ReaderView, highlight: AnnotationId) -> None:
        super().__init__(view)
        self.view = view
        self.highlight = highlight


class _Level(QAccessibleAttributesInterface):
    """The level of a heading."""

    def __init__(self, level: int) -> None:
        super().__init__()
        self._level = level

    def attributeKeys(self) -> list[QAccessible.Attribute]:
        return [QAccessible.Attribute.Level]

    def attributeValue(self, key: QAccessible.Attribute) -> object:
        return self._level if key == QAccessible.Attribute.Level else None


class _PartText(QAccessibleTextInterface):
    """The words of one part; the selection is told by the text of the whole document."""

    def __init__(self, view: ReaderView, start: int, end: int) -> None:
        super().__init__()
        self._view = view
        self._start, self._end = start, end
        self._text = view.page.source.text[start:end]
        self._index = Utf16Index(self._text)

    def text(self, start: int, end: int) -> str:
        return self._text[self._index.to_code_point(start) : self._index.to_code_point(end)]

    def characterCount(self) -> int:
        return self._index.to_utf16(len(self._text))

    def cursorPosition(self) -> int:
        """Give the place of the caret in the part, or its nearer end."""
        caret = min(max(self._view.caret(), self._start), self._end)
        return self._index.to_utf16(caret - self._start)

    def setCursorPosition(self, offset: int) -> None:
        self._view.set_caret(self._position(offset))
        self._view.keep_caret_in_view()

    def selectionCount(self) -> int:
        return 0

    def addSelection(self, start: int, end: int) -> None:
        self._view.select(self._position(start), self._position(end))

    def setSelection(self, _number: int, start: int, end: int) -> None:
        self.addSelection(start, end)

    def removeSelection(self, _number: int) -> None:
        self._view.clear_selection()

    def characterRect(self, offset: int) -> QRect:
        """Give the place of a character on the screen; null when it is not in the window."""
        position = self._position(offset)
        return on_screen(self._view, self._view.rect_of(position, position + 1))

    def offsetAtPoint(self, point: QPoint) -> int:
        position = self._view.position_at(self._view.viewport().mapFromGlobal(point))
        return self._index.to_utf16(min(max(position, self._start), self._end) - self._start)

    def scrollToSubstring(self, start: int, _end: int) -> None:
        self._view.reveal(self._position(start))

    def _position(self, offset: int) -> int:
        return self._start + self._index.to_code_point(offset)


class AccessiblePart(QAccessibleObject):
    """One block: what it is, its words, and the highlights that begin in it as its children."""

    def __init__(self, place: PartPlace) -> None:
        super().__init__(place)
        self._place = place
        self._view = place.view
        self._source = place.view.page.source
        self._words: _PartText | None = None
        self._level = _Level(self._block.level)
        self._highlights: dict[AnnotationId, HighlightPlace] = {}

    @property
    def _block(self) -> Block:
        return self._source.blocks[self._place.block]

    def role(self) -> QAccessible.Role:
        return _ROLES.get(self._block.kind, QAccessible.Role.Paragraph)

    def text(self, kind: QAccessible.Text) -> str:
        return name_of(self._source.text, self._block) if kind == QAccessible.Text.Name else ""

    def state(self) -> QAccessible.State:
        found = QAccessible.State()
        found.readOnly = found.multiLine = found.selectableText = True
        found.offscreen = found.invisible = self.rect().isNull()
        return found

    def rect(self) -> QRect:
        return on_screen(self._view, self._view.rect_of(self._block.start, self._block.end))

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return QAccessible.queryAccessibleInterface(self._view)

    def childCount(self) -> int:
        return len(self._over())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        over = self._over()
        if not 0 <= index < len(over):
            return None
        identity = over[index].id
        if identity not in self._highlights:
            self._highlights[identity] = HighlightPlace(self._view, identity)
        return QAccessible.queryAccessibleInterface(self._highlights[identity])

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        thing = child.object()
        if not isinstance(thing, HighlightPlace):
            return -1
        return next((n for n, one in enumerate(self._over()) if one.id == thing.highlight), -1)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> object:  # type: ignore[override]
        if kind == QAccessible.InterfaceType.TextInterface and self._block.end > self._block.start:
            if self._words is None:
                self._words = _PartText(self._view, self._block.start, self._block.end)
            return self._words
        if kind == QAccessible.InterfaceType.AttributesInterface and self._block.kind is BlockKind.HEADING:
            return self._level
        return NOTHING

    def relations(
        self, match: QAccessible.RelationFlag = _RELATION(-1)
    ) -> list[tuple[QAccessibleInterface, QAccessible.RelationFlag]]:
        """Give the parts that the text goes on in and comes from."""
        parts = self._view.parts
        found = []
        for step, relation in ((1, _RELATION.FlowsTo), (-1, _RELATION.FlowsFrom)):
            other = self._place.block + step
            if relation & match and parts is not None and 0 <= other < len(self._source.blocks):
                found.append((parts.interface(other), relation))
        return found

    def _over(self) -> list[ReaderHighlight]:
        start, end = self._block.start, self._block.end
        pieces = self._source.pieces
        found = {
            highlight.id: highlight
            for piece in pieces.over(start, end)
            for highlight in self._view.highlights.over_piece(piece)
            if start <= highlight.start < end
        }
        return sorted(found.values(), key=lambda one: (one.start, one.end, one.id))


class _Press(QAccessibleActionInterface):
    """Makes a highlight the current one and opens its card, as Enter does."""

    def __init__(self, place: HighlightPlace) -> None:
        super().__init__()
        self._place = place

    def actionNames(self) -> list[str]:
        return [self.pressAction()]

    def doAction(self, name: str) -> None:
        view, highlight = self._place.view, self._place.highlight
        if name == self.pressAction() and highlight in view.highlights:
            view.set_current_highlight(highlight)
            view.highlight_activated.emit(highlight)

    def keyBindingsForAction(self, _name: str) -> list[str]:
        return ["Enter"]


class AccessibleHighlight(QAccessibleObject):
    """One highlight: its colour, tags and note in words, and its quotation."""

    def __init__(self, place: HighlightPlace) -> None:
        super().__init__(place)
        self._place = place
        self._view = place.view
        self._press = _Press(place)

    @property
    def _highlight(self) -> ReaderHighlight | None:
        return self._view.highlights.get(self._place.highlight)

    def isValid(self) -> bool:
        return super().isValid() and self._highlight is not None

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Note

    def text(self, kind: QAccessible.Text) -> str:
        highlight = self._highlight
        if highlight is None:
            return ""
        if kind == QAccessible.Text.Name:
            return describe(highlight, self._view.colour_names)
        if kind == QAccessible.Text.Description:
            return shortened(self._view.page.source.text[highlight.start : highlight.end])
        return ""

    def state(self) -> QAccessible.State:
        found = QAccessible.State()
        found.readOnly = found.selectable = True
        found.selected = self._view.current_highlight() == self._place.highlight
        found.offscreen = found.invisible = self.rect().isNull()
        return found

    def rect(self) -> QRect:
        highlight = self._highlight
        if highlight is None:
            return QRect()
        return on_screen(self._view, self._view.rect_of(highlight.start, highlight.end))

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        highlight, parts = self._highlight, self._view.parts
        if highlight is None or parts is None:
            return QAccessible.queryAccessibleInterface(self._view)
        return parts.interface(parts.block_at(highlight.start))

    def childCount(self) -> int:
        return 0

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def interface_cast(self, kind: QAccessible.InterfaceType) -> object:  # type: ignore[override]
        return self._press if kind == QAccessible.InterfaceType.ActionInterface else NOTHING


class Parts:
    """The parts of the document that is shown; those that were asked about have an interface."""

    def __init__(self, view: ReaderView) -> None:
        self._view = view
        self._source = view.page.source
        self._places: dict[int, PartPlace] = {}

    @property
    def is_current(self) -> bool:
        """Whether the document is still the one that is shown."""
        return self._source is self._view.page.source

    def __len__(self) -> int:
        return len(self._source.blocks) if self._source.text else 0

    def interface(self, block: int) -> QAccessibleInterface:
        """Give the interface of a block."""
        place = self._places.get(block)
        if place is None:
            place = self._places[block] = PartPlace(self._view, block)
        return QAccessible.queryAccessibleInterface(place)

    def block_at(self, position: int) -> int:
        """Give the index of the block that holds a position."""
        return self._source.pieces.blocks[self._source.pieces.at(position)]

    def give_up(self) -> None:
        """Let the interfaces go."""
        for place in self._places.values():
            place.deleteLater()
        self._places.clear()


def describe(highlight: ReaderHighlight, names: ColourNames = OWN_NAMES) -> str:
    """Say in words what a highlight is: colour, tags, note."""
    words = f"{colour_in_words(highlight.colour, names)} {highlight.style.value}"
    if highlight.tags:
        words += f" tagged {', '.join(highlight.tags)}"
    return words + (", with a note" if highlight.has_note else "")


def name_of(text: str, block: Block) -> str:
    """Name a block by its words, or by what it is where it has none of its own."""
    words = text[block.start : block.end]
    match block.kind:
        case BlockKind.IMAGE:
            return f"Picture: {block.description}" if block.description else "Picture without description"
        case BlockKind.RULE:
            return "Rule"
        case BlockKind.TABLE:
            rows = words.split("\n")
            columns = max(row.count("\t") for row in rows) + 1
            return f"Table with {_counted(len(rows), 'row')} and {_counted(columns, 'column')}"
        case BlockKind.LIST_ITEM if block.number is not None:
            return f"{block.number}. {shortened(words)}"
        case BlockKind.FURNITURE:
            return f"Page furniture: {shortened(words)}"
    return shortened(words)


def shortened(words: str) -> str:
    """Give the beginning of some words on one line."""
    short = words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1] + "…"
    return " ".join(short.split())


def on_screen(view: ReaderView, rectangle: QRect) -> QRect:
    """Give a rectangle of the viewport on the screen; null stays null."""
    return rectangle if rectangle.isNull() else rectangle.translated(view.viewport().mapToGlobal(QPoint()))


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
