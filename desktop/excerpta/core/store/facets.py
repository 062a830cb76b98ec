"""Counts over a set of highlights: how many have each tag, document, colour and coder."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from excerpta.core.model.annotation import Colour
from excerpta.core.model.errors import CancelledError
from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import TagTree
from excerpta.core.store.known_words import KnownWords, known_words
from excerpta.core.store.library import Library

_COLOURS = known_words(Colour)
# The ids go in as one JSON text, so that a million of them are one value of one statement.
_THESE = "(SELECT value FROM json_each(?))"
_AT_ONCE = 10_000
"""So many combinations of tags are counted between two questions whether to go on."""


def tag_counts(
    library: Library, ids: Sequence[int], tree: TagTree, cancelled: Callable[[], bool] | None = None
) -> Counter[TagId]:
    """How many of the highlights carry each tag or one below it; each counted once per tag.

    Raises:
        CancelledError: `cancelled` said so.
    """
    statement = f"""
        SELECT group_concat(tag_id) FROM annotation_tag WHERE annotation_id IN {_THESE} GROUP BY annotation_id
    """
    combinations = Counter(row[0] for row in library.connection.execute(statement, (_json(ids),)))
    above = KnownWords(
        {str(tag.id): frozenset([tag.id, *(one.id for one in tree.ancestors(tag.id))]) for tag in tree}
    )
    counts: Counter[TagId] = Counter()
    for place, (combination, number) in enumerate(combinations.items()):
        if cancelled and place % _AT_ONCE == 0 and cancelled():
            raise CancelledError
        first, *others = (above[tag] for tag in combination.split(","))
        for tag_id in first.union(*others) if others else first:
            counts[tag_id] += number
    return counts


def colour_counts(library: Library, ids: Sequence[int]) -> dict[Colour, int]:
    """How many of the highlights have each colour."""
    return {_COLOURS[colour]: number for colour, number in _by_column(library, ids, "colour").items()}


def coder_counts(library: Library, ids: Sequence[int]) -> dict[str, int]:
    """How many of the highlights each coder made."""
    return _by_column(library, ids, "coder")


def titles(library: Library, documents: Iterable[int]) -> dict[int, str]:
    """What documents are called."""
    statement = f"SELECT id, title FROM document WHERE id IN {_THESE}"
    return dict(library.connection.execute(statement, (_json(documents),)).fetchall())


def origins(library: Library, counts: Mapping[int, int], column: str) -> Counter[str]:
    """How many of the highlights stand in documents of each `source`, or `published` then.

    What no highlight stands in is there too, with 0.

    Args:
        library: the open library.
        counts: how many of the highlights stand in each document.
        column: `source` or `published`.
    """
    found: Counter[str] = Counter()
    statement = f"SELECT id, {column} FROM document WHERE trashed IS NULL"
    for document, value in library.connection.execute(statement):
        found[value] += counts.get(document, 0)
    return found


def all_titles(library: Library) -> list[tuple[int, str]]:
    """Every document outside the trash with its title, the newest first."""
    return library.connection.execute(
        "SELECT id, title FROM document WHERE trashed IS NULL ORDER BY id DESC"
    ).fetchall()


def distinct(library: Library, column: str) -> list[str]:
    """What stands in a column of documents outside the trash, the most frequent first."""
    statement = f"""
        SELECT {column} FROM document WHERE trashed IS NULL AND {column} <> ''
        GROUP BY {column} ORDER BY count(*) DESC, {column}
    """
    return [row[0] for row in library.connection.execute(statement)]


def coders(library: Library) -> list[str]:
    """Everybody who made a highlight."""
    return [row[0] for row in library.connection.execute("SELECT DISTINCT coder FROM annotation")]


def _by_column(library: Library, ids: Sequence[int], column: str) -> dict[str, int]:
    statement = f"SELECT {column}, count(*) FROM annotation WHERE id IN {_THESE} GROUP BY {column}"
    return dict(library.connection.execute(statement, (_json(ids),)).fetchall())


def _json(ids: Iterable[int]) -> str:
    return json.dumps(list(ids))
