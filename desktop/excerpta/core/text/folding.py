"""Folding makes different spellings of the same words equal, for searching only.

Folded are letter case, accents and other marks, compatibility forms, Arabic and Persian letter
forms, typographic quotes and dashes; invisible characters are dropped. It works character by
character, so that every place of the folded text leads back to a place of the source text.
"""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

_UNIFIED = str.maketrans(
    {
        "\N{ARABIC LETTER YEH}": "\N{ARABIC LETTER FARSI YEH}",
        "\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER FARSI YEH}",
        "\N{ARABIC LETTER KAF}": "\N{ARABIC LETTER KEHEH}",
        "\N{ARABIC LETTER AE}": "\N{ARABIC LETTER HEH}",
        "\N{ARABIC LETTER HEH GOAL}": "\N{ARABIC LETTER HEH}",
        "\N{ARABIC TATWEEL}": "",
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‐‒–—―−", "-"),
    }
)

_UNSPACED_SCRIPTS = re.compile(
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


def fold(text: str) -> str:
    """The folded text that full-text search is built from.

    Characters of scripts that are written without spaces (Chinese, Japanese, Korean, Thai and
    their neighbours) get a space on either side, so that each is a word to the search index.
    """
    return _translate(text, _SPACED)


class FoldedText:
    """A text, its folded form, and the way back from the one to the other.

    Whoever searches the same text several times keeps one of these with `spaced=False`.

    Attributes:
        source: the text as it was given.

    """

    def __init__(self, text: str, *, spaced: bool = True, match_case: bool = False) -> None:
        """Fold `text` when first needed.

        `spaced` puts spaces around characters as `fold` does; `match_case` keeps letter case.
        """
        self.source = text
        self._table = _CASED if match_case else _SPACED if spaced else _FOLDED

    @cached_property
    def folded(self) -> str:
        """The folded text; the same as `fold(source)` unless asked otherwise at the start."""
        return _translate(self.source, self._table)

    def to_source(self, position: int) -> int:
        """The source position (code points) of the character that folded to `position`.

        The end of the folded text leads to the end of the source text.
        """
        return len(self.source) if position >= len(self.folded) else self._locate(position)[0]

    def find(self, needle: str, *, whole_word: bool = False) -> Iterator[tuple[int, int]]:
        """Where `needle`, folded the same way, stands in the source text.

        Yields non-overlapping ranges in code points of the source text. They hold whole source
        characters, marks after the last letter included: “s” is not found in “ß”, “ss” is.
        """
        wanted = _translate(needle, self._table)
        at = self.folded.find(wanted) if wanted else -1
        while at >= 0:
            found = self.source_range(at, at + len(wanted))
            if found and (not whole_word or _is_whole_word(self.source, *found)):
                yield found
                at += len(wanted) - 1
            at = self.folded.find(wanted, at + 1)

    def source_range(self, start: int, end: int) -> tuple[int, int] | None:
        """The source range of a folded range; None when it would cut a character in two."""
        first, inside_first = self._locate(start)
        last, _ = self._locate(end - 1)
        if inside_first or (end < len(self.folded) and self._locate(end)[1]):
            return None
        last += 1
        while last < len(self.source) and _is_mark(self.source[last]):
            last += 1
        return first, last

    def _locate(self, position: int) -> tuple[int, bool]:
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
        """Each character that does not fold to exactly one: source position, folded position, folded length.

        Everything between two of them moves by the same distance, so that an English text of
        several megabytes needs few entries.
        """
        lengths_of: dict[str, int] = {}
        if not self.source.isascii():
            for character in set(self.source):
                length = len(self._table[ord(character)])
                if length != 1:
                    lengths_of[character] = length
        if not lengths_of:
            return array("I"), array("I"), array("I")
        irregular = re.compile(f"[{re.escape(''.join(lengths_of))}]")
        sources = array("I", (match.start() for match in irregular.finditer(self.source)))
        lengths = array("I", (lengths_of[self.source[source]] for source in sources))
        shifts = accumulate((length - 1 for length in lengths), initial=0)
        starts = array("I", (source + shift for source, shift in zip(sources, shifts, strict=False)))
        return sources, starts, lengths


def find_folded(
    text: str, needle: str, *, whole_word: bool = False, match_case: bool = False
) -> Iterator[tuple[int, int]]:
    """Where `needle` stands in `text`, both folded; see `FoldedText.find` for what is yielded."""
    folded = FoldedText(text, spaced=False, match_case=match_case)
    return folded.find(needle, whole_word=whole_word)


def is_word_character(character: str) -> bool:
    """Whether a character is part of a word: a letter, a digit, a mark, a joiner, an underscore."""
    return character.isalnum() or character in _JOINERS or character == "_" or _is_mark(character)


def _translate(text: str, table: "_Table") -> str:
    """The same as `text.translate(table)`; several times as fast on most texts.

    A folded character folds to itself, so characters can be replaced one after the other, except
    those that get spaces around.
    """
    if not text.isascii():
        changed = {
            one: folded for one in set(text) if not one.isascii() and (folded := table[ord(one)]) != one
        }
        if len(changed) > _FEW or any(" " in folded[1:] for folded in changed.values()):
            return text.translate(table)
        for one, folded in changed.items():
            text = text.replace(one, folded)
    if table is _CASED:
        return text
    return text.lower() if text.isascii() else text.casefold()


def _is_mark(character: str) -> bool:
    return not character.isascii() and unicodedata.category(character)[0] == "M"


def _is_whole_word(text: str, start: int, end: int) -> bool:
    return not (start and _joined(text[start - 1], text[start])) and not (
        end < len(text) and _joined(text[end - 1], text[end])
    )


def _joined(left: str, right: str) -> bool:
    """Whether two neighbours belong to one word. Scripts without spaces have no words to belong to."""
    return (
        is_word_character(left)
        and is_word_character(right)
        and not (_UNSPACED_SCRIPTS.match(left) or _UNSPACED_SCRIPTS.match(right))
    )


class _Table(dict[int, str]):
    """A translation table that works a character's folding out when it is first met."""

    def __init__(self, *, caseless: bool, spaced: bool) -> None:
        super().__init__()
        self._caseless = caseless
        self._spaced = spaced

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code), caseless=self._caseless)
        if self._spaced:
            folded = _UNSPACED_SCRIPTS.sub(r" \g<0> ", folded)
        self[code] = folded
        return folded


def _fold_character(character: str, *, caseless: bool) -> str:
    """Fold one character until nothing changes any more."""
    folded = character
    while True:
        before = folded
        folded = folded.casefold() if caseless else folded
        folded = "".join(map(_decompose, folded))
        folded = "".join(part for part in folded if not _is_dropped(part)).translate(_UNIFIED)
        if folded == before:
            return folded


def _decompose(character: str) -> str:
    """NFKD, except that a Hangul syllable stays one character."""
    return character if "\uac00" <= character <= "\ud7a3" else unicodedata.normalize("NFKD", character)


def _is_dropped(character: str) -> bool:
    """Marks that sit on a letter, and characters that are not seen.

    The vowel signs of Indic and South-East Asian scripts are marks too, but stand for sounds of
    their own: they have combining class 0 and stay.
    """
    category = unicodedata.category(character)
    return (
        unicodedata.combining(character) != 0
        or category in ("Cf", "Me")
        or "\N{VARIATION SELECTOR-1}" <= character <= "\N{VARIATION SELECTOR-16}"
    )


_SPACED = _Table(caseless=True, spaced=True)
_FOLDED = _Table(caseless=True, spaced=False)
_CASED = _Table(caseless=False, spaced=False)
