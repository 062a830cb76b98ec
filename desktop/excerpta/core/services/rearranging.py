"""Rearranging: an arrangement of the codebook becomes rows, with all that is said of the tags in it."""

from collections.abc import Sequence

from excerpta.core.model.arrangement import Arrangement
from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import TagTree
from excerpta.core.store import annotations, memos, search_references, tag_links
from excerpta.core.store import tags as store
from excerpta.core.store.journal import Command, Value
from excerpta.core.store.library import Library


def carry_out(library: Library, command: Command, arrangement: Arrangement) -> None:
    """Write an arrangement as a part of `command`.

    What carries an absorbed tag carries the one that took it in, once. Descriptions and memos are joined,
    a key stays where it is, or comes along where there was none. Removed tags go off every highlight,
    with their memos. Saved searches follow.
    """
    tree, absorbed = arrangement.tree, arrangement.absorbed
    removed = arrangement.removed
    command.merged = absorbed
    store.set_places(command, arrangement.places())
    tag_links.give_to(command, absorbed)
    if removed:
        annotations.unlink_all(command, removed)
    _join_memos(library, command, arrangement)
    _join_what_is_said(command, tree, absorbed)
    search_references.follow(command, absorbed, {tag: tree.path(tag) for tag in removed})
    store.delete(command, _levels(tree, [*absorbed, *removed]))


def _join_what_is_said(command: Command, tree: TagTree, absorbed: dict[TagId, TagId]) -> None:
    for into, taken in _takers(absorbed).items():
        told = [tree[tag] for tag in (into, *taken)]
        key = next((tag.shortcut for tag in told if tag.shortcut), "")
        said: dict[str, Value] = {"description": joined([tag.description for tag in told]), "shortcut": key}
        store.update(command, into, said)


def _join_memos(library: Library, command: Command, arrangement: Arrangement) -> None:
    absorbed = arrangement.absorbed
    leaving = [*absorbed, *arrangement.removed]
    found = memos.of_tags(library, [*leaving, *set(absorbed.values())])
    for into, taken in _takers(absorbed).items():
        told = [found[tag] for tag in (into, *taken) if tag in found]
        if not told:
            continue
        first, *others = told
        if others:
            memos.update(command, first.id, joined([memo.text for memo in told]))
            memos.delete(command, [memo.id for memo in others])
        if first.tag != into:
            memos.give_to(command, first.id, into)
    kept = {memo.id for memo in memos.of_tags(library, leaving).values()}
    memos.delete(command, sorted(kept))


def _takers(absorbed: dict[TagId, TagId]) -> dict[TagId, list[TagId]]:
    """Which tags each tag took in, in the order in which it did."""
    takers: dict[TagId, list[TagId]] = {}
    for tag, into in absorbed.items():
        takers.setdefault(into, []).append(tag)
    return takers


def _levels(tree: TagTree, tags: Sequence[TagId]) -> list[list[TagId]]:
    """Tags by how deep they stood, the deepest first."""
    levels: dict[int, list[TagId]] = {}
    for tag in tags:
        levels.setdefault(len(tree.ancestors(tag)), []).append(tag)
    return [levels[depth] for depth in sorted(levels, reverse=True)]


def joined(texts: Sequence[str]) -> str:
    """Texts with a blank line between, each once, empty ones left out."""
    return "\n\n".join(dict.fromkeys(text.strip() for text in texts if text.strip()))
