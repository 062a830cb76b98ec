"""Where an article comes from: its agency, its paper, its author."""

import re
from collections.abc import Iterable

from excerpta.core.news.agencies import AGENCY, NAMES, OUTLET

_OUTLET = re.compile(rf"(?:[Tt]he )?({OUTLET})\b(?!’s|'s| news agency)")
_TOLD = ("told ", "interview with ")
_BOILERPLATE = re.compile(r"(RFE/RL) journalists report the news\b")
_CLOSING_AGENCY = re.compile(rf"[(（/]({AGENCY})[)）/]\s*$")
_SOURCE_LINE = re.compile(
    r"(?:Source|Quelle|Fuente|Fonte|Bron|Källa|Źródło|Источник|Джерело|Kaynak|المصدر|منبع|来源|來源|出典|출처|"
    r"Sumber)"
    rf"\s?[:：]\s*(?:(?P<agency>{AGENCY})|(?P<other>[^\W\d_][^\n:：/]{{1,50}}))\.?"
)
_WORD_BY = (
    "By|BY|Written by|Posted by|Reported by|Story by|Von|VON|Par|PAR|Por|POR|Di|DI|Door|DOOR|Av|AV|Af|AF|"
    "Oleh|Autor|Author|Auteur|Autore|Yazan|Yazar|Автор|Автори"
)
_NAME = (
    r"(?!The\b|Our\b|Staff\b)[A-ZÀ-ÞĀ-ŽА-Я][\w.’'\-]+"
    r"(?: (?:(?:and|und|et|y|e|i|og|och|och|en|ve|и|de|van|von|der|al|bin|da|dos|del|di|la) ){0,2}"
    r"[A-ZÀ-ÞĀ-ŽА-Я][\w.’'\-]*){1,6}"
)
_NAMES = rf"{_NAME}(?:, {_NAME}){{0,3}}(?:,? (?:and|und|et|y|e|i|ve|и) {_NAME})?"
_BYLINE = re.compile(rf"(?:{_WORD_BY}):? (?P<name>{_NAMES})(?P<rest>\s*(?:[,|•·»–—/(]|\bat\b|\bon\b).*)?")
_BYLINE_ELSE = re.compile(
    r"(?:بقلم|الكاتب|كتب|كتبت|نویسنده|گزارش از|نوشته|تحریر|作者|記者|记者|文|글|लेखक)\s?[:：/]\s?"
    r"(?P<name>[^\W\d_][^\d:：|,،]{1,40})"
)
_KOREAN = re.compile(r"(?P<name>[\uac00-\ud7a3]{2,4}) 기자(?: .{0,40})?")
_POSTED = re.compile(
    r"(?:Posted|Published|Written|Submitted) by:? (?P<name>[\w][\w .’'-]{0,38}?)"
    r"(?= (?:at|on|»|in|\d)|\s*[|»,•]|$)"
    r"|(?:Posted|Published) on .{4,40}? by (?P<name2>[\w][\w .’'-]{0,38})"
    r"|by (?P<name3>[\w.-]{2,30}) » .{6,60}"
)
_OPENS_BYLINE = re.compile(rf"(?:{_WORD_BY}|by)\b|Posted |Published |Submitted |.{{2,14}}[:：/]")
_LONGEST_BYLINE = 110


def own_name(lines: Iterable[str]) -> str:
    """The outlet that says who it is in a closing line, or empty."""
    return next((said[1] for line in lines if (said := _BOILERPLATE.match(line))), "")


def outlet_told(text: str) -> str:
    """The one outlet that people in the text told something; empty for none, and for several."""
    told: set[str] = set()
    for phrase in _TOLD:
        at = text.find(phrase)
        while at >= 0:
            found = _OUTLET.match(text, at + len(phrase))
            if found:
                told.add(found[1])
            at = text.find(phrase, at + 1)
    return told.pop() if len(told) == 1 else ""


def closing_agency(lines: Iterable[str]) -> str:
    """The agency in brackets at the end of one of the last lines, or empty."""
    found = next((found[1] for line in lines if (found := _CLOSING_AGENCY.search(line[-24:]))), "")
    return NAMES.get(found, found)


def source_line(lines: Iterable[str]) -> str:
    """What a line of its own names as the source, `Quelle: dpa`; empty for none."""
    for line in lines:
        found = _SOURCE_LINE.fullmatch(line.strip()) if len(line) < _LONGEST_BYLINE else None
        if found:
            return NAMES.get(found["agency"] or "", "") or (found["other"] or "").strip()
    return ""


def author_of(lines: Iterable[str]) -> str:
    """The author that a byline near the top names, or empty."""
    return next((author for line in lines if (author := author_of_line(line))), "")


def author_of_line(line: str) -> str:
    """The author whom a line names that is a byline and nothing else; empty where it is none."""
    if len(line) > _LONGEST_BYLINE:
        return ""
    if _OPENS_BYLINE.match(line):
        for pattern in (_BYLINE, _POSTED, _BYLINE_ELSE):
            found = pattern.fullmatch(line) if pattern is not _POSTED else pattern.match(line)
            if found:
                name = next(value for value in found.groupdict().values() if value)
                return name.strip()
    korean = _KOREAN.fullmatch(line)
    return korean["name"] if korean else ""


def author_written(value: str) -> str:
    """An author as a record writes it, without the `By` before the name."""
    return re.sub(rf"^(?:{_WORD_BY}|by):? ", "", value).strip()
