"""Marking: places that were found become highlights, after a look at how many that makes."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from excerpta.core.model.annotation import Colour
from excerpta.core.model.changes import Changes
from excerpta.core.model.errors import CancelledError, UserError
from excerpta.core.model.search import Search
from excerpta.core.model.tag import parse_tag_path
from excerpta.core.services import marking, tagging
from excerpta.core.services.marking import Extent, HighlightPlan, Places
from excerpta.gui.support.background import Task
from excerpta.gui.support.counts import highlights_in_words
from excerpta.gui.support.theme import Theme
from excerpta.gui.viewmodels.presenting import choices_of
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.highlight_sheet import HighlightSheet

_PLAN = "highlight plan"


class MarkingViewModel(QObject):
    """Asks how places are to be highlighted, and does it in one step.

    Attributes:
        extent: what was highlighted of each place the last time.
        colour: that of the next highlight without a colour of its own.

    Signals:
        said: what was done, and whether it can be undone.
        made: highlights were made.

    """

    said = Signal(str, bool)
    made = Signal()

    def __init__(self, session: LibrarySession, parent: QObject) -> None:
        super().__init__(parent)
        self.extent = Extent.WORDS
        self._session = session
        self._wanted: Search | Places = Search()
        self._plan: HighlightPlan | None = None
        self._sheet: HighlightSheet | None = None

    def ask(
        self,
        wanted: Search | Places,
        colour: Colour,
        names: Mapping[Colour, str],
        theme: Theme,
        parent: QWidget,
    ) -> HighlightSheet:
        """Show the sheet for places, or for every place of a search."""
        library = self._session.library
        sheet = HighlightSheet(self.extent, colour, names, theme, parent)
        sheet.set_choices(
            choices_of(tagging.tag_tree(library), self._session.uses, self._session.recent_tags)
        )
        self._wanted, self._sheet = wanted, sheet
        sheet.altered.connect(self._find_out)
        sheet.confirmed.connect(self._make)
        sheet.finished.connect(self._forget)
        sheet.open()
        self._find_out()
        return sheet

    def _forget(self) -> None:
        self._session.background.cancel(_PLAN)
        self._sheet = self._plan = None

    def _find_out(self) -> None:
        """Find out how many highlights it would be."""
        sheet = self._sheet
        if sheet is None:
            return
        sheet.wait()
        self._plan = None
        self.extent = extent = sheet.extent
        library, wanted, colour = self._session.library, self._wanted, sheet.colours.colour
        tags = [tag for tag in sheet.tags if not isinstance(tag, str)]
        is_new = len(tags) < len(sheet.tags)

        def work(task: Task) -> HighlightPlan:
            return marking.plan_highlights(
                library, wanted, extent, colour=colour, tags=tags, has_new_tags=is_new,
                cancelled=task.cancelled,
            )  # fmt: skip

        self._session.background.start(_PLAN, work, self._show_plan, failed=self._tell)

    def _show_plan(self, plan: HighlightPlan) -> None:
        self._plan = plan
        if self._sheet is not None:
            self._sheet.show_plan(plan.number, len(plan.places), plan.existing)

    def _make(self) -> None:
        sheet, plan = self._sheet, self._plan
        if sheet is None or plan is None or not plan.number:
            return
        library, colour = self._session.library, sheet.colours.colour
        tags = [tag for tag in sheet.tags if not isinstance(tag, str)]
        new_tags = [parse_tag_path(tag) for tag in sheet.tags if isinstance(tag, str)]
        sheet.accept()

        def verb() -> Changes:
            return marking.make_highlights(library, plan, colour=colour, tags=tags, new_tags=new_tags)

        def then(_: Changes) -> None:
            tree = tagging.tag_tree(library)
            found = [tag.id for tag in map(tree.find, new_tags) if tag is not None]
            self._session.remember_tags([*tags, *found])
            self.said.emit(f"{highlights_in_words(plan.number)} made.", True)
            self.made.emit()

        saying = f"Making {highlights_in_words(plan.number)}…"
        self._session.perform_on(plan.number, verb, saying, then)

    def _tell(self, error: UserError) -> None:
        if self._sheet is not None and not isinstance(error, CancelledError):
            self._sheet.show_problem(error.sentence, error.advice)
