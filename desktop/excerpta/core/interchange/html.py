"""HTML becomes blocks and spans; menus and share lists become furniture, so that nothing is lost.

The page is parsed and walked without recursion, and nothing that it refers to is fetched; pictures
come from the page itself or from beside it. A line
break (`br`) in running text begins a new block, because a newline inside a block would mean a row
of a table; in headings, captions, list items and cells it is a space.
"""

import html as entities
import re
from dataclasses import replace
from urllib.parse import urljoin

from lxml import etree
from lxml import html as lxml_html

from excerpta.core.interchange.building import ArticleBuilder
from excerpta.core.interchange.decoding import Decoded, decode, tidy_text
from excerpta.core.interchange.html_article import Place
from excerpta.core.interchange.html_furniture import FurnitureJudge, OnlyContents
from excerpta.core.interchange.html_head import end_head
from excerpta.core.interchange.html_metadata import add_metadata, saved_from
from excerpta.core.interchange.html_pictures import addresses_of, description_of, is_shown
from excerpta.core.interchange.html_regions import CELLS, DROPPED, INLINE, holds_data, is_hidden
from excerpta.core.interchange.pictures import PictureFinder
from excerpta.core.interchange.text import read_text
from excerpta.core.model.document import Article, BlockKind, SpanKind

_SPANS = {
    **dict.fromkeys(("b", "strong"), SpanKind.BOLD),
    **dict.fromkeys(("i", "em", "cite", "var", "dfn"), SpanKind.ITALIC),
    **dict.fromkeys(("u", "ins"), SpanKind.UNDERLINE),
    **dict.fromkeys(("s", "strike", "del"), SpanKind.STRIKE),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), SpanKind.CODE),
    "sup": SpanKind.SUPERSCRIPT,
    "sub": SpanKind.SUBSCRIPT,
    "small": SpanKind.SMALL,
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_DECLARED = re.compile(
    rb"(?:<meta\b[^>]{0,200}?charset\s*=|\A\s*<\?xml\b[^>]{0,200}?encoding\s*=)\s*[\"']?\s*([\w.:-]+)",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"<(script|style|template)\b[^<]*(?:<(?!/\1)[^<]*)*", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")
_BLOCK_TAG = re.compile(r"</?(?:p|div|h[1-6]|li|tr|br|blockquote|section|article)\b[^<>]*>", re.IGNORECASE)

TOO_DEEP = "The page is nested too deeply to be read as one; its words were kept, its formatting was not."


def read_html(
    data: bytes | str,
    pictures: PictureFinder | None = None,
    *,
    declared: str = "",
    base: str = "",
    is_page: bool = True,
) -> Article:
    """The words, blocks, spans, pictures and metadata of a page; without any words the text is empty.

    Args:
        data: the page.
        pictures: finds its pictures; without one, those are brought that lie in the page itself.
        declared: the encoding that was stated outside of the page.
        base: what its links are relative to, where the page does not say it.
        is_page: whether it is one of the web, parts of which may be furniture, see `read_tree`.

    Raises:
        ReadingError: bytes that are no text (see `decode`).

    """
    decoded = tidy_text(data) if isinstance(data, str) else _decode_page(data, declared)
    # White space alone would be “an empty document” to the parser.
    if not decoded.text.strip():
        return Article("", (), warnings=decoded.warnings)
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True
    )
    try:
        page = lxml_html.document_fromstring(decoded.text.encode("utf-8"), parser=parser)
    except etree.ParserError:
        return Article("", (), warnings=decoded.warnings)
    if any("depth" in entry.message for entry in parser.error_log):
        return _read_without_tags(decoded)
    pictures = pictures or PictureFinder()
    saved = base or saved_from(decoded.text)
    _open_shadows(page)
    end_head(page)
    article = read_tree(page, pictures, is_page=is_page, base=saved, warnings=decoded.warnings)
    article = add_metadata(article, page)
    return article if article.url else replace(article, url=saved)


def read_tree(
    page: etree._Element,
    pictures: PictureFinder,
    *,
    is_page: bool = True,
    base: str = "",
    warnings: tuple[str, ...] = (),
) -> Article:
    """The words, blocks, spans and pictures of a parsed page.

    Args:
        page: its root; what is dropped from it is not looked into.
        pictures: finds them.
        is_page: whether parts of it may be furniture, as on the web; in a book or a mail only `nav` is.
        base: what its links are relative to, where the page does not say it.
        warnings: of what was done before.
    """
    builder = ArticleBuilder()
    judge = FurnitureJudge(page) if is_page else OnlyContents()
    _Walk(builder, judge, pictures, _base_address(page) or base).over(page)
    return pictures.complete(builder.finish(warnings))


def _decode_page(data: bytes, declared: str) -> Decoded:
    found = _DECLARED.search(data[:4096])
    return decode(data, declared=declared or (found[1].decode("ascii", "replace") if found else ""))


def _open_shadows(page: etree._Element) -> None:
    """Make parts of the page of what a browser saved as the templates of its shadow trees."""
    for template in page.iter("template"):
        if "shadowrootmode" in template.attrib or "shadowroot" in template.attrib:
            template.tag = "div"


def _base_address(page: etree._Element) -> str:
    """What relative links of the page are relative to; empty when it does not say."""
    for path, attribute in ((".//base[@href]", "href"), (".//link[@rel='canonical']", "href")):
        found = page.find(path)
        address = found.get(attribute, "") if found is not None else ""
        if address.startswith(("http://", "https://")):
            return address
    return ""


def _read_without_tags(decoded: Decoded) -> Article:
    """The bare words of a page that nests deeper than the parser follows."""
    bare = _SCRIPT.sub(" ", decoded.text)
    bare = _ANY_TAG.sub(" ", _BLOCK_TAG.sub("\n", bare))
    article = read_text(tidy_text(entities.unescape(bare)).text)
    return Article(article.text, article.blocks, warnings=(*decoded.warnings, TOO_DEEP))


class _Walk:
    """One walk over a page, in reading order, that feeds a builder."""

    def __init__(
        self,
        builder: ArticleBuilder,
        judge: FurnitureJudge | OnlyContents,
        pictures: PictureFinder,
        base: str,
    ) -> None:
        self._builder = builder
        self._judge = judge
        self._pictures = pictures
        self._base = base
        self._places = [Place.ARTICLE]
        self._quotes = 0
        self._captions = 0
        self._lists: list[int | None] = []
        self._items: list[tuple[int, int, int | None]] = []
        self._table_cells = -1
        self._table_head = 0
        self._heading = False

    def over(self, page: etree._Element) -> None:
        """Walk the whole page."""
        walk = etree.iterwalk(page, events=("start", "end"))
        opened: list[bool] = []
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else "script"
            if event == "start":
                place = None if tag in DROPPED else self._judge.place_of(element)
                is_skipped = tag in DROPPED or place is Place.HIDDEN
                self._enter(None if is_skipped else place)
                opened.append(is_skipped)
                if is_skipped or (tag == "pre" and self._add_code(element)):
                    walk.skip_subtree()
                else:
                    self._start(tag, element)
                    self._builder.add_words(element.text or "")
            else:
                if not opened.pop():
                    self._end(tag)
                self._leave()
                self._builder.add_words(element.tail or "")
        self._builder.end_block()

    def _enter(self, place: Place | None) -> None:
        """Go into an element whose words are what is said, or None for the same as around it."""
        around = self._places[-1]
        here = around if place is None or self._table_cells >= 0 else place
        self._places.append(here)
        if here is not around:
            self._break()

    def _leave(self) -> None:
        left = self._places.pop()
        if left is not self._places[-1]:
            self._break()

    @property
    def _furniture(self) -> bool:
        """Whether the words that are read are furniture."""
        return self._places[-1] is Place.FURNITURE

    def _start(self, tag: str, element: etree._Element) -> None:
        if tag in _SPANS:
            self._builder.open_span(_SPANS[tag])
        elif tag == "a":
            self._builder.open_span(SpanKind.LINK, self._target(element))
        elif tag == "q":
            self._builder.add_words("“")
        elif tag == "br":
            self._break_line()
        elif tag == "img":
            self._add_image(element)
        elif tag not in INLINE:
            self._start_block(tag, element)

    def _start_block(self, tag: str, element: etree._Element) -> None:
        self._builder.add_words(" ")
        if self._table_cells >= 0:
            self._start_in_table(tag)
            return
        match tag:
            case "blockquote":
                self._quotes += 1
            case "figcaption" | "caption":
                self._captions += 1
            case "ul" | "menu" | "dir":
                self._lists.append(None)
            case "ol":
                self._lists.append(_whole_number(element.get("start"), 1))
            case "li":
                self._start_item(element)
            case "hr":
                self._add_rule()
            case "table":
                self._start_table(element)
                return
        self._heading = tag in _HEADINGS
        if self._heading and not self._furniture:
            self._builder.set_block(BlockKind.HEADING, _HEADINGS[tag])
        else:
            self._break()

    def _end(self, tag: str) -> None:
        if tag in _SPANS:
            self._builder.close_span(_SPANS[tag])
        elif tag == "a":
            self._builder.close_span(SpanKind.LINK)
        elif tag == "q":
            self._builder.add_words("”")
        elif tag in INLINE or tag in ("br", "img", "hr") or (tag == "pre" and self._table_cells < 0):
            return
        elif self._table_cells >= 0 and tag != "table":
            self._builder.add_words(" ")
            if tag == "caption":
                self._builder.set_block(BlockKind.TABLE, self._table_head)
        else:
            self._end_block(tag)

    def _end_block(self, tag: str) -> None:
        self._builder.end_block()
        match tag:
            case "blockquote":
                self._quotes -= 1
            case "figcaption" | "caption":
                self._captions -= 1
            case "ul" | "menu" | "dir" | "ol":
                self._lists.pop()
            case "li":
                self._items.pop()
            case "table":
                self._table_cells = -1
        self._heading = False
        self._break()

    def _break(self) -> None:
        """Begin a new block of the kind that running text has here."""
        if self._table_cells >= 0:
            return
        self._builder.end_block()
        if self._furniture:
            self._builder.set_block(BlockKind.FURNITURE)
        elif self._captions or self._places[-1] is Place.CAPTION:
            self._builder.set_block(BlockKind.CAPTION)
        elif self._in_fresh_item():
            _, level, number = self._items[-1]
            self._builder.set_block(BlockKind.LIST_ITEM, level, number)
        elif self._quotes:
            self._builder.set_block(BlockKind.QUOTATION, self._quotes - 1)
        else:
            self._builder.set_block(BlockKind.PARAGRAPH, len(self._items))

    def _in_fresh_item(self) -> bool:
        """Whether no block of the innermost list item was finished yet: its first is the item itself."""
        return bool(self._items) and self._items[-1][0] == len(self._builder.blocks)

    def _start_item(self, element: etree._Element) -> None:
        self._builder.end_block()
        number = self._lists[-1] if self._lists else None
        if number is not None:
            number = _whole_number(element.get("value"), number)
            self._lists[-1] = number + 1
        self._items.append((len(self._builder.blocks), max(0, len(self._lists) - 1), number))

    def _break_line(self) -> None:
        if self._table_cells >= 0 or self._heading or self._captions or self._in_fresh_item():
            self._builder.add_words(" ")
        else:
            self._builder.end_block()

    def _start_table(self, element: etree._Element) -> None:
        if self._furniture or not holds_data(element):
            self._break()
            return
        self._table_head = int(_has_head(element))
        self._builder.set_block(BlockKind.TABLE, self._table_head)
        self._table_cells = 0

    def _start_in_table(self, tag: str) -> None:
        if tag == "tr":
            self._table_cells = 0
        elif tag == "caption":
            self._builder.set_block(BlockKind.CAPTION)
        elif tag in CELLS:
            if self._table_cells:
                self._builder.add_separator("\t")
            elif self._builder.is_open:
                self._builder.add_separator("\n")
            self._table_cells += 1

    def _add_code(self, element: etree._Element) -> bool:
        """Add preformatted text as it stands; False inside a table, where it is a cell like any other."""
        if self._table_cells >= 0:
            return False
        parts: list[str] = []
        walk = etree.iterwalk(element, events=("start", "end"))
        for event, part in walk:
            if event == "start":
                if part.tag in DROPPED or (part is not element and is_hidden(part)):
                    walk.skip_subtree()
                else:
                    parts.append("\n" if part.tag == "br" else part.text or "")
            elif part is not element:
                parts.append(part.tail or "")
        code = "\n".join(line.rstrip() for line in "".join(parts).split("\n")).strip("\n")
        if code.strip():
            self._builder.add_block(BlockKind.FURNITURE if self._furniture else BlockKind.CODE, code)
        self._break()
        return True

    def _add_rule(self) -> None:
        if not self._furniture:
            self._builder.add_rule()

    def _add_image(self, element: etree._Element) -> None:
        """Add a picture that is part of the article: a block where it is large or stands alone."""
        if self._furniture or not is_shown(element):
            return
        image = self._pictures.find(addresses_of(element))
        is_bound = self._table_cells >= 0 or self._heading
        is_large = not is_bound and not self._captions and self._pictures.fills_lines(image)
        if is_large and self._builder.is_open:
            self._break()
        is_inside = self._builder.is_open or is_bound or self._in_fresh_item()
        self._builder.add_words(" ")
        self._builder.add_picture(image, description_of(element))
        if is_inside and not is_large:
            self._builder.add_words(" ")
        else:
            self._break()

    def _target(self, element: etree._Element) -> str:
        """The address of a link that may be opened; empty for an anchor, a script, an unknown base."""
        address = "".join(element.get("href", "").split())
        try:
            address = urljoin(self._base, address) if self._base and not address.startswith("#") else address
        except ValueError:
            return ""
        return address if address.lower().startswith(("http://", "https://", "mailto:")) else ""


def _has_head(table: etree._Element) -> bool:
    """Whether the first row of a table names its columns."""
    row = next(table.iter("tr"), None)
    if row is None:
        return False
    cells = [cell.tag for cell in row if cell.tag in CELLS]
    parent = row.getparent()
    is_in_head = parent is not None and parent.tag == "thead"
    return bool(cells) and (is_in_head or all(tag == "th" for tag in cells))


def _whole_number(written: str | None, otherwise: int) -> int:
    """A list number as it is written in the page, if it is one and of a sensible size."""
    if written and re.fullmatch(r"\s*-?[0-9]{1,9}\s*", written):
        return int(written)
    return otherwise
