"""Headers of pictures: the size that Qt reads too, and no bytes that cannot be told from a picture."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage, QImageReader
from tests.pictures import png

from excerpta.core.interchange.picture_headers import PictureHeader, picture_header

_SIZES = st.tuples(st.integers(1, 300), st.integers(1, 300))


def drawn(kind: str, width: int, height: int, quality: int = 80) -> bytes:
    """A file as another program writes it."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFF24527E)
    buffer = QBuffer()
    assert image.save(buffer, kind, quality)
    return bytes(buffer.data().data())


def exif(orientation: int, *, big: bool = False) -> bytes:
    """A segment of a JPEG that says how it is to be turned."""
    order = ">" if big else "<"
    entries = struct.pack(f"{order}HHHLHHHHLHH", 2, 0x0100, 3, 1, 9, 0, 0x0112, 3, 1, orientation, 0)
    tiff = (b"MM" if big else b"II") + struct.pack(f"{order}HL", 42, 8) + entries + bytes(4)
    content = b"Exif\x00\x00" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content


@given(st.sampled_from(["PNG", "JPEG", "WEBP"]), _SIZES, st.sampled_from([80, 100]))
def test_the_size_is_the_one_that_was_drawn(kind: str, size: tuple[int, int], quality: int) -> None:
    header = picture_header(drawn(kind, *size, quality))
    assert header == PictureHeader(f"image/{kind.lower()}", *size)


@given(_SIZES)
def test_a_gif_and_a_webp_with_more_in_it_say_their_size(size: tuple[int, int]) -> None:
    width, height = size
    gif = b"GIF89a" + struct.pack("<HH", *size) + bytes(3)
    assert picture_header(gif) == PictureHeader("image/gif", *size)
    canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    extended = b"RIFF\x20\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x10\x00\x00\x00" + canvas
    assert picture_header(extended) == PictureHeader("image/webp", *size)


@pytest.mark.parametrize("big", [False, True])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_has_the_size_at_which_it_is_shown(orientation: int, big: bool) -> None:
    plain = drawn("JPEG", 40, 30)
    turned = plain[:2] + exif(orientation, big=big) + plain[2:]
    buffer = QBuffer()
    buffer.setData(turned)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    shown = reader.read()
    assert picture_header(turned) == PictureHeader("image/jpeg", shown.width(), shown.height())


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"RIFF\0\0\0\0WAVE", b"BM", b"\x89PNG", b"GIF88a"])
def test_what_is_no_picture_has_no_header(data: bytes) -> None:
    assert picture_header(data) is None


@given(st.sampled_from(["PNG", "JPEG", "WEBP"]), st.data())
def test_a_picture_cut_short_or_spoilt_is_no_error(kind: str, data: st.DataObject) -> None:
    whole = bytearray(drawn(kind, 20, 10))
    for _ in range(data.draw(st.integers(0, 4))):
        whole[data.draw(st.integers(2, len(whole) - 1))] = data.draw(st.integers(0, 255))
    header = picture_header(bytes(whole[: data.draw(st.integers(0, len(whole)))]))
    assert header is None or (header.width >= 0 and header.height >= 0)


@given(st.sampled_from([b"\xff\xd8\xff", b"\xff\xd8\xff\xe1\x00\x20Exif\x00\x00II", b"RIFF\0\0\0\0WEBPVP8L"]))
def test_any_bytes_after_a_signature_are_no_error(start: bytes) -> None:
    for more in (b"", bytes(40), b"\xff" * 60, bytes(range(256))):
        assert picture_header(start + more) is not None


def test_a_png_without_its_first_chunk_says_no_size() -> None:
    assert picture_header(png()[:20]) == PictureHeader("image/png", 0, 0)
