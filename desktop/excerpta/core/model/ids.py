"""Every kind of row has an id type of its own, so that a tag's id cannot be passed for a document's."""

from typing import NewType

DocumentId = NewType("DocumentId", int)
AnnotationId = NewType("AnnotationId", int)
TagId = NewType("TagId", int)
CommandId = NewType("CommandId", int)
MemoId = NewType("MemoId", int)
SearchId = NewType("SearchId", int)
