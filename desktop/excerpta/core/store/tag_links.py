"""Links between tags and highlights: how many there are, which there are, and moving them as a whole."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeVar

from excerpta.core.model.ids import AnnotationId, DocumentId, TagId
from excerpta.core.model.tag import Tag, TagTree, TagUse
from excerpta.core.store.documents import UNTRASHED
from excerpta.core.store.journal import Command, Value
from excerpta.core.store.known_words import KnownWords
from excerpta.core.store.library import Library

Id = TypeVar("Id", bound=int)

_COLUMNS = ("tag_id", "document_id", "start", "end", "annotation_id")
_AT_ONCE = 10_000
"""So many values are given to one statement; SQLite takes 32,766."""


def uses(library: Library, tree: TagTree) -> dict[TagId, TagUse]:
    """How many distinct highlights, outside the trash, carry each tag, alone and with its sub-tags.

    One walk of the links for the tags themselves. A tag with sub-tags has the sum of what is below it,
    less what was counted more than once: only highlights with several tags can be, and of those one
    walk gives each combination of tags with its number.
    """
    own = _own(library)
    total = dict(own)
    for tag in reversed(list(tree)):
        if tag.parent is not None and tag.id in total:
            total[tag.parent] = total.get(tag.parent, 0) + total[tag.id]
    if any(tag.parent is not None for tag in tree):
        for tag_id, number in _counted_again(tree, _shared(library)):
            total[tag_id] = total.get(tag_id, 0) - number
    return {tag.id: TagUse(own.get(tag.id, 0), total.get(tag.id, 0)) for tag in tree}


def _counted_again(tree: TagTree, shared: Mapping[str, int]) -> Iterator[tuple[TagId, int]]:
    """Tags under which highlights stand with several tags, and how often they were counted too often."""
    above = KnownWords({str(tag.id): frozenset([tag.id, *_ancestors(tree, tag)]) for tag in tree})
    for combination, number in shared.items():
        first, *others = (above[tag] for tag in combination.split(","))
        if len(others) == 1:
            for tag_id in first & others[0]:
                yield tag_id, number
            continue
        for tag_id, times in Counter(chain(first, *others)).items():
            if times > 1:
                yield tag_id, number * (times - 1)


def _ancestors(tree: TagTree, tag: Tag) -> Iterator[TagId]:
    while tag.parent is not None:
        tag = tree[tag.parent]
        yield tag.id


def _own(library: Library) -> dict[TagId, int]:
    # One walk of the primary key of annotation_tag.
    statement = f"SELECT tag_id, count(*) FROM annotation_tag WHERE {UNTRASHED} GROUP BY tag_id"
    return {TagId(row[0]): row[1] for row in library.connection.execute(statement)}


def _shared(library: Library) -> dict[str, int]:
    """Combinations of tags that highlights carry together, as `3,17`, and how many carry each."""
    # One walk of the index annotation_tag_annotation. SQLite groups: rows by the million would hold up
    # every other thread of Python.
    statement = f"""
        SELECT tags, count(*) FROM (
            SELECT group_concat(tag_id) AS tags FROM annotation_tag WHERE {UNTRASHED}
            GROUP BY annotation_id HAVING count(*) > 1
        ) GROUP BY tags
    """
    return dict(library.connection.execute(statement).fetchall())


def reach(library: Library, tags: Sequence[TagId]) -> tuple[int, int]:
    """How many distinct highlights outside the trash carry one of `tags`, and in how many documents."""
    statement = f"""
        SELECT count(DISTINCT annotation_id), count(DISTINCT document_id) FROM annotation_tag
        WHERE tag_id IN ({", ".join("?" * len(tags))}) AND {UNTRASHED}
    """
    row = library.connection.execute(statement, tags).fetchone()
    return row[0], row[1]


def shared(library: Library, tags: Sequence[TagId], other: TagId) -> int:
    """How many distinct highlights outside the trash carry one of `tags`, and `other` too."""
    statement = f"""
        SELECT count(DISTINCT annotation_id) FROM annotation_tag AS link
        WHERE tag_id IN ({_marks(tags)}) AND {UNTRASHED} AND EXISTS (
            SELECT 1 FROM annotation_tag AS had
            WHERE had.annotation_id = link.annotation_id AND had.tag_id = ?)
    """
    return int(library.connection.execute(statement, (*tags, other)).fetchone()[0])


def carriers(library: Library, tag: TagId, annotations: Sequence[AnnotationId]) -> list[AnnotationId]:
    """Those of `annotations` that carry `tag` itself, in their order."""
    found: set[int] = set()
    for part in _parts(annotations):
        statement = (
            f"SELECT annotation_id FROM annotation_tag WHERE tag_id = ? AND annotation_id IN ({_marks(part)})"
        )
        found.update(row[0] for row in library.connection.execute(statement, (tag, *part)))
    return [one for one in annotations if one in found]


def give_to(command: Command, absorbed: Mapping[TagId, TagId]) -> None:
    """Let what carries a tag carry another one instead, once where it would carry it twice."""
    for into in sorted(set(absorbed.values())):
        sources = [tag for tag, taken_by in absorbed.items() if taken_by == into]
        for part in _parts(sources):
            links = command.connection.execute(f"{_LINKS} tag_id IN ({_marks(part)})", (into, *part))
            _replace(command, links.fetchall(), into)


def give_some_to(command: Command, annotations: Sequence[AnnotationId], tag: TagId, into: TagId) -> int:
    """Let those of `annotations` that carry `tag` carry `into` instead; how many they were."""
    links: list[tuple[int, ...]] = []
    for part in _parts(annotations):
        statement = f"{_LINKS} tag_id = ? AND annotation_id IN ({_marks(part)})"
        links += command.connection.execute(statement, (into, tag, *part)).fetchall()
    _replace(command, links, into)
    return len(links)


# Whether a highlight has the other tag already is asked through the index annotation_tag_annotation.
_LINKS = """
    SELECT annotation_id, tag_id, document_id, start, end, EXISTS (
        SELECT 1 FROM annotation_tag AS had
        WHERE had.annotation_id = link.annotation_id AND had.tag_id = ?)
    FROM annotation_tag AS link WHERE"""


def _replace(command: Command, links: Sequence[tuple[int, ...]], into: TagId) -> None:
    """Links as (highlight, tag, document, start, end, whether it has `into`): let them lead to `into`."""
    gained: dict[int, tuple[Value, ...]] = {}
    for annotation, _, document, start, end, had in links:
        command.annotated.add(DocumentId(document))
        if not had:
            gained[annotation] = (into, document, start, end, annotation)
    command.delete("annotation_tag", [(link[0], link[1]) for link in links])
    command.insert("annotation_tag", _COLUMNS, list(gained.values()))


def _parts(ids: Sequence[Id]) -> Iterator[Sequence[Id]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def _marks(values: Sequence[int]) -> str:
    return ", ".join("?" * len(values))
