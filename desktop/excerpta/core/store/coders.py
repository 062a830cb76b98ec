"""Coders: the names that highlights, memos and commands carry."""

from excerpta.core.model.coder import Coder
from excerpta.core.store.documents import UNTRASHED
from excerpta.core.store.library import Library


def read(library: Library) -> list[Coder]:
    """Everybody who made something that is there, by name."""
    statement = f"""
        SELECT coder, sum(highlights), sum(memos), max(last) FROM (
            SELECT coder, count(*) AS highlights, 0 AS memos, max(created) AS last
            FROM annotation WHERE {UNTRASHED} GROUP BY coder
            UNION ALL
            SELECT coder, 0, count(*), max(modified) FROM memo
            WHERE ifnull(document_id, 0) NOT IN (SELECT id FROM document WHERE trashed IS NOT NULL)
            GROUP BY coder
        ) GROUP BY coder ORDER BY coder
    """
    return [Coder(*row) for row in library.connection.execute(statement)]
