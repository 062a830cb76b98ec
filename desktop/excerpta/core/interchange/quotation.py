"""Highlights as quotations with where they are from, for pasting: as plain text or as Markdown.

Every highlight is a paragraph or a quotation of its own with its citation, its note and its tags, so
that any of them can be moved away from the others.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from excerpta.core.model.document import IMAGE_CHARACTER, Provenance
from excerpta.core.model.record import HighlightRecord
from excerpta.core.model.tag import TagTree
from excerpta.core.text.direction import first_strong

WORKED_OUT = "[worked out]"
"""Behind a date that the article does not state itself."""

_CERTAIN = (Provenance.STATED, Provenance.METADATA, Provenance.USER)
_MARKUP = re.compile(r"([\\`*_\[\]<>|~&#$!])")
_AT_LINE_START = re.compile(r"^(?:(\d+)([.)])|([-+=]))", re.MULTILINE)
_ISOLATE, _POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_RIGHT_TO_LEFT = "\N{RIGHT-TO-LEFT MARK}"


class QuotationForm(StrEnum):
    """What a quotation is written in."""

    TEXT = "text"
    MARKDOWN = "markdown"


def quotations(records: Iterable[HighlightRecord], tree: TagTree, form: QuotationForm) -> Iterator[str]:
    """One piece of text for each highlight; joined without anything between they are the whole."""
    write = _text if form is QuotationForm.TEXT else _markdown
    for number, record in enumerate(records):
        tags = sorted(tree.path(tag) for tag in record.tag_ids())
        yield ("\n" if number else "") + write(record, tags)


def citation(record: HighlightRecord) -> tuple[str, ...]:
    """The parts that say where a highlight is from: author, title, source, date; those that are known."""
    date = record.published
    if date and Provenance(record.provenance) not in _CERTAIN:
        date += f" {WORKED_OUT}"
    parts = (record.author, record.title, record.source, date)
    return tuple(" ".join(part.split()) for part in parts if part.strip())


def _text(record: HighlightRecord, tags: list[str]) -> str:
    quote = _words(record.quote)
    parts = citation(record)
    if first_strong(quote) < 0 or any(first_strong(part) < 0 for part in parts):
        # Each part keeps its own direction.
        parts = tuple(f"{_ISOLATE}{part}{_POP}" for part in parts)
        quoted = f"{_ISOLATE}“{quote}”{_POP}"
    else:
        quoted = f"“{quote}”"
    mark = _RIGHT_TO_LEFT if first_strong(quote) < 0 else ""
    lines = [f"{mark}{quoted} — {', '.join(parts)}" if parts else f"{mark}{quoted}"]
    if record.note.strip():
        lines.append(f"Note: {_words(record.note)}")
    if tags:
        lines.append(f"Tags: {' | '.join(tags)}")
    return "\n".join(lines) + "\n"


def _markdown(record: HighlightRecord, tags: list[str]) -> str:
    parts = list(map(_escaped, citation(record)))
    if record.title.strip():
        # The author stands before the title, if there is one.
        place = int(bool(record.author.strip()))
        parts[place] = f"*{parts[place]}*"
    quoted = _paragraph(_words(record.quote)) + (f"\n\n— {', '.join(parts)}" if parts else "")
    text = "".join(f"> {line}\n" if line else ">\n" for line in quoted.split("\n"))
    if record.note.strip():
        text += f"\n{_paragraph(_words(record.note))}\n"
    if tags:
        text += f"\n{_escaped(' · '.join(tags))}\n"
    return text


def _paragraph(text: str) -> str:
    """Lines as one paragraph in which they stay lines."""
    return "  \n".join(_escaped(text).split("\n"))


def _words(text: str) -> str:
    """Words line by line, without empty ones; a picture among them has none."""
    lines = text.replace(IMAGE_CHARACTER, "").splitlines()
    return "\n".join(line for line in (" ".join(one.split()) for one in lines) if line)


def _escaped(text: str) -> str:
    """Text in which no character means anything to Markdown."""
    return _AT_LINE_START.sub(r"\1\\\2\3", _MARKUP.sub(r"\\\1", text))
