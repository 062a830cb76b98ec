"""Pictures made on the spot: small, valid files of the kinds that a page may bring."""

import base64
import struct
import zlib


def png(width: int = 8, height: int = 6, colour: tuple[int, int, int] = (36, 82, 126)) -> bytes:
    """A PNG of one colour; another colour or size gives other bytes."""
    rows = (b"\0" + bytes(colour) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def data_address(data: bytes, media_type: str = "image/png") -> str:
    """A picture as the address of itself (RFC 2397)."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"
