"""Which commands a few typed letters mean, the likeliest first.

A command fits when every typed word fits it: as the beginning of one of its words, somewhere inside one,
as the first letters of several (`hr`, highlight red), or scattered from the beginning of a word on.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from excerpta.core.text.folding import fold

_WHOLE, _BEGINS, _INITIALS, _INSIDE, _SCATTERED = 100, 80, 60, 40, 20
_IN_MENU = 0.6
"""How much less a word counts that is found only in the name of the menu."""

_ABOUT_ALIKE = 4
"""Texts that differ in length by fewer characters than this are about as long as each other."""

_RECENT = 30.0
_DISABLED = 1000.0


@dataclass(frozen=True, slots=True)
class Command:
    """An action as it is offered.

    Attributes:
        keys: as they are read.
        reason: why it cannot be done now; empty when it can.
        is_ticked: whether it holds; None for what cannot hold.
    """

    name: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    reason: str = ""
    is_ticked: bool | None = None


@dataclass(frozen=True, slots=True)
class FoundCommand:
    """A command that fits, and the places of the letters in its text that were typed (code points)."""

    command: Command
    spots: tuple[int, ...] = ()


def rank_commands(words: str, commands: Sequence[Command], recent: Sequence[str] = ()) -> list[FoundCommand]:
    """The commands that fit some words, the likeliest first; all for none, what was done last first."""
    wanted = fold(words).split()
    lately = {name: _RECENT * (len(recent) - rank) / len(recent) for rank, name in enumerate(recent)}
    found: list[tuple[float, int, FoundCommand]] = []
    for place, command in enumerate(commands):
        fit = _fit(wanted, command)
        if fit is not None:
            score = fit[0] + lately.get(command.name, 0.0) - (_DISABLED if command.reason else 0.0)
            found.append((-score, place, FoundCommand(command, fit[1])))
    return [one for _, _, one in sorted(found, key=lambda each: each[:2])]


def _fit(wanted: Sequence[str], command: Command) -> tuple[float, tuple[int, ...]] | None:
    """How well all words fit together, and where; None when one does not."""
    text, menu = _Letters(command.text), _Letters(command.menu)
    score, spots = 0.0, set[int]()
    for word in wanted:
        in_text, in_menu = text.find(word), menu.find(word)
        if in_text is not None and (in_menu is None or in_text[0] >= in_menu[0] * _IN_MENU):
            score += in_text[0]
            spots.update(in_text[1])
        elif in_menu is not None:
            score += in_menu[0] * _IN_MENU
        else:
            return None
    if wanted:
        # Shorter ones first, but those of about one length, as the colours are, as they stand in the table.
        score = score / len(wanted) - len(command.text) // _ABOUT_ALIKE * _ABOUT_ALIKE / 50
    return score, tuple(sorted(spots))


class _Letters:
    """A text folded letter by letter, so that what is found can be shown in the text itself."""

    def __init__(self, text: str) -> None:
        pairs = [(letter, place) for place, char in enumerate(text) for letter in fold(char)]
        self._folded = "".join(letter for letter, _ in pairs)
        self._places = [place for _, place in pairs]
        starts = range(len(self._folded))
        self._begins = [n for n in starts if self._is_letter(n) and not (n and self._is_letter(n - 1))]

    def find(self, word: str) -> tuple[float, list[int]] | None:
        """How well a word fits, and the places of its letters in the text."""
        for begin in self._begins:
            if self._folded.startswith(word, begin):
                end = begin + len(word)
                is_whole = end == len(self._folded) or not self._is_letter(end)
                return (_WHOLE if is_whole else _BEGINS) - begin / 10, self._spots(range(begin, end))
        initials = self._initials(word)
        if initials:
            return _INITIALS - initials[0] / 10, self._spots(initials)
        inside = self._folded.find(word)
        if inside >= 0 and len(word) > 1:
            return _INSIDE - inside / 10, self._spots(range(inside, inside + len(word)))
        scattered = self._scattered(word) if len(word) > 2 else []
        if scattered:
            return max(1.0, _SCATTERED - (scattered[-1] - scattered[0])), self._spots(scattered)
        return None

    def _initials(self, word: str) -> list[int]:
        """The places of letters that each begin a word, one word after the other; empty for none."""
        found: list[int] = []
        for begin in self._begins:
            if len(found) < len(word) and self._folded[begin] == word[len(found)]:
                found.append(begin)
        return found if len(found) == len(word) > 1 else []

    def _scattered(self, word: str) -> list[int]:
        """The places of letters in their order, from the beginning of some word on; the shortest stretch."""
        best: list[int] = []
        for begin in self._begins:
            found: list[int] = []
            place = begin
            for letter in word:
                place = self._folded.find(letter, place)
                if place < 0 or (not found and place != begin):
                    break
                found.append(place)
                place += 1
            if len(found) == len(word) and (not best or found[-1] - found[0] < best[-1] - best[0]):
                best = found
        return best

    def _is_letter(self, place: int) -> bool:
        return self._folded[place].isalnum()

    def _spots(self, places: Sequence[int]) -> list[int]:
        return [self._places[place] for place in places]
