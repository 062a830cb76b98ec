"""Tag ranking says which tags a half-typed text most likely means; it is pure and knows no Qt.

Prefixes of a name or a path come first, then words, then near spellings, then any other part;
within each of these the recently used, then the frequently used.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from heapq import merge
from itertools import accumulate

from excerpta.core.model.annotation import Colour
from excerpta.core.model.errors import TagError
from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import format_tag_path, parse_tag_path
from excerpta.gui.support.spelling import spelling_key
from excerpta.gui.support.tag_spelling import NAME, PATH, Spelled, fold_words

SHOWN = 100
"""How many suggestions are worth listing."""


@dataclass(frozen=True, slots=True)
class TagChoice:
    """A tag that can be chosen.

    Attributes:
        path: as the user writes it, slashes inside names escaped.
        uses: how many highlights carry the tag itself.
        recent_rank: 0 for the tag used last, 1 for the one before; None when not used lately.

    """

    id: TagId
    path: str
    name: str
    colour: Colour
    uses: int = 0
    recent_rank: int | None = None


class Match(IntEnum):
    """How a tag answers the typed text, best first."""

    EXACT = 0
    SAME_SPELLING = 1
    NAME_PREFIX = 2
    PATH_PREFIX = 3
    WORD_PREFIX = 4
    SIMILAR = 5
    PART = 6


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One row of the tag box: an existing tag, or a new one when `choice` is None.

    Attributes:
        new_path: the path that would be made; empty for an existing tag.

    """

    choice: TagChoice | None
    match: Match | None = None
    new_path: str = ""


class TagIndex:
    """The choices in the order in which they are offered before anything is typed, folded once.

    Question: how are thousands of tags ranked between two keys? Choice: the folded names and paths stand in
    one string, in the order of usefulness, and each kind of match is looked for in it, best kind first, only
    until there are as many as are listed. Why: the search runs in C, and most of what is typed is a prefix of
    something, so that the costly kinds are hardly ever come to.
    """

    def __init__(self, choices: Iterable[TagChoice], known: Spelled | None = None) -> None:
        """Take choices; their spellings are the `known` ones if they are called like those."""
        self._choices = sorted(choices, key=_usefulness)
        called = {choice.id: (choice.name, choice.path) for choice in self._choices}
        self.spelled = known if known is not None and known.called == called else Spelled(called)
        rows = [self.spelled.folded[choice.id] for choice in self._choices]
        self._text = "".join(rows)
        self._starts = [0, *accumulate(map(len, rows))]
        self._row_of = {choice.id: row for row, choice in enumerate(self._choices)}

    def __len__(self) -> int:
        return len(self._choices)

    def rank(
        self, typed: str, *, without: Collection[TagId] = frozenset(), limit: int = SHOWN
    ) -> tuple[Suggestion, ...]:
        """The tags that `typed` may mean, best first, at most `limit`; then the tag it would create.

        `without` are the tags that are chosen already: they are not offered again. The new tag
        comes last, and only when no tag, chosen or not, is exactly what was typed.
        """
        found: dict[TagId, Suggestion] = {}
        for row, match in self._matches(fold_words(typed)):
            choice = self._choices[row]
            if choice.id not in without and choice.id not in found:
                found[choice.id] = Suggestion(choice, match)
                if len(found) == limit:
                    break
        new_path = creatable_path(typed)
        if not new_path or self.find(typed) or self.spelled.has_name(" ".join(typed.split())):
            return tuple(found.values())
        return (*found.values(), Suggestion(None, new_path=new_path))

    def find(self, typed: str) -> TagChoice | None:
        """The tag whose path is exactly `typed`; letter case is ignored."""
        tag = self.spelled.of_path(creatable_path(typed))
        return None if tag is None else self._choices[self._row_of[tag]]

    def _matches(self, wanted: str) -> Iterator[tuple[int, Match]]:
        """Rows and how they match, best first; a row may come again with a match that is worse."""
        if not wanted:
            yield from ((row, Match.PART) for row in range(len(self._choices)))
            return
        key = spelling_key(wanted)
        kinds: tuple[tuple[Match, Callable[[], Iterable[int]]], ...] = (
            (Match.EXACT, lambda: self._rows_of(self.spelled.exact(wanted))),
            (Match.SAME_SPELLING, lambda: self._rows_of(self.spelled.same(key))),
            (Match.NAME_PREFIX, lambda: self._rows_with(NAME + wanted)),
            (Match.PATH_PREFIX, lambda: self._rows_with(PATH + wanted)),
            (Match.WORD_PREFIX, lambda: self._rows_with_word(wanted)),
            (Match.SIMILAR, lambda: self._rows_of(self.spelled.similar(key))),
            (Match.PART, lambda: self._rows_with_all(wanted.split())),
        )
        for match, rows in kinds:
            yield from ((row, match) for row in rows())

    def _rows_of(self, tags: Iterable[TagId]) -> list[int]:
        return sorted(self._row_of[tag] for tag in tags)

    def _rows_with(self, words: str) -> Iterator[int]:
        """The rows in which some words stand, from the most useful on."""
        at = self._text.find(words)
        while at >= 0:
            row = bisect_right(self._starts, at) - 1
            yield row
            at = self._text.find(words, self._starts[row + 1])

    def _rows_with_word(self, wanted: str) -> Iterator[int]:
        """The rows in which a word begins so that is not the first of name or path."""
        return merge(*(self._rows_with(gap + wanted) for gap in self.spelled.gaps))

    def _rows_with_all(self, words: list[str]) -> Iterator[int]:
        """The rows in which all words stand, in whatever order."""
        longest = max(words, key=len)
        for row in self._rows_with(longest):
            start, end = self._starts[row], self._starts[row + 1]
            if all(self._text.find(word, start, end) >= 0 for word in words if word is not longest):
                yield row


def rank_tags(
    choices: Sequence[TagChoice],
    typed: str,
    *,
    without: Collection[TagId] = frozenset(),
    limit: int = SHOWN,
) -> tuple[Suggestion, ...]:
    """Rank once; whoever ranks the same choices for every letter keeps a `TagIndex`."""
    return TagIndex(choices).rank(typed, without=without, limit=limit)


def creatable_path(typed: str) -> str:
    """The path that typed text names, in its one spelling; empty when it names none."""
    try:
        return format_tag_path(parse_tag_path(typed))
    except TagError:
        return ""


def path_from_words(words: str, *, longest: int = 120) -> str:
    """A path of one name made of words of the text, cut after a word at `longest` code points."""
    name = " ".join(words.split())
    if len(name) > longest:
        name = name[: longest + 1].rsplit(" ", 1)[0][:longest]
    return format_tag_path((name,)) if name else ""


def _usefulness(choice: TagChoice) -> tuple[bool, int, int, str]:
    """Sorts recent tags before others, then often used ones, then by path."""
    recent = choice.recent_rank
    return recent is None, recent or 0, -choice.uses, choice.path.casefold()
