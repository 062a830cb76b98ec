"""Tag ranking says which tags a half-typed text most likely means; it is pure and knows no Qt.

Prefixes of a name or a path come first, then words, then near spellings, then any other part;
within each of these the recently used, then the frequently used.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import islice

from excerpta.core.model.annotation import Colour
from excerpta.core.model.errors import TagError
from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import format_tag_path, parse_tag_path
from excerpta.core.text.folding import fold
from excerpta.gui.support.spelling import MOST_SLIPS, similar, spelling_key

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


@dataclass(frozen=True, slots=True)
class _Folded:
    """A tag's name and path as they are compared.

    Attributes:
        text: the folded name, a line feed, the folded path.
        keys: the spelling keys of the name and of the path.

    """

    text: str
    keys: tuple[str, ...]


class TagIndex:
    """The choices in the order in which they are offered before anything is typed, folded once."""

    def __init__(self, choices: Iterable[TagChoice]) -> None:
        ordered = sorted(choices, key=_usefulness)
        self._entries = [(choice, _folded(choice.name, choice.path)) for choice in ordered]
        self._names = {choice.name.casefold() for choice in ordered}
        self._paths = {choice.path.casefold(): choice for choice in ordered}
        self._spellings: dict[tuple[str, int], dict[str, list[TagId]]] = {}
        for choice, folded in self._entries:
            for key in folded.keys:
                alike = self._spellings.setdefault((key[:1], len(key)), {})
                alike.setdefault(key, []).append(choice.id)

    def __len__(self) -> int:
        return len(self._entries)

    def rank(
        self, typed: str, *, without: Collection[TagId] = frozenset(), limit: int = SHOWN
    ) -> tuple[Suggestion, ...]:
        """The tags that `typed` may mean, best first, at most `limit`; then the tag it would create.

        `without` are the tags that are chosen already: they are not offered again. The new tag
        comes last, and only when no tag, chosen or not, is exactly what was typed.
        """
        wanted = _fold_words(typed)
        tiers: tuple[list[TagChoice], ...] = tuple([] for _ in Match)
        if wanted:
            for choice, match in self._matches(wanted):
                tiers[match].append(choice)
        else:
            tiers[Match.PART].extend(choice for choice, _ in self._entries)
        ranked = (
            Suggestion(choice, match)
            for match in Match
            for choice in tiers[match]
            if choice.id not in without
        )
        found = tuple(islice(ranked, limit))
        new_path = creatable_path(typed)
        if not new_path or self.find(typed) or " ".join(typed.split()).casefold() in self._names:
            return found
        return (*found, Suggestion(None, new_path=new_path))

    def find(self, typed: str) -> TagChoice | None:
        """The tag whose path is exactly `typed`; letter case is ignored."""
        return self._paths.get(creatable_path(typed).casefold())

    def _matches(self, wanted: str) -> Iterator[tuple[TagChoice, Match]]:
        words = wanted.split()
        key = spelling_key(wanted)
        near = self._similar_tags(key)
        for choice, folded in self._entries:
            if wanted in folded.text:
                yield choice, _match_of(folded, wanted, key)
            elif choice.id in near:
                yield choice, Match.SAME_SPELLING if key in folded.keys else Match.SIMILAR
            elif len(words) > 1 and all(word in folded.text for word in words):
                yield choice, Match.PART

    def _similar_tags(self, key: str) -> set[TagId]:
        """The tags whose name or path is spelled like `key`, or nearly so."""
        lengths = range(len(key) - MOST_SLIPS, len(key) + MOST_SLIPS + 1) if key else ()
        return {
            tag
            for length in lengths
            for other, tags in self._spellings.get((key[:1], length), {}).items()
            if other == key or similar(key, other)
            for tag in tags
        }


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


def _match_of(folded: _Folded, wanted: str, key: str) -> Match:
    """How a tag matches that holds `wanted` in its name or path."""
    text = folded.text
    in_name, in_path = text.startswith(wanted), f"\n{wanted}" in text
    if (in_name and text[len(wanted)] == "\n") or text.endswith(f"\n{wanted}"):
        return Match.EXACT
    if key in folded.keys and key:
        return Match.SAME_SPELLING
    if in_name or in_path:
        return Match.NAME_PREFIX if in_name else Match.PATH_PREFIX
    return Match.WORD_PREFIX if _starts_a_word(text, wanted) else Match.PART


def _starts_a_word(text: str, wanted: str) -> bool:
    at = text.find(wanted)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(wanted, at + 1)
    return at >= 0


def _fold_words(text: str) -> str:
    return " ".join(fold(text).split())


@lru_cache(maxsize=20_000)
def _folded(name: str, path: str) -> _Folded:
    folded_name, folded_path = _fold_words(name), _fold_words(path)
    keys = tuple(dict.fromkeys((spelling_key(folded_name), spelling_key(folded_path))))
    return _Folded(f"{folded_name}\n{folded_path}", keys)
