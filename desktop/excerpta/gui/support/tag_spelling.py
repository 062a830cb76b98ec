"""How tags are spelled: their names and paths folded, and who is called exactly or nearly so."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from excerpta.core.model.ids import TagId
from excerpta.core.text.folding import fold
from excerpta.gui.support.spelling import MOST_SLIPS, similar, spelling_key

NAME, PATH = "\x1e", "\x1f"
"""What stands before a name and before a path; folded words hold neither, both count as space."""


class Spelled:
    """The tags of a codebook by their spellings, in no order; it outlives how often they are used.

    Attributes:
        called: the name and the path of each tag.
        folded: the same folded, each behind its sign.
    """

    def __init__(self, called: Mapping[TagId, tuple[str, str]]) -> None:
        self.called = called
        self.folded: dict[TagId, str] = {}
        self._exact: dict[str, list[TagId]] = {}
        for tag, (name, path) in called.items():
            words = fold_words(name)
            trail = words if path == name else fold_words(path)
            self.folded[tag] = f"{NAME}{words}{PATH}{trail}"
            for spelled in {words, trail}:
                self._exact.setdefault(spelled, []).append(tag)
        self._lettered: dict[tuple[str, int], list[tuple[str, int, list[TagId]]]] = {}

    @cached_property
    def gaps(self) -> list[str]:
        """What may stand before a word that is not the first."""
        characters = set("".join(self.folded.values())) - {NAME, PATH}
        return sorted(character for character in characters if not character.isalnum())

    @cached_property
    def _names(self) -> set[str]:
        return {name.casefold() for name, _ in self.called.values()}

    @cached_property
    def _paths(self) -> dict[str, TagId]:
        return {path.casefold(): tag for tag, (_, path) in self.called.items()}

    @cached_property
    def _keys(self) -> dict[tuple[str, int], dict[str, list[TagId]]]:
        """The tags by their spelling keys, those by first letter and length; made with the first letter."""
        found: dict[tuple[str, int], dict[str, list[TagId]]] = {}
        for spelled, tags in self._exact.items():
            key = spelling_key(spelled)
            alike = found.setdefault((key[:1], len(key)), {})
            alike.setdefault(key, []).extend(tags)
        return found

    def has_name(self, name: str) -> bool:
        """Whether a tag has this name; letter case is ignored."""
        return name.casefold() in self._names

    def of_path(self, path: str) -> TagId | None:
        """The tag that has this path; letter case is ignored."""
        return self._paths.get(path.casefold())

    def exact(self, folded: str) -> Iterable[TagId]:
        """The tags whose folded name or path is this."""
        return self._exact.get(folded, ())

    def same(self, key: str) -> Iterable[TagId]:
        """The tags with this spelling key; none for an empty one."""
        return self._keys.get((key[:1], len(key)), {}).get(key, ()) if key else ()

    def similar(self, key: str) -> Iterator[TagId]:
        """The tags with nearly this spelling key, but not it itself."""
        if not key:
            return
        letters = _letters(key)
        for length in range(len(key) - MOST_SLIPS, len(key) + MOST_SLIPS + 1):
            for other, its_letters, tags in self._alike(key[:1], length):
                # A slip changes two letters at most: nearly all others are passed over at little cost.
                is_near = (letters ^ its_letters).bit_count() <= 2 * MOST_SLIPS
                if is_near and other != key and similar(key, other):
                    yield from tags

    def _alike(self, first: str, length: int) -> list[tuple[str, int, list[TagId]]]:
        """The keys of a length that begin with a letter, each with its letters and its tags."""
        place = first, length
        if place not in self._lettered:
            known = self._keys.get(place, {})
            self._lettered[place] = [(key, _letters(key), tags) for key, tags in known.items()]
        return self._lettered[place]


def fold_words(text: str) -> str:
    """Words as they are compared: folded, with one space between them."""
    return " ".join(fold(text).split())


def _letters(key: str) -> int:
    """The letters that occur in a key, as bits; rare letters may share one."""
    bits = 0
    for character in set(key):
        bits |= 1 << ord(character) % 64
    return bits
