"""What a news article says about itself is read from its own words; its text is never changed."""

from dataclasses import replace

from excerpta.core.model.document import Article, BlockKind, PartialDate, Provenance
from excerpta.core.news.dateline import Dateline, read_dateline
from excerpta.core.news.furniture import mark_furniture
from excerpta.core.news.origin import author_of, closing_agency, outlet_told, own_name
from excerpta.core.news.published import date_of_lines, iso_day
from excerpta.core.news.titles import title_of

_TOP = 15
_BOTTOM = 8
_DATELINE_WITHIN = 6
_LONGEST_LOOK = 400
_LONGEST_TEXT = 100_000


def describe_article(article: Article, *, name: str) -> Article:
    """The article with title, source, author, date, place and agency, and with furniture told apart.

    Only what is empty is filled in, and the text stays as it is. `name` is the file's name.
    """
    text = article.text
    blocks = mark_furniture(text, article.blocks)
    lines = [
        text[block.start : min(block.end, block.start + _LONGEST_LOOK)]
        for block in blocks[:_TOP]
        if block.kind not in (BlockKind.FURNITURE, BlockKind.CAPTION)
    ]
    closing = [text[block.start : block.end] for block in blocks[-_BOTTOM:]]
    dateline = _dateline(lines)
    agency = article.agency or dateline.agency or own_name(closing) or closing_agency(closing)
    source = article.source or agency or outlet_told(text[:_LONGEST_TEXT])
    return replace(
        article,
        blocks=blocks,
        title=article.title or title_of(text, blocks, name=name),
        source=source,
        author=article.author or author_of(lines),
        published=article.published if article.published.value else _published(lines, dateline),
        place=article.place or dateline.place,
        agency=agency,
    )


def _dateline(lines: list[str]) -> Dateline:
    for line in lines[:_DATELINE_WITHIN]:
        found = read_dateline(line)
        if found.length:
            return found
    return Dateline()


def _published(lines: list[str], dateline: Dateline) -> PartialDate:
    """The date of a scraper's prefix, of a line near the top, or of the dateline, and which it was."""
    scraped = iso_day(dateline.scraped) if dateline.scraped else ""
    if scraped:
        return PartialDate(scraped, Provenance.STATED)
    stated = date_of_lines(lines)
    if stated.value:
        return stated
    day = iso_day(dateline.day) if dateline.day[-4:].isdigit() else ""
    return PartialDate(day, Provenance.DATELINE) if day else PartialDate()
