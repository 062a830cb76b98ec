"""The tag panel on a library: every verb is done, undone, and shown; mistakes are said in the panel."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import TagId
from excerpta.core.model.query import Operator, Query, QueryField, Relation, Term
from excerpta.core.model.tag import Tag, TagTree, parse_tag_path
from excerpta.core.services import memos, tagging
from excerpta.core.services.retrieving import find_highlights, parse_query
from excerpta.gui.viewmodels.rearranging import RearrangingViewModel
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.viewmodels.tag_details import TagDetailsViewModel
from excerpta.gui.viewmodels.tags import TagsViewModel, followed
from excerpta.gui.widgets.tag_dialogs import ClashDialog, DeleteTagDialog, MergeTagDialog, SplitTagDialog
from excerpta.gui.widgets.tag_panel import TagPanel

ENTER = Qt.Key.Key_Return


class Zone:
    """A panel with its view-model."""

    def __init__(self, session: LibrarySession, qtbot: QtBot) -> None:
        self.session, self.qtbot = session, qtbot
        self.panel = TagPanel()
        qtbot.addWidget(self.panel)
        self.tags = TagsViewModel(session, self.panel)
        self.rearranging = RearrangingViewModel(session, self.tags, self.panel)
        self.details = TagDetailsViewModel(session, self.tags, self.panel)
        self.said: list[tuple[str, bool]] = []
        self.rearranging.said.connect(lambda *what: self.said.append(what))
        self.queries: list[str] = []
        self.tags.query_changed.connect(self.queries.append)
        self.panel.show()
        self.settle()

    def settle(self) -> None:
        """Wait for the counts, which come after the tree."""
        self.qtbot.waitUntil(lambda: not self.session.background.is_busy())

    def find(self, path: str) -> Tag | None:
        return tagging.tag_tree(self.session.library).find(parse_tag_path(path))

    def get(self, path: str) -> Tag:
        found = self.find(path)
        assert found is not None, path
        return found

    def total(self, path: str) -> int:
        return self.panel.view.tags.use(self.get(path).id).total


@pytest.fixture
def zone(session: LibrarySession, qtbot: QtBot) -> Zone:
    return Zone(session, qtbot)


def test_counts_are_what_a_click_shows(zone: Zone) -> None:
    for tag in zone.tags.tree:
        zone.panel.tag_shown.emit(tag.id)
        rows = find_highlights(zone.session.library, parse_query(zone.queries[-1]))
        assert zone.panel.view.tags.use(tag.id).total == len(rows)


def test_creates_selects_and_undoes(zone: Zone) -> None:
    QTest.keyClicks(zone.panel.field, "Actors/Pakistan/ISI")
    QTest.keyClick(zone.panel.field, ENTER)
    made = zone.get("Actors/Pakistan/ISI")
    assert zone.panel.view.current_tag() == made.id
    zone.session.undo()
    assert zone.find("Actors/Pakistan/ISI") is None
    assert made.id not in zone.tags.tree
    zone.session.redo()
    assert zone.tags.tree.path(made.id) == "Actors/Pakistan/ISI"


def test_renames_recolours_describes_moves(zone: Zone) -> None:
    tag = zone.get("To check")
    zone.panel.renamed.emit(tag.id, "Check again")
    zone.panel.recoloured.emit([tag.id], Colour.PINK)
    zone.panel.described.emit(tag.id, "Dates and numbers")
    zone.panel.shortcut_set.emit(tag.id, "1")
    zone.panel.moved.emit([tag.id], zone.get("Process").id, 0, False)
    found = zone.get("Process/Check again")
    assert (found.colour, found.description, found.shortcut, found.order) == (
        Colour.PINK, "Dates and numbers", "1", 0,
    )  # fmt: skip
    assert zone.panel.view.current_tag() == tag.id
    for _ in range(5):
        zone.session.undo()
    assert zone.get("To check") == tag


def test_a_clash_is_said_in_the_panel(zone: Zone) -> None:
    zone.panel.moved.emit([zone.get("Actors/Taliban").id], None, None, False)
    zone.panel.created.emit(("Actors", "Taliban"))
    assert zone.panel.problem.isHidden()
    zone.panel.renamed.emit(zone.get("Taliban").id, "Claims")
    assert "There is a tag “Claims”" in zone.panel.problem.text()
    assert zone.find("Taliban") is not None
    zone.panel.renamed.emit(zone.get("Taliban").id, "Movement")
    assert zone.panel.problem.isHidden()


def test_a_tag_that_is_gone_meanwhile_is_said_to_be(zone: Zone) -> None:
    tag = zone.get("To check").id
    tagging.delete_tag(zone.session.library, tag, keep_children=False)  # by another program
    zone.panel.delete_wanted.emit([tag])
    zone.settle()
    assert "no tag" in zone.panel.problem.text()
    zone.tags.reload()
    zone.settle()
    assert zone.panel.view.tags.index_of(tag).isValid() is False


@pytest.mark.parametrize("keep", [True, False])
def test_delete_says_its_reach_and_is_undone(zone: Zone, keep: bool) -> None:
    tag = zone.get("Claims")
    reach = tagging.tag_reach(zone.session.library, tag.id, with_children=True)
    zone.panel.delete_wanted.emit([tag.id])
    zone.settle()
    dialog = zone.panel.findChild(DeleteTagDialog)
    words = " ".join(label.text() for label in dialog.findChildren(type(zone.panel.heading)))
    assert f"{reach[0]} highlights in {reach[1]} documents" in words
    dialog.take.setChecked(not keep)
    dialog.accept()
    assert zone.find("Claims") is None
    assert (zone.find("Denial") is not None) is keep
    assert zone.said == [("Tag “Claims” deleted.", True)]
    zone.session.undo()
    assert zone.get("Claims/Denial").parent == tag.id


def test_counts_follow_changes_elsewhere(zone: Zone) -> None:
    before = zone.total("Actors")
    tag = zone.get("Actors/Taliban").id
    zone.session.perform(lambda: tagging.delete_tag(zone.session.library, tag, keep_children=False))
    zone.qtbot.waitUntil(lambda: zone.total("Actors") < before)


def test_clicks_build_a_query(zone: Zone) -> None:
    taliban, claims, check = (zone.get(path).id for path in ("Actors/Taliban", "Claims", "To check"))
    zone.panel.tag_shown.emit(taliban)
    zone.panel.tag_added.emit(claims)
    zone.panel.tag_excluded.emit(check)
    assert zone.queries[-1] == 'tag:Actors/Taliban tag:Claims -tag:"To check"'
    assert zone.panel.view.asked == {taliban, claims}
    assert zone.panel.view.excluded == {check}
    zone.panel.tag_excluded.emit(claims)
    assert zone.queries[-1] == 'tag:Actors/Taliban -tag:"To check" -tag:Claims'
    zone.tags.set_query("colour:red match:all")
    zone.panel.tag_added.emit(check)
    assert zone.queries[-1] == 'colour:red tag:"To check"'
    zone.tags.set_query('"half')
    assert zone.panel.view.asked == frozenset()


def test_the_query_follows_a_renamed_tag(zone: Zone) -> None:
    tag = zone.get("Actors/Taliban").id
    zone.panel.tag_shown.emit(tag)
    zone.panel.renamed.emit(tag, "Movement")
    assert zone.panel.view.asked == {tag}
    zone.panel.tag_added.emit(zone.get("Claims").id)
    assert zone.queries[-1] == "tag:Actors/Movement tag:Claims"


def test_terms_of_tags_that_are_gone_stay_as_text() -> None:
    query = Query((Term(QueryField.TAG, "Gone"), Term(QueryField.TAG, "*"), Term(QueryField.WORDS, "x")))
    assert followed(query, TagTree(), TagTree()) == query


def test_a_merge_is_told_done_and_undone(zone: Zone) -> None:
    process, claims = zone.get("Process").id, zone.get("Claims").id
    cease_fire = zone.get("Process/Cease-fire").id
    zone.panel.tag_shown.emit(process)
    zone.panel.merge_wanted.emit([process])
    dialog = zone.panel.findChild(MergeTagDialog)
    dialog.chooser.field.setText("claims")
    zone.settle()
    assert "4 sub-tags come along." in dialog.touched.text()
    assert dialog.button.isEnabled()
    dialog.chooser.field.setText("zzz")
    assert not dialog.button.isEnabled()
    dialog.chooser.field.setText("claims")
    zone.settle()
    dialog.accept()
    assert zone.find("Process") is None
    assert zone.get("Claims/Cease-fire").id == cease_fire
    assert zone.panel.view.current_tag() == claims
    assert zone.panel.view.asked == {claims}  # the query follows
    assert zone.said == [("“Process” is part of “Claims” now.", True)]
    zone.session.undo()
    assert zone.get("Process/Cease-fire").id == cease_fire
    zone.panel.tag_shown.emit(process)
    zone.session.redo()
    assert zone.panel.view.asked == {claims}  # and follows again


def test_where_names_meet_merging_is_offered(zone: Zone) -> None:
    tagging.create_tag(zone.session.library, ("Claims", "taliban"))
    zone.tags.reload()
    tag = zone.get("Actors/Taliban")
    zone.panel.moved.emit([tag.id], zone.get("Claims").id, None, False)
    dialog = zone.panel.findChild(ClashDialog)
    assert zone.find("Actors/Taliban") is not None
    dialog.accept()
    assert zone.find("Actors/Taliban") is None
    assert zone.panel.view.current_tag() == zone.get("Claims/taliban").id


def test_a_split_takes_the_marked_highlights_that_carry_the_tag(zone: Zone) -> None:
    library, tag = zone.session.library, zone.get("Actors/Taliban")
    zone.panel.split_wanted.emit(tag.id)
    zone.settle()
    assert "mark some with Space" in zone.panel.problem.text()
    ids = list(find_highlights(library, parse_query("tag:Actors")))
    zone.rearranging.marked = lambda: ids[:20]
    zone.panel.split_wanted.emit(tag.id)
    zone.settle()
    dialog = zone.panel.findChild(SplitTagDialog)
    dialog.field.setText("Spoken")
    dialog.accept()
    finer = zone.get("Actors/Taliban/Spoken")
    assert zone.panel.view.current_tag() == finer.id
    zone.qtbot.waitUntil(lambda: zone.total("Actors/Taliban/Spoken") > 0)
    assert zone.said[-1][0].endswith("now under “Actors/Taliban/Spoken”.")


def test_highlights_dropped_on_a_tag_get_it(zone: Zone) -> None:
    library, tag = zone.session.library, zone.get("To check")
    ids = list(find_highlights(library, parse_query("tag:Claims")))
    before = set(find_highlights(library, parse_query('tag:"To check"')))
    zone.panel.highlights_given.emit(tag.id, tuple(ids))
    assert set(find_highlights(library, parse_query('tag:"To check"'))) == before | set(ids)
    zone.session.undo()
    assert set(find_highlights(library, parse_query('tag:"To check"'))) == before


def test_what_is_said_of_the_current_tag_is_kept(zone: Zone) -> None:
    tag, other = zone.get("Claims"), zone.get("Process")
    zone.panel.view.set_current_tag(tag.id)
    details = zone.panel.details
    assert details.description.note() == tag.description
    assert "with sub-tags" in details.counts.text()
    for words in ("Only what ", "Only what is disputed. "):
        details.description.setPlainText(words)
        details.flush()
        assert details.description.note() == words  # what is typed stays as it is typed
    for words in ("N", "Narrow", "Narrow this."):
        details.memo.setPlainText(words)
        details.flush()
    zone.panel.view.set_current_tag(other.id)
    assert details.memo.note() == ""
    assert zone.get("Claims").description == "Only what is disputed."
    memo = memos.read_memo(zone.session.library, tag=tag.id)
    assert memo is not None
    assert memo.text == "Narrow this."
    zone.session.undo()
    assert memos.read_memo(zone.session.library, tag=tag.id) is None
    zone.session.undo()
    assert zone.get("Claims").description == tag.description


def test_terms_follow_tags_into_relations_and_merges() -> None:
    us, usa = Tag(TagId(1), "", None, "US", 0, Colour.RED), Tag(TagId(2), "", None, "USA", 1, Colour.RED)
    near = Relation(Operator.NEAR, "US", words=5)
    query = Query((Term(QueryField.TAG, "US", relations=(near,)), Term(QueryField.TAG, "USA")))
    after = followed(query, TagTree([us, usa]), TagTree([usa]), {TagId(1): TagId(2)})
    assert after.terms[0].relations[0].value == "USA"
    assert [term.value for term in after.terms] == ["USA", "USA"]
    plain = Query((Term(QueryField.TAG, "US"), Term(QueryField.TAG, "USA")))
    merged = followed(plain, TagTree([us, usa]), TagTree([usa]), {TagId(1): TagId(2)})
    assert merged.terms == (Term(QueryField.TAG, "USA"),)


def test_the_spellings_of_a_large_codebook_are_made_ready_beforehand(
    zone: Zone, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = zone.session
    assert session.spelled is None  # there are few: the box makes them at no cost
    monkeypatch.setattr("excerpta.gui.viewmodels.session._MANY_TAGS", len(zone.tags.tree))
    denial = zone.get("Claims/Denial").id
    session.perform(lambda: tagging.recolour_tag(session.library, denial, Colour.PINK))
    zone.qtbot.waitUntil(lambda: session.spelled is not None)
    assert session.spelled is not None
    assert session.spelled.of_path("claims/DENIAL") == denial
    session.perform(lambda: tagging.rename_tag(session.library, denial, "Refusal"))
    zone.qtbot.waitUntil(lambda: session.spelled.of_path("claims/denial") is None)
    assert session.spelled.of_path("claims/refusal") == denial
