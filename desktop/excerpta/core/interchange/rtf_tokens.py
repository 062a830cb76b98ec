"""RTF as a stream of words, signs and groups, and the text in it decoded font by font."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,40})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)|\\",
    re.DOTALL,
)

_LOST = "\N{REPLACEMENT CHARACTER}"
_CODE_PAGES = {
    77: "mac-roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "cp936", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 255: "cp437",
}  # fmt: skip
"""What Windows calls a character set, and the encoding that it means."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of RTF: one of the four is set.

    Attributes:
        word, number: a control word and what stands behind it; None for nothing.
        brace: `{` or `}`.
        data: bytes of text in the encoding of the font.
        is_escaped: whether `data` was written as one character in hexadecimal.

    """

    word: str = ""
    number: int | None = None
    brace: str = ""
    data: bytes = b""
    is_escaped: bool = False


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file; raw bytes after `bin` are left out."""
    at = 0
    while found := _TOKEN.match(data, at):
        at = found.end()
        if found["word"]:
            word = found["word"].decode("ascii")
            number = None if found["number"] is None else int(found["number"])
            if word == "bin" and number is not None and number > 0:
                at += number
            else:
                yield Token(word, number)
        elif found["hex"]:
            yield Token(data=bytes.fromhex(found["hex"].decode("ascii")), is_escaped=True)
        elif found["sign"]:
            yield Token(word=found["sign"].decode("latin-1"))
        elif found["brace"]:
            yield Token(brace=found["brace"].decode("ascii"))
        elif found["text"]:
            yield Token(data=found["text"])


def code_page(number: int | None) -> str:
    """The encoding of a Windows code page by its number; Windows-1252 for one that is not known."""
    name = "utf-8" if number == 65001 else f"cp{number}"
    return name if is_known(name) else "cp1252"


def of_character_set(number: int | None, otherwise: str) -> str:
    """The encoding of a font by its character set."""
    return _CODE_PAGES.get(number or 0, otherwise)


def is_known(encoding: str) -> bool:
    """Whether Python can decode it."""
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True


class Utf16:
    """Characters told by their UTF-16 numbers, two for those beyond the first 65,536."""

    def __init__(self) -> None:
        self._high = 0

    def take(self, number: int) -> str:
        """The character that is complete with this number; empty for the first half of one."""
        unit = number & 0xFFFF
        high, self._high = self._high, 0
        if 0xD800 <= unit < 0xDC00:
            self._high = unit
            return _LOST if high else ""
        if 0xDC00 <= unit < 0xE000:
            return (
                chr(0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00))
                if high
                else "\N{REPLACEMENT CHARACTER}"
            )
        return ("\N{REPLACEMENT CHARACTER}" if high else "") + (chr(unit) if unit else "")
