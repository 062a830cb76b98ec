"""Mojibake is UTF-8 that was read as Windows-1252, once or several times: `â€œ` for a quotation mark.

Question: ftfy? Choice: code of our own. Why: of ftfy 6.3 only this part would be wanted; it gives a whole
text without places, while every repair is listed here with its place before anything is done; and with
what it needs it takes 6 MB and 80 ms to load. What is not sure is left alone here.
"""

import re
from collections.abc import Iterator

_UNDEFINED = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))


def _as_read(byte: int) -> str:
    """The character as which Windows-1252 reads a byte; those that it does not define are controls."""
    return chr(byte) if byte in _UNDEFINED else bytes([byte]).decode("cp1252")


_BYTE_OF = {_as_read(byte): byte for byte in range(0x80, 0x100)} | {
    chr(byte): byte for byte in range(0x80, 0xA0)
}


def _class(first: int, last: int) -> str:
    characters = {_as_read(byte) for byte in range(first, last + 1)}
    characters |= {chr(byte) for byte in range(max(first, 0x80), min(last, 0x9F) + 1)}
    return "[" + "".join(map(re.escape, sorted(characters))) + "]"


_TAIL = _class(0x80, 0xBF)
_SEQUENCE = (
    rf"(?:{_class(0xC2, 0xDF)}{_TAIL}|{_class(0xE0, 0xEF)}{_TAIL}{{2}}|{_class(0xF0, 0xF4)}{_TAIL}{{3}})"
)
_LEAD = re.compile("[\u00c2-\u00f4]")
_RUN = re.compile(rf"{_SEQUENCE}+")
_CLOSING_LOST = re.compile("â€(?=[\\s.,;:!?)\\]]|$)")
_TWICE_CLOSING_LOST = re.compile("Ã¢â‚¬(?=[\\s.,;:!?)\\]]|$)")
_TWICE_CLOSING = re.compile("Ã¢â‚¬(?:\x9d|Â\x9d|�)")
_QUOTES = frozenset("‘’“”„‚‹›«»–—…")
_SURE_LEADS = frozenset("ÂÃ")
_FEWEST = 3
_MOST_TIMES = 4


def mojibake(text: str) -> Iterator[tuple[int, int, str]]:
    """Places of mojibake as ranges of code points with what belongs there, in order, without overlap."""
    if not _LEAD.search(text):
        return
    found: dict[int, tuple[int, int, str]] = {}
    for pattern in (_TWICE_CLOSING, _TWICE_CLOSING_LOST, _CLOSING_LOST):
        for one in pattern.finditer(text):
            found.setdefault(one.start(), (one.start(), one.end(), "”"))
    for one in _RUN.finditer(text):
        start, end = one.span()
        # The last of a run may be a quotation mark that lost its third byte.
        if start not in found:
            end = next((at for at in range(start, end) if at in found), end)
            right = _decoded(text[start:end], before=text[start - 1 : start])
            if right is not None:
                found[start] = (start, end, right)
    last = 0
    for start, end, right in (found[at] for at in sorted(found)):
        if start >= last:
            yield start, end, right
            last = end


def _decoded(run: str, *, before: str) -> str | None:
    """What a run of mojibake means; None where it may be meant as it stands."""
    right = _once(run)
    if right is None or not _is_sure(run, before):
        return None
    for _ in range(_MOST_TIMES - 1):
        again = _RUN.sub(lambda one: _once(one[0]) or one[0], right)
        if again == right:
            break
        right = again
    return right if all(map(_is_written, right)) else None


def _once(run: str) -> str | None:
    try:
        return bytes(_BYTE_OF[character] for character in run).decode("utf-8")
    except (UnicodeDecodeError, KeyError):
        return None


def _is_sure(run: str, before: str) -> bool:
    """Whether a run can hardly be words as they stand: `CAFÉ»` and `IRMÃ”` could."""
    sequences = re.findall(_SEQUENCE, run)
    if len(sequences) >= _FEWEST or any(len(one) > 2 for one in sequences):
        return True
    lead, tail = sequences[0][0], sequences[0][1]
    if lead not in _SURE_LEADS:
        return False
    return not (tail in _QUOTES and before.isupper())


def _is_written(character: str) -> bool:
    return character.isprintable() or character in "\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\ufeff\u202f"
