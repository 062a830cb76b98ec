"""The header of a picture says what kind it is and how large; nothing is decoded.

Sources: PNG 11.2.2, GIF89a 18, ITU-T T.81 annex B, Exif 2.3 section 4.6, RFC 9649.
"""

from collections.abc import Callable
from dataclasses import dataclass

_SIDEWAYS = (5, 6, 7, 8)
"""The Exif orientations in which a picture is shown turned by a quarter."""

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = frozenset((0x01, *range(0xD0, 0xD8)))

Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PictureHeader:
    """What a picture says of itself; width and height in pixels as it is shown, 0 when it does not say."""

    media_type: str
    width: int
    height: int


def picture_header(data: bytes) -> PictureHeader | None:
    """What kind of picture this is; None for what is no PNG, JPEG, GIF or WebP."""
    for media_type, starts, measure in _KINDS:
        if data.startswith(starts) and (media_type != "image/webp" or data[8:12] == b"WEBP"):
            try:
                width, height = measure(data)
            except IndexError:
                width = height = 0
            return PictureHeader(media_type, width, height)
    return None


def _png(data: bytes) -> Size:
    if data[12:16] != b"IHDR" or len(data) < 24:
        return 0, 0
    return _number(data[16:20], "big"), _number(data[20:24], "big")


def _gif(data: bytes) -> Size:
    return _number(data[6:8]), _number(data[8:10])


def _webp(data: bytes) -> Size:
    kind = data[12:16]
    if kind == b"VP8X":
        return _number(data[24:27]) + 1, _number(data[27:30]) + 1
    if kind == b"VP8L" and data[20] == 0x2F:
        bits = _number(data[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        return _number(data[26:28]) & 0x3FFF, _number(data[28:30]) & 0x3FFF
    return 0, 0


def _jpeg(data: bytes) -> Size:
    """The size in the first frame header, turned as the Exif orientation asks."""
    at, sideways = 2, False
    while True:
        while data[at] == 0xFF and data[at + 1] == 0xFF:
            at += 1
        if data[at] != 0xFF:
            return 0, 0
        marker, at = data[at + 1], at + 2
        if marker in _WITHOUT_LENGTH:
            continue
        length = _number(data[at : at + 2], "big")
        if marker in _FRAMES:
            height, width = _number(data[at + 3 : at + 5], "big"), _number(data[at + 5 : at + 7], "big")
            return (height, width) if sideways else (width, height)
        if marker == 0xE1 and data[at + 2 : at + 8] == b"Exif\x00\x00":
            sideways = _orientation(data[at + 8 : at + length]) in _SIDEWAYS
        if length < 2 or marker in (0xD9, 0xDA):
            return 0, 0
        at += length


def _orientation(tiff: bytes) -> int:
    """The tag Orientation (274) of the first directory; 1, upright, without one."""
    order = {b"II": "little", b"MM": "big"}.get(tiff[:2])
    if order is None:
        return 1
    at = _number(tiff[4:8], order)
    for entry in range(_number(tiff[at : at + 2], order)):
        place = at + 2 + 12 * entry
        if place + 12 > len(tiff):
            break
        if _number(tiff[place : place + 2], order) == 274:
            return _number(tiff[place + 8 : place + 10], order)
    return 1


def _number(data: bytes, order: str = "little") -> int:
    return int.from_bytes(data, "big" if order == "big" else "little")


_KINDS: tuple[tuple[str, tuple[bytes, ...], Callable[[bytes], Size]], ...] = (
    ("image/png", (b"\x89PNG\r\n\x1a\n",), _png),
    ("image/jpeg", (b"\xff\xd8\xff",), _jpeg),
    ("image/gif", (b"GIF87a", b"GIF89a"), _gif),
    ("image/webp", (b"RIFF",), _webp),
)
