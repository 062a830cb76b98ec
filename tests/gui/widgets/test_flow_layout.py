"""Items flow into lines without overlap, inside the width, in order."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from pytestqt.qtbot import QtBot

from excerpta.gui.widgets.flow_layout import FlowLayout, flow

sizes = st.lists(st.builds(QSize, st.integers(1, 120), st.integers(1, 40)), max_size=20)


@given(sizes, st.integers(20, 300), st.booleans())
def test_items_do_not_overlap_and_stay_inside(items: list[QSize], width: int, mirrored: bool) -> None:
    places, height = flow(items, width, (4, 3), mirrored=mirrored)
    assert len(places) == len(items)
    for number, place in enumerate(places):
        assert QRect(0, 0, width, height).contains(place)
        assert place.height() == items[number].height()
        assert not any(place.intersects(other) for other in places[:number])


@given(sizes, st.integers(20, 300))
def test_a_mirrored_flow_is_the_mirror_image(items: list[QSize], width: int) -> None:
    plain, height = flow(items, width, (4, 3))
    mirrored, same_height = flow(items, width, (4, 3), mirrored=True)
    assert height == same_height
    for one, other in zip(plain, mirrored, strict=True):
        assert (other.left(), other.right()) == (width - 1 - one.right(), width - 1 - one.left())


def test_an_expanding_item_takes_the_rest_of_its_line(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    layout = FlowLayout(host, gap=(10, 10))
    first, last, between = (QWidget(host) for _ in range(3))
    for widget in (first, last, between):
        widget.setMinimumSize(50, 20)
    last.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    layout.addWidget(first)
    layout.addWidget(last)
    layout.insert_widget(1, between)
    layout.setGeometry(QRect(0, 0, 300, 20))
    assert [widget.x() for widget in (first, between, last)] == [0, 60, 120]
    assert last.width() == 180
    assert layout.heightForWidth(150) == 50
    between.hide()
    assert layout.heightForWidth(150) == 20


def test_the_layout_follows_the_direction_of_its_widget(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    layout = FlowLayout(host)
    label = QLabel("x", host)
    layout.addWidget(label)
    layout.setGeometry(QRect(0, 0, 200, 30))
    assert label.geometry().right() == 199
