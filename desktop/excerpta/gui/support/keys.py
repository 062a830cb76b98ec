"""The keys of every verb: those that it comes with, unless the user has chosen others.

Question: may two verbs have the same key? Choice: never, not even one of the reader and one of the window.
Why: both would be meant while the reader has the focus, and Qt then does neither.
"""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence

from excerpta.gui.support.verbs import Verb, Where

_Key = Qt.Key
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_FIRM = _CONTROL | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_PORTABLE = QKeySequence.SequenceFormat.PortableText

_CARET = {
    _Key.Key_Left, _Key.Key_Right, _Key.Key_Up, _Key.Key_Down,
    _Key.Key_Home, _Key.Key_End, _Key.Key_PageUp, _Key.Key_PageDown,
}  # fmt: skip
_ALWAYS = {_Key.Key_Escape, _Key.Key_Tab, _Key.Key_Backtab, _Key.Key_Menu}
_BARE = {_Key.Key_Return, _Key.Key_Enter, _Key.Key_Delete, _Key.Key_Backspace, _Key.Key_Insert}
_IN_FIELDS = {_Key.Key_A, _Key.Key_C, _Key.Key_V, _Key.Key_X}
_NAMES = {
    "Return": "Enter",
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "PgUp": "Page Up",
    "PgDown": "Page Down",
}


class Keys(QObject):
    """Which keys each verb has.

    Attributes:
        verbs: by their names, in the order of the table.

    Signals:
        changed: some verb has other keys.
    """

    changed = Signal()

    def __init__(self, verbs: Sequence[Verb], chosen: object = None, parent: QObject | None = None) -> None:
        """Make keys for a table; `chosen` is what `differing` once gave, or any other value."""
        super().__init__(parent)
        self.verbs = {verb.name: verb for verb in verbs}
        self._first = {verb.name: tuple(map(portable, verb.keys)) for verb in verbs}
        self._keys = dict(self._first)
        self._titles: dict[str, str] = {}
        self._take(chosen)

    def title(self, name: str) -> str:
        """What a verb is called: as in the table, unless something in it has another name meanwhile."""
        return self._titles.get(name, self.verbs[name].title)

    def call(self, titles: Mapping[str, str]) -> None:
        """Call some verbs by other titles than the table does, and all others as it does."""
        self._titles = {name: title for name, title in titles.items() if title != self.verbs[name].title}

    def is_renamed(self, name: str) -> bool:
        """Whether a verb is called otherwise than in the table."""
        return name in self._titles

    def of(self, name: str) -> tuple[str, ...]:
        """The keys of a verb, as portable text."""
        return self._keys[name]

    def first_of(self, name: str) -> tuple[str, ...]:
        """The keys that a verb comes with."""
        return self._first[name]

    def shown(self, name: str) -> str:
        """The first key of a verb as it is read; empty when it has none."""
        keys = self._keys[name]
        return readable(keys[0]) if keys else ""

    def is_own(self, name: str) -> bool:
        """Whether the user gave a verb keys of their own."""
        return self._keys[name] != self._first[name]

    def holder(self, key: str) -> str | None:
        """The verb that has a key."""
        return next((name for name, keys in self._keys.items() if key in keys), None)

    def verb_for(self, combination: QKeyCombination) -> str | None:
        """The verb that has the key which was pressed."""
        return self.holder(portable(QKeySequence(combination)))

    def objection(self, name: str, key: str) -> str:
        """Why a verb cannot have a key, in a sentence; empty when it can."""
        pressed, modifiers = _parts(QKeySequence(key, _PORTABLE))
        shown = readable(key)
        if pressed in _ALWAYS:
            return f"{shown} always leads on or back."
        if pressed in _CARET and not modifiers & ~(_SHIFT | _CONTROL):
            return f"{shown} moves the caret."
        if self.verbs[name].where is Where.READER:
            return ""
        if modifiers == _CONTROL and pressed in _IN_FIELDS:
            return f"{shown} is needed where text is written."
        is_letter = len(key.removeprefix("Shift+")) == 1 and key.removeprefix("Shift+").isalnum()
        if not modifiers & _FIRM and (is_letter or pressed in _BARE or pressed == _Key.Key_Space):
            return f"{shown} by itself can only be used in the reader: hold Ctrl or Alt with it."
        return ""

    def give(self, name: str, keys: Iterable[str]) -> list[str]:
        """Give a verb these keys and no others; the verbs that had one lose it, and are returned."""
        wanted = tuple(dict.fromkeys(map(portable, keys)))
        losers = [
            other
            for other, theirs in self._keys.items()
            if other != name and not set(theirs).isdisjoint(wanted)
        ]
        for other in losers:
            self._keys[other] = tuple(key for key in self._keys[other] if key not in wanted)
        self._keys[name] = wanted
        self.changed.emit()
        return losers

    def reset(self, name: str) -> list[str]:
        """Give a verb the keys that it came with; the verbs that had one lose it, and are returned."""
        return self.give(name, self._first[name])

    def reset_all(self) -> None:
        """Give every verb the keys that it came with."""
        self._keys = dict(self._first)
        self.changed.emit()

    def differing(self) -> dict[str, list[str]]:
        """The verbs whose keys are not those they came with, to be kept."""
        return {name: list(keys) for name, keys in self._keys.items() if keys != self._first[name]}

    def _take(self, chosen: object) -> None:
        """Take over what was kept, as far as it makes sense; what the user chose goes before the table."""
        if not isinstance(chosen, Mapping):
            return
        own: dict[str, tuple[str, ...]] = {}
        taken: set[str] = set()
        for name, kept in chosen.items():
            if name in self._first and isinstance(kept, list):
                known = (portable(key) for key in kept if isinstance(key, str))
                good = [key for key in known if key and key not in taken and not self.objection(name, key)]
                own[name] = tuple(dict.fromkeys(good))
                taken.update(good)
        for name, keys in self._first.items():
            left = tuple(key for key in keys if key not in taken)
            self._keys[name] = own.get(name, left)


def portable(key: str | QKeySequence) -> str:
    """One key as portable text in one spelling; empty for what is no key.

    A sign such as `?` is the same key with and without Shift: whether Shift is held depends on the layout.
    """
    sequence = QKeySequence(key, _PORTABLE) if isinstance(key, str) else key
    if sequence.count() != 1:
        return ""
    pressed, modifiers = _parts(sequence)
    if pressed in (_Key.Key_unknown, _Key(0)):
        return ""
    modifiers &= ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier)
    if pressed == _Key.Key_Enter:
        pressed = _Key.Key_Return
    if is_sign(pressed):
        modifiers &= ~_SHIFT
    return QKeySequence(QKeyCombination(modifiers, pressed)).toString(_PORTABLE)


_SHIFTED = '~!@#$%^&*()_+{}|:"<>?'


def sequences(key: str) -> list[QKeySequence]:
    """What Qt is to listen for so that a key works on every layout and on the keypad.

    Signs that keyboards have with Shift come with it or without. The others do not: there the key with
    Shift is another sign as well, `}` on `]`, and Qt does neither of two that fit one press.
    """
    sequence = QKeySequence(key, _PORTABLE)
    pressed, modifiers = _parts(sequence)
    found = [sequence]
    if is_sign(pressed) and chr(int(pressed)) in _SHIFTED:
        found.append(QKeySequence(QKeyCombination(modifiers | _SHIFT, pressed)))
    if pressed == _Key.Key_Return:
        found.append(QKeySequence(QKeyCombination(modifiers, _Key.Key_Enter)))
    return found


def is_sign(pressed: Qt.Key) -> bool:
    """Whether a key is neither letter nor digit: some layouts have it with Shift and others without."""
    return 0x20 < int(pressed) < 0x100 and not chr(int(pressed)).isalnum()


def _parts(sequence: QKeySequence) -> tuple[Qt.Key, Qt.KeyboardModifier]:
    """The key and the modifiers of a sequence of one key."""
    combination: QKeyCombination = sequence[0]  # type: ignore[index]  # the stubs know no indices
    return combination.key(), combination.keyboardModifiers()


def readable(key: str) -> str:
    """A key as it is read: with the platform's names of the modifiers, arrows as arrows."""
    text = QKeySequence(key, _PORTABLE).toString(QKeySequence.SequenceFormat.NativeText)
    start, plus, last = text.rpartition("+")
    if not last:  # the key is the plus itself
        return text
    return start + plus + _NAMES.get(last, last)
