"""What a repair says: what was saved, what was mended, and what is lost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was.

    Attributes:
        table: where it stood; `file` for what nobody can tell any more.
        key: the id of its row; None when it may be any row of the table.
        sentence: what is lost, or what was done about it.
        is_lost: whether anything is lost; else it was put together again from what is there twice.
    """

    table: str
    key: int | None
    sentence: str
    is_lost: bool = True


@dataclass(frozen=True, slots=True)
class RepairReport:
    """The end of a repair.

    Attributes:
        documents, highlights, tags, memos: how many the new library holds.
        findings: everything that is not as it was, losses first.
    """

    documents: int
    highlights: int
    tags: int
    memos: int
    findings: tuple[Finding, ...]

    @property
    def losses(self) -> tuple[Finding, ...]:
        """What is lost."""
        return tuple(one for one in self.findings if one.is_lost)
