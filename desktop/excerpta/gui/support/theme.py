"""A theme is a set of named slots; widgets name a slot and never a colour."""

import tomllib
from dataclasses import dataclass

from PySide6.QtGui import QColor

from excerpta.core.model.annotation import Colour
from excerpta.places import resources

THEME_NAMES = ("light", "sepia", "dark")

CONTRAST_NAMES = ("light-contrast", "dark-contrast")
"""Shown in place of light and dark when the system asks for strong contrast and the theme follows it."""


@dataclass(frozen=True, slots=True)
class HighlightColours:
    """The tint behind the words of a highlight, and the edge that marks it without its tint."""

    tint: QColor
    edge: QColor


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme.

    Attributes:
        page, chrome, card: the grounds of the reader, of the zones around it, of cards and fields.
        line: one-pixel separators, which only part what stands apart anyway.
        outline: the edge of whatever can be operated: fields, buttons, chips, handles of scroll bars.
        ink, muted: text and secondary text, readable on every ground.
        accent: links, focus and what is current; `on_accent` is text on it.
        rubric: the mark of the house, exclusions and danger.
        selection, hover: the ground of selected and of pointed-at rows and text.

    """

    name: str
    page: QColor
    chrome: QColor
    card: QColor
    line: QColor
    outline: QColor
    ink: QColor
    muted: QColor
    accent: QColor
    on_accent: QColor
    rubric: QColor
    selection: QColor
    hover: QColor
    highlights: dict[Colour, HighlightColours]

    @property
    def is_dark(self) -> bool:
        """Whether text is lighter than its ground."""
        return self.page.lightness() < self.ink.lightness()

    def tint(self, colour: Colour) -> QColor:
        """The ground of words highlighted in `colour`."""
        return self.highlights[colour].tint

    def edge(self, colour: Colour) -> QColor:
        """The underline, card border, tick and dot of `colour`."""
        return self.highlights[colour].edge


def load_theme(name: str) -> Theme:
    """Read one of `THEME_NAMES` or `CONTRAST_NAMES` from the program's resources."""
    data = tomllib.loads((resources() / "themes" / f"{name}.toml").read_text("utf-8"))
    return Theme(
        name=name,
        highlights={
            Colour(colour): HighlightColours(QColor(pair["tint"]), QColor(pair["edge"]))
            for colour, pair in data["highlights"].items()
        },
        **{slot: QColor(value) for slot, value in data["slots"].items()},
    )
