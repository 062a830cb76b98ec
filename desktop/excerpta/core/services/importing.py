"""Import: files become documents, each all or nothing; one bad file never stops the others."""

import contextlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path

from excerpta.core.interchange.found import SUFFIXES, Found
from excerpta.core.interchange.reading import is_quick
from excerpta.core.model.changes import Changes
from excerpta.core.model.document import Article
from excerpta.core.model.errors import ReadingError, UserError
from excerpta.core.model.ids import DocumentId
from excerpta.core.model.likeness import Likeness
from excerpta.core.services.describing import read_files
from excerpta.core.services.import_report import DuplicateFile, FailedFile, ImportedFile, ImportReport
from excerpta.core.services.reading_pool import ReadingLimits, ReadingPool
from excerpta.core.store import documents, journal, likeness
from excerpta.core.store.documents import Incoming
from excerpta.core.store.library import Library

LARGEST_FILE = 200_000_000
"""How many bytes a file may have."""

ARTICLE_SUFFIXES = SUFFIXES
"""The endings by which articles are known in a folder, where other things may lie beside them."""

_PAGES = (".html", ".htm", ".xhtml")

_BATCH_FILES = 200
_BATCH_BYTES = 8_000_000

_AHEAD_FILES = 16
_AHEAD_BYTES = 64_000_000
"""So much is read ahead of what is taken."""

_COMPARED = 4
"""With so many documents a new one is compared, those that share most with it."""

_LOOK_EVERY = 0.1

Progress = Callable[[int, int, str], None]


def read_article(name: str, data: bytes, *, page: Path | None = None) -> Article:
    """What an import would make of a file that holds one article; nothing is written.

    Args:
        name: what the file is called.
        data: what it holds.
        page: where it lies, so that its pictures are found beside it; None for what lies nowhere.

    Raises:
        ReadingError: it is empty, too large, or not a text that can be read.
    """
    for file in look_into(name, data, page=page):
        if file.article is not None:
            return file.article
        if file.error is not None:
            raise file.error
    raise ReadingError("The file holds no articles.")


def look_into(name: str, data: bytes, *, page: Path | None = None) -> list[Found]:
    """What an import would make of a file and of those inside of it, as `read_article`."""
    with ReadingPool(children=1) as pool:
        return _read(pool, name, data, page).result()


def _read(pool: ReadingPool, name: str, data: bytes, page: Path | None) -> "Future[list[Found]]":
    """Begin to read a file in a child; a short plain text is read on the spot."""
    if not is_quick(name, data) and len(data) <= LARGEST_FILE:
        return pool.read(name, data, page)
    try:
        if len(data) > LARGEST_FILE:
            raise _too_large(name)
        return _done(list(read_files(name, data, page)))
    except ReadingError as error:
        return _done([Found(name, error=error)])


def _too_large(name: str) -> ReadingError:
    return ReadingError(
        f"“{name}” is larger than the {LARGEST_FILE // 1_000_000} MB that are read.", "Split it into parts."
    )


def import_paths(
    library: Library,
    paths: Iterable[Path],
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    limits: ReadingLimits | None = None,
) -> ImportReport:
    """Import files, and the files of folders; all of it is one step of undo.

    Args:
        library: the open library.
        paths: files, whatever they are called, and folders, of which the files with an
            ending of `ARTICLE_SUFFIXES` are taken that are not hidden and not parts of a saved page.
        progress: told how many files are done, how many there are, and the name of the present one.
        cancelled: asked between files; what has come in by then stays and can be undone.
        limits: what one file may take, where it is not to be the usual.
    """
    files = list(_walk(paths))
    with ReadingPool(limits) as pool:
        batch = _Batch(library, pool, cancelled=cancelled)
        for number, path in enumerate(files):
            if batch.is_stopped():
                break
            if progress:
                progress(number, len(files), _name(path))
            try:
                batch.add(_name(path), _bytes_of(path), page=path)
            except UserError as error:
                batch.fail(path, error)
        report = batch.finish()
    if progress:
        progress(len(files), len(files), "")
    return report


def import_text(library: Library, text: str, *, html: str = "", title: str = "") -> ImportReport:
    """Import what was pasted; `html`, where there is any, is preferred because it keeps structure."""
    name = f"{title.strip() or 'Pasted article'}.{'html' if html else 'txt'}"
    with ReadingPool(children=1) as pool:
        batch = _Batch(library, pool, title=title.strip())
        batch.add(name, (html or text).encode("utf-8", "replace"))
        return batch.finish()


class _Batch:
    """Articles that wait for one transaction; a long import is a chain of several.

    Files are read ahead, so that no child is idle, and taken in the order in which they were given.
    """

    def __init__(
        self,
        library: Library,
        pool: ReadingPool,
        *,
        title: str = "",
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        self._library = library
        self._pool = pool
        self._title = title
        self._cancelled = cancelled
        self._stopped = False
        self._reading: deque[_Reading] = deque()
        self._reading_bytes = 0
        self._waiting: list[Incoming] = []
        self._size = 0
        self._texts: dict[str, int] = {}
        self._imported: list[ImportedFile] = []
        self._duplicates: list[DuplicateFile] = []
        self._failed: list[FailedFile] = []
        self._twins: list[tuple[str, int]] = []
        self._changes = Changes()
        self._chain: int | None = None

    def is_stopped(self) -> bool:
        """Whether the import was asked to stop; from then on nothing more is read or taken."""
        self._stopped = self._stopped or bool(self._cancelled and self._cancelled())
        return self._stopped

    def fail(self, path: Path, error: UserError) -> None:
        """Note, in its turn, a file that could not even be opened."""
        failed = Found(_name(path), error=ReadingError(error.sentence, error.advice))
        self._reading.append(_Reading(path, b"", _done([failed])))
        self._take(self._is_far_ahead)

    def add(self, name: str, data: bytes, *, page: Path | None = None) -> None:
        """Begin with a file, and take what has been read by now."""
        if documents.same_bytes(self._library, data) is None:
            found = _read(self._pool, name, data, page)
        else:
            found = _done([Found(name)])
        self._reading.append(_Reading(page, data, found))
        self._reading_bytes += len(data)
        self._take(self._is_far_ahead)

    def finish(self) -> ImportReport:
        """Take what is still being read, write everything, and tell what became of it."""
        self._take(lambda: bool(self._reading))
        self._write()
        number = len(self._imported)
        if self._chain is not None:
            label = (
                f"import of “{self._imported[0].title}”" if number == 1 else f"import of {number} documents"
            )
            journal.name_chain(self._library, self._chain, label)
            self._changes = replace(self._changes, label=label)
        return ImportReport(
            tuple(self._imported), tuple(self._duplicates), tuple(self._failed), self._stopped, self._changes
        )

    def _is_far_ahead(self) -> bool:
        """Whether the first that is being read is to be waited for: it is done, or enough is under way."""
        if not self._reading:
            return False
        is_much = len(self._reading) > _AHEAD_FILES or self._reading_bytes > _AHEAD_BYTES
        return is_much or self._reading[0].found.done()

    def _take(self, wanted: Callable[[], bool]) -> None:
        """Take files in their order for as long as it is `wanted`, or the import is stopped."""
        while wanted():
            first = self._reading[0]
            while not first.found.done():
                if self.is_stopped():
                    return
                with contextlib.suppress(TimeoutError):
                    first.found.result(_LOOK_EVERY)
            self._reading.popleft()
            self._reading_bytes -= len(first.data)
            for file in first.found.result():
                if file.error is not None:
                    failed = FailedFile(file.name, file.error.sentence, file.error.advice, first.path)
                    self._failed.append(failed)
                else:
                    self._take_file(file, first.data if file.data is None else file.data)

    def _take_file(self, file: Found, data: bytes) -> None:
        known, article = documents.same_bytes(self._library, data), file.article
        if article is not None and known is None:
            if self._title:
                article = replace(article, title=self._title)
            known = documents.same_text(self._library, article.text)
            if known is None and article.text in self._texts:
                self._twins.append((file.name, self._texts[article.text]))
            elif known is None:
                self._wait(Incoming(file.name, data, article))
        if known is not None:
            (about,) = documents.summaries(self._library, [known])
            self._duplicates.append(DuplicateFile(file.name, known, about.title))

    def _wait(self, incoming: Incoming) -> None:
        self._texts[incoming.article.text] = len(self._waiting)
        self._waiting.append(incoming)
        self._size += len(incoming.data) + sum(len(asset.data) for asset in incoming.article.assets)
        if len(self._waiting) >= _BATCH_FILES or self._size >= _BATCH_BYTES:
            self._write()

    def _write(self) -> None:
        if not self._waiting:
            return
        with journal.recording(self._library, "import", "import", chain=self._chain) as command:
            ids = documents.insert(command, self._waiting)
            like = likeness.alike(command.connection, ids[0], ids[-1], later=False, most=_COMPARED)
        changes = journal.changes_of(command)
        self._chain = self._chain or changes.command
        self._changes = self._changes.with_more(changes)
        came = [
            _came(one, id_, tuple(like.get(id_, ()))) for id_, one in zip(ids, self._waiting, strict=True)
        ]
        self._imported += came
        for name, twin in self._twins:
            self._duplicates.append(DuplicateFile(name, came[twin].document, came[twin].title))
        self._waiting, self._size, self._texts, self._twins = [], 0, {}, []


def _came(incoming: Incoming, document: DocumentId, like: tuple[Likeness, ...]) -> ImportedFile:
    article = incoming.article
    return ImportedFile(
        incoming.file_name,
        document,
        article.title,
        article.warnings,
        like,
        article.source,
        article.published,
        len(incoming.data),
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """A file that is being read. `path`: where it lies; None for what was pasted."""

    path: Path | None
    data: bytes
    found: "Future[list[Found]]"


def _done(files: list[Found]) -> "Future[list[Found]]":
    done: Future[list[Found]] = Future()
    done.set_result(files)
    return done


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
            raise _too_large(_name(path))
        return path.read_bytes()
    except OSError as error:
        raise ReadingError(
            f"“{_name(path)}” cannot be read: {error.strerror}.", "Check its permissions."
        ) from error
