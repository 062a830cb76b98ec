"""Destinations in a document as they are typed: the number of a paragraph, a percentage."""

import re
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"(?:¶|#|pp?\.?)?\s*(\d{1,9})", re.IGNORECASE)
_SHARE = re.compile(r"(\d{1,3})(?:[.,٫](\d{1,2}))?\s*[%٪]")
_DIRECTION_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"))


@dataclass(frozen=True, slots=True)
class ParagraphNumber:
    """A paragraph; the first is 1, as in exports."""

    number: int


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the way through a document, from 0 to 1."""

    share: float


def parse_destination(typed: str) -> ParagraphNumber | Share | None:
    """What was typed, if it is `12`, `¶ 12` or `40 %`, in the digits of any script; None for other words."""
    words = typed.translate(_DIRECTION_MARKS).strip()
    if found := _SHARE.fullmatch(words):
        percent = float(f"{int(found[1])}.{(found[2] and str(int(found[2])).zfill(len(found[2]))) or 0}")
        return Share(min(percent, 100.0) / 100)
    if found := _PARAGRAPH.fullmatch(words):
        return ParagraphNumber(int(found[1]))
    return None
