"""The line of hints of the tag box: what the keys do with what is typed now."""

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence

from excerpta.core.model.errors import TagError
from excerpta.core.model.tag import parse_tag_path, short_name
from excerpta.gui.support.tag_ranking import Suggestion, creatable_path

_LONGEST = 28
_NATIVE = QKeySequence.SequenceFormat.NativeText


def hint_for(typed: str, rows: Sequence[Suggestion], *, left_over: bool = False) -> str:
    """What can be done with typed text, or why it is no tag; empty when there is none.

    `left_over` tells that it stands there from another time.
    """
    if not typed.strip():
        return ""
    if not rows and not creatable_path(typed):
        return _why_not(typed)
    if left_over:
        return "Left from before · Enter adds it · Esc clears it"
    if rows and rows[-1].new_path and len(rows) > 1:
        return f"Enter adds · Shift+Enter creates “{short_name(typed.strip(), _LONGEST)}”"
    return "Enter adds · Tab completes · Ctrl+1–9 picks · Esc clears"


def hint_for_nothing(in_vivo: str, aside: str) -> str:
    """What can be done while nothing is typed; `in_vivo` is a path, `aside` text that was cleared away."""
    vivo = in_vivo and short_name(parse_tag_path(in_vivo)[0], _LONGEST)
    parts = [f"Ctrl+I: “{vivo}”"] if vivo else []
    if aside.strip():
        undo = QKeySequence(QKeySequence.StandardKey.Undo).toString(_NATIVE)
        parts.append(f"{undo}: “{short_name(aside.strip(), _LONGEST)}”")
    return " · ".join([*parts, "Enter closes"])


def _why_not(typed: str) -> str:
    """Why typed text is no tag path."""
    try:
        parse_tag_path(typed)
    except TagError as error:
        return str(error)
    return ""
