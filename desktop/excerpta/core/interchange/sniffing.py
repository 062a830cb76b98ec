"""Sniffing tells from the first bytes what a file is; its name is not looked at."""

import re
from dataclasses import dataclass

_START = 4_096

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "application/pdf", "a PDF document"),
    (rb"{\rtf", "application/rtf", "an RTF document"),
    (b"PK\x03\x04", "application/zip", "a ZIP archive"),
    (b"PK\x05\x06", "application/zip", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword", "an old Microsoft Office document"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "a PNG picture"),
    (b"\xff\xd8\xff", "image/jpeg", "a JPEG picture"),
    (b"GIF87a", "image/gif", "a GIF picture"),
    (b"GIF89a", "image/gif", "a GIF picture"),
    (b"II*\x00", "image/tiff", "a TIFF picture"),
    (b"MM\x00*", "image/tiff", "a TIFF picture"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3", "an SQLite database"),
    (b"\x1f\x8b", "application/gzip", "a gzip archive"),
    (b"BZh", "application/x-bzip2", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "application/x-xz", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "application/vnd.rar", "a RAR archive"),
    (b"\x7fELF", "application/x-elf", "a program"),
    (b"ID3", "audio/mpeg", "a sound recording"),
    (b"OggS", "audio/ogg", "a sound recording"),
    (b"fLaC", "audio/flac", "a sound recording"),
)
_NEED_BINARY = frozenset((b"BZh", b"ID3"))
"""Signatures that a text may well begin with: they count only where control characters follow."""

_CONTAINERS = {b"WEBP": ("image/webp", "a WebP picture"), b"WAVE": ("audio/wav", "a sound recording")}
_ZIPPED = (
    (b"word/", "a Word document (DOCX)"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text (ODT)"),
    (b"mimetypeapplication/epub+zip", "an e-book (EPUB)"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
)
_DOCUMENTS = frozenset(("application/pdf", "application/rtf", "application/zip", "application/msword"))

_HTML = re.compile(
    rb"<!doctype\s+html|<(?:html|head|body|title|meta|script|style|link|article|main|section|div|p|h[1-6]|table|"
    rb"ul|ol|blockquote)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_HTML_OPENING = re.compile(
    rb"(?:\s|<!--.*?-->|<\?xml[^>]*\?>)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_MAIL_START = 16_384
_MAIL_OPENING = re.compile(rb"(?:From \S+[^\n]*\n)?[A-Za-z][A-Za-z0-9-]{1,40}:[ \t\r\n]")
_MAIL_MARK = re.compile(rb"^(?:MIME-Version|Message-ID|Received|Return-Path):", re.IGNORECASE | re.MULTILINE)
"""Headers that only mail programs write; a text may well begin with “From:” and “Subject:”."""
_TAG = re.compile(rb"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_CONTROLS = bytes(code for code in range(32) if code not in b"\x00\t\n\x0b\x0c\r\x1b") + b"\x7f"
_MOST_CONTROLS = 0.03


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file is.

    Attributes:
        mime: its media type.
        name: what people call it, with its article: `a PNG picture`.
        is_document: whether it holds words that a reader of that format could bring in.

    """

    mime: str
    name: str
    is_document: bool


def binary_kind(data: bytes) -> FileKind | None:
    """What kind of file that is not a text `data` is, by its first bytes; None for a text."""
    for signature, mime, name in _SIGNATURES:
        if data.startswith(signature) and (signature not in _NEED_BINARY or has_many_controls(data)):
            if mime == "application/zip":
                name = next((zipped for mark, zipped in _ZIPPED if mark in data[:_START]), name)
            return FileKind(mime, name, mime in _DOCUMENTS)
    if data.startswith(b"RIFF") and data[8:12] in _CONTAINERS:
        return FileKind(*_CONTAINERS[data[8:12]], is_document=False)
    if data[4:8] == b"ftyp":
        return FileKind("video/mp4", "a film or picture", is_document=False)
    if data.startswith(b"BM") and data[6:10] == bytes(4):
        return FileKind("image/bmp", "a bitmap picture", is_document=False)
    return None


def has_many_controls(data: bytes) -> bool:
    """Whether control characters that no text uses are so many that `data` cannot be a text.

    NUL does not count: it is one half of most characters in UTF-16.
    """
    sample = data[: 16 * _START]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > 3 and controls > _MOST_CONTROLS * len(sample)


def is_html(text: str) -> bool:
    """Whether a decoded text is HTML: it opens as a page does, or shows tags enough near its start.

    A text that merely mentions a tag is not HTML.
    """
    start = text[:_START]
    if "<" not in start:
        return False
    head = start.encode("utf-8", "replace")
    if _HTML_OPENING.match(head):
        return True
    if head.lstrip().startswith(b"<") and _HTML.match(head.lstrip()):
        return True
    return len(_HTML.findall(head)) > 1 and len(_TAG.findall(head)) * 12 > len(_lines(head))


def is_mail(start: bytes) -> bool:
    """Whether a file that starts so is a mail or a page saved as one (MHTML), headers first."""
    head = re.split(rb"\r?\n\r?\n", start[:_MAIL_START], maxsplit=1)[0]
    return bool(_MAIL_OPENING.match(head) and _MAIL_MARK.search(head))


def _lines(head: bytes) -> list[bytes]:
    return [line for line in head.splitlines() if line.strip()]
