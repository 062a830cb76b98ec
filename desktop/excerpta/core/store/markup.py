"""Blocks, spans and attributes are stored as JSON beside the text: always read whole, never searched."""

import json
from collections.abc import Iterable, Mapping

from excerpta.core.model.document import Block, BlockKind, Provenance, Span, SpanKind
from excerpta.core.model.errors import DamageError

_BLOCK_KINDS = {kind.value: kind for kind in BlockKind}
_BROKEN = (ValueError, KeyError, TypeError, IndexError)
_SPAN_KINDS = {kind.value: kind for kind in SpanKind}


def dump_blocks(blocks: Iterable[Block]) -> str:
    """Blocks as `[[kind, start, end, level, number, image, description], …]`.

    What follows the end is there only as far as it says something.
    """
    rows: list[list[str | int | None]] = []
    for block in blocks:
        row: list[str | int | None] = [block.kind.value, block.start, block.end]
        if block.image or block.description:
            row += (block.level, block.number, block.image)
            if block.description:
                row.append(block.description)
        elif block.number is not None:
            row += (block.level, block.number)
        elif block.level:
            row.append(block.level)
        rows.append(row)
    return json.dumps(rows, separators=(",", ":"), ensure_ascii=False)


def load_blocks(text: str) -> tuple[Block, ...]:
    """The inverse of `dump_blocks`.

    Raises:
        DamageError: it is not what was stored.
    """
    try:
        return tuple([Block(_BLOCK_KINDS[row[0]], *row[1:]) for row in json.loads(text)])
    except _BROKEN as error:
        raise _damage() from error


def dump_spans(spans: Iterable[Span]) -> str:
    """Spans as `[[kind, start, end, target], …]`; the target only of links."""
    rows = [[s.kind.value, s.start, s.end, *([s.target] if s.target else [])] for s in spans]
    return json.dumps(rows, separators=(",", ":"), ensure_ascii=False)


def load_spans(text: str) -> tuple[Span, ...]:
    """The inverse of `dump_spans`.

    Raises:
        DamageError: it is not what was stored.
    """
    try:
        return tuple([Span(_SPAN_KINDS[row[0]], *row[1:]) for row in json.loads(text)])
    except _BROKEN as error:
        raise _damage() from error


def dump_attributes(origins: Mapping[str, Provenance]) -> str:
    """What else is known of a document, as an object: `{"origins": {"title": "stated", …}}`."""
    known = {name: origin.value for name, origin in origins.items()}
    return json.dumps({"origins": known} if known else {}, separators=(",", ":"), ensure_ascii=False)


def load_origins(attributes: str) -> dict[str, Provenance]:
    """From where the values of a document came; what is not known is left out."""
    try:
        found = json.loads(attributes)
        origins = found.get("origins", {}) if isinstance(found, dict) else {}
        known = {origin.value: origin for origin in Provenance}
        return {name: known[value] for name, value in origins.items() if value in known}
    except (*_BROKEN, AttributeError) as error:
        raise _damage() from error


def with_origins(attributes: str, more: Mapping[str, Provenance]) -> str:
    """The attributes with some origins put in, and all else as it is."""
    found = json.loads(attributes)
    found = found if isinstance(found, dict) else {}
    origins = {**found.get("origins", {}), **{name: origin.value for name, origin in more.items()}}
    return json.dumps({**found, "origins": origins}, separators=(",", ":"), ensure_ascii=False)


def _damage() -> DamageError:
    return DamageError(
        "The structure of a document is damaged, so it cannot be shown; nothing was changed.",
        "Repair the library into a new file, or open a backup.",
    )
