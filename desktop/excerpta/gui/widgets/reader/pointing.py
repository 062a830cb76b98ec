"""What is said of highlights and links when the pointer rests on them: no colour is known by its look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from excerpta.gui.support.plain_text import plain_tooltip
from excerpta.gui.widgets.reader.contents import ReaderHighlight

if TYPE_CHECKING:
    from excerpta.gui.widgets.reader.view import ReaderView

Told = Callable[[Sequence[ReaderHighlight]], str]
"""Gives words for the highlights at one place, the top one first."""


def show_tip(view: ReaderView, event: QHelpEvent, told: Told) -> None:
    """Show what is under the pointer, for as long as it stays on it; nothing on bare text."""
    position = view.character_at(event.pos())
    words = "" if position is None else words_at(view, position, told)
    if position is None or not words:
        QToolTip.hideText()
        return
    on = view.rect_of(position, position + 1)
    # Kept up to the end of the line of text: the tip of the next word may be another.
    QToolTip.showText(event.globalPos(), plain_tooltip(words), view.viewport(), on.adjusted(-24, 0, 24, 0))


def words_at(view: ReaderView, position: int, told: Told) -> str:
    """Give the words for a character: its highlights, where its link leads, what a picture shows."""
    highlights = view.highlights.at(position)
    lines = [told(highlights)] if highlights else []
    source = view.page.source
    if address := source.spans.link_at(position):
        lines.append(f"Link: {address}")
    block = source.blocks[source.pieces.blocks[source.pieces.at(position)]]
    if block.description:
        lines.append(block.description)
    return "\n".join(lines)
