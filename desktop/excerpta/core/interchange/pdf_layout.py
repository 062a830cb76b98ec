"""Lines of a PDF become paragraphs: headings by the size of their type, running heads as furniture.

What a PDF says is where signs stand. All else is worked out: a paragraph ends where the next line
stands further off, is indented, or begins after a short one; it goes on over the end of a column or
a page where it stopped in the middle of a sentence.
"""

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from excerpta.core.interchange.pdf_lines import Line
from excerpta.core.model.document import BlockKind

_EDGE = 0.12
_EDGE_LINES = 3
_NEAR = 6.0
_REACH = 8
_FEW = 4
_RAGGED = 0.35
_LARGER = 1.12
_LONGEST_HEADING = 200
_MOST_LEVELS = 6
_PAGE_NUMBER = re.compile(
    r"(?:\W*(?:page|seite|p\.|صفحه)?\s*(?:[\d\u06f0-\u06f9]{1,4}|[ivxl]{1,7})(?:\s*(?:/|of|von)\s*\d{1,4})?\W*)$",
    re.I,
)
_LEADERS = re.compile(r"(?:\. ?){5,}\s*[\divxl]{0,6}$")
"""The dots that lead to the number of a page in a table of contents."""

_SOFT_HYPHEN = "\u00ad"
_REFERENCE = re.compile(r"\[\w{1,8}\]\s")
_BULLET = re.compile(r"[•◦▪‣●○■–∙·]\s")
_ORDINAL = re.compile(r"(\d{1,3})[.)]\s")
_CAPTION = re.compile(r"(?:Figure|Fig\.|Table|Photo|Map|Abbildung|Abb\.|Tabelle|Tab\.)\s*\d", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?…:؟۔。][\"'”’»)\]]*\d{0,3}$")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, and what they are.

    Attributes:
        lines: none for a picture.
        kind, level, number: as of a block.
        skip: how many signs at its start only say what it is, as a bullet does.
        picture: the name of a picture that stands by itself.

    """

    lines: list[Line] = field(default_factory=list)
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    number: int | None = None
    skip: int = 0
    picture: str = ""

    @property
    def size(self) -> float:
        """The size of its type."""
        return self.lines[0].size

    @property
    def text(self) -> str:
        """Its words, line after line."""
        return " ".join(line.text for line in self.lines)


def paragraphs_of(lines: Sequence[Line], heights: Sequence[float]) -> list[Paragraph]:
    """The paragraphs of a document in reading order; `heights` are those of its pages."""
    furniture, body = _furniture(lines, heights), _body_size(lines)
    told: list[Paragraph] = []
    waiting: list[Paragraph] = []
    last: Paragraph | None = None
    note: Paragraph | None = None
    columns = _Columns(lines)
    for line in lines:
        if id(line) in furniture:
            waiting.append(Paragraph([line], BlockKind.FURNITURE))
        elif last is not None and columns.goes_on(last.lines, line):
            last.lines.append(line)
        elif note is not None and note.lines[-1].page == line.page and columns.goes_on(note.lines, line):
            note.lines.append(line)
        elif last is not None and _is_note(line, last, body):
            note = Paragraph([line])
            waiting.append(note)
        else:
            told += waiting
            waiting, note, last = [], None, Paragraph([line])
            told.append(last)
    told += waiting
    _tell_kinds(told, body)
    return told


def _is_note(line: Line, last: Paragraph, body: float) -> bool:
    """Whether a line in small type stands between the halves of a paragraph, as notes do below a page."""
    before = last.lines[-1]
    is_small = line.size < 0.94 * body <= 1.02 * before.size
    return is_small and line.page == before.page and not _ENDS_SENTENCE.search(before.text)


class _Columns:
    """The columns of pages, by the lines in them, and the usual distance between these."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._edges: dict[int, tuple[float, float]] = {}
        self._leading: dict[tuple[int, float], float] = {}
        by_page: dict[int, list[Line]] = {}
        for line in lines:
            by_page.setdefault(line.page, []).append(line)
        for page, of_page in by_page.items():
            self._measure(page, of_page)

    def _measure(self, page: int, lines: list[Line]) -> None:
        distances: dict[float, list[float]] = {}
        for before, line in pairwise(lines):
            step = before.base - line.base
            if abs(before.size - line.size) < 0.6 and 0 < step < 3 * line.size:
                distances.setdefault(round(line.size), []).append(step)
        for size, steps in distances.items():
            self._leading[page, size] = statistics.median_low(steps)
        run: list[Line] = []
        for line in lines:
            if run and not _is_below(run[-1], line):
                self._close(run, lines)
                run = []
            run.append(line)
        self._close(run, lines)

    def _close(self, run: list[Line], page: list[Line]) -> None:
        """The edges of a run of lines: where most begin, and the furthest that those near a line reach.

        Short lines tell nothing of their column; enough others of the page that begin where they do, do.
        """
        left, size = min(line.left for line in run), run[0].size
        widest = max(line.right for line in run)
        same = [line for line in page if abs(line.left - left) < 2 * size]
        wider = [line.right for line in same if line.right > widest + 2 * size]
        is_narrow = len(run) < _FEW or len(wider) > max(2, 0.2 * len(same))
        if is_narrow and wider:
            widest = max(wider)
        starts = Counter(round(line.left) for line in run)
        usual = min((start for start in starts if starts[start] > 0.2 * len(run)), default=0)
        for at, line in enumerate(run):
            near = run[max(0, at - _REACH) : at + _REACH]
            left = max(usual, min(one.left for one in near)) if line.is_rtl else float(usual)
            right = widest if is_narrow else max(one.right for one in near)
            self._edges[id(line)] = left, right

    def goes_on(self, lines: list[Line], line: Line) -> bool:
        """Whether a line goes on with the paragraph of the lines before it."""
        before = lines[-1]
        if abs(before.size - line.size) > 0.12 * before.size or _starts_item(line):
            return False
        if _LEADERS.search(before.text) or _LEADERS.search(line.text):
            return False
        if before.is_bold != line.is_bold and (before.is_bold or line.is_bold):
            return False
        if line.page != before.page or line.base > before.base + 0.5 * line.size:
            # On the next page or in the next column.
            return not _ENDS_SENTENCE.search(before.text) and self._is_full(before, line)
        step = before.base - line.base
        usual = self._leading.get((line.page, round(line.size)), 1.3 * line.size)
        if step > 1.3 * usual:
            return False
        return not self._is_indented(lines, line) and self._is_full(before, line)

    def _is_indented(self, lines: list[Line], line: Line) -> bool:
        """Whether a line begins a paragraph by standing further in than those above and below it."""
        if lines[0].is_rtl:
            inset = self._edges.get(id(line), (0.0, line.right))[1] - line.right
            off = lines[-1].right - line.right
        else:
            inset = line.left - self._edges.get(id(line), (line.left, 0.0))[0]
            off = line.left - lines[-1].left
        is_further = inset > 0.7 * line.size and off > 0.5 * line.size
        # The second line of a paragraph may hang behind its first one, as it does in lists.
        may_hang = len(lines) == 1 and (_starts_item(lines[0]) or not _ENDS_SENTENCE.search(lines[0].text))
        return is_further and not may_hang

    def _is_full(self, line: Line, following: Line) -> bool:
        """Whether the line that follows goes on with this one.

        It does where its first word would not have stood here, and in the middle of a sentence where
        the line is not short; then lines are only not of one length.
        """
        left, right = self._edges.get(id(line), (line.left, line.right))
        room = line.left - left if line.is_rtl else right - line.right
        if following.text[0].islower() and room < _RAGGED * (right - left):
            return True
        word = list(takewhile(lambda sign: not sign.character.isspace(), following.signs))
        width = max(sign.right for sign in word) - min(sign.left for sign in word)
        return room < width + 0.6 * line.size


def _is_below(before: Line, line: Line) -> bool:
    """Whether a line stands in the same column as the one before it, right below."""
    step = before.base - line.base
    is_near = -0.1 * line.size < step < 2.2 * max(line.size, before.size)
    return is_near and min(before.right, line.right) > max(before.left, line.left)


def _starts_item(line: Line) -> bool:
    text = line.text
    return bool(_BULLET.match(text) or _ORDINAL.match(text) or _REFERENCE.match(text))


def _furniture(lines: Sequence[Line], heights: Sequence[float]) -> set[int]:
    """The lines at the edges of pages that are no part of the text, and watermarks."""
    by_page: list[list[Line]] = [[] for _ in heights]
    for line in lines:
        by_page[line.page].append(line)
    sorted_pages = [sorted(page, key=lambda line: -line.base) for page in by_page]
    edges: list[Line] = []
    for page, height in zip(sorted_pages, heights, strict=True):
        edges += [line for line in page[:_EDGE_LINES] if line.base > (1 - _EDGE) * height]
        edges += [line for line in page[-_EDGE_LINES:] if line.base < _EDGE * height]
    found = {id(line) for line in edges if _PAGE_NUMBER.match(line.text)}
    found |= _repeated(edges, len(heights)) | _apart(sorted_pages, heights)
    anywhere: dict[tuple[str, int, int], list[Line]] = {}
    for line in lines:
        anywhere.setdefault((line.text, round(line.left), round(line.base)), []).append(line)
    for same in anywhere.values():
        if len({line.page for line in same}) > max(2, 0.4 * len(heights)):
            found |= {id(line) for line in same}
    return found


def _repeated(edges: list[Line], pages: int) -> set[int]:
    """The lines that say the same, numbers apart, at the same height of several pages."""
    places: dict[str, list[Line]] = {}
    for line in edges:
        places.setdefault(re.sub(r"\d+", "#", line.text.casefold()), []).append(line)
    found: set[int] = set()
    for same in places.values():
        for line in same:
            where = {one.page for one in same if abs(one.base - line.base) < _NEAR}
            if len(where) >= min(3, max(2, pages)):
                found.add(id(line))
    return found


def _apart(pages: list[list[Line]], heights: Sequence[float]) -> set[int]:
    """The first and last lines of pages that stand apart from the text at one height on most of them."""
    body = _body_size([line for page in pages for line in page])
    found: set[int] = set()
    for first, second in ((0, 1), (-1, -2)):
        groups: dict[int, list[tuple[Line, bool]]] = {}
        for page, height in zip(pages, heights, strict=True):
            if len(page) < 3:
                continue
            line, neighbour = page[first], page[second]
            is_edge = line.base > (1 - _EDGE) * height or line.base < _EDGE * height
            if is_edge and line.size <= _LARGER * body:
                gap = abs(line.base - neighbour.base)
                groups.setdefault(round(line.base / 2), []).append((line, gap > 1.7 * body))
        for group in groups.values():
            apart = [line for line, is_apart in group if is_apart]
            if len(apart) >= max(3, 0.1 * len(pages)) and len(apart) > 0.6 * len(group):
                found |= {id(line) for line in apart}
    return found


def _body_size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.signs)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _tell_kinds(paragraphs: list[Paragraph], body: float) -> None:
    """Headings by size, captions, items of lists and code."""
    told = [one for one in paragraphs if one.kind is BlockKind.PARAGRAPH]
    large = [one for one in told if one.size > _LARGER * body and len(one.text) <= _LONGEST_HEADING]
    sizes = sorted({round(one.size) for one in large}, reverse=True)
    for one in told:
        if (
            one.size > _LARGER * body
            and len(one.text) <= _LONGEST_HEADING
            and re.search(r"[^\W\d]", one.text)
        ):
            one.kind, one.level = BlockKind.HEADING, min(_MOST_LEVELS, 1 + sizes.index(round(one.size)))
        elif _CAPTION.match(one.text) and len(one.text) < 400 and one.size <= body:
            one.kind = BlockKind.CAPTION
        elif _LEADERS.search(one.text):
            one.kind = BlockKind.FURNITURE
        elif _BULLET.match(one.text):
            one.kind, one.skip = BlockKind.LIST_ITEM, 2
        elif _is_bold_heading(one, body):
            one.kind, one.level = BlockKind.HEADING, min(_MOST_LEVELS, len(sizes) + 1)
    _number_items(told)
    _nest_items(told)


def _is_bold_heading(paragraph: Paragraph, body: float) -> bool:
    text = paragraph.text
    is_short = len(text) < 120 and len(paragraph.lines) <= 2 and re.search(r"[^\W\d]{2}", text)
    is_bold = all(line.is_bold for line in paragraph.lines)
    return bool(is_short and is_bold and paragraph.size >= 0.97 * body and not _ENDS_SENTENCE.search(text))


def _number_items(paragraphs: list[Paragraph]) -> None:
    """Paragraphs that count on from one another are items of a list."""
    numbers = [_ORDINAL.match(one.text) if one.kind is BlockKind.PARAGRAPH else None for one in paragraphs]
    for index, found in enumerate(numbers):
        if found is None:
            continue
        value = int(found[1])
        neighbours = (numbers[at] for at in (index - 1, index + 1) if 0 <= at < len(numbers))
        if any(one and abs(int(one[1]) - value) == 1 for one in neighbours):
            one = paragraphs[index]
            one.kind, one.number, one.skip = BlockKind.LIST_ITEM, value, found.end()


def _nest_items(paragraphs: list[Paragraph]) -> None:
    """Items that stand further in than those before them are items of these."""
    depths: list[float] = []
    for one in paragraphs:
        if one.kind is not BlockKind.LIST_ITEM:
            depths = []
            continue
        left = one.lines[0].left
        while depths and depths[-1] > left + 2:
            depths.pop()
        if not depths or left > depths[-1] + 2:
            depths.append(left)
        one.level = min(8, len(depths) - 1)


def vocabulary(lines: Sequence[Line]) -> frozenset[str]:
    """The words with hyphens that stand within lines: with these, a hyphen at a line's end is kept."""
    found = (word for line in lines for word in re.findall(r"\w+(?:-\w+)+", line.text))
    return frozenset(word.casefold() for word in found)


def joint(before: str, after: str, hyphened: frozenset[str]) -> tuple[int, str]:
    """How two lines are joined: how many signs the first loses at its end, and what comes between."""
    if before.endswith(_SOFT_HYPHEN):
        return 1, ""
    if not before.endswith(("-", "‐")) or not before[-2:-1].isalpha() or not after[:1].islower():
        return 0, " "
    first = re.search(r"(\w+)[-‐]$", before)
    second = re.match(r"\w+", after)
    word = f"{first[1]}-{second[0]}".casefold() if first and second else ""
    return (0, "") if word in hyphened else (1, "")


def raised(line: Line) -> Iterator[int]:
    """For every sign of a line 1 where it stands raised, -1 where lowered, else 0."""
    for sign in line.signs:
        is_small = sign.size < 0.85 * line.size
        off = sign.base - line.base
        yield 0 if not is_small or abs(off) < 0.05 * line.size else 1 if off > 0 else -1
