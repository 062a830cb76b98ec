"""Finding words in a text of any length, again and again, a piece at a time.

Question: fold the whole text, or look for every spelling of the words in it as it is? Choice: fold
it in pieces and keep them. Why: the first hits come at once, whoever waits can be stopped between
two pieces, most pieces of a text are plain enough for the fastest way, and the next search in the
same text, a letter later, folds nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from excerpta.core.text.folding import FoldingTable, OffsetMap, folding_table, is_mark, is_whole_word

Range = tuple[int, int]

PIECE = 65_536
"""How many code points of the text are looked through between two answers: a few milliseconds."""

_MOST_KNOWN = 8_000
"""An alphabet larger than this takes longer to keep than to find out anew for each piece."""

_MOST_REPLACED = 200
"""So many different characters are replaced one after the other; more in a single slow pass."""


class TextFinder:
    """Finds words in one text. Whoever searches a text several times keeps one of these.

    It holds the folded text of the last way of searching. Several threads may use it.

    Attributes:
        text: what is searched.

    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._pieces: _FoldedPieces | None = None

    def find(
        self,
        needle: str,
        *,
        whole_word: bool = False,
        match_case: bool = False,
        match_accents: bool = False,
        start: int = 0,
    ) -> Iterator[list[Range]]:
        """Where `needle` stands, folded as the text is: for each piece of the text a list, often empty.

        The ranges are in code points, in order, and do not overlap. They hold whole characters, marks
        after the last letter included: “s” is not found in “ß”, “ss” is.

        Args:
            needle: the words.
            whole_word: neither end may lie inside a word.
            match_case: letter case must agree.
            match_accents: accents, vowel signs and other marks, half-spaces and tatweel must agree.
            start: the piece that holds this position is the first that is looked through.
        """
        table = folding_table(match_case=match_case, match_marks=match_accents)
        pieces = self._pieces
        if pieces is None or pieces.table is not table:
            pieces = self._pieces = _FoldedPieces(self.text, table)
        wanted = pieces.fold(needle)
        if not wanted:
            return
        resume = 0
        for number in range(start // PIECE, len(pieces)):
            found = pieces.find(number, wanted, resume, whole_word=whole_word)
            resume = found[-1][1] if found else resume
            yield found


def find_folded(
    text: str, needle: str, *, whole_word: bool = False, match_case: bool = False, match_accents: bool = False
) -> Iterator[Range]:
    """Where `needle` stands in `text`; see `TextFinder.find` for what is meant."""
    pieces = TextFinder(text).find(
        needle, whole_word=whole_word, match_case=match_case, match_accents=match_accents
    )
    return (found for piece in pieces for found in piece)


class _FoldedPieces:
    """A text in pieces, each folded when it is first needed."""

    def __init__(self, text: str, table: FoldingTable) -> None:
        self.table = table
        self._text = text
        self._starts = range(0, len(text), PIECE)
        self._folded: list[str | None] = [None] * len(self._starts)
        self._offsets: list[OffsetMap | None] = [None] * len(self._starts)
        self._alphabet = _Alphabet(table)

    def __len__(self) -> int:
        return len(self._starts)

    def find(self, number: int, wanted: str, resume: int, *, whole_word: bool) -> list[Range]:
        """What of `wanted`, which is folded, begins in one piece, and in the text not before `resume`."""
        folded = self._piece(number)
        searched = folded + self._head(number + 1, len(wanted) - 1) if len(wanted) > 1 else folded
        hits: list[Range] = []
        at = searched.find(wanted)
        while 0 <= at < len(folded):
            begin = at + 1
            found = self._source_range(number, at, at + len(wanted))
            if found and found[0] >= resume and (not whole_word or is_whole_word(self._text, *found)):
                hits.append(found)
                begin, resume = at + len(wanted), found[1]
            at = searched.find(wanted, begin)
        return hits

    def fold(self, text: str) -> str:
        """A text folded as the pieces are."""
        if not text.isascii():
            text = self._alphabet.translate(text)
        if not self.table.caseless:
            return text
        return text.lower() if text.isascii() else text.casefold()

    def _piece(self, number: int) -> str:
        folded = self._folded[number]
        if folded is None:
            folded = self._folded[number] = self.fold(self._source(number))
        return folded

    def _source(self, number: int) -> str:
        return self._text[self._starts[number] : self._starts[number] + PIECE]

    def _head(self, number: int, length: int) -> str:
        """The first characters of the folded text from a piece on; fewer where it ends."""
        head = ""
        while len(head) < length and number < len(self):
            head += self._piece(number)[: length - len(head)]
            number += 1
        return head

    def _source_range(self, number: int, start: int, end: int) -> Range | None:
        """The range of the text of a range of the folded text, counted from a piece on."""
        first, cuts_first = self._locate(number, start)
        last, _ = self._locate(number, end - 1)
        if cuts_first or self._locate(number, end)[1]:
            return None
        last += 1
        while last < len(self._text) and is_mark(self._text[last]):
            if self.table.marks and self.table[ord(self._text[last])]:
                return None
            last += 1
        return first, last

    def _locate(self, number: int, position: int) -> tuple[int, bool]:
        """The place in the text of a folded place, and whether that is inside a character's folding."""
        while number < len(self) and position >= len(self._piece(number)):
            position -= len(self._piece(number))
            number += 1
        if number == len(self):
            return len(self._text), False
        offsets = self._offsets[number]
        if offsets is None:
            source = self._source(number)
            offsets = self._offsets[number] = OffsetMap(source, self._alphabet.changes(source))
        place, cuts = offsets.locate(position)
        return self._starts[number] + place, cuts


class _Alphabet:
    """The characters that a text was seen to have, and those of them that folding changes."""

    def __init__(self, table: FoldingTable) -> None:
        self._table = table
        self._seen = _Seen(frozenset(), re.compile(""), {})

    def translate(self, text: str) -> str:
        """The same as `text.translate(table)` but for letter case, several times as fast on most texts."""
        changed = self.changes(text)
        if len(changed) > _MOST_REPLACED:
            return text.translate(self._table)
        for one, folded in changed.items():
            text = text.replace(one, folded)
        return text

    def changes(self, text: str) -> dict[str, str]:
        """What folding makes of the characters of a text, and perhaps of others too."""
        if text.isascii():
            return {}
        # Looking whether all characters are known takes a tenth of the time of collecting them. What is
        # known is replaced as a whole, for other threads look at it meanwhile.
        seen = self._seen
        if not seen.covers.fullmatch(text):
            characters = frozenset(text)
            known = seen.characters | characters
            if len(known) > _MOST_KNOWN:
                known = characters
            covers = re.compile(f"[{re.escape(''.join(known))}]*")
            seen = self._seen = _Seen(known, covers, self._table.changes(known))
        if len(seen.changed) > _MOST_REPLACED:
            return self._table.changes(set(text))
        return seen.changed


@dataclass(frozen=True, slots=True)
class _Seen:
    """Some characters, a pattern for texts of no others, and what folding makes of those it changes."""

    characters: frozenset[str]
    covers: re.Pattern[str]
    changed: dict[str, str]
