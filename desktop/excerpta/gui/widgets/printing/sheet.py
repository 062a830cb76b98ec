"""The sheet: where text, notes and footer stand on a page; lengths in the pixels of the typesetting."""

from dataclasses import dataclass

from excerpta.gui.widgets.printing.options import NotePlace, PrintOptions
from excerpta.gui.widgets.reader.type_settings import HOUSE_SETTINGS

_TOP, _BOTTOM, _SIDE = 58.0, 74.0, 50.0
_FOOTER = 44.0
_NOTES, _GAP, _OUTER = 138.0, 20.0, 34.0
"""Points of the column of notes, of the space before it, and of that between it and the edge."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page.

    Attributes:
        scale: points of one pixel of the typesetting.
        width, height: of the paper.
        left, top, column, depth: corner, width and height of the text.
        notes_left, notes: corner and width of the column of notes; its width is 0 when there is none.
        footer: the baseline of the footer.
        mirrored: whether the text runs from right to left.
    """

    scale: float
    width: float
    height: float
    left: float
    top: float
    column: int
    depth: float
    notes_left: float
    notes: int
    footer: float
    mirrored: bool = False


def lay_sheet(options: PrintOptions, measure: int, *, mirrored: bool = False) -> Sheet:
    """Place text and notes on the paper; `measure` is the longest line that reads well, in pixels."""
    scale = options.size / HOUSE_SETTINGS.size
    width, height = (points / scale for points in options.paper.points)
    side = _SIDE / scale
    notes = round(_NOTES / scale) if options.shown_notes is NotePlace.MARGIN else 0
    if notes:
        room = width - (_SIDE + _GAP + _NOTES + _OUTER) / scale
        column = round(min(measure, room))
        left, notes_left = side, side + column + _GAP / scale
        if mirrored:
            left, notes_left = width - side - column, width - notes_left - notes
    else:
        column = round(min(measure, width - 2 * side))
        left, notes_left = (width - column) / 2, 0.0
    return Sheet(
        scale=scale,
        width=width,
        height=height,
        left=left,
        top=_TOP / scale,
        column=column,
        depth=height - (_TOP + _BOTTOM) / scale,
        notes_left=notes_left,
        notes=notes,
        footer=height - _FOOTER / scale,
        mirrored=mirrored,
    )
