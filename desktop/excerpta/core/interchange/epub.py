"""E-books (EPUB) become one document: chapters in the order of reading, their titles as headings.

Every chapter is a page of HTML and is read as one; what marks a page of the web as furniture means
nothing in a book, where only the table of contents is.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from html.entities import html5
from urllib.parse import unquote

from lxml import etree
from lxml import html as lxml_html

from excerpta.core.interchange.archive import SAVE_AGAIN, Archive
from excerpta.core.interchange.decoding import decode, tidy_text
from excerpta.core.interchange.epub_styles import classes_of, make_elements
from excerpta.core.interchange.html import read_tree
from excerpta.core.interchange.html_metadata import iso_date
from excerpta.core.interchange.pictures import PictureFinder
from excerpta.core.interchange.xml_parts import child, local, own, parse_xml, words_of
from excerpta.core.model.document import Article, PartialDate, Provenance
from excerpta.core.model.errors import ReadingError

_PAGES = frozenset(("application/xhtml+xml", "text/html", "application/x-dtbook+xml", ""))
_FONTS = (".ttf", ".otf", ".woff", ".woff2")
_MOST_CHAPTERS = 5_000
_LARGEST_BOOK = 60_000_000
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31};)")
_OF_XML = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?[^>]*>", re.IGNORECASE)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

PROTECTED = "The book is protected against copying and cannot be read here."


def read_epub(archive: Archive) -> Article:
    """The words, blocks, spans, pictures and metadata of a book.

    Raises:
        ReadingError: it is protected, or a part that is needed is missing or damaged.

    """
    package = _Package(archive)
    book = lxml_html.Element("html")
    body = etree.SubElement(book, "body")
    classes = classes_of(package.style_sheets())
    size = 0
    for path, title in package.chapters():
        data = archive.read(path)
        size += len(data)
        if size > _LARGEST_BOOK:
            raise ReadingError("The book holds far more text than can be read at once.", "Split it.")
        page = _page(data)
        if page is not None:
            make_elements(page, classes)
            _add(body, page, path, title, is_contents=path == package.contents)
    pictures = PictureFinder(part=lambda address: archive.part(unquote(address.removeprefix("part:"))))
    return package.describe(read_tree(book, pictures, is_page=False))


class _Package:
    """What the package of a book says: the chapters in their order, their titles, the book's own.

    Attributes:
        contents: the path of the table of contents as a page; empty without one.

    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        container = parse_xml(archive.read("META-INF/container.xml"))
        paths = (own(one, "full-path") for one in container.iter() if local(one) == "rootfile")
        path = next(paths, "")
        self._folder = posixpath.dirname(path)
        self._root = parse_xml(archive.read(path))
        self._items: dict[str, etree._Element] = {}
        manifest = child(self._root, "manifest")
        for item in () if manifest is None else manifest:
            self._items[own(item, "id")] = item
        self.contents = next(
            (
                self._path(own(one, "href"))
                for one in self._items.values()
                if "nav" in own(one, "properties").split()
            ),
            "",
        )
        self._refuse_protected()

    def chapters(self) -> Iterator[tuple[str, str]]:
        """The path of every chapter and its title; empty where the book gives it none."""
        titles = self._titles()
        spine = child(self._root, "spine")
        seen: set[str] = set()
        for reference in list(() if spine is None else spine)[:_MOST_CHAPTERS]:
            item = self._items.get(own(reference, "idref"))
            if item is None or own(item, "media-type") not in _PAGES:
                continue
            path = self._path(own(item, "href"))
            if path in self._archive and path not in seen:
                seen.add(path)
                yield path, titles.get(path, "")
        if not seen:
            raise ReadingError("The book is damaged: it names no chapters.", SAVE_AGAIN)

    def style_sheets(self) -> list[str]:
        """The style sheets of the book, in the order in which it names them."""
        sheets: list[str] = []
        for item in self._items.values():
            if own(item, "media-type") == "text/css":
                data = self._archive.part(self._path(own(item, "href"))) or b""
                sheets.append(data.decode("utf-8", "replace"))
        return sheets

    def describe(self, article: Article) -> Article:
        """The article with what the package says of the book."""
        said: dict[str, list[str]] = {}
        metadata = child(self._root, "metadata")
        for one in () if metadata is None else metadata.iter():
            if words := words_of(one):
                said.setdefault(local(one), []).append(words)
        published = iso_date(said.get("date", [""])[0])
        return replace(
            article,
            title=said.get("title", [article.title])[0],
            author=", ".join(dict.fromkeys(said.get("creator", ()))),
            source=said.get("publisher", [""])[0],
            language=said.get("language", [""])[0],
            published=PartialDate(published, Provenance.METADATA) if published else article.published,
        )

    def _path(self, address: str, folder: str | None = None) -> str:
        name = unquote(address.partition("#")[0])
        return posixpath.normpath(posixpath.join(self._folder if folder is None else folder, name))

    def _titles(self) -> dict[str, str]:
        """The first title that a table of contents gives each page."""
        titles: dict[str, str] = {}
        for item in self._items.values():
            path = self._path(own(item, "href"))
            data = self._archive.part(path)
            if own(item, "media-type") == "application/x-dtbncx+xml" and data:
                for point in parse_xml(data).iter():
                    if local(point) == "navPoint":
                        source = child(point, "content")
                        address = "" if source is None else own(source, "src")
                        self._note(titles, path, address, words_of(child(point, "navLabel")))
            elif path == self.contents and data:
                page = _page(data)
                for link in () if page is None else page.iter("a"):
                    self._note(titles, path, link.get("href", ""), words_of(link))
        return titles

    def _note(self, titles: dict[str, str], contents: str, address: str, title: str) -> None:
        if title and "#" not in address:
            titles.setdefault(self._path(address, posixpath.dirname(contents)), title)

    def _refuse_protected(self) -> None:
        """Fonts may be scrambled; when it is anything else, the words cannot be read."""
        data = self._archive.part("META-INF/encryption.xml")
        for one in () if data is None else parse_xml(data).iter():
            if local(one) == "CipherReference" and not own(one, "URI").lower().endswith(_FONTS):
                raise ReadingError(PROTECTED, "Ask its publisher for one without protection.")


def _page(data: bytes) -> etree._Element | None:
    """The body of a chapter: XHTML if it is well-formed, else what a browser would make of it."""
    plain = _DOCTYPE.sub(b"", data, count=1)
    plain = _ENTITY.sub(_written_out, plain)
    try:
        root = parse_xml(plain)
    except ReadingError:
        text = tidy_text(decode(data).text).text
        if not text.strip():
            return None
        parser = lxml_html.HTMLParser(
            encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
        )
        return lxml_html.document_fromstring(text.encode(), parser=parser).find("body")
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = local(element)
    return root.find("body") if root.tag == "html" else root


def _written_out(entity: "re.Match[bytes]") -> bytes:
    """A named character of HTML as XML has it; the five that both know stay."""
    name = entity[1].decode("ascii")
    if name in _OF_XML or name not in html5:
        return entity[0]
    return "".join(f"&#{ord(character)};" for character in html5[name]).encode()


def _add(body: etree._Element, page: etree._Element, path: str, title: str, *, is_contents: bool) -> None:
    """Put a chapter behind the others, its pictures by their place in the book."""
    folder = posixpath.dirname(path)
    for element in page.iter():
        if element.tag in ("img", "image"):
            address = own(element, "src") or own(element, "href") or element.get("xlink:href", "")
            if address and not address.startswith(("data:", "http:", "https:")):
                element.set("src", f"part:{posixpath.normpath(posixpath.join(folder, address))}")
        if element.tag == "svg" and any(local(one) in ("image", "img") for one in element.iter()):
            _unwrap(element)
    chapter = etree.SubElement(body, "nav" if is_contents else "section")
    if title and not is_contents and not any(one.tag in _HEADINGS for one in page.iter()):
        _add_title(chapter, page, title)
    chapter.append(page)
    page.tag = "div"


def _add_title(chapter: etree._Element, page: etree._Element, title: str) -> None:
    """Make the words that are the chapter's title a heading, or put it above the others."""
    words = words_of(page)
    if words.startswith(title):
        for element in page.iter("p", "div"):
            if words_of(element) == title:
                element.tag = "h1"
                return
    if words:
        etree.SubElement(chapter, "h1").text = title


def _unwrap(drawing: etree._Element) -> None:
    """A drawing that only frames a picture, as covers do, is that picture."""
    drawing.tag = "div"
    for one in drawing.iter():
        if one.tag == "image":
            one.tag = "img"
