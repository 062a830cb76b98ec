"""What drags inside the window carry: tags to wherever one can be put, highlights to a tag."""

import json
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData

from excerpta.core.model.ids import AnnotationId, TagId

TAG_MIME = "application/x-excerpta-tags"
"""A JSON list of the ids of tags."""

HIGHLIGHT_MIME = "application/x-excerpta-highlights"
"""A JSON list of the ids of highlights."""


def tags_to_drag(tags: Sequence[TagId], text: str) -> QMimeData:
    """What a drag of tags carries; `text` is for other programs."""
    data = _ids(TAG_MIME, tags)
    data.setText(text)
    return data


def dragged_tags(data: QMimeData) -> tuple[TagId, ...]:
    """The tags of a drag; none when it carries something else."""
    return tuple(TagId(tag) for tag in _of(data, TAG_MIME))


def highlights_to_drag(highlights: Sequence[AnnotationId]) -> QMimeData:
    """What a drag of highlights carries."""
    return _ids(HIGHLIGHT_MIME, highlights)


def dragged_highlights(data: QMimeData) -> tuple[AnnotationId, ...]:
    """The highlights of a drag; none when it carries something else."""
    return tuple(AnnotationId(one) for one in _of(data, HIGHLIGHT_MIME))


def _ids(kind: str, ids: Sequence[int]) -> QMimeData:
    data = QMimeData()
    data.setData(kind, QByteArray(json.dumps([int(one) for one in ids]).encode()))
    return data


def _of(data: QMimeData, kind: str) -> list[int]:
    found: list[int] = json.loads(bytes(data.data(kind).data())) if data.hasFormat(kind) else []
    return found
