"""The outline against a slow and plain reckoning, and its edges."""

from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.model.document import IMAGE_CHARACTER, Block, BlockKind
from excerpta.core.text.outline import Section, one_line, section_at, sections_of

TITLES = st.sampled_from(["One", "Two  words", "گفت‌وگو", "😀 x", "", " ", IMAGE_CHARACTER])
PARTS = st.lists(st.tuples(st.integers(0, 6), TITLES), max_size=30)


def document_of(parts: list[tuple[int, str]]) -> tuple[str, list[Block]]:
    """Headings of a level and, for level 0, paragraphs."""
    text, blocks = "", []
    for level, words in parts:
        text += "\n" if blocks else ""
        kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
        blocks.append(Block(kind, len(text), len(text) + len(words), level))
        text += words
    return text, blocks


@given(PARTS)
def test_every_section_ends_at_the_next_heading_that_is_not_below_it(parts: list[tuple[int, str]]) -> None:
    text, blocks = document_of(parts)
    headings = [
        block
        for block in blocks
        if block.kind is BlockKind.HEADING and one_line(text, block.start, block.end)
    ]
    found = sections_of(text, blocks)
    assert [section.start for section in found] == [block.start for block in headings]
    for number, (section, block) in enumerate(zip(found, headings, strict=True)):
        following = [other.start for other in headings[number + 1 :] if other.level <= block.level]
        assert section.end == (following[0] if following else len(text))
        around = [other for other in found[:number] if other.end > section.start]
        assert section.depth == len(around)


@given(PARTS, st.integers(0, 200))
def test_a_position_is_in_the_last_section_that_begins_before_it(
    parts: list[tuple[int, str]], position: int
) -> None:
    sections = sections_of(*document_of(parts))
    begun = [number for number, section in enumerate(sections) if section.start <= position]
    assert section_at(sections, position) == (begun[-1] if begun else -1)


def test_levels_that_are_left_out_indent_by_one() -> None:
    text, blocks = document_of([(2, "A"), (0, "x"), (5, "B"), (2, "C"), (1, "D")])
    assert sections_of(text, blocks) == (
        Section("A", 0, 0, 6), Section("B", 1, 4, 6), Section("C", 0, 6, 8), Section("D", 0, 8, 9),
    )  # fmt: skip


def test_a_long_heading_is_cut_and_put_on_one_line() -> None:
    assert one_line("a\n b\tc", 0, 6) == "a b c"
    assert one_line("x" * 50, 0, 50, longest=10) == "x" * 10
