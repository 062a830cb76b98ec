"""Fonts, leading, indents and spaces of every kind of block, for one way of setting the text."""

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF, QGuiApplication

from excerpta.core.model.document import BlockKind
from excerpta.gui.widgets.reader.type_settings import HOUSE_SETTINGS, TypeSettings

BOOK_FAMILIES = ("Noto Serif", "Source Serif 4", "Source Serif Pro", "Literata", "DejaVu Serif")
"""Preferred families of the text; the platform's own serif comes after them."""

_AVERAGE_TEXT = "The envoy said on Tuesday that both sides had agreed to meet again in the capital, 9 May."
_HEADING_SIZES = {1: 1.45, 2: 1.28, 3: 1.14, 4: 1.04, 5: 1.0, 6: 0.92}


class StyleKey(NamedTuple):
    """What decides the look of a piece.

    Attributes:
        kind: a block kind, or the header or folding box that are no block.
        level: the block's level.
        closes_group: whether a full space follows, as after the last item of a list.
        is_cut: whether the same block goes on in the next piece.

    """

    kind: BlockKind | Literal["header", "fold"]
    level: int = 0
    closes_group: bool = True
    is_cut: bool = False

    def continued(self) -> "StyleKey":
        """Give the style of a piece whose block goes on in the next one."""
        return StyleKey(self.kind, self.level, closes_group=False, is_cut=True)


@dataclass(frozen=True, slots=True)
class BlockStyle:
    """How pieces of one kind are set; all lengths in whole pixels, so that edges fall on pixels.

    Attributes:
        pitch: from baseline to baseline.
        before, after: space above and below.
        indent: at the side where lines start.
        padding: between the text and the edge of its ground.
        slot: the theme slot of the text.
        justified: whether both edges of the lines are even.

    """

    font: QFont
    pitch: int
    before: int = 0
    after: int = 0
    indent: int = 0
    padding: int = 0
    slot: str = "ink"
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
        self.interface_font = interface_font(round(13 * max(1.0, self.size / 17)))
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

    def _make(self, key: StyleKey) -> BlockStyle:
        ems, space = self.ems, self._space
        plain = BlockStyle(self.font, self.pitch, after=space, justified=self.settings.justified)
        match key.kind:
            case "header" | "fold" | BlockKind.HEADING:
                return self._make_heading(key)
            case BlockKind.QUOTATION:
                return replace(plain, indent=ems(1.25) * (key.level + 1))
            case BlockKind.LIST_ITEM:
                after = space if key.closes_group else min(space, ems(0.3))
                return replace(plain, indent=ems(1.7) * (key.level + 1), after=after)
            case BlockKind.CODE | BlockKind.TABLE | BlockKind.CAPTION | BlockKind.FURNITURE:
                return self._make_small(key)
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
        if key.kind == "header":
            size = self.size * 1.55
            font = self.book_font(size, bold=True)
            return BlockStyle(font, self._lead(size, 1.3), before=ems(1.7), after=ems(1.3))
        size = self.size * _HEADING_SIZES.get(key.level, 1.0)
        font = self.book_font(size, bold=True)
        return BlockStyle(font, self._lead(size, 1.35), before=ems(0.75), after=ems(0.5))

    def _make_small(self, key: StyleKey) -> BlockStyle:
        ems, space = self.ems, self._space
        match key.kind:
            case BlockKind.CODE:
                font = code_font(self.size * 0.85)
                return BlockStyle(font, self._lead(font.pixelSize(), 1.55), after=space, padding=ems(0.75))
            case BlockKind.TABLE:
                font = self.book_font(self.size * 0.94)
                return BlockStyle(font, ems(1.45), after=space, padding=ems(0.4))
            case BlockKind.CAPTION:
                font = self.book_font(self.size * 0.85)
                return BlockStyle(font, self._lead(self.size, 1.35), after=space, slot="muted")
            case _:
                after = space if key.closes_group else ems(0.4)
                font = self.book_font(self.size * 0.88)
                return BlockStyle(font, ems(1.4), after=after, indent=ems(0.6), slot="muted")

    def _lead(self, size: float, factor: float) -> int:
        """Give a leading in pixels: `factor` times a size, looser or tighter as the text is set."""
        return round(size * factor * self.settings.spacing / HOUSE_SETTINGS.spacing)


def book_font(size: float, *, bold: bool = False, family: str = "") -> QFont:
    """Give the font of running text in a size in pixels: of a family, or the book serif of the house."""
    font = QFont()
    general = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    font.setFamilies([*([family] if family else []), *BOOK_FAMILIES, general])
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(max(6, round(size)))
    font.setBold(bold)
    return font


def code_font(size: float) -> QFont:
    """Give the platform's monospaced font in a size in pixels."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    if not QFontInfo(font).fixedPitch():
        font.setFamilies(["DejaVu Sans Mono", "Noto Sans Mono", "monospace"])
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPixelSize(max(6, round(size)))
    return font


def interface_font(size: int) -> QFont:
    """Give the font of the interface in a size in pixels."""
    font = QFont(QGuiApplication.font())
    font.setPixelSize(size)
    return font


def average_advance(font: QFont, sample: str = _AVERAGE_TEXT) -> float:
    """Give the average width of a character of `sample` in pixels."""
    return QFontMetricsF(font).horizontalAdvance(sample) / max(1, len(sample))
