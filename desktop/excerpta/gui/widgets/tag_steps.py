"""Where a tag goes when an arrow key moves it: along its siblings, out of its parent, into its neighbour."""

from PySide6.QtCore import Qt

from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import TagTree

Place = tuple[TagId | None, int | None]
"""Parent, and order among its other children; None for the end."""


def place_after_step(tree: TagTree, tag: TagId, key: Qt.Key, *, mirrored: bool = False) -> Place | None:
    """The place that an arrow gives a tag; None where it can go no further.

    Up and Down go past a sibling, Left behind the parent, Right under the sibling before; where the
    interface is mirrored, so are Left and Right.
    """
    parent = tree[tag].parent
    siblings = [one.id for one in tree.children(parent)]
    at = siblings.index(tag)
    if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        order = at + (1 if key == Qt.Key.Key_Down else -1)
        return (parent, order) if 0 <= order < len(siblings) else None
    if (key == Qt.Key.Key_Left) is not mirrored:
        return None if parent is None else (tree[parent].parent, _order_of(tree, parent) + 1)
    return (siblings[at - 1], None) if at else None


def _order_of(tree: TagTree, tag: TagId) -> int:
    return [one.id for one in tree.children(tree[tag].parent)].index(tag)
