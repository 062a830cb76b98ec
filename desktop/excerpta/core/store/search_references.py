"""Saved searches name tags by identity; what becomes of a tag becomes of the searches that name it.

In `saved_search.query`, JSON, an object `{"tag": id}` stands for a tag. When the tag becomes a part of
another one, it stands for that one. When it is deleted, the object keeps the path that the tag had, as
`{"tag": id, "was": "Actors/Taliban"}`, so that the search can say what it misses.
"""

import json
from collections.abc import Mapping
from typing import Any

from excerpta.core.model.ids import TagId
from excerpta.core.store.journal import Command, Key, Value


def follow(command: Command, absorbed: Mapping[TagId, TagId], gone: Mapping[TagId, str]) -> None:
    """Let saved searches follow tags that were taken in by others, and keep the paths of those deleted."""
    changed: dict[Key, tuple[Value, ...]] = {}
    statement = "SELECT id, query FROM saved_search WHERE json_valid(query)"
    for id_, query in command.connection.execute(statement).fetchall():
        content = json.loads(query)
        if _follow(content, absorbed, gone):
            changed[(id_,)] = (json.dumps(content, ensure_ascii=False),)
    command.update("saved_search", ("query",), changed)


HIGHEST_TAG = """
    SELECT ifnull(max(part.atom), 0) FROM saved_search, json_tree(saved_search.query) AS part
    WHERE json_valid(saved_search.query) AND part.key = 'tag' AND part.type = 'integer'
"""
"""The highest id of a tag that a saved search names, though the tag may be gone; no new one may have it."""


def _follow(content: Any, absorbed: Mapping[TagId, TagId], gone: Mapping[TagId, str]) -> bool:
    """Rewrite what names a tag; whether anything did."""
    if not isinstance(content, dict | list):
        return False
    changed = False
    for part in content.values() if isinstance(content, dict) else content:
        changed = _follow(part, absorbed, gone) or changed
    tag = content.get("tag") if isinstance(content, dict) else None
    if not isinstance(content, dict) or not isinstance(tag, int):
        return changed
    if TagId(tag) in absorbed:
        content["tag"] = absorbed[TagId(tag)]
    elif TagId(tag) in gone and "was" not in content:
        content["was"] = gone[TagId(tag)]
    else:
        return changed
    return True
