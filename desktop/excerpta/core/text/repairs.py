"""Repairs of what software did to a text on its way: found, listed, and carried out only on request.

A repair is sure or it is not offered. Its place is a range of code points; repairs never overlap.
"""

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from excerpta.core.model.document import Block, BlockKind, Span
from excerpta.core.text.mojibake import mojibake

_SHORTENED = r"(?:s|t|re|ve|ll|d|m)\b"
_APOSTROPHE = re.compile(rf"[?\ufffd](?={_SHORTENED}(?![?=/&]))")
_IN_ADDRESS = re.compile(r"[/=@]|\.\w")
_QUESTION_PAIR = re.compile(
    r"(?:(?<=^)|(?<=[\s(]))(?P<open>[?\ufffd])(?=[A-ZÀ-Þ])[^?\ufffd“”\"\n]{2,400}[,.!](?P<close>[?\ufffd])(?=\s|$)",
    re.MULTILINE,
)
_MOVED_CLOSE = re.compile(r" ”(?=[^\W\d_])")
_TURNED = re.compile(r"“[ \u00a0]*(?=\n|$)")
_STOPS = tuple(",.!?…")
_ENTITY = re.compile(
    r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|quot|amp|apos|nbsp|[lr][sd]quo|[mn]dash|hellip|lt|gt);"
)
_CONTROLS = {byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0xA0)}
_CONTROL = re.compile(r"[\x80-\x9f]")
_LONGEST_CAPTION = 200
_LONGEST_QUOTATION = 4_000


class RepairKind(StrEnum):
    """What was done to the text."""

    MOJIBAKE = "garbled characters"
    QUOTATION_MARKS = "mangled quotation marks"
    APOSTROPHES = "lost apostrophes"
    ENTITIES = "left-over HTML"
    CONTROLS = "control characters"
    SOFT_HYPHENS = "soft hyphens"
    DOUBLED = "doubled captions"


@dataclass(frozen=True, slots=True)
class Repair:
    """One repair.

    Attributes:
        kind: what was done to the text.
        start, end: what is replaced, in code points; of a doubled caption with the newline before it.
        before, after: the words there, and what they are to be.

    """

    kind: RepairKind
    start: int
    end: int
    before: str
    after: str


def find_repairs(text: str, blocks: Sequence[Block]) -> tuple[Repair, ...]:
    """Everything that can surely be repaired, in the order of the text; code stays as it is."""
    skipped = [(block.start, block.end) for block in blocks if block.kind is BlockKind.CODE]
    found = [
        Repair(kind, start, end, text[start:end], after)
        for kind, start, end, after in (*_doubled(text, blocks), *_in_text(text))
        if text[start:end] != after and not any(start < last and first < end for first, last in skipped)
    ]
    chosen: list[Repair] = []
    taken = 0
    # Where two would overlap, the first wins, and of those that begin together the longest.
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start >= taken and _keeps_blocks(one):
            chosen.append(one)
            taken = max(one.end, one.start + 1)
    return tuple(chosen)


def repaired(
    text: str, blocks: Sequence[Block], spans: Sequence[Span], repairs: Iterable[Repair]
) -> tuple[str, tuple[Block, ...], tuple[Span, ...]]:
    """Text, blocks and spans after some repairs, which must not overlap.

    Raises:
        ValueError: a repair does not fit the text.

    """
    ordered = sorted(repairs, key=lambda one: one.start)
    places = _Places(text, ordered)
    gone = {one.end for one in ordered if one.kind is RepairKind.DOUBLED}
    kept: list[Block] = []
    for block in blocks:
        if block.end in gone and block.start < block.end:
            kept[-1] = replace(kept[-1], kind=BlockKind.CAPTION)
            continue
        kept.append(replace(block, start=places.of(block.start), end=places.of(block.end, is_end=True)))
    moved = [
        replace(span, start=places.of(span.start), end=places.of(span.end, is_end=True)) for span in spans
    ]
    return places.text, tuple(kept), tuple(span for span in moved if span.start < span.end)


class _Places:
    """A text after repairs, and where a position of the old one is in it.

    Attributes:
        text: the new text.
    """

    def __init__(self, text: str, repairs: Sequence[Repair]) -> None:
        pieces: list[str] = []
        self._steps: list[tuple[int, int, int, int]] = []
        at = length = 0
        for one in repairs:
            if one.start < at or text[one.start : one.end] != one.before:
                raise ValueError("a repair does not fit the text")
            pieces += (text[at : one.start], one.after)
            length += one.start - at
            self._steps.append((one.start, one.end, length, length + len(one.after)))
            length += len(one.after)
            at = one.end
        self.text = "".join([*pieces, text[at:]])
        self._starts = [step[0] for step in self._steps]

    def of(self, position: int, *, is_end: bool = False) -> int:
        """Where a position is now; inside a repair, at its beginning, or at its end for an end."""
        number = bisect_left(self._starts, position) if is_end else bisect_right(self._starts, position)
        if not number:
            return position
        _, end, new_start, new_end = self._steps[number - 1]
        if position >= end:
            return new_end + position - end
        return new_end if is_end else new_start


_Found = tuple[RepairKind, int, int, str]


def _in_text(text: str) -> Iterator[_Found]:
    if not text.isascii():
        for start, end, after in mojibake(text):
            yield RepairKind.MOJIBAKE, start, end, after
        yield from _unseen(text)
        yield from _quotation_marks(text)
    if "?" in text or "\ufffd" in text:
        yield from _question_marks(text)
    if "&" in text:
        for one in _ENTITY.finditer(text):
            after = html.unescape(one[0])
            if after.isprintable() or after == "\u00a0":
                yield RepairKind.ENTITIES, one.start(), one.end(), after


def _unseen(text: str) -> Iterator[_Found]:
    """Controls where Windows-1252 has a sign, and soft hyphens."""
    for one in _CONTROL.finditer(text):
        after = _CONTROLS[ord(one[0])]
        if after != "\ufffd":
            yield RepairKind.CONTROLS, one.start(), one.end(), after
    if "\u00ad" in text:
        for one in re.finditer("\u00ad+", text):
            yield RepairKind.SOFT_HYPHENS, one.start(), one.end(), ""


def _quotation_marks(text: str) -> Iterator[_Found]:
    """Marks that stand on the wrong side of a blank: `government, ”Khan said` and `offensive. “` at the end.

    The first is sure where a quotation is open: ” opens one in Swedish. The second is where no „ has been
    used: “ closes what that opens.
    """
    for one in _MOVED_CLOSE.finditer(text):
        start = max(one.start() - _LONGEST_QUOTATION, 0)
        if text[one.start() - 1 : one.start()] in _STOPS and text.rfind("“", start, one.start()) > max(
            text.rfind("”", start, one.start()), text.rfind("\n", start, one.start())
        ):
            yield RepairKind.QUOTATION_MARKS, one.start(), one.end(), "” "
    if "„" not in text:
        for one in _TURNED.finditer(text):
            start = one.start() - (text[one.start() - 1 : one.start()] == " ")
            if text[max(start - 1, 0) : start] in _STOPS:
                yield RepairKind.QUOTATION_MARKS, start, one.end(), "”"


def _question_marks(text: str) -> Iterator[_Found]:
    """Question marks that stand in the place of apostrophes and of quotation marks."""
    for one in _APOSTROPHE.finditer(text):
        if text[max(one.start() - 1, 0) : one.start()].isalpha() and not _IN_ADDRESS.search(
            _word_at(text, one.start())
        ):
            yield RepairKind.APOSTROPHES, one.start(), one.end(), "’"
    for one in _QUESTION_PAIR.finditer(text):
        yield RepairKind.QUOTATION_MARKS, one.start("open"), one.end("open"), "“"
        yield RepairKind.QUOTATION_MARKS, one.start("close"), one.end("close"), "”"


def _word_at(text: str, position: int) -> str:
    """What stands between the blanks around a position, as far as a hundred code points."""
    before = text[max(position - 100, 0) : position].split()
    after = text[position : position + 100].split()
    return (before[-1] if before and not text[position - 1].isspace() else "") + (after[0] if after else "")


def _doubled(text: str, blocks: Sequence[Block]) -> Iterator[_Found]:
    """The second of two equal lines that follow each other and are furniture or captions."""
    kinds = (BlockKind.FURNITURE, BlockKind.CAPTION)
    for number in range(1, len(blocks)):
        one, other = blocks[number - 1], blocks[number]
        length = other.end - other.start
        is_short = 0 < length <= _LONGEST_CAPTION and length == one.end - one.start
        if is_short and one.kind in kinds and other.kind in kinds:
            line = text[other.start : other.end]
            if " " in line and text.startswith(line, one.start):
                yield RepairKind.DOUBLED, one.end, other.end, ""


def _keeps_blocks(repair: Repair) -> bool:
    """Whether a repair leaves the newlines between blocks alone."""
    return repair.kind is RepairKind.DOUBLED or not ("\n" in repair.before or "\n" in repair.after)
