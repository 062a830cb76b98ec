"""Pictures of the library are drawn, selected, highlighted; what cannot be drawn says why."""

import hashlib
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from tests.gui.widgets.reader import everything

from excerpta.core.model.annotation import Colour
from excerpta.core.model.document import Block, BlockKind
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.support.theme import load_theme
from excerpta.gui.widgets.reader import pictures
from excerpta.gui.widgets.reader.contents import ReaderHighlight
from excerpta.gui.widgets.reader.picture_box import FRAME, PictureBox
from excerpta.gui.widgets.reader.pictures import DAMAGED, NOT_THERE, PictureShelf, decode
from excerpta.gui.widgets.reader.view import ReaderView

BLUE, CLEAR = QColor("#3060c0"), QColor(0, 0, 0, 0)
Shower = Callable[..., ReaderView]


def file_of(width: int, height: int, kind: str = "PNG", colour: QColor = BLUE) -> bytes:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(colour)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)
    return bytes(buffer.data().data())


def name_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def show(qapp: object) -> Iterator[Shower]:
    """Give a function that shows a picture between two paragraphs, and returns the reader."""
    opened: list[ReaderView] = []

    def shown(
        data: bytes | None, description: str = "", *, width: int = 800, words: str = "before"
    ) -> ReaderView:
        made = everything.Everything()
        made.add(BlockKind.PARAGRAPH, words)
        name = "00" * 32 if data is None else name_of(data)
        made.add(BlockKind.IMAGE, "\ufffc", image=name, description=description)
        made.add(BlockKind.CAPTION, words)
        view = ReaderView()
        opened.append(view)
        view.resize(width, 700)
        view.pictures.set_source({name: data}.get)
        view.set_document(made.text, made.blocks)
        view.show()
        QApplication.processEvents()
        return view

    yield shown
    for view in opened:
        if isValid(view):
            view.close()
            view.deleteLater()


def box_of(view: ReaderView) -> PictureBox:
    box = view.page.laid(2).boxes[0]
    assert isinstance(box, PictureBox)
    return box


def words_of(view: ReaderView) -> list[str]:
    return [o.label.layout.text() for o in view.page.laid(2).ornaments if o.label is not None]


def colour_at(view: ReaderView, x: float, y: float) -> QColor:
    """The colour at a point of the picture's piece."""
    top = view.page.y_of_piece(2)
    assert top is not None
    image = view.viewport().grab().toImage()
    return image.pixelColor(round(view.column_left + x), round(top + y))


# ---- sizes


def test_a_picture_is_as_large_as_it_is_if_there_is_room(show: Shower) -> None:
    view = show(file_of(120, 80))
    assert box_of(view).picture.size() == QSize(120, 80)
    assert box_of(view).picture.left() == 0
    assert colour_at(view, 60, FRAME + 40) == BLUE


def test_a_wide_picture_is_as_wide_as_the_column(show: Shower) -> None:
    view = show(file_of(3000, 600), width=500)
    width = view.page.typesetter.width
    picture = box_of(view).picture
    assert (picture.left(), picture.right()) == (0, width)
    assert abs(picture.height() - width / 5) < 1
    assert colour_at(view, width / 2, FRAME + 20) in (BLUE, load_theme("light").line)


def test_a_tall_picture_fits_into_the_window(show: Shower) -> None:
    picture = box_of(show(file_of(200, 4000))).picture
    assert picture.height() < 650
    assert abs(picture.width() - picture.height() / 20) < 1


def test_beside_right_to_left_text_a_picture_stands_at_the_right(show: Shower) -> None:
    view = show(file_of(120, 80), words=everything.PERSIAN)
    assert box_of(view).picture.right() == view.page.typesetter.width


# ---- what cannot be shown


def test_a_picture_that_is_missing_says_so_and_what_it_shows(show: Shower) -> None:
    assert words_of(show(None, "A map")) == ["A map", NOT_THERE]
    assert words_of(show(None)) == [NOT_THERE]


@pytest.mark.parametrize("data", [b"", b"no picture", file_of(50, 50)[:20]])
def test_a_damaged_picture_says_so(show: Shower, data: bytes) -> None:
    assert words_of(show(data, "A map")) == ["A map", DAMAGED]


def test_damage_found_while_painting_becomes_a_card(qtbot: QtBot, show: Shower) -> None:
    data = file_of(300, 200)
    view = show(data[: len(data) // 2], "A map")
    qtbot.waitUntil(lambda: words_of(view) == ["A map", DAMAGED])
    view.viewport().grab()


def test_a_picture_of_too_many_pixels_is_not_decoded(show: Shower, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 5000)
    view = show(file_of(120, 80))
    assert words_of(view) == ["The picture is too large to be shown: 120 by 80 pixels."]


def test_words_of_a_card_can_be_read_on_every_tint(show: Shower) -> None:
    view = show(None, "A map")
    labels = [o.label for o in view.page.laid(2).ornaments if o.label is not None]
    assert {label.slot for label in labels} == {"ink"}


# ---- under the hand


def test_a_picture_is_one_character(show: Shower) -> None:
    view = show(file_of(120, 80))
    start = view.page.source.text.index("\ufffc")
    for position in (start, start + 1):
        point = view.point_of(position)
        assert point is not None
        assert view.position_at(point) == position
        assert view.character_at(point) == start
    first, last = view.page.caret(start), view.page.caret(start + 1)
    assert first is not None
    assert last is not None
    assert last.x() - first.x() == box_of(view).width
    assert first.height() == box_of(view).height


@pytest.mark.parametrize("words", ["before", everything.PERSIAN])
def test_arrows_and_drags_pass_over_a_picture(qtbot: QtBot, show: Shower, words: str) -> None:
    view = show(file_of(120, 80), words=words)
    view.setFocus()
    start = view.page.source.text.index("\ufffc")
    forward = Qt.Key.Key_Left if words == everything.PERSIAN else Qt.Key.Key_Right
    view.set_caret(start - 1)
    walked = []
    for _ in range(3):
        qtbot.keyClick(view, forward)
        walked.append(view.caret())
    assert walked == [start, start + 1, start + 2]
    begin, finish = view.point_of(start), view.point_of(start + 1)
    assert begin is not None
    assert finish is not None
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    qtbot.mouseMove(view.viewport(), finish)
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=finish)
    assert view.selected_text() == "\ufffc"


def test_a_highlight_is_seen_around_a_picture(show: Shower) -> None:
    view = show(file_of(120, 80))
    theme = load_theme("light")
    assert colour_at(view, -FRAME + 2, FRAME + 40) == theme.page
    start = view.page.source.text.index("\ufffc")
    view.set_highlights([ReaderHighlight(AnnotationId(1), start, start + 1, Colour.GREEN)])
    assert colour_at(view, -FRAME + 2, FRAME + 40) == theme.tint(Colour.GREEN)
    assert colour_at(view, 60, 80 + 2 * FRAME - 1) == theme.edge(Colour.GREEN)
    assert colour_at(view, 60, FRAME + 40) == BLUE


def test_a_selected_picture_has_a_frame(show: Shower) -> None:
    view = show(file_of(120, 80))
    start = view.page.source.text.index("\ufffc")
    view.select(start, start + 1)
    assert colour_at(view, 1, FRAME + 40) == load_theme("light").accent
    assert colour_at(view, 60, FRAME + 40) == BLUE
    view.clear_selection()
    assert colour_at(view, 1, FRAME + 40) == BLUE


def test_what_can_be_seen_through_lies_on_paper(show: Shower) -> None:
    view = show(file_of(120, 80, colour=CLEAR))
    for name in ("light", "sepia", "dark"):
        theme = load_theme(name)
        view.set_theme(theme)
        assert colour_at(view, 60, FRAME + 40).lightness() > 200


def test_the_description_is_a_tip(qtbot: QtBot, show: Shower) -> None:
    view = show(file_of(120, 80), "The envoy at the door")
    point = view.point_of(view.page.source.text.index("\ufffc"))
    assert point is not None
    for place, text in ((point, "The envoy at the door"), (QPoint(5, 5), "")):
        event = QHelpEvent(QHelpEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place))
        QApplication.sendEvent(view.viewport(), event)
        qtbot.waitUntil(lambda text=text: text in QToolTip.text())  # type: ignore[misc]
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


# ---- decoding


def test_a_large_picture_comes_from_a_thread(qtbot: QtBot) -> None:
    data = file_of(2000, 1000)
    shelf = PictureShelf()
    shelf.set_source({name_of(data): data}.get)
    size = QSize(400, 200)
    with qtbot.waitSignal(shelf.arrived):
        assert shelf.pixmap(name_of(data), size) is None
        assert shelf.pixmap(name_of(data), size) is None
    found = shelf.pixmap(name_of(data), size)
    assert found is not None
    assert found.size() == size
    qtbot.waitUntil(lambda: not any(thread.name == "pictures" for thread in threading.enumerate()))


def test_a_reader_may_be_closed_while_a_picture_is_decoded(qtbot: QtBot, show: Shower) -> None:
    view = show(file_of(2500, 2500))
    view.viewport().grab()
    view.close()
    view.deleteLater()
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not any(thread.name == "pictures" for thread in threading.enumerate()))


def test_only_so_many_bytes_are_kept(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_KEPT_BYTES", 3 * 100 * 100 * 4)
    files = {
        name_of(data): data for data in (file_of(100, 100, colour=QColor(10 * n, 0, 0)) for n in range(6))
    }
    asked: list[str] = []
    shelf = PictureShelf()
    shelf.set_source(lambda name: asked.append(name) or files[name])  # type: ignore[func-returns-value]
    for name in files:
        assert shelf.pixmap(name, QSize(100, 100)) is not None
    asked.clear()
    for name in list(files)[3:]:
        assert shelf.pixmap(name, QSize(100, 100)) is not None
    assert not asked
    assert shelf.pixmap(next(iter(files)), QSize(100, 100)) is not None
    assert asked


def test_a_picture_turned_by_its_camera_stands_upright(qapp: object) -> None:
    plain = file_of(60, 20, "JPEG")
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    turned = plain[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + plain[2:]
    shelf = PictureShelf()
    shelf.set_source({"x": turned}.get)
    assert shelf.facts("x")[:2] == (20, 60)
    assert decode(turned, QSize(20, 60)).size() == QSize(20, 60)


def test_another_source_is_asked_anew(show: Shower) -> None:
    data = file_of(120, 80)
    view = show(data)
    view.pictures.set_source(None)
    assert words_of(view) == [NOT_THERE]
    view.pictures.set_source({name_of(data): data}.get)
    assert box_of(view).image == name_of(data)


def test_blocks_without_a_picture_keep_their_place(show: Shower) -> None:
    view = show(None, "A map")
    view.set_document("\ufffc", (Block(BlockKind.IMAGE, 0, 1),))
    assert view.position_at(QPoint(view.column_left + 5, 60)) == 0
