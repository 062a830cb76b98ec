"""The steps of a command as the text that the journal keeps: JSON, read and written step by step.

A text is `{"steps":[…],"annotated":[…]}`. One call of the JSON module over 20 MB would let no other
thread do anything meanwhile; a step is short.
"""

import base64
import json
from dataclasses import dataclass
from typing import Any

from excerpta.core.model.ids import DocumentId

Step = dict[str, Any]

_HEAD, _MIDDLE = '{"steps":[', '],"annotated":'


@dataclass(slots=True)
class Content:
    """What a command altered.

    Attributes:
        steps: one after the other.
        annotated: documents in which highlights were altered.
    """

    steps: list[Step]
    annotated: set[DocumentId]


def dump(content: Content) -> str:
    """The text of some content."""
    steps = ",".join(map(_dumped, content.steps))
    return f"{_HEAD}{steps}{_MIDDLE}{_dumped(sorted(content.annotated))}}}"


def load(text: str) -> Content:
    """The content of a text that `dump` made.

    Raises:
        ValueError: it is none of those.
    """
    steps: list[Step] = []
    at = len(_HEAD)
    while not text.startswith(_MIDDLE, at):
        step, at = _DECODER.raw_decode(text, at)
        steps.append(step)
        at += text.startswith(",", at)
    annotated, _ = _DECODER.raw_decode(text, at + len(_MIDDLE))
    return Content(steps, set(map(DocumentId, annotated)))


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_from_bytes)


def _from_bytes(value: object) -> dict[str, str]:
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode("ascii")}
    raise TypeError(f"{type(value).__name__} does not belong in the journal")


def _to_bytes(value: dict[str, Any]) -> Any:  # a step, or the bytes in one
    if value.keys() == {"base64"}:
        return base64.b64decode(value["base64"])
    return value


_DECODER = json.JSONDecoder(object_hook=_to_bytes)
