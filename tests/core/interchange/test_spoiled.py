"""Office files and books with a part spoiled are read or refused, and what is read holds together."""

import contextlib
import io
import re
import zipfile
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.interchange.test_every_format import written

from excerpta.core.interchange.reading import read_article
from excerpta.core.model.errors import ReadingError

PARTS = {
    "docx": ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml"),
    "odt": ("content.xml", "styles.xml"),
    "epub": ("EPUB/book.opf", "EPUB/nav.xhtml", "EPUB/text/one chapter.xhtml"),
}


@cache
def members(ending: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(written(ending))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def spoiled(ending: str, part: str, how: list[tuple[int, int]]) -> bytes:
    """The file with elements of a part moved: well-formed still, most of the time, but without sense."""
    elements = re.split(rb"(?=<)", members(ending)[part])
    for source, target in how:
        elements.insert(target % len(elements), elements[source % len(elements)])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members(ending).items():
            archive.writestr(name, b"".join(elements) if name == part else data)
    return out.getvalue()


def swapped(ending: str, part: str, one: int, other: int) -> bytes:
    """The file with the values of two attributes of a part changed for each other."""
    data = members(ending)[part]
    values = list(re.finditer(rb'="([^"]*)"', data))
    first, second = sorted(
        (values[one % len(values)], values[other % len(values)]), key=lambda found: found.start()
    )
    middle = data[first.end(1) : second.start(1)] if first is not second else None
    if middle is not None:
        data = data[: first.start(1)] + second[1] + middle + first[1] + data[second.end(1) :]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, held in members(ending).items():
            archive.writestr(name, data if name == part else held)
    return out.getvalue()


def read_or_refuse(ending: str, data: bytes) -> None:
    with contextlib.suppress(ReadingError):
        article = read_article(f"a.{ending}", data)
        text = article.text
        assert "\n".join(text[block.start : block.end] for block in article.blocks) == text
        assert all(0 <= span.start < span.end <= len(text) for span in article.spans)


_NUMBERS = st.integers(0, 5000)


@pytest.mark.parametrize(
    ("ending", "part"), [(ending, part) for ending, parts in PARTS.items() for part in parts]
)
@settings(max_examples=15)
@given(how=st.lists(st.tuples(_NUMBERS, _NUMBERS), max_size=3), pair=st.tuples(_NUMBERS, _NUMBERS))
def test_a_spoiled_part(ending: str, part: str, how: list[tuple[int, int]], pair: tuple[int, int]) -> None:
    read_or_refuse(ending, spoiled(ending, part, how))
    read_or_refuse(ending, swapped(ending, part, *pair))
