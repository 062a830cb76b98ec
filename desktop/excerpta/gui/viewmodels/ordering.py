"""The order of the highlights in words that a setting can keep."""

from dataclasses import dataclass

from excerpta.core.model.query import Grouping, Sort


@dataclass(frozen=True, slots=True)
class Order:
    """How highlights are sorted, and under which headings they stand."""

    sort: Sort = Sort.READING
    grouping: Grouping = Grouping.NONE

    @classmethod
    def parse(cls, text: str) -> "Order":
        """The order that `str` gave; the usual one where the text is another's."""
        try:
            sort, grouping = text.split()
            return cls(Sort(sort), Grouping(grouping))
        except ValueError:
            return cls()

    def __str__(self) -> str:
        return f"{self.sort} {self.grouping}"
