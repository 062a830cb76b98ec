"""Scripts are found where they stand, and what no font can draw is named."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont
from tests.gui.widgets.reader import everything

from excerpta.gui.widgets.reader import fonts
from excerpta.gui.widgets.reader.fonts import book_font, is_japanese, script_runs, undrawn_scripts

TEXTS = st.lists(
    st.sampled_from(
        [
            everything.PERSIAN,
            everything.HEBREW,
            everything.DEVANAGARI,
            everything.CHINESE,
            everything.THAI,
            "Latin words",
            "2021",
            "😀",
            "۱۰",
        ]
    ),
    max_size=6,
).map(" ".join)


@given(TEXTS)
def test_runs_lie_in_order_and_begin_and_end_with_letters_of_their_script(qapp: object, text: str) -> None:
    end = 0
    for run in script_runs(text, japanese=False):
        assert end <= run.start < run.end <= len(text)
        assert not text[run.start].isspace()
        assert not text[run.end - 1].isspace()
        assert not text[run.start : run.end].isascii()
        end = run.end


def test_only_installed_fonts_are_named(qapp: object) -> None:
    families = set(fonts.QFontDatabase.families())
    text = " ".join([everything.PERSIAN, everything.CHINESE, everything.THAI, "१२ হ მ"])
    assert {run.family for run in script_runs(text, japanese=True)} <= families


def test_latin_text_needs_no_other_font() -> None:
    assert list(script_runs("Plain words — “quoted”, naïve, Ελλάδα, Россия", japanese=False)) == []


def test_japanese_is_told_from_chinese() -> None:
    assert is_japanese("特使は火曜日に述べた")
    assert not is_japanese(everything.CHINESE)


def test_scripts_without_a_font_are_named_once(qapp: object) -> None:
    alone = book_font(17)
    alone.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    found = undrawn_scripts("Kabul 特使 表示 ひらがな 한국 हिन्दी ไทย 😀", alone)
    assert found == ["Chinese", "Japanese", "Korean", "Devanagari", "Thai", "emoji and symbols"]
    assert undrawn_scripts("Kabul, 6 January – “quoted” é", alone) == []


def test_the_letters_of_every_script_are_looked_for() -> None:
    everything_at_once = ""
    for name, script in fonts.SCRIPTS.items():
        for first, dash, last in zip(*[iter(script.letters)] * 3, strict=True):
            assert dash == "-"
            for letter in (first, chr((ord(first) + ord(last)) // 2), last):
                assert fonts._scripts_of(f"a “letter” {letter}") == (name,)
                everything_at_once += letter
    assert fonts._scripts_of(everything_at_once) == tuple(fonts.SCRIPTS)
    assert fonts._scripts_of("“Élysée” – größer… 12 °C, Ж and Ω") == ()
