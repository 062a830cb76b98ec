"""The codebook: making, naming, moving and taking away tags."""

from excerpta.core.model.annotation import Colour
from excerpta.core.model.changes import Changes
from excerpta.core.model.errors import NotFoundError, TagError
from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import Tag, TagPath, TagTree, TagUse, short_name
from excerpta.core.store import annotations, journal
from excerpta.core.store import tags as store
from excerpta.core.store.journal import Command
from excerpta.core.store.library import Library
from excerpta.core.text.names import has_hidden_characters, one_line

LONGEST_NAME = 1000
"""How many code points the name of a tag may have."""

SHORTCUTS = tuple("123456789")


def tag_tree(library: Library) -> TagTree:
    """The codebook as it is now."""
    return store.read_tree(library)


def tag_uses(library: Library) -> dict[TagId, TagUse]:
    """How many distinct highlights carry each tag, alone and with its sub-tags."""
    return store.uses(library, store.read_tree(library))


def tag_reach(library: Library, tag: TagId, *, with_children: bool) -> tuple[int, int]:
    """How many highlights carry a tag (or one below it), and in how many documents."""
    tree = _tree_with(library, tag)
    return store.reach(library, tree.subtree(tag) if with_children else (tag,))


def create_tag(
    library: Library, path: TagPath, *, colour: Colour | None = None, description: str = ""
) -> tuple[TagId, Changes]:
    """Make a tag and the tags above it that are missing; one that exists is given back as it is.

    A new tag without a colour takes its parent's; at the top, the next of the eight.

    Raises:
        TagError: a name is empty, too long or holds control characters.
    """
    names = clean_path(path)
    with journal.recording(library, "create_tag", f"create tag “{short_name(names[-1])}”") as command:
        tag = make_path(library, command, names, colour, description)
    return tag, journal.changes_of(command)


def make_path(
    library: Library, command: Command, names: TagPath, colour: Colour | None = None, description: str = ""
) -> TagId:
    """The tag of a clean path; what is missing of it is made as a part of `command`."""
    tree = store.read_tree(library)
    parent: TagId | None = None
    above: Colour | None = None
    for level in range(1, len(names) + 1):
        known = tree.find(names[:level])
        if known is not None:
            parent, above = known.id, known.colour
            continue
        last = level == len(names)
        above = (colour if last else None) or above or _next_colour(tree)
        order = _next_order(tree, parent)
        parent = store.insert(command, parent, names[level - 1], order, above, description if last else "")
    assert parent is not None  # noqa: S101 - a clean path has a name
    return parent


def clean_path(path: TagPath) -> TagPath:
    """The names of a path as they are kept.

    Raises:
        TagError: there is none, or one of them cannot be a tag's.
    """
    if not path:
        raise TagError("A tag needs a name.", "Type one.")
    return tuple(clean_name(name) for name in path)


def rename_tag(library: Library, tag: TagId, name: str) -> Changes:
    """Give a tag another name.

    Raises:
        NotFoundError: there is no such tag.
        TagError: the name cannot be a tag's, or a sibling has it.
    """
    name = clean_name(name)
    with journal.recording(library, "rename_tag", f"rename tag to “{short_name(name)}”") as command:
        tree = _tree_with(library, tag)
        _refuse_clash(tree, tree[tag].parent, name, tag)
        store.update(command, tag, {"name": name})
    return journal.changes_of(command)


def recolour_tag(library: Library, tag: TagId, colour: Colour) -> Changes:
    """Give a tag another colour; highlights keep theirs.

    Raises:
        NotFoundError: there is no such tag.
    """
    return _set(library, tag, "recolour_tag", "recolour", {"colour": colour.value})


def describe_tag(library: Library, tag: TagId, description: str) -> Changes:
    """Write what a tag is for.

    Raises:
        NotFoundError: there is no such tag.
    """
    return _set(library, tag, "describe_tag", "describe", {"description": description.strip()})


def set_tag_shortcut(library: Library, tag: TagId, key: str) -> Changes:
    """Give a tag one of the keys 1 to 9, taking it from the tag that has it; empty takes the key away.

    Raises:
        NotFoundError: there is no such tag.
        TagError: there is no such key.
    """
    if key and key not in SHORTCUTS:
        raise TagError(f"“{key}” cannot be a tag's key.", "Keys are 1 to 9.")
    with journal.recording(library, "set_tag_shortcut", "set key") as command:
        tree = _tree_with(library, tag)
        command.label = f"set key of tag “{tree[tag].short_name}”"
        for other in tree:
            if key and other.shortcut == key and other.id != tag:
                store.update(command, other.id, {"shortcut": ""})
        store.update(command, tag, {"shortcut": key})
    return journal.changes_of(command)


def move_tag(library: Library, tag: TagId, parent: TagId | None, order: int | None = None) -> Changes:
    """Put a tag with its sub-tags under another parent, or elsewhere among its siblings.

    Args:
        library: the open library.
        tag: what is moved.
        parent: the new parent; None for the top of the codebook.
        order: the place among the new siblings, counted without `tag`; None for the end.

    Raises:
        NotFoundError: there is no such tag.
        TagError: it would stand under itself, or beside a tag of its own name.
    """
    with journal.recording(library, "move_tag", "move tag") as command:
        tree = _tree_with(library, tag)
        command.label = f"move tag “{tree[tag].short_name}”"
        if parent is not None:
            _refuse_circle(_tree_with(library, parent), tag, parent)
        _refuse_clash(tree, parent, tree[tag].name, tag)
        siblings = [one.id for one in tree.children(parent) if one.id != tag]
        siblings.insert(len(siblings) if order is None else order, tag)
        store.set_places(command, ((one, parent, place) for place, one in enumerate(siblings)))
    return journal.changes_of(command)


def delete_tag(library: Library, tag: TagId, *, keep_children: bool) -> Changes:
    """Take a tag out of the codebook and off every highlight; the highlights stay.

    Args:
        library: the open library.
        tag: what is deleted.
        keep_children: whether its sub-tags move up to its place; otherwise they go with it.

    Raises:
        NotFoundError: there is no such tag.
        TagError: a sub-tag that would move up meets a tag of its name there.
    """
    with journal.recording(library, "delete_tag", "delete tag") as command:
        tree = _tree_with(library, tag)
        command.label = f"delete tag “{tree[tag].short_name}”"
        gone = [tag] if keep_children else list(reversed(tree.subtree(tag)))
        annotations.unlink_all(command, gone)
        if keep_children:
            _move_children_up(command, tree, tree[tag])
        store.delete(command, gone)
    return journal.changes_of(command)


def clean_name(name: str) -> str:
    """A tag's name as it is kept: blanks made single, the rest untouched.

    Raises:
        TagError: nothing is left of it, it is too long, or it holds control characters.
    """
    clean = one_line(name)
    if not clean:
        raise TagError("A tag needs a name.", "Type one.")
    if len(clean) > LONGEST_NAME:
        raise TagError(f"A tag's name has at most {LONGEST_NAME} characters.", "Make it shorter.")
    if has_hidden_characters(clean):
        raise TagError("The name holds characters that cannot be seen.", "Type it anew.")
    return clean


def _move_children_up(command: Command, tree: TagTree, tag: Tag) -> None:
    for child in tree.children(tag.id):
        _refuse_clash(tree, tag.parent, child.name, tag.id)
    above: list[TagId] = []
    for sibling in tree.children(tag.parent):
        above += [c.id for c in tree.children(tag.id)] if sibling.id == tag.id else [sibling.id]
    store.set_places(command, ((one, tag.parent, place) for place, one in enumerate(above)))


def _refuse_circle(tree: TagTree, tag: TagId, parent: TagId) -> None:
    if parent in tree.subtree(tag):
        raise TagError(
            f"“{tree[tag].short_name}” cannot stand under itself, so it stayed where it was.",
            "Move the lower tag out first.",
        )


def _refuse_clash(tree: TagTree, parent: TagId | None, name: str, but: TagId) -> None:
    for sibling in tree.children(parent):
        if sibling.id != but and sibling.name.casefold() == name.casefold():
            where = f"under “{tree.path(parent)}”" if parent is not None else "at the top"
            raise TagError(
                f"There is a tag “{sibling.short_name}” {where} already, so nothing was changed.",
                "Choose another name.",
            )


def _tree_with(library: Library, tag: TagId) -> TagTree:
    tree = store.read_tree(library)
    if tag not in tree:
        raise NotFoundError(f"There is no tag {tag} in this library (any more).")
    return tree


def _set(library: Library, tag: TagId, kind: str, verb: str, values: dict[str, journal.Value]) -> Changes:
    with journal.recording(library, kind, verb) as command:
        command.label = f"{verb} tag “{_tree_with(library, tag)[tag].short_name}”"
        store.update(command, tag, values)
    return journal.changes_of(command)


def _next_order(tree: TagTree, parent: TagId | None) -> int:
    return max((sibling.order + 1 for sibling in tree.children(parent)), default=0)


def _next_colour(tree: TagTree) -> Colour:
    """The colour that the fewest tags at the top have, in the order of the eight."""
    used = [tag.colour for tag in tree.children(None)]
    return min(Colour, key=used.count)
