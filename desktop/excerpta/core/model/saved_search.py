"""A saved search is a query under a name, with the order and the headings it is listed in."""

from dataclasses import dataclass

from excerpta.core.model.ids import SearchId
from excerpta.core.model.query import Grouping, Query, Sort


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """One saved search, its tags by the paths that they have today.

    Attributes:
        missing: the paths that tags had which the query names and which were deleted since.
        created, modified: ISO 8601 in UTC with milliseconds, ending in `Z`.

    """

    id: SearchId
    name: str
    query: Query
    sort: Sort
    grouping: Grouping
    missing: tuple[str, ...]
    coder: str
    created: str
    modified: str
