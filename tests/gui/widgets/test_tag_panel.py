"""The tag panel by keyboard and mouse: find, create, rename, move, delete, and keep what is open."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import AnnotationId, TagId
from excerpta.core.model.tag import Tag, TagTree, TagUse
from excerpta.gui.support.dragging import dragged_tags, highlights_to_drag
from excerpta.gui.support.theme import load_theme
from excerpta.gui.widgets.tag_dialogs import MergeTagDialog, MoveTagDialog, SplitTagDialog
from excerpta.gui.widgets.tag_panel import TagPanel, rules
from excerpta.gui.widgets.tag_steps import place_after_step

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
LEFT = Qt.MouseButton.LeftButton


def tag(number: int, parent: int | None, name: str, order: int = 0, **more: str) -> Tag:
    above = None if parent is None else TagId(parent)
    return Tag(TagId(number), str(number), above, name, order, Colour.RED, **more)


TAGS = [
    tag(1, None, "Actors", 0),
    tag(2, 1, "Taliban", 0, shortcut="1", description="Acts of the movement"),
    tag(3, 1, "United States", 1),
    tag(4, 3, "Envoy", 0),
    tag(5, None, "Claims", 1),
    tag(6, 5, "Denial", 0),
    tag(7, None, "Été", 2),
    tag(8, None, 'a/b "c" 👍 ' + "long " * 60, 3),
]
USES = {TagId(1): TagUse(3, 17), TagId(2): TagUse(9, 9), TagId(7): TagUse(1, 1)}


class Told(list[object]):
    """What signals said, in order."""

    def take(self, name: str) -> Callable[..., None]:
        return lambda *what: self.append((name, *what))


@pytest.fixture
def panel(qtbot: QtBot) -> TagPanel:
    panel = TagPanel()
    qtbot.addWidget(panel)
    panel.resize(260, 500)
    panel.set_tree(TagTree(TAGS))
    panel.set_uses(USES)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


@pytest.fixture
def told(panel: TagPanel) -> Told:
    told = Told()
    names = (
        "tag_shown tag_added tag_excluded tags_applied highlights_given created renamed recoloured described "
        "memo_written shortcut_set moved delete_wanted deleted merge_wanted split_wanted"
    )
    for name in names.split():
        getattr(panel, name).connect(told.take(name))
    return told


def shown(panel: TagPanel, parent: QModelIndex | None = None) -> list[str]:
    """The names in sight, from the top."""
    model, view = panel.view.tags, panel.view
    found = []
    for row in range(model.rowCount(parent or QModelIndex())):
        index = model.index(row, 0, parent or QModelIndex())
        found.append(index.data())
        if view.isExpanded(index):
            found += shown(panel, index)
    return found


def click(panel: TagPanel, number: int, modifiers: Qt.KeyboardModifier) -> None:
    place = panel.view.visualRect(panel.view.tags.index_of(TagId(number))).center()
    QTest.mouseClick(panel.view.viewport(), LEFT, modifiers, place)


def test_the_model_keeps_qt_s_contract(panel: TagPanel) -> None:
    tester = QAbstractItemModelTester(panel.view.tags, QAbstractItemModelTester.FailureReportingMode.Warning)
    panel.field.setText("env")
    panel.set_tree(TagTree(TAGS[:6]))
    panel.field.clear()
    panel.set_tree(TagTree(TAGS))
    assert tester.model() is panel.view.tags


def test_tags_that_come_or_go_side_by_side_leave_the_others_alone(panel: TagPanel) -> None:
    model, resets = panel.view.tags, []
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.modelReset.connect(lambda: resets.append(1))
    panel.view.set_open_tags(frozenset({TagId(1), TagId(3)}))
    panel.view.set_current_tag(TagId(4))
    new = [tag(20, 4, "New", 0), tag(21, 20, "Below", 0)]
    for tags in (
        [*TAGS, *new],  # under a leaf, with one below it
        TAGS,
        [*TAGS, tag(22, None, "Last", 9)],
        TAGS,
        [one for one in TAGS if one.id not in (5, 6)],
        TAGS,
        [one for one in TAGS if one.id not in (2,)],
    ):
        panel.set_tree(TagTree(tags))
        assert panel.view.current_tag() == 4
        assert "Envoy" in shown(panel)
    assert not resets
    panel.set_tree(TagTree([tag(2, 5, "Taliban", 1) if one.id == 2 else one for one in TAGS]))
    panel.set_tree(TagTree(TAGS))
    assert len(resets) == 1  # a tag that moves is no run; one that comes to where it was before is
    panel.field.setText("envoy")
    panel.set_tree(TagTree([*TAGS, tag(23, 5, "Envoys", 1)]))
    assert "Envoys" in shown(panel)
    assert tester.model() is model


def test_filters_folded_and_gives_back_what_was_open(panel: TagPanel) -> None:
    panel.view.set_open_tags(frozenset({TagId(5)}))
    before = shown(panel)
    QTest.keyClicks(panel.field, "ete")
    assert shown(panel) == ["Été"]
    panel.field.setText("ENVOY")
    assert shown(panel) == ["Actors", "United States", "Envoy"]
    panel.field.clear()
    assert shown(panel) == before
    assert "Denial" in before


def test_enter_goes_to_the_first_match(panel: TagPanel, told: Told) -> None:
    panel.field.setText("tali")
    QTest.keyClick(panel.field, ENTER)
    assert panel.view.current_tag() == 2
    QTest.keyClick(panel.view, ENTER)
    assert told == [("tag_shown", 2)]


def test_enter_creates_what_nothing_matches(panel: TagPanel, told: Told) -> None:
    QTest.keyClicks(panel.field, r"Actors/Pakistan\/ISI")
    assert panel.offer.isVisible()
    QTest.keyClick(panel.field, ENTER)
    assert told == [("created", ("Actors", "Pakistan/ISI"))]
    assert panel.field.text() == ""


def test_control_enter_creates_a_part_of_a_name(panel: TagPanel, told: Told) -> None:
    panel.field.setText("Talib")
    assert "Ctrl+Enter" in panel.offer.text()
    QTest.keyClick(panel.field, ENTER, CTRL)
    assert told == [("created", ("Talib",))]


def test_a_tag_that_exists_is_shown_not_made_again(panel: TagPanel, told: Told) -> None:
    panel.start_creating()
    QTest.keyClicks(panel.field, "actors/taliban")
    QTest.keyClick(panel.field, ENTER)
    assert told == []
    assert "already" in panel.problem.text()
    assert panel.view.current_tag() == 2


def test_a_path_with_an_empty_name_is_refused_kindly(panel: TagPanel, told: Told) -> None:
    panel.field.setText("Actors//")
    QTest.keyClick(panel.field, ENTER)
    assert told == []
    assert "empty" in panel.problem.text()
    QTest.keyClick(panel.field, Qt.Key.Key_X)
    assert panel.problem.isHidden()


def test_new_sub_tag_takes_its_place_under_the_tag(panel: TagPanel, told: Told) -> None:
    panel.start_creating(TagId(3))
    assert "United States" in panel.field.placeholderText()
    QTest.keyClicks(panel.field, "Military")
    QTest.keyClick(panel.field, ENTER)
    assert told == [("created", ("Actors", "United States", "Military"))]
    panel.start_creating(TagId(3))
    QTest.keyClick(panel.field, ESC)
    assert panel.field.placeholderText() == "Filter or create"


def test_renames_in_place(panel: TagPanel, told: Told, qtbot: QtBot) -> None:
    panel.view.set_current_tag(TagId(2))
    QTest.keyClick(panel.view, Qt.Key.Key_F2)
    editor = panel.view.findChild(QLineEdit, "tag_name_editor")
    editor.selectAll()
    QTest.keyClicks(editor, "United States")
    assert "already" in panel.problem.text()
    QTest.keyClick(editor, ENTER)
    assert told == []  # Enter waits until the name can be
    QTest.keyClicks(editor, " of old")
    assert panel.problem.isHidden()
    QTest.keyClick(editor, ENTER)
    qtbot.waitUntil(lambda: panel.view.findChild(QLineEdit, "tag_name_editor") is None)
    assert told == [("renamed", 2, "United States of old")]


def test_escape_leaves_a_name_alone(panel: TagPanel, told: Told, qtbot: QtBot) -> None:
    panel.view.set_current_tag(TagId(2))
    QTest.keyClick(panel.view, Qt.Key.Key_F2)
    editor = panel.view.findChild(QLineEdit, "tag_name_editor")
    QTest.keyClicks(editor, "x")
    QTest.keyClick(editor, ESC)
    assert told == []
    qtbot.waitUntil(lambda: panel.view.findChild(QLineEdit, "tag_name_editor") is None)


@pytest.mark.parametrize(
    ("modifiers", "name"),
    [(Qt.KeyboardModifier.NoModifier, "tag_shown"), (CTRL, "tag_added"), (ALT, "tag_excluded")],
)
def test_clicks_mean_the_query(
    panel: TagPanel, told: Told, modifiers: Qt.KeyboardModifier, name: str
) -> None:
    click(panel, 5, modifiers)
    assert told == [(name, 5)]
    assert panel.view.current_tag() == 5


def test_the_arrow_opens_without_asking(panel: TagPanel, told: Told) -> None:
    rect = panel.view.visualRect(panel.view.tags.index_of(TagId(1)))
    QTest.mouseClick(
        panel.view.viewport(),
        LEFT,
        Qt.KeyboardModifier.NoModifier,
        QPoint(rect.left() - 8, rect.center().y()),
    )
    assert told == []
    assert panel.view.open_tags() == {1}


def test_keys_on_a_tag(panel: TagPanel, told: Told) -> None:
    panel.view.set_current_tag(TagId(7))
    QTest.keyClick(panel.view, Qt.Key.Key_A)
    QTest.keyClick(panel.view, Qt.Key.Key_Delete)
    QTest.keyClick(panel.view, Qt.Key.Key_X)
    assert told == [("tags_applied", [7]), ("delete_wanted", [7])]
    panel.view.set_current_tag(TagId(1))
    QTest.keyClick(panel.view, Qt.Key.Key_Right)
    assert "Taliban" in shown(panel)
    QTest.keyClick(panel.view, Qt.Key.Key_Up)
    assert panel.field.hasFocus() or not panel.isActiveWindow()


def test_a_refresh_keeps_selection_and_what_is_open(panel: TagPanel) -> None:
    panel.view.set_open_tags(frozenset({TagId(1), TagId(3)}))
    panel.view.set_current_tag(TagId(4))
    panel.set_tree(TagTree([*TAGS, tag(9, None, "New", 9)]))
    assert panel.view.current_tag() == 4
    assert "Envoy" in shown(panel)
    renamed = [tag(4, 3, "Special envoy") if one.id == 4 else one for one in TAGS]
    panel.set_tree(TagTree([*renamed, tag(9, None, "New", 9)]))
    assert panel.view.current_tag() == 4
    assert "Special envoy" in shown(panel)


def test_deleting_says_what_it_touches(panel: TagPanel, told: Told) -> None:
    dialog = panel.ask_delete([TagId(1)], (3, 2), (37, 12))
    words = " ".join(label.text() for label in dialog.findChildren(type(panel.heading)))
    assert "3 highlights in 2 documents" in words
    assert "37 highlights in 12 documents" in words
    dialog.take.setChecked(True)
    QTest.keyClick(dialog, ENTER)
    assert told == [("deleted", [1], False, False)]
    dialog = panel.ask_delete([TagId(7)], (1, 1), (1, 1))
    assert dialog.keep.isHidden()
    QTest.keyClick(dialog, ESC)
    assert len(told) == 1


def drag(panel: TagPanel, number: int) -> QMimeData:
    data = panel.view.tags.mimeData([panel.view.tags.index_of(TagId(number))])
    assert dragged_tags(data) == (number,)
    return data


def test_drops_move_and_reorder(panel: TagPanel, told: Told) -> None:
    model = panel.view.tags
    move, nowhere = Qt.DropAction.MoveAction, QModelIndex()
    onto = model.index_of(TagId(5))
    model.dropMimeData(drag(panel, 2), move, -1, -1, onto)
    model.dropMimeData(drag(panel, 7), move, 0, 0, nowhere)
    model.dropMimeData(drag(panel, 1), move, 2, 0, nowhere)
    model.dropMimeData(drag(panel, 2), move, -1, -1, nowhere)
    assert told == [
        ("moved", (2,), 5, None, False),
        ("moved", (7,), None, 0, False),
        ("moved", (1,), None, 1, False),
        ("moved", (2,), None, None, False),
    ]


def test_drops_that_change_nothing_or_make_a_circle(panel: TagPanel, told: Told) -> None:
    model = panel.view.tags
    move = Qt.DropAction.MoveAction
    inside = model.index_of(TagId(4))
    assert not model.canDropMimeData(drag(panel, 1), move, -1, -1, inside)
    model.dropMimeData(drag(panel, 1), move, -1, -1, inside)
    model.dropMimeData(drag(panel, 1), move, 0, 0, QModelIndex())
    model.dropMimeData(drag(panel, 1), move, 1, 0, QModelIndex())
    assert told == []
    assert not model.canDropMimeData(QMimeData(), move, -1, -1, QModelIndex())


def test_a_drop_while_filtered_counts_the_hidden_siblings(panel: TagPanel, told: Told) -> None:
    panel.field.setText("t")  # hides Claims, not Actors and Été
    assert [name for name in shown(panel) if name in ("Claims", "Été")] == ["Été"]
    model = panel.view.tags
    row = model.index_of(TagId(7)).row()
    model.dropMimeData(drag(panel, 2), Qt.DropAction.MoveAction, row, 0, QModelIndex())
    assert told == [("moved", (2,), None, 2, False)]


def choose(menu: QMenu, *path: str) -> None:
    for step in path:
        action = next(a for a in menu.actions() if a.text().split("\t")[0].split("   ")[0] == step)
        menu = action.menu() or menu
        if action.menu() is None:
            action.trigger()


def test_the_menu(panel: TagPanel, told: Told) -> None:
    for path in (("Colour", "Teal"), ("Key", "1"), ("Key", "None"), ("Leave out of the query",)):
        menu = panel.menu(TagId(7))
        choose(menu, *path)
        menu.close()
    assert told == [
        ("recoloured", [7], Colour.TEAL),
        ("shortcut_set", 7, "1"),
        ("shortcut_set", 7, ""),
        ("tag_excluded", 7),
    ]
    menu = panel.menu(TagId(7))
    key = next(a for a in menu.actions() if a.text() == "Key").menu()
    assert any("now “Taliban”" in action.text() for action in key.actions())


def test_moves_by_dialogue(panel: TagPanel, told: Told) -> None:
    choose(panel.menu(TagId(2)), "Move to…")
    moved = panel.findChild(MoveTagDialog)
    QTest.keyClicks(moved.chooser.field, "envo")
    QTest.keyClick(moved, ENTER)
    assert told == [("moved", [2], 4, None, False)]


def test_move_offers_no_circle(panel: TagPanel) -> None:
    dialog = MoveTagDialog(TagTree(TAGS), [TagId(3)], panel)
    model = dialog.chooser.list.model()
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert "Actors/United States/Envoy" not in names
    assert "Actors" not in names  # it is there already
    assert names[0] == "At the top"
    QTest.keyClicks(dialog.chooser.field, "zzz")
    assert not dialog.button.isEnabled()
    dialog.close()


def test_several_tags_are_marked_and_meant(panel: TagPanel, told: Told) -> None:
    panel.view.set_open_tags(frozenset({TagId(1)}))
    panel.view.set_current_tag(TagId(2))
    QTest.keyClick(panel.view, Qt.Key.Key_Down, SHIFT)
    assert panel.view.marked_tags() == [2, 3]
    QTest.keyClick(panel.view, Qt.Key.Key_M)
    panel.set_tree(TagTree([*TAGS, tag(9, None, "New", 9)]))
    assert panel.view.marked_tags() == [2, 3]
    choose(panel.menu(TagId(2)), "Delete…")
    choose(panel.menu(TagId(7)), "Delete…")
    click(panel, 7, SHIFT)
    assert panel.view.marked_tags() == [2, 3, 5, 7]
    QTest.keyClick(panel.view, Qt.Key.Key_Space)
    assert panel.view.marked_tags() == [2, 3, 5]
    click(panel, 5, Qt.KeyboardModifier.NoModifier)
    assert panel.view.marked_tags() == [5]
    assert told == [
        ("merge_wanted", [2, 3]),
        ("delete_wanted", [2, 3]),
        ("delete_wanted", [7]),
        ("tag_shown", 5),
    ]
    menu = panel.menu(TagId(5))
    assert "Split off marked highlights…" in [action.text() for action in menu.actions()]
    panel.view.mark([TagId(7)])
    choose(panel.menu(TagId(5)), "Colour", "Pink")
    assert told[-1] == ("recoloured", [5, 7], Colour.PINK)


def test_several_tags_are_dragged_together(panel: TagPanel, told: Told) -> None:
    model, move = panel.view.tags, Qt.DropAction.MoveAction
    data = model.mimeData([model.index_of(TagId(one)) for one in (1, 7)])
    assert not model.canDropMimeData(data, move, -1, -1, model.index_of(TagId(4)))
    model.dropMimeData(data, move, -1, -1, model.index_of(TagId(5)))
    model.dropMimeData(data, move, 3, 0, QModelIndex())
    model.dropMimeData(model.mimeData([model.index_of(TagId(1))]), move, 1, 0, QModelIndex())
    assert told == [("moved", (1, 7), 5, None, False), ("moved", (1, 7), None, 1, False)]


def test_highlights_fall_on_a_tag_and_not_beside(panel: TagPanel, told: Told) -> None:
    model, copy = panel.view.tags, Qt.DropAction.CopyAction
    data = highlights_to_drag([AnnotationId(4), AnnotationId(9)])
    assert not model.canDropMimeData(data, copy, 0, 0, QModelIndex())
    model.dropMimeData(data, copy, -1, -1, model.index_of(TagId(5)))
    assert told == [("highlights_given", 5, (4, 9))]


@pytest.mark.parametrize(
    ("number", "key", "place"),
    [
        (2, Qt.Key.Key_Down, (1, 1)),
        (3, Qt.Key.Key_Up, (1, 0)),
        (3, Qt.Key.Key_Right, (2, None)),
        (4, Qt.Key.Key_Left, (1, 2)),
        (2, Qt.Key.Key_Left, (None, 1)),
        (2, Qt.Key.Key_Up, None),
        (1, Qt.Key.Key_Left, None),
        (1, Qt.Key.Key_Right, None),
    ],
)
def test_arrows_move_a_tag(
    panel: TagPanel, told: Told, number: int, key: Qt.Key, place: tuple[int | None, int | None] | None
) -> None:
    panel.view.set_open_tags(frozenset({TagId(1), TagId(3)}))
    panel.view.set_current_tag(TagId(number))
    QTest.keyClick(panel.view, key, ALT | SHIFT)
    assert told == ([] if place is None else [("moved", [number], *place, False)])


def test_arrows_are_mirrored_where_the_interface_is() -> None:
    tree = TagTree(TAGS)
    assert place_after_step(tree, TagId(4), Qt.Key.Key_Right, mirrored=True) == (1, 2)
    assert place_after_step(tree, TagId(3), Qt.Key.Key_Left, mirrored=True) == (2, None)


def test_a_drag_shows_where_it_would_drop(panel: TagPanel) -> None:
    view = panel.view
    rect = view.visualRect(view.tags.index_of(TagId(5)))
    middle, data = rect.center(), drag(panel, 7)

    def move_over(point: QPoint) -> tuple[QRect, bool] | None:
        event = QDragMoveEvent(point, Qt.DropAction.MoveAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(view.viewport(), event)
        return view.drop_place

    QApplication.sendEvent(
        view.viewport(),
        QDragEnterEvent(middle, Qt.DropAction.MoveAction, data, LEFT, Qt.KeyboardModifier.NoModifier),
    )
    onto = move_over(middle)
    assert onto is not None
    assert onto[1]
    assert onto[0].top() == rect.top()
    between = move_over(QPoint(middle.x(), rect.top() + 1))
    assert between is not None
    assert not between[1]
    assert not view.grab().isNull()
    QApplication.sendEvent(view.viewport(), QDragLeaveEvent())
    assert view.drop_place is None


def test_what_is_said_of_a_tag_is_written_below(panel: TagPanel, told: Told) -> None:
    assert panel.details.isHidden()
    panel.view.set_current_tag(TagId(2))
    panel.show_details(TagId(2), "Thoughts")
    assert panel.details.isVisible()
    assert panel.details.counts.text() == "9 highlights · key 1"
    assert panel.details.description.note() == "Acts of the movement"
    QTest.keyClick(panel.view, Qt.Key.Key_N)
    panel.details.memo.setPlainText("More thoughts ")
    panel.show_details(TagId(2), "Thoughts")  # a refresh takes nothing away that is being typed
    panel.details.description.setPlainText("Only acts")
    panel.show_details(TagId(7), "")  # and another tag takes nothing over
    assert told == [("described", 2, "Only acts"), ("memo_written", 2, "More thoughts ")]
    panel.details.memo.setPlainText("of a tag that goes")
    panel.set_tree(TagTree(TAGS[:6]))
    assert panel.details.isHidden()
    assert len(told) == 2


def test_a_merge_says_what_it_touches_before_it_is_done(panel: TagPanel) -> None:
    looked: list[tuple[object, object]] = []
    merged: list[tuple[object, object]] = []
    dialog = MergeTagDialog(TagTree(TAGS), [TagId(2), TagId(3)], panel)
    dialog.looked_at.connect(lambda *what: looked.append(what))
    dialog.confirmed.connect(lambda *what: merged.append(what))
    dialog.open()
    assert looked == [((3,), 2)]  # each of them can be the one that stays
    dialog.show_touched("It cannot be.", possible=False)
    assert not dialog.button.isEnabled()
    QTest.keyClick(dialog.chooser.field, Qt.Key.Key_Down)
    assert looked[-1] == ((2,), 3)
    QTest.keyClicks(dialog.chooser.field, "clai")
    assert looked[-1] == ((2, 3), 5)
    dialog.show_touched("37 highlights", possible=True)
    QTest.keyClick(dialog, ENTER)
    assert merged == [((2, 3), 5)]


def test_a_split_needs_a_name(panel: TagPanel) -> None:
    told: list[tuple[str, bool]] = []
    dialog = SplitTagDialog(TagTree(TAGS), TagId(2), 3, panel)
    dialog.confirmed.connect(lambda *what: told.append(what))
    dialog.open()
    QTest.keyClick(dialog, ENTER)
    assert not told
    dialog.beside.setChecked(True)
    QTest.keyClicks(dialog.field, "Spokesmen")
    QTest.keyClick(dialog, ENTER)
    assert told == [("Spokesmen", True)]


def test_a_read_only_library_offers_only_looking(panel: TagPanel, told: Told) -> None:
    panel.set_read_only(True)
    panel.field.setText("Something new")
    QTest.keyClick(panel.field, ENTER)
    panel.view.set_current_tag(TagId(7))
    QTest.keyClick(panel.view, Qt.Key.Key_Delete)
    assert told == []
    assert not panel.offer.isVisible()
    assert "Rename\tF2" not in [action.text() for action in panel.menu(TagId(7)).actions()]


def test_no_number_is_shown_before_it_is_counted(qtbot: QtBot) -> None:
    panel = TagPanel()
    qtbot.addWidget(panel)
    panel.set_tree(TagTree(TAGS))
    index = panel.view.tags.index_of(TagId(2))
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Taliban, red"
    panel.show_details(TagId(2), "")
    assert panel.details.counts.text() == "key 1"
    assert not panel.grab().isNull()
    panel.set_uses(USES)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Taliban, red, 9 highlights"


def test_tells_screen_readers_the_counts(panel: TagPanel) -> None:
    index = panel.view.tags.index_of(TagId(1))
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Actors, red, own 3, with sub-tags 17"
    assert "key 1" in panel.view.tags.index_of(TagId(2)).data(Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize("name", ["light", "sepia", "dark"])
def test_paints_in_every_theme(panel: TagPanel, name: str) -> None:
    theme = load_theme(name)
    panel.set_theme(theme)
    panel.set_asked(frozenset({TagId(2)}), frozenset({TagId(5)}))
    panel.setStyleSheet(rules(theme))
    assert not panel.grab().isNull()
    panel.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert not panel.grab().isNull()


def test_five_thousand_tags_are_no_matter(panel: TagPanel) -> None:
    many = [tag(n, None if n < 51 else n % 50 + 1, f"tag {n}", n) for n in range(1, 5001)]
    start = time.process_time()
    panel.set_tree(TagTree(many))
    panel.set_uses({one.id: TagUse(1, 1) for one in many})
    panel.view.set_open_tags(frozenset(TagId(n) for n in range(1, 51)))
    QApplication.processEvents()
    panel.field.setText("tag 4")
    panel.view.finish_filter()
    panel.field.setText("tag 49")
    panel.view.finish_filter()
    panel.grab()
    panel.field.clear()
    panel.grab()
    assert time.process_time() - start < 1.5
