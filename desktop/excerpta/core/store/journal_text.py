"""The steps of a command as the text that the journal keeps: JSON, read and written step by step.

Question: one call of the JSON module, or many? Choice: a line for each step, in UTF-8 throughout. Why:
one call over 20 MB lets no other thread do anything for as long as a window may wait twice over, and
so does one that only encodes it. The lines are between the steps; JSON has none inside of a step.
"""

import base64
import json
from dataclasses import dataclass, field
from typing import Any

from excerpta.core.model.ids import DocumentId, TagId

Step = dict[str, Any]

_FEW = 10
_MERGED = b',"merged":'
_HEAD, _BETWEEN, _MIDDLE, _END = b'{"steps":[\n', b",\n", b'\n],"annotated":', b"}"


@dataclass(slots=True)
class Content:
    """What a command altered.

    Attributes:
        steps: one after the other.
        annotated: documents in which highlights were altered.
        merged: tags that became a part of others, with those.
    """

    steps: list[Step]
    annotated: set[DocumentId]
    merged: dict[TagId, TagId] = field(default_factory=dict)


def dump(content: Content) -> bytes:
    """The text of some content; few steps are on one line."""
    if len(content.steps) <= _FEW and all(len(step["keys"]) <= _FEW for step in content.steps):
        whole = {"steps": content.steps, "annotated": sorted(content.annotated)}
        return _dumped(whole | ({"merged": sorted(content.merged.items())} if content.merged else {}))
    steps = _BETWEEN.join(map(_dumped, content.steps))
    annotated = ",".join(map(str, sorted(content.annotated))).encode()
    merged = _MERGED + _dumped(sorted(content.merged.items())) if content.merged else b""
    return b"".join((_HEAD, steps, _MIDDLE, b"[", annotated, b"]", merged, _END))


def load(text: bytes) -> Content:
    """The content of a text that `dump` made; an earlier version of this program had all on one line.

    Raises:
        ValueError: it is none of those.
    """
    first, *others = text.split(b"\n")
    if not others:
        whole = _loaded(first)
        return Content(whole["steps"], set(whole["annotated"]), dict(whole.get("merged", ())))
    *steps, last = others
    rest = _loaded(b"{" + last.removeprefix(b"],"))
    found = [_loaded(step.removesuffix(b",")) for step in steps if step]
    return Content(found, set(rest["annotated"]), dict(rest.get("merged", ())))


def _loaded(text: bytes) -> Any:
    return json.loads(text, object_hook=_to_bytes)


def _dumped(value: object) -> bytes:
    return _ENCODER.encode(value).encode()


def _from_bytes(value: object) -> dict[str, str]:
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode("ascii")}
    raise TypeError(f"{type(value).__name__} does not belong in the journal")


def _to_bytes(value: dict[str, Any]) -> Any:  # a step, or the bytes in one
    if value.keys() == {"base64"}:
        return base64.b64decode(value["base64"])
    return value


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_from_bytes)
