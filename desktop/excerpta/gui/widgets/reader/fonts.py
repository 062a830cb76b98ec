"""Which font draws what: the book serif, and for every other script one that goes well with it."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QFontInfo,
    QFontMetricsF,
    QGuiApplication,
    QTextLayout,
    QTextLine,
)

from excerpta.gui.support.utf16 import Utf16Index

BOOK_FAMILIES = ("Noto Serif", "Source Serif 4", "Source Serif Pro", "Literata", "DejaVu Serif")
"""Preferred families of the text; the platform's own serif comes after them."""

EMOJI_FAMILIES = ("Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji")

_AVERAGE_TEXT = "The envoy said on Tuesday that both sides had agreed to meet again in the capital, 9 May."
_BETWEEN_WORDS = r"[\s\u200c\u200d\u200e\u200f.,:;!?()\[\]«»\"'…–—-]"
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_MOST_PROBED = 600
_GLYPH_INDEXES = QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphIndexes


class Script(NamedTuple):
    """A script with fonts of its own.

    Attributes:
        letters: the inside of a regular expression's set of characters.
        families: in the order of preference, first those that look like a book.
        scale: by how much its letters are enlarged to look as large as those of the book serif.

    """

    letters: str
    families: tuple[str, ...]
    scale: float = 1.0


SCRIPTS = {
    # The Naskh of Noto has the Urdu forms of 4, 6 and 7 where it is not told that a text is Persian.
    "PersianDigits": Script(
        "\u06f0-\u06f9", ("Vazirmatn", "Noto Sans Arabic", "Geeza Pro", "Segoe UI", "DejaVu Sans"), 0.96
    ),
    "Arabic": Script(
        "\u0600-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
        ("Noto Naskh Arabic", "Scheherazade New", "Amiri", "Geeza Pro", "Sakkal Majalla", "Noto Sans Arabic"),
        1.06,
    ),
    "Hebrew": Script(
        "\u0590-\u05ff\ufb1d-\ufb4f",
        ("Noto Serif Hebrew", "Frank Ruehl CLM", "New Peninim MT", "David", "Noto Sans Hebrew"),
    ),
    "Devanagari": Script(
        "\u0900-\u097f\ua8e0-\ua8ff",
        ("Noto Serif Devanagari", "Kohinoor Devanagari", "Nirmala UI", "Noto Sans Devanagari"),
    ),
    "Thai": Script("\u0e00-\u0e7f", ("Noto Serif Thai", "Thonburi", "Leelawadee UI", "Noto Sans Thai"), 1.04),
    "Hangul": Script(
        "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
        ("Noto Serif CJK KR", "Source Han Serif K", "AppleMyungjo", "Batang", "Noto Sans CJK KR"),
    ),
    "Han": Script(
        "\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff",
        ("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun", "Noto Sans CJK SC"),
    ),
    **{
        name: Script(f"{first}-{last}", (f"Noto Serif {name}", f"Noto Sans {name}"))
        for name, first, last in (
            ("Armenian", "\u0530", "\u058f"),
            ("Bengali", "\u0980", "\u09ff"),
            ("Gurmukhi", "\u0a00", "\u0a7f"),
            ("Gujarati", "\u0a80", "\u0aff"),
            ("Tamil", "\u0b80", "\u0bff"),
            ("Telugu", "\u0c00", "\u0c7f"),
            ("Kannada", "\u0c80", "\u0cff"),
            ("Malayalam", "\u0d00", "\u0d7f"),
            ("Sinhala", "\u0d80", "\u0dff"),
            ("Lao", "\u0e80", "\u0eff"),
            ("Tibetan", "\u0f00", "\u0fff"),
            ("Myanmar", "\u1000", "\u109f"),
            ("Georgian", "\u10a0", "\u10ff"),
            ("Ethiopic", "\u1200", "\u139f"),
            ("Khmer", "\u1780", "\u17ff"),
        )
    },
}
_JAPANESE = (
    "Noto Serif CJK JP",
    "Source Han Serif JP",
    "Hiragino Mincho ProN",
    "Yu Mincho",
    "Noto Sans CJK JP",
)
_RANGES = sorted(
    (script.letters[at], script.letters[at + 2], name)
    for name, script in SCRIPTS.items()
    for at in range(0, len(script.letters), 3)
)
"""First letter, last letter, script; every set of letters is written as ranges."""

_FIRST = _RANGES[0][0]


@cache
def _runs(names: tuple[str, ...]) -> re.Pattern[str]:
    """The runs of some scripts; all of them in one expression take longer to compile than a page to set."""
    return re.compile(
        "|".join(
            f"(?P<{name}>[{SCRIPTS[name].letters}](?:{_BETWEEN_WORDS}*[{SCRIPTS[name].letters}])*)"
            for name in names
        )
    )


def _scripts_of(text: str) -> tuple[str, ...]:
    """The scripts that have letters in a text, in the order of `SCRIPTS`."""
    found: set[str] = set()
    for letter in set(text):
        place = bisect_right(_RANGES, letter, key=lambda known: known[0]) - 1 if letter >= _FIRST else -1
        if place >= 0 and letter <= _RANGES[place][1]:
            found.add(_RANGES[place][2])
    return tuple(name for name in SCRIPTS if name in found)


class ScriptRun(NamedTuple):
    """A stretch of a text in one script, in code points, and the font family that is to draw it."""

    start: int
    end: int
    family: str
    scale: float


def script_runs(text: str, japanese: bool) -> Iterator[ScriptRun]:
    """Give the stretches of a text that a font other than the book serif draws better.

    Only fonts that are installed are named. `japanese` tells which of the forms of the characters
    that Chinese and Japanese share is to be shown.
    """
    names = () if text.isascii() else _scripts_of(text)
    if not names:
        return
    for match in _runs(names).finditer(text):
        script = match.lastgroup or ""
        family = _installed("Kana" if japanese and script == "Han" else script)
        if family:
            yield ScriptRun(match.start(), match.end(), family, SCRIPTS[script].scale)


def is_japanese(text: str) -> bool:
    """Whether a text has letters that only Japanese has."""
    return not text.isascii() and _KANA.search(text) is not None


@cache
def _installed(script: str) -> str:
    families = _JAPANESE if script == "Kana" else SCRIPTS[script].families
    return next((family for family in families if QFontDatabase.hasFamily(family)), "")


def book_font(size: float, *, bold: bool = False, family: str = "") -> QFont:
    """Give the font of running text in a size in pixels: of a family, or the book serif of the house."""
    font = QFont()
    general = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    font.setFamilies([*([family] if family else []), *BOOK_FAMILIES, *EMOJI_FAMILIES, general])
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(max(6, round(size)))
    font.setBold(bold)
    return font


def code_font(size: float) -> QFont:
    """Give the platform's monospaced font in a size in pixels."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    if not QFontInfo(font).fixedPitch():
        font.setFamilies(["DejaVu Sans Mono", "Noto Sans Mono", "monospace"])
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPixelSize(max(6, round(size)))
    return font


def interface_font(size: int) -> QFont:
    """Give the font of the interface in a size in pixels."""
    font = QFont(QGuiApplication.font())
    font.setPixelSize(size)
    return font


def average_advance(font: QFont, sample: str = _AVERAGE_TEXT) -> float:
    """Give the average width of a character of `sample` in pixels."""
    return QFontMetricsF(font).horizontalAdvance(sample) / max(1, len(sample))


def sample_of(text: str, places: int = 12, length: int = 40) -> str:
    """Give some of a text, from all over it."""
    step = max(1, len(text) // places)
    return "".join(text[start : start + length] for start in range(0, len(text), step))


# ---- what no font can draw


def undrawn_scripts(text: str, font: QFont) -> list[str]:
    """Give the names of the scripts of which no installed font has the letters, as far as `text` shows."""
    letters = [letter for letter in dict.fromkeys(text) if letter > "\u02ff" and _is_drawn(letter)]
    probe = " ".join(letters[:_MOST_PROBED])
    if not probe:
        return []
    layout, index = QTextLayout(probe, font), Utf16Index(probe)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    found: dict[str, None] = {}
    for place, letter in enumerate(probe):
        if letter != " " and not _has_glyph(line, index.to_utf16(place), index.to_utf16(place + 1)):
            found[_script_of(letter)] = None
    return list(found)


def _has_glyph(line: QTextLine, start: int, end: int) -> bool:
    """Whether a letter has a glyph of its own.

    A font that lacks a letter draws its glyph 0; where no font has a script at all, Qt draws boxes
    from a font without a size.
    """
    runs = line.glyphRuns(start, end - start, _GLYPH_INDEXES)
    return all(any(run.glyphIndexes()) and run.rawFont().pixelSize() > 0 for run in runs)


def _is_drawn(letter: str) -> bool:
    """Whether a character is one that a font must have: a letter, a mark of its own, a digit."""
    return unicodedata.category(letter) in ("Ll", "Lm", "Lo", "Lt", "Lu", "Nd", "So", "Sm", "Sc")


def _script_of(letter: str) -> str:
    """Give the name by which readers know the script of a letter."""
    if _HANGUL.match(letter):
        return "Korean"
    if _KANA.match(letter):
        return "Japanese"
    if unicodedata.category(letter)[0] == "S":
        return "emoji and symbols"
    word = unicodedata.name(letter, "unknown").split()[0]
    return "Chinese" if word in ("CJK", "IDEOGRAPHIC") else word.capitalize()
