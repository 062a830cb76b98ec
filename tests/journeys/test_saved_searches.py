"""A question is saved, asked again, counted anew, named, ordered, follows its tags, and is deleted."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from tests.journeys.driver import Driver

from excerpta.core.services import annotating, searches, tagging
from excerpta.core.services.retrieving import find_highlights, parse_query
from excerpta.gui.widgets.saved_searches import SavedSearches
from excerpta.gui.widgets.search_name_box import SearchNameBox

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
ENTER, ESCAPE, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down


def panel_of(drive: Driver) -> SavedSearches:
    return drive.window.searches.panel


def names(drive: Driver) -> list[str]:
    model = panel_of(drive).list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def count(drive: Driver, row: int) -> object:
    return panel_of(drive).list.model().index(row, 0).data(Qt.ItemDataRole.UserRole + 1)


def save(drive: Driver, query: str, name: str = "") -> None:
    """Ask, save with Ctrl+S, and take the name that is proposed or another."""
    drive.window.show_view("highlights")
    drive.window.retrieval.ask(query)
    drive.settle()
    drive.press(Qt.Key.Key_S, CTRL)
    box = drive.window.retrieval_view.findChild(SearchNameBox)
    assert box is not None
    assert box.isVisible()
    if name:
        box.field.setText(name)
    QTest.keyClick(box.field, ENTER)
    assert box.isHidden()
    drive.settle()


def found(drive: Driver, query: str) -> list[int]:
    return list(find_highlights(drive.window.session.library, parse_query(query)))


def test_a_question_is_kept_asked_again_and_counted_anew(drive: Driver) -> None:
    assert panel_of(drive).isHidden()
    save(drive, "tag:Claims colour:orange")
    assert names(drive) == ["tag: Claims colour: orange"]
    assert drive.window.session.undo_label().startswith("save search")
    drive.wait_for(lambda: count(drive, 0) == len(found(drive, "tag:Claims colour:orange")))
    before = count(drive, 0)
    assert isinstance(before, int)
    assert before > 0
    first = found(drive, "tag:Claims colour:orange")[0]
    library = drive.window.session.library
    drive.window.session.perform(lambda: annotating.delete_highlights(library, [first]))  # type: ignore[list-item]
    drive.wait_for(lambda: count(drive, 0) == before - 1)
    drive.window.show_view("read")
    drive.press(Qt.Key.Key_F6)
    while drive.focus() is not panel_of(drive).list:
        drive.press(Qt.Key.Key_F6)
    drive.press(ENTER)
    drive.settle()
    assert drive.window.retrieval_view.isVisible()
    assert list(drive.window.retrieval_view.rows.rows.ids) == found(drive, "tag:Claims colour:orange")
    drive.press(Qt.Key.Key_Left, ALT)
    assert drive.window.pane.isVisible()


def test_the_name_of_another_is_refused_where_it_is_typed(drive: Driver) -> None:
    save(drive, "tag:Claims", "گفت‌وگو 😀")
    drive.window.retrieval.ask("tag:Actors")
    drive.settle()
    drive.press(Qt.Key.Key_S, CTRL)
    box = drive.window.retrieval_view.findChild(SearchNameBox)
    assert box is not None
    box.field.setText("گفت‌وگو 😀")
    QTest.keyClick(box.field, ENTER)
    assert "already" in box.problem.text()
    assert box.isVisible()
    QTest.keyClick(box.field, ESCAPE)
    assert box.isHidden()
    assert names(drive) == ["گفت‌وگو 😀"]


def test_a_search_follows_its_tags_and_says_when_one_is_gone(drive: Driver) -> None:
    save(drive, "tag:Claims/Denial", "Denials")
    session = drive.window.session
    tag = tagging.tag_tree(session.library).find(("Claims", "Denial"))
    assert tag is not None
    session.perform(lambda: tagging.rename_tag(session.library, tag.id, "Refusal"))
    drive.settle()
    panel_of(drive).list.setFocus()
    drive.press(ENTER)
    drive.settle()
    assert drive.window.retrieval.text == "tag:Claims/Refusal"
    session.perform(lambda: tagging.delete_tag(session.library, tag.id, keep_children=True))
    drive.wait_for(lambda: count(drive, 0) == -1)
    tip = str(panel_of(drive).list.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole))
    assert "Claims/Refusal" in tip
    assert "no longer there" in tip
    session.undo()
    drive.wait_for(lambda: count(drive, 0) == len(found(drive, "tag:Claims/Refusal")))


def test_names_order_and_questions_change_by_keys_and_menu(drive: Driver) -> None:
    save(drive, "tag:Claims", "First")
    save(drive, "tag:Actors", "Second")
    rows = panel_of(drive).list
    rows.setFocus()
    rows.setCurrentIndex(rows.model().index(1, 0))
    drive.press(Qt.Key.Key_Up, ALT)
    assert names(drive) == ["Second", "First"]
    assert panel_of(drive).current() == searches.saved_searches(drive.window.session.library)[0].id
    drive.press(Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.setText("Who acts")
    QTest.keyClick(editor, ENTER)
    drive.settle()
    assert names(drive) == ["Who acts", "First"]
    drive.window.retrieval.ask("tag:Places")
    drive.settle()
    menu = panel_of(drive).menu()
    assert menu is not None
    next(a for a in menu.actions() if a.text().startswith("Keep the present question")).trigger()
    menu.deleteLater()
    kept = searches.saved_searches(drive.window.session.library)[0]
    assert (kept.name, kept.query) == ("Who acts", parse_query("tag:Places"))
    rows.setFocus()
    drive.press(Qt.Key.Key_Delete)
    assert names(drive) == ["First"]
    drive.press(Qt.Key.Key_Z, CTRL)
    assert names(drive) == ["Who acts", "First"]


def test_highlights_like_the_current_one(drive: Driver) -> None:
    window = drive.window
    window.pane.reader.setFocus()
    drive.press(Qt.Key.Key_BracketRight)
    current = window.pane.reader.current_highlight()
    assert current is not None
    query = searches.highlights_like(window.session.library, current)
    drive.press(Qt.Key.Key_L)
    drive.settle()
    assert window.retrieval_view.isVisible()
    assert parse_query(window.retrieval.text) == query
    assert window.retrieval_view.current() == current
    drive.press(Qt.Key.Key_L)
    drive.settle()
    assert window.retrieval_view.current() == current


def test_quotations_of_marked_rows_are_copied_with_where_they_are_from(drive: Driver) -> None:
    window = drive.window
    window.show_view("highlights")
    window.retrieval.ask("tag:Claims/Denial")
    drive.settle()
    rows = window.retrieval_view.rows
    rows.setFocus()
    drive.press(Qt.Key.Key_Space)
    drive.press(Qt.Key.Key_Space)
    drive.press(Qt.Key.Key_C, CTRL)
    text = QApplication.clipboard().text()
    assert text.count(" — ") == 2
    assert "Delegates return to Qatar" in text
    drive.press(Qt.Key.Key_C, CTRL | SHIFT)
    assert QApplication.clipboard().text().startswith("> ")
