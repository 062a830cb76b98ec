r"""Decoding makes text of bytes: the encoding found out, newlines as `\n`, nothing else altered.

There is no Unicode normalisation, so that positions mean the source's own characters. What had to
be guessed, replaced or dropped is said in a warning.
"""

import codecs
import re
from dataclasses import dataclass

from excerpta.core.interchange.sniffing import binary_kind, has_many_controls
from excerpta.core.model.errors import ReadingError

_SAMPLE = 65_536
_MOSTLY_ASCII = 0.75

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BEYOND_ASCII = (
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
"""UTF-8 for one character beyond ASCII, surrogates among them."""

_WELL_FORMED = re.compile(rb"(?:" + _BEYOND_ASCII + rb")+")
_WELL_FORMED_OR_ASCII = re.compile(rb"(?:[\x00-\x7f]+|" + _BEYOND_ASCII + rb")+")
_ASCII = re.compile(rb"[\x00-\x7f]")
_HIGH = bytes(range(0x80, 0x100))
_UTF16_SIGNS = " \n،。،，"
_SEEN = "\t\r\n\ufeff\u200c\u200d\u200e\u200f"
_LINE_ENDS = ("\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c")

REPLACED = "Some characters were damaged; each was replaced with a replacement character (U+FFFD)."
NULS = "NUL characters were removed."
MIXED = "The file mixes UTF-8 and Windows-1252; each part was read as what it is."
GUESSED = (
    "The encoding is not stated and was taken for Windows-1252; if the text looks garbled, it was another."
)
NOT_TEXT = "The file is not a text: it holds too many characters that no text uses."


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, the encoding it was in, and what had to be done to it."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *, declared: str = "") -> Decoded:
    r"""The text of a file; `declared` is an encoding that the file itself names, as HTML may.

    Tried in turn: byte order marks, UTF-16 without one, UTF-8, the declared encoding, UTF-8 and
    Windows-1252 mixed. Line ends of every kind (`\r\n`, `\r`, U+2028, U+2029, U+0085, form feed)
    become `\n`.

    Raises:
        ReadingError: the file is empty, holds no words, or is not a text.

    """
    if not data:
        raise ReadingError("The file is empty.")
    kind = binary_kind(data)
    if kind is not None:
        raise ReadingError(f"The file is {kind.name}, not a text.")
    text, encoding, warnings = _decode_bytes(data, declared)
    tidy = tidy_text(text)
    if not tidy.text.strip():
        raise ReadingError("The file holds no words.")
    return Decoded(tidy.text, encoding, tuple(dict.fromkeys((*warnings, *tidy.warnings))))


def tidy_text(text: str) -> Decoded:
    r"""A text as it may be stored: line ends as `\n`, no NUL, no lone surrogate, no byte order mark first."""
    warnings: list[str] = []
    if "\x00" in text:
        text = text.replace("\x00", "")
        warnings.append(NULS)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        warnings.append(REPLACED)
    for line_end in _LINE_ENDS:
        if line_end in text:
            text = text.replace(line_end, "\n")
    return Decoded(text.removeprefix("\ufeff"), "", tuple(warnings))


def _decode_bytes(data: bytes, declared: str) -> tuple[str, str, tuple[str, ...]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_marked(data[len(bom) :], encoding)
    utf16 = _utf16_without_mark(data)
    if utf16:
        return _decode_marked(data, utf16)
    if has_many_controls(data):
        raise ReadingError(NOT_TEXT)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        pass
    if declared:
        text = _decode_declared(data, declared)
        if text is not None:
            return text, declared.lower(), (REPLACED,) if "\ufffd" in text else ()
    return _decode_mixed(data)


def _decode_marked(data: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    """Decode what is known to be UTF-8, 16 or 32; a cut character at the end becomes U+FFFD."""
    if encoding == "utf-8":
        try:
            return data.decode("utf-8"), "utf-8", ()
        except UnicodeDecodeError:
            return _decode_mixed(data)
    text = data.decode(encoding, "replace")
    return text, encoding, (REPLACED,) if "\ufffd" in text else ()


def _decode_declared(data: bytes, declared: str) -> str | None:
    """The text in the encoding that the file names; None when there is no such encoding."""
    name = declared.strip().lower()
    if name in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii", "utf-8", "utf8", "unicode"):
        return None
    try:
        return data.decode(name, "replace")
    except (LookupError, UnicodeError, ValueError):
        return None


def _utf16_without_mark(data: bytes) -> str:
    """The name of the encoding when `data` is UTF-16 without a byte order mark, else empty.

    Latin texts in UTF-16 are NUL in nearly every second byte. Other texts have fewer, but their
    bytes make no sense as UTF-8, or are full of control characters.
    """
    sample = data[: _SAMPLE - _SAMPLE % 2]
    sample = sample[: len(sample) - len(sample) % 2]
    zeros = sample.count(0)
    if not zeros or len(sample) < 4:
        return ""
    if zeros < 0.4 * len(sample) and _is_utf8(sample.replace(b"\x00", b"")) and not has_many_controls(sample):
        return ""
    little, big = sample.decode("utf-16-le", "replace"), sample.decode("utf-16-be", "replace")
    if _likeness(little) >= _likeness(big):
        return "utf-16-le" if _likeness(little) else ""
    return "utf-16-be"


def _likeness(text: str) -> float:
    """The share of signs that are usual in texts; 0 when too many are never seen in any."""
    seen = sum(character.isprintable() or character in _SEEN for character in text) - text.count("\ufffd")
    if "\x00" in text or seen < 0.97 * len(text):
        return 0.0
    return sum(character.isascii() or character in _UTF16_SIGNS for character in text) / len(text)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(data) - 4
    return True


def _decode_mixed(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """Well-formed UTF-8 as that, every other byte as Windows-1252; piece by piece, so that it stays quick."""
    kinds: set[str] = set()
    parts: list[str] = []
    at = 0
    while at < len(data):
        cut = _ASCII.search(data, at + _SAMPLE)
        end = cut.start() if cut else len(data)
        parts.append(_decode_piece(data[at:end], kinds))
        at = end
    is_mixed = kinds >= {"utf-8", "cp1252"}
    warnings = [MIXED] if is_mixed else []
    if "utf-8" not in kinds and len(data.translate(None, _HIGH)) < _MOSTLY_ASCII * len(data):
        warnings.append(GUESSED)
    text = "".join(parts)
    if "\ufffd" in text:
        warnings.append(REPLACED)
    return text, "utf-8 and cp1252" if is_mixed else "cp1252", tuple(warnings)


def _decode_piece(piece: bytes, kinds: set[str]) -> str:
    """Decode a piece, and note in `kinds` what was in it.

    It is cut either around what is well-formed or around what is not, whichever is rarer.
    """
    well_formed = _WELL_FORMED
    rare = sum(1 for _ in well_formed.finditer(piece))
    if rare and rare > sum(1 for _ in _WELL_FORMED_OR_ASCII.finditer(piece)):
        well_formed = _WELL_FORMED_OR_ASCII
    parts: list[str] = []
    at = 0
    for match in well_formed.finditer(piece):
        parts.append(_decode_cp1252(piece[at : match.start()], kinds))
        parts.append(match[0].decode("utf-8", "surrogatepass"))
        if not match[0].isascii():
            kinds.add("utf-8")
        at = match.end()
    parts.append(_decode_cp1252(piece[at:], kinds))
    return "".join(parts)


def _decode_cp1252(data: bytes, kinds: set[str]) -> str:
    if not data.isascii():
        kinds.add("cp1252")
    return data.decode("cp1252", "replace")
