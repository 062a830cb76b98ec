"""Where the caret goes: visual steps, words, lines, paragraphs. Positions never split a character."""

from PySide6.QtGui import QTextLayout

from excerpta.gui.widgets.reader.page import Page
from excerpta.gui.widgets.reader.text_box import TextBox

_WORDS = QTextLayout.CursorMode.SkipWords
_CHARACTERS = QTextLayout.CursorMode.SkipCharacters


def box_of(page: Page, position: int) -> TextBox | None:
    """Give the text box that shows a position; None where it is folded away."""
    return page.laid(page.shown_piece(position)).box_at(position)


def stop_before(page: Page, position: int) -> int:
    """Give the nearest place for a caret at or before a position."""
    box = box_of(page, position)
    return position if box is None else box.stop(min(max(position, box.start), box.end))


def stop_after(page: Page, position: int) -> int:
    """Give the nearest place for a caret at or after a position."""
    box = box_of(page, position)
    return position if box is None else box.stop_after(min(max(position, box.start), box.end))


def sideways(page: Page, position: int, *, left: bool) -> int:
    """Give the position one character to the left or right on the screen."""
    box = box_of(page, position)
    if box is None:
        return _beyond(page, position, forward=not left)
    moved = box.beside(position, left=left)
    if moved is not None:
        return moved
    return _beyond(page, position, forward=left == box.is_right_to_left)


def by_word(page: Page, position: int, *, left: bool) -> int:
    """Give the start of the next or previous word, in the direction of the paragraph."""
    box = box_of(page, position)
    forward = not left if box is None else left == box.is_right_to_left
    if box is None or position == (box.end if forward else box.start):
        return _beyond(page, position, forward=forward)
    return box.next_stop(position, _WORDS) if forward else box.previous_stop(position, _WORDS)


def by_line(page: Page, position: int, x: float, *, down: bool) -> int:
    """Give the position at `x` pixels on the line below or above; at the edge of the text, its end."""
    piece = page.shown_piece(position)
    box = page.laid(piece).box_at(position)
    if box is not None:
        line = box.line_of(position) + (1 if down else -1)
        if 0 <= line < box.line_count:
            return box.hit(x, (box.line_top(line) + box.line_bottom(line)) / 2)
    neighbour = _neighbour(page, piece, forward=down)
    if neighbour is None:
        return position if box is None else (box.end if down else box.start)
    laid = page.laid(neighbour)
    y = 0.0 if down else laid.height
    near = laid.box_near(x, y)
    if near is None:
        return page.source.pieces.starts[neighbour]
    line = 0 if down else near.line_count - 1
    return near.hit(x, (near.line_top(line) + near.line_bottom(line)) / 2)


def line_edge(page: Page, position: int, *, end: bool) -> int:
    """Give the first or last position of the line."""
    box = box_of(page, position)
    if box is None:
        return position
    line = box.line_of(position)
    return box.line_end(line) if end else box.line_start(line)


def text_edge(page: Page, *, end: bool) -> int:
    """Give the first or last position of the document."""
    pieces = page.source.pieces
    return pieces.ends[len(pieces) - 1] if end else pieces.starts[1]


def by_paragraph(page: Page, position: int, *, forward: bool) -> int:
    """Give the start of the next paragraph that is shown, or of this one, or of the one before."""
    pieces, blocks = page.source.pieces, page.source.blocks
    piece = page.shown_piece(position)
    block = pieces.blocks[piece]
    if not forward and block >= 0 and position > blocks[block].start and not pieces.is_hidden(piece):
        return blocks[block].start
    while (found := _neighbour(page, piece, forward=forward)) is not None:
        other = pieces.blocks[found]
        if other != block and page.laid(found).boxes and blocks[other].end > blocks[other].start:
            return blocks[other].start
        piece = found
    return position


def _neighbour(page: Page, piece: int, *, forward: bool) -> int | None:
    """Give the next or previous piece that can hold a caret."""
    found = page.next_shown(piece) if forward else page.previous_shown(piece)
    return found if 0 < found < len(page.source.pieces) else None


def _beyond(page: Page, position: int, *, forward: bool) -> int:
    """Give the position on the other side of the edge of a box: the next cell or piece."""
    piece = page.shown_piece(position)
    boxes = page.laid(piece).boxes
    for index, box in enumerate(boxes):
        if box.start <= position <= box.end:
            index += 1 if forward else -1
            if 0 <= index < len(boxes):
                return boxes[index].start if forward else boxes[index].end
            break
    neighbour = _neighbour(page, piece, forward=forward)
    if neighbour is None:
        return position
    others = page.laid(neighbour).boxes
    if not others:
        return page.source.pieces.starts[neighbour]
    target = others[0].start if forward else others[-1].end
    if target == position and not forward:
        return others[-1].previous_stop(target, _CHARACTERS)
    return target
