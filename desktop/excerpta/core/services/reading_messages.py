"""What goes between the program and the child that reads for it: frames of a JSON header and plain bodies.

Question: why not pickle? Choice: JSON, and an article that is checked before it is believed. Why: a
file that has taken over its reader could otherwise take over the program through the answer.
"""

import hashlib
import json
import struct
from collections.abc import Sequence
from itertools import pairwise
from typing import IO, Any

from excerpta.core.interchange.found import Found
from excerpta.core.interchange.picture_headers import picture_header
from excerpta.core.model.document import (
    Article,
    Asset,
    Block,
    BlockKind,
    PartialDate,
    Provenance,
    Span,
    SpanKind,
)
from excerpta.core.model.errors import ReadingError

_LENGTH = struct.Struct(">Q")
_NAMED = ("title", "source", "author", "place", "agency", "language", "url")

Frame = tuple[dict[str, Any], list[bytes]]


class NonsenseError(Exception):
    """A frame that is not what was agreed, or longer than is taken."""


def write_frame(stream: IO[bytes], header: dict[str, Any], bodies: Sequence[bytes] = ()) -> None:
    """Send one frame, and see that it leaves."""
    written = json.dumps({**header, "bodies": [len(body) for body in bodies]}).encode()
    stream.write(_LENGTH.pack(len(written)))
    stream.write(written)
    for body in bodies:
        stream.write(body)
    stream.flush()


def read_frame(stream: IO[bytes], most: int) -> Frame | None:
    """The next frame; None at the end of the stream, also in the middle of a frame.

    Raises:
        NonsenseError: it is no frame, or has more than `most` bytes.

    """
    length = _exactly(stream, _LENGTH.size)
    if length is None:
        return None
    (size,) = _LENGTH.unpack(length)
    if size > most:
        raise NonsenseError("too long")
    written = _exactly(stream, size)
    if written is None:
        return None
    try:
        header = json.loads(written)
        sizes = header["bodies"]
        if not all(type(one) is int and one >= 0 for one in sizes) or size + sum(sizes) > most:
            raise NonsenseError("too long")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NonsenseError("no header") from error
    bodies = []
    for one in sizes:
        body = _exactly(stream, one)
        if body is None:
            return None
        bodies.append(body)
    return header, bodies


def _exactly(stream: IO[bytes], size: int) -> bytes | None:
    read = stream.read(size)
    return read if len(read) == size else None


def frame_of(file: Found) -> Frame:
    """The frame that tells of one file."""
    header: dict[str, Any] = {"name": file.name, "has_data": file.data is not None}
    bodies = [] if file.data is None else [file.data]
    if file.error is not None:
        return {**header, "sentence": file.error.sentence, "advice": file.error.advice}, bodies
    article = file.article
    if article is None:
        return {**header, "begins": True}, bodies
    header |= {name: getattr(article, name) for name in _NAMED}
    header |= {
        "published": [article.published.value, article.published.provenance.value],
        "warnings": article.warnings,
        "origins": {name: origin.value for name, origin in article.origins.items()},
        "blocks": [
            [b.kind, b.start, b.end, b.level, b.number, b.image, b.description] for b in article.blocks
        ],
        "spans": [[s.kind, s.start, s.end, s.target] for s in article.spans],
    }
    return header, [*bodies, article.text.encode(), *(asset.data for asset in article.assets)]


def file_of(frame: Frame) -> Found:
    """What a frame tells of a file, believed no further than the file itself would be.

    Raises:
        NonsenseError: it cannot be true.

    """
    header, bodies = frame
    try:
        name = str(header["name"])
        rest = list(bodies)
        data = rest.pop(0) if header["has_data"] else None
        if "sentence" in header:
            return Found(name, None, ReadingError(str(header["sentence"]), str(header["advice"])), data)
        if "begins" in header:
            return Found(name)
        return Found(name, _article(header, rest), None, data)
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise NonsenseError("no article") from error


def _article(header: dict[str, Any], bodies: list[bytes]) -> Article:
    text = bodies[0].decode("utf-8")
    blocks = tuple(
        Block(
            BlockKind(kind),
            _position(start),
            _position(end),
            _position(level),
            _number(number),
            str(image),
            str(description),
        )
        for kind, start, end, level, number, image, description in header["blocks"]
    )
    spans = tuple(
        Span(SpanKind(kind), _position(start), _position(end), str(target))
        for kind, start, end, target in header["spans"]
    )
    value, provenance = header["published"]
    named = {name: str(header[name]) for name in _NAMED}
    article = Article(
        text,
        blocks,
        spans,
        named["title"],
        named["source"],
        named["author"],
        place=named["place"],
        agency=named["agency"],
        language=named["language"],
        url=named["url"],
        published=PartialDate(str(value), Provenance(provenance)),
        assets=tuple(map(_asset, bodies[1:])),
        warnings=tuple(map(str, header["warnings"])),
        origins={name: Provenance(header["origins"][name]) for name in _NAMED if name in header["origins"]},
    )
    _check(article)
    return article


def _asset(data: bytes) -> Asset:
    found = picture_header(data)
    if found is None:
        raise ValueError("no picture")
    return Asset(hashlib.sha256(data).hexdigest(), found.media_type, found.width, found.height, data)


def _check(article: Article) -> None:
    """Blocks cover the text without a gap, spans lie inside of it, and every picture is there."""
    text, blocks = article.text, article.blocks
    joined = all(after.start == one.end + 1 and text[one.end] == "\n" for one, after in pairwise(blocks))
    covered = bool(blocks) and blocks[0].start == 0 and blocks[-1].end == len(text)
    ordered = all(one.start <= one.end for one in blocks)
    inside = all(one.start < one.end <= len(text) for one in article.spans)
    pictures = {one.image for one in blocks if one.image} == {one.sha256 for one in article.assets}
    if not (joined and covered and ordered and inside and pictures):
        raise ValueError("no article")


def _position(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("no position")
    return value


def _number(value: object) -> int | None:
    if value is not None and type(value) is not int:
        raise ValueError("no number")
    return value
