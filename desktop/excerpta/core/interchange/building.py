"""The builder turns a stream of marked-up words into a text with blocks and spans over it."""

import re
from dataclasses import dataclass, field

from excerpta.core.model.document import IMAGE_CHARACTER, Article, Block, BlockKind, Span, SpanKind

_SPACE = re.compile(r"[ \t\n\r\f\v\x1c-\x1f]+")
"""The white space that HTML and Markdown collapse; a no-break space is a character like any other."""


@dataclass(slots=True)
class _OpenSpan:
    kind: SpanKind
    target: str
    start: int = -1


@dataclass(slots=True)
class ArticleBuilder:
    """Collects words, blocks and spans in reading order.

    White space is collapsed as HTML does it, also where two styles meet; a block never begins or
    ends with a space. A span that runs over several blocks becomes one in each of them.

    Attributes:
        blocks, spans: what was finished so far.

    """

    blocks: list[Block] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _open_spans: list[_OpenSpan] = field(default_factory=list)
    _block: tuple[BlockKind, int, int | None] = (BlockKind.PARAGRAPH, 0, None)
    _picture: tuple[str, str] | None = None
    _start: int = 0
    _is_open: bool = False
    _space_waits: bool = False
    _after_separator: bool = False

    @property
    def is_open(self) -> bool:
        """Whether words were added to the block that is being built."""
        return self._is_open

    def set_block(self, kind: BlockKind, level: int = 0, number: int | None = None) -> None:
        """Say what the words that follow are part of; ends the block before, if it holds any."""
        self.end_block()
        self._block = (kind, level, number)

    def add_words(self, words: str) -> None:
        """Add running text, white space collapsed."""
        collapsed = _SPACE.sub(" ", words)
        if not collapsed:
            return
        if collapsed[0] == " ":
            self._space_waits = self._is_open and not self._after_separator
            collapsed = collapsed[1:]
            if not collapsed:
                return
        has_space_after = collapsed[-1] == " "
        self.add_exactly(collapsed.rstrip(" "))
        self._space_waits = has_space_after

    def add_exactly(self, words: str) -> None:
        """Add text as it stands: code, an image, a tab between two cells."""
        if not words:
            return
        if not self._is_open:
            if self.blocks:
                self._write("\n")
            self._start = self._length
            self._is_open = True
        elif self._space_waits:
            self._write(" ")
        self._space_waits = self._after_separator = False
        self._picture = None
        for span in self._open_spans:
            if span.start < 0:
                span.start = self._length
        self._write(words)

    def add_separator(self, separator: str) -> None:
        """Add a tab or newline inside a table, without a space before it and outside of every style."""
        self._space_waits = False
        self._suspend_spans()
        open_spans, self._open_spans = self._open_spans, []
        self.add_exactly(separator)
        self._open_spans = open_spans
        self._after_separator = True

    def add_block(self, kind: BlockKind, words: str) -> None:
        """Add a block that stands alone; running text goes on after it in a block of its own."""
        before = self._block
        self.set_block(kind)
        self.add_exactly(words)
        self.set_block(*before)

    def add_picture(self, image: str = "", description: str = "") -> None:
        """Add a picture; one that is all that its block holds makes it a block of pictures.

        Args:
            image: the asset's SHA-256 in hex, empty without one.
            description: the words that stand for it.
        """
        is_first = not self._is_open
        self.add_exactly(IMAGE_CHARACTER)
        if is_first and self._block[0] not in (BlockKind.TABLE, BlockKind.FURNITURE):
            self._picture = image, description

    def add_rule(self) -> None:
        """Add a rule, a block without words; not as the first block, and not after another one."""
        self.end_block()
        if self.blocks and self.blocks[-1].kind is not BlockKind.RULE:
            self._write("\n")
            self.blocks.append(Block(BlockKind.RULE, self._length, self._length))

    def open_span(self, kind: SpanKind, target: str = "") -> None:
        """Begin an inline style with the next word; a link without a target leaves no span."""
        self._open_spans.append(_OpenSpan(kind, target))

    def close_span(self, kind: SpanKind) -> None:
        """End the innermost style of that kind after the last word."""
        for index in range(len(self._open_spans) - 1, -1, -1):
            if self._open_spans[index].kind is kind:
                self._record(self._open_spans.pop(index))
                return

    def end_block(self) -> None:
        """End the block after the last word; without any words there is none."""
        if self._is_open:
            self._suspend_spans()
            if self._picture is not None:
                self.blocks.append(Block(BlockKind.IMAGE, self._start, self._length, 0, None, *self._picture))
            else:
                kind, level, number = self._block
                self.blocks.append(Block(kind, self._start, self._length, level, number))
        self._picture = None
        self._is_open = False
        self._space_waits = False

    def finish(self, warnings: tuple[str, ...] = ()) -> Article:
        """The article; a rule at its very end is left out."""
        self.end_block()
        text = "".join(self._parts)
        if self.blocks and self.blocks[-1].kind is BlockKind.RULE:
            text = text[: self.blocks.pop().start - 1]
        spans = sorted(self.spans, key=lambda span: (span.start, -span.end))
        return Article(text, tuple(self.blocks), tuple(spans), warnings=warnings)

    def _write(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)

    def _suspend_spans(self) -> None:
        for span in self._open_spans:
            self._record(span)
            span.start = -1

    def _record(self, span: _OpenSpan) -> None:
        is_dead_link = span.kind is SpanKind.LINK and not span.target
        if 0 <= span.start < self._length and not is_dead_link:
            self.spans.append(Span(span.kind, span.start, self._length, span.target))
