"""A page of a PDF as lines of signs, in the order in which its program wrote them.

Question: in which order are lines read? Choice: that of the file. Why: programs that set articles
write column after column; an order guessed from places goes wrong at every box and picture.
"""

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pypdfium2.raw as pdfium

from excerpta.core.interchange.sheet import PLAIN, Style
from excerpta.core.model.document import SpanKind

_MARKED_HYPHENS = frozenset("\x02\ufffe")
"""What pdfium makes of any hyphen at the end of a line."""

_FIXED_PITCH, _ITALIC, _FORCE_BOLD = 1, 1 << 6, 1 << 18
_BOLD_WEIGHT = 600
_BOLD = re.compile(r"bold|black|heavy|demi|cmbx|cmssbx|sfbx|ecbx")
_SLANTED = re.compile(r"italic|oblique|slanted|kursiv|cmti|cmsl|ecti|sfti|-ital?$")
_TYPEWRITER = re.compile(r"mono|courier|typewriter|consol|menlo|cmtt|cmsltt|ectt|sftt")
_NAME_BYTES = 200
_RTL = frozenset(("R", "AL"))
_MOST_SIGNS = 200_000


@dataclass(frozen=True, slots=True)
class Sign:
    """A character: how it looks, where its link leads, and its place in points from the left and below."""

    character: str
    look: Style
    link: str
    size: float
    left: float
    right: float
    base: float


@dataclass(slots=True)
class Line:
    """Signs on one base line.

    Attributes:
        page: the number of the page, from 0.
        signs: its characters, as they are read.
        size: of most of its type.
        base: where it stands, in points from the bottom of the page.
        left, right: its ends, in points from the left.

    """

    page: int
    signs: list[Sign] = field(default_factory=list)
    size: float = 0.0
    base: float = 0.0
    left: float = 0.0
    right: float = 0.0

    def complete(self) -> "Line":
        """The line measured, spaces at its ends away, words from right to left in their order."""
        self.signs = in_reading_order(self.signs)
        while self.signs and self.signs[-1].character.isspace():
            self.signs.pop()
        while self.signs and self.signs[0].character.isspace():
            self.signs.pop(0)
        if self.signs:
            sizes = Counter(round(sign.size, 1) for sign in self.signs)
            self.size = max(sizes, key=lambda size: (sizes[size], size))
            bases = Counter(round(sign.base, 1) for sign in self.signs if round(sign.size, 1) == self.size)
            self.base = max(bases, key=lambda base: bases[base])
            self.left = min(sign.left for sign in self.signs)
            self.right = max(sign.right for sign in self.signs)
        return self

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(sign.character for sign in self.signs)

    @property
    def is_rtl(self) -> bool:
        """Whether most of its words are of a script that is written from right to left."""
        return _is_rtl(self.signs)

    @property
    def is_bold(self) -> bool:
        """Whether all of its letters are bold."""
        return all(SpanKind.BOLD in sign.look for sign in self.signs if sign.character.isalnum())


def in_reading_order(signs: list[Sign]) -> list[Sign]:
    """The signs of a line, words from right to left in the order of their places.

    Within a word pdfium has the order right, but it leaves the words as they lie on the page.
    """
    if all(sign.character < "\u0590" for sign in signs):
        return signs
    if not any(unicodedata.bidirectional(sign.character) in _RTL for sign in signs):
        return signs
    words: list[list[Sign]] = [[]]
    for sign in signs:
        if sign.character.isspace():
            words.append([])
        else:
            words[-1].append(sign)
    words = [_word_in_order(word) for word in words if word]
    if _is_rtl(signs):
        words.sort(key=lambda word: -max(sign.right for sign in word))
        words = _runs_sorted(words, of_rtl=False)
    else:
        words = _runs_sorted(words, of_rtl=True)
    ordered: list[Sign] = []
    for word in words:
        if ordered:
            last = ordered[-1]
            ordered.append(replace(last, character=" ", look=last.look & word[0].look))
        ordered += word
    return ordered


def _is_rtl(signs: list[Sign]) -> bool:
    if all(sign.character < "\u0590" for sign in signs):
        return False
    kinds = Counter(unicodedata.bidirectional(sign.character) for sign in signs)
    return kinds["R"] + kinds["AL"] > kinds["L"]


def _word_in_order(word: list[Sign]) -> list[Sign]:
    """A word; punctuation that stands left of its letters comes after them where these go left."""
    if not _is_rtl(word):
        return word
    first = next(at for at, sign in enumerate(word) if unicodedata.bidirectional(sign.character) in _RTL)
    before, rest = word[:first], word[first:]
    if before and rest and max(one.right for one in before) < min(one.right for one in rest):
        return [*rest, *reversed(before)]
    return word


def _runs_sorted(words: list[list[Sign]], *, of_rtl: bool) -> list[list[Sign]]:
    """Runs of words against the direction of the line, each in its own order."""
    ordered: list[list[Sign]] = []
    run: list[list[Sign]] = []
    for word in [*words, []]:
        if word and _is_rtl(word) == of_rtl:
            run.append(word)
            continue
        run.sort(key=(lambda one: -one[0].right) if of_rtl else (lambda one: one[0].left))
        ordered += run
        run = []
        if word:
            ordered.append(word)
    return ordered


def lines_of(text_page: object, number: int, links: "list[Link]") -> Iterator[Line]:
    """The lines of a page; `text_page` is a handle of pdfium."""
    line = Line(number)
    is_broken = False
    for sign in _signs(text_page, links):
        if sign is None:
            is_broken = True
            continue
        if line.signs and _is_elsewhere(line.signs[-1], sign, is_broken=is_broken):
            if line.complete().signs:
                yield line
            line = Line(number)
        line.signs.append(sign)
        is_broken = False
    if line.complete().signs:
        yield line


def _is_elsewhere(before: Sign, sign: Sign, *, is_broken: bool) -> bool:
    """Whether a sign is on another line than the one before it; a mark of a note may seem to be."""
    size = max(before.size, sign.size)
    if abs(sign.base - before.base) > 0.7 * size:
        return True
    is_next = -0.2 * size < sign.left - before.right < 0.8 * size
    return is_broken and not is_next


def _signs(text_page: object, links: "list[Link]") -> Iterator[Sign | None]:
    """The signs of a page; None for a break between two lines."""
    looks = _Looks(text_page)
    left, bottom = ctypes.c_double(), ctypes.c_double()
    loose = pdfium.FS_RECTF()
    last: Sign | None = None
    for index in range(min(_MOST_SIGNS, pdfium.FPDFText_CountChars(text_page))):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if character in "\r\n" and character:
            yield None
            continue
        if not character or (ord(character) < 32 and character not in _MARKED_HYPHENS | {"\t"}):
            continue
        if pdfium.FPDFText_IsGenerated(text_page, index) == 1 and last is not None:
            if character.isspace():
                yield Sign(" ", last.look, last.link, last.size, last.right, last.right, last.base)
            continue
        pdfium.FPDFText_GetLooseCharBox(text_page, index, loose)
        pdfium.FPDFText_GetCharOrigin(text_page, index, left, bottom)
        base = bottom.value
        x0, x1 = min(loose.left, loose.right), max(loose.left, loose.right)
        middle = (x0 + x1) / 2, base + (loose.top - loose.bottom) * 0.3
        link = next((one.target for one in links if one.holds(*middle)), "") if links else ""
        character = "-" if character in _MARKED_HYPHENS else character
        size = abs(loose.top - loose.bottom)
        last = Sign(character, looks.of(index), link, size, x0, x1, base)
        yield last


class _Looks:
    """How signs look, by the piece of text that they belong to."""

    def __init__(self, text_page: object) -> None:
        self._text_page = text_page
        self._last: tuple[int | None, Style] = None, PLAIN
        self._name = ctypes.create_string_buffer(_NAME_BYTES)
        self._flags = ctypes.c_int()

    def of(self, index: int) -> Style:
        """The look of a sign."""
        piece = pdfium.FPDFText_GetTextObject(self._text_page, index)
        address = ctypes.cast(piece, ctypes.c_void_p).value if piece else None
        if address is None or address != self._last[0]:
            self._last = address, self._look(index)
        return self._last[1]

    def _look(self, index: int) -> Style:
        length = pdfium.FPDFText_GetFontInfo(self._text_page, index, self._name, _NAME_BYTES, self._flags)
        name = self._name.raw[: max(0, min(length, _NAME_BYTES) - 1)].decode("utf-8", "replace").lower()
        flags = self._flags.value if length else 0
        look = set()
        is_heavy = pdfium.FPDFText_GetFontWeight(self._text_page, index) >= _BOLD_WEIGHT
        if is_heavy or flags & _FORCE_BOLD or _BOLD.search(name):
            look.add(SpanKind.BOLD)
        if flags & _ITALIC or _SLANTED.search(name):
            look.add(SpanKind.ITALIC)
        if flags & _FIXED_PITCH or _TYPEWRITER.search(name):
            look.add(SpanKind.CODE)
        return frozenset(look)


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle of a page that leads somewhere on the web."""

    target: str
    left: float
    bottom: float
    right: float
    top: float

    def holds(self, across: float, up: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= across <= self.right and self.bottom <= up <= self.top


def links_of(document: object, page: object) -> list[Link]:
    """The links of a page to the web, as its annotations say."""
    found: list[Link] = []
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while len(found) < 2_000 and pdfium.FPDFLink_Enumerate(page, position, link):
        action, rectangle = pdfium.FPDFLink_GetAction(link), pdfium.FS_RECTF()
        if not action or not pdfium.FPDFLink_GetAnnotRect(link, rectangle):
            continue
        buffer = ctypes.create_string_buffer(4_096)
        length = pdfium.FPDFAction_GetURIPath(document, action, buffer, len(buffer))
        target = buffer.raw[: max(0, min(length, len(buffer)) - 1)].decode("utf-8", "replace")
        if target.lower().startswith(("http://", "https://", "mailto:")):
            found.append(Link(target, rectangle.left, rectangle.bottom, rectangle.right, rectangle.top))
    return found
