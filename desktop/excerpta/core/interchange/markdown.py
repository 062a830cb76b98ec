"""Markdown (CommonMark with tables and strike-through) becomes blocks and spans.

Front matter between two lines of `---` gives title, author, source, date, language and address,
one `key: value` a line; it is read without YAML, of which no more is understood.
"""

import html as entities
import re
from dataclasses import replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from excerpta.core.interchange.building import ArticleBuilder
from excerpta.core.interchange.decoding import tidy_text
from excerpta.core.interchange.html_metadata import iso_date
from excerpta.core.interchange.pictures import PictureFinder
from excerpta.core.interchange.text import read_text
from excerpta.core.model.document import (
    Article,
    BlockKind,
    PartialDate,
    Provenance,
    SpanKind,
)

_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?P<lines>(?:(?!---[ \t]*$|\.\.\.[ \t]*$).*\n){0,100})(?:---|\.\.\.)[ \t]*(?:\n|\Z)",
    re.MULTILINE,
)
_ENTRY = re.compile(r"([A-Za-z][\w-]*)[ \t]*:[ \t]*(.*)")
_TITLE_KEYS = ("title",)
_SOURCE_KEYS = ("source", "publication", "publisher")
_AUTHOR_KEYS = ("author", "authors", "by")
_DATE_KEYS = ("date", "published", "pubdate")
_LANGUAGE_KEYS = ("lang", "language")
_ADDRESS_KEYS = ("url", "link")
_KEYS = frozenset(_TITLE_KEYS + _SOURCE_KEYS + _AUTHOR_KEYS + _DATE_KEYS)
_SPANS = {"strong": SpanKind.BOLD, "em": SpanKind.ITALIC, "s": SpanKind.STRIKE, "link": SpanKind.LINK}
_ANY_TAG = re.compile(r"<[^<>]*>|<!--.*?(?:-->|$)", re.DOTALL)
_DEEPEST = 100
_MOST_CHARACTERS = 4_000_000
_MOST_BRACKETS = 20_000

TOO_MUCH = "The Markdown is too long or nested too deeply; it was read as plain text."


def read_markdown(text: str, pictures: PictureFinder | None = None) -> Article:
    """The words, blocks, spans, pictures and front matter of a Markdown text."""
    decoded = tidy_text(text)
    said, body = _front_matter(decoded.text)
    article = _read_body(body, pictures or PictureFinder())
    article = replace(article, warnings=(*decoded.warnings, *article.warnings))
    published = iso_date(_first(said, _DATE_KEYS))
    return replace(
        article,
        title=_first(said, _TITLE_KEYS),
        source=_first(said, _SOURCE_KEYS),
        author=_first(said, _AUTHOR_KEYS),
        place=said.get("place", ""),
        agency=said.get("agency", ""),
        language=_first(said, _LANGUAGE_KEYS),
        url=_first(said, _ADDRESS_KEYS),
        published=PartialDate(published, Provenance.METADATA) if published else PartialDate(),
    )


def _first(said: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((said[key] for key in keys if key in said), "")


def _read_body(text: str, pictures: PictureFinder) -> Article:
    """What follows the front matter.

    The parser leaves out what is nested too deeply, and its time grows with the square of brackets.
    """
    if len(text) <= _MOST_CHARACTERS and text.count("[") <= _MOST_BRACKETS:
        tokens = _parser().parse(text)
        if all(token.level < _DEEPEST - 1 for token in tokens):
            builder = ArticleBuilder()
            _Walk(builder, pictures).over(tokens)
            return pictures.complete(builder.finish())
    plain = read_text(text)
    return replace(plain, warnings=(TOO_MUCH,))


def has_front_matter(text: str) -> bool:
    """Whether a text opens with front matter in which a key of an article stands."""
    return not _KEYS.isdisjoint(_front_matter(text)[0])


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """The entries of the front matter, keys in small letters, and the text after it."""
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}, text
    entries = (_ENTRY.match(line) for line in found["lines"].split("\n"))
    said = {entry[1].lower(): _unquoted(entry[2]) for entry in entries if entry}
    if not said:
        return {}, text
    return {key: value for key, value in said.items() if value}, text[found.end() :]


def _unquoted(value: str) -> str:
    """A value without the quotes around it; the items of a list with commas between."""
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(filter(None, (_unquoted(item) for item in value[1:-1].split(",")[:50])))
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return value.strip()


class _Walk:
    """One walk over the tokens of a text, in reading order, that feeds a builder."""

    def __init__(self, builder: ArticleBuilder, pictures: PictureFinder) -> None:
        self._builder = builder
        self._pictures = pictures
        self._in_paragraph = False
        self._quotes = 0
        self._lists: list[int | None] = []
        self._items: list[tuple[int, int, int | None]] = []
        self._cells = 0

    def over(self, tokens: list[Token]) -> None:
        """Walk all tokens."""
        for token in tokens:
            self._block(token)
        self._builder.end_block()

    def _block(self, token: Token) -> None:
        match token.type:
            case "inline":
                for child in token.children or []:
                    self._inline(child)
            case "paragraph_open":
                self._in_paragraph = True
                self._begin()
            case "heading_open":
                self._builder.set_block(BlockKind.HEADING, int(token.tag[1:]))
            case "fence" | "code_block":
                self._add_code(token.content)
            case "html_block":
                self._begin()
                self._builder.add_words(entities.unescape(_ANY_TAG.sub(" ", token.content)))
                self._builder.end_block()
            case "hr":
                self._builder.add_rule()
            case "paragraph_close" | "heading_close" | "table_close":
                self._in_paragraph = False
                self._builder.end_block()
            case "table_open" | "tr_open" | "th_open" | "td_open":
                self._open_in_table(token.type)
            case _:
                self._nest(token)

    def _nest(self, token: Token) -> None:
        """Go into or out of a quotation, a list or a list item."""
        match token.type:
            case "blockquote_open":
                self._quotes += 1
            case "blockquote_close":
                self._quotes -= 1
            case "bullet_list_open":
                self._lists.append(None)
            case "ordered_list_open":
                self._lists.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._start_item()
            case "list_item_close":
                self._items.pop()

    def _open_in_table(self, name: str) -> None:
        if name == "table_open":
            self._builder.set_block(BlockKind.TABLE, 1)
            self._cells = 0
        elif name == "tr_open":
            self._cells = 0
            if self._builder.is_open:
                self._builder.add_separator("\n")
        else:
            if self._cells:
                self._builder.add_separator("\t")
            self._cells += 1

    def _begin(self) -> None:
        """Begin a block of the kind that running text has here."""
        self._builder.end_block()
        if self._items and self._items[-1][0] == len(self._builder.blocks):
            _, level, number = self._items[-1]
            self._builder.set_block(BlockKind.LIST_ITEM, level, number)
        elif self._quotes:
            self._builder.set_block(BlockKind.QUOTATION, self._quotes - 1)
        else:
            self._builder.set_block(BlockKind.PARAGRAPH, len(self._items))

    def _start_item(self) -> None:
        self._builder.end_block()
        number = self._lists[-1]
        if number is not None:
            self._lists[-1] = number + 1
        self._items.append((len(self._builder.blocks), len(self._lists) - 1, number))

    def _add_code(self, content: str) -> None:
        code = content.strip("\n")
        if code.strip():
            self._builder.end_block()
            self._builder.add_block(BlockKind.CODE, code)

    def _inline(self, token: Token) -> None:
        name, _, side = token.type.rpartition("_")
        kind = _SPANS.get(name)
        if kind is not None and side == "open":
            self._builder.open_span(kind, _address(token) if kind is SpanKind.LINK else "")
        elif kind is not None:
            self._builder.close_span(kind)
        elif token.type in ("text", "text_special"):
            self._builder.add_words(token.content)
        elif token.type == "code_inline":
            self._builder.open_span(SpanKind.CODE)
            self._builder.add_words(token.content)
            self._builder.close_span(SpanKind.CODE)
        elif token.type in ("softbreak", "hardbreak"):
            self._builder.add_words(" ")
        elif token.type == "image":
            self._add_picture(token)

    def _add_picture(self, token: Token) -> None:
        said = "".join(child.content or " " for child in token.children or [])
        description = " ".join((said.strip() or str(token.attrs.get("title", ""))).split())
        image = self._pictures.find([str(token.attrs.get("src", ""))])
        is_large = self._in_paragraph and self._pictures.fills_lines(image)
        if is_large and self._builder.is_open:
            self._begin()
        self._builder.add_picture(image, description)
        if is_large:
            self._begin()


def _address(token: Token) -> str:
    address = str(token.attrs.get("href", ""))
    return address if address.lower().startswith(("http://", "https://", "mailto:")) else ""
