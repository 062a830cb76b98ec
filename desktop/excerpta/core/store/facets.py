"""Facets count, for a set of highlights, how many have each tag, document and colour."""

import json
from collections.abc import Sequence

from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import DocumentId, TagId
from excerpta.core.store.library import Library

# The ids go in as one JSON text, so that a million of them are one value of one statement.
_THESE = "(SELECT value FROM json_each(?))"


def tag_counts(library: Library, ids: Sequence[int]) -> dict[TagId, int]:
    """How many of the highlights carry each tag or one below it; each counted once per tag."""
    statement = f"""
        WITH RECURSIVE above(tag_id, over) AS (
            SELECT id, id FROM tag
            UNION ALL
            SELECT above.tag_id, tag.parent_id FROM above JOIN tag ON tag.id = above.over
            WHERE tag.parent_id IS NOT NULL
        )
        SELECT over, count(DISTINCT annotation_id)
        FROM annotation_tag JOIN above ON above.tag_id = annotation_tag.tag_id
        WHERE annotation_id IN {_THESE} GROUP BY over
    """
    return dict(library.connection.execute(statement, (_json(ids),)).fetchall())


def document_counts(library: Library, ids: Sequence[int]) -> list[tuple[DocumentId, str, int]]:
    """Documents with their titles and how many of the highlights stand in each, in reading order."""
    statement = f"""
        SELECT d.id, d.title, found.number FROM (
            SELECT document_id, count(*) AS number FROM annotation WHERE id IN {_THESE} GROUP BY document_id
        ) AS found JOIN document AS d ON d.id = found.document_id ORDER BY d.id
    """
    return library.connection.execute(statement, (_json(ids),)).fetchall()


def colour_counts(library: Library, ids: Sequence[int]) -> dict[Colour, int]:
    """How many of the highlights have each colour."""
    statement = f"SELECT colour, count(*) FROM annotation WHERE id IN {_THESE} GROUP BY colour"
    rows = library.connection.execute(statement, (_json(ids),))
    return {Colour(colour): number for colour, number in rows}


def _json(ids: Sequence[int]) -> str:
    return json.dumps(list(ids))
