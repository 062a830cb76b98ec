"""The look of a page on the screen, before it is printed."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from excerpta.gui.support.themed import Themed
from excerpta.gui.widgets.printing.options import PrintOptions
from excerpta.gui.widgets.printing.paper_painter import PaperPainter
from excerpta.gui.widgets.printing.printout import PrintedDocument, Printout

_EDGE = 8


def page_image(
    document: PrintedDocument, options: PrintOptions, number: int, width: int
) -> tuple[QImage, int, bool]:
    """Paint one page, the last one if there are fewer; an image `width` pixels wide.

    Returns:
        the image, the number of its page, and whether there is a page after it.
    """
    printout = Printout(document, options)
    wide, high = options.paper.points
    image = QImage(width, round(width * high / wide), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    pages = printout.pages()
    shown = next(pages, None)
    while shown is not None and shown.number < number and (following := next(pages, None)) is not None:
        shown = following
    if shown is None:
        return image, 0, False
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(width / wide, width / wide)
    PaperPainter(painter, printout).paint(shown)
    painter.end()
    return image, shown.number, next(pages, None) is not None


class PagePreview(Themed, QWidget):
    """Shows one page; while the next one is made, the last one stays."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.setAccessibleName("Preview of a page")
        self.setFixedSize(self.sizeHint())

    @property
    def pixels(self) -> int:
        """How wide an image is wanted, in pixels of the screen."""
        return round((self.width() - 2 * _EDGE) * self.devicePixelRatioF())

    def sizeHint(self) -> QSize:
        return QSize(300 + 2 * _EDGE, 424 + 2 * _EDGE)

    def show_image(self, image: QImage) -> None:
        """Show a page."""
        self._image = image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        page = QRectF(room)
        if not self._image.isNull():
            page.setHeight(room.width() * self._image.height() / self._image.width())
            page.moveCenter(room.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(page.translated(2, 3), QColor(0, 0, 0, 40))
            painter.drawImage(page, self._image)
        painter.setPen(QPen(self.theme.line, 1))
        painter.drawRect(page.adjusted(0.5, 0.5, -0.5, -0.5))
