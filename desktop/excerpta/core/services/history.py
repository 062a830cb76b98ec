"""Undo and redo, for every verb alike, after a restart too."""

from excerpta.core.model.changes import Changes
from excerpta.core.store import journal
from excerpta.core.store.library import Library


def undo(library: Library) -> Changes:
    """Take back what was done last; empty changes when there is nothing to take back."""
    return journal.undo(library)


def redo(library: Library) -> Changes:
    """Do again what was taken back last; empty changes when there is nothing to do again."""
    return journal.redo(library)


def undo_label(library: Library) -> str:
    """What undo would take back, in words; empty when there is nothing."""
    return journal.undo_label(library)


def redo_label(library: Library) -> str:
    """What redo would do again, in words; empty when there is nothing."""
    return journal.redo_label(library)
