"""What holds within a group of RTF, the words that change it, and where other words lead."""

from dataclasses import dataclass, field

from excerpta.core.interchange.sheet import PLAIN, Style
from excerpta.core.model.document import SpanKind

TOGGLES = {
    "b": SpanKind.BOLD, "i": SpanKind.ITALIC, "strike": SpanKind.STRIKE, "striked": SpanKind.STRIKE,
    **dict.fromkeys(("ul", "uld", "uldash", "uldb", "ulth", "ulw", "ulwave"), SpanKind.UNDERLINE),
}  # fmt: skip
"""Words that switch a style on, or off where a 0 stands behind them."""

SIGNS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "tab": " ", "~": "\u00a0", "_": "\u2011", "emspace": "\u2003", "enspace": "\u2002",
    "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
    "nestcell": " ", "nestrow": " ", "\t": " ", "{": "{", "}": "}", "\\": "\\",
}  # fmt: skip
"""Words that are a character."""

_SKIPPED = (
    "colortbl", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf",
    "nonshppict", "themedata", "colorschememapping", "listtable", "listoverridetable", "rsidtbl", "generator",
    "xmlnstbl", "mmathPr", "latentstyles", "datastore", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "atnid",
    "atnauthor", "annotation", "pntxta", "pntxtb", "objdata", "revtbl", "filetbl",
)  # fmt: skip

DESTINATIONS = {
    **{word: word for word in ("fonttbl", "stylesheet", "info", "pict", "fldinst", "listtext", "pntext",
                               "footnote", "sn", "sv", "title", "author", "picprop")},
    **dict.fromkeys(("shppict", "shptxt"), ""),
    "shpinst": "shape",
    **dict.fromkeys(_SKIPPED, "skip"),
}  # fmt: skip
"""Where words go from such a word on until its group ends; empty for where they went before."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What is said of a paragraph before its words; it holds until it is taken back."""

    style: int = 0
    outline: int = -1
    level: int = 0
    in_table: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """What holds within a group.

    Attributes:
        place: where words go: empty for the text, else the destination.
        look: how words look; `character_style` is the number of a named one.
        link: where a field leads.
        encoding: of the present font.
        replaced: how many characters stand behind one in Unicode for programs that know none.

    """

    place: str = ""
    look: Style = PLAIN
    character_style: int = -1
    link: str = ""
    encoding: str = ""
    replaced: int = 1
    hidden: bool = False
    paragraph: Paragraph = field(default_factory=Paragraph)


def look_after(word: str, look: Style, *, is_on: bool) -> Style | None:
    """How words look after a control word; None for a word that is not about that."""
    straight = look - {SpanKind.SUPERSCRIPT, SpanKind.SUBSCRIPT}
    if word in TOGGLES:
        kind = {TOGGLES[word]}
        return look | kind if is_on else look - kind
    match word:
        case "super":
            return straight | {SpanKind.SUPERSCRIPT} if is_on else straight
        case "sub":
            return straight | {SpanKind.SUBSCRIPT} if is_on else straight
        case "nosupersub":
            return straight
        case "ulnone":
            return look - {SpanKind.UNDERLINE}
    return None
