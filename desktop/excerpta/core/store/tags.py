"""Tags: the rows of the codebook."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import Tag, TagTree
from excerpta.core.store.identity import new_uuid
from excerpta.core.store.journal import Command, Value
from excerpta.core.store.known_words import known_words
from excerpta.core.store.library import Library
from excerpta.core.store.search_references import HIGHEST_TAG

_COLOURS = known_words(Colour)
_COLUMNS = ("id", "uuid", "parent_id", "name", "position", "colour", "description", "shortcut")


def read_tree(library: Library) -> TagTree:
    """The whole codebook; the one read last is given again while nothing was written."""
    state = library.state()
    kept = library.kept("tree", state)
    if isinstance(kept, TagTree):
        return kept
    statement = f"SELECT {', '.join(_COLUMNS)} FROM tag"
    tree = TagTree(_tags(library, library.connection.execute(statement)))
    library.keep("tree", state, tree)
    return tree


def _tags(library: Library, found: Iterable[tuple[Any, ...]]) -> Iterator[Tag]:
    """Tags of rows; of thousands few are others than when they were read before."""
    before = library.kept_before("tag rows")
    known: dict[tuple[Any, ...], Tag] = before if isinstance(before, dict) else {}
    fresh: dict[tuple[Any, ...], Tag] = {}
    for row in found:
        tag = known.get(row)
        if tag is None:
            tag = Tag(TagId(row[0]), row[1], row[2], row[3], row[4], _COLOURS[row[5]], row[6], row[7])
        fresh[row] = tag
        yield tag
    library.keep("tag rows", (0, 0), fresh)


def names(library: Library, tags: Sequence[TagId]) -> dict[TagId, str]:
    """The names of those of `tags` that exist, without reading the whole codebook."""
    statement = f"SELECT id, name FROM tag WHERE id IN ({', '.join('?' * len(tags))})"
    return {TagId(row[0]): row[1] for row in library.connection.execute(statement, tags)}


def insert(
    command: Command, parent: TagId | None, name: str, order: int, colour: Colour, description: str
) -> TagId:
    """Add a tag."""
    id_ = next_id(command)
    insert_all(command, [Tag(id_, new_uuid(), parent, name, order, colour, description)])
    return id_


def next_id(command: Command) -> TagId:
    """An id that no tag has, and that no saved search remembers."""
    highest = command.connection.execute("SELECT ifnull(max(id), 0) FROM tag").fetchone()[0]
    remembered = command.connection.execute(HIGHEST_TAG).fetchone()[0]
    return TagId(max(highest, remembered) + 1)


def insert_all(command: Command, tags: Iterable[Tag]) -> None:
    """Add tags that have ids already, parents first; a level is a step of the journal, as in `delete`."""
    depths: dict[TagId | None, int] = {}
    levels: dict[int, list[tuple[Value, ...]]] = {}
    for tag in tags:
        depths[tag.id] = depths.get(tag.parent, -1) + 1
        named = (tag.id, tag.uuid, tag.parent, tag.name, tag.order)
        row = (*named, tag.colour.value, tag.description, tag.shortcut)
        levels.setdefault(depths[tag.id], []).append(row)
    for depth in sorted(levels):
        command.insert("tag", _COLUMNS, levels[depth])


def child(library: Library, parent: TagId | None, name: str) -> tuple[TagId, Colour] | None:
    """Id and colour of the tag of that name under `parent`; letter case is ignored where none is exact.

    Through the index tag_parent, without reading the whole codebook.
    """
    exact = "SELECT id, colour FROM tag WHERE parent_id IS ? AND name = ? ORDER BY position, id LIMIT 1"
    row = library.connection.execute(exact, (parent, name)).fetchone()
    if row is None:
        folded = name.casefold()
        siblings = "SELECT id, colour, name FROM tag WHERE parent_id IS ? ORDER BY position, id"
        found = library.connection.execute(siblings, (parent,))
        row = next((one for one in found if one[2].casefold() == folded), None)
    return None if row is None else (TagId(row[0]), _COLOURS[row[1]])


def next_order(library: Library, parent: TagId | None) -> int:
    """The place after the last tag under `parent`."""
    statement = "SELECT ifnull(max(position) + 1, 0) FROM tag WHERE parent_id IS ?"
    return int(library.connection.execute(statement, (parent,)).fetchone()[0])


def top_colours(library: Library) -> dict[Colour, int]:
    """How many tags at the top have each colour."""
    statement = "SELECT colour, count(*) FROM tag WHERE parent_id IS NULL GROUP BY colour"
    return {_COLOURS[row[0]]: row[1] for row in library.connection.execute(statement)}


def update(command: Command, tag: TagId, values: Mapping[str, Value]) -> None:
    """Set columns of a tag."""
    command.update("tag", tuple(values), {(tag,): tuple(values.values())})


def set_places(command: Command, places: Iterable[tuple[TagId, TagId | None, int]]) -> None:
    """Put tags under parents at places: (tag, parent, order)."""
    command.update("tag", ("parent_id", "position"), {(tag,): (parent, at) for tag, parent, at in places})


def delete(command: Command, levels: Iterable[Sequence[TagId]]) -> None:
    """Take tags out, level by level, the lowest first; nothing may be linked to them any more.

    A level is a step of the journal, so that undo puts a parent back before what stands under it.
    """
    for level in levels:
        command.delete("tag", [(tag,) for tag in level])
