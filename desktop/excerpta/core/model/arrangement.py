"""An arrangement is the codebook while it is being rebuilt: tags move, merge and go in memory first.

Question: alter the rows as each tag moves, or work out the end first? Choice: the end first. Why: what
a change would touch can be said before it is made, a refusal in the middle leaves nothing half done,
and merging two branches of hundreds of tags is written in a few statements.
"""

from collections.abc import Iterator, Sequence

from excerpta.core.model.errors import TagClashError, TagError
from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import TagTree


class Arrangement:
    """A codebook that can be rebuilt; the tree it was made from stays as it is.

    Attributes:
        tree: the codebook before.
        removed: tags that go with everything that is said of them.
    """

    def __init__(self, tree: TagTree) -> None:
        self.tree = tree
        self.removed: list[TagId] = []
        self._parent = {tag.id: tag.parent for tag in tree}
        self._names = {tag.id: tag.name.casefold() for tag in tree}
        parents: tuple[TagId | None, ...] = (None, *self._parent)
        self._children = {parent: [tag.id for tag in tree.children(parent)] for parent in parents}
        self._into: dict[TagId, TagId] = {}
        self._leaving: set[TagId] = set()
        self._rearranged: set[TagId | None] = set()

    # ---- what came of it

    @property
    def absorbed(self) -> dict[TagId, TagId]:
        """The tags that became a part of another one, and of which in the end."""
        return {tag: self.now(tag) for tag in self._into}

    def now(self, tag: TagId) -> TagId:
        """The tag itself, or the one that took it in."""
        while tag in self._into:
            tag = self._into[tag]
        return tag

    def places(self) -> Iterator[tuple[TagId, TagId | None, int]]:
        """Tag, parent and order of every tag in a row of siblings that is not as it was."""
        for parent in self._rearranged:
            for order, tag in enumerate(self._children.get(parent, ())):
                yield tag, parent, order

    # ---- rebuilding

    def move(
        self, tag: TagId, parent: TagId | None, order: int | None = None, *, merging: bool = False
    ) -> TagId:
        """Put a tag with all below it under `parent`, before the sibling at `order`, counted without it.

        Args:
            tag: what is moved.
            parent: the new parent; None for the top.
            order: the place among the new siblings; None for the end.
            merging: a sibling of its name takes it in; otherwise that is refused.

        Returns:
            the tag, or the sibling that took it in.

        Raises:
            TagError: it would stand under itself.
            TagClashError: a sibling has its name.
        """
        if parent is not None and parent in self.below(tag):
            raise TagError(
                f"“{self._called(tag)}” cannot stand under itself, so it stayed where it was.",
                "Move the lower tag out first.",
            )
        twin = self._twin(tag, parent)
        if twin is not None and merging:
            self.absorb(tag, twin)
            return twin
        if twin is not None:
            raise self._clash(twin, parent)
        self._put(tag, parent, order)
        return tag

    def move_all(
        self, tags: Sequence[TagId], parent: TagId | None, order: int | None, *, merging: bool = False
    ) -> None:
        """Put tags side by side under `parent`; `order` is counted without all of them. See `move`.

        One that stands below another of them comes along with that.
        """
        meant, tree = dict.fromkeys(tags), self.tree
        topmost = [tag for tag in meant if not any(above.id in meant for above in tree.ancestors(tag))]
        moved = [tag for tag in topmost if self.move(tag, parent, merging=merging) == tag]
        for place, tag in enumerate(moved if order is not None else (), order or 0):
            self._put(tag, parent, place)

    def absorb(self, tag: TagId, into: TagId) -> None:
        """Make a tag a part of another one: its sub-tags go there, those of equal names merge too.

        A tag that takes in one above it comes to stand in its place first.

        Raises:
            TagError: the two are one.
            TagClashError: a tag that is to take the place of one above it meets its name there.
        """
        if tag == into:
            raise TagError(f"“{self._called(tag)}” is one tag, so there is nothing to merge.")
        self._leaving.add(tag)
        if into in self.below(tag):
            self._put_in_place_of(into, tag)
        for child in list(self._children[tag]):
            twin = self._twin(child, into)
            if twin is None:
                self._put(child, into, None)
            else:
                self.absorb(child, twin)
        self._take_out(tag)
        self._into[tag] = into

    def remove(self, tags: Sequence[TagId], *, keep_children: bool, merging: bool = False) -> None:
        """Take tags out; their sub-tags move up to their place, or go with them.

        Raises:
            TagClashError: a sub-tag that would move up meets its name there, and is not to merge.
        """
        meant = dict.fromkeys(tags)
        self._leaving.update(meant)
        # The lowest first, so that none that is to go moves up before.
        for tag in sorted(meant, key=lambda tag: -len(self.tree.ancestors(tag))):
            if tag in self.removed:
                continue
            parent = self._parent[tag]
            for child in list(self._children[tag]) if keep_children else ():
                self.move(child, parent, self._children[parent].index(tag), merging=merging)
            self.removed += [one for one in self.below(tag) if one not in self.removed]
            self._take_out(tag)

    def below(self, tag: TagId) -> list[TagId]:
        """A tag and all below it, parents first."""
        found = [tag]
        for one in found:
            found.extend(self._children[one])
        return found

    # ---- inside

    def _put_in_place_of(self, tag: TagId, upper: TagId) -> None:
        parent = self._parent[upper]
        twin = self._twin(tag, parent)
        if twin is not None:
            raise self._clash(twin, parent)
        self._put(tag, parent, self._children[parent].index(upper))

    def _put(self, tag: TagId, parent: TagId | None, order: int | None) -> None:
        self._take_out(tag)
        siblings = self._children[parent]
        siblings.insert(len(siblings) if order is None else order, tag)
        self._parent[tag] = parent
        self._rearranged.add(parent)

    def _take_out(self, tag: TagId) -> None:
        siblings = self._children[self._parent[tag]]
        siblings.remove(tag)

    def _twin(self, tag: TagId, parent: TagId | None) -> TagId | None:
        """Another tag under `parent` with the name of `tag`; one that is leaving takes no name away."""
        names, name = self._names, self._names[tag]
        for other in self._children[parent]:
            if names[other] == name and other != tag and other not in self._leaving:
                return other
        return None

    def _called(self, tag: TagId) -> str:
        return self.tree[tag].short_name

    def _clash(self, twin: TagId, parent: TagId | None) -> TagClashError:
        return clash(self.tree, twin, parent)


def clash(tree: TagTree, twin: TagId, parent: TagId | None) -> TagClashError:
    """Why a tag cannot have a place or a name: `twin` stands there under that name."""
    where = f"under “{tree.path(parent)}”" if parent is not None else "at the top"
    return TagClashError(
        f"There is a tag “{tree[twin].short_name}” {where} already, so nothing was changed.",
        "Choose another name, or merge the two.",
    )
