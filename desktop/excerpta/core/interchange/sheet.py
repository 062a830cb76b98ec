"""The sheet is what office formats have in common: paragraphs with styles, tables, pictures and notes."""

from collections.abc import Callable

from excerpta.core.interchange.building import ArticleBuilder
from excerpta.core.interchange.pictures import PictureFinder
from excerpta.core.model.document import Article, BlockKind, SpanKind

Style = frozenset[SpanKind]
PLAIN: Style = frozenset()
_DEEPEST_NOTES = 3


class Sheet:
    """Writes an article the way an office document tells it, one run of equal style after the other.

    Inside a table a paragraph is a part of its cell. Notes are kept until the end, where each stands
    in a paragraph of its own behind its mark.
    """

    def __init__(self, pictures: PictureFinder) -> None:
        self._builder = ArticleBuilder()
        self._pictures = pictures
        self._block: tuple[BlockKind, int, int | None] = (BlockKind.PARAGRAPH, 0, None)
        self._style = PLAIN
        self._link = ""
        self._tables = 0
        self._rows = self._cells = 0
        self._code: list[str] | None = None
        self._notes: list[tuple[str, Callable[[], None]]] = []

    @property
    def in_table(self) -> bool:
        """Whether what is written goes into a cell."""
        return self._tables > 0

    def paragraph(
        self, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0, number: int | None = None
    ) -> None:
        """Begin a paragraph; lines of code that follow each other are one block."""
        self.style(PLAIN)
        if self.in_table:
            self._builder.add_words(" ")
            return
        if kind is BlockKind.CODE:
            self._builder.end_block()
            self._code = [] if self._code is None else [*self._code, "\n"]
            return
        self._end_code()
        self._block = kind, level, number
        self._builder.set_block(kind, level, number)

    def style(self, style: Style, link: str = "") -> None:
        """Say how the words that follow look, and where they lead."""
        if link != self._link:
            if self._link:
                self._builder.close_span(SpanKind.LINK)
            if link:
                self._builder.open_span(SpanKind.LINK, link)
            self._link = link
        for kind in self._style - style:
            self._builder.close_span(kind)
        for kind in sorted(style - self._style):
            self._builder.open_span(kind)
        self._style = style

    def words(self, words: str) -> None:
        """Write running text."""
        if self._code is not None and not self.in_table:
            self._code.append(words)
        else:
            self._builder.add_words(words)

    def line_break(self) -> None:
        """Go on below: in running text in a block of its own."""
        if self._code is not None and not self.in_table:
            self._code.append("\n")
        elif self.in_table or self._block[0] is not BlockKind.PARAGRAPH:
            self._builder.add_words(" ")
        else:
            self._builder.end_block()

    def rule(self) -> None:
        """Draw a line across, between paragraphs."""
        if not self.in_table:
            self._end_code()
            self._builder.add_rule()

    def picture(self, address: str, description: str) -> None:
        """Add a picture: a block where it is large or stands alone."""
        image = self._pictures.find([address])
        is_large = (
            not self.in_table
            and self._block[0] in (BlockKind.PARAGRAPH, BlockKind.QUOTATION)
            and self._pictures.fills_lines(image)
        )
        if is_large and self._builder.is_open:
            self._builder.set_block(*self._block)
        self._builder.add_words(" ")
        self._builder.add_picture(image, " ".join(description.split()))
        if is_large:
            self._builder.set_block(*self._block)
        else:
            self._builder.add_words(" ")

    def start_table(self, *, has_head: bool) -> None:
        """Begin a table; one within a cell becomes words of that cell."""
        self.style(PLAIN)
        self._tables += 1
        if self._tables == 1:
            self._end_code()
            self._builder.set_block(BlockKind.TABLE, int(has_head))
            self._rows = 0

    def start_row(self) -> None:
        """Begin a row."""
        if self._tables == 1:
            if self._rows:
                self._builder.add_separator("\n")
            self._rows += 1
            self._cells = 0

    def start_cell(self) -> None:
        """Begin a cell; for one that covers several columns, empty ones are to be begun after it."""
        self.style(PLAIN)
        if self._tables == 1:
            if self._cells:
                self._builder.add_separator("\t")
            self._cells += 1
        else:
            self._builder.add_words(" ")

    def end_table(self) -> None:
        """End the innermost table."""
        self.style(PLAIN)
        self._tables -= 1
        if self._tables == 0:
            self._builder.end_block()
            self._block = BlockKind.PARAGRAPH, 0, None
            self._builder.set_block(*self._block)

    def note(self, mark: str, write: Callable[[], None]) -> None:
        """Set the mark of a note here; `write` will write the note at the end."""
        style, link = self._style, self._link
        self.style(style - {SpanKind.SUBSCRIPT} | {SpanKind.SUPERSCRIPT}, link)
        self.words(mark)
        self.style(style, link)
        self._notes.append((mark, write))

    def finish(self, warnings: tuple[str, ...] = ()) -> Article:
        """The article, notes at its end."""
        self.paragraph()
        for _ in range(_DEEPEST_NOTES):
            notes, self._notes = self._notes, []
            for mark, write in notes:
                self.paragraph()
                self.style(frozenset((SpanKind.SUPERSCRIPT,)))
                self.words(mark)
                self.style(PLAIN)
                self.words(" ")
                write()
        self._end_code()
        return self._pictures.complete(self._builder.finish(warnings))

    def _end_code(self) -> None:
        if self._code is not None:
            code = "\n".join(line.rstrip() for line in "".join(self._code).split("\n")).strip("\n")
            self._code = None
            if code.strip():
                self._builder.add_block(BlockKind.CODE, code)
