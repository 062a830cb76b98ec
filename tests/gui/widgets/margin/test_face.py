"""The first lines of a quote or a note are drawn as they would be if there were no more of it."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from excerpta.gui.widgets.margin_face import Lines

_WIDTH = 180


def _drawn(lines: Lines) -> QImage:
    picture = QImage(_WIDTH, 120, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    lines.paint(painter, QPointF(0, 0), QColor("black"))
    painter.end()
    return picture


@pytest.mark.parametrize(
    "words",
    [
        "The American diplomat who arranged the other agreement, the one that was concluded in February",
        "هیئت افغان روز دوشنبه با نمایندهٔ ویژه دیدار کرد و گفت آتش‌بس هنوز دور است و گفت‌وگو ادامه دارد",
        "🕊 " * 60,
    ],
)
def test_what_is_cut_off_is_not_drawn(qapp: QApplication, words: str) -> None:
    font = QFont(qapp.font())
    whole = Lines(words, _WIDTH, font, 50)
    assert not whole.is_cut
    cut = Lines(words, _WIDTH, font, 2)
    assert cut.is_cut
    first = QImage(_drawn(whole).copy(0, 0, _WIDTH, int(cut.height)))
    assert _drawn(cut).copy(0, 0, _WIDTH, int(cut.height)) == first


def test_a_text_that_fits_exactly_is_not_cut(qapp: QApplication) -> None:
    assert not Lines("two\nlines 🕊", _WIDTH, qapp.font(), 2).is_cut
    assert Lines("two\nlines\nand one", _WIDTH, qapp.font(), 2).is_cut
