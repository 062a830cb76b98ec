"""Restructuring: verbs that merge, split and lift tags, each telling first what it would touch."""

from collections.abc import Sequence
from dataclasses import dataclass

from excerpta.core.model.arrangement import Arrangement
from excerpta.core.model.changes import Changes
from excerpta.core.model.errors import TagError
from excerpta.core.model.ids import AnnotationId, TagId
from excerpta.core.model.tag import TagTree, short_name
from excerpta.core.services.rearranging import carry_out
from excerpta.core.services.tagging import about_tags, clean_name, make_path, tree_with
from excerpta.core.store import journal, tag_links
from excerpta.core.store.library import Library


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would do.

    Attributes:
        highlights, documents: how many highlights change their tag, and in how many documents.
        shared: how many of them carry the tag that stays already.
        moved: sub-tags that come to stand below the tag that stays.
        merged: pairs of paths of sub-tags that become one, because their names are equal.
    """

    highlights: int
    documents: int
    shared: int
    moved: int
    merged: tuple[tuple[str, str], ...]


def preview_merge(library: Library, sources: Sequence[TagId], into: TagId) -> MergePreview:
    """What `merge_tags` would do.

    Raises:
        NotFoundError, TagError, TagClashError: as `merge_tags` does.
    """
    with library.read():
        tree = tree_with(library, *sources, into)
        arrangement = arrange_merge(tree, sources, into)
        absorbed = arrangement.absorbed
        highlights, documents = tag_links.reach(library, list(absorbed))
        shared = sum(
            tag_links.shared(library, [tag for tag in absorbed if absorbed[tag] == taker], taker)
            for taker in set(absorbed.values())
        )
    pairs = tuple((tree.path(a), tree.path(b)) for a, b in absorbed.items() if a not in sources)
    below = {tag for source in sources for tag in tree.subtree(source)}
    moved = len(below & set(arrangement.below(into)) - {into})
    return MergePreview(highlights, documents, shared, moved, pairs)


def merge_tags(library: Library, sources: Sequence[TagId], into: TagId) -> Changes:
    """Make tags a part of another one, and take them out of the codebook.

    Their highlights carry `into`, each once; their sub-tags come to stand below it, and one that meets
    an equal name there merges with it likewise. Descriptions and memos are joined. `into` keeps name,
    colour and key; where it has no key it takes theirs. Saved searches follow. A tag that takes in one
    that it stands below comes to stand in its place.

    Raises:
        NotFoundError: there is no such tag.
        TagError: there is nothing to merge.
        TagClashError: `into` would have to stand beside a tag of its name.
    """
    with journal.recording(library, "merge_tags", "merge tags") as command:
        tree = tree_with(library, *sources, into)
        what = about_tags("merge", tree, sources) if sources else ""
        command.label = f"{what} into “{tree[into].short_name}”"
        arrangement = arrange_merge(tree, sources, into)
        carry_out(library, command, arrangement)
    return journal.changes_of(command)


def carriers(library: Library, tag: TagId, annotations: Sequence[AnnotationId]) -> list[AnnotationId]:
    """Those of some highlights that carry a tag itself, which `split_tag` would take."""
    return tag_links.carriers(library, tag, annotations)


def split_tag(
    library: Library,
    tag: TagId,
    annotations: Sequence[AnnotationId],
    name: str,
    *,
    beside: bool = False,
) -> tuple[TagId, Changes]:
    """Give some highlights of a tag a finer one instead; the others keep it.

    Args:
        library: the open library.
        tag: the tag that is too wide.
        annotations: highlights; those that do not carry `tag` itself stay as they are.
        name: of the finer tag, which is made if it is not there, in the colour of `tag`.
        beside: whether it stands beside `tag`, instead of below it.

    Returns:
        the finer tag, and what changed.

    Raises:
        NotFoundError: there is no such tag.
        TagError: the name cannot be a tag's, it is that of `tag`, or no highlight carries `tag`.
    """
    name = clean_name(name)
    with journal.recording(library, "split_tag", "split tag") as command:
        tree = tree_with(library, tag)
        above = tree[tag].parent
        path = (
            (*(tree.names(above) if above is not None else ()), name) if beside else (*tree.names(tag), name)
        )
        finer = make_path(library, command, path, tree[tag].colour)
        if finer == tag:
            raise TagError(
                f"“{tree[tag].short_name}” cannot be split off from itself.", "Choose another name."
            )
        if not tag_links.give_some_to(command, annotations, tag, finer):
            raise TagError(
                f"None of these highlights carries “{tree[tag].short_name}” itself, so nothing was changed.",
                "Choose some that do.",
            )
        command.label = f"split “{short_name(name)}” off tag “{tree[tag].short_name}”"
    return finer, journal.changes_of(command)


def promote_tag(library: Library, tag: TagId, *, merging: bool = False) -> Changes:
    """Put a tag with its sub-tags one level higher, right after the tag it stands under now.

    Raises:
        NotFoundError: there is no such tag.
        TagError: it stands at the top.
        TagClashError: it would stand beside a tag of its name, and `merging` is not set.
    """
    with journal.recording(library, "promote_tag", "move tag up") as command:
        tree = tree_with(library, tag)
        parent = tree[tag].parent
        if parent is None:
            raise TagError(f"“{tree[tag].short_name}” stands at the top already.")
        command.label = f"move tag “{tree[tag].short_name}” up"
        above = tree[parent].parent
        siblings = [one.id for one in tree.children(above) if one.id != tag]
        arrangement = Arrangement(tree)
        arrangement.move(tag, above, siblings.index(parent) + 1, merging=merging)
        carry_out(library, command, arrangement)
    return journal.changes_of(command)


def arrange_merge(tree: TagTree, sources: Sequence[TagId], into: TagId) -> Arrangement:
    """The codebook after `merge_tags`.

    Raises:
        TagError, TagClashError: as `merge_tags` does.
    """
    arrangement = Arrangement(tree)
    meant = [tag for tag in dict.fromkeys(sources) if tag != into]
    if not meant:
        raise TagError("There is nothing to merge.", "Choose two tags.")
    # The lowest first: one that stands below another of them is not taken for its sub-tag.
    for tag in sorted(meant, key=lambda tag: -len(tree.ancestors(tag))):
        arrangement.absorb(tag, into)
    return arrangement
