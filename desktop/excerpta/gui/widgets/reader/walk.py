"""Where the caret goes: visual steps, words, lines, paragraphs. Positions never split a character."""

from typing import NamedTuple

from excerpta.gui.support import words
from excerpta.gui.widgets.reader.page import Page
from excerpta.gui.widgets.reader.pieces import PieceKind
from excerpta.gui.widgets.reader.text_box import TextBox


class Stop(NamedTuple):
    """A place of the caret.

    Attributes:
        position: between two characters of the text, in code points.
        at_line_end: whether it is drawn at the end of a line rather than at the start of the next one,
            where these are the same position.

    """

    position: int
    at_line_end: bool = False


def box_of(page: Page, position: int) -> TextBox | None:
    """Give the text box that shows a position; None where it is folded away."""
    return page.laid(page.shown_piece(position)).box_at(position)


def stop_before(page: Page, position: int) -> int:
    """Give the nearest place for a caret at or before a position."""
    box = box_of(page, position)
    if box is None:
        return words.character_start(page.source.text, position)
    return box.stop(min(max(position, box.start), box.end))


def stop_after(page: Page, position: int) -> int:
    """Give the nearest place for a caret at or after a position."""
    box = box_of(page, position)
    if box is None:
        return words.character_end(page.source.text, position)
    return box.stop_after(min(max(position, box.start), box.end))


def stop_at(page: Page, x: float, y: float) -> Stop:
    """Give the place nearest to a point in the window, in pixels from the corner of the column."""
    position = page.hit(x, y)
    piece = page.shown_piece(position)
    top, box = page.y_of_piece(piece), page.laid(piece).box_at(position)
    if top is None or box is None:
        return Stop(position)
    return _on_line(box, position, box.line_at(y - top))


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
    text = page.source.text
    if forward:
        return words.next_word(text, position, box.end)
    return words.previous_word(text, position, box.start)


def by_line(page: Page, stop: Stop, x: float, *, down: bool) -> Stop:
    """Give the place at `x` pixels on the line below or above; at the edge of the text, its end."""
    position = stop.position
    piece = page.shown_piece(position)
    box = page.laid(piece).box_at(position)
    if box is not None:
        line = box.line_of(position, at_line_end=stop.at_line_end) + (1 if down else -1)
        if 0 <= line < box.line_count:
            return _hit_line(box, line, x)
    neighbour = _neighbour(page, piece, forward=down)
    if neighbour is None:
        return Stop(position if box is None else (box.end if down else box.start))
    laid = page.laid(neighbour)
    y = 0.0 if down else laid.height
    near = laid.box_near(x, y)
    if near is None:
        return Stop(page.source.pieces.starts[neighbour])
    return _hit_line(near, 0 if down else near.line_count - 1, x)


def line_edge(page: Page, stop: Stop, *, end: bool) -> Stop:
    """Give the first or last place of the line."""
    box = box_of(page, stop.position)
    if box is None:
        return stop
    line = box.line_of(stop.position, at_line_end=stop.at_line_end)
    return _on_line(box, box.line_end(line) if end else box.line_start(line), line)


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


def word_at(page: Page, position: int) -> tuple[int, int]:
    """Give the word that holds a position or ends at it, else the character there."""
    text = page.source.text
    start, end = words.word_at(text, position)
    if start == end < len(text) and not text[end].isspace():
        end += 1
    return stop_before(page, start), stop_after(page, end)


def paragraph_at(page: Page, position: int) -> tuple[int, int]:
    """Give the paragraph that holds a position; in a table, the cell."""
    source = page.source
    piece = source.pieces.at(position)
    if source.pieces.kinds[piece] == PieceKind.TABLE_ROW:
        cell = box_of(page, position)
        if cell is not None:
            return cell.start, cell.end
    block = source.blocks[source.pieces.blocks[piece]]
    return block.start, block.end


def _on_line(box: TextBox, position: int, line: int) -> Stop:
    """Give the place of a position that was meant on a line of a box."""
    return Stop(position, at_line_end=box.line_of(position) > line)


def _hit_line(box: TextBox, line: int, x: float) -> Stop:
    return _on_line(box, box.hit(x, (box.line_top(line) + box.line_bottom(line)) / 2), line)


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
        return others[-1].previous_stop(target)
    return target
