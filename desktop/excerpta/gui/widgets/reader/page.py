"""A page is the document in one measure: heights of all pieces, layouts of the few that were needed.

Heights are estimated and corrected when a piece is laid out. The place of the window on the page is
held as an anchor, a piece and a distance into it, so that corrections elsewhere never move what is
read.
"""

from array import array
from collections import OrderedDict

from PySide6.QtCore import QRectF

from excerpta.gui.support.theme import Theme
from excerpta.gui.widgets.reader.fonts import average_advance, sample_of
from excerpta.gui.widgets.reader.heights import Heights
from excerpta.gui.widgets.reader.laid import LaidPiece
from excerpta.gui.widgets.reader.pieces import PieceKind
from excerpta.gui.widgets.reader.typesetter import ReaderText, Typesetter, layout_size
from excerpta.gui.widgets.reader.typography import Typography

_BOTTOM_SPACE = 96

_KEPT_PIECES = 500
_KEPT_CHARACTERS = 400_000


class Page:
    """The pieces of a document, stacked.

    Attributes:
        source: the document.
        typesetter: sets its pieces.
        heights: of every piece in pixels, estimated or exact.
        anchor: the piece at the top of the window.
        offset: how many pixels of it are above the window.
        view_height: pixels of the window.

    """

    def __init__(
        self, source: ReaderText, typography: Typography, theme: Theme, width: int, view_height: int
    ) -> None:
        self.source = source
        self.typesetter = Typesetter(source, typography, theme, width)
        self.view_height = view_height
        self.anchor = 0
        self.offset = 0
        self._laid: OrderedDict[int, LaidPiece] = OrderedDict()
        self._laid_size = 0
        sample = sample_of(source.text).replace("\n", " ") or "n"
        self._advance = average_advance(typography.font, sample) / typography.size
        self.heights = Heights()
        self._estimate()

    # ---- pieces

    def laid(self, piece: int) -> LaidPiece:
        """Give the layout of a piece; its height is exact from here on."""
        found = self._laid.get(piece)
        if found is not None:
            self._laid.move_to_end(piece)
            found.follow_window()
            return found
        found = self.typesetter.set_piece(piece)
        self.heights[piece] = round(found.height)
        self._laid[piece] = found
        self._laid_size += layout_size(found)
        while len(self._laid) > _KEPT_PIECES or self._laid_size > _KEPT_CHARACTERS:
            oldest = next(iter(self._laid))
            if oldest == piece:
                break
            self._laid_size -= layout_size(self._laid.pop(oldest))
        return found

    def forget_marks(self, pieces: range | None = None) -> None:
        """Have the drawing of highlights made anew, everywhere or over some pieces."""
        if pieces is None or len(pieces) > len(self._laid):
            for piece, laid in self._laid.items():
                if pieces is None or piece in pieces:
                    laid.marks = None
            return
        for piece in pieces:
            if (found := self._laid.get(piece)) is not None:
                found.marks = None

    def next_shown(self, piece: int) -> int:
        """Give the piece below, passing over a folded run at one step; the last one has none: its count."""
        fold = self.source.pieces.fold_of(piece)
        return fold.last + 1 if fold is not None and not fold.is_open else piece + 1

    def previous_shown(self, piece: int) -> int:
        """Give the piece above, passing over a folded run at one step; -1 above the header."""
        fold = self.source.pieces.fold_of(piece - 1) if piece > 0 else None
        return fold.piece if fold is not None and not fold.is_open else piece - 1

    def relay(self, piece: int) -> None:
        """Have one piece laid out anew when it is next needed."""
        found = self._laid.pop(piece, None)
        if found is not None:
            self._laid_size -= layout_size(found)
        self.heights[piece] = self._estimated(piece)

    def set_look(self, typography: Typography, theme: Theme, width: int) -> None:
        """Take another typography, theme or measure; the anchor stays where it is."""
        same_sizes = width == self.typesetter.width and typography is self.typesetter.typography
        self.typesetter = Typesetter(self.source, typography, theme, width)
        self._laid.clear()
        self._laid_size = 0
        if not same_sizes:
            self._estimate()

    # ---- the window on the page

    @property
    def space_below(self) -> int:
        """Pixels of empty page below the last piece; in a low window less, so that text is always seen."""
        return min(_BOTTOM_SPACE, self.view_height // 2)

    @property
    def total(self) -> int:
        """The height of the page in pixels."""
        return round(self.heights.total) + self.space_below

    @property
    def top(self) -> int:
        """How many pixels of the page are above the window."""
        return round(self.heights.top(self.anchor)) + self.offset

    def visible(self) -> list[tuple[int, int]]:
        """Give the pieces in the window, each with the y of its top; all of them are laid out.

        A window beyond the end of the page is first moved back to it.
        """
        found, bottom = self._walk()
        if bottom is not None and bottom < self.view_height and self.top > 0:
            self._move(bottom - self.view_height)
            found, _ = self._walk()
        return found

    def scroll_by(self, pixels: int) -> None:
        """Move the window over the page, laying out what it passes."""
        self._move(pixels)
        self.visible()

    def scroll_to(self, top: int) -> None:
        """Move the window to a distance from the top of the page as far as heights are known."""
        self.anchor, offset = self.heights.find(top)
        self.offset = int(offset)
        self.visible()

    def scroll_to_end(self) -> None:
        """Show the true end of the page."""
        self.anchor = len(self.heights) - 1
        self.offset = round(self.laid(self.anchor).height)
        self._move(self.space_below - self.view_height)
        self.visible()

    def put(self, piece: int, y_in_piece: float, window_y: int) -> None:
        """Move the window so that a height of a piece stands at `window_y`."""
        self.laid(piece)
        self.anchor, self.offset = piece, 0
        self._move(round(y_in_piece) - window_y)
        self.visible()

    # ---- text and points, in pixels from the corner of the column in the window

    def y_of_piece(self, piece: int) -> int | None:
        """Give the y of the top of a piece in the window, or None when it is not in it."""
        return next((top for visible, top in self.visible() if visible == piece), None)

    def caret(self, position: int, *, at_line_end: bool = False) -> QRectF | None:
        """Give the place of the caret at a position, or None when its piece is not in the window."""
        piece = self.shown_piece(position)
        top = self.y_of_piece(piece)
        if top is None:
            return None
        return self.caret_in_piece(piece, position, at_line_end=at_line_end).translated(0, top)

    def caret_in_piece(self, piece: int, position: int, *, at_line_end: bool = False) -> QRectF:
        """Give the place of the caret at a position from the corner of its piece."""
        laid = self.laid(piece)
        box = laid.box_at(position)
        if box is None:
            return QRectF(laid.body.left(), laid.body.top(), 0, laid.body.height())
        return box.caret(min(max(position, box.start), box.end), at_line_end=at_line_end)

    def shown_piece(self, position: int) -> int:
        """Give the piece that shows a position: its own, or the box it is folded behind."""
        piece = self.source.pieces.at(position)
        if self.source.pieces.is_hidden(piece):
            fold = self.source.pieces.fold_of(piece)
            return fold.piece if fold else piece
        return piece

    def piece_at(self, y: float) -> int:
        """Give the piece in the window nearest to a height."""
        visible = self.visible()
        for piece, top in reversed(visible):
            if top <= y and self.heights[piece] > 0:
                return piece
        return visible[0][0] if visible else 0

    def hit(self, x: float, y: float) -> int:
        """Give the position of the text nearest to a point in the window."""
        piece = self.piece_at(y)
        pieces = self.source.pieces
        if pieces.kinds[piece] == PieceKind.HEADER:
            return 0 if len(pieces) < 2 else max(0, pieces.starts[1])
        top = self.y_of_piece(piece) or 0
        laid = self.laid(piece)
        box = laid.box_near(x, y - top)
        return box.hit(laid.nearest_seen(x), y - top) if box else pieces.starts[piece]

    def covers(self, x: float, y: float) -> int | None:
        """Give the position of the character that a point in the window is on, or None."""
        piece = self.piece_at(y)
        top = self.y_of_piece(piece)
        if top is None:
            return None
        laid = self.laid(piece)
        box = laid.box_near(x, y - top) if laid.shows(x) else None
        return box.covers(x, y - top) if box else None

    def rectangles(self, start: int, end: int) -> list[QRectF]:
        """Give the rectangles of the part of a range that is in the window."""
        found: list[QRectF] = []
        starts, ends = self.source.pieces.starts, self.source.pieces.ends
        for piece, top in self.visible():
            if starts[piece] < end and ends[piece] > start:
                found += [r.translated(0, top) for r in self.laid(piece).rectangles(start, end)]
        return found

    # ---- inside

    def _walk(self) -> tuple[list[tuple[int, int]], int | None]:
        """Give the pieces in the window, and the y of the end of the page when that is in it."""
        self._settle()
        found = []
        piece, top = self.anchor, -self.offset
        count = len(self.heights)
        while piece < count and top < self.view_height:
            height = round(self.laid(piece).height)
            if height:
                found.append((piece, top))
            top += height
            piece = self.next_shown(piece)
        return found, top + self.space_below if piece >= count else None

    def _move(self, pixels: int) -> None:
        self.offset += pixels
        self._settle()

    def _settle(self) -> None:
        """Bring the anchor to the piece that is really at the top of the window."""
        last = len(self.heights) - 1
        while self.offset < 0 and self.anchor > 0:
            self.anchor = self.previous_shown(self.anchor)
            self.offset += round(self.laid(self.anchor).height)
        self.offset = max(0, self.offset)
        while self.offset >= (height := round(self.laid(self.anchor).height)):
            following = self.next_shown(self.anchor)
            if following > last:
                break
            self.offset -= height
            self.anchor = following

    def _estimate(self) -> None:
        """Estimate all heights: once for each length in each style, then one look-up a piece."""
        pieces = self.source.pieces
        rules = [self._rule(number) for number in range(len(pieces.style_keys))]
        known = [_height(length, rules[style]) for length, style in pieces.shape_keys]
        values = array("d", list(map(known.__getitem__, pieces.shapes)))
        for piece in pieces.hidden():
            values[piece] = 0.0
        self.heights = Heights(values)

    def _rule(self, style_number: int) -> tuple[int, int, int]:
        """Give characters a line, pitch and space of a style, by which heights are estimated."""
        style = self.typesetter.typography.style(self.source.pieces.style_keys[style_number])
        room = max(24, self.typesetter.width - style.indent - 2 * style.padding)
        per_line = max(1, int(room / max(0.5, self._advance * style.font.pixelSize())))
        return per_line, style.pitch, style.before + style.after + 2 * style.padding

    def _estimated(self, piece: int) -> float:
        pieces = self.source.pieces
        if pieces.is_hidden(piece):
            return 0.0
        return _height(pieces.ends[piece] - pieces.starts[piece], self._rule(pieces.styles[piece]))


def _height(length: int, rule: tuple[int, int, int]) -> float:
    """Estimate the pixels of so many characters; `rule` is characters a line, pitch and space around."""
    per_line, pitch, space = rule
    return float(-(-(length or 1) // per_line) * pitch + space)
