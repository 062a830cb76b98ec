"""Documents that are much the same as another one."""

from dataclasses import dataclass

from excerpta.core.model.ids import DocumentId


@dataclass(frozen=True, slots=True)
class Likeness:
    """Another document with much the same words.

    Attributes:
        document, title: the other one.
        share: which part of the shorter of the two, from 0 to 1, stands in the other as well.

    """

    document: DocumentId
    title: str
    share: float

    @property
    def percent(self) -> int:
        """The share for people; 100 only where nothing is missing."""
        return int(self.share * 100)
