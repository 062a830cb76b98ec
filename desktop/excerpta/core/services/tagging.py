"""The codebook: making, naming, moving and taking away tags."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from excerpta.core.model.annotation import Colour
from excerpta.core.model.arrangement import Arrangement, clash
from excerpta.core.model.changes import Changes
from excerpta.core.model.errors import NotFoundError, TagError
from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import TagPath, TagTree, TagUse, short_name
from excerpta.core.services.rearranging import carry_out
from excerpta.core.store import journal, tag_links
from excerpta.core.store import tags as store
from excerpta.core.store.journal import Command
from excerpta.core.store.library import Library
from excerpta.core.text.names import has_hidden_characters, one_line

LONGEST_NAME = 1000
"""How many code points the name of a tag may have."""

DESCRIBING_PAUSE = timedelta(minutes=5)
"""Saves of one description that follow each other faster than this are one step of undo."""

SHORTCUTS = tuple("123456789")


def tag_tree(library: Library) -> TagTree:
    """The codebook as it is now."""
    return store.read_tree(library)


def tag_uses(library: Library) -> dict[TagId, TagUse]:
    """How many distinct highlights carry each tag, alone and with its sub-tags."""
    with library.read():
        return tag_links.uses(library, store.read_tree(library))


def tag_reach(library: Library, tag: TagId, *, with_children: bool) -> tuple[int, int]:
    """How many highlights carry a tag (or one below it), and in how many documents."""
    return tags_reach(library, [tag], with_children=with_children)


def tags_reach(library: Library, tags: Sequence[TagId], *, with_children: bool) -> tuple[int, int]:
    """How many highlights carry one of several tags (or one below them), and in how many documents.

    Raises:
        NotFoundError: one of them does not exist.
    """
    tree = tree_with(library, *tags)
    meant = {below for tag in tags for below in tree.subtree(tag)} if with_children else set(tags)
    return tag_links.reach(library, sorted(meant))


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
    parent: TagId | None = None
    above: Colour | None = None
    for level, name in enumerate(names, 1):
        known = store.child(library, parent, name)
        if known is not None:
            parent, above = known
            continue
        last = level == len(names)
        above = (colour if last else None) or above or next_colour(store.top_colours(library))
        order = store.next_order(library, parent)
        parent = store.insert(command, parent, name, order, above, description if last else "")
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
        tree = tree_with(library, tag)
        _refuse_clash(tree, tree[tag].parent, name, tag)
        store.update(command, tag, {"name": name})
    return journal.changes_of(command)


def recolour_tag(library: Library, tag: TagId, colour: Colour) -> Changes:
    """Give a tag another colour; highlights keep theirs; see `recolour_tags`."""
    return recolour_tags(library, [tag], colour)


def recolour_tags(library: Library, tags: Sequence[TagId], colour: Colour) -> Changes:
    """Give tags another colour; highlights keep theirs.

    Raises:
        NotFoundError: there is no such tag.
    """
    with journal.recording(library, "recolour_tag", "recolour") as command:
        command.label = about_tags("recolour", tree_with(library, *tags), tags)
        for tag in tags:
            store.update(command, tag, {"colour": colour.value})
    return journal.changes_of(command)


def describe_tag(library: Library, tag: TagId, description: str) -> Changes:
    """Write what a tag is for; saves in a row become one step of undo.

    Raises:
        NotFoundError: there is no such tag.
    """
    with journal.recording(library, "describe_tag", "describe") as command:
        command.label = about_tags("describe", tree_with(library, tag), [tag])
        store.update(command, tag, {"description": description.strip()})
        if command.steps:
            journal.continue_last(library, command, DESCRIBING_PAUSE)
    return journal.changes_of(command)


def set_tag_shortcut(library: Library, tag: TagId, key: str) -> Changes:
    """Give a tag one of the keys 1 to 9, taking it from the tag that has it; empty takes the key away.

    Raises:
        NotFoundError: there is no such tag.
        TagError: there is no such key.
    """
    if key and key not in SHORTCUTS:
        raise TagError(f"“{key}” cannot be a tag's key.", "Keys are 1 to 9.")
    with journal.recording(library, "set_tag_shortcut", "set key") as command:
        tree = tree_with(library, tag)
        command.label = f"set key of tag “{tree[tag].short_name}”"
        for other in tree:
            if key and other.shortcut == key and other.id != tag:
                store.update(command, other.id, {"shortcut": ""})
        store.update(command, tag, {"shortcut": key})
    return journal.changes_of(command)


def move_tag(
    library: Library, tag: TagId, parent: TagId | None, order: int | None = None, *, merging: bool = False
) -> Changes:
    """Put a tag with its sub-tags under another parent, or elsewhere among its siblings; see `move_tags`."""
    return move_tags(library, [tag], parent, order, merging=merging)


def move_tags(
    library: Library,
    tags: Sequence[TagId],
    parent: TagId | None,
    order: int | None = None,
    *,
    merging: bool = False,
) -> Changes:
    """Put tags with their sub-tags side by side under another parent, or elsewhere among their siblings.

    Args:
        library: the open library.
        tags: what is moved; one that stands below another of them comes along with that.
        parent: the new parent; None for the top of the codebook.
        order: the place among the new siblings, counted without `tags`; None for the end.
        merging: whether a tag that meets one of its name becomes a part of that.

    Raises:
        NotFoundError: there is no such tag.
        TagError: a tag would stand under itself.
        TagClashError: a tag would stand beside one of its name, and `merging` is not set.
    """
    with journal.recording(library, "move_tag", "move tag") as command:
        tree = tree_with(library, *tags, *(() if parent is None else (parent,)))
        command.label = about_tags("move", tree, tags)
        arrangement = Arrangement(tree)
        arrangement.move_all(tags, parent, order, merging=merging)
        carry_out(library, command, arrangement)
    return journal.changes_of(command)


def delete_tag(library: Library, tag: TagId, *, keep_children: bool, merging: bool = False) -> Changes:
    """Take a tag out of the codebook and off every highlight; see `delete_tags`."""
    return delete_tags(library, [tag], keep_children=keep_children, merging=merging)


def delete_tags(
    library: Library, tags: Sequence[TagId], *, keep_children: bool, merging: bool = False
) -> Changes:
    """Take tags out of the codebook and off every highlight; the highlights stay.

    Args:
        library: the open library.
        tags: what is deleted.
        keep_children: whether their sub-tags move up to their place; otherwise they go with them.
        merging: whether a sub-tag that moves up and meets a tag of its name becomes a part of that.

    Raises:
        NotFoundError: there is no such tag.
        TagClashError: a sub-tag that would move up meets a tag of its name, and `merging` is not set.
    """
    with journal.recording(library, "delete_tag", "delete tag") as command:
        tree = tree_with(library, *tags)
        command.label = about_tags("delete", tree, tags)
        arrangement = Arrangement(tree)
        arrangement.remove(tags, keep_children=keep_children, merging=merging)
        carry_out(library, command, arrangement)
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


def about_tags(verb: str, tree: TagTree, tags: Sequence[TagId]) -> str:
    """`move tag “Taliban”`, `move 3 tags`: what was done, for undo."""
    number = len(set(tags))
    return f"{verb} tag “{tree[tags[0]].short_name}”" if number == 1 else f"{verb} {number} tags"


def _refuse_clash(tree: TagTree, parent: TagId | None, name: str, but: TagId) -> None:
    for sibling in tree.children(parent):
        if sibling.id != but and sibling.name.casefold() == name.casefold():
            raise clash(tree, sibling.id, parent)


def tree_with(library: Library, *tags: TagId) -> TagTree:
    """The codebook, in which these tags are.

    Raises:
        NotFoundError: one of them is not.
    """
    tree = store.read_tree(library)
    for tag in tags:
        if tag not in tree:
            raise NotFoundError(f"There is no tag {tag} in this library (any more).")
    return tree


def next_colour(used: Mapping[Colour, int]) -> Colour:
    """The colour that the fewest tags at the top have, in the order of the eight."""
    return min(Colour, key=lambda colour: used.get(colour, 0))
