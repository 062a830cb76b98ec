"""Sentences of news text in any script, by rules that look only at what is near.

A newline always ends a sentence, and so does a tab, which stands between the cells of a table. A full
stop does not when a small letter follows, or when it belongs to an abbreviation; where an abbreviation
may also end a sentence (“in the U.S. The …”), the next word decides.
"""

import re
from collections.abc import Iterator

_CLOSING = "\"'”’»›)\\]}」』）】〉》"
_CLOSED_BY = rf"(?:[{_CLOSING}]|[“«](?=\s|$)|[ \u00a0\u202f]»(?=[\s.,;:!?)]|$))*"
"""Marks behind a full stop that belong to its sentence, as in „Nein.“, »Nein.« and « Non. » too."""

_STOP = re.compile(
    rf"(?P<spaced>[.!?…‥]+{_CLOSED_BY})(?=[\s\"'“‘«(\[]|$)|(?P<bare>[。！？｡؟۔।॥።։]+{_CLOSED_BY})"
)
_CLOSED = _CLOSING.replace("\\", "") + "“« \u00a0\u202f"
_NEXT = re.compile(r"[^\w\n]*(?P<word>\w*)")
_BEFORE_STOP = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*$|\d+$")
_LOOK_BACK = 24


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_NEVER_LAST = _words("""
    mr mrs ms messrs mme mlle dr prof gen col lt maj capt cpt sgt cpl brig adm cmdr sen rep gov pres rev
    hon supt insp dep amb vs cf fig vol approx ca al ed eds trans op dist
""")
_MONTHS = _words("jan feb mar apr jun jul aug sep sept oct nov dec")
_SELDOM_LAST = (
    _words("""
    jr sr st inc ltd co corp bros etc est dept univ assn ave blvd rd mon tue tues wed thu thur thurs fri sat
    sun
""")
    | _MONTHS
)
_BEFORE_NUMBER = _words("no nos p pp art sec ch") | _MONTHS
_OPENERS = _words("""
    a after all also although an and another any as asked at because before both but by despite during
    each earlier even every few for from he her here his how however i if in instead it its last later
    many meanwhile more most my no nor not now of on once one or other others our several she since so
    some still such that the their then there these they this those though three to two under until we
    what when where whether which while who why with yet you
""")

_WINDOW = 2_000
_LONGEST_SENTENCE = 20_000


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The sentences of `text[start:end]` as ranges without surrounding white space."""
    end = len(text) if end is None else end
    line_start = start
    while line_start < end:
        line_end = _line_end(text, line_start, end)
        at = line_start
        for stop in (*_stops(text, line_start, line_end), line_end):
            found = _trim(text, at, stop)
            if found[0] < found[1]:
                yield found
            at = stop
        line_start = line_end + 1


def sentence_at(text: str, position: int) -> tuple[int, int]:
    """The sentence that holds a position, without surrounding white space.

    White space belongs to the sentence before it. The answer is empty in an empty paragraph. A
    sentence is cut at 20,000 characters on either side of the position.
    """
    position = min(max(position, 0), len(text))
    first, last = max(0, position - _LONGEST_SENTENCE), min(len(text), position + _LONGEST_SENTENCE)
    line_start = max(first, text.rfind("\n", first, position) + 1, text.rfind("\t", first, position) + 1)
    line_end = _line_end(text, position, last)
    start = _last_stop(text, line_start, position)
    end = next(
        (stop for stop in _stops(text, start, line_end) if stop > start and _passes(text, stop, position)),
        None,
    )
    found = _trim(text, start, line_end if end is None else end)
    return found if found[0] < found[1] else (position, position)


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end between two positions of one line; the end of the line is not among them."""
    for match in _STOP.finditer(text, start, end):
        following = _NEXT.match(text, match.end(), end)
        word = following["word"] if following else ""
        if word and (match["bare"] or _ends_sentence(text, match, word)):
            yield match.end()


def _last_stop(text: str, line_start: int, position: int) -> int:
    """The last end of a sentence whose next sentence begins at or before `position`."""
    reach = _WINDOW
    while True:
        start = max(line_start, position - reach)
        line_end = _line_end(text, position, min(len(text), position + _WINDOW))
        last = None
        for stop in _stops(text, start, line_end):
            if _passes(text, stop, position):
                break
            last = stop
        if last is not None or start == line_start:
            return line_start if last is None else last
        reach *= 4


def _line_end(text: str, start: int, end: int) -> int:
    """The first newline or tab between two positions, else the second of them."""
    newline = text.find("\n", start, end)
    end = end if newline < 0 else newline
    tab = text.find("\t", start, end)
    return end if tab < 0 else tab


def _passes(text: str, stop: int, position: int) -> bool:
    """Whether the sentence after `stop` begins after `position`."""
    while stop < len(text) and text[stop].isspace():
        stop += 1
    return stop > position


def _ends_sentence(text: str, match: re.Match[str], word: str) -> bool:
    """Whether points, and the word after them, are the end of one sentence and the start of another."""
    if word[0].islower():
        return False
    if match["spaced"].rstrip(_CLOSED) != "." or match.start() == 0:
        return True
    before = _BEFORE_STOP.search(text[max(0, match.start() - _LOOK_BACK) : match.start()])
    if before is None:
        return True
    label = before[0].casefold()
    if label.isdigit():
        return not _opens_line(text, match.start() - len(label))
    if label in _BEFORE_NUMBER and word[0].isdigit():
        return False
    if label in _NEVER_LAST:
        return False
    if "." in label or (label in _SELDOM_LAST and (before[0][0].isupper() or label == "etc")):
        return word.casefold() in _OPENERS
    is_initial = len(label) == 1 and (before[0].isupper() or _has_no_case(before[0]))
    return not is_initial or word.casefold() in _OPENERS


def _has_no_case(letter: str) -> bool:
    """Whether a letter is of a script without capitals, where one alone before a full stop is an initial."""
    return letter.isalpha() and letter.lower() == letter.upper()


def _opens_line(text: str, position: int) -> bool:
    return position == 0 or text[position - 1] == "\n"


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
