"""What a Word document's styles and numbering say: which paragraphs are headings, items, captions."""

import re
from dataclasses import dataclass, field

from lxml import etree

from excerpta.core.interchange.sheet import PLAIN, Style
from excerpta.core.interchange.xml_parts import child, local, own
from excerpta.core.model.document import BlockKind, SpanKind

_OFF = frozenset(("0", "false", "off", "none"))
_TOGGLES = {"b": SpanKind.BOLD, "i": SpanKind.ITALIC, "u": SpanKind.UNDERLINE, "strike": SpanKind.STRIKE,
            "dstrike": SpanKind.STRIKE}  # fmt: skip
_HEADING = re.compile(r"heading\s*([1-9])$", re.IGNORECASE)
_CODE = re.compile(
    r"(?:html )?(?:preformatted|code|source code|macro text|plain text code|preformatted text)$"
)
_CODE_CHARACTERS = re.compile(r"(?:html )?(?:code|source text|verbatim char|keyboard|typewriter|sample)$")
_DEEPEST_CHAIN = 20
_MOST_LEVELS = 9


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph's style makes of it; `numbering` is the list and the level that it brings."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    is_title: bool = False
    numbering: tuple[str, int] | None = None


class Styles:
    """The named styles of a document."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._runs: dict[str, Style] = {}
        for style in () if root is None else root:
            if local(style) == "style":
                self._styles.setdefault(own(style, "styleId"), style)

    def paragraph(self, id_: str) -> ParagraphStyle:
        """What the paragraph style of that id means."""
        if id_ not in self._paragraphs:
            self._paragraphs[id_] = self._paragraph(id_)
        return self._paragraphs[id_]

    def run(self, id_: str) -> Style:
        """How the character style of that id looks."""
        if id_ not in self._runs:
            look = PLAIN
            for style in reversed(self._chain(id_)):
                look = run_style(child(style, "rPr"), look)
                if is_code_style(_name(style)):
                    look |= {SpanKind.CODE}
            self._runs[id_] = look
        return self._runs[id_]

    def _chain(self, id_: str) -> list[etree._Element]:
        """A style and those that it is based on, however they may go in circles."""
        chain: list[etree._Element] = []
        while id_ in self._styles and len(chain) < _DEEPEST_CHAIN:
            chain.append(self._styles[id_])
            based = child(chain[-1], "basedOn")
            id_ = "" if based is None else own(based, "val")
        return chain

    def _paragraph(self, id_: str) -> ParagraphStyle:
        numbering = None
        found: ParagraphStyle | None = None
        for style in self._chain(id_):
            if numbering is None:
                numbering = numbering_of(child(style, "pPr"))
            found = found or style_by_name(_name(style)) or _by_outline(child(style, "pPr", "outlineLvl"))
        found = found or ParagraphStyle()
        return ParagraphStyle(found.kind, found.level, found.is_title, numbering)


def _name(style: etree._Element) -> str:
    name = child(style, "name")
    return "" if name is None else own(name, "val").strip().lower()


def style_by_name(name: str) -> ParagraphStyle | None:
    """What the name of a paragraph style means, in small letters; None for one without a meaning here."""
    heading = _HEADING.match(name)
    if heading:
        return ParagraphStyle(BlockKind.HEADING, min(6, int(heading[1])))
    if name == "title":
        return ParagraphStyle(BlockKind.HEADING, 1, is_title=True)
    if name in ("caption", "figure", "image caption", "table caption"):
        return ParagraphStyle(BlockKind.CAPTION)
    if name in ("quote", "intense quote", "block text", "quotations", "block quotation"):
        return ParagraphStyle(BlockKind.QUOTATION)
    return ParagraphStyle(BlockKind.CODE) if _CODE.match(name) else None


def is_code_style(name: str) -> bool:
    """Whether a character style is for code, by its name in small letters."""
    return bool(_CODE_CHARACTERS.match(name))


def _by_outline(outline: etree._Element | None) -> ParagraphStyle | None:
    level = outline_level(outline)
    return ParagraphStyle(BlockKind.HEADING, level) if level else None


def outline_level(outline: etree._Element | None) -> int:
    """The heading level that an `outlineLvl` means; 0 for body text."""
    written = "" if outline is None else own(outline, "val")
    return min(6, int(written) + 1) if written.isdecimal() and int(written) < _MOST_LEVELS else 0


def is_on(toggle: etree._Element) -> bool:
    """Whether a property that may be switched off is on."""
    return own(toggle, "val").lower() not in _OFF


def run_style(properties: etree._Element | None, inherited: Style = PLAIN) -> Style:
    """How a run looks by its own properties, over what it inherits."""
    look = set(inherited)
    for one in () if properties is None else properties:
        name = local(one)
        if name in _TOGGLES:
            (look.add if is_on(one) else look.discard)(_TOGGLES[name])
        elif name == "vertAlign":
            look -= {SpanKind.SUPERSCRIPT, SpanKind.SUBSCRIPT}
            if own(one, "val") in ("superscript", "subscript"):
                look.add(SpanKind(own(one, "val")))
    return frozenset(look)


def numbering_of(properties: etree._Element | None) -> tuple[str, int] | None:
    """The list that a paragraph is in, and its level there; `0` stands for none."""
    list_ = child(properties, "numPr", "numId")
    level = child(properties, "numPr", "ilvl")
    if list_ is None:
        return None
    written = "" if level is None else own(level, "val")
    return own(list_, "val"), min(_MOST_LEVELS, int(written)) if written.isdecimal() else 0


@dataclass(slots=True)
class _List:
    """The levels of a list: whether they count, and from where."""

    counts: dict[int, bool] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document, and how far each has counted."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._abstract: dict[str, str] = {}
        self._counters: dict[tuple[str, int], int] = {}
        for one in () if root is None else root:
            if local(one) == "abstractNum":
                self._lists[own(one, "abstractNumId")] = _list_of(one)
            elif local(one) == "num":
                abstract = child(one, "abstractNumId")
                self._abstract[own(one, "numId")] = "" if abstract is None else own(abstract, "val")
                if any(local(part) == "lvlOverride" for part in one):
                    self._override(own(one, "numId"), one)

    def number(self, list_: str, level: int) -> int | None:
        """The number of the next item there; None for a bullet. Deeper levels begin anew."""
        shape = self._lists.get(self._abstract.get(list_, ""), _List())
        key = self._abstract.get(list_, list_)
        for deeper in range(level + 1, _MOST_LEVELS + 1):
            self._counters.pop((key, deeper), None)
        if not shape.counts.get(level, False):
            return None
        counted = self._counters.get((key, level), shape.starts.get(level, 1) - 1) + 1
        self._counters[key, level] = counted
        return counted

    def _override(self, list_: str, number: etree._Element) -> None:
        """A list of its own where a use of one begins to count anew."""
        own_list = self._lists.get(self._abstract[list_], _List())
        shape = _List(dict(own_list.counts), dict(own_list.starts))
        for part in number:
            start, level = child(part, "startOverride"), own(part, "ilvl")
            if start is not None and own(start, "val").isdecimal() and level.isdecimal():
                shape.starts[int(level)] = int(own(start, "val"))
        self._abstract[list_] = f"use of {list_}"
        self._lists[f"use of {list_}"] = shape


def _list_of(abstract: etree._Element) -> _List:
    found = _List()
    for level in abstract:
        written = own(level, "ilvl")
        if local(level) != "lvl" or not written.isdecimal():
            continue
        shape, start = child(level, "numFmt"), child(level, "start")
        found.counts[int(written)] = shape is not None and own(shape, "val") not in ("bullet", "none")
        if start is not None and own(start, "val").isdecimal():
            found.starts[int(written)] = int(own(start, "val"))
    return found
