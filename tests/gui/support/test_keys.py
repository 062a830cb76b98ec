"""Keys of verbs: what the user chose, what clashes, what is kept; a damaged profile does no harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtWidgets import QApplication

from excerpta.gui.support.keys import Keys, portable, readable, sequences
from excerpta.gui.support.verbs import Verb, Where
from excerpta.gui.windows.actions import VERBS

TABLE = (
    Verb("open", "Open…", ("Ctrl+O",), "File"),
    Verb("tag", "Tag…", ("T",), "Highlight", Where.READER),
    Verb("note", "-Write a note", ("N", "Alt+N"), "Highlight", Where.READER),
    Verb("bare", "Without", (), "(Hidden)"),
)


def test_a_verb_knows_its_words_and_its_menu() -> None:
    assert [verb.title for verb in TABLE] == ["Open…", "Tag…", "Write a note", "Without"]
    assert [verb.heading for verb in TABLE] == ["File", "Highlight", "Highlight", "Hidden"]
    assert [verb.has_menu for verb in TABLE] == [True, True, True, False]


def test_only_what_differs_is_kept_and_comes_back(qapp: QApplication) -> None:
    keys = Keys(TABLE)
    assert keys.differing() == {}
    keys.give("tag", ["X"])
    assert keys.differing() == {"tag": ["X"]}
    again = Keys(TABLE, keys.differing())
    assert again.of("tag") == ("X",)
    assert again.is_own("tag")
    assert not again.is_own("note")
    keys.reset("tag")
    assert keys.differing() == {}


def test_a_key_that_is_given_away_is_lost_by_its_holder(qapp: QApplication) -> None:
    keys = Keys(TABLE)
    told: list[None] = []
    keys.changed.connect(lambda: told.append(None))
    assert keys.holder("N") == "note"
    assert keys.give("tag", ["N", "N"]) == ["note"]
    assert keys.of("tag") == ("N",)
    assert keys.of("note") == ("Alt+N",)
    assert keys.holder("T") is None
    assert keys.reset("note") == ["tag"]
    assert keys.of("tag") == ()
    assert keys.shown("tag") == ""
    keys.reset_all()
    assert keys.differing() == {}
    assert len(told) == 3


def test_what_the_user_chose_goes_before_a_key_that_a_new_verb_comes_with(qapp: QApplication) -> None:
    keys = Keys(TABLE, {"tag": ["Ctrl+O"]})
    assert keys.of("tag") == ("Ctrl+O",)
    assert keys.of("open") == ()


@pytest.mark.parametrize(
    "kept",
    [
        None, 7, "T", [], ["tag"], {"tag": "X"}, {"tag": [7, None]}, {"nobody": ["T"]}, {3: ["T"]},
        {"tag": ["garbage", "", "Ctrl+K, Ctrl+C", "Left", "Esc"]}, {"open": ["x", "Ctrl+A", "Space"]},
    ],
)  # fmt: skip
def test_a_damaged_profile_does_no_harm(qapp: QApplication, kept: object) -> None:
    keys = Keys(TABLE, kept)
    assert keys.of("note") == ("N", "Alt+N")
    for name in keys.verbs:
        assert keys.of(name) in ((), keys.first_of(name))


def test_two_verbs_with_one_key_in_the_profile_share_nothing(qapp: QApplication) -> None:
    keys = Keys(TABLE, {"tag": ["X"], "note": ["X", "Y"]})
    assert keys.of("tag") == ("X",)
    assert keys.of("note") == ("Y",)


def test_what_stands_against_a_key(qapp: QApplication) -> None:
    keys = Keys(TABLE)
    for name in ("open", "tag"):
        assert "always" in keys.objection(name, "Esc")
        assert "caret" in keys.objection(name, "Ctrl+Shift+Left")
        assert keys.objection(name, "Alt+Left") == ""
        assert keys.objection(name, "F9") == ""
    for key in ("x", "Shift+X", "5", "Space", "Del"):
        assert keys.objection("tag", portable(key)) == ""
        assert "by itself" in keys.objection("open", portable(key))
    assert keys.objection("open", "?") == ""
    assert "where text is written" in keys.objection("open", "Ctrl+C")
    assert keys.objection("tag", "Ctrl+C") == ""


def test_one_key_has_one_spelling(qapp: QApplication) -> None:
    assert portable("ctrl+shift+p") == "Ctrl+Shift+P"
    assert portable("Shift+?") == portable("?") == "?"
    assert portable("Enter") == portable("Return") == "Return"
    assert portable("Num+5") == "5"
    assert [portable(key) for key in ("", "nonsense", "Ctrl+K, Ctrl+C")] == ["", "", ""]
    assert {key.toString() for key in sequences("?")} == {"?", "Shift+?"}
    assert {key.toString() for key in sequences("[")} == {"["}
    assert {key.toString() for key in sequences("Ctrl+Return")} == {"Ctrl+Return", "Ctrl+Enter"}


def test_a_pressed_key_finds_its_verb(qapp: QApplication) -> None:
    keys = Keys(TABLE)
    keypad = Qt.KeyboardModifier.KeypadModifier
    assert keys.verb_for(QKeyCombination(Qt.Key.Key_T)) == "tag"
    assert keys.verb_for(QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_N)) == "note"
    assert keys.verb_for(QKeyCombination(keypad, Qt.Key.Key_T)) == "tag"
    assert keys.verb_for(QKeyCombination(Qt.Key.Key_Q)) is None


def test_keys_are_readable(qapp: QApplication) -> None:
    assert [readable(key) for key in ("Alt+Left", "Return", "Ctrl++", "PgUp", "]")] == [
        "Alt+←", "Enter", "Ctrl++", "Page Up", "]",
    ]  # fmt: skip


_NAMES = st.sampled_from([verb.name for verb in VERBS])
_KEYS = st.sampled_from(
    ["T", "N", "1", "?", "Shift+?", "Ctrl+O", "Ctrl+K", "Return", "Del", "F6", "Alt+Left", "ش", "Meta+X"]
)
_STEPS = st.lists(st.tuples(_NAMES, st.lists(_KEYS, max_size=3), st.booleans()), max_size=12)


@given(_STEPS)
def test_no_two_verbs_ever_share_a_key_and_what_is_kept_comes_back(
    steps: list[tuple[str, list[str], bool]],
) -> None:
    keys = Keys(VERBS)
    for name, wanted, resets in steps:
        if resets:
            keys.reset(name)
        else:
            keys.give(name, [key for key in map(portable, wanted) if not keys.objection(name, key)])
        every = [key for one in keys.verbs for key in keys.of(one)]
        assert len(every) == len(set(every))
        heard = [str(each.toString()) for key in every for each in sequences(key)]
        assert len(heard) == len(set(heard))
    again = Keys(VERBS, keys.differing())
    assert {name: again.of(name) for name in again.verbs} == {name: keys.of(name) for name in keys.verbs}


def test_the_table_gives_no_verb_a_key_that_it_may_not_have(qapp: QApplication) -> None:
    keys = Keys(VERBS)
    for name in keys.verbs:
        for key in keys.of(name):
            assert keys.objection(name, key) == ""
            assert keys.holder(key) == name
