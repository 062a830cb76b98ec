"""PDF documents become paragraphs by pdfium, which only ever runs in a child process.

Question: which library? Choice: pypdfium2 (BSD and Apache licences, 9 MB). Why: pymupdf is under the
AGPL; pdf-oxide says nothing of an encrypted file; pypdf gives words without their places; pdfminer,
which gives both, took 1.9 s for 50 pages, where all of this, pictures and links too, took 1.2 s. pdfium
tells every sign with its place, size and font, of which headings and columns are made here.
"""

import re
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from excerpta.core.interchange.archive import ENCRYPTED, ENCRYPTED_ADVICE, SAVE_AGAIN
from excerpta.core.interchange.pdf_layout import Paragraph, joint, paragraphs_of, raised, vocabulary
from excerpta.core.interchange.pdf_lines import Line, lines_of, links_of
from excerpta.core.interchange.pdf_pictures import PlacedPicture, pictures_of
from excerpta.core.interchange.pictures import PictureFinder
from excerpta.core.interchange.sheet import Sheet
from excerpta.core.model.document import Article, BlockKind, SpanKind
from excerpta.core.model.errors import ReadingError

_MOST_PAGES = 10_000
_ORNAMENT = 3
"""A picture on so many pages is part of their design."""

_MADE_UP_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint) - .*|untitled.*|.*\.(?:docx?|odt|indd|qxd|pdf|tex|dvi|rtf|html?))$",
    re.I,
)
_LOOKS = {1: SpanKind.SUPERSCRIPT, -1: SpanKind.SUBSCRIPT}

NO_TEXT = "The PDF holds pictures of its pages and no text."
NO_TEXT_ADVICE = "Have the text recognised by a scanning program (OCR) and import what it makes."


def read_pdf(data: bytes) -> Article:
    """The words, blocks, spans, links and metadata of a PDF.

    Raises:
        ReadingError: it is encrypted, damaged, or holds no text.

    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise ReadingError(ENCRYPTED, ENCRYPTED_ADVICE) from error
        raise ReadingError("The PDF is damaged and cannot be opened.", SAVE_AGAIN) from error
    with closing(document):
        if len(document) > _MOST_PAGES:
            raise ReadingError(f"The PDF has more than {_MOST_PAGES:,} pages.", "Split it into parts.")
        pages = [_read_page(document, number) for number in range(len(document))]
        said = document.get_metadata_dict(skip_empty=True)
    lines = [line for page in pages for line in page.lines]
    if not lines:
        raise ReadingError(NO_TEXT, NO_TEXT_ADVICE)
    paragraphs = _with_code(paragraphs_of(lines, [page.height for page in pages]))
    parts = _with_pictures(paragraphs, [picture for page in pages for picture in page.pictures])
    empty = [number for number, page in enumerate(pages, 1) if not page.lines]
    article = _write(paragraphs, parts, vocabulary(lines), _told(empty))
    title = " ".join(said.get("Title", "").split())
    return replace(
        article,
        title="" if _MADE_UP_TITLE.match(title) else title,
        author=" ".join(said.get("Author", "").split()),
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """What is on a page; nothing on one that is damaged."""

    height: float = 0.0
    lines: tuple[Line, ...] = ()
    pictures: tuple[PlacedPicture, ...] = ()


def _read_page(document: Any, number: int) -> _Page:
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return _Page()
    with closing(page):
        with closing(page.get_textpage()) as text_page:
            lines = tuple(lines_of(text_page.raw, number, links_of(document.raw, page.raw)))
        pictures = tuple(pictures_of(page, number, has_text=bool(lines)))
        return _Page(page.get_height(), lines, pictures)


def _with_pictures(paragraphs: list[Paragraph], pictures: list[PlacedPicture]) -> dict[str, bytes]:
    """Put pictures above the first paragraph below them; one that is on many pages is an ornament."""
    pages: dict[bytes, set[int]] = {}
    for picture in pictures:
        pages.setdefault(picture.data, set()).add(picture.page)
    parts: dict[str, bytes] = {}
    for picture in pictures:
        if len(pages[picture.data]) < _ORNAMENT:
            name = f"picture {len(parts) + 1} on page {picture.page + 1}"
            parts[name] = picture.data
            paragraphs.insert(_place_of(picture, paragraphs), Paragraph(kind=BlockKind.IMAGE, picture=name))
    return parts


def _place_of(picture: PlacedPicture, paragraphs: list[Paragraph]) -> int:
    place = 0
    for number, paragraph in enumerate(paragraphs):
        if not paragraph.lines or paragraph.lines[0].page < picture.page:
            place = number + 1
            continue
        first = paragraph.lines[0]
        if first.page > picture.page:
            break
        is_beside = first.right > picture.left and first.left < picture.right
        if is_beside and first.base < picture.bottom + 0.5 * first.size:
            return number
        place = number + 1
    return place


def _told(empty: list[int]) -> tuple[str, ...]:
    if not empty:
        return ()
    if len(empty) == 1:
        return (f"Page {empty[0]} holds no text; it may be a picture.",)
    listed = ", ".join(map(str, empty[:20])) + (", …" if len(empty) > 20 else "")
    return (f"{len(empty)} pages hold no text ({listed}); they may be pictures.",)


def _write(
    paragraphs: list[Paragraph],
    parts: dict[str, bytes],
    hyphened: frozenset[str],
    warnings: tuple[str, ...],
) -> Article:
    sheet = Sheet(PictureFinder(part=parts.get))
    for paragraph in paragraphs:
        if paragraph.picture:
            sheet.paragraph()
            sheet.picture(paragraph.picture, "")
            continue
        sheet.paragraph(paragraph.kind, paragraph.level, paragraph.number)
        is_plain = paragraph.kind in (BlockKind.HEADING, BlockKind.FURNITURE)
        for index, line in enumerate(paragraph.lines):
            signs = list(zip(line.signs, raised(line), strict=True))[paragraph.skip if index == 0 else 0 :]
            between = ""
            if index + 1 < len(paragraph.lines):
                lost, between = joint(line.text, paragraph.lines[index + 1].text, hyphened)
                signs = signs[: len(signs) - lost]
            for (look, link, place), run in groupby(signs, lambda one: (one[0].look, one[0].link, one[1])):
                look = look - {SpanKind.BOLD} if is_plain else look
                sheet.style(look | {_LOOKS[place]} if place else look, link)
                sheet.words("".join(sign.character for sign, _ in run))
            if paragraph.kind is BlockKind.CODE:
                sheet.line_break()
            elif between:
                sheet.words(between)
    return sheet.finish(warnings)


def _with_code(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs, those that are all in a typewriter's type as code, unless the whole document is."""
    fixed = [_is_fixed(one) for one in paragraphs]
    if sum(fixed) * 2 < len(fixed):
        for one, is_fixed in zip(paragraphs, fixed, strict=True):
            if is_fixed and one.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING):
                one.kind, one.level = BlockKind.CODE, 0
    return paragraphs


def _is_fixed(paragraph: Paragraph) -> bool:
    return all(SpanKind.CODE in sign.look for line in paragraph.lines for sign in line.signs)
