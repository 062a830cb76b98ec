"""The pictures of a PDF: photographs as the JPEG that they are, others as PNG; backgrounds stay out."""

import ctypes
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from excerpta.core.interchange.pictures import LARGEST_PICTURE

_SMALLEST = 64
_MOST_PIXELS = 20_000_000
_MOST_PER_PAGE = 40
_DEEPEST = 4
_BACKGROUND = 0.85
_PLAIN_COLOURS = frozenset(
    (pdfium.FPDF_COLORSPACE_DEVICEGRAY, pdfium.FPDF_COLORSPACE_DEVICERGB, pdfium.FPDF_COLORSPACE_ICCBASED,
     pdfium.FPDF_COLORSPACE_CALRGB, pdfium.FPDF_COLORSPACE_CALGRAY)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture and where it stands on its page, in points from the left and from below."""

    page: int
    data: bytes
    left: float
    bottom: float
    right: float
    top: float


def pictures_of(page: pypdfium2.PdfPage, number: int, *, has_text: bool) -> Iterator[PlacedPicture]:
    """The pictures of a page that are looked at, and not what lies beneath its text."""
    area = page.get_width() * page.get_height()
    found = 0
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST):
        try:
            width, height = image.get_px_size()
            left, bottom, right, top = image.get_bounds()
            is_beneath = has_text and (right - left) * (top - bottom) > _BACKGROUND * area
            if min(width, height) < _SMALLEST or width * height > _MOST_PIXELS or is_beneath:
                continue
            data = _jpeg(image) or _png(image)
        except pypdfium2.PdfiumError:
            continue  # a damaged picture is no reason to lose the words
        if data:
            yield PlacedPicture(number, data, left, bottom, right, top)
            found += 1
        if found == _MOST_PER_PAGE:
            return


def _jpeg(image: Any) -> bytes:
    """The file itself, where it is a JPEG in colours that every program shows alike."""
    if image.get_filters() != ["DCTDecode"] or image.get_metadata().colorspace not in _PLAIN_COLOURS:
        return b""
    size = pdfium.FPDFImageObj_GetImageDataRaw(image, None, 0)
    if not 0 < size <= LARGEST_PICTURE:
        return b""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFImageObj_GetImageDataRaw(image, buffer, size)
    return buffer.raw


def _png(image: Any) -> bytes:
    """The picture as pdfium draws it, what its mask hides left out."""
    bitmap = image.get_bitmap(render=True, scale_to_original=True)
    channels = {"Gray": 1, "BGR": 3, "BGRx": 4, "BGRA": 4}.get(bitmap.mode, 0)
    if not channels or bitmap.width * bitmap.height > _MOST_PIXELS:
        return b""
    pixels = memoryview(bitmap.buffer).cast("B")
    kept = 4 if bitmap.mode == "BGRA" else min(channels, 3)
    rows = bytearray()
    for number in range(bitmap.height):
        row = bytes(pixels[number * bitmap.stride :][: bitmap.width * channels])
        line = bytearray(bitmap.width * kept)
        for place in range(kept):
            line[place::kept] = row[2 - place if channels > 1 and place < 3 else place :: channels]
        rows += b"\0" + line
    head = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, {1: 0, 3: 2, 4: 6}[kept], 0, 0, 0)
    parts = (b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 6)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
