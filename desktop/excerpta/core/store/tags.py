"""Tags: the rows of the codebook and how often each is used."""

import uuid
from collections.abc import Iterable, Mapping, Sequence

from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import Tag, TagTree, TagUse
from excerpta.core.store.documents import UNTRASHED
from excerpta.core.store.journal import Command, Value
from excerpta.core.store.library import Library

_COLUMNS = ("id", "uuid", "parent_id", "name", "position", "colour", "description", "shortcut")


def read_tree(library: Library) -> TagTree:
    """The whole codebook."""
    statement = f"SELECT {', '.join(_COLUMNS)} FROM tag"
    return TagTree(
        Tag(TagId(row[0]), row[1], row[2], row[3], row[4], Colour(row[5]), row[6], row[7])
        for row in library.connection.execute(statement)
    )


def names(library: Library, tags: Sequence[TagId]) -> dict[TagId, str]:
    """The names of those of `tags` that exist, without reading the whole codebook."""
    statement = f"SELECT id, name FROM tag WHERE id IN ({', '.join('?' * len(tags))})"
    return {TagId(row[0]): row[1] for row in library.connection.execute(statement, tags)}


def uses(library: Library, tree: TagTree) -> dict[TagId, TagUse]:
    """How many distinct highlights, outside the trash, carry each tag, alone and with its sub-tags."""
    connection = library.connection
    # One walk of the primary key of annotation_tag.
    statement = f"SELECT tag_id, count(*) FROM annotation_tag WHERE {UNTRASHED} GROUP BY tag_id"
    own: dict[TagId, int] = {TagId(row[0]): row[1] for row in connection.execute(statement)}
    found: dict[TagId, TagUse] = {}
    for tag in tree:
        total = own.get(tag.id, 0)
        used = [id_ for id_ in tree.subtree(tag.id) if own.get(id_)]
        if len(used) > 1:
            total = _distinct(library, used)
        elif used:
            total = own[used[0]]
        found[tag.id] = TagUse(own.get(tag.id, 0), total)
    return found


def reach(library: Library, tags: Sequence[TagId]) -> tuple[int, int]:
    """How many distinct highlights carry one of `tags`, and in how many documents."""
    statement = f"""
        SELECT count(DISTINCT annotation_id), count(DISTINCT document_id) FROM annotation_tag
        WHERE tag_id IN ({", ".join("?" * len(tags))}) AND {UNTRASHED}
    """
    row = library.connection.execute(statement, tags).fetchone()
    return row[0], row[1]


def _distinct(library: Library, tags: Sequence[TagId]) -> int:
    return reach(library, tags)[0]


def insert(
    command: Command, parent: TagId | None, name: str, order: int, colour: Colour, description: str
) -> TagId:
    """Add a tag."""
    row = command.connection.execute("SELECT ifnull(max(id), 0) + 1 FROM tag").fetchone()
    values = (row[0], str(uuid.uuid4()), parent, name, order, colour.value, description, "")
    command.insert("tag", _COLUMNS, [values])
    return TagId(row[0])


def update(command: Command, tag: TagId, values: Mapping[str, Value]) -> None:
    """Set columns of a tag."""
    command.update("tag", tuple(values), {(tag,): tuple(values.values())})


def set_places(command: Command, places: Iterable[tuple[TagId, TagId | None, int]]) -> None:
    """Put tags under parents at places: (tag, parent, order)."""
    command.update("tag", ("parent_id", "position"), {(tag,): (parent, at) for tag, parent, at in places})


def delete(command: Command, tags: Sequence[TagId]) -> None:
    """Take tags out, those below first; nothing may be linked to them any more."""
    for tag in tags:
        command.delete("tag", [(tag,)])
