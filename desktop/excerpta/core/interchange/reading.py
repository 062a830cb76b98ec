"""Reading finds out what a file is from its content and hands it to the reader for that format."""

from collections.abc import Iterator
from pathlib import Path, PurePath

from excerpta.core.interchange.decoding import decode
from excerpta.core.interchange.found import Found, Part, with_words
from excerpta.core.interchange.sniffing import FileKind, binary_kind, is_html, is_mail
from excerpta.core.interchange.text import read_text
from excerpta.core.model.document import Article
from excerpta.core.model.errors import ReadingError

_MARKDOWN = frozenset((".md", ".markdown", ".mdown", ".mkd"))
_MAIL = frozenset((".eml", ".mht", ".mhtml"))
_QUICK = 1_000_000
_QUICK_START = 16_384
_MOST_BYTES = 200_000_000


def read_articles(
    name: str, data: bytes, *, page: Path | None = None, skip: frozenset[str] = frozenset()
) -> Iterator[Found]:
    """What a file holds: most often one article, of an archive as many as there are in it.

    The file's `name` only tells Markdown from plain text, which no content can. Pictures are looked
    for beside `page`, the file's own place; None where it has none. Of the files in an archive
    those are passed over whose names are in `skip`.

    Raises:
        ReadingError: the file is empty, is no text, or is of a format that is not supported; a file
            inside an archive tells of its own error.

    """
    kind = binary_kind(data)
    if kind is not None and kind.mime == "application/zip":
        # Imported late: the first plain texts and every start do without.
        from excerpta.core.interchange.zipped import read_zipped

        yield from read_zipped(name, data, skip, read_single)
    else:
        yield Found(name, read_single(name, data, page=page))


def read_article(name: str, data: bytes, *, page: Path | None = None) -> Article:
    """The first article of a file, see `read_articles`.

    Raises:
        ReadingError: it cannot be read, or there is none.

    """
    for found in read_articles(name, data, page=page):
        if found.error is not None:
            raise found.error
        if found.article is not None:
            return found.article
    raise ReadingError("The file holds no articles.")


def read_single(name: str, data: bytes, *, page: Path | None = None, part: Part | None = None) -> Article:
    """What a reader makes of a file that is no archive.

    Pictures come from beside `page`, or are parts of the archive that the file lies in.

    Raises:
        ReadingError: as `read_articles`.

    """
    if not data:
        raise ReadingError("The file is empty.")
    if len(data) > _MOST_BYTES:
        raise ReadingError("The file is larger than 200 MB.", "Split it into its articles.")
    kind = binary_kind(data)
    if kind is not None and kind.is_document:
        return with_words(_read_document(kind, data))
    suffix = PurePath(name).suffix.lower()
    if is_mail(data) or suffix in _MAIL:
        from excerpta.core.interchange.mail import read_mail

        return with_words(read_mail(data))
    decoded = decode(data)
    if is_html(decoded.text):
        article = _read_html(data, page, part)
    elif suffix in _MARKDOWN or decoded.text.startswith("---\n"):
        article = _read_markdown(decoded.text, page, part, is_named_so=suffix in _MARKDOWN)
    else:
        article = read_text(decoded.text)
    return with_words(article, decoded.warnings)


def _read_document(kind: FileKind, data: bytes) -> Article:
    """Read a file that is no text and no archive."""
    if kind.mime == "application/rtf":
        from excerpta.core.interchange.rtf import read_rtf

        return read_rtf(data)
    if kind.mime == "application/pdf":
        from excerpta.core.interchange.pdf import read_pdf

        return read_pdf(data)
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ReadingError(
            "The file is protected with a password.",
            "Open it in the program that made it and save it without a password.",
        )
    raise ReadingError(f"The file is {kind.name}, which cannot be read here.", "Save it as DOCX, ODT or RTF.")


def is_quick(name: str, data: bytes) -> bool:
    """Whether a file is a plain text so short that reading it cannot take long, whatever it holds."""
    suffix = PurePath(name).suffix.lower()
    if len(data) > _QUICK or binary_kind(data) is not None or suffix in _MARKDOWN | _MAIL:
        return False
    # NUL aside, so that UTF-16 is looked through too; what only seems to be a tag does no harm here.
    start = data[:_QUICK_START].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    return b"<" not in start and not start.startswith(b"---") and not is_mail(start)


def _read_html(data: bytes, page: Path | None, part: Part | None) -> Article:
    from excerpta.core.interchange.html import read_html
    from excerpta.core.interchange.pictures import PictureFinder

    return read_html(data, PictureFinder(page, part=part))


def _read_markdown(text: str, page: Path | None, part: Part | None, *, is_named_so: bool) -> Article:
    """Read what is called Markdown, or what opens with front matter as only Markdown does."""
    from excerpta.core.interchange.markdown import has_front_matter, read_markdown
    from excerpta.core.interchange.pictures import PictureFinder

    if not is_named_so and not has_front_matter(text):
        return read_text(text)
    return read_markdown(text, PictureFinder(page, part=part))
