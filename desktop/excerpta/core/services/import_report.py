"""The report of an import says of every file what became of it."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from excerpta.core.model.changes import Changes
from excerpta.core.model.document import PartialDate
from excerpta.core.model.ids import DocumentId
from excerpta.core.model.likeness import Likeness


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A file that came in.

    Attributes:
        name: of the file.
        document, title, source, published: what it is now.
        warnings: sentences about what did not come in whole.
        like: earlier documents that it is much the same as, the likest first.
        size: of the file, in bytes.

    """

    name: str
    document: DocumentId
    title: str
    warnings: tuple[str, ...] = ()
    like: tuple[Likeness, ...] = ()
    source: str = ""
    published: PartialDate = field(default_factory=PartialDate)
    size: int = 0


@dataclass(frozen=True, slots=True)
class DuplicateFile:
    """A file that the library holds already, as `document`."""

    name: str
    document: DocumentId
    title: str


@dataclass(frozen=True, slots=True)
class FailedFile:
    """A file that could not be read, and what to do about it.

    `path` is where it lies, or the archive that it is in; None for what was pasted.
    """

    name: str
    reason: str
    advice: str = ""
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every file. `cancelled`: the rest was not looked at; what came in stays."""

    imported: tuple[ImportedFile, ...] = ()
    duplicates: tuple[DuplicateFile, ...] = ()
    failed: tuple[FailedFile, ...] = ()
    cancelled: bool = False
    changes: Changes = field(default_factory=Changes)

    def to_try_again(self) -> list[Path]:
        """Where the files lie that failed, each once."""
        return list(dict.fromkeys(one.path for one in self.failed if one.path is not None))

    def followed_by(self, again: "ImportReport") -> "ImportReport":
        """The report of both, after everything that failed was tried again.

        What came in the first time and lies in the same archive is no duplicate; what was not looked
        at again, because that was stopped, has failed still.
        """
        known = {one.document for one in self.imported} | {one.document for one in self.duplicates}
        told = {one.name for one in again.imported} | {one.name for one in again.duplicates}
        told |= {one.name for one in again.failed}
        still = tuple(
            one for one in self.failed if one.path is None or (again.cancelled and one.name not in told)
        )
        return replace(
            again,
            imported=self.imported + again.imported,
            duplicates=self.duplicates + tuple(one for one in again.duplicates if one.document not in known),
            failed=still + again.failed,
            cancelled=self.cancelled or again.cancelled,
        )
