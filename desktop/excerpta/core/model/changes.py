"""Changes say what one verb of the user altered, so that every view refreshes only what it shows of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from excerpta.core.model.ids import AnnotationId, CommandId, DocumentId, TagId


@dataclass(frozen=True, slots=True)
class Changes:
    """What one command altered, whether done, undone or redone.

    Attributes:
        label: what was done, in words for a menu: `add highlight`, `import of 3 documents`.
        command: the journal's row; None when nothing was altered.
        documents: whose text, metadata or existence changed.
        annotations: which highlights were added, altered or removed.
        annotated: in which documents those highlights stand.
        tags: which tags were added, altered or removed.
        merged: tags that became a part of others, with those; not told when that is undone.
        counts: whether tag or document counts may differ now.
        colours: whether the user calls a colour something else now.
        memos: whether a memo was written, altered or removed.
        searches: whether a saved search was made, altered or removed.

    """

    label: str = ""
    command: CommandId | None = None
    documents: frozenset[DocumentId] = field(default_factory=frozenset)
    annotations: frozenset[AnnotationId] = field(default_factory=frozenset)
    annotated: frozenset[DocumentId] = field(default_factory=frozenset)
    tags: frozenset[TagId] = field(default_factory=frozenset)
    merged: Mapping[TagId, TagId] = field(default_factory=dict)
    counts: bool = False
    colours: bool = False
    memos: bool = False
    searches: bool = False

    def __bool__(self) -> bool:
        """Whether anything was altered."""
        return self.command is not None

    def with_more(self, more: "Changes") -> "Changes":
        """These changes and later ones as one; the label and the command are the later ones'."""
        return Changes(
            label=more.label or self.label,
            command=more.command or self.command,
            documents=self.documents | more.documents,
            annotations=self.annotations | more.annotations,
            annotated=self.annotated | more.annotated,
            tags=self.tags | more.tags,
            merged={**self.merged, **more.merged},
            counts=self.counts or more.counts,
            colours=self.colours or more.colours,
            memos=self.memos or more.memos,
            searches=self.searches or more.searches,
        )
