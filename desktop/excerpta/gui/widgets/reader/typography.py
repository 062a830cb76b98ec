"""Fonts, leading, indents and spaces of every kind of block, for one way of setting the text."""

import math
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from PySide6.QtGui import QFont

from excerpta.core.model.document import BlockKind
from excerpta.gui.support.scale import scale
from excerpta.gui.widgets.reader.fonts import average_advance, book_font, code_font, interface_font
from excerpta.gui.widgets.reader.type_settings import HOUSE_SETTINGS, TypeSettings

_HEADING_SIZES = {1: 1.42, 2: 1.24, 3: 1.1, 4: 1.0, 5: 1.0, 6: 0.9}
_LIST_STEP = 1.7
MARK_GAP = 0.45
"""Between the mark of an item and its text."""

_ITEM_SPACE = 0.3
_NEAR_SPACE = 0.45
"""Between a picture or table and its caption."""


class StyleKey(NamedTuple):
    """What decides the look of a piece.

    Attributes:
        kind: a block kind, or the header or folding box that are no block, or the block that is the title.
        level: the block's level.
        closes_group: whether a full space follows, as after the last item of a list.
        is_cut: whether the same block goes on in the next piece.
        digits: of the widest number in the list that the piece is part of.

    """

    kind: BlockKind | Literal["header", "fold", "title"]
    level: int = 0
    closes_group: bool = True
    is_cut: bool = False
    digits: int = 0

    def continued(self) -> "StyleKey":
        """Give the style of a piece whose block goes on in the next one."""
        return self._replace(closes_group=False, is_cut=True)


@dataclass(frozen=True, slots=True)
class BlockStyle:
    """How pieces of one kind are set; all lengths in whole pixels, so that edges fall on pixels.

    Attributes:
        pitch: from baseline to baseline.
        before, after: space above and below.
        indent: at the side where lines start.
        padding: between the text and the edge of its ground.
        slot: the theme slot of the text.
        tab: between the tab stops of code.
        justified: whether both edges of the lines are even.

    """

    font: QFont
    pitch: int
    before: int = 0
    after: int = 0
    indent: int = 0
    padding: int = 0
    slot: str = "ink"
    tab: int = 0
    justified: bool = False


class Typography:
    """The block styles for one way of setting the text, made when first asked for.

    Attributes:
        settings: what it was made from.
        size: of running text in pixels.
        pitch: from baseline to baseline of running text in pixels.
        measure: the longest line in pixels.

    """

    def __init__(self, settings: TypeSettings = HOUSE_SETTINGS) -> None:
        self.settings = settings
        self.size = settings.size
        self.pitch = self.ems(settings.spacing)
        self.font = self.book_font(self.size)
        self.interface_font = interface_font(round(13 * max(scale(), self.size / 17)))
        self.measure = round(average_advance(self.font) * settings.measure)
        self._styles: dict[StyleKey, BlockStyle] = {}

    def style(self, key: StyleKey) -> BlockStyle:
        """Give the style of a kind of piece."""
        style = self._styles.get(key)
        if style is None:
            style = self._make(key)
            if key.is_cut:
                style = replace(style, after=0)
            self._styles[key] = style
        return style

    def ems(self, factor: float) -> int:
        """Give a multiple of the type size in whole pixels."""
        return round(self.size * factor)

    def book_font(self, size: float, *, bold: bool = False) -> QFont:
        """Give the font of the text in another size in pixels, in the chosen family."""
        return book_font(size, bold=bold, family=self.settings.family)

    @property
    def caption_key(self) -> StyleKey:
        """What the style of captions is found by."""
        return StyleKey(BlockKind.CAPTION)

    def list_step(self, digits: int) -> int:
        """Give the indent of one level of a list whose widest number has so many digits."""
        mark = average_advance(self.font, "0") * digits + average_advance(self.font, ".")
        return max(self.ems(_LIST_STEP), math.ceil(mark) + self.ems(MARK_GAP))

    # ---- kinds

    def _make(self, key: StyleKey) -> BlockStyle:
        match key.kind:
            case "header" | "fold" | "title" | BlockKind.HEADING:
                return self._make_heading(key)
            case BlockKind.CODE | BlockKind.TABLE | BlockKind.CAPTION | BlockKind.FURNITURE:
                return self._make_small(key)
            case _:
                return self._make_running(key)

    def _make_running(self, key: StyleKey) -> BlockStyle:
        ems, space = self.ems, self._space
        plain = BlockStyle(self.font, self.pitch, after=space, justified=self.settings.justified)
        match key.kind:
            case BlockKind.QUOTATION:
                return replace(plain, indent=ems(1.25) * (key.level + 1))
            case BlockKind.LIST_ITEM:
                after = space if key.closes_group else min(space, ems(_ITEM_SPACE))
                return replace(plain, indent=self.list_step(key.digits) * (key.level + 1), after=after)
            case BlockKind.PARAGRAPH if key.level:
                after = space if key.closes_group else min(space, ems(_ITEM_SPACE))
                return replace(plain, indent=self.list_step(key.digits) * key.level, after=after)
            case BlockKind.IMAGE:
                return replace(plain, after=space if key.closes_group else ems(_NEAR_SPACE))
            case _:
                return plain

    @property
    def _space(self) -> int:
        return self.ems(self.settings.paragraph_space)

    def _make_heading(self, key: StyleKey) -> BlockStyle:
        ems = self.ems
        if key.kind == "fold":
            font = self.interface_font
            return BlockStyle(font, ems(1.35), before=2, after=self._space, padding=ems(0.6), slot="muted")
        if key.kind in ("header", "title"):
            size = self.size * 1.6
            font = self.book_font(size, bold=True)
            before, after = (ems(1.7), ems(1.3)) if key.kind == "header" else (0, ems(0.9))
            return BlockStyle(font, self._lead(size, 1.28), before=before, after=after)
        size = self.size * _HEADING_SIZES.get(key.level, 1.0)
        font = self.book_font(size, bold=key.level != 5)
        if key.level == 5:
            font.setItalic(True)
        before = ems(0.95 if key.level <= 2 else 0.7)
        after = ems(0.5 if key.level <= 3 else 0.3)
        slot = "muted" if key.level >= 6 else "ink"
        return BlockStyle(font, self._lead(size, 1.32), before=before, after=after, slot=slot)

    def _make_small(self, key: StyleKey) -> BlockStyle:
        ems, space = self.ems, self._space
        match key.kind:
            case BlockKind.CODE:
                font = code_font(self.size * 0.85)
                pitch, tab = self._lead(font.pixelSize(), 1.5), round(4 * average_advance(font, "0" * 40))
                return BlockStyle(font, pitch, after=space, padding=ems(0.75), tab=tab)
            case BlockKind.TABLE:
                font = self.book_font(self.size * 0.9)
                after = space if key.closes_group else ems(_NEAR_SPACE)
                return BlockStyle(font, self._lead(self.size, 1.36), after=after, padding=ems(0.42))
            case BlockKind.CAPTION:
                font = self.book_font(self.size * 0.85)
                after = space if key.closes_group else ems(_NEAR_SPACE)
                return BlockStyle(font, self._lead(self.size, 1.32), after=after, slot="muted")
            case _:
                after = space if key.closes_group else ems(0.4)
                font = self.book_font(self.size * 0.88)
                return BlockStyle(font, ems(1.4), after=after, indent=ems(0.6), slot="muted")

    def _lead(self, size: float, factor: float) -> int:
        """Give a leading in pixels: `factor` times a size, looser or tighter as the text is set."""
        return round(size * factor * self.settings.spacing / HOUSE_SETTINGS.spacing)
