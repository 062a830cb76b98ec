"""What a news article says about itself is read from its own words; its text is never changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from excerpta.core.model.document import Article, Block, BlockKind, PartialDate, Provenance
from excerpta.core.news.credits import contributing_outlet
from excerpta.core.news.dateline import Dateline, read_dateline
from excerpta.core.news.furniture import mark_furniture, record_lines
from excerpta.core.news.headers import Record, is_fetching, read_record
from excerpta.core.news.language import language_of
from excerpta.core.news.origin import (
    author_of,
    author_written,
    closing_agency,
    outlet_told,
    own_name,
    source_line,
)
from excerpta.core.news.published import date_of_lines, date_written, iso_day
from excerpta.core.news.story_date import deduced_day
from excerpta.core.news.subheads import mark_subheads
from excerpta.core.news.titles import Title, plain, title_of

_TOP = 15
_BOTTOM = 8
_BELOW_HEADLINE = 40
_DATELINE_WITHIN = 6
_LONGEST_LOOK = 400
_LONGEST_TEXT = 100_000
_STORY = 200
_FEWEST_LETTERS = 80
_LONGEST_TITLE = 300
_LOOK_FOR_LANGUAGE = 1_000

_Known = tuple[str, Provenance]
_NOTHING: _Known = ("", Provenance.NONE)


def describe_article(article: Article, *, name: str) -> Article:
    """The article with title, source, author, date, place, agency and language; furniture told apart.

    Only what is empty is filled in, `origins` says from where, and the text stays as it is. `name` is
    the file's name.
    """
    clues = _clues(article)
    title = title_of(article.text, clues.blocks, name=name)
    if not article.title and (stated := plain(clues.record.fields.get("title", ""))[:_LONGEST_TITLE]):
        title = Title(stated, Provenance.STATED)
    agency = (article.agency, Provenance.METADATA) if article.agency else _agency(clues, article.text)
    found: dict[str, _Known] = {
        "title": (title.words, title.origin),
        "source": _source(clues, agency),
        "author": _author(clues),
        "place": _place(clues),
        "agency": agency,
        "language": _language(clues, article.text),
        "url": _stated(_address(clues.record.fields.get("url", ""))),
    }
    values = {key: getattr(article, key) or words for key, (words, _) in found.items()}
    origins = {
        key: Provenance.METADATA if getattr(article, key) else origin
        for key, (_, origin) in found.items()
        if values[key]
    }
    published = article.published if article.published.value else _published(clues, article.text)
    return replace(
        article,
        title=values["title"],
        source=values["source"],
        author=values["author"],
        place=values["place"],
        agency=values["agency"],
        language=values["language"],
        url=values["url"],
        blocks=mark_subheads(article.text, clues.blocks, title=title.block),
        published=published,
        origins=article.origins or origins,
    )


@dataclass(frozen=True, slots=True)
class _Clues:
    """What is looked at more than once: blocks, lines of the top and the bottom, record and dateline."""

    blocks: tuple[Block, ...]
    record: Record
    top: list[str]
    closing: list[str]
    dateline: Dateline


def _clues(article: Article) -> _Clues:
    text = article.text
    record = read_record(record_lines(text, article.blocks))
    blocks = mark_furniture(text, article.blocks)
    body = _body(article.blocks)
    top = [
        text[block.start : min(block.end, block.start + _LONGEST_LOOK)]
        for index, block in islice(enumerate(blocks), body.start, min(body.stop, body.start + _TOP))
        if block.kind not in (BlockKind.FURNITURE, BlockKind.CAPTION) or _is_scraped(text, block)
        if index not in record.lines
    ]
    top += [
        text[block.start : block.end] for block in _below_headline(article.blocks[body.start : body.stop])
    ]
    closing = [text[block.start : block.end] for block in blocks[body.start : body.stop][-_BOTTOM:]]
    return _Clues(blocks, record, top, closing, _dateline(top))


def _body(blocks: Sequence[Block]) -> range:
    """Where the article is among blocks of which a reader may have told those around it apart."""
    kept = [index for index, block in enumerate(blocks) if block.kind is not BlockKind.FURNITURE]
    return range(kept[0], kept[-1] + 1) if kept else range(len(blocks))


def _below_headline(blocks: Sequence[Block]) -> Iterator[Block]:
    """What the reader of a page left out between its headline and its first paragraph: byline and date."""
    for block in blocks[:_BELOW_HEADLINE]:
        if block.kind is BlockKind.PARAGRAPH:
            return
        if block.kind is BlockKind.FURNITURE and block.end - block.start <= _LONGEST_LOOK:
            yield block


def _is_scraped(text: str, block: Block) -> bool:
    return text.startswith("date ", block.start) and block.end - block.start <= len("date 2021-01-06")


def _dateline(lines: list[str]) -> Dateline:
    scraped = ""
    for line in lines[:_DATELINE_WITHIN]:
        found = read_dateline(line)
        scraped = scraped or found.scraped
        if found.end > found.start:
            return replace(found, scraped=scraped)
    return Dateline(scraped=scraped)


def _address(written: str) -> str:
    return written if written.startswith(("http://", "https://")) and " " not in written else ""


def _stated(words: str) -> _Known:
    return (words, Provenance.STATED) if words else _NOTHING


def _agency(clues: _Clues, text: str) -> _Known:
    """The agency: of the dateline, by its own words, in a closing line; else who contributed or was told."""
    if clues.dateline.agency:
        return clues.dateline.agency, Provenance.DATELINE
    own = own_name(clues.closing) or closing_agency(clues.closing)
    if own:
        return own, Provenance.STATED
    guessed = contributing_outlet(clues.closing) or outlet_told(text[:_LONGEST_TEXT])
    return (guessed, Provenance.DEDUCED) if guessed else _NOTHING


def _source(clues: _Clues, agency: _Known) -> _Known:
    """The paper; where none is named, the agency, unless that only lent one of its people."""
    stated = clues.record.fields.get("source", "") or source_line(clues.closing)
    if stated:
        return stated, Provenance.STATED
    is_lent = agency[1] is Provenance.DEDUCED and contributing_outlet(clues.closing) == agency[0]
    return _NOTHING if is_lent else agency


def _author(clues: _Clues) -> _Known:
    written = author_written(clues.record.fields.get("author", ""))
    return _stated(written or author_of([line for line in clues.top if not is_fetching(line)]))


def _place(clues: _Clues) -> _Known:
    if clues.dateline.place:
        return clues.dateline.place, Provenance.DATELINE
    return _stated(clues.record.fields.get("place", ""))


def _language(clues: _Clues, text: str) -> _Known:
    body = next((block.start for block in clues.blocks if block.end - block.start > _STORY), 0)
    code = language_of(text[body : body + _LOOK_FOR_LANGUAGE])
    return (code, Provenance.DEDUCED) if code else _NOTHING


def _published(clues: _Clues, text: str) -> PartialDate:
    """The date of a scraper's prefix, a record, a line near the top, the dateline, or the story itself."""
    scraped = iso_day(clues.dateline.scraped) if clues.dateline.scraped else ""
    if scraped:
        return PartialDate(scraped, Provenance.STATED)
    stated = date_written(clues.record.fields.get("published", ""))
    stated = stated if stated.value else date_of_lines(clues.top)
    if stated.value:
        return stated
    day = iso_day(clues.dateline.day)
    if day:
        return PartialDate(day, Provenance.DATELINE)
    story = [
        text[block.start : block.end]
        for block in clues.blocks[:_STORY]
        if block.kind is BlockKind.PARAGRAPH and block.end - block.start > _FEWEST_LETTERS
    ]
    deduced = deduced_day(story)
    return PartialDate(deduced, Provenance.DEDUCED) if deduced else PartialDate()
