"""The codebook as a Qt model: filtered, with counts; renaming and moving are told, not done."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import Tag, TagTree, TagUse
from excerpta.core.text.folding import fold
from excerpta.gui.support.dragging import (
    HIGHLIGHT_MIME,
    TAG_MIME,
    dragged_highlights,
    dragged_tags,
    tags_to_drag,
)
from excerpta.gui.support.plain_text import plain_tooltip
from excerpta.gui.widgets.tag_tree_runs import one_run

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEditable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemIsDropEnabled
)
_FEW = 20
"""So many changed tags are told one by one; for more, everything is painted anew."""


def fold_words(text: str) -> str:
    """Text folded for filtering, its blanks made single."""
    return " ".join(fold(text).split())


class TagTreeModel(QAbstractItemModel):
    """Tags under their parents; while a filter is set, only matching ones and those above them.

    Attributes:
        tree: the codebook that is shown.
        depth: how many levels it has.
        is_counted: whether it is known how often tags are used.

    Signals:
        repainted: many tags look otherwise now, and all stand where they stood.
        renamed: tag and the name that was typed.
        moved: tags, parent or None, and place among the new siblings without them, or None for the end.
        given: highlights were dropped on a tag: the tag and their ids.

    """

    repainted = Signal()
    renamed = Signal(object, str)
    moved = Signal(object, object, object)
    given = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tree = TagTree()
        self._uses: Mapping[TagId, TagUse] = {}
        self.is_counted = False
        self._standing: Mapping[TagId, str] = {}
        self._filter = ""
        self._folded: dict[str, str] = {}
        self._folded_of: tuple[TagTree, dict[TagId, str]] = (self.tree, {})
        self.depth = 1
        self._children: dict[TagId | None, tuple[TagId, ...]] = {}
        self._rows: dict[TagId, int] = {}
        self._matching: frozenset[TagId] = frozenset()

    # ---- what is shown

    def set_standing(self, standing: Mapping[TagId, str]) -> None:
        """Say in words what tags are in the query, for screen readers."""
        self._standing = standing

    def set_tree(self, tree: TagTree) -> None:
        """Show a codebook; views keep what they show where only names or colours differ."""
        before, old = self._children, self.tree
        children, matching = self._arranged(tree)
        if children == before:
            self.tree, self._matching = tree, matching
            self._tell_changed([tag.id for tag in tree if tag.id not in old or old[tag.id] != tag])
            return
        rows = {tag: row for tags in children.values() for row, tag in enumerate(tags)}
        run = one_run(before, children, self._rows, rows)
        parent = QModelIndex() if run is None else self.index_of(run.parent)
        if run is None:
            self.beginResetModel()  # while the old tree stands, of which views remember what is marked
        else:
            (self.beginInsertRows if run.came else self.beginRemoveRows)(parent, run.first, run.last)
        self.tree = tree
        parents = {tag.parent for tag in tree if tag.parent is not None}
        self.depth = max((len(tree.ancestors(one)) + 2 for one in parents), default=1)
        self._take(children, matching)
        if run is None:
            self.endResetModel()
            return
        (self.endInsertRows if run.came else self.endRemoveRows)()
        self._tell_changed([tag.id for tag in tree if tag.id in old and old[tag.id] != tag])

    def set_uses(self, uses: Mapping[TagId, TagUse]) -> None:
        """Show how often each tag is used."""
        before, self._uses = self._uses, dict(uses)
        if not self.is_counted:
            self.is_counted = True
            self.repainted.emit()
            return
        self._tell_changed([tag for tag in self._rows if before.get(tag) != self._uses.get(tag)])

    def set_filter(self, words: str) -> None:
        """Show only tags whose path holds `words`, letter case and accents aside."""
        words = fold_words(words)
        if words == self._filter:
            return
        self._filter = words
        self.beginResetModel()
        self._take(*self._arranged(self.tree))
        self.endResetModel()

    @property
    def is_filtered(self) -> bool:
        """Whether some tags may be left out."""
        return bool(self._filter)

    @property
    def matching(self) -> frozenset[TagId]:
        """The tags that the filter names; those shown above them are not among them."""
        return self._matching

    def first_match(self) -> TagId | None:
        """The first tag, in the order of the codebook, that the filter names."""
        return next((tag.id for tag in self.tree if tag.id in self._matching), None)

    def tag(self, index: Index) -> Tag:
        """The tag of a valid index."""
        return self.tree[TagId(index.internalId())]

    def use(self, tag: TagId) -> TagUse:
        """How often a tag is used."""
        return self._uses.get(tag, TagUse())

    def index_of(self, tag: TagId | None) -> QModelIndex:
        """The index of a tag; an invalid one when it is not shown."""
        row = self._rows.get(tag) if tag is not None else None
        return QModelIndex() if row is None or tag is None else self.createIndex(row, 0, int(tag))

    def clash(self, tag: TagId, name: str) -> str:
        """What stands against giving `tag` this name, in one sentence; empty when nothing does."""
        name = " ".join(name.split())
        if not name:
            return "A tag needs a name."
        parent = self.tree[tag].parent
        for sibling in self.tree.children(parent):
            if sibling.id != tag and sibling.name.casefold() == name.casefold():
                where = f"under “{self.tree[parent].short_name}”" if parent is not None else "at the top"
                return f"There is a tag “{sibling.short_name}” {where} already. Choose another name."
        return ""

    # ---- Qt's questions

    # A view that shows thousands of tags asks these some ten thousand times: they say no more than they must.

    def index(self, row: int, column: int, parent: Index = _NO_PARENT) -> QModelIndex:
        """The index of a child."""
        children = self._below(parent)
        if column or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(self, index: Index = _NO_PARENT) -> QModelIndex:  # type: ignore[override]
        """The index of the tag above."""
        if not index.isValid():
            return QModelIndex()
        above = self.tree[index.internalId()].parent  # type: ignore[index]
        return QModelIndex() if above is None else self.createIndex(self._rows[above], 0, above)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return len(self._below(parent))

    def _below(self, parent: Index) -> tuple[TagId, ...]:
        key: int | None = parent.internalId() if parent.isValid() else None
        return self._children.get(key, ())  # type: ignore[arg-type]

    def columnCount(self, _parent: Index = _NO_PARENT) -> int:
        return 1

    def hasChildren(self, parent: Index = _NO_PARENT) -> bool:
        return bool(self._below(parent))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every tag can be renamed, dragged and dropped on; so can the ground."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return _FLAGS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name, tooltip and what a screen reader says."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.tag(index).name
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self._about(self.tag(index)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            tag = self.tag(index)
            told = (tag.name, tag.colour.value, self.counts_in_words(tag.id), self._standing.get(tag.id, ""))
            return ", ".join(part for part in told if part)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell the name that was typed."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        tag, name = self.tag(index), " ".join(str(value).split())
        if name != tag.name and not self.clash(tag.id, name):
            self.renamed.emit(tag.id, name)
        return True

    def counts_in_words(self, tag: TagId) -> str:
        """`own 3, with sub-tags 17`, or `3 highlights`; empty until they are counted."""
        if not self.is_counted:
            return ""
        use = self.use(tag)
        if self.tree.children(tag):
            return f"own {use.own:,}, with sub-tags {use.total:,}"
        return f"{use.own:,} highlight{'' if use.own == 1 else 's'}"

    # ---- dragging

    def mimeTypes(self) -> list[str]:
        return [TAG_MIME, HIGHLIGHT_MIME]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        tags = [self.tag(index).id for index in indexes]
        return tags_to_drag(tags, "\n".join(map(self.tree.path, tags)))

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def canDropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        if dragged_highlights(data):
            return parent.isValid() and row < 0
        tags = dragged_tags(data)
        target = self.tag(parent).id if parent.isValid() else None
        return (
            bool(tags)
            and all(tag in self.tree for tag in tags)
            and (target is None or not any(target in self.tree.subtree(tag) for tag in tags))
        )

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        target = self.tag(parent).id if parent.isValid() else None
        highlights = dragged_highlights(data)
        if highlights:
            self.given.emit(target, highlights)
            return False
        tags = dragged_tags(data)
        here = [sibling.id for sibling in self.tree.children(target)]
        others = [tag for tag in here if tag not in tags]
        order = self._place(others, target, row)
        after = [*others[:order], *tags, *others[order:]] if order is not None else [*others, *tags]
        if after != here:
            self.moved.emit(tags, target, order)
        return False  # nothing is moved here: the codebook comes back changed, or not

    def _place(self, others: Sequence[TagId], parent: TagId | None, row: int) -> int | None:
        """Where a drop before the shown `row` lies among the siblings that are not dragged."""
        shown = self._children.get(parent, ())
        behind = next((tag for tag in shown[row:] if tag in others), None) if row >= 0 else None
        return None if behind is None else others.index(behind)

    # ---- arranging

    def _arranged(self, tree: TagTree) -> tuple[dict[TagId | None, tuple[TagId, ...]], frozenset[TagId]]:
        wanted: set[TagId] | None = None
        matching: frozenset[TagId] = frozenset()
        if self._filter:
            matching = frozenset(
                tag for tag, path in self._folded_paths(tree).items() if self._filter in path
            )
            wanted = set(matching)
            for match in matching:
                parent = tree[match].parent
                while parent is not None and parent not in wanted:
                    wanted.add(parent)
                    parent = tree[parent].parent
        shown: dict[TagId | None, list[TagId]] = {}
        for tag in tree:
            if wanted is None or tag.id in wanted:
                shown.setdefault(tag.parent, []).append(tag.id)
        return {parent: tuple(below) for parent, below in shown.items()}, matching

    def _folded_paths(self, tree: TagTree) -> dict[TagId, str]:
        """The folded paths of a codebook, kept until another one is asked about."""
        known_tree, paths = self._folded_of
        if known_tree is tree:
            return paths
        paths = {}
        for tag in tree:
            name = self._folded.get(tag.name)
            if name is None:
                name = self._folded[tag.name] = fold_words(tag.name)
            paths[tag.id] = name if tag.parent is None else f"{paths[tag.parent]}/{name}"
        self._folded_of = (tree, paths)
        return paths

    def _take(self, children: dict[TagId | None, tuple[TagId, ...]], matching: frozenset[TagId]) -> None:
        self._children, self._matching = children, matching
        self._rows = {tag: row for tags in children.values() for row, tag in enumerate(tags)}

    def _tell_changed(self, tags: Sequence[TagId]) -> None:
        if len(tags) > _FEW:
            self.repainted.emit()
            return
        for tag in tags:
            index = self.index_of(tag)
            if index.isValid():
                self.dataChanged.emit(index, index)

    def _about(self, tag: Tag) -> str:
        parts = [part for part in (self.tree.path(tag.id), self.counts_in_words(tag.id)) if part]
        if tag.shortcut:
            parts.append(f"key {tag.shortcut}")
        about = " · ".join(parts)
        return f"{about}\n{tag.description}" if tag.description else about
