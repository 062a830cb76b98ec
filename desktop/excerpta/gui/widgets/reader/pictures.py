"""Pictures of the library as the reader draws them: sizes at once, pixels when they are needed.

A small picture is decoded where it is painted; a large one in a thread, and painted when it has come.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPixmap
from shiboken6 import isValid

Images = Callable[[str], bytes | None]
"""Gives the file of a picture by its SHA-256 in hex, or None where there is none."""

MOST_PIXELS = 50_000_000
"""Pixels of a picture that is decoded: four bytes of memory for each."""

_DECODED_AT_ONCE = 1_000_000
_KEPT_BYTES = 96_000_000
_KEPT_FACTS = 5_000

NOT_THERE = "The picture is not in the library."
DAMAGED = "The picture is damaged and cannot be shown."


class PictureFacts(NamedTuple):
    """What is known of a picture without decoding it.

    Attributes:
        width, height: in pixels, as it is to be shown; 0 when it cannot be.
        trouble: why it cannot be shown, as a sentence; empty when it can.

    """

    width: int
    height: int
    trouble: str = ""


class _Wanted(NamedTuple):
    name: str
    width: int
    height: int


class PictureShelf(QObject):
    """Keeps what was decoded last of one reader's pictures.

    Signals:
        arrived: a picture that was asked for can be painted now.
        spoiled: a picture turned out to be damaged: its name.

    """

    arrived = Signal()
    spoiled = Signal(str)
    _decoded = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._images: Images = _no_images
        self._facts: OrderedDict[str, PictureFacts] = OrderedDict()
        self._kept: OrderedDict[_Wanted, QPixmap] = OrderedDict()
        self._kept_bytes = 0
        self._lock = threading.Lock()
        self._queue: list[tuple[_Wanted, bytes]] = []
        self._queued: set[_Wanted] = set()
        self._is_working = False
        self._decoded.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def set_source(self, images: Images | None) -> None:
        """Take pictures from somewhere else, or from nowhere."""
        self._images = images or _no_images
        self._facts.clear()

    def facts(self, name: str) -> PictureFacts:
        """Give the size of a picture by its name, or what is wrong with it."""
        found = self._facts.get(name)
        if found is None:
            data = self._images(name) if name else None
            found = PictureFacts(0, 0, NOT_THERE) if data is None else _facts_of(data)
            self._facts[name] = found
            if len(self._facts) > _KEPT_FACTS:
                self._facts.popitem(last=False)
        return found

    def pixmap(self, name: str, size: QSize) -> QPixmap | None:
        """Give a picture in a size in pixels of the screen; None until it has come, or when it cannot."""
        wanted = _Wanted(name, size.width(), size.height())
        found = self._kept.get(wanted)
        if found is not None:
            self._kept.move_to_end(wanted)
            return found
        facts = self.facts(name)
        if facts.trouble or size.isEmpty() or wanted in self._queued:
            return None
        data = self._images(name)
        if data is None:
            return None
        if facts.width * facts.height > _DECODED_AT_ONCE:
            self._decode_later(wanted, data)
            return None
        return self._keep(wanted, decode(data, size))

    def _keep(self, wanted: _Wanted, image: QImage) -> QPixmap | None:
        if image.isNull():
            self._facts[wanted.name] = PictureFacts(0, 0, DAMAGED)
            self.spoiled.emit(wanted.name)
            return None
        found = QPixmap.fromImage(image)
        self._kept[wanted] = found
        self._kept_bytes += _bytes_of(found)
        while self._kept_bytes > _KEPT_BYTES and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._kept_bytes -= _bytes_of(oldest)
        return found

    # ---- in a thread

    def _decode_later(self, wanted: _Wanted, data: bytes) -> None:
        self._queued.add(wanted)
        with self._lock:
            self._queue.append((wanted, data))
            if self._is_working:
                return
            self._is_working = True
        threading.Thread(target=self._work, name="pictures", daemon=True).start()

    def _work(self) -> None:
        """Decode what is queued, what was asked for last first: it is what is looked at."""
        while True:
            with self._lock:
                if not self._queue or not isValid(self):
                    self._is_working = False
                    return
                wanted, data = self._queue.pop()
            image = decode(data, QSize(wanted.width, wanted.height))
            if not isValid(self):
                return
            try:
                self._decoded.emit(wanted, image)
            except RuntimeError:  # the reader was closed meanwhile
                return

    def _take(self, wanted: _Wanted, image: QImage) -> None:
        self._queued.discard(wanted)
        if self._keep(wanted, image) is not None:
            self.arrived.emit()


def decode(data: bytes, size: QSize) -> QImage:
    """Decode the first frame of a picture to a size; a null image when it is damaged."""
    reader = _Reader(data)
    if reader.is_turned:
        size = size.transposed()
    reader.setScaledSize(size)
    return reader.read()


class _Reader(QImageReader):
    """A reader of bytes that turns a picture as its camera says."""

    def __init__(self, data: bytes) -> None:
        self._bytes = QByteArray(data)
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        super().__init__(self._buffer)
        self.setDecideFormatFromContent(True)
        self.setAutoTransform(True)

    @property
    def is_turned(self) -> bool:
        """Whether width and height change places."""
        return bool(self.transformation() & QImageIOHandler.Transformation.TransformationRotate90)


def _facts_of(data: bytes) -> PictureFacts:
    reader = _Reader(data)
    size = reader.size()
    if not reader.canRead() or size.isEmpty():
        return PictureFacts(0, 0, DAMAGED)
    width, height = size.width(), size.height()
    if width * height > MOST_PIXELS:
        sentence = f"The picture is too large to be shown: {width:,} by {height:,} pixels."
        return PictureFacts(0, 0, sentence)
    return PictureFacts(height, width) if reader.is_turned else PictureFacts(width, height)


def _bytes_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4


def _no_images(_name: str) -> None:
    return None
