"""History is the list of what was done to a library: who, when, what, and whether it is undone now."""

from dataclasses import dataclass

from excerpta.core.model.ids import CommandId


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One step of undo; the parts of long work are one.

    Attributes:
        id: its last command; a library that is gone back to this has everything up to it.
        first: its first command.
        label: `merge tag “US” into “United States”`.
        coder: who did it.
        at: when, ISO 8601 in UTC.
        undone: whether it waits to be done again.

    """

    id: CommandId
    first: CommandId
    label: str
    coder: str
    at: str
    undone: bool
