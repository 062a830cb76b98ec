"""What is zipped is an office document or a book, or else an archive of files, each read by itself."""

import posixpath
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import unquote

from excerpta.core.interchange.archive import ENCRYPTED, ENCRYPTED_ADVICE, Archive, Budget
from excerpta.core.interchange.reading import SUFFIXES, Found, read_single, unforeseen, with_words
from excerpta.core.interchange.sniffing import binary_kind
from excerpta.core.model.document import Article
from excerpta.core.model.errors import ReadingError

_DEEPEST = 3
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_SAVE_AS_TEXT = "Save what is to be read as a text, as Word or OpenDocument, or as PDF."


def read_zipped(name: str, data: bytes, skip: frozenset[str]) -> Iterator[Found]:
    """The articles in what is zipped.

    Raises:
        ReadingError: it is damaged, encrypted, too large, or no article.

    """
    yield from _read(name, data, skip, Budget(), 1)


def _read(name: str, data: bytes, skip: frozenset[str], budget: Budget, depth: int) -> Iterator[Found]:
    archive = Archive(data, budget)
    reader = _reader_of(archive)
    if reader is not None:
        yield Found(name, with_words(reader(archive)))
        return
    if depth > _DEEPEST:
        raise ReadingError("There are archives within archives within archives.", "Unpack it yourself.")
    yield from _members(name, archive, skip, depth)


def _reader_of(archive: Archive) -> Callable[[Archive], Article] | None:
    """The reader of a format whose files are zipped; None for an archive of files."""
    names = archive.names
    kind = (archive.part("mimetype") or b"")[:100].decode("ascii", "replace").strip()
    if "[Content_Types].xml" in archive:
        if any(one.startswith("word/") for one in names):
            from excerpta.core.interchange.docx import read_docx

            return read_docx
        if any(one.startswith(("xl/", "ppt/")) for one in names):
            raise ReadingError("The file is a workbook or a presentation, not an article.", _SAVE_AS_TEXT)
    if kind.startswith(_OPEN_DOCUMENT):
        if not kind.startswith(f"{_OPEN_DOCUMENT}text"):
            raise ReadingError("The file is a workbook or a presentation, not an article.", _SAVE_AS_TEXT)
        from excerpta.core.interchange.odt import read_odt

        return read_odt
    return None


def _members(name: str, archive: Archive, skip: frozenset[str], depth: int) -> Iterator[Found]:
    """Read the files of an archive that are articles by their names, one after the other."""
    if archive.is_encrypted:
        raise ReadingError(ENCRYPTED, ENCRYPTED_ADVICE)
    for refused, reason in archive.refused.items():
        yield Found(f"{name}/{refused}", error=ReadingError(f"“{refused}” {reason}."))
    wanted = [one for one in sorted(archive.names) if _is_article(one, archive)]
    if not wanted and not archive.refused:
        raise ReadingError("The archive holds no articles.", "See which formats can be read.")
    for one in wanted:
        full = f"{name}/{one}"
        if full in skip:
            continue
        yield Found(full)
        try:
            data = archive.read(one)
            if _is_zip(data):
                yield from _within(full, data, skip, archive.budget, depth)
            else:
                article = read_single(one, data, part=partial(_beside, archive, one))
                yield Found(full, article, data=data)
        except ReadingError as error:
            yield Found(full, error=error)
        except MemoryError:
            raise
        except Exception as error:  # one file never stops the others
            yield Found(full, error=unforeseen(error))


def _within(name: str, data: bytes, skip: frozenset[str], budget: Budget, depth: int) -> Iterator[Found]:
    """The articles of a zipped file in an archive; a document keeps its own bytes."""
    for found in _read(name, data, skip, budget, depth + 1):
        is_document = found.name == name and found.article is not None
        yield Found(name, found.article, data=data) if is_document else found


def _is_zip(data: bytes) -> bool:
    kind = binary_kind(data)
    return kind is not None and kind.mime == "application/zip"


def _is_article(name: str, archive: Archive) -> bool:
    """Whether a file has an ending of an article, is not hidden, and no part of a saved page."""
    path = PurePosixPath(name)
    if path.suffix.casefold() not in SUFFIXES or any(
        part.startswith((".", "__MACOSX")) for part in path.parts
    ):
        return False
    for folder in path.parents:
        page = str(folder).removesuffix("_files")
        if page != str(folder) and any(f"{page}{end}" in archive for end in (".html", ".htm", ".xhtml")):
            return False
    return True


def _beside(archive: Archive, page: str, address: str) -> bytes | None:
    """What a page of an archive names by a relative address, if it lies in the archive too."""
    path = unquote(address.replace("\\", "/").partition("?")[0].partition("#")[0])
    if path.startswith("/") or ":" in path:
        return None
    return archive.part(posixpath.normpath(posixpath.join(posixpath.dirname(page), path)))
