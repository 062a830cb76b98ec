"""Draws the icon in every size and format that desktops ask for, into `build/icons`.

Question: one drawing for all sizes? Choice: two. Why: below 32 pixels the hand in the margin is a
smudge; the small drawing stands on whole pixels at 16.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "resources" / "icons"
TARGET = ROOT / "build" / "icons"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512, 1024)
SMALL = 24
"""Up to so many pixels the small drawing is used."""


def draw() -> dict[int, Path]:
    """Every size as PNG; their paths."""
    _application = QGuiApplication.instance() or QGuiApplication(["icons"])
    TARGET.mkdir(parents=True, exist_ok=True)
    return {size: _draw(size) for size in SIZES}


def _draw(size: int) -> Path:
    name = "excerpta-small.svg" if size <= SMALL else "excerpta.svg"
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(SOURCE / name)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    path = TARGET / f"excerpta-{size}.png"
    if not image.save(str(path)):
        raise OSError(f"{path} could not be written")
    return path


def main() -> None:
    """Draw all of it, and say where it is."""
    drawn = draw()
    pictures = [Image.open(path) for path in drawn.values()]
    largest = pictures[-1]
    windows = [picture for picture in pictures if picture.width <= 256]  # the most that an .ico can hold
    windows[-1].save(TARGET / "excerpta.ico", append_images=windows[:-1], sizes=[one.size for one in windows])
    largest.save(TARGET / "excerpta.icns", append_images=[one for one in pictures if one.width >= 32])
    print(TARGET)


if __name__ == "__main__":
    main()
