"""What the styles of an OpenDocument text say about its paragraphs, words and lists."""

import re
from dataclasses import dataclass

from lxml import etree

from excerpta.core.interchange.sheet import PLAIN, Style
from excerpta.core.interchange.xml_parts import child, local, own
from excerpta.core.model.document import BlockKind, SpanKind

_DEEPEST_CHAIN = 20
_HEAVY = frozenset(("bold", "600", "700", "800", "900"))
_CAPTIONS = frozenset(("caption", "illustration", "table", "drawing", "figure"))
_QUOTATIONS = frozenset(("quotations", "quote", "block_20_quotation", "intense_20_quote"))
_CODES = frozenset(("preformatted_20_text", "html_20_preformatted", "source_20_code", "code"))
_CODE_WORDS = frozenset(("source_20_text", "teletype", "example", "user_20_entry"))
_LINK_WORDS = frozenset(("internet_20_link", "visited_20_internet_20_link"))
_POSITION = re.compile(r"\s*(super|sub|-?\d+(?:\.\d+)?%)")


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list: whether it counts, and from where."""

    counts: bool = False
    start: int = 1


class OdtStyles:
    """The styles of a document, those that people name and those that its program made."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._by_hand: set[str] = set()
        self._looks: dict[str, Style] = {}
        self._lists: dict[str, dict[int, ListLevel]] = {}
        for root in roots:
            for group in () if root is None else root:
                if local(group) in ("styles", "automatic-styles"):
                    for style in group:
                        self._add(style, is_by_hand=local(group) == "automatic-styles")

    def kind(self, name: str) -> BlockKind:
        """What a paragraph of that style is."""
        for style in self._chain(name):
            called = own(style, "name").casefold()
            if called in _CAPTIONS or own(style, "parent-style-name") == "Caption":
                return BlockKind.CAPTION
            if called in _QUOTATIONS:
                return BlockKind.QUOTATION
            if called in _CODES:
                return BlockKind.CODE
        return BlockKind.PARAGRAPH

    def is_title(self, name: str) -> bool:
        """Whether a paragraph of that style is the title of the document."""
        return name == "Title" or any(own(style, "name") == "Title" for style in self._chain(name))

    def look_by_hand(self, name: str) -> Style:
        """How a paragraph was made to look by hand; the look of a named style is no emphasis."""
        return _look(child(self._styles[name], "text-properties"), PLAIN) if name in self._by_hand else PLAIN

    def has_rule(self, name: str) -> bool:
        """Whether a paragraph without words of that style draws a line across."""
        return any(own(style, "name") == "Horizontal_20_Line" for style in self._chain(name))

    def look(self, name: str) -> Style:
        """How words of that style look."""
        if name not in self._looks:
            look = PLAIN
            for style in reversed(self._chain(name)):
                look = _look(child(style, "text-properties"), look)
                called = own(style, "name").casefold()
                if called in _CODE_WORDS:
                    look |= {SpanKind.CODE}
                elif called in _LINK_WORDS:
                    look = PLAIN
            self._looks[name] = look
        return self._looks[name]

    def list_of(self, name: str) -> str:
        """The list that a paragraph style brings; empty for none."""
        chain = self._chain(name)
        return next((found for style in chain if (found := own(style, "list-style-name"))), "")

    def list_level(self, name: str, level: int) -> ListLevel:
        """One level, from 0, of a list style."""
        return self._lists.get(name, {}).get(level, ListLevel())

    def _add(self, style: etree._Element, *, is_by_hand: bool) -> None:
        name = own(style, "name")
        if local(style) == "list-style":
            self._lists[name] = {
                int(written) - 1: ListLevel(_counts(level), _start(level))
                for level in style
                if (written := own(level, "level")).isdecimal()
            }
        elif local(style) == "style" and own(style, "family") in ("paragraph", "text"):
            self._styles.setdefault(name, style)
            if is_by_hand:
                self._by_hand.add(name)

    def _chain(self, name: str) -> list[etree._Element]:
        """A style and those that it is based on, however they may go in circles."""
        chain: list[etree._Element] = []
        while name in self._styles and len(chain) < _DEEPEST_CHAIN:
            chain.append(self._styles[name])
            name = own(chain[-1], "parent-style-name")
        return chain


def _counts(level: etree._Element) -> bool:
    return local(level) == "list-level-style-number" and bool(own(level, "num-format"))


def _start(level: etree._Element) -> int:
    written = own(level, "start-value")
    return int(written) if written.isdecimal() else 1


def _look(properties: etree._Element | None, inherited: Style) -> Style:
    """How words look by a style's own properties, over what it inherits."""
    if properties is None:
        return inherited
    look = set(inherited)
    for name, kind, on in (
        ("font-weight", SpanKind.BOLD, lambda value: value in _HEAVY),
        ("font-style", SpanKind.ITALIC, lambda value: value in ("italic", "oblique")),
        ("text-underline-style", SpanKind.UNDERLINE, lambda value: value != "none"),
        ("text-line-through-style", SpanKind.STRIKE, lambda value: value != "none"),
    ):
        value = own(properties, name)
        if value:
            (look.add if on(value) else look.discard)(kind)
    position = _POSITION.match(own(properties, "text-position"))
    if position:
        look -= {SpanKind.SUPERSCRIPT, SpanKind.SUBSCRIPT}
        written = position[1]
        if written == "sub" or (written.startswith("-") and written != "-0%"):
            look.add(SpanKind.SUBSCRIPT)
        elif written == "super" or written != "0%":
            look.add(SpanKind.SUPERSCRIPT)
    return frozenset(look)
