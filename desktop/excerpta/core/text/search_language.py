"""The language of full-text search: `doha "peace talks" ceasef* envoy ~5 qatar -reuters`.

Words must all be there. `"…"` holds words that follow each other, a `*` behind a word lets it go on,
`~5` between two asks for at most five words between them, `-` in front leaves out the documents that
hold what follows. Everything else is part of a word or between words: `AND`, `NEAR(` and a lone `-`,
`*` or `~` have no meaning of their own. A word is folded, and one with signs in it, such as
`cease-fire`, is a phrase.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from excerpta.core.model.errors import QueryError
from excerpta.core.model.search import Phrase, Search, SearchPart
from excerpta.core.text.folding import fold_words, stands_alone

MOST_WORDS = 200
"""So many words are looked for at once."""

_LONGEST = 20_000
_QUOTES = '"“”„'
_PIECE = re.compile(
    rf"(?P<minus>-?)[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)(?P<closed>[{_QUOTES}]?)(?P<star>\*?)|(?P<bare>\S+)"
)
_GAP = re.compile(r"~([0-9]{1,3})")
_WORD = re.compile(r"[0-9a-z\x80-\U0010ffff]+")
_LEAST_BEGUN = 2
"""A word of fewer letters that is still being typed is looked for as it is: too much begins like it."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word or a quoted phrase as it was written; `is_open` when more may be typed behind it."""

    text: str
    excluded: bool
    is_bare: bool
    has_star: bool
    is_open: bool


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded as the index is."""
    return tuple(_WORD.findall(fold_words(text)))


def parse_search(text: str, *, unfinished: bool = False) -> Search:
    """Understand what is looked for.

    Args:
        text: as it was typed; no text is wrong in itself.
        unfinished: the last word is still being typed, so that it may go on, unless a space follows.

    Raises:
        QueryError: it only says what to leave out, or holds more than `MOST_WORDS` words.
    """
    parts: list[SearchPart] = []
    gap: _Piece | None = None
    for piece in _pieces(text):
        if gap is None and piece.is_bare and _GAP.fullmatch(piece.text) and parts and not parts[-1].excluded:
            gap = piece
            continue
        phrase = _phrase(piece, unfinished=unfinished)
        if phrase is None:
            continue
        if gap is not None and not piece.excluded:
            before = parts.pop()
            gaps = (*before.gaps, int(gap.text[1:]))
            parts.append(SearchPart((*before.phrases, phrase), gaps))
        else:
            parts.append(SearchPart((phrase,), excluded=piece.excluded))
        gap = None
    _require_sense(parts, text)
    return Search(tuple(dict.fromkeys(parts)))


def _require_sense(parts: list[SearchPart], text: str) -> None:
    number = sum(len(phrase.words) for part in parts for phrase in part.phrases)
    if number > MOST_WORDS or len(text) > _LONGEST:
        raise QueryError(
            f"At most {MOST_WORDS} words are looked for at once.", "Leave some out.", end=len(text)
        )
    if parts and all(part.excluded for part in parts):
        raise QueryError(
            "A minus only leaves documents out.", "Write before it what they should hold.", end=len(text)
        )


def _pieces(text: str) -> Iterator[_Piece]:
    for found in _PIECE.finditer(text[: _LONGEST + 1]):
        is_last = found.end() == len(text)
        if found["bare"] is None:
            is_open = is_last and not found["closed"]
            yield _Piece(found["quoted"], bool(found["minus"]), False, bool(found["star"]), is_open)
            continue
        word = found["bare"].rstrip("*")
        has_star = len(word) < len(found["bare"])
        excluded = word.startswith("-") and bool(words_of(word))
        yield _Piece(word[excluded:], excluded, True, has_star, is_last)


def _phrase(piece: _Piece, *, unfinished: bool) -> Phrase | None:
    """The phrase of a piece; None when it holds no word."""
    words = words_of(piece.text)
    if not words:
        return None
    last, is_cut = words[-1], piece.text[-1:].isspace()
    is_typed = unfinished and piece.is_open and not piece.excluded and not is_cut
    is_long = len(last) >= _LEAST_BEGUN and not stands_alone(last)
    return Phrase(words, is_begun=piece.has_star or (is_typed and is_long))
