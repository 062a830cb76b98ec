"""Reading finds out what a file is from its content and hands it to the reader for that format."""

from dataclasses import replace
from pathlib import Path, PurePath

from excerpta.core.interchange.decoding import decode
from excerpta.core.interchange.sniffing import binary_kind, is_html
from excerpta.core.interchange.text import read_text
from excerpta.core.model.document import Article
from excerpta.core.model.errors import ReadingError

_MARKDOWN = frozenset((".md", ".markdown", ".mdown", ".mkd"))
_QUICK = 1_000_000
_QUICK_START = 16_384
_MOST_BYTES = 200_000_000


def read_article(name: str, data: bytes, *, page: Path | None = None) -> Article:
    """What a reader makes of a file: text, markup, pictures, and what it says about itself.

    The file's `name` only tells Markdown from plain text, which no content can. Pictures are looked
    for beside `page`, the file's own place; None where it has none.

    Raises:
        ReadingError: the file is empty, is no text, or is of a format that is not supported.

    """
    kind = binary_kind(data)
    if kind is not None and kind.is_document:
        raise ReadingError(
            f"The file is {kind.name}, which is not supported yet.", "Save it as text or HTML."
        )
    if len(data) > _MOST_BYTES:
        raise ReadingError("The file is larger than 200 MB.", "Split it into its articles.")
    decoded = decode(data)
    is_markdown = PurePath(name).suffix.lower() in _MARKDOWN
    if is_html(decoded.text):
        article = _read_html(data, page)
    elif is_markdown or decoded.text.startswith("---\n"):
        article = _read_markdown(decoded.text, page, is_named_so=is_markdown)
    else:
        article = read_text(decoded.text)
    if not article.text.strip():
        raise ReadingError("The file holds no words.")
    warnings = tuple(dict.fromkeys((*decoded.warnings, *article.warnings)))
    return replace(article, warnings=warnings) if warnings else article


def is_quick(name: str, data: bytes) -> bool:
    """Whether a file is a plain text so short that reading it cannot take long, whatever it holds."""
    if len(data) > _QUICK or binary_kind(data) is not None or PurePath(name).suffix.lower() in _MARKDOWN:
        return False
    # NUL aside, so that UTF-16 is looked through too; what only seems to be a tag does no harm here.
    start = data[:_QUICK_START].replace(b"\x00", b"")
    return b"<" not in start and not start.lstrip(b"\xef\xbb\xbf\xff\xfe").startswith(b"---")


def _read_html(data: bytes, page: Path | None) -> Article:
    # Imported late: most imports and every start do without lxml.
    from excerpta.core.interchange.html import read_html
    from excerpta.core.interchange.pictures import PictureFinder

    return read_html(data, PictureFinder(page))


def _read_markdown(text: str, page: Path | None, *, is_named_so: bool) -> Article:
    """Read what is called Markdown, or what opens with front matter as only Markdown does."""
    from excerpta.core.interchange.markdown import has_front_matter, read_markdown
    from excerpta.core.interchange.pictures import PictureFinder

    if not is_named_so and not has_front_matter(text):
        return read_text(text)
    return read_markdown(text, PictureFinder(page))
