"""Sets pictures: as large as they are but not wider than the column; a card where one cannot be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from excerpta.core.model.document import Block, BlockKind
from excerpta.gui.widgets.reader.direction import has_strong, is_right_to_left
from excerpta.gui.widgets.reader.laid import LaidPiece, Ornament, OrnamentKind
from excerpta.gui.widgets.reader.lines import BoxStyle
from excerpta.gui.widgets.reader.picture_box import FRAME, PictureBox

if TYPE_CHECKING:
    from excerpta.gui.widgets.reader.typesetter import Typesetter

_TALLEST = 36.0
"""In sizes of the type: a taller picture is made smaller, so that it fits into most windows."""

_SMALLEST = 12
_ICON = 1.3


def set_picture(typesetter: Typesetter, piece: int) -> LaidPiece:
    """Set a picture or its card."""
    pieces = typesetter.source.pieces
    index = pieces.blocks[piece]
    block = typesetter.source.blocks[index]
    direction = -1 if _is_mirrored(typesetter, index) else 1
    facts = typesetter.source.pictures.facts(block.image)
    if facts.trouble:
        return _set_card(typesetter, piece, block, facts.trouble, direction)
    style = typesetter.style(piece)
    share = min(1.0, typesetter.width / facts.width, typesetter.typography.ems(_TALLEST) / facts.height)
    width = max(_SMALLEST, round(facts.width * share))
    height = max(_SMALLEST, round(facts.height * share))
    look = BoxStyle(style.font, style.pitch, width + 2 * FRAME, style.slot, direction)
    box = PictureBox(block.start, look, height + 2 * FRAME, block.image)
    box.x = typesetter.width - width - FRAME if direction < 0 else -FRAME
    return _piece_of(box, style.after)


def _set_card(typesetter: Typesetter, piece: int, block: Block, trouble: str, direction: int) -> LaidPiece:
    """Set a card with what the picture shows, as far as it is said, and why it is not there."""
    style, typography = typesetter.style(piece), typesetter.typography
    caption = typography.style(typography.caption_key)
    gap, icon = typography.ems(0.75), typography.ems(_ICON)
    room = max(24, typesetter.width - 3 * gap - icon)
    y, labels = float(FRAME + gap), []
    for words in filter(None, (block.description, trouble)):
        label = typesetter.label(words, caption.font, caption.pitch, room, direction, slot="ink")
        label.x, label.y = gap if direction < 0 else 2 * gap + icon, y
        y += label.height
        labels.append(label)
    look = BoxStyle(style.font, style.pitch, typesetter.width + 2 * FRAME, style.slot, direction)
    box = PictureBox(block.start, look, round(y) + gap + FRAME)
    box.x = -FRAME
    laid = _piece_of(box, style.after)
    card = box.picture
    left = typesetter.width - gap - icon if direction < 0 else gap
    place = QRectF(left, FRAME + gap + (caption.pitch - icon) // 2, icon, icon)
    laid.ornaments.append(Ornament(OrnamentKind.CARD, card))
    laid.ornaments.append(Ornament(OrnamentKind.PICTURE_SIGN, place))
    laid.ornaments += [Ornament(OrnamentKind.LABEL, card, label) for label in labels]
    return laid


def _piece_of(box: PictureBox, after: int) -> LaidPiece:
    body = QRectF(box.x, 0, box.width, box.height)
    return LaidPiece(box.height + max(0, after - FRAME), body, [box])


def _is_mirrored(typesetter: Typesetter, index: int) -> bool:
    """Whether a picture stands at the right, because its caption or else its neighbours begin there."""
    source = typesetter.source
    nearby = [source.blocks[place] for place in (index + 1, index - 1) if 0 <= place < len(source.blocks)]
    nearby.sort(key=lambda block: block.kind is not BlockKind.CAPTION)
    for block in nearby:
        words = source.text[block.start : min(block.end, block.start + 400)]
        if has_strong(words):
            return is_right_to_left(words)
    return False
