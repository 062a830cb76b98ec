"""Archives and scrapers put a record before an article, a line for each fact: `Date: 5 January 2021`.

When a copy was fetched is another fact than when the article was published, and is never taken for it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_KEYS = """
title: title, headline, titel, titre, título, titolo, заголовок, başlık, العنوان, عنوان, تیتر, 标题, 標題, タイトル
subtitle: subtitle, subheadline, untertitel, sous-titre, subtítulo, sottotitolo
author: author, authors, byline, by, writer, reporter, autor, auteur, autore, автор, yazar, الكاتب, نویسنده, 作者, 記者, 记者
source: source, publication, publisher, newspaper, outlet, quelle, zeitung, journal, fuente, fonte, medio, источник, kaynak, المصدر, منبع, 来源, 來源
published: date, published, publication date, date published, published on, pubdate, posted, posted on, issued, dated, datum, veröffentlicht, erschienen, publié, publié le, date de publication, fecha, publicado, publicado el, data, pubblicato, дата, опубликовано, дата публикации, tarih, yayın tarihi, التاريخ, تاريخ النشر, تاریخ, تاریخ انتشار, 日期, 发布时间, 時間, 公開日
fetched: retrieved, retrieved on, accessed, accessed on, access date, crawled, crawl date, downloaded, fetched, scraped, archived, archived on, captured, saved, saved on, load-date, abgerufen, abgerufen am, consulté le, consultado, consultato, дата обращения, تاریخ دسترسی
place: dateline, location, place, ort, lieu, lugar, luogo
language: language, sprache, langue, idioma, lingua
url: url, link, address, permalink, adresse
section: section, category, page, pages, length, words, word count, edition, volume, copyright, rubrik, ressort, tags, keywords, subject, document type, publication-type, journal code, rubrique, sección, graphic, document id, accession number, id
"""  # noqa: E501
_FIELDS = {
    key.strip(): line.partition(": ")[0]
    for line in _KEYS.strip().splitlines()
    for key in line.partition(": ")[2].split(",")
}
_LINE = re.compile(r"(?P<key>[^\W\d_][\w .'’-]{0,24}?) ?[:：]\s*(?P<value>\S.*)")
_LONGEST = 300
TOP, BOTTOM = 18, 6
"""Among how many paragraphs at the beginning and at the end a record is looked for."""

_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Record:
    """What a record says.

    Attributes:
        fields: what it says, by `title`, `author`, `published` …, each as it is written.
        lines: which paragraphs it takes, as indexes.

    """

    fields: Mapping[str, str] = field(default_factory=dict)
    lines: frozenset[int] = frozenset()


def read_record(lines: Sequence[str]) -> Record:
    """The record of an article's paragraphs; empty where fewer than two lines are of one."""
    count = len(lines)
    found: dict[int, tuple[str, str]] = {}
    for index in {*range(min(TOP, count)), *range(max(count - BOTTOM, 0), count)}:
        line = lines[index]
        if len(line) <= _LONGEST and (":" in line or "：" in line) and (known := _known(line)):
            found[index] = known
    if sum(index < TOP for index in found) < _FEWEST:
        found = {index: known for index, known in found.items() if known[0] == "fetched"}
    fields: dict[str, str] = {}
    for index in sorted(found):
        name, value = found[index]
        fields.setdefault(name, value)
    return Record(fields, frozenset(found))


def is_fetching(line: str) -> bool:
    """Whether a line says when a copy was made."""
    known = _known(line)
    return known is not None and known[0] == "fetched"


def _known(line: str) -> tuple[str, str] | None:
    found = _LINE.fullmatch(line)
    name = _FIELDS.get(found["key"].lower()) if found else None
    return (name, found["value"].strip()) if found and name else None
