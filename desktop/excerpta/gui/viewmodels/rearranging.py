"""Rearranging the codebook from the panel: moving, deleting, merging and splitting, each told before."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from excerpta.core.model.arrangement import Arrangement
from excerpta.core.model.changes import Changes
from excerpta.core.model.errors import TagClashError, UserError
from excerpta.core.model.ids import AnnotationId, TagId
from excerpta.core.model.tag import TagTree, TagUse
from excerpta.core.services import annotating, restructuring, tagging
from excerpta.core.services.restructuring import MergePreview
from excerpta.gui.support.background import Task
from excerpta.gui.support.counts import highlights_in_words
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.viewmodels.tags import TagsViewModel
from excerpta.gui.widgets.tag_dialogs import MergeTagDialog, Reach, SplitTagDialog, reach_in_words
from excerpta.gui.widgets.tag_panel import TagPanel

_KEY = "reach of tags"


class RearrangingViewModel(QObject):
    """Does what the panel asks for; where names meet, it asks whether the tags merge.

    Attributes:
        marked: gives the highlights that are marked, or the current ones; set by the window.

    Signals:
        said: what was done, and whether it can be undone.

    """

    said = Signal(str, bool)

    def __init__(self, session: LibrarySession, tags: TagsViewModel, panel: TagPanel) -> None:
        super().__init__(panel)
        self._session = session
        self._tags = tags
        self._panel = panel
        self.marked: Callable[[], Sequence[AnnotationId]] = tuple
        panel.moved.connect(self.move)
        panel.delete_wanted.connect(self.ask_delete)
        panel.deleted.connect(self.delete)
        panel.merge_wanted.connect(self.ask_merge)
        panel.split_wanted.connect(self.ask_split)
        panel.highlights_given.connect(self.give)

    # ---- moving and deleting

    def move(self, tags: Sequence[TagId], parent: TagId | None, order: int | None, merging: bool) -> None:
        """Put tags elsewhere in the codebook."""
        library = self._session.library
        plan = self._foreseen(
            lambda plan: plan.move_all(tags, parent, order, merging=merging),
            lambda: self.move(tags, parent, order, True),
        )
        if plan is None:
            return
        absorbed = plan.absorbed
        self._perform(
            plan,
            lambda: tagging.move_tags(library, tags, parent, order, merging=merging),
            "Moving tags…",
            lambda _: self._panel.reveal_all([absorbed.get(tag, tag) for tag in tags]),
        )

    def ask_delete(self, tags: Sequence[TagId]) -> None:
        """Say what deleting tags would touch, and ask."""
        library = self._session.library

        def work(_: Task) -> tuple[Reach, Reach]:
            own = tagging.tags_reach(library, tags, with_children=False)
            return own, tagging.tags_reach(library, tags, with_children=True)

        def ask(reach: tuple[Reach, Reach]) -> None:
            if all(tag in self._tags.tree for tag in tags):
                self._panel.ask_delete(tags, *reach)

        self._session.background.start(_KEY, work, ask, failed=self._object)

    def delete(self, tags: Sequence[TagId], keep_children: bool, merging: bool) -> None:
        """Take tags out of the codebook."""
        library, tree = self._session.library, self._tags.tree
        plan = self._foreseen(
            lambda plan: plan.remove(tags, keep_children=keep_children, merging=merging),
            lambda: self.delete(tags, keep_children, True),
        )
        if plan is None:
            return
        what = f"Tag “{tree[tags[0]].short_name}”" if len(tags) == 1 else f"{len(tags):,} tags"
        self._perform(
            plan,
            lambda: tagging.delete_tags(library, tags, keep_children=keep_children, merging=merging),
            f"Deleting {what[0].lower()}{what[1:]}…",
            lambda _: self.said.emit(f"{what} deleted.", True),
        )

    # ---- merging and splitting

    def ask_merge(self, tags: Sequence[TagId]) -> MergeTagDialog | None:
        """Ask which tag takes others in, and say of each what that touches."""
        tree = self._tags.tree
        if len(tree) < 2:
            self._panel.show_problem("There is only one tag, so there is nothing to merge.")
            return None
        dialog = MergeTagDialog(tree, tags, self._panel)
        dialog.looked_at.connect(lambda sources, into: self._look(dialog, sources, into))
        dialog.confirmed.connect(self.merge)
        dialog.finished.connect(lambda _: self._session.background.cancel(_KEY))
        dialog.open()
        return dialog

    def merge(self, sources: Sequence[TagId], into: TagId) -> None:
        """Make tags a part of another one."""
        library, tree = self._session.library, self._tags.tree

        try:
            plan = restructuring.arrange_merge(tree, sources, into)
        except UserError as error:
            self._object(error)
            return
        what = f"“{tree[sources[0]].short_name}” is" if len(sources) == 1 else f"{len(sources):,} tags are"
        said = f"{what} part of “{tree[into].short_name}” now."

        def then(_: Changes) -> None:
            self._panel.reveal(into)
            self.said.emit(said, True)

        self._perform(plan, lambda: restructuring.merge_tags(library, sources, into), "Merging tags…", then)

    def ask_split(self, tag: TagId) -> None:
        """Ask for the finer tag that the marked highlights get instead of a tag."""
        library, ids = self._session.library, list(self.marked())

        def work(_: Task) -> list[AnnotationId]:
            return restructuring.carriers(library, tag, ids)

        def ask(carrying: list[AnnotationId]) -> None:
            tree = self._tags.tree
            if tag not in tree:
                return
            if not carrying:
                self._panel.show_problem(
                    f"No marked highlight carries “{tree[tag].short_name}” itself. "
                    "Show its highlights, mark some with Space, then split them off."
                )
                return
            dialog = SplitTagDialog(tree, tag, len(carrying), self._panel)
            dialog.confirmed.connect(lambda name, beside: self.split(tag, carrying, name, beside))
            dialog.open()

        self._session.background.start(_KEY, work, ask, failed=self._object)

    def split(self, tag: TagId, ids: Sequence[AnnotationId], name: str, beside: bool) -> None:
        """Give highlights a finer tag instead of a tag."""
        library = self._session.library
        made: list[TagId] = []

        def verb() -> Changes:
            finer, changes = restructuring.split_tag(library, tag, ids, name, beside=beside)
            made.append(finer)
            return changes

        def then(_: Changes) -> None:
            self._panel.reveal(made[0])
            path = self._tags.tree.path(made[0])
            self.said.emit(f"{highlights_in_words(len(ids))} now under “{path}”.", True)

        self._session.perform_on(len(ids), verb, "Splitting a tag…", then)

    def give(self, tag: TagId, ids: Sequence[AnnotationId]) -> None:
        """Put a tag on highlights that were dropped on it."""
        library, tree = self._session.library, self._tags.tree
        said = f"{highlights_in_words(len(ids))} tagged “{tree[tag].short_name}”."
        self._session.perform_on(
            len(ids),
            lambda: annotating.tag_highlights(library, list(ids), [tag]),
            "Tagging highlights…",
            lambda _: self.said.emit(said, True),
        )

    # ---- inside

    def _foreseen(
        self, rearrange: Callable[[Arrangement], object], merging: Callable[[], object]
    ) -> Arrangement | None:
        """The codebook as it would be; None when that cannot be, which is said, or asked about."""
        plan = Arrangement(self._tags.tree)
        try:
            rearrange(plan)
        except TagClashError as error:
            self._panel.ask_merging(error.sentence, merging)
            return None
        except UserError as error:
            self._object(error)
            return None
        self._panel.show_problem("")
        return plan

    def _perform(
        self, plan: Arrangement, verb: Callable[[], Changes], saying: str, then: Callable[[Changes], None]
    ) -> None:
        number = links_of([*plan.absorbed, *plan.removed], self._session.uses)
        self._session.perform_on(number, verb, saying, then)

    def _look(self, dialog: MergeTagDialog, sources: Sequence[TagId], into: TagId) -> None:
        library, tree = self._session.library, self._tags.tree
        dialog.show_touched("", possible=False)

        def work(_: Task) -> MergePreview:
            return restructuring.preview_merge(library, sources, into)

        self._session.background.start(
            _KEY,
            work,
            lambda seen: dialog.show_touched(touched_in_words(seen, tree, into), possible=True),
            failed=lambda error: dialog.show_touched(str(error), possible=False),
        )

    def _object(self, error: UserError) -> None:
        self._panel.show_problem(str(error))


def links_of(tags: Sequence[TagId], uses: Mapping[TagId, TagUse]) -> int:
    """About how many links to highlights tags have, as they were counted last."""
    return sum(uses[tag].own for tag in tags if tag in uses)


def touched_in_words(seen: MergePreview, tree: TagTree, into: TagId) -> str:
    """What a merge would do, in two or three sentences."""
    name = tree[into].short_name
    said = [f"{reach_in_words((seen.highlights, seen.documents)).capitalize()} will carry “{name}”"]
    said[0] += f", {seen.shared:,} of them already." if seen.shared else "."
    if not seen.highlights:
        said = ["No highlight changes its tag."]
    if seen.moved:
        subs = "1 sub-tag comes" if seen.moved == 1 else f"{seen.moved:,} sub-tags come"
        said.append(f"{subs} along.")
    if seen.merged:
        subs = "1 sub-tag merges" if len(seen.merged) == 1 else f"{len(seen.merged):,} sub-tags merge"
        said.append(f"{subs} with one of the same name.")
    return " ".join(said)
