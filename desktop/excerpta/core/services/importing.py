"""Import: files become documents, each all or nothing; one bad file never stops the others."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from excerpta.core.interchange import reading
from excerpta.core.model.changes import Changes
from excerpta.core.model.document import Article
from excerpta.core.model.errors import ReadingError, UserError
from excerpta.core.model.ids import DocumentId
from excerpta.core.news.article import describe_article
from excerpta.core.store import documents, journal
from excerpta.core.store.documents import Incoming
from excerpta.core.store.library import Library

LARGEST_FILE = 200_000_000
"""How many bytes a file may have."""

ARTICLE_SUFFIXES = ("", ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml")
"""The endings by which articles are known in a folder, where other things may lie beside them."""

_PAGES = (".html", ".htm", ".xhtml")

_BATCH_FILES = 200
_BATCH_BYTES = 8_000_000

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A file that came in."""

    name: str
    document: DocumentId
    title: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DuplicateFile:
    """A file that the library holds already, as `document`."""

    name: str
    document: DocumentId
    title: str


@dataclass(frozen=True, slots=True)
class FailedFile:
    """A file that could not be read, and what to do about it."""

    name: str
    reason: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every file. `cancelled`: the rest was not looked at; what came in stays."""

    imported: tuple[ImportedFile, ...] = ()
    duplicates: tuple[DuplicateFile, ...] = ()
    failed: tuple[FailedFile, ...] = ()
    cancelled: bool = False
    changes: Changes = field(default_factory=Changes)


def read_article(name: str, data: bytes, *, page: Path | None = None) -> Article:
    """What an import would make of a file; nothing is written.

    Args:
        name: what the file is called.
        data: what it holds.
        page: where it lies, so that its pictures are found beside it; None for what lies nowhere.

    Raises:
        ReadingError: it is empty, too large, or not a text that can be read.
    """
    if len(data) > LARGEST_FILE:
        raise ReadingError(
            f"“{name}” is larger than the {LARGEST_FILE // 1_000_000} MB that are read.",
            "Split it into parts.",
        )
    return describe_article(reading.read_article(name, data, page=page), name=name)


def import_paths(
    library: Library,
    paths: Iterable[Path],
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Import files, and the files of folders; all of it is one step of undo.

    Args:
        library: the open library.
        paths: files, whatever they are called, and folders, of which the files with an
            ending of `ARTICLE_SUFFIXES` are taken that are not hidden and not parts of a saved page.
        progress: told how many files are done, how many there are, and the name of the present one.
        cancelled: asked between files; what has come in by then stays and can be undone.
    """
    batch = _Batch(library)
    files = list(_walk(paths))
    stopped = False
    for number, path in enumerate(files):
        if cancelled and cancelled():
            stopped = True
            break
        if progress:
            progress(number, len(files), _name(path))
        try:
            batch.add(_name(path), _bytes_of(path), page=path)
        except UserError as error:
            batch.failed.append(FailedFile(_name(path), error.sentence, error.advice))
    report = batch.finish(stopped=stopped)
    if progress:
        progress(len(files), len(files), "")
    return report


def import_text(library: Library, text: str, *, html: str = "", title: str = "") -> ImportReport:
    """Import what was pasted; `html`, where there is any, is preferred because it keeps structure."""
    name = f"{title.strip() or 'Pasted article'}.{'html' if html else 'txt'}"
    batch = _Batch(library, title=title.strip())
    try:
        batch.add(name, (html or text).encode("utf-8", "replace"))
    except UserError as error:
        batch.failed.append(FailedFile(name, error.sentence, error.advice))
    return batch.finish(stopped=False)


class _Batch:
    """Articles that wait for one transaction; a long import is a chain of several."""

    def __init__(self, library: Library, title: str = "") -> None:
        self.failed: list[FailedFile] = []
        self._library = library
        self._title = title
        self._waiting: list[Incoming] = []
        self._size = 0
        self._texts: dict[str, int] = {}
        self._imported: list[ImportedFile] = []
        self._duplicates: list[DuplicateFile] = []
        self._twins: list[tuple[str, int]] = []
        self._changes = Changes()
        self._chain: int | None = None

    def add(self, name: str, data: bytes, *, page: Path | None = None) -> None:
        known = documents.same_bytes(self._library, data)
        if known is None:
            article = read_article(name, data, page=page)
            if self._title:
                article = replace(article, title=self._title)
            known = documents.same_text(self._library, article.text)
            if known is None and article.text in self._texts:
                self._twins.append((name, self._texts[article.text]))
                return
        if known is not None:
            (about,) = documents.summaries(self._library, [known])
            self._duplicates.append(DuplicateFile(name, known, about.title))
            return
        self._texts[article.text] = len(self._waiting)
        self._waiting.append(Incoming(name, data, article))
        self._size += len(data) + sum(len(asset.data) for asset in article.assets)
        if len(self._waiting) >= _BATCH_FILES or self._size >= _BATCH_BYTES:
            self._write()

    def finish(self, *, stopped: bool) -> ImportReport:
        self._write()
        number = len(self._imported)
        if self._chain is not None:
            label = (
                f"import of “{self._imported[0].title}”" if number == 1 else f"import of {number} documents"
            )
            journal.name_chain(self._library, self._chain, label)
            self._changes = replace(self._changes, label=label)
        return ImportReport(
            tuple(self._imported), tuple(self._duplicates), tuple(self.failed), stopped, self._changes
        )

    def _write(self) -> None:
        if not self._waiting:
            return
        with journal.recording(self._library, "import", "import", chain=self._chain) as command:
            ids = documents.insert(command, self._waiting)
        changes = journal.changes_of(command)
        self._chain = self._chain or changes.command
        self._changes = self._changes.with_more(changes)
        came = [
            ImportedFile(one.file_name, id_, one.article.title, one.article.warnings)
            for id_, one in zip(ids, self._waiting, strict=True)
        ]
        self._imported += came
        for name, twin in self._twins:
            self._duplicates.append(DuplicateFile(name, came[twin].document, came[twin].title))
        self._waiting, self._size, self._texts, self._twins = [], 0, {}, []


def _walk(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            for folder, folders, names in os.walk(path):
                folders[:] = sorted(name for name in folders if not _is_aside(name, names))
                found = (Path(folder) / name for name in sorted(names) if not name.startswith("."))
                yield from (one for one in found if one.suffix.casefold() in ARTICLE_SUFFIXES)
        else:
            yield path


def _is_aside(folder: str, names: list[str]) -> bool:
    """Whether a folder is hidden, or holds the parts of a page that a browser saved beside it."""
    page = folder.removesuffix("_files")
    return folder.startswith(".") or (page != folder and any(f"{page}{end}" in names for end in _PAGES))


def _name(path: Path) -> str:
    """The name of a file as text; bytes of it that are no UTF-8 become U+FFFD, for SQLite takes no others."""
    return os.fsencode(path.name or path).decode("utf-8", "replace")


def _bytes_of(path: Path) -> bytes:
    try:
        if not path.is_file():
            reason = "is not a file" if path.exists() else "is not there"
            raise ReadingError(f"“{_name(path)}” {reason}.", "Check the name.")
        if path.stat().st_size > LARGEST_FILE:
            raise ReadingError(
                f"“{_name(path)}” is larger than the {LARGEST_FILE // 1_000_000} MB that are read.",
                "Split it into parts.",
            )
        return path.read_bytes()
    except OSError as error:
        raise ReadingError(
            f"“{_name(path)}” cannot be read: {error.strerror}.", "Check its permissions."
        ) from error
