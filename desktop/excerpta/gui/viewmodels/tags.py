"""The tag panel's codebook as the library has it, and what the panel's verbs do to it."""

import dataclasses
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QObject, QTimer, Signal

from excerpta.core.model.annotation import Colour
from excerpta.core.model.changes import Changes
from excerpta.core.model.errors import QueryError, UserError
from excerpta.core.model.ids import TagId
from excerpta.core.model.query import ANYTHING, Match, Query, QueryField, Term
from excerpta.core.model.tag import TagPath, TagTree, TagUse, parse_tag_path
from excerpta.core.services import tagging
from excerpta.gui.support.background import Task
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.tag_panel import TagPanel

_KEY = "tag uses"

_QUICK = 0.1
"""Seconds within which counting disturbs nothing else."""

_RESTS = 2
_LONGEST_REST = 3000
"""Counting that takes longer waits for a rest of so many times its length; milliseconds at the most."""


class TagsViewModel(QObject):
    """Gives the panel its tree and counts, and does what it asks for.

    Attributes:
        tree: the codebook as it was read last.

    Signals:
        query_changed: the query that a click on a tag makes, as text.
        counted: the counts are those of now.

    """

    query_changed = Signal(str)
    counted = Signal()

    def __init__(self, session: LibrarySession, panel: TagPanel) -> None:
        super().__init__(panel)
        self.tree = self._spelled = TagTree()
        self._session = session
        self._panel = panel
        self._query = Query()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._count)
        panel.set_read_only(session.library.read_only)
        self._connect(panel)
        session.changed.connect(self._refresh)
        self.reload()

    def reload(self) -> None:
        """Read the codebook anew, at once, and the counts in the background."""
        self._show_tree()
        self._count()

    def set_query(self, text: str) -> None:
        """The query that is shown now: clicks with Ctrl or Alt add to it, and its tags are marked."""
        try:
            from excerpta.core.services.retrieving import parse_query  # not for the first window

            self._query = parse_query(text)
        except QueryError:
            self._query = Query()
        self._mark_asked()

    # ---- the query

    def show_only(self, tag: TagId) -> None:
        """Ask for the highlights of one tag."""
        self._ask(Query((self._term(tag),)))

    def add(self, tag: TagId) -> None:
        """Ask for the highlights of one tag more."""
        self._ask(self._with(self._term(tag)))

    def exclude(self, tag: TagId) -> None:
        """Leave the highlights of a tag out."""
        self._ask(self._with(self._term(tag, excluded=True)))

    def _with(self, term: Term) -> Query:
        others = tuple(o for o in self._query.terms if (o.field, o.value) != (term.field, term.value))
        return Query((*others, term), self._query.match)

    def _term(self, tag: TagId, *, excluded: bool = False) -> Term:
        return Term(QueryField.TAG, self.tree.path(tag), excluded=excluded)

    def _ask(self, query: Query) -> None:
        positive = sum(1 for t in query.terms if t.field is QueryField.TAG and not t.excluded)
        self._query = query if positive > 1 else Query(query.terms, Match.ANY)
        self._mark_asked()
        from excerpta.core.services.retrieving import format_query  # not for the first window

        self.query_changed.emit(format_query(self._query))

    def _mark_asked(self) -> None:
        sides: dict[bool, set[TagId]] = {False: set(), True: set()}
        for term in self._query.terms:
            if term.field is QueryField.TAG and term.value != ANYTHING:
                tag = self.tree.find(parse_tag_path(term.value))
                if tag is not None:
                    sides[term.excluded].add(tag.id)
        self._panel.set_asked(frozenset(sides[False]), frozenset(sides[True]))

    # ---- verbs

    def create(self, names: TagPath) -> None:
        """Make a tag and those above it that are missing, and select it."""
        made: list[TagId] = []

        def verb() -> Changes:
            tag, changes = tagging.create_tag(self._session.library, names)
            made.append(tag)
            return changes

        if self._do(verb):
            self._panel.reveal(made[0])

    def rename(self, tag: TagId, name: str) -> None:
        """Give a tag another name."""
        self._do(partial(tagging.rename_tag, self._session.library, tag, name))

    def recolour(self, tags: Sequence[TagId], colour: Colour) -> None:
        """Give tags another colour."""
        self._do(partial(tagging.recolour_tags, self._session.library, tags, colour))

    def set_shortcut(self, tag: TagId, key: str) -> None:
        """Give a tag a key, or take its key away."""
        self._do(partial(tagging.set_tag_shortcut, self._session.library, tag, key))

    def _do(self, verb: Callable[[], Changes]) -> bool:
        """Do a verb; what stands against it is said in the panel. Whether something was altered."""
        if self._session.long.refuses():
            return False
        try:
            changes = verb()
        except UserError as error:
            self._panel.show_problem(str(error))
            return False
        self._panel.show_problem("")
        self._session.announce(changes)
        return bool(changes)

    # ---- refreshing

    def _connect(self, panel: TagPanel) -> None:
        panel.tag_shown.connect(self.show_only)
        panel.tag_added.connect(self.add)
        panel.tag_excluded.connect(self.exclude)
        panel.created.connect(self.create)
        panel.renamed.connect(self.rename)
        panel.recoloured.connect(self.recolour)
        panel.shortcut_set.connect(self.set_shortcut)

    def _refresh(self, changes: Changes) -> None:
        before = self.tree
        if changes.tags:
            self._show_tree(changes.merged)
        if changes.counts or not _stand_alike(before, self.tree):
            self._soon.start()
        elif self.tree is not self._spelled:
            self._spell()

    def _show_tree(self, merged: Mapping[TagId, TagId] = MappingProxyType({})) -> None:
        before, self.tree = self.tree, tagging.tag_tree(self._session.library)
        self._panel.set_tree(self.tree)
        self._query = followed(self._query, before, self.tree, merged)
        self._mark_asked()

    def _spell(self) -> None:
        self._spelled = self.tree
        self._session.spell_tags(self.tree)

    def _count(self) -> None:
        library = self._session.library

        def work(_: Task) -> tuple[dict[TagId, TagUse], float]:
            start = time.monotonic()
            return tagging.tag_uses(library), time.monotonic() - start

        def show(found: tuple[dict[TagId, TagUse], float]) -> None:
            uses, seconds = found
            # In a library so large that counting takes long, it waits until a quick hand rests.
            self._soon.setInterval(
                min(_LONGEST_REST, round(_RESTS * seconds * 1000)) if seconds > _QUICK else 0
            )
            self._session.uses = uses
            if self.tree is not self._spelled:
                self._spell()
            self._panel.set_uses(uses)
            self.counted.emit()

        self._session.background.start(_KEY, work, show)


def _stand_alike(one: TagTree, other: TagTree) -> bool:
    """Whether two codebooks have the same tags below the same ones, so that every count is the same."""
    return one is other or {tag.id: tag.parent for tag in one} == {tag.id: tag.parent for tag in other}


def followed(
    query: Query, before: TagTree, after: TagTree, merged: Mapping[TagId, TagId] = MappingProxyType({})
) -> Query:
    """A query whose tags were renamed, moved or merged, by their paths of now.

    Those that are gone stay as text.
    """

    def now(path: str) -> str:
        tag = before.find(parse_tag_path(path)) if path != ANYTHING else None
        one = None if tag is None else merged.get(tag.id, tag.id)
        is_as_it_was = (
            tag is None or one not in after or (one == tag.id and before.path(one) == after.path(one))
        )
        return path if is_as_it_was or one is None else after.path(one)

    return dataclasses.replace(
        query, terms=tuple(dict.fromkeys(_followed(term, now) for term in query.terms))
    )


def _followed(term: Term, now: Callable[[str], str]) -> Term:
    if term.field is not QueryField.TAG:
        return term
    relations = tuple(dataclasses.replace(one, value=now(one.value)) for one in term.relations)
    return dataclasses.replace(term, value=now(term.value), relations=relations)
