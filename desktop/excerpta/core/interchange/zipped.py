"""What is zipped is an office document or a book, or else an archive of files, each read by itself."""

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import unquote

from excerpta.core.interchange.archive import ENCRYPTED, ENCRYPTED_ADVICE, Archive, Budget
from excerpta.core.interchange.found import SUFFIXES, Found, Part, unforeseen, with_words
from excerpta.core.interchange.sniffing import binary_kind
from excerpta.core.model.document import Article
from excerpta.core.model.errors import ReadingError

_DEEPEST = 3
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


class ReadSingle(Protocol):
    """Reads a file that is no archive."""

    def __call__(self, name: str, data: bytes, *, part: Part) -> Article:
        """Its article; raises ReadingError."""


_SAVE_AS_TEXT = "Save what is to be read as a text, as Word or OpenDocument, or as PDF."


def read_zipped(name: str, data: bytes, skip: frozenset[str], read: ReadSingle) -> Iterator[Found]:
    """The articles in what is zipped; `read` reads those that are not zipped themselves.

    Raises:
        ReadingError: it is damaged, encrypted, too large, or no article.

    """
    yield from _Zipped(read, skip, Budget()).read(name, data, 1)


@dataclass(frozen=True, slots=True)
class _Zipped:
    """One archive and those within it."""

    read_single: ReadSingle
    skip: frozenset[str]
    budget: Budget

    def read(self, name: str, data: bytes, depth: int) -> Iterator[Found]:
        """The articles of an archive that lies so deep."""
        archive = Archive(data, self.budget)
        reader = _reader_of(archive)
        if reader is not None:
            yield Found(name, with_words(reader(archive)))
        elif depth > _DEEPEST:
            raise ReadingError("There are archives within archives within archives.", "Unpack it yourself.")
        else:
            yield from self._members(name, archive, depth)

    def _members(self, name: str, archive: Archive, depth: int) -> Iterator[Found]:
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
            if full in self.skip:
                continue
            yield Found(full)
            try:
                yield from self._member(full, one, archive, depth)
            except ReadingError as error:
                yield Found(full, error=error)
            except MemoryError:
                raise
            except Exception as error:  # one file never stops the others
                yield Found(full, error=unforeseen(error))

    def _member(self, full: str, name: str, archive: Archive, depth: int) -> Iterator[Found]:
        data = archive.read(name)
        if not _is_zip(data):
            yield Found(full, self.read_single(name, data, part=partial(_beside, archive, name)), data=data)
            return
        for found in self.read(full, data, depth + 1):
            is_document = found.name == full and found.article is not None
            yield Found(full, found.article, data=data) if is_document else found


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
    if "META-INF/container.xml" in archive and (kind == "application/epub+zip" or not kind):
        from excerpta.core.interchange.epub import read_epub

        return read_epub
    if kind.startswith(_OPEN_DOCUMENT):
        if not kind.startswith(f"{_OPEN_DOCUMENT}text"):
            raise ReadingError("The file is a workbook or a presentation, not an article.", _SAVE_AS_TEXT)
        from excerpta.core.interchange.odt import read_odt

        return read_odt
    return None


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
