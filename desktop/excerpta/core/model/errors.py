"""Errors of the user are a family of their own: they are shown kindly; everything else is a bug.

A `UserError` is one sentence that says what happened and what was kept, and an optional second
sentence that says what to do. Its text goes on the screen as it stands.
"""


class UserError(Exception):
    """Something that the user can understand and act on.

    Attributes:
        sentence: what happened and what was kept, ending in a full stop.
        advice: what to do about it; empty when there is nothing to do.

    """

    def __init__(self, sentence: str, advice: str = "") -> None:
        super().__init__(f"{sentence} {advice}".strip())
        self.sentence = sentence
        self.advice = advice


class LibraryError(UserError):
    """A library file cannot be opened, created or written."""


class LibraryReadOnlyError(LibraryError):
    """A change was asked of a library that was opened for reading only."""


class DamageError(LibraryError):
    """A library file is damaged, or holds what a library may not: only reading, or repairing, will do."""


class BackupError(LibraryError):
    """A backup could not be made, so what was to be done after it was not done."""


class ReadingError(UserError):
    """A file that was offered for import cannot be read as an article."""


class RepairError(UserError):
    """A text that cannot be repaired: it has highlights, or is not what the repair was found in."""


class NotFoundError(UserError):
    """A document, highlight or tag that was named does not exist (any more)."""


class TagError(UserError):
    """A change to the codebook that would leave it broken: an empty name, a clash, a circle."""


class TagClashError(TagError):
    """Two tags of one name would stand under one parent; merging them is the way out."""


class CodebookError(UserError):
    """A file that was offered as a codebook cannot be read as one, or one could not be written."""


class CoderError(UserError):
    """A name under which nobody can work."""


class HistoryError(UserError):
    """A point of the history that cannot be gone to."""


class ColourError(UserError):
    """A colour cannot be called what it was to be called."""


class RangeError(UserError):
    """A range of text that cannot be highlighted: empty, outside the text, or not found in it."""


class QueryError(UserError):
    """A query that cannot be understood.

    Attributes:
        start, end: the part of the query text that is meant, in code points, end exclusive.

    """

    def __init__(self, sentence: str, advice: str = "", *, start: int = 0, end: int = 0) -> None:
        super().__init__(sentence, advice)
        self.start = start
        self.end = end


class SearchError(UserError):
    """A saved search cannot be called what it was to be called."""


class ExportError(UserError):
    """An export could not be written; the file that stood in its place was kept."""


class CancelledError(UserError):
    """Long work was stopped on request; the library is as it was before."""

    def __init__(self) -> None:
        super().__init__("Stopped. Nothing was changed.")
