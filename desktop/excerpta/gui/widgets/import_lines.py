"""What became of the files of an import, a line for each, and in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from excerpta.core.model.ids import DocumentId
from excerpta.gui.support.dates import isolated, readable_date

if TYPE_CHECKING:
    from excerpta.core.model.likeness import Likeness
    from excerpta.core.services.import_report import ImportedFile, ImportReport


class Outcome(Enum):
    """What became of a file, in the order in which it matters; the words stand over the list."""

    FAILED = "Could not be read"
    ALIKE = "Much the same"
    THERE = "Already there"
    IMPORTED = "Came in"


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One file.

    Attributes:
        outcome: what became of it.
        name: of the file.
        title: of its document; empty for what failed.
        about: what is known of the document, or why the file failed.
        remarks: sentences: what to do, what did not come in whole.
        document: its document; None for what failed.
        like: the document that it is most like.

    """

    outcome: Outcome
    name: str
    title: str = ""
    about: str = ""
    remarks: str = ""
    document: DocumentId | None = None
    like: Likeness | None = None

    @property
    def text(self) -> str:
        """All of it in a row, as it is copied and as a screen reader says it."""
        parts = (self.name, self.title, self.about, self.remarks)
        return f"{self.outcome.value}: " + " — ".join(part for part in parts if part)


def lines_of(report: ImportReport) -> list[ImportLine]:
    """A line for every file: what failed first, what simply came in last."""
    lines = [
        ImportLine(Outcome.FAILED, one.name, about=one.reason, remarks=one.advice) for one in report.failed
    ]
    came = [line_of(one) for one in report.imported]
    lines += [line for line in came if line.outcome is Outcome.ALIKE]
    lines += [
        ImportLine(Outcome.THERE, one.name, one.title, remarks="It was left out.", document=one.document)
        for one in report.duplicates
    ]
    lines += [line for line in came if line.outcome is Outcome.IMPORTED]
    return lines


def line_of(one: ImportedFile) -> ImportLine:
    """The line of a file that came in."""
    like = one.like[0] if one.like else None
    parts = (one.source, readable_date(one.published), readable_size(one.size))
    remarks = [] if like is None else [likeness_in_words(like)]
    return ImportLine(
        Outcome.IMPORTED if like is None else Outcome.ALIKE,
        one.name,
        one.title,
        " · ".join(isolated(part) for part in parts if part),
        " ".join([*remarks, *one.warnings]),
        one.document,
        like,
    )


def likeness_in_words(like: Likeness) -> str:
    """What a document is much the same as, in a sentence."""
    how = "word for word" if like.percent == 100 else f"{like.percent} % of the shorter one's words"
    return f"Much the same as “{isolated(like.title)}”, {how}."


def summary(report: ImportReport) -> str:
    """An import in one sentence."""
    number = len(report.imported)
    parts = [f"{number:,} document{'' if number == 1 else 's'} imported"]
    alike = sum(bool(one.like) for one in report.imported)
    if alike:
        parts.append(f"{alike:,} much the same as another")
    if report.duplicates:
        parts.append(f"{len(report.duplicates):,} already there")
    if report.failed:
        parts.append(f"{len(report.failed):,} could not be read")
    if not report.cancelled:
        return ", ".join(parts) + "."
    return ", ".join(parts) + ". You stopped it; what came in stays, and Undo takes it out again."


def readable_size(size: int) -> str:
    """A number of bytes as `480 bytes`, `12 kB`, `3.4 MB`; empty for nothing."""
    if size < 1000:
        return f"{size} bytes" if size else ""
    return f"{size / 1000:,.0f} kB" if size < 999_500 else f"{size / 1_000_000:,.1f} MB"
