"""Folding makes different spellings of the same words equal, for searching only.

Folded are letter case, accents and other marks, compatibility forms, Arabic and Persian letter
forms, digits of any script, typographic quotes and dashes; invisible characters are dropped. It works
character by character, so that every place of the folded text leads back to a place of the source
text. Who asks can have letter case kept, and marks.
"""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from itertools import accumulate, count, repeat
from operator import add

_UNIFIED = str.maketrans(
    {
        "\N{ARABIC LETTER YEH}": "\N{ARABIC LETTER FARSI YEH}",
        "\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER FARSI YEH}",
        "\N{ARABIC LETTER KAF}": "\N{ARABIC LETTER KEHEH}",
        "\N{ARABIC LETTER AE}": "\N{ARABIC LETTER HEH}",
        "\N{ARABIC LETTER HEH GOAL}": "\N{ARABIC LETTER HEH}",
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‐‒–—―−", "-"),
    }
)

_PLAIN_LATIN = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe",
        "Ł": "L", "Ø": "O", "Đ": "D", "Ħ": "H", "Ŧ": "T", "Æ": "AE", "Œ": "OE",
    }
)  # fmt: skip
"""Latin letters with a stroke, and ligatures, that Unicode does not take apart; people type them without."""

_UNSPACED_SCRIPTS = (
    "["
    "\u0e01-\u0e3a\u0e40-\u0e4e"  # Thai
    "\u0e81-\u0ecd"  # Lao
    "\u1000-\u103f\u1780-\u17d3"  # Burmese, Khmer
    "\u1100-\u11ff\uac00-\ud7a3"  # Hangul
    "\u3005-\u3007\u3041-\u30ff\u3105-\u312f\u31f0-\u31ff"  # Kana, Bopomofo
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "]"
)
_FEW = 24
"""So many different characters are replaced one after the other; more in a single slow pass."""

_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{SOFT HYPHEN}"
_BINDERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{ARABIC TATWEEL}"
"""What counts as a mark though Unicode does not call it one: it is there to be seen."""

_SELECTORS = range(0xFE00, 0xFE10)
"""Variation selectors are called marks, but only choose between two pictures of one character."""


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(_UNSPACED_SCRIPTS)  # when it is first needed: it takes milliseconds


def fold(text: str) -> str:
    """The folded text that full-text search is built from.

    Characters of scripts that are written without spaces (Chinese, Japanese, Korean, Thai and
    their neighbours) get a space on either side, so that each is a word to the search index.
    """
    return _translate(text, _SPACED)


def fold_words(text: str) -> str:
    """What the search index is given: as `fold`, and what is not part of a word is a space or in ASCII.

    A word of the result is a run of ASCII letters and digits and of any characters beyond ASCII.
    """
    return _translate(text, WORDS)


def stands_alone(word: str) -> bool:
    """Whether a folded word is one character of a script without spaces, which never goes on."""
    return _unspaced().fullmatch(word) is not None


class FoldedText:
    """A text, its folded form, and the way back from the one to the other.

    Attributes:
        source: the text as it was given.

    """

    def __init__(self, text: str, *, spaced: bool = True) -> None:
        """Fold `text` when first needed; `spaced` puts spaces around characters as `fold` does."""
        self.source = text
        self._table = _SPACED if spaced else folding_table()

    @cached_property
    def folded(self) -> str:
        """The folded text; the same as `fold(source)` unless asked otherwise at the start."""
        return _translate(self.source, self._table)

    @cached_property
    def _offsets(self) -> "OffsetMap":
        return OffsetMap(self.source, self._table.changes(set(self.source)))

    def to_source(self, position: int) -> int:
        """The source position (code points) of the character that folded to `position`.

        The end of the folded text leads to the end of the source text.
        """
        return len(self.source) if position >= len(self.folded) else self._offsets.locate(position)[0]

    def source_range(self, start: int, end: int) -> tuple[int, int] | None:
        """The source range of a folded range, marks after its last letter included.

        None when it would cut a character in two.
        """
        first, inside_first = self._offsets.locate(start)
        last, _ = self._offsets.locate(end - 1)
        if inside_first or (end < len(self.folded) and self._offsets.locate(end)[1]):
            return None
        last += 1
        while last < len(self.source) and is_mark(self.source[last]):
            last += 1
        return first, last


class OffsetMap:
    """The way from a place of a folded text to the character that folded to it.

    Everything between two characters that do not fold to exactly one moves by the same distance, so
    that an English text of several megabytes needs few entries.
    """

    def __init__(self, source: str, changes: Mapping[str, str]) -> None:
        """`changes`: what each character of `source` folds to that does not fold to itself."""
        self._source = source
        self._changes = changes

    def locate(self, position: int) -> tuple[int, bool]:
        """The source position of a folded position, and whether it is inside that character's folding."""
        sources, starts, lengths = self._irregular
        index = bisect_right(starts, position) - 1
        if index < 0:
            return position, False
        beyond = position - starts[index] - lengths[index]
        if beyond < 0:
            return sources[index], position > starts[index]
        return sources[index] + 1 + beyond, False

    @cached_property
    def _irregular(self) -> "tuple[array[int], array[int], array[int]]":
        """Of each character that does not fold to exactly one: place, folded place, folded length."""
        lengths_of = {one: len(folded) for one, folded in self._changes.items() if len(folded) != 1}
        if not lengths_of or self._source.isascii():
            return array("I"), array("I"), array("I")
        # Splitting is several times as fast as asking for each place.
        between = re.split(f"[{re.escape(''.join(lengths_of))}]", self._source)
        before = list(accumulate(map(len, between)))[:-1]
        sources = array("I", map(add, before, count()))
        if len(set(lengths_of.values())) == 1:
            lengths = array("I", repeat(next(iter(lengths_of.values())), len(sources)))
        else:
            lengths = array("I", [lengths_of[self._source[source]] for source in sources])
        starts = array("I", map(add, before, accumulate(lengths, initial=0)))
        return sources, starts, lengths


def is_word_character(character: str) -> bool:
    """Whether a character is part of a word: a letter, a digit, a mark, a joiner, an underscore."""
    return character.isalnum() or character in _JOINERS or character == "_" or is_mark(character)


def is_mark(character: str) -> bool:
    """Whether a character sits on the one before it."""
    return not character.isascii() and unicodedata.category(character)[0] == "M"


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Whether neither end of a range (code points) lies inside a word."""
    return not (start and _joined(text[start - 1], text[start])) and not (
        end < len(text) and _joined(text[end - 1], text[end])
    )


def _translate(text: str, table: "FoldingTable") -> str:
    """The same as `text.translate(table)`; several times as fast on most texts.

    A folded character folds to itself, so characters can be replaced one after the other, except
    those that get spaces around.
    """
    if not text.isascii():
        changed = table.changes(set(text))
        if len(changed) > _FEW or any(" " in folded[1:] for folded in changed.values()):
            return text.translate(table)
        for one, folded in changed.items():
            text = text.replace(one, folded)
    return text.lower() if text.isascii() else text.casefold()


def _joined(left: str, right: str) -> bool:
    """Whether two neighbours belong to one word. Scripts without spaces have no words to belong to."""
    return (
        is_word_character(left)
        and is_word_character(right)
        and not (_unspaced().match(left) or _unspaced().match(right))
    )


class FoldingTable(dict[int, str]):
    """A translation table that works a character's folding out when it is first met.

    A folded character folds to itself; an ASCII one never changes but for its case.

    Attributes:
        caseless: letter case is folded.
        marks: accents, vowel signs, half-spaces and tatweel are kept, taken apart from their letters.
        spaced: characters of scripts without spaces get one on either side.
        words: what is not part of a word becomes a space, unless it is ASCII.

    """

    def __init__(self, *, caseless: bool, marks: bool, spaced: bool, words: bool = False) -> None:
        super().__init__()
        self.caseless = caseless
        self.marks = marks
        self.spaced = spaced
        self.words = words

    def __missing__(self, code: int) -> str:
        folded = self._fold_character(chr(code))
        if self.words and not folded.isascii():
            folded = "".join(one if _is_in_words(one) else " " for one in folded)
        if self.spaced:
            folded = _unspaced().sub(r" \g<0> ", folded)
        self[code] = folded
        return folded

    def changes(self, characters: Iterable[str]) -> dict[str, str]:
        """Those of `characters` that folding changes, letter case in ASCII apart, and to what."""
        return {one: folded for one in characters if not one.isascii() and (folded := self[ord(one)]) != one}

    def _fold_character(self, character: str) -> str:
        """Fold one character until nothing changes any more."""
        folded = character
        while True:
            before = folded
            folded = folded.casefold() if self.caseless else folded
            folded = "".join(map(_decompose, folded))
            folded = "".join(part for part in folded if not self._is_dropped(part)).translate(_UNIFIED)
            folded = folded if self.marks else folded.translate(_PLAIN_LATIN)
            if folded == before:
                return folded

    def _is_dropped(self, character: str) -> bool:
        """Characters that are not seen and, unless they are wanted, marks that sit on a letter.

        The vowel signs of Indic and South-East Asian scripts are marks too, but stand for sounds of
        their own: they have combining class 0 and stay.
        """
        if ord(character) in _SELECTORS:
            return True
        if character in _BINDERS:
            return not self.marks
        category = unicodedata.category(character)
        is_on_letter = unicodedata.combining(character) != 0 or category == "Me"
        return category == "Cf" or (is_on_letter and not self.marks)


@cache
def folding_table(*, match_case: bool = False, match_marks: bool = False) -> FoldingTable:
    """The table that keeps what is to match exactly."""
    return FoldingTable(caseless=not match_case, marks=match_marks, spaced=False)


def _decompose(character: str) -> str:
    """NFKD, except that a Hangul syllable stays one character, and that a digit becomes an ASCII one."""
    if "\uac00" <= character <= "\ud7a3":
        return character
    digit = unicodedata.decimal(character, None)
    return unicodedata.normalize("NFKD", character) if digit is None else str(digit)


def _is_in_words(character: str) -> bool:
    """Whether a folded character is part of a word, or ASCII, where the index itself tells."""
    return character.isascii() or character.isalnum() or is_mark(character)


_SPACED = FoldingTable(caseless=True, marks=False, spaced=True)
WORDS = FoldingTable(caseless=True, marks=False, spaced=True, words=True)
"""How the search index folds; part of the file format."""
