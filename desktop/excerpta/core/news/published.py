"""When an article was published, as far as a line of its own says so.

A line that says when a copy was fetched, archived or looked at is never taken for it, and where a line
says when the article was updated and another when it was published, the latter counts.
"""

import re
from collections.abc import Sequence

from excerpta.core.model.document import PartialDate, Provenance
from excerpta.core.news.calendars import WrittenDate, ascii_digits, written_date

_YEAR = re.compile(r"\d{4}")
_SAYS_SO = re.compile(
    r"\b(?:published|posted|issued|released|date|veröffentlicht|erschienen|publié|mis en ligne|publicado|"
    r"pubblicato|gepubliceerd|publicerad|publiceret|publisert|opublikowano|data publikacji|опубликовано|"
    r"опубліковано|дата|yayınlanma|yayın tarihi|tarih)\b|"
    r"نشر|منتشر|تاريخ|تاریخ|发布|发表|公開|掲載|配信|입력|등록|प्रकाशित|शائع",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?:updated|modified|aktualisiert|mis à jour|actualizado|atualizado|aggiornato|bijgewerkt|обновлено|"
    r"güncelleme|zaktualizowano)\b|تحديث|به‌روز|更新|수정",
    re.IGNORECASE,
)
_FETCHED = re.compile(
    r"\b(?:retrieved|accessed|crawled|scraped|fetched|downloaded|archived?|captured|saved|cached|snapshot|"
    r"printed|load-date|joined|abgerufen|consulté|consultado|consultato|geraadpleegd|дата обращения|"
    r"copyright)\b|©|دسترسی|取得日",
    re.IGNORECASE,
)
_AROUND_A_DATE = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|tue|wed|thu|fri|sat|sun)\b"
    r"|\b(?:published|posted|updated|last|date|on|at|am|pm|a\.m|p\.m|gmt|utc|est|edt|by|ist|first)\b|[\d\W_]",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"\bby\b.*", re.IGNORECASE)
_ODD = re.compile(
    r"\d{8}(?:T\d{4,6}Z?)?|\d{1,2}-[A-Za-z]{3}-\d{4}.{0,16}"
    r"|[A-Z][a-z]{2} [A-Z][a-z]{2} +\d{1,2} [\d:]{5,8} .{0,5}\d{4}"
)
_LONGEST_LINE = 110
_MOST_OTHER_LETTERS = 25
_MOST_DENSE = 10


def date_of_lines(lines: Sequence[str]) -> PartialDate:
    """The date that a line says to be that of publication, else the first that stands on its own line."""
    updated = alone = ""
    for line in lines:
        found = _date_line(line)
        if found is None:
            continue
        value, how = found
        if how == "published":
            return PartialDate(value, Provenance.STATED)
        if how == "updated":
            updated = updated or value
        else:
            alone = alone or value
    value = alone or updated
    return PartialDate(value, Provenance.STATED) if value else PartialDate()


def is_date_line(line: str) -> bool:
    """Whether a line is about a date and nothing else: when it was published, updated or fetched."""
    if len(line) > _LONGEST_LINE or not _has_year(line):
        return False
    return _date_line(line) is not None or (
        bool(_FETCHED.search(line)) and written_date(line) is not None and len(line) <= _LONGEST_LINE // 2
    )


def date_written(value: str) -> PartialDate:
    """The date of a record's field."""
    found = written_date(value)
    iso = found.value if found else _odd_day(value)
    return PartialDate(iso, Provenance.STATED) if iso else PartialDate()


def _odd_day(value: str) -> str:
    """A day as only machines write it: `20210105T101400`, `05-Jan-2021`, `Tue Jan  5 10:14:00 2021`."""
    if not _ODD.fullmatch(value.strip()):
        return ""
    from dateutil.parser import ParserError, parse  # seldom needed, and slow to load

    try:
        return parse(value, dayfirst=True).date().isoformat()
    except (ParserError, ValueError, OverflowError):
        return ""


def iso_day(written: str) -> str:
    """The ISO form of a written day with its year (`Sept. 14, 2020`, `14 September 2020`), or empty."""
    found = written_date(written)
    return found.value if found and len(found.value) == len("2020-09-14") else ""


def _has_year(line: str) -> bool:
    return bool(_YEAR.search(line if line.isascii() else ascii_digits(line)))


def _date_line(line: str) -> tuple[str, str] | None:
    """The date of a line and what it is: `published`, `updated` or `alone`; None where it is no such line."""
    if len(line) > _LONGEST_LINE or not _has_year(line):
        return None
    said = _SAYS_SO.search(line)
    if _FETCHED.search(line) and not said:
        return None
    found = written_date(line[said.end() :]) if said else None
    if said and found is not None:
        before = line[: said.start()]
        if len(_AROUND_A_DATE.sub("", before)) <= 2 * _MOST_OTHER_LETTERS:
            return found.value, "published"
    found = written_date(line)
    if found is None or not _is_alone(line, found):
        return None
    return found.value, "updated" if _UPDATED.search(line) else "alone"


def _is_alone(line: str, found: WrittenDate) -> bool:
    """Whether little stands beside a date: a byline or a city may share its line."""
    around = line[: found.start] + " " + line[found.end :]
    if _UPDATED.search(line):
        return True
    others = len(_AROUND_A_DATE.sub("", _BYLINE.sub("", around)))
    # Scripts that write a word in one or two signs say as much in fewer of them.
    is_dense = any("\u3040" <= character <= "\ud7af" for character in around)
    return others <= (_MOST_DENSE if is_dense else _MOST_OTHER_LETTERS)
