"""What a colour tells is told by a sign or a word as well."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.painting import Recorder

from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import TagId
from excerpta.core.model.query import QueryField, Term
from excerpta.core.model.tag import Tag, TagTree
from excerpta.gui.widgets.facets import FacetEntry, FacetRow
from excerpta.gui.widgets.tag_panel import TagPanel
from excerpta.gui.widgets.tag_row import LEFT_OUT

SIGN = LEFT_OUT.strip()


def words_of(widget: object) -> set[str]:
    """The words on a widget, without spaces around them, the sign by itself: it may be of the same font."""
    painted = Recorder(widget).painted  # type: ignore[arg-type]
    parts = [part.strip() for one in painted for part in one.words.replace(SIGN, f"\n{SIGN}\n").split("\n")]
    return set(parts) - {""}


def test_a_tag_that_the_query_leaves_out_has_a_minus(qtbot: QtBot) -> None:
    panel = TagPanel()
    qtbot.addWidget(panel)
    actors, claims = TagId(1), TagId(2)
    panel.set_tree(
        TagTree(
            [
                Tag(actors, "1", None, "Actors", 0, Colour.RED),
                Tag(claims, "2", None, "Claims", 1, Colour.RED),
            ]
        )
    )
    panel.resize(300, 300)
    panel.show()
    view = panel.view
    assert {"Actors", "Claims"} <= words_of(view)
    assert SIGN not in words_of(view)
    view.set_asked(frozenset([actors]), frozenset([claims]))
    assert {"Actors", SIGN, "Claims"} <= words_of(view)
    told = [str(view.tags.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in (0, 1)]
    assert told[0].endswith(", asked for")
    assert told[1].endswith(", left out")
    view.set_asked(frozenset(), frozenset())
    assert SIGN not in words_of(view)


def test_a_facet_that_is_left_out_has_a_minus(qtbot: QtBot) -> None:
    row = FacetRow(FacetEntry(Term(QueryField.COLOUR, "red"), "Red", 3), "left out")
    qtbot.addWidget(row)
    row.resize(200, 26)
    assert {SIGN, "Red"} <= words_of(row)
    assert row.accessibleName() == "Red, 3, left out"
